import type { TermsPatch } from './sub-processor.terms.js';

/**
 * What can become of the list: somebody is engaged, a change widens what it does (both are announced, and wait for their
 * windows), an entry is corrected or narrowed, becomes the primary one, or ends (at once).
 */
export const changeKinds = ['ENGAGE', 'WIDEN', 'CORRECT', 'PRIMARY', 'END'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A change of the list of sub-processors, with its dates. */
export interface DatedChange {
  readonly id: string;
  readonly subProcessorId: string;
  /** The order in which changes were recorded. */
  readonly number: number;
  readonly kind: ChangeKind;
  readonly patch: TermsPatch;
  /** Null while it is proposed. */
  readonly announcedAt: Date | null;
  /** From which day on (UTC). */
  readonly takesEffectOn: string;
  /** When the operator gave it up. */
  readonly withdrawnAt: Date | null;
  /** Whether controllers have a window for it: what was engaged before there were announcements has none. */
  readonly hasWindow: boolean;
}

/** How a change stands with one tenant: its window, and what the tenant said in it. */
export interface Announcement {
  readonly opensAt: Date;
  /** The last moment at which the tenant can object. */
  readonly closesAt: Date;
  readonly authorisation: 'GENERAL' | 'SPECIFIC';
  readonly authorisedAt: Date | null;
  readonly objections: readonly { readonly raisedAt: Date; readonly withdrawnAt: Date | null }[];
}

export type Announcements = ReadonlyMap<string, Announcement>;

export const startOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

const isWithdrawn = ({ withdrawnAt }: DatedChange, at: Date): boolean => withdrawnAt !== null && withdrawnAt <= at;

/** Whether a change is in force on the platform at that moment, for those whom no window keeps from it. */
export const isInForce = (change: DatedChange, at: Date): boolean =>
  change.announcedAt !== null &&
  change.announcedAt <= at &&
  startOf(change.takesEffectOn) <= at &&
  !isWithdrawn(change, at);

const standing = ({ objections }: Announcement, at: Date): boolean =>
  objections.some(({ raisedAt, withdrawnAt }) => raisedAt <= at && (withdrawnAt === null || withdrawnAt > at));

/**
 * Whether a change is in force for a tenant at that moment: it is on the platform, its window has closed, no objection
 * stands, and where the tenant authorises each (clause 7.7(a), option 1), it did. Without an announcement there is no window
 * to wait for: the change is older than the tenant.
 */
export function isInForceFor(change: DatedChange, announcement: Announcement | undefined, at: Date): boolean {
  if (!isInForce(change, at)) return false;
  if (!announcement) return true;
  const { closesAt, authorisation, authorisedAt } = announcement;
  if (closesAt >= at || standing(announcement, at)) return false;
  return authorisation === 'GENERAL' || (authorisedAt !== null && authorisedAt <= at);
}

/** How a change stands with a tenant, in one word. */
export const windowStates = [
  'OPEN',
  'OBJECTED',
  'AWAITING_AUTHORISATION',
  'AWAITING_EFFECT',
  'IN_FORCE',
  'WITHDRAWN',
] as const;
export type WindowState = (typeof windowStates)[number];

export function windowState(change: DatedChange, announcement: Announcement | undefined, at: Date): WindowState {
  if (isWithdrawn(change, at)) return 'WITHDRAWN';
  if (isInForceFor(change, announcement, at)) return 'IN_FORCE';
  if (!announcement) return 'AWAITING_EFFECT';
  if (standing(announcement, at)) return 'OBJECTED';
  if (announcement.closesAt >= at) return 'OPEN';
  const needsWord = announcement.authorisation === 'SPECIFIC' && announcement.authorisedAt === null;
  return needsWord ? 'AWAITING_AUTHORISATION' : 'AWAITING_EFFECT';
}

/** How a change stands on the platform. */
export const changeStates = ['PROPOSED', 'ANNOUNCED', 'IN_FORCE', 'WITHDRAWN'] as const;
export type ChangeState = (typeof changeStates)[number];

export function changeState(change: DatedChange, at: Date): ChangeState {
  if (isWithdrawn(change, at)) return 'WITHDRAWN';
  if (change.announcedAt === null) return 'PROPOSED';
  return isInForce(change, at) ? 'IN_FORCE' : 'ANNOUNCED';
}
