import type { ClauseTexts } from './clause-texts.js';

export const CLAUSE_TEXTS_NB: ClauseTexts = {
  title: 'Vedlegg til standardavtalevilkårene',
  decision:
    'Kommisjonens gjennomføringsbeslutning (EU) 2021/915 av 4. juni 2021 om standardavtalevilkår mellom behandlingsansvarlige og databehandlere i henhold til artikkel 28 nr. 7 i europaparlaments- og rådsforordning (EU) 2016/679 og artikkel 29 nr. 7 i europaparlaments- og rådsforordning (EU) 2018/1725',
  celexNumber: 'CELEX-nummer',
  partOfClauses:
    'Vedlegg I–IV er en integrert del av avtalevilkårene. Teksten i avtalevilkårene er den som følger som vedlegg til beslutningen; den gjelder uendret og gjengis ikke her.',
  explanatoryNote: 'Forklarende merknad',
  agreement: {
    heading: 'Avtalen',
    reference: 'Referanse',
    mainContract: 'Hovedavtale',
    version: 'Versjon',
    drawnUp: 'Utarbeidet',
    decision: 'Standardavtalevilkår',
  },
  annex: (number) => `Vedlegg ${number}`,
  annexTitles: {
    I: 'Liste over partene',
    II: 'Beskrivelse av behandlingen',
    III: 'Tekniske og organisatoriske tiltak, herunder tekniske og organisatoriske tiltak for å ivareta opplysningenes sikkerhet',
    IV: 'Liste over underdatabehandlere',
  },
  parties: {
    controllers: 'Behandlingsansvarlig(e)',
    processors: 'Databehandler(e)',
    name: 'Navn',
    organisationNumber: 'Organisasjonsnummer',
    address: 'Adresse',
    contactPerson: 'Kontaktpersonens navn, stilling og kontaktopplysninger',
    dataProtectionOfficer: 'Personvernombud',
    signature: 'Underskrift og tiltredelsesdato',
    notSigned: 'Ikke undertegnet ennå',
  },
  description: {
    dataSubjects: 'Kategorier av registrerte som det behandles personopplysninger om',
    personalData: 'Kategorier av personopplysninger som behandles',
    category: 'Kategori',
    elements: 'Opplysninger',
    sensitiveData:
      'Sensitive opplysninger som behandles (dersom det er relevant), og anvendte begrensninger eller garantier som tar fullt hensyn til opplysningenes art og de tilknyttede risikoene',
    safeguards: 'Begrensninger eller garantier',
    noSensitiveData: 'Det behandles ingen sensitive opplysninger.',
    nature: 'Behandlingens art',
    purposes: 'Formålet eller formålene som personopplysningene behandles for på vegne av den behandlingsansvarlige',
    duration: 'Behandlingens varighet',
    subProcessing: 'Behandling hos underdatabehandlere: gjenstand, art og varighet',
    subProcessor: 'Underdatabehandler',
    subjectMatter: 'Gjenstand',
    natureOfSubProcessing: 'Art',
    durationOfSubProcessing: 'Varighet',
  },
  measures: {
    concreteNote: 'De tekniske og organisatoriske tiltakene må beskrives konkret og ikke i generelle vendinger.',
    description:
      'Beskrivelse av de tekniske og organisatoriske sikkerhetstiltakene som er gjennomført av databehandleren(e) (herunder eventuelle relevante sertifiseringer) for å oppnå et egnet sikkerhetsnivå, idet det tas hensyn til behandlingens art, omfang, sammenheng og formål samt risikoene for fysiske personers rettigheter og friheter.',
    headings: {
      pseudonymisationAndEncryption: 'Tiltak for pseudonymisering og kryptering av personopplysninger',
      ongoingConfidentialityIntegrityAvailabilityAndResilience:
        'Tiltak for å sikre vedvarende fortrolighet, integritet, tilgjengelighet og robusthet i behandlingssystemene og -tjenestene',
      restoringAvailabilityAndAccess:
        'Tiltak for å sikre evnen til å gjenopprette tilgjengeligheten og tilgangen til personopplysninger i rett tid dersom det oppstår en fysisk eller teknisk hendelse',
      regularTesting:
        'Prosesser for regelmessig testing, analysering og vurdering av hvor effektive de tekniske og organisatoriske tiltakene er, for å ivareta sikkerheten ved behandlingen',
      userIdentificationAndAuthorisation: 'Tiltak for identifisering og autorisering av brukere',
      protectionDuringTransmission: 'Tiltak for å beskytte opplysninger under overføring',
      protectionDuringStorage: 'Tiltak for å beskytte opplysninger under lagring',
      physicalSecurity: 'Tiltak for å ivareta den fysiske sikkerheten på steder der personopplysninger behandles',
      eventsLogging: 'Tiltak for å sikre logging av hendelser',
      systemConfiguration: 'Tiltak for å sikre systemkonfigurasjonen, herunder standardkonfigurasjonen',
      internalItAndSecurityGovernance: 'Tiltak for intern styring og ledelse av IT og IT-sikkerhet',
      certificationAndAssurance: 'Tiltak for sertifisering/kvalitetssikring av prosesser og produkter',
      dataMinimisation: 'Tiltak for å sikre dataminimering',
      dataQuality: 'Tiltak for å sikre opplysningenes kvalitet',
      limitedRetention: 'Tiltak for å sikre begrenset lagringstid',
      accountability: 'Tiltak for å sikre ansvarlighet',
      portabilityAndErasure: 'Tiltak for å muliggjøre dataportabilitet og sikre sletting',
    },
    noneRecorded: 'Det er ikke registrert noe tiltak under denne overskriften.',
    assistance:
      'Særlige tekniske og organisatoriske tiltak som databehandleren skal treffe for å kunne bistå den behandlingsansvarlige',
    subProcessorAssistance:
      'Særlige tekniske og organisatoriske tiltak som underdatabehandlerne skal treffe for å kunne bistå den behandlingsansvarlige',
  },
  subProcessors: {
    specificNote:
      'Dette vedlegget må fylles ut ved særlig tillatelse til bruk av underdatabehandlere (punkt 7.7 bokstav a), alternativ 1).',
    generalNote:
      'Den behandlingsansvarlige har gitt en generell skriftlig tillatelse (punkt 7.7 bokstav a), alternativ 2). Dette vedlegget er den avtalte listen over underdatabehandlere; databehandleren varsler om planlagte endringer i den på forhånd, slik at den behandlingsansvarlige kan motsette seg dem.',
    authorised: 'Den behandlingsansvarlige har tillatt bruk av følgende underdatabehandlere:',
    processing: 'Beskrivelse av behandlingen',
    responsibilities: 'Avgrensning av ansvar',
    none: 'Det brukes ingen underdatabehandlere.',
  },
};
