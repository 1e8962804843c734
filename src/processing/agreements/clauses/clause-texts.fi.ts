import type { ClauseTexts } from './clause-texts.js';

export const CLAUSE_TEXTS_FI: ClauseTexts = {
  title: 'Vakiosopimuslausekkeiden liitteet',
  decision:
    'Komission täytäntöönpanopäätös (EU) 2021/915, annettu 4 päivänä kesäkuuta 2021, Euroopan parlamentin ja neuvoston asetuksen (EU) 2016/679 28 artiklan 7 kohdan ja Euroopan parlamentin ja neuvoston asetuksen (EU) 2018/1725 29 artiklan 7 kohdan mukaisista rekisterinpitäjien ja henkilötietojen käsittelijöiden välisistä vakiosopimuslausekkeista',
  celexNumber: 'CELEX-numero',
  partOfClauses:
    'Liitteet I–IV ovat erottamaton osa lausekkeita. Lausekkeiden teksti on päätöksen liitteessä; sitä sovelletaan muuttamattomana eikä sitä toisteta tässä.',
  explanatoryNote: 'Selittävä huomautus',
  agreement: {
    heading: 'Sopimus',
    reference: 'Viite',
    mainContract: 'Pääsopimus',
    version: 'Versio',
    drawnUp: 'Laadittu',
    decision: 'Vakiosopimuslausekkeet',
  },
  annex: (number) => `Liite ${number}`,
  annexTitles: {
    I: 'Luettelo osapuolista',
    II: 'Käsittelyn kuvaus',
    III: 'Tekniset ja organisatoriset toimenpiteet, mukaan lukien tekniset ja organisatoriset toimenpiteet tietojen turvallisuuden varmistamiseksi',
    IV: 'Luettelo alikäsittelijöistä',
  },
  parties: {
    controllers: 'Rekisterinpitäjä(t)',
    processors: 'Henkilötietojen käsittelijä(t)',
    name: 'Nimi',
    organisationNumber: 'Y-tunnus tai vastaava',
    address: 'Osoite',
    contactPerson: 'Yhteyshenkilön nimi, asema ja yhteystiedot',
    dataProtectionOfficer: 'Tietosuojavastaava',
    signature: 'Allekirjoitus ja liittymispäivä',
    notSigned: 'Ei vielä allekirjoitettu',
  },
  description: {
    dataSubjects: 'Niiden rekisteröityjen ryhmät, joiden henkilötietoja käsitellään',
    personalData: 'Käsiteltävien henkilötietojen ryhmät',
    category: 'Ryhmä',
    elements: 'Tiedot',
    sensitiveData:
      'Käsiteltävät arkaluonteiset tiedot (tapauksen mukaan) ja sovellettavat rajoitukset tai suojatoimet, joissa otetaan täysimääräisesti huomioon tietojen luonne ja asiaan liittyvät riskit',
    safeguards: 'Rajoitukset tai suojatoimet',
    noSensitiveData: 'Arkaluonteisia tietoja ei käsitellä.',
    nature: 'Käsittelyn luonne',
    purposes: 'Tarkoitukset, joihin henkilötietoja käsitellään rekisterinpitäjän lukuun',
    duration: 'Käsittelyn kesto',
    subProcessing: 'Alikäsittelijöiden suorittama käsittely: kohde, luonne ja kesto',
    subProcessor: 'Alikäsittelijä',
    subjectMatter: 'Kohde',
    natureOfSubProcessing: 'Luonne',
    durationOfSubProcessing: 'Kesto',
  },
  measures: {
    concreteNote: 'Tekniset ja organisatoriset toimenpiteet on kuvattava konkreettisesti eikä yleisluonteisesti.',
    description:
      'Kuvaus teknisistä ja organisatorisista turvatoimista, jotka henkilötietojen käsittelijä tai käsittelijät ovat toteuttaneet (mukaan lukien mahdolliset sertifioinnit) asianmukaisen turvallisuustason varmistamiseksi ottaen huomioon käsittelyn luonne, laajuus, asiayhteys ja tarkoitus sekä luonnollisten henkilöiden oikeuksiin ja vapauksiin kohdistuvat riskit.',
    headings: {
      pseudonymisationAndEncryption: 'Henkilötietojen pseudonymisointia ja salausta koskevat toimenpiteet',
      ongoingConfidentialityIntegrityAvailabilityAndResilience:
        'Toimenpiteet käsittelyjärjestelmien ja palvelujen jatkuvan luottamuksellisuuden, eheyden, käytettävyyden ja vikasietoisuuden varmistamiseksi',
      restoringAvailabilityAndAccess:
        'Toimenpiteet, joilla varmistetaan kyky palauttaa nopeasti henkilötietojen saatavuus ja pääsy tietoihin fyysisen tai teknisen vian sattuessa',
      regularTesting:
        'Menettelyt, joilla testataan, tutkitaan ja arvioidaan säännöllisesti teknisten ja organisatoristen toimenpiteiden tehokkuutta käsittelyn turvallisuuden varmistamiseksi',
      userIdentificationAndAuthorisation: 'Käyttäjien tunnistamista ja valtuuttamista koskevat toimenpiteet',
      protectionDuringTransmission: 'Toimenpiteet tietojen suojaamiseksi siirron aikana',
      protectionDuringStorage: 'Toimenpiteet tietojen suojaamiseksi säilytyksen aikana',
      physicalSecurity: 'Toimenpiteet, joilla varmistetaan henkilötietojen käsittelypaikkojen fyysinen turvallisuus',
      eventsLogging: 'Toimenpiteet tapahtumien lokiin kirjaamisen varmistamiseksi',
      systemConfiguration: 'Toimenpiteet järjestelmän konfiguroinnin, myös oletuskonfiguraation, varmistamiseksi',
      internalItAndSecurityGovernance:
        'Sisäistä tietotekniikan ja tietoturvan hallintoa ja johtamista koskevat toimenpiteet',
      certificationAndAssurance: 'Prosessien ja tuotteiden sertifiointia/varmentamista koskevat toimenpiteet',
      dataMinimisation: 'Toimenpiteet tietojen minimoinnin varmistamiseksi',
      dataQuality: 'Toimenpiteet tietojen laadun varmistamiseksi',
      limitedRetention: 'Toimenpiteet tietojen rajoitetun säilyttämisen varmistamiseksi',
      accountability: 'Toimenpiteet osoitusvelvollisuuden noudattamisen varmistamiseksi',
      portabilityAndErasure: 'Toimenpiteet tietojen siirrettävyyden mahdollistamiseksi ja poistamisen varmistamiseksi',
    },
    noneRecorded: 'Tämän otsikon alle ei ole kirjattu toimenpiteitä.',
    assistance:
      'Erityiset tekniset ja organisatoriset toimenpiteet, jotka henkilötietojen käsittelijän on toteutettava voidakseen avustaa rekisterinpitäjää',
    subProcessorAssistance:
      'Erityiset tekniset ja organisatoriset toimenpiteet, jotka alikäsittelijöiden on toteutettava voidakseen avustaa rekisterinpitäjää',
  },
  subProcessors: {
    specificNote:
      'Tämä liite on täytettävä, jos alikäsittelijöille annetaan erityinen ennakkolupa (7.7 lausekkeen a kohta, vaihtoehto 1).',
    generalNote:
      'Rekisterinpitäjä on antanut yleisen kirjallisen ennakkoluvan (7.7 lausekkeen a kohta, vaihtoehto 2). Tämä liite on sovittu luettelo alikäsittelijöistä; henkilötietojen käsittelijä ilmoittaa siihen suunnitelluista muutoksista etukäteen, jotta rekisterinpitäjä voi vastustaa niitä.',
    authorised: 'Rekisterinpitäjä on antanut luvan käyttää seuraavia alikäsittelijöitä:',
    processing: 'Käsittelyn kuvaus',
    responsibilities: 'Vastuunjako',
    none: 'Alikäsittelijöitä ei käytetä.',
  },
};
