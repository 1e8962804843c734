import sql, { type Sql } from 'sql-template-tag';
import type { Access } from '../../base/access.js';
import type { Context } from '../../base/context.js';
import { predicateOf } from '../../base/predicate.js';
import type { FieldMap, ObjectMap, PreparedValue, RelationField } from '../../base/reading/index.js';
import { describeObject, type ObjectExtension } from '../../catalogue/index.js';
import { LockboxAccess } from './lockbox-access.entity.js';
import { stateNow } from './lockbox-states.js';

const MOST_PERSONS = 500;

/** How access is used, as the log of the transaction's tenant has it: one JSON object. */
export const activityOf = (row: Sql): Sql => sql`(select json_build_object('lastUsedAt', max(e.at),
    'lookCount', count(*) filter (where e.outcome = 'done'), 'refusedCount', count(*) filter (where e.outcome = 'refused'),
    'personCount', (select count(*) from lockbox_look l where l.tenant_id = ${row}.tenant_id and l.access_id = ${row}.id),
    'categories', (select coalesce(json_agg(distinct c.name), '[]') from lockbox_look l, unnest(l.categories) c (name)
      where l.tenant_id = ${row}.tenant_id and l.access_id = ${row}.id))
  from log_entry e where e.tenant_id = ${row}.tenant_id and e.actor_account_id = ${row}.id and e.role = 'lockbox')`;

interface StoredActivity {
  readonly lastUsedAt: string | null;
}

/** The same as the API answers it. */
export const toActivity = <Activity extends StoredActivity>(activity: Activity) => ({
  ...activity,
  lastUsedAt: activity.lastUsedAt === null ? null : new Date(activity.lastUsedAt),
});

const of = (finish: PreparedValue['finish'], value: Sql): PreparedValue => ({ sql: value, finish, elements: [] });

const named = (isGranted: boolean): RelationField => ({
  kind: 'relation',
  to: 'Person',
  shape: 'list',
  element: null,
  on: (row, person) => sql`exists (select 1 from lockbox_person lp where lp.tenant_id = ${row}.tenant_id
    and lp.access_id = ${row}.id and lp.person_id = ${person}.id ${isGranted ? sql`and lp.is_granted` : sql`and lp.is_asked`})`,
  order: (person) => sql`${person}.family_name, ${person}.given_name, ${person}.id limit ${MOST_PERSONS}`,
});

const unit = (column: 'asked' | 'granted'): RelationField => ({
  kind: 'relation',
  to: 'Unit',
  shape: 'one',
  element: null,
  on: (row, other) => sql`${other}.id = ${column === 'asked' ? sql`${row}.asked_unit_id` : sql`${row}.unit_id`}`,
});

/** Between the tenant and the processor: each sees all of it, and who uses access sees what was approved. */
function rows({ viewer, can }: Pick<Access, 'viewer' | 'can'>, row: Sql): Sql | boolean {
  if (viewer.isOperator) return true;
  if (viewer.lockbox)
    return sql`${row}.tenant_id = ${viewer.tenantId}::uuid and ${row}.id = ${viewer.lockbox.id}::uuid`;
  return can('lockbox.read') ? sql`${row}.tenant_id = ${viewer.tenantId}::uuid` : false;
}

export const lockboxAccessObject = describeObject<LockboxAccess>({
  type: 'LockboxAccess',
  entity: LockboxAccess,
  acrossTenants: true,
  rows: (access, row) => rows({ viewer: access.viewer, can: (action) => access.can(action) }, row),
  columns: [
    'staffName',
    'staffEmail',
    'ticket',
    'reason',
    'needed',
    'purpose',
    'askedCategories',
    { askedPersonCount: 'askedPersons' },
    'askedUntil',
    'requestedAt',
    'categories',
    'endsAt',
    'decidedAt',
    'answer',
    'endedBy',
    'version',
  ],
  relations: {
    tenant: {
      to: 'Tenant',
      shape: 'one',
      element: null,
      on: (row, tenant) => sql`${tenant}.tenant_id = ${row}.tenant_id`,
    },
    askedUnit: unit('asked'),
    unit: unit('granted'),
    askedPersons: named(false),
    persons: named(true),
    decidedBy: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (row, person) => sql`${person}.id = ${row}.decided_by_person_id`,
    },
  },
  prepared: {
    state: (_context, _guard, row) => Promise.resolve(of((state) => state, stateNow(row))),
    activity: ({ access }: Context, _guard, row) =>
      Promise.resolve(
        access.can('lockbox.read') && !access.viewer.isOperator
          ? of((activity) => toActivity(activity as StoredActivity), activityOf(row))
          : of(() => null, sql`null`),
      ),
  },
  sorts: { REQUESTED_AT: [{ property: 'requestedAt', type: 'timestamptz' }] },
});

const column = (name: string) => ({ kind: 'column', column: name, element: null }) as const;

/** What of whom was looked at by each access, as the view of that name has it. */
export const lockboxLookMap: ObjectMap = {
  type: 'LockboxLook',
  table: 'lockbox_look',
  id: 'id',
  tenant: true,
  subject: 'person_id',
  element: null,
  rows: (access, row) =>
    access.can('lockbox.read') && predicateOf(access.persons('person.read', sql`${row}.person_id`)),
  linked: [],
  fields: new Map<string, FieldMap>([
    ['categories', column('categories')],
    ['looks', column('looks')],
    ['firstAt', column('first_at')],
    ['lastAt', column('last_at')],
    [
      'person',
      {
        kind: 'relation',
        to: 'Person',
        shape: 'one',
        element: null,
        on: (row, person) => sql`${person}.id = ${row}.person_id`,
      },
    ],
  ]),
  sorts: { LAST_AT: [{ column: 'last_at', type: 'timestamptz', element: null }] },
};

/** By which access an entry of the log came about. */
export const logEntryLockbox: ObjectExtension = {
  type: 'LogEntry',
  relations: {
    lockboxAccess: {
      to: 'LockboxAccess',
      shape: 'one',
      element: null,
      on: (entry, row) => sql`${entry}.role = 'lockbox' and ${row}.tenant_id = ${entry}.tenant_id
        and ${row}.id = ${entry}.actor_account_id`,
    },
  },
};
