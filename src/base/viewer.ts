import type { Locale } from './locale.js';

/** A role that an account holds now. */
export interface HeldRole {
  /** The grant by which it is held: chosen groups and people are named by their rows of `role_scope`. */
  readonly grantId: string;
  readonly role: string;
  /** The unit to which it is limited; null where it is to none. */
  readonly unitId: string | null;
  /** The stage whose groups it reaches, beside those that are named. */
  readonly stage: string | null;
  /** Of an exception: what it was consented on the basis of. */
  readonly basis: string | null;
}

/** Who a token says is asking: a subject at an issuer that is bound to one tenant. */
export interface Identity {
  readonly tenantId: string;
  readonly issuer: string;
  readonly subject: string;
  /** The language of the tenant. */
  readonly locale: Locale;
  /** The e-mail address that the token says is the subject's; null where it says none, or says that it is not verified. */
  readonly email: string | null;
  readonly secondFactorAt: Date | null;
  readonly expiresAt: Date;
}

/** The unit that a request chose (`Varde-Unit`). */
export interface ChosenUnit {
  /** Null where the tenant has no such unit. */
  readonly id: string | null;
  /** Whether the viewer's person belongs to it, or supervises a group of it. */
  readonly isOwn: boolean;
}

/** What the controller of a tenant let staff of the processor read there. */
export interface LockboxRights {
  /** The row of `lockbox_access`. */
  readonly id: string;
  /** The unit whose people may be read; null where they are named one by one. */
  readonly unitId: string | null;
  readonly categories: readonly string[];
  /** What it is read for. */
  readonly purpose: string;
}

/** Who is asking, read from the database on each request, so that a revoked right is gone on the next one. */
export interface Viewer {
  readonly tenantId: string;
  readonly accountId: string;
  readonly accountKind: 'personal' | 'service' | 'transfer';
  /** Whose account it is, and so whose own data; null where it is nobody's, as of a transfer account. */
  readonly personId: string | null;
  /** The person's card that the account is linked to, and for which it acts; unlinked accounts see no person at all. */
  readonly cardId: string | null;
  /** The register of that card; null where the account was linked for another than the card is in now. */
  readonly cardRegister: string | null;
  /** The home unit of the account: while it is not chosen, its roles have no effect. Null for none. */
  readonly homeUnitId: string | null;
  /** The unit to which the request is narrowed; null where it chose none. */
  readonly chosenUnit: ChosenUnit | null;
  /** The units to which that person belongs. */
  readonly unitIds: readonly string[];
  readonly roles: readonly HeldRole[];
  /** The keys of the job functions that the person has now. */
  readonly functions: readonly string[];
  /** The stages of the groups that the person supervises now. */
  readonly supervisedStages: readonly string[];
  /** The courses of which the person has a record that counts today, by their keys. */
  readonly courses: readonly string[];
  /** Those of which the person has one that counts no more. */
  readonly lapsedCourses: readonly string[];
  /** By what a member of the processor’s staff reads in a tenant; null for everybody else, who have roles there. */
  readonly lockbox: LockboxRights | null;
  /** Staff of the processor, signed in through the operator's own issuer. */
  readonly isOperator: boolean;
  /** When a second factor was last presented, from the token (`amr`, `auth_time`); null without one. */
  readonly secondFactorAt: Date | null;
}
