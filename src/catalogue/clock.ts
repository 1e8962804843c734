import sql, { type Sql } from 'sql-template-tag';
import type { Access } from '../base/access.js';
import type { Context } from '../base/context.js';
import type { ActionName } from './actions.js';
import type { Catalogue } from './catalogue.js';
import type { DataCategory } from './categories.js';

/** Everything that falls due in the life of a tenant. Each has a source, and a label `clock.<kind>` in every language. */
export const clockKinds = [
  'REQUEST_ANSWER',
  'REQUEST_EXTENSION',
  'BREACH_TO_CONTROLLER',
  'BREACH_TO_AUTHORITY',
  'PRIVACY_NOTICE',
  'ACCESS_REVIEW',
  'REVIEW_REMINDER',
  'REVIEW_START',
  'ROLE_END',
  'EXCEPTION_END',
  'FUNCTION_END',
  'COURSE_LAPSE',
  'INVITATION_END',
  'RETENTION',
  'ANALYSIS',
  'FOLLOW_UP',
  'CERTIFICATION',
  'SUB_PROCESSOR_OBJECTION',
  'ANNEX_ACKNOWLEDGEMENT',
  'AGREEMENT_END',
  'MATRIX_ASSESSMENT',
  'LEGAL_HOLD',
  'LOCKBOX_END',
] as const;
export type ClockKind = (typeof clockKinds)[number];

/** A kind of clock: which of them run in a tenant, and who sees them. */
export interface ClockSource {
  readonly kind: ClockKind;
  /** The GraphQL type of the thing whose clock it is, under whose id `node` answers; null for what is no node. */
  readonly type: string | null;
  /**
   * The clocks that run in a tenant, as a query of exactly these columns, in this order:
   * `id uuid` (of the thing, one clock of a kind each), `due_at timestamptz`, `what text` (what it is called, or a code that
   * {@link say} turns into words; never anything about a person), `person_id uuid` (whom it is about; null for nobody) and
   * `unit_id uuid` (where it belongs; null for the whole tenant). What is done or ended is not in it; what should be and is
   * not, is in it with its past date.
   */
  rows(tenantId: Sql, now: Sql, catalogue: Catalogue): Sql;
  /** Which of these rows the viewer may see: {@link withRight} or {@link ofPerson}, where the thing has no rule of its own. */
  seen(access: Access, row: Sql): Sql | boolean;
  /** `what` in the language of the request, where it is a code. */
  say?(what: string, context: Context): string;
}

/** Says `what` where it is a number of rows and their category: `12 REQUEST`. */
export const rowsOfCategory: NonNullable<ClockSource['say']> = (what, context) => {
  const [count = '', category = ''] = what.split(' ');
  return context.text('clock.rows', { count: Number(count), what: context.text(`category.${category}`) });
};

/** Clocks of the tenant itself, or of a unit: seen with a right there. */
export const withRight =
  (action: ActionName): ClockSource['seen'] =>
  (access, row) => {
    const units = access.units(action);
    if (units === 'all') return true;
    return units.length === 0 ? false : sql`${row}.unit_id = any(${[...units]}::uuid[])`;
  };

/** Clocks about a person: seen by whom the person wall lets do the action to that person. */
export const ofPerson =
  (action: ActionName, category: DataCategory): ClockSource['seen'] =>
  (access, row) =>
    access.persons(action, sql`${row}.person_id`, { category });
