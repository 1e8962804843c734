import sql, { raw, type Sql } from 'sql-template-tag';
import { roleLabelOf } from '../../audit/index.js';
import type { Access } from '../../base/access.js';
import type { Context } from '../../base/context.js';
import { toGlobalId } from '../../base/ids.js';
import { predicateOf } from '../../base/predicate.js';
import type { PreparedValue } from '../../base/reading/index.js';
import { describeObject } from '../../catalogue/index.js';
import { AccessReview } from './access-review.entity.js';
import { AccessReviewItem } from './access-review-item.entity.js';
import { AccessReviewStep } from './access-review-step.entity.js';
import type { Evidence } from './review.model.js';
import type { AccessReviewEvidence } from './review-evidence.types.js';
import { outcomeOf, stateOf } from './review-states.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

const instant = (value: unknown): Date => new Date(value as string | Date);
const instantOrNull = (value: unknown): Date | null => (value === null ? null : instant(value));
const reportPath =
  (extension: string) =>
  ([id]: readonly unknown[]) =>
    `/access-reviews/${toGlobalId('AccessReview', String(id))}/report.${extension}`;

function totals(context: Context, review: Sql): PreparedValue {
  const item = sql`ti`;
  const shown = predicateOf(context.access.guard('AccessReviewItem').rows(item));
  return {
    sql: sql`(select json_build_object('items', count(*), 'open', count(*) filter (where o.is = 'OPEN'),
        'overdue', count(*) filter (where o.is = 'OVERDUE'), 'frozen', count(*) filter (where o.is = 'FROZEN'),
        'kept', count(*) filter (where o.is = 'KEPT'), 'revoked', count(*) filter (where o.is = 'REVOKED'),
        'changed', count(*) filter (where o.is = 'CHANGED'), 'restored', count(*) filter (where o.is = 'RESTORED'),
        'ended', count(*) filter (where o.is = 'ENDED'))
      from access_review_item ${item} cross join lateral (select ${outcomeOf(item)} as is) o
      where ${item}.tenant_id = ${review}.tenant_id and ${item}.review_id = ${review}.id and ${shown})`,
    finish: (value) => value,
    elements: [],
  };
}

/** Campaigns are open to those who lead them in their unit, and to who decides in any. */
export function seesReview(access: Access, review: Sql): Sql | boolean {
  if (access.can('review.decide')) return true;
  const units = access.units('review.manage');
  return units === 'all' || sql`${review}.unit_id = any(${[...units]}::uuid[])`;
}

export const accessReviewObject = describeObject<AccessReview>({
  type: 'AccessReview',
  entity: AccessReview,
  rows: seesReview,
  columns: [
    'number',
    'name',
    'seats',
    'hasExceptions',
    'roles',
    'risks',
    'startedAt',
    'dueAt',
    'reminderDays',
    'remindedDays',
    'repeatMonths',
    'closedAt',
    'withdrawnAt',
    'version',
  ],
  computed: {
    state: {
      from: ['closedAt', 'withdrawnAt', 'dueAt'],
      value: ([closedAt, withdrawnAt, dueAt], { now }: Context) =>
        stateOf(
          { closedAt: instantOrNull(closedAt), withdrawnAt: instantOrNull(withdrawnAt), dueAt: instant(dueAt) },
          now,
        ),
    },
    pdfPath: { from: ['id'], value: reportPath('pdf') },
    htmlPath: { from: ['id'], value: reportPath('html') },
  },
  prepared: { totals: async (context: Context, _guard, review) => totals(context, review) },
  relations: {
    unit: { to: 'Unit', shape: 'one', element: null, on: (review, unit) => sql`${unit}.id = ${review}.unit_id` },
    next: {
      to: 'AccessReview',
      shape: 'one',
      element: null,
      on: (review, next) => sql`${next}.id = ${review}.next_review_id`,
    },
  },
  sorts: { STARTED_AT: [{ property: 'startedAt', type: 'timestamptz' }] },
});

