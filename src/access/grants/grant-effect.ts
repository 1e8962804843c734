import type { HeldRole, Viewer } from '../../base/viewer.js';
import type { RoleBook } from '../matrix/role-book.js';
import { isFixedRole } from '../roles.js';

/** Why a role that is granted has no effect: a closed list. */
export const ineffectiveReasons = [
  'NOT_YET_VALID',
  'ENDED',
  'ACCOUNT_CLOSED',
  'REVIEW_MISSED',
  'UNLINKED_ACCOUNT',
  'CARD_LEFT_REGISTER',
  'NOT_FOR_TRANSFERS',
  'NOT_OF_PROCESSOR',
  'ROLE_NOT_IN_MATRIX',
  'NOT_OF_FUNCTION',
  'NO_GROUP_OF_STAGE',
  'STALE_EXCEPTION',
  'COURSE_MISSING',
  'COURSE_LAPSED',
] as const;
export type IneffectiveReason = (typeof ineffectiveReasons)[number];

/** What of a grant says whether it has effect. */
export interface GrantInQuestion extends Pick<HeldRole, 'role' | 'basis'> {
  /** What its own dates, its account and its reviews say against it; the wall reads only grants of which they say nothing. */
  readonly hindrances?: readonly ('NOT_YET_VALID' | 'ENDED' | 'ACCOUNT_CLOSED' | 'REVIEW_MISSED')[];
}

/** What of its holder does. */
export type GrantHolder = Pick<
  Viewer,
  | 'accountKind'
  | 'cardId'
  | 'cardRegister'
  | 'functions'
  | 'supervisedStages'
  | 'courses'
  | 'lapsedCourses'
  | 'isOperator'
>;

/** Whether a grant has effect: it has where nothing is said against it. */
export interface Effect {
  readonly state: 'IN_EFFECT' | 'NOT_IN_EFFECT';
  readonly reasons: readonly IneffectiveReason[];
  /** The keys of the courses that the role needs, and of which the holder has no valid record. */
  readonly lackedCourses: readonly string[];
}

/**
 * Whether a grant has effect now, and if not why. The wall itself asks this of every grant that it goes by, so that what is
 * told of a grant and what it opens are the same.
 */
export function effectOf(grant: GrantInQuestion, holder: GrantHolder, book: RoleBook): Effect {
  const against = [...(grant.hindrances ?? []), ...againstHolder(grant, holder), ...againstRole(grant, holder, book)];
  return withCourses(against, grant.role, holder, book);
}

/** The same of a role that comes with a card, for which nothing but a course can be asked. */
export const effectOnCard = (role: string, holder: Courses, book: RoleBook): Effect =>
  withCourses([], role, holder, book);

type Courses = Pick<Viewer, 'courses' | 'lapsedCourses'>;

/** Adds what the courses say that a role needs, however it is held, and of which no record counts today (DP-6). */
function withCourses(
  against: readonly IneffectiveReason[],
  role: string,
  { courses, lapsedCourses }: Courses,
  book: RoleBook,
): Effect {
  const lackedCourses = [...book.algebra.courses(role)].filter((course) => !courses.includes(course));
  const lacks = lackedCourses.map((course) => (lapsedCourses.includes(course) ? 'COURSE_LAPSED' : 'COURSE_MISSING'));
  const reasons = [...against, ...new Set(lacks)];
  return { state: reasons.length === 0 ? 'IN_EFFECT' : 'NOT_IN_EFFECT', reasons, lackedCourses };
}

function againstHolder({ role }: GrantInQuestion, holder: GrantHolder): IneffectiveReason[] {
  const { accountKind, cardId, cardRegister, isOperator } = holder;
  // The operator's staff have no person cards.
  if (role === 'operator') return isOperator ? [] : ['NOT_OF_PROCESSOR'];
  // An unlinked account sees no person at all, whatever it was granted.
  if (cardId === null) return ['UNLINKED_ACCOUNT'];
  if (accountKind !== 'transfer') return [];
  // Whose data it may carry was decided for a card of that register, and is to be decided anew.
  if (cardRegister === null) return ['CARD_LEFT_REGISTER'];
  return isFixedRole(role) ? ['NOT_FOR_TRANSFERS'] : [];
}

function againstRole({ role, basis }: GrantInQuestion, holder: GrantHolder, book: RoleBook): IneffectiveReason[] {
  const { functions, supervisedStages } = holder;
  if (book.find(role) === null) return ['ROLE_NOT_IN_MATRIX'];
  if (basis !== null) return basis === book.basisOf(role, functions) ? [] : ['STALE_EXCEPTION'];
  if (isFixedRole(role) || !book.bindsRoles) return [];
  const ways = book.functionRoles(role, functions);
  if (ways.length === 0) return ['NOT_OF_FUNCTION'];
  const isStageHeld = ways.some(({ stage }) => stage === null || supervisedStages.includes(stage));
  return isStageHeld ? [] : ['NO_GROUP_OF_STAGE'];
}
