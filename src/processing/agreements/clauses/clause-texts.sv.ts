import type { ClauseTexts } from './clause-texts.js';

export const CLAUSE_TEXTS_SV: ClauseTexts = {
  title: 'Bilagor till standardavtalsklausulerna',
  decision:
    'Kommissionens genomförandebeslut (EU) 2021/915 av den 4 juni 2021 om standardavtalsklausuler mellan personuppgiftsansvariga och personuppgiftsbiträden enligt artikel 28.7 i Europaparlamentets och rådets förordning (EU) 2016/679 och artikel 29.7 i Europaparlamentets och rådets förordning (EU) 2018/1725',
  celexNumber: 'Celexnummer',
  partOfClauses:
    'Bilagorna I–IV utgör en integrerad del av klausulerna. Klausulernas text är den som finns i bilagan till beslutet; den gäller oförändrad och återges inte här.',
  explanatoryNote: 'Förklarande anmärkning',
  agreement: {
    heading: 'Avtalet',
    reference: 'Referens',
    mainContract: 'Huvudavtal',
    version: 'Version',
    drawnUp: 'Upprättat',
    decision: 'Standardavtalsklausuler',
  },
  annex: (number) => `Bilaga ${number}`,
  annexTitles: {
    I: 'Förteckning över parter',
    II: 'Beskrivning av behandlingen',
    III: 'Tekniska och organisatoriska åtgärder, inbegripet tekniska och organisatoriska åtgärder för att säkerställa uppgifternas säkerhet',
    IV: 'Förteckning över underbiträden',
  },
  parties: {
    controllers: 'Personuppgiftsansvarig(a)',
    processors: 'Personuppgiftsbiträde(n)',
    name: 'Namn',
    organisationNumber: 'Organisationsnummer',
    address: 'Adress',
    contactPerson: 'Kontaktpersonens namn, befattning och kontaktuppgifter',
    dataProtectionOfficer: 'Dataskyddsombud',
    signature: 'Underskrift och anslutningsdatum',
    notSigned: 'Ännu inte undertecknat',
  },
  description: {
    dataSubjects: 'Kategorier av registrerade vars personuppgifter behandlas',
    personalData: 'Kategorier av personuppgifter som behandlas',
    category: 'Kategori',
    elements: 'Uppgifter',
    sensitiveData:
      'Känsliga uppgifter som behandlas (i tillämpliga fall) och tillämpade begränsningar eller skyddsåtgärder som fullt ut beaktar uppgifternas art och de risker som är förknippade med dem',
    safeguards: 'Begränsningar eller skyddsåtgärder',
    noSensitiveData: 'Inga känsliga uppgifter behandlas.',
    nature: 'Behandlingens art',
    purposes: 'Ändamål för vilka personuppgifterna behandlas för den personuppgiftsansvariges räkning',
    duration: 'Behandlingens varaktighet',
    subProcessing: 'Behandling hos underbiträden: föremål, art och varaktighet',
    subProcessor: 'Underbiträde',
    subjectMatter: 'Föremål',
    natureOfSubProcessing: 'Art',
    durationOfSubProcessing: 'Varaktighet',
  },
  measures: {
    concreteNote: 'De tekniska och organisatoriska åtgärderna måste beskrivas konkret och inte i allmänna ordalag.',
    description:
      'Beskrivning av de tekniska och organisatoriska säkerhetsåtgärder som personuppgiftsbiträdet eller personuppgiftsbiträdena har vidtagit (inbegripet eventuella relevanta certifieringar) för att säkerställa en lämplig säkerhetsnivå, med beaktande av behandlingens art, omfattning, sammanhang och ändamål samt riskerna för fysiska personers rättigheter och friheter.',
    headings: {
      pseudonymisationAndEncryption: 'Åtgärder för pseudonymisering och kryptering av personuppgifter',
      ongoingConfidentialityIntegrityAvailabilityAndResilience:
        'Åtgärder för att fortlöpande säkerställa konfidentialitet, integritet, tillgänglighet och motståndskraft hos behandlingssystemen och -tjänsterna',
      restoringAvailabilityAndAccess:
        'Åtgärder för att säkerställa förmågan att återställa tillgängligheten och tillgången till personuppgifter i rimlig tid vid en fysisk eller teknisk incident',
      regularTesting:
        'Förfaranden för att regelbundet testa, undersöka och utvärdera effektiviteten hos de tekniska och organisatoriska åtgärder som ska säkerställa behandlingens säkerhet',
      userIdentificationAndAuthorisation: 'Åtgärder för identifiering och auktorisering av användare',
      protectionDuringTransmission: 'Åtgärder för att skydda uppgifter under överföring',
      protectionDuringStorage: 'Åtgärder för att skydda uppgifter under lagring',
      physicalSecurity: 'Åtgärder för att säkerställa den fysiska säkerheten på platser där personuppgifter behandlas',
      eventsLogging: 'Åtgärder för att säkerställa loggning av händelser',
      systemConfiguration: 'Åtgärder för att säkerställa systemkonfigurationen, inbegripet standardkonfigurationen',
      internalItAndSecurityGovernance: 'Åtgärder för intern styrning och ledning av it och it-säkerhet',
      certificationAndAssurance: 'Åtgärder för certifiering/säkring av processer och produkter',
      dataMinimisation: 'Åtgärder för att säkerställa uppgiftsminimering',
      dataQuality: 'Åtgärder för att säkerställa uppgifternas kvalitet',
      limitedRetention: 'Åtgärder för att säkerställa begränsad lagringstid',
      accountability: 'Åtgärder för att säkerställa ansvarsskyldighet',
      portabilityAndErasure: 'Åtgärder för att möjliggöra dataportabilitet och säkerställa radering',
    },
    noneRecorded: 'Ingen åtgärd är registrerad under denna rubrik.',
    assistance:
      'Särskilda tekniska och organisatoriska åtgärder som personuppgiftsbiträdet ska vidta för att kunna bistå den personuppgiftsansvarige',
    subProcessorAssistance:
      'Särskilda tekniska och organisatoriska åtgärder som underbiträdena ska vidta för att kunna bistå den personuppgiftsansvarige',
  },
  subProcessors: {
    specificNote:
      'Denna bilaga måste fyllas i vid särskilt förhandstillstånd för underbiträden (klausul 7.7 a, alternativ 1).',
    generalNote:
      'Den personuppgiftsansvarige har gett ett allmänt skriftligt tillstånd (klausul 7.7 a, alternativ 2). Denna bilaga är den överenskomna förteckningen över underbiträden; personuppgiftsbiträdet meddelar planerade ändringar av den i förväg, så att den personuppgiftsansvarige kan göra invändningar.',
    authorised: 'Den personuppgiftsansvarige har godkänt att följande underbiträden anlitas:',
    processing: 'Beskrivning av behandlingen',
    responsibilities: 'Ansvarsfördelning',
    none: 'Inga underbiträden anlitas.',
  },
};
