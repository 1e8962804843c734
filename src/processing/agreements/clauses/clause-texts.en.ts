import type { ClauseTexts } from './clause-texts.js';

export const CLAUSE_TEXTS_EN: ClauseTexts = {
  title: 'Annexes to the standard contractual clauses',
  decision:
    'Commission Implementing Decision (EU) 2021/915 of 4 June 2021 on standard contractual clauses between controllers and processors under Article 28(7) of Regulation (EU) 2016/679 of the European Parliament and of the Council and Article 29(7) of Regulation (EU) 2018/1725 of the European Parliament and of the Council',
  celexNumber: 'CELEX number',
  partOfClauses:
    'Annexes I to IV form an integral part of the clauses. The text of the clauses is the one annexed to the Decision; it applies unchanged and is not repeated here.',
  explanatoryNote: 'Explanatory note',
  agreement: {
    heading: 'The agreement',
    reference: 'Reference',
    mainContract: 'Main contract',
    version: 'Version',
    drawnUp: 'Drawn up',
    decision: 'Standard contractual clauses',
  },
  annex: (number) => `Annex ${number}`,
  annexTitles: {
    I: 'List of parties',
    II: 'Description of the processing',
    III: 'Technical and organisational measures including technical and organisational measures to ensure the security of the data',
    IV: 'List of sub-processors',
  },
  parties: {
    controllers: 'Controller(s)',
    processors: 'Processor(s)',
    name: 'Name',
    organisationNumber: 'Organisation number',
    address: 'Address',
    contactPerson: 'Contact person’s name, position and contact details',
    dataProtectionOfficer: 'Data protection officer',
    signature: 'Signature and accession date',
    notSigned: 'Not yet signed',
  },
  description: {
    dataSubjects: 'Categories of data subjects whose personal data is processed',
    personalData: 'Categories of personal data processed',
    category: 'Category',
    elements: 'Data',
    sensitiveData:
      'Sensitive data processed (if applicable) and applied restrictions or safeguards that fully take into consideration the nature of the data and the risks involved',
    safeguards: 'Restrictions or safeguards',
    noSensitiveData: 'No sensitive data is processed.',
    nature: 'Nature of the processing',
    purposes: 'Purpose(s) for which the personal data is processed on behalf of the controller',
    duration: 'Duration of the processing',
    subProcessing: 'Processing by sub-processors: subject matter, nature and duration',
    subProcessor: 'Sub-processor',
    subjectMatter: 'Subject matter',
    natureOfSubProcessing: 'Nature',
    durationOfSubProcessing: 'Duration',
  },
  measures: {
    concreteNote:
      'The technical and organisational measures need to be described concretely and not in a generic manner.',
    description:
      'Description of the technical and organisational security measures implemented by the processor(s) (including any relevant certifications) to ensure an appropriate level of security, taking into account the nature, scope, context and purpose of the processing, as well as the risks for the rights and freedoms of natural persons.',
    headings: {
      pseudonymisationAndEncryption: 'Measures of pseudonymisation and encryption of personal data',
      ongoingConfidentialityIntegrityAvailabilityAndResilience:
        'Measures for ensuring ongoing confidentiality, integrity, availability and resilience of processing systems and services',
      restoringAvailabilityAndAccess:
        'Measures for ensuring the ability to restore the availability and access to personal data in a timely manner in the event of a physical or technical incident',
      regularTesting:
        'Processes for regularly testing, assessing and evaluating the effectiveness of technical and organisational measures in order to ensure the security of the processing',
      userIdentificationAndAuthorisation: 'Measures for user identification and authorisation',
      protectionDuringTransmission: 'Measures for the protection of data during transmission',
      protectionDuringStorage: 'Measures for the protection of data during storage',
      physicalSecurity: 'Measures for ensuring physical security of locations at which personal data are processed',
      eventsLogging: 'Measures for ensuring events logging',
      systemConfiguration: 'Measures for ensuring system configuration, including default configuration',
      internalItAndSecurityGovernance: 'Measures for internal IT and IT security governance and management',
      certificationAndAssurance: 'Measures for certification/assurance of processes and products',
      dataMinimisation: 'Measures for ensuring data minimisation',
      dataQuality: 'Measures for ensuring data quality',
      limitedRetention: 'Measures for ensuring limited data retention',
      accountability: 'Measures for ensuring accountability',
      portabilityAndErasure: 'Measures for allowing data portability and ensuring erasure',
    },
    noneRecorded: 'No measure is recorded under this heading.',
    assistance:
      'Specific technical and organisational measures to be taken by the processor to be able to provide assistance to the controller',
    subProcessorAssistance:
      'Specific technical and organisational measures to be taken by the sub-processors to be able to provide assistance to the controller',
  },
  subProcessors: {
    specificNote:
      'This Annex needs to be completed in case of specific authorisation of sub-processors (Clause 7.7(a), Option 1).',
    generalNote:
      'The controller has given general written authorisation (Clause 7.7(a), Option 2). This Annex is the agreed list of sub-processors; the processor announces intended changes to it in advance, so that the controller can object.',
    authorised: 'The controller has authorised the use of the following sub-processors:',
    processing: 'Description of the processing',
    responsibilities: 'Delimitation of responsibilities',
    none: 'No sub-processors are used.',
  },
};
