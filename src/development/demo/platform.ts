/** The processor of the demo, as the operator records it. */
export const demoProcessor = {
  name: 'Varde Drift',
  legalName: 'Varde Drift AS',
  organisationNumber: '999 900 001',
  address: 'Vardeveien 1, 9999 Varde',
  country: 'NO',
  contact: 'kontakt@varde-drift.example',
  dataProtectionOfficer: 'personvernombud@varde-drift.example',
};

/** What the processor does for security, under the headings of Annex III. */
export const demoMeasures: readonly object[] = [
  {
    heading: 'PSEUDONYMISATION_AND_ENCRYPTION',
    text: {
      en: 'Databases, files and backups are encrypted at rest with AES-256; keys are changed every year.',
      nb: 'Databaser, filer og sikkerhetskopier er kryptert med AES-256; nøklene skiftes hvert år.',
      sv: 'Databaser, filer och säkerhetskopior är krypterade med AES-256; nycklarna byts varje år.',
      fi: 'Tietokannat, tiedostot ja varmuuskopiot on salattu (AES-256); avaimet vaihdetaan vuosittain.',
      et: 'Andmebaasid, failid ja varukoopiad on krüpteeritud (AES-256); võtmeid vahetatakse igal aastal.',
      nl: 'Databases, bestanden en back-ups zijn versleuteld met AES-256; sleutels wisselen elk jaar.',
    },
  },
  {
    heading: 'PROTECTION_DURING_TRANSMISSION',
    text: {
      en: 'All traffic uses TLS 1.2 or newer, also inside the data centre.',
      nb: 'All trafikk går over TLS 1.2 eller nyere, også inne i datasenteret.',
      sv: 'All trafik går över TLS 1.2 eller nyare, också inne i datacentret.',
      fi: 'Kaikki liikenne käyttää TLS 1.2:ta tai uudempaa, myös konesalin sisällä.',
      et: 'Kogu liiklus kasutab TLS 1.2 või uuemat, ka andmekeskuse sees.',
      nl: 'Al het verkeer gebruikt TLS 1.2 of nieuwer, ook binnen het datacentrum.',
    },
  },
  {
    heading: 'USER_IDENTIFICATION_AND_AUTHORISATION',
    text: {
      en: 'People sign in at the controller’s own identity provider; rights are read anew for each request.',
      nb: 'Brukere logger inn hos den behandlingsansvarliges egen innloggingstjeneste; rettigheter leses på nytt for hver forespørsel.',
      sv: 'Användare loggar in hos den personuppgiftsansvariges egen inloggningstjänst; rättigheter läses på nytt för varje anrop.',
      fi: 'Käyttäjät kirjautuvat rekisterinpitäjän omassa kirjautumispalvelussa; oikeudet luetaan joka pyynnöllä uudelleen.',
      et: 'Kasutajad logivad sisse vastutava töötleja enda teenuses; õigused loetakse igal päringul uuesti.',
      nl: 'Gebruikers melden zich aan bij de eigen identiteitsdienst van de verwerkingsverantwoordelijke; rechten worden bij elk verzoek opnieuw gelezen.',
    },
  },
  {
    heading: 'ONGOING_CONFIDENTIALITY_INTEGRITY_AVAILABILITY_AND_RESILIENCE',
    text: {
      en: 'Each controller’s rows stand behind a policy of the database itself; the application cannot bypass it.',
      nb: 'Hver behandlingsansvarligs rader står bak en regel i selve databasen, som applikasjonen ikke kan omgå.',
      sv: 'Varje personuppgiftsansvarigs rader står bakom en regel i själva databasen, som applikationen inte kan kringgå.',
      fi: 'Kunkin rekisterinpitäjän rivit ovat tietokannan oman säännön takana; sovellus ei voi ohittaa sitä.',
      et: 'Iga vastutava töötleja read on andmebaasi enda reegli taga, millest rakendus mööda ei pääse.',
      nl: 'De rijen van elke verwerkingsverantwoordelijke staan achter een regel van de database zelf, die de applicatie niet kan omzeilen.',
    },
  },
  {
    heading: 'RESTORING_AVAILABILITY_AND_ACCESS',
    text: {
      en: 'Backups every hour, kept for 30 days in a second region; restoring is practised twice a year.',
      nb: 'Sikkerhetskopi hver time, oppbevart i 30 dager i en annen region; gjenoppretting øves to ganger i året.',
      sv: 'Säkerhetskopia varje timme, sparad 30 dagar i en annan region; återställning övas två gånger om året.',
      fi: 'Varmuuskopio joka tunti, säilytys 30 päivää toisella alueella; palautusta harjoitellaan kahdesti vuodessa.',
      et: 'Varukoopia iga tund, hoitakse 30 päeva teises piirkonnas; taastamist harjutatakse kaks korda aastas.',
      nl: 'Elk uur een back-up, 30 dagen bewaard in een tweede regio; herstel wordt tweemaal per jaar geoefend.',
    },
  },
  {
    heading: 'EVENTS_LOGGING',
    text: {
      en: 'Every change, and every look at another person’s data, is logged with who, why and when.',
      nb: 'Hver endring, og hvert oppslag i andres data, logges med hvem, hvorfor og når.',
      sv: 'Varje ändring, och varje läsning av någon annans uppgifter, loggas med vem, varför och när.',
      fi: 'Jokainen muutos ja toisen tietojen katselu kirjataan lokiin: kuka, miksi ja milloin.',
      et: 'Iga muudatus ja iga teise inimese andmete vaatamine logitakse: kes, miks ja millal.',
      nl: 'Elke wijziging, en elke blik op gegevens van een ander, wordt vastgelegd: wie, waarom en wanneer.',
    },
  },
  {
    heading: 'PORTABILITY_AND_ERASURE',
    text: {
      en: 'Everything can be exported as an archive and erased with a signed certificate, at any time.',
      nb: 'Alt kan når som helst eksporteres som et arkiv og slettes med et signert bevis.',
      sv: 'Allt kan när som helst exporteras som ett arkiv och raderas med ett signerat intyg.',
      fi: 'Kaikki voidaan milloin tahansa viedä arkistona ja poistaa allekirjoitetulla todistuksella.',
      et: 'Kõik saab igal ajal arhiivina eksportida ja allkirjastatud tõendiga kustutada.',
      nl: 'Alles kan op elk moment als archief worden geëxporteerd en met een ondertekend bewijs worden gewist.',
    },
  },
];
