import type { ClauseTexts } from './clause-texts.js';

export const CLAUSE_TEXTS_ET: ClauseTexts = {
  title: 'Lepingu tüüptingimuste lisad',
  decision:
    'Komisjoni rakendusotsus (EL) 2021/915, 4. juuni 2021, Euroopa Parlamendi ja nõukogu määruse (EL) 2016/679 artikli 28 lõike 7 ning Euroopa Parlamendi ja nõukogu määruse (EL) 2018/1725 artikli 29 lõike 7 kohaste vastutavate töötlejate ja volitatud töötlejate vaheliste lepingute tüüptingimuste kohta',
  celexNumber: 'CELEXi number',
  partOfClauses:
    'I–IV lisa on tüüptingimuste lahutamatu osa. Tüüptingimuste tekst on esitatud otsuse lisas; seda kohaldatakse muutmata kujul ja siin seda ei korrata.',
  explanatoryNote: 'Selgitav märkus',
  agreement: {
    heading: 'Leping',
    reference: 'Viide',
    mainContract: 'Põhileping',
    version: 'Versioon',
    drawnUp: 'Koostatud',
    decision: 'Lepingu tüüptingimused',
  },
  annex: (number) => `${number} lisa`,
  annexTitles: {
    I: 'Poolte loetelu',
    II: 'Töötlemise kirjeldus',
    III: 'Tehnilised ja korralduslikud meetmed, sealhulgas tehnilised ja korralduslikud meetmed andmete turvalisuse tagamiseks',
    IV: 'Alltöötlejate loetelu',
  },
  parties: {
    controllers: 'Vastutav(ad) töötleja(d)',
    processors: 'Volitatud töötleja(d)',
    name: 'Nimi',
    organisationNumber: 'Registrikood',
    address: 'Aadress',
    contactPerson: 'Kontaktisiku nimi, ametikoht ja kontaktandmed',
    dataProtectionOfficer: 'Andmekaitseametnik',
    signature: 'Allkiri ja ühinemise kuupäev',
    notSigned: 'Veel allkirjastamata',
  },
  description: {
    dataSubjects: 'Nende andmesubjektide kategooriad, kelle isikuandmeid töödeldakse',
    personalData: 'Töödeldavate isikuandmete liigid',
    category: 'Liik',
    elements: 'Andmed',
    sensitiveData:
      'Töödeldavad tundlikud andmed (kui see on asjakohane) ning kohaldatavad piirangud või kaitsemeetmed, milles võetakse täielikult arvesse andmete laadi ja kaasnevaid riske',
    safeguards: 'Piirangud või kaitsemeetmed',
    noSensitiveData: 'Tundlikke andmeid ei töödelda.',
    nature: 'Töötlemise laad',
    purposes: 'Eesmärgid, milleks isikuandmeid vastutava töötleja nimel töödeldakse',
    duration: 'Töötlemise kestus',
    subProcessing: 'Töötlemine alltöötlejate poolt: sisu, laad ja kestus',
    subProcessor: 'Alltöötleja',
    subjectMatter: 'Sisu',
    natureOfSubProcessing: 'Laad',
    durationOfSubProcessing: 'Kestus',
  },
  measures: {
    concreteNote: 'Tehnilisi ja korralduslikke meetmeid tuleb kirjeldada konkreetselt, mitte üldsõnaliselt.',
    description:
      'Volitatud töötleja(te) rakendatavate tehniliste ja korralduslike turvameetmete (sealhulgas asjakohaste sertifikaatide) kirjeldus, millega tagatakse asjakohane turvalisuse tase, võttes arvesse töötlemise laadi, ulatust, konteksti ja eesmärki ning ohtu füüsiliste isikute õigustele ja vabadustele.',
    headings: {
      pseudonymisationAndEncryption: 'Isikuandmete pseudonümiseerimise ja krüpteerimise meetmed',
      ongoingConfidentialityIntegrityAvailabilityAndResilience:
        'Meetmed, millega tagatakse isikuandmeid töötlevate süsteemide ja teenuste kestev konfidentsiaalsus, terviklus, kättesaadavus ja vastupidavus',
      restoringAvailabilityAndAccess:
        'Meetmed, millega tagatakse võime taastada õigeaegselt isikuandmete kättesaadavus ja juurdepääs andmetele füüsilise või tehnilise vahejuhtumi korral',
      regularTesting:
        'Tehniliste ja korralduslike meetmete tõhususe korrapärase testimise ja hindamise kord isikuandmete töötlemise turvalisuse tagamiseks',
      userIdentificationAndAuthorisation: 'Kasutajate tuvastamise ja neile volituste andmise meetmed',
      protectionDuringTransmission: 'Meetmed andmete kaitsmiseks edastamise ajal',
      protectionDuringStorage: 'Meetmed andmete kaitsmiseks säilitamise ajal',
      physicalSecurity: 'Meetmed isikuandmete töötlemise kohtade füüsilise turvalisuse tagamiseks',
      eventsLogging: 'Meetmed sündmuste logimise tagamiseks',
      systemConfiguration: 'Meetmed süsteemi konfiguratsiooni, sealhulgas vaikekonfiguratsiooni tagamiseks',
      internalItAndSecurityGovernance: 'Sisemise IT ja IT-turbe juhtimise ja haldamise meetmed',
      certificationAndAssurance: 'Protsesside ja toodete sertifitseerimise/kvaliteedi tagamise meetmed',
      dataMinimisation: 'Meetmed võimalikult väheste andmete kogumise tagamiseks',
      dataQuality: 'Meetmed andmete kvaliteedi tagamiseks',
      limitedRetention: 'Meetmed andmete piiratud säilitamise tagamiseks',
      accountability: 'Meetmed vastutuse tagamiseks',
      portabilityAndErasure: 'Meetmed andmete ülekandmise võimaldamiseks ja kustutamise tagamiseks',
    },
    noneRecorded: 'Selle pealkirja all ei ole meetmeid registreeritud.',
    assistance:
      'Tehnilised ja korralduslikud erimeetmed, mida volitatud töötleja peab võtma, et saaks vastutavat töötlejat abistada',
    subProcessorAssistance:
      'Tehnilised ja korralduslikud erimeetmed, mida alltöötlejad peavad võtma, et saaksid vastutavat töötlejat abistada',
  },
  subProcessors: {
    specificNote:
      'See lisa tuleb täita juhul, kui alltöötlejate kasutamiseks antakse eriluba (tingimuse 7.7 punkt a, 1. variant).',
    generalNote:
      'Vastutav töötleja on andnud üldise kirjaliku loa (tingimuse 7.7 punkt a, 2. variant). See lisa on kokkulepitud alltöötlejate loetelu; volitatud töötleja teatab selle kavandatavatest muudatustest ette, et vastutav töötleja saaks neile vastu vaielda.',
    authorised: 'Vastutav töötleja on andnud loa kasutada järgmisi alltöötlejaid:',
    processing: 'Töötlemise kirjeldus',
    responsibilities: 'Vastutuse piiritlemine',
    none: 'Alltöötlejaid ei kasutata.',
  },
};
