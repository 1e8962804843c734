/**
 * The periods that the law or the standard clauses set. `strictest` says what a tenant may agree on for itself: a shorter
 * period where the law sets the longest, a longer one where it protects the tenant that the period lasts.
 */
export const legalPeriodKeys = {
  REQUEST_ANSWER: { strictest: 'shortest' },
  REQUEST_EXTENSION: { strictest: 'shortest' },
  BREACH_TO_CONTROLLER: { strictest: 'shortest' },
  BREACH_TO_AUTHORITY: { strictest: 'shortest' },
  SUB_PROCESSOR_OBJECTION: { strictest: 'longest' },
} as const satisfies Record<string, { readonly strictest: 'shortest' | 'longest' }>;

export type LegalPeriodKey = keyof typeof legalPeriodKeys;
export const legalPeriodNames = Object.keys(legalPeriodKeys) as LegalPeriodKey[];
