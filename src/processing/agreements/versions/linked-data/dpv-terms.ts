import type { DataCategory, Purpose } from '../../../../catalogue/index.js';
import type { Register } from '../../../../people/index.js';
import type { TransferBasis } from '../../../sub-processors/sub-processor.terms.js';
import type { MeasureHeading } from '../../clauses/index.js';

/**
 * The context of the linked data, written out, so that nobody has to fetch one to read it. The terms are those of the W3C
 * Data Privacy Vocabulary 2.2 with its extensions for personal data, places, and the GDPR.
 */
export const dpvContext = {
  '@version': 1.1,
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  loc: 'https://w3id.org/dpv/loc#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  dcterms: 'http://purl.org/dc/terms/',
  dcat: 'http://www.w3.org/ns/dcat#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** The term for each category of personal data. Where the vocabulary has none, it is personal data, and the label tells which. */
export const categoryTerms: Readonly<Record<DataCategory, string>> = {
  NAME: 'pd:Name',
  CONTACT: 'pd:Contact',
  BIRTH: 'pd:BirthDate',
  IDENTIFIER: 'pd:Identifier',
  PICTURE: 'pd:Picture',
  AFFILIATION: 'pd:Association',
  MEMBERSHIP: 'pd:GroupMembership',
  RELATION: 'pd:Relationship',
  SIGN_IN: 'pd:Authenticating',
  NETWORK_ADDRESS: 'pd:IPAddress',
  FREE_TEXT: 'dpv:UnstructuredData',
  FILE: 'dpv:UnstructuredData',
  REQUEST: 'pd:Communication',
  ACTIVITY: 'pd:Interaction',
  EDUCATION: 'pd:Education',
  EMPLOYMENT: 'pd:Professional',
  PREFERENCE: 'pd:Preference',
  OTHER: 'dpv:PersonalData',
  HEALTH: 'pd:Health',
  ORIGIN: 'pd:EthnicOrigin',
  BELIEF: 'pd:PhilosophicalBelief',
  POLITICS: 'pd:PoliticalOpinion',
  UNION: 'pd:TradeUnionMembership',
  GENETIC: 'pd:Genetic',
  BIOMETRIC: 'pd:Biometric',
  SEX_LIFE: 'pd:Sexual',
};

export const purposeTerms: Readonly<Record<Purpose, string>> = {
  IDENTIFICATION: 'dpv:IdentityVerification',
  COMMUNICATION: 'dpv:CommunicationManagement',
  ADMINISTRATION: 'dpv:RecordManagement',
  EDUCATION: 'dpv:ServiceProvision',
  CUSTOMER_SERVICE: 'dpv:CustomerCare',
  SAFETY: 'dpv:Purpose',
  SECURITY: 'dpv:EnforceSecurity',
  ACCOUNTABILITY: 'dpv:LegalCompliance',
};

export const registerTerms: Readonly<Record<Register, string>> = {
  STUDENT: 'dpv:Student',
  TEACHER: 'dpv:Employee',
  STAFF: 'dpv:Employee',
  GUARDIAN: 'dpv:GuardianOfDataSubject',
  CONTACT: 'dpv:Customer',
};

/** What the platform does with the data: what Annex II names as the nature of the processing. */
export const processingTerms: readonly string[] = [
  'dpv:Record',
  'dpv:Store',
  'dpv:MakeAvailable',
  'dpv:Modify',
  'dpv:Export',
  'dpv:Erase',
];

export const measureTerms: Readonly<Record<MeasureHeading, string>> = {
  pseudonymisationAndEncryption: 'dpv:Encryption',
  ongoingConfidentialityIntegrityAvailabilityAndResilience: 'dpv:InformationSecurityPolicy',
  restoringAvailabilityAndAccess: 'dpv:DataBackupProtocols',
  regularTesting: 'dpv:SecurityAssessment',
  userIdentificationAndAuthorisation: 'dpv:AuthenticationProtocols',
  protectionDuringTransmission: 'dpv:EncryptionInTransfer',
  protectionDuringStorage: 'dpv:EncryptionAtRest',
  physicalSecurity: 'dpv:PhysicalMeasure',
  eventsLogging: 'dpv:LoggingPolicy',
  systemConfiguration: 'dpv:OperatingSystemSecurity',
  internalItAndSecurityGovernance: 'dpv:GovernanceProcedures',
  certificationAndAssurance: 'dpv:Certification',
  dataMinimisation: 'dpv:PrivacyByDefault',
  dataQuality: 'dpv:DataQualityManagement',
  limitedRetention: 'dpv:DataDeletionPolicy',
  accountability: 'dpv:RecordsOfActivities',
  portabilityAndErasure: 'dpv:DataErasurePolicy',
};

/** On what a transfer rests; null where nothing is transferred out of the European Economic Area. */
export const transferTerms: Readonly<Record<TransferBasis, string | null>> = {
  NONE_EEA: null,
  ADEQUACY: 'eu-gdpr:A45-3',
  SCC: 'eu-gdpr:A46-2-c',
  OTHER: 'dpv:SafeguardForDataTransfer',
};