/** Evidence as the API answers it: ids are those of the API, and times are times. */
function evidenceForApi(evidence: Evidence | null): AccessReviewEvidence | null {
  if (evidence === null) return null;
  const { rights, functions, roles, changes, previous } = evidence;
  return {
    lastVisitAt: instantOrNull(evidence.lastVisitAt),
    lastSecondFactorAt: instantOrNull(evidence.lastSecondFactorAt),
    usedSince: instantOrNull(evidence.usedSince),
    exceptionNumber: evidence.exceptionNumber,
    exceptionEndsAt: instantOrNull(evidence.exceptionEndsAt),
    rights: rights.map(({ action, lastUsedAt }) => ({ action, lastUsedAt: instantOrNull(lastUsedAt) })),
    functions: functions.map(({ function: key, since }) => ({ function: key, since: instant(since) })),
    roles: roles.map(({ role, unitId, since }) => ({
      role,
      unitId: unitId && toGlobalId('Unit', unitId),
      since: instant(since),
    })),
    changes: changes.map(({ kind, what, at }) => ({
      kind,
      what: kind === 'UNIT_JOINED' ? toGlobalId('Unit', what) : what,
      at: instant(at),
    })),
    previous: previous.map((one) => ({ ...one, decidedAt: instant(one.decidedAt) })),
  };
}

const named = (column: string) => (row: Sql, person: Sql) => sql`${person}.id = ${row}.${raw(column)}`;

/** Items are open to the person whose grant it is, and to whoever reads the sign-in of that person. */
export const accessReviewItemObject = describeObject<AccessReviewItem>({
  type: 'AccessReviewItem',
  entity: AccessReviewItem,
  subject: 'personId',
  element: 'role',
  columns: ['role', 'grantedAt', 'dueAt', 'decision', 'reason', 'decidedAt'],
  computed: {
    roleLabel: roleLabelOf,
    evidence: { from: ['evidence'], value: ([evidence]) => evidenceForApi(evidence as Evidence | null) },
    daysLeft: {
      from: ['dueAt'],
      value: ([dueAt], { now }: Context) => Math.ceil((instant(dueAt).getTime() - now.getTime()) / DAY_MS),
    },
  },
  prepared: {
    outcome: async (_context, _guard, item) => ({ sql: outcomeOf(item), finish: (value) => value, elements: [] }),
    isOverdue: async (_context, _guard, item) => ({
      sql: sql`(${outcomeOf(item)} in ('FROZEN', 'OVERDUE'))`,
      finish: (value) => value,
      elements: [],
    }),
    isReminderDue: async (_context, _guard, item) => ({
      sql: sql`(${outcomeOf(item)} in ('OPEN', 'FROZEN', 'OVERDUE') and coalesce(${item}.remind_at <= now(), false))`,
      finish: (value) => value,
      elements: [],
    }),
  },
  relations: {
    review: {
      to: 'AccessReview',
      shape: 'one',
      element: null,
      on: (item, review) => sql`${review}.id = ${item}.review_id`,
    },
    unit: { to: 'Unit', shape: 'one', element: null, on: (item, unit) => sql`${unit}.id = ${item}.unit_id` },
    account: {
      to: 'Account',
      shape: 'one',
      element: null,
      on: (item, account) => sql`${account}.id = ${item}.account_id`,
    },
    person: { to: 'Person', shape: 'one', element: null, on: named('person_id') },
    grant: {
      to: 'RoleGrant',
      shape: 'one',
      element: null,
      on: (item, grant) => sql`${grant}.id = ${item}.current_grant_id`,
    },
    exception: {
      to: 'AccessException',
      shape: 'one',
      element: null,
      on: (item, exception) => sql`${exception}.id = ${item}.exception_id`,
    },
    grantedBy: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (item, person) => sql`${person}.id = (select ga.person_id from account ga
        where ga.tenant_id = ${item}.tenant_id and ga.id = ${item}.granted_by_account_id)`,
    },
    reviewer: { to: 'Person', shape: 'one', element: null, on: named('reviewer_person_id') },
    decidedBy: { to: 'Person', shape: 'one', element: null, on: named('decided_by_person_id') },
    history: {
      to: 'AccessReviewStep',
      shape: 'list',
      element: null,
      on: (item, step) => sql`${step}.item_id = ${item}.id`,
      order: (step) => sql`${step}.at, ${step}.id limit 100`,
    },
  },
  sorts: {
    DUE_AT: [{ property: 'dueAt', type: 'timestamptz' }],
    GRANTED_AT: [{ property: 'grantedAt', type: 'timestamptz' }],
  },
});

export const accessReviewStepObject = describeObject<AccessReviewStep>({
  type: 'AccessReviewStep',
  entity: AccessReviewStep,
  subject: 'personId',
  element: 'reason',
  columns: ['kind', 'before', 'reason', 'at'],
  relations: {
    by: { to: 'Person', shape: 'one', element: null, on: named('by_person_id') },
  },
});
