/** What a piece of evidence says of its control now: it is met, needs somebody's eye, or is not met. */
export const normStatuses = ['MET', 'ATTENTION', 'NOT_MET'] as const;
export type NormStatus = (typeof normStatuses)[number];

/** Evidence by its key, each with the query of the API in which its rows can be looked at. */
export const evidenceQueries = {
  matrixAdopted: 'matrices',
  matrixAssessed: 'matrixAssessmentDue',
  accountsLinked: 'accounts',
  leaversOut: 'leavers',
  leaversDeleted: 'leavers',
  secondFactor: 'seatHolders',
  grantsByFunction: 'accounts',
  reviewsOnTime: 'accessReviews',
  seatsCapped: 'seats',
  masterKeys: 'accessExceptions',
  exceptionsConsented: 'accessExceptions',
  dutiesSeparated: 'accessExceptions',
  specialCategories: 'matrix',
} as const;
export type EvidenceKey = keyof typeof evidenceQueries;

export interface NormControl {
  /** Its title and requirement are the messages `norm.<key>.title` and `norm.<key>.requirement`. */
  readonly key: string;
  /** The clauses of the standard that it follows. */
  readonly follows: readonly string[];
  readonly evidence: readonly EvidenceKey[];
}

/**
 * The domain "identity and access management" (domain 10) of the framework for information security and privacy in Dutch
 * education, as far as a system can give evidence of it. The words are ours; the clauses are those of ISO/IEC 27002:2022.
 */
export const identityAndAccess: readonly NormControl[] = [
  { key: 'IAM-1', follows: ['ISO/IEC 27002:2022 5.15'], evidence: ['matrixAdopted', 'matrixAssessed'] },
  {
    key: 'IAM-2',
    follows: ['ISO/IEC 27002:2022 5.16'],
    evidence: ['accountsLinked', 'leaversOut', 'leaversDeleted'],
  },
  { key: 'IAM-3', follows: ['ISO/IEC 27002:2022 5.17', 'ISO/IEC 27002:2022 8.5'], evidence: ['secondFactor'] },
  { key: 'IAM-4', follows: ['ISO/IEC 27002:2022 5.18'], evidence: ['grantsByFunction', 'reviewsOnTime'] },
  { key: 'IAM-5', follows: ['ISO/IEC 27002:2022 8.2'], evidence: ['seatsCapped', 'masterKeys'] },
  {
    key: 'IAM-6',
    follows: ['ISO/IEC 27002:2022 5.3', 'ISO/IEC 27002:2022 5.18'],
    evidence: ['exceptionsConsented', 'dutiesSeparated'],
  },
  { key: 'IAM-7', follows: ['ISO/IEC 27002:2022 8.3'], evidence: ['specialCategories'] },
];

/** The status of what several pieces of evidence are about: that of the worst. */
export const worstOf = (statuses: readonly NormStatus[]): NormStatus =>
  normStatuses.findLast((status) => statuses.includes(status)) ?? 'MET';
