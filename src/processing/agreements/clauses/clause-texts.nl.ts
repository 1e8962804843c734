import type { ClauseTexts } from './clause-texts.js';

export const CLAUSE_TEXTS_NL: ClauseTexts = {
  title: 'Bijlagen bij de standaardcontractbepalingen',
  decision:
    'Uitvoeringsbesluit (EU) 2021/915 van de Commissie van 4 juni 2021 betreffende standaardcontractbepalingen tussen verwerkingsverantwoordelijken en verwerkers uit hoofde van artikel 28, lid 7, van Verordening (EU) 2016/679 van het Europees Parlement en de Raad en artikel 29, lid 7, van Verordening (EU) 2018/1725 van het Europees Parlement en de Raad',
  celexNumber: 'CELEX-nummer',
  partOfClauses:
    'De bijlagen I tot en met IV vormen een integrerend deel van de bepalingen. De tekst van de bepalingen is die van de bijlage bij het besluit; die geldt ongewijzigd en wordt hier niet herhaald.',
  explanatoryNote: 'Toelichting',
  agreement: {
    heading: 'De overeenkomst',
    reference: 'Kenmerk',
    mainContract: 'Hoofdovereenkomst',
    version: 'Versie',
    drawnUp: 'Opgesteld',
    decision: 'Standaardcontractbepalingen',
  },
  annex: (number) => `Bijlage ${number}`,
  annexTitles: {
    I: 'Lijst van partijen',
    II: 'Beschrijving van de verwerking',
    III: 'Technische en organisatorische maatregelen, met inbegrip van technische en organisatorische maatregelen om de beveiliging van de gegevens te waarborgen',
    IV: 'Lijst van subverwerkers',
  },
  parties: {
    controllers: 'Verwerkingsverantwoordelijke(n)',
    processors: 'Verwerker(s)',
    name: 'Naam',
    organisationNumber: 'Registratienummer',
    address: 'Adres',
    contactPerson: 'Naam, functie en contactgegevens van de contactpersoon',
    dataProtectionOfficer: 'Functionaris voor gegevensbescherming',
    signature: 'Handtekening en datum van toetreding',
    notSigned: 'Nog niet ondertekend',
  },
  description: {
    dataSubjects: 'Categorieën van betrokkenen van wie persoonsgegevens worden verwerkt',
    personalData: 'Categorieën van verwerkte persoonsgegevens',
    category: 'Categorie',
    elements: 'Gegevens',
    sensitiveData:
      'Verwerkte gevoelige gegevens (indien van toepassing) en toegepaste beperkingen of waarborgen die ten volle rekening houden met de aard van de gegevens en de daaraan verbonden risico’s',
    safeguards: 'Beperkingen of waarborgen',
    noSensitiveData: 'Er worden geen gevoelige gegevens verwerkt.',
    nature: 'Aard van de verwerking',
    purposes:
      'Doeleinde(n) waarvoor de persoonsgegevens ten behoeve van de verwerkingsverantwoordelijke worden verwerkt',
    duration: 'Duur van de verwerking',
    subProcessing: 'Verwerking door subverwerkers: onderwerp, aard en duur',
    subProcessor: 'Subverwerker',
    subjectMatter: 'Onderwerp',
    natureOfSubProcessing: 'Aard',
    durationOfSubProcessing: 'Duur',
  },
  measures: {
    concreteNote:
      'De technische en organisatorische maatregelen moeten concreet en niet in algemene bewoordingen worden beschreven.',
    description:
      'Beschrijving van de technische en organisatorische beveiligingsmaatregelen die door de verwerker(s) zijn getroffen (met inbegrip van relevante certificeringen) om een passend beveiligingsniveau te waarborgen, rekening houdend met de aard, de omvang, de context en het doel van de verwerking en met de risico’s voor de rechten en vrijheden van natuurlijke personen.',
    headings: {
      pseudonymisationAndEncryption: 'Maatregelen voor pseudonimisering en versleuteling van persoonsgegevens',
      ongoingConfidentialityIntegrityAvailabilityAndResilience:
        'Maatregelen om op permanente basis de vertrouwelijkheid, integriteit, beschikbaarheid en veerkracht van de verwerkingssystemen en -diensten te garanderen',
      restoringAvailabilityAndAccess:
        'Maatregelen om te garanderen dat bij een fysiek of technisch incident de beschikbaarheid van en de toegang tot de persoonsgegevens tijdig kunnen worden hersteld',
      regularTesting:
        'Procedures voor het op gezette tijdstippen testen, beoordelen en evalueren van de doeltreffendheid van de technische en organisatorische maatregelen ter beveiliging van de verwerking',
      userIdentificationAndAuthorisation: 'Maatregelen voor identificatie en autorisatie van gebruikers',
      protectionDuringTransmission: 'Maatregelen voor de bescherming van gegevens tijdens de doorzending',
      protectionDuringStorage: 'Maatregelen voor de bescherming van gegevens tijdens de opslag',
      physicalSecurity:
        'Maatregelen om de fysieke beveiliging te waarborgen van locaties waar persoonsgegevens worden verwerkt',
      eventsLogging: 'Maatregelen om logging van gebeurtenissen te waarborgen',
      systemConfiguration:
        'Maatregelen om de systeemconfiguratie, met inbegrip van de standaardconfiguratie, te waarborgen',
      internalItAndSecurityGovernance: 'Maatregelen voor het interne bestuur en beheer van IT en IT-beveiliging',
      certificationAndAssurance: 'Maatregelen voor certificering/waarborging van processen en producten',
      dataMinimisation: 'Maatregelen om minimale gegevensverwerking te waarborgen',
      dataQuality: 'Maatregelen om de kwaliteit van de gegevens te waarborgen',
      limitedRetention: 'Maatregelen om een beperkte bewaring van gegevens te waarborgen',
      accountability: 'Maatregelen om de verantwoordingsplicht te waarborgen',
      portabilityAndErasure: 'Maatregelen om overdraagbaarheid van gegevens mogelijk te maken en wissing te waarborgen',
    },
    noneRecorded: 'Onder dit kopje is geen maatregel vastgelegd.',
    assistance:
      'Specifieke technische en organisatorische maatregelen die de verwerker moet treffen om de verwerkingsverantwoordelijke bijstand te kunnen verlenen',
    subProcessorAssistance:
      'Specifieke technische en organisatorische maatregelen die de subverwerkers moeten treffen om de verwerkingsverantwoordelijke bijstand te kunnen verlenen',
  },
  subProcessors: {
    specificNote:
      'Deze bijlage moet worden ingevuld in geval van specifieke toestemming voor subverwerkers (bepaling 7.7, punt a), optie 1).',
    generalNote:
      'De verwerkingsverantwoordelijke heeft algemene schriftelijke toestemming gegeven (bepaling 7.7, punt a), optie 2). Deze bijlage is de overeengekomen lijst van subverwerkers; de verwerker kondigt voorgenomen wijzigingen daarvan vooraf aan, zodat de verwerkingsverantwoordelijke bezwaar kan maken.',
    authorised:
      'De verwerkingsverantwoordelijke heeft toestemming gegeven voor het inschakelen van de volgende subverwerkers:',
    processing: 'Beschrijving van de verwerking',
    responsibilities: 'Afbakening van verantwoordelijkheden',
    none: 'Er worden geen subverwerkers ingeschakeld.',
  },
};
