import type { RiskClass, SeatKind } from '../matrix/matrix.model.js';

/** Where a campaign stands; read off, so that it ends on time with no job having run. */
export const reviewStates = ['OPEN', 'CLOSED', 'WITHDRAWN'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** What a reviewer can decide on a grant; `DELEGATE` leaves the decision to another reviewer. */
export const reviewDecisions = ['KEEP', 'REVOKE', 'CHANGE', 'DELEGATE'] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];

/** Decisions that say what becomes of the grant. */
export type FinalDecision = Exclude<ReviewDecision, 'DELEGATE'>;

/** How an item of a campaign stands. Undecided are OPEN, OVERDUE and FROZEN; ENDED is one whose grant ended otherwise. */
export const reviewOutcomes = ['OPEN', 'OVERDUE', 'FROZEN', 'KEPT', 'REVOKED', 'CHANGED', 'RESTORED', 'ENDED'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];

/** What was done with an item. */
export const reviewSteps = ['KEEP', 'REVOKE', 'CHANGE', 'DELEGATE', 'RESTORE'] as const;
export type ReviewStepKind = (typeof reviewSteps)[number];

/** What changed around a grant since it was given or last decided on. */
export const reviewChanges = ['FUNCTION_BEGAN', 'FUNCTION_ENDED', 'UNIT_JOINED', 'ROLE_CHANGED'] as const;
export type ReviewChangeKind = (typeof reviewChanges)[number];

/** Which grants a campaign asks about: those that any of its parts names. */
export interface ReviewScope {
  readonly seats: readonly SeatKind[];
  readonly hasExceptions: boolean;
  /** Keys of roles. */
  readonly roles: readonly string[];
  readonly risks: readonly RiskClass[];
  readonly unitId: string | null;
}

/** What is laid before the reviewer of a grant, as it was when the campaign began. Times are ISO 8601 in UTC. */
export interface Evidence {
  readonly lastVisitAt: string | null;
  readonly lastSecondFactorAt: string | null;
  /** Each right of the role, with when the account last used it in this role. */
  readonly rights: readonly { readonly action: string; readonly lastUsedAt: string | null }[];
  /** How far back the log goes that tells of use; null where it is empty. */
  readonly usedSince: string | null;
  readonly functions: readonly { readonly function: string; readonly since: string }[];
  /** Every role that the account holds. */
  readonly roles: readonly { readonly role: string; readonly unitId: string | null; readonly since: string }[];
  readonly exceptionNumber: number | null;
  readonly exceptionEndsAt: string | null;
  /** `what`: the key of a function, the id of a unit, or the number of a version of the matrix. */
  readonly changes: readonly { readonly kind: ReviewChangeKind; readonly what: string; readonly at: string }[];
  /** Earlier decisions on the same role of the account, the last first. */
  readonly previous: readonly {
    readonly reviewNumber: number;
    readonly decision: FinalDecision;
    readonly decidedAt: string;
  }[];
}
