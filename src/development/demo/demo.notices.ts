import type { DemoNotice } from './demo.types.js';

/** What each controller of the demo tells its data subjects, in the languages that its people read, by its short name. */
export const demoNotices: Readonly<Record<string, readonly DemoNotice[]>> = {
  kvarnlunda: [
    {
      language: 'SV',
      title: 'Så behandlar vi personuppgifter i kundportalen',
      text: `Kvarnlunda Maskinteknik AB är personuppgiftsansvarig för det som lagras i kundportalen. Varde driver portalen som vårt personuppgiftsbiträde och gör bara det vi har gett instruktion om.

## Vilka uppgifter vi har
- namn, e-post, telefonnummer, IP-adress och en bild om du själv laddar upp en
- företag, befattning, leveransadress och behörighet i portalen
- det som du eller vi skriver i kommentarer eller lägger upp som filer

## Varför
Vi behöver uppgifterna för att leverera, serva maskiner och hålla kontakt med dig som arbetar hos en kund. Grunden är avtalet med din arbetsgivare och vårt berättigade intresse av att veta vem vi talar med.

## Hur länge
Så länge du är kontaktperson hos en kund. Intyg om maskinutbildning sparas i fem år.

## Vem som ser dem
Dina kollegor som administrerar företagets konto, våra säljare och servicetekniker samt dataskyddsansvarig. I portalen ser du själv vem som har tittat på dina uppgifter. Portalen körs i ett datacenter inom EES; hela listan över underbiträden är öppen.

## Dina rättigheter
Du kan se, rätta och ladda ner dina uppgifter direkt i portalen och begära att de raderas. Du kan också klaga hos Integritetsskyddsmyndigheten.`,
    },
  ],
  lindvik: [
    {
      language: 'NB',
      title: 'Personvernerklæring for Driftsportalen i Lindvikskolen',
      text: `IKT-ansvarlige ved skolene bruker Driftsportalen til å administrere brukere og maskiner ved egen skole. Lindvik kommune ved Utdanningsadministrasjonen er behandlingsansvarlig.

## Hvorfor vi behandler opplysninger
Opplysningene brukes for å finne riktig person når noen skal få tilgang. De hentes fra Skoleregisteret og vises i portalen; de rettes i Skoleregisteret og ikke her.

## Hvilke opplysninger
- om elever og ansatte: navn, fødselsdato, brukernavn, e-post, skole og klasse
- om foresatte: fornavn, etternavn og hvilken elev de hører til, og ingenting annet
- hvem som har gjort hva i portalen

Portalen brukes ikke til sensitive personopplysninger, for eksempel helseopplysninger. Det er ingen automatisk saksbehandling.

## Hvor lenge
Foresatte vises så lenge eleven går på en skole i Lindvik. Loggen vises i tre måneder.

## Hvem som ser opplysningene
IKT-ansvarlige ser egen skole, lærere ser klassene sine, og noen få i Utdanningsadministrasjonen ser alle skolene. Ingenting sendes videre til andres systemer. I portalen ser du selv hvem som har sett på opplysningene dine.

## Dine rettigheter
Du kan se opplysningene dine i portalen, laste dem ned og be om at de rettes eller slettes. Du kan klage til Datatilsynet.`,
    },
    {
      language: 'EN',
      title: 'Privacy notice of the operations portal of the schools in Lindvik',
      text: `The ICT staff of the schools use this portal to administer the users and machines of their own school. The municipality of Lindvik is the controller.

## Why we process personal data
To find the right person when somebody is given access. The data comes from the school register and is shown here; it is corrected there.

## Which data
- of pupils and staff: name, date of birth, user name, e-mail, school and class
- of guardians: first name, last name and the pupil they belong to, and nothing else
- who did what in the portal

No data of special categories is kept, and there is no automated decision-making.

## How long
Guardians are shown while the pupil goes to a school in Lindvik. The log is shown for three months.

## Who sees it
ICT staff see their own school, teachers see their classes, and a few people at the education authority see all schools. Nothing is passed on to others' systems. The portal shows you who looked at your data.

## Your rights
You can see and download your data in the portal, and ask for it to be corrected or erased. You can complain to the Norwegian Data Protection Authority.`,
    },
  ],
  twaalfmorgen: [
    {
      language: 'NL',
      title: 'Privacyverklaring van het leerlingportaal',
      text: `Stichting Twaalfmorgen Onderwijs is verwerkingsverantwoordelijke voor de gegevens van leerlingen, ouders en medewerkers in dit portaal. Varde verwerkt ze in onze opdracht.

## Welke gegevens
- van leerlingen: naam, geboortedatum, groep, leesniveau en, als ouders die doorgeven, een allergie
- van ouders: naam, contactgegevens en van welk kind zij ouder zijn
- van medewerkers: naam, werkadres, functie en taken

## Waarom
Om onderwijs te geven en kinderen te begeleiden, om contact te houden met ouders en om de school veilig te houden. Een allergie staat er alleen om op school veilig te kunnen eten.

## Hoe lang
Gegevens van leerlingen blijven tot twee jaar na het verlaten van de school, gegevens van medewerkers zolang zij bij ons werken.

## Wie ze ziet
Alleen wie ze voor de functie nodig heeft: de leerkracht de eigen groep, de administratie de eigen school. Meer rechten zijn tijdelijk en worden eerst met de Privacy Officer besproken. In het portaal ziet u wie de gegevens heeft bekeken.

## Uw rechten
U kunt de gegevens inzien, laten verbeteren, meenemen en laten wissen. Dat kan in het portaal of bij de Privacy Officer. U kunt een klacht indienen bij de Autoriteit Persoonsgegevens.`,
    },
  ],
  tammejoe: [
    {
      language: 'ET',
      title: 'Andmekaitsetingimused',
      text: `Tammejõe Gümnaasium vastutab selle infosüsteemi isikuandmete eest. Varde töötleb neid meie juhiste järgi.

## Milliseid andmeid me hoiame
- õpilase nimi, sünniaeg, klass, ringid, õppevorm ja õpilaspileti number
- hariduslik tugivajadus, kui selle üle on koos kokku lepitud
- vanema nimi ja kontaktandmed
- töötaja nimi, ametikoht ja töökoormus

## Milleks
Õppetöö korraldamiseks, lapse toetamiseks ja koduga suhtlemiseks.

## Kui kaua
Seni, kuni õpilane meie koolis õpib; õppevormi andmed veel kaks aastat.

## Kes neid näeb
Õpetaja näeb oma klasside õpilasi, tugispetsialist oma õpilasi ja õppejuht oma maja. Kõiki andmeid näevad vaid need, kellel on seda tingimata vaja. Infosüsteem näitab teile, kes on teie andmeid vaadanud.

## Teie õigused
Andmeid saab infosüsteemis vaadata, parandada ja alla laadida ning paluda nende kustutamist. Kaebuse saab esitada Andmekaitse Inspektsioonile.`,
    },
  ],
  kaarnala: [
    {
      language: 'FI',
      title: 'Opiskelijarekisterin tietosuojaseloste',
      text: `Kaarnalan koulutuskuntayhtymä on opiskelijarekisterin rekisterinpitäjä. Varde käsittelee tietoja puolestamme ja ohjeidemme mukaan.

## Mitä tietoja
- opiskelijan nimi, syntymäaika, ryhmä, opintolinja ja kotikunta
- huoltajan nimi ja yhteystiedot
- opettajan ja henkilökunnan nimi, yhteystiedot ja tehtävä

## Miksi
Opetuksen järjestämiseen, opintojen ohjaamiseen ja yhteydenpitoon.

## Kuinka kauan
Opiskelun ajan. Opintolinja ja aloituspäivä säilyvät viisi vuotta opintojen päättymisestä.

## Kuka tietoja näkee
Jokainen käyttäjätunnus on liitetty henkilökorttiin; tunnuksella, jota ei ole liitetty, ei näe kenenkään tietoja. Opettaja näkee ohjaamansa ryhmän opiskelijat ja toimistohenkilökunta oman oppilaitoksensa. Palvelu näyttää sinulle, kuka tietojasi on katsonut.

## Oikeutesi
Voit katsoa, oikaista ja ladata tietosi palvelussa ja pyytää niiden poistamista. Voit valittaa tietosuojavaltuutetulle.`,
    },
    {
      language: 'SV',
      title: 'Dataskyddsbeskrivning för studeranderegistret',
      text: `Kaarnalan koulutuskuntayhtymä är personuppgiftsansvarig för studeranderegistret. Varde behandlar uppgifterna för vår räkning och enligt våra instruktioner.

## Vilka uppgifter
- studerandes namn, födelsetid, grupp, studielinje och hemkommun
- vårdnadshavares namn och kontaktuppgifter
- lärares och personals namn, kontaktuppgifter och uppgift

## Varför
För att ordna undervisning, handleda studier och hålla kontakt.

## Hur länge
Under studietiden. Studielinje och startdatum sparas i fem år efter att studierna har avslutats.

## Vem som ser dem
Varje användarkonto är kopplat till ett personkort; ett konto som inte är kopplat visar ingens uppgifter. Läraren ser studerande i den egna gruppen och kanslipersonalen den egna läroanstalten. Tjänsten visar dig vem som har tittat på dina uppgifter.

## Dina rättigheter
Du kan se, rätta och ladda ner dina uppgifter i tjänsten och begära att de raderas. Du kan klaga hos dataombudsmannen.`,
    },
  ],
};
