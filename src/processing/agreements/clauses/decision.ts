/**
 * The Commission's standard contractual clauses between controllers and processors under Article 28(7) GDPR. Their text
 * stands in the Decision and may not be changed (Clause 2); what the parties fill in are Annexes I to IV.
 */
export const DECISION = {
  number: '2021/915',
  celex: '32021D0915',
  eli: 'http://data.europa.eu/eli/dec_impl/2021/915/oj',
  adopted: '2021-06-04',
} as const;

export const ANNEX_NUMBERS = ['I', 'II', 'III', 'IV'] as const;
export type AnnexNumber = (typeof ANNEX_NUMBERS)[number];

/** The headings of Annex III, in the Decision's order. */
export const MEASURE_HEADINGS = [
  'pseudonymisationAndEncryption',
  'ongoingConfidentialityIntegrityAvailabilityAndResilience',
  'restoringAvailabilityAndAccess',
  'regularTesting',
  'userIdentificationAndAuthorisation',
  'protectionDuringTransmission',
  'protectionDuringStorage',
  'physicalSecurity',
  'eventsLogging',
  'systemConfiguration',
  'internalItAndSecurityGovernance',
  'certificationAndAssurance',
  'dataMinimisation',
  'dataQuality',
  'limitedRetention',
  'accountability',
  'portabilityAndErasure',
] as const;
export type MeasureHeading = (typeof MEASURE_HEADINGS)[number];
