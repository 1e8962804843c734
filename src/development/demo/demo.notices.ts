import type { DemoNotice } from './demo.story.types.js';

/**
 * What each controller of the demo tells its data subjects beside what is derived, in the languages that its people read, by
 * its short name.
 */
export const demoNotices: Readonly<Record<string, readonly DemoNotice[]>> = {
  kvarnlunda: [
    {
      language: 'SV',
      title: 'Så behandlar vi personuppgifter i kundportalen',
      text: `Kvarnlunda Maskinteknik AB är personuppgiftsansvarig för det som lagras i kundportalen. Varde driver portalen som vårt personuppgiftsbiträde och gör bara det vi har gett instruktion om.

## Varför
Vi behöver uppgifterna för att leverera, serva maskiner och hålla kontakt med dig som arbetar hos en kund. Grunden är avtalet med din arbetsgivare och vårt berättigade intresse av att veta vem vi talar med.`,
    },
  ],
  lindvik: [
    {
      language: 'NB',
      title: 'Personvernerklæring for Driftsportalen i Lindvikskolen',
      text: `IKT-ansvarlige ved skolene bruker Driftsportalen til å administrere brukere og maskiner ved egen skole. Lindvik kommune ved Utdanningsadministrasjonen er behandlingsansvarlig.

## Hvorfor vi behandler opplysninger
Opplysningene brukes for å finne riktig person når noen skal få tilgang. De hentes fra Skoleregisteret og vises i portalen; de rettes i Skoleregisteret og ikke her. Grunnlaget er kommunens oppgave som skoleeier, som er i allmennhetens interesse (GDPR artikkel 6 nr. 1 bokstav e). Portalen brukes ikke til sensitive personopplysninger, for eksempel helseopplysninger.`,
    },
    {
      language: 'EN',
      title: 'Privacy notice of the operations portal of the schools in Lindvik',
      text: `The ICT staff of the schools use this portal to administer the users and machines of their own school. The municipality of Lindvik is the controller.

## Why we process personal data
To find the right person when somebody is given access. The data comes from the school register and is shown here; it is corrected there. The basis is the municipality’s task of running schools, which is in the public interest (Article 6(1)(e) GDPR). No data of special categories is kept.`,
    },
  ],
  twaalfmorgen: [
    {
      language: 'NL',
      title: 'Privacyverklaring van het leerlingportaal',
      text: `Stichting Twaalfmorgen Onderwijs is verwerkingsverantwoordelijke voor de gegevens van leerlingen, ouders en medewerkers in dit portaal. Varde verwerkt ze in onze opdracht.

## Waarom
Om onderwijs te geven en kinderen te begeleiden, om contact te houden met ouders en om de school veilig te houden. Een allergie staat er alleen om op school veilig te kunnen eten. De grondslag is onze taak van algemeen belang om onderwijs te geven (artikel 6, lid 1, onder e, AVG), en voor een allergie de uitdrukkelijke toestemming van de ouders (artikel 9, lid 2, onder a).`,
    },
  ],
  tammejoe: [
    {
      language: 'ET',
      title: 'Andmekaitsetingimused',
      text: `Tammejõe Gümnaasium vastutab selle infosüsteemi isikuandmete eest. Varde töötleb neid meie juhiste järgi.

## Milleks
Õppetöö korraldamiseks, lapse toetamiseks ja koduga suhtlemiseks. Õiguslik alus on avalikes huvides oleva ülesande täitmine (isikuandmete kaitse üldmääruse artikli 6 lõike 1 punkt e).`,
    },
  ],
  kaarnala: [
    {
      language: 'FI',
      title: 'Opiskelijarekisterin tietosuojaseloste',
      text: `Kaarnalan koulutuskuntayhtymä on opiskelijarekisterin rekisterinpitäjä. Varde käsittelee tietoja puolestamme ja ohjeidemme mukaan.

## Miksi
Opetuksen järjestämiseen, opintojen ohjaamiseen ja yhteydenpitoon. Peruste on yleistä etua koskeva koulutustehtävämme (tietosuoja-asetuksen 6 artiklan 1 kohdan e alakohta).`,
    },
    {
      language: 'SV',
      title: 'Dataskyddsbeskrivning för studeranderegistret',
      text: `Kaarnalan koulutuskuntayhtymä är personuppgiftsansvarig för studeranderegistret. Varde behandlar uppgifterna för vår räkning och enligt våra instruktioner.

## Varför
För att ordna undervisning, handleda studier och hålla kontakt. Grunden är vår utbildningsuppgift, som är av allmänt intresse (artikel 6.1 e i dataskyddsförordningen).`,
    },
  ],
};
