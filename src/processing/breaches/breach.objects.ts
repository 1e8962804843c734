import sql, { type Sql } from 'sql-template-tag';
import type { Access } from '../../base/access.js';
import type { Context } from '../../base/context.js';
import { toGlobalId } from '../../base/ids.js';
import { type DataCategory, describeObject, isSpecial } from '../../catalogue/index.js';
import { Breach } from './breach.entity.js';
import type { BreachState } from './breach.enums.js';
import { BreachAssessment, type CountOf } from './breach-assessment.entity.js';
import { BreachNotice } from './breach-notice.entity.js';
import { BreachPerson } from './breach-person.entity.js';
import { Incident } from './incident.entity.js';
import { kindOf } from './notice.service.js';

/** The operator reads every controller's register, numbers and notices; a controller its own. */
const ownOrOperator = (access: Access, row: Sql): Sql | boolean => {
  if (!access.can('breach.read')) return false;
  return access.viewer.isOperator ? true : sql`${row}.tenant_id = ${access.viewer.tenantId}::uuid`;
};

const period = [{ from: 'fromAt' }, { until: 'untilAt' }] as const;

/** How far a breach is, as SQL. */
export const stateOf = (breach: Sql): Sql => sql`case when ${breach}.closed_at is not null then 'CLOSED'
  when ${breach}.told_at is not null then 'TOLD' when ${breach}.aware_at is not null then 'AWARE' else 'SIGNAL' end`;

/** Whether the controller was told too late, or is not told yet though it should be. */
export const isOverdue = (breach: Sql, now: Sql): Sql =>
  sql`coalesce(${breach}.due_at < coalesce(${breach}.told_at, ${breach}.closed_at, ${now}), false)`;

/** Whether the authority was told too late, or is not told yet, without a reason. */
export const isAuthorityOverdue = (breach: Sql, now: Sql): Sql => sql`(${breach}.authority_reason = ''
  and coalesce(${breach}.authority_due_at < coalesce(${breach}.authority_told_at, ${now}), false))`;

const subProcessorsOf = {
  to: 'SubProcessor',
  shape: 'list',
  element: null,
  on: (row: Sql, subProcessor: Sql): Sql => sql`${subProcessor}.id = any(${row}.sub_processor_ids)`,
  order: (subProcessor: Sql): Sql => sql`${subProcessor}.legal_name, ${subProcessor}.id limit 50`,
} as const;

const unitsOf = (found: Sql): Sql => sql`(select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name,
    'people', x.people) order by u.name, u.id), '[]')
  from (select f.unit_id, count(*)::int as people from breach_person bp
    join affiliation f on f.tenant_id = bp.tenant_id and f.person_id = bp.person_id
    where bp.tenant_id = ${found}.tenant_id and bp.assessment_id = ${found}.id group by f.unit_id) x
  join unit u on u.tenant_id = ${found}.tenant_id and u.id = x.unit_id)`;

const NEVER = 'infinity';

export const incidentObject = describeObject<Incident>({
  type: 'Incident',
  entity: Incident,
  rows: (access) => access.can('incident.manage'),
  columns: [
    'number',
    'title',
    'description',
    'measures',
    'roles',
    ...period,
    'signalAt',
    'awareAt',
    'closedAt',
    'lessons',
    'reopenedAt',
    'reopenedBecause',
    'version',
  ],
  relations: {
    subProcessors: subProcessorsOf,
    breaches: {
      to: 'Breach',
      shape: 'connection',
      element: null,
      on: (incident, breach) => sql`${breach}.incident_id = ${incident}.id`,
    },
  },
  sorts: { SIGNAL_AT: [{ property: 'signalAt', type: 'timestamptz' }] },
});

export const breachObject = describeObject<Breach>({
  type: 'Breach',
  entity: Breach,
  acrossTenants: true,
  rows: ownOrOperator,
  columns: [
    'number',
    'origin',
    'description',
    'roles',
    ...period,
    'signalAt',
    'awareAt',
    'dueAt',
    'toldAt',
    'authorityDueAt',
    'authorityToldAt',
    'authorityReference',
    'authorityReason',
    'peopleToldAt',
    'peopleReason',
    'closedAt',
    'lessons',
    'version',
  ],
  computed: {
    state: {
      from: ['closedAt', 'toldAt', 'awareAt'],
      value: ([closedAt, toldAt, awareAt]): BreachState => {
        if (closedAt) return 'CLOSED';
        if (toldAt) return 'TOLD';
        return awareAt ? 'AWARE' : 'SIGNAL';
      },
    },
  },
  prepared: {
    isOverdue: async ({ now }: Context, _guard, breach) => ({
      sql: isOverdue(breach, sql`${now}::timestamptz`),
      finish: (value) => value,
      elements: [],
    }),
    isAuthorityOverdue: async ({ now }: Context, _guard, breach) => ({
      sql: isAuthorityOverdue(breach, sql`${now}::timestamptz`),
      finish: (value) => value,
      elements: [],
    }),
  },
  relations: {
    tenant: {
      to: 'Tenant',
      shape: 'one',
      element: null,
      on: (breach, tenant) => sql`${tenant}.tenant_id = ${breach}.tenant_id`,
    },
    accounts: {
      to: 'Account',
      shape: 'list',
      element: null,
      on: (breach, account) =>
        sql`${account}.tenant_id = ${breach}.tenant_id and ${account}.id = any(${breach}.account_ids)`,
      order: (account) => sql`${account}.id limit 100`,
    },
    subProcessors: subProcessorsOf,
    assessment: {
      to: 'BreachAssessment',
      shape: 'one',
      element: null,
      on: (breach, found) => sql`${found}.tenant_id = ${breach}.tenant_id and ${found}.breach_id = ${breach}.id
        and ${found}.phase = (select max(m.phase) from breach_assessment m where m.tenant_id = ${breach}.tenant_id
          and m.breach_id = ${breach}.id and m.state = 'DONE')`,
    },
    assessments: {
      to: 'BreachAssessment',
      shape: 'connection',
      element: null,
      on: (breach, found) => sql`${found}.tenant_id = ${breach}.tenant_id and ${found}.breach_id = ${breach}.id`,
    },
    notices: {
      to: 'BreachNotice',
      shape: 'connection',
      element: null,
      on: (breach, notice) => sql`${notice}.tenant_id = ${breach}.tenant_id and ${notice}.breach_id = ${breach}.id`,
    },
  },
  sorts: {
    SIGNAL_AT: [{ property: 'signalAt', type: 'timestamptz' }],
    AWARE_AT: [{ property: 'awareAt', type: 'timestamptz', absent: NEVER }],
    DUE_AT: [{ property: 'dueAt', type: 'timestamptz', absent: NEVER }],
    TOLD_AT: [{ property: 'toldAt', type: 'timestamptz', absent: NEVER }],
    CLOSED_AT: [{ property: 'closedAt', type: 'timestamptz', absent: NEVER }],
  },
});

export const breachAssessmentObject = describeObject<BreachAssessment>({
  type: 'BreachAssessment',
  entity: BreachAssessment,
  acrossTenants: true,
  rows: ownOrOperator,
  columns: [
    'phase',
    'state',
    'done',
    'total',
    { peopleCount: 'people' },
    'erasedPeople',
    'specialPeople',
    { unitCount: 'units' },
    'records',
    'copies',
    'logFrom',
    'isIncomplete',
    'asOf',
    'computedAt',
    'hash',
    'difference',
  ],
  computed: {
    categories: {
      from: ['categories'],
      value: ([counts]) =>
        (counts as readonly CountOf<DataCategory>[]).map(({ name, people }) => ({
          category: name,
          isSpecial: isSpecial(name),
          people,
        })),
    },
    registers: {
      from: ['registers'],
      value: ([counts]) => (counts as readonly CountOf[]).map(({ name, people }) => ({ register: name, people })),
    },
  },
  prepared: {
    // What a controller calls its units is its own.
    units: async ({ viewer }: Context, _guard, found) => ({
      sql: viewer.isOperator ? sql`null::json` : unitsOf(found),
      finish: (units) =>
        (units as { id: string; name: string; people: number }[] | null)?.map(({ id, ...unit }) => ({
          ...unit,
          unitId: toGlobalId('Unit', id),
        })) ?? null,
      elements: [],
    }),
  },
  relations: {
    people: {
      to: 'BreachPerson',
      shape: 'connection',
      element: null,
      listsPeople: true,
      on: (found, person) => sql`${person}.tenant_id = ${found}.tenant_id and ${person}.assessment_id = ${found}.id`,
    },
  },
  sorts: { PHASE: [{ property: 'phase', type: 'int' }] },
});

export const breachPersonObject = describeObject<BreachPerson>({
  type: 'BreachPerson',
  entity: BreachPerson,
  subject: 'personId',
  element: 'categories',
  columns: ['categories', 'firstAt', 'lastAt', 'entries'],
  relations: {
    person: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (row, person) => sql`${person}.id = ${row}.person_id`,
    },
  },
  sorts: { PERSON: [{ property: 'personId', type: 'uuid' }] },
});

export const breachNoticeObject = describeObject<BreachNotice>({
  type: 'BreachNotice',
  entity: BreachNotice,
  acrossTenants: true,
  rows: (access, notice) => {
    const own = ownOrOperator(access, notice);
    // A draft is the processor's.
    return typeof own === 'boolean' ? own : sql`${own} and ${notice}.sent_at is not null`;
  },
  columns: [
    'phase',
    'language',
    'nature',
    'contact',
    'consequences',
    'measures',
    'sentAt',
    'hash',
    'acknowledgedAt',
    'version',
  ],
  computed: {
    kind: {
      from: ['phase', 'isFinal'],
      value: ([phase, isFinal]) => kindOf({ phase: phase as number, isFinal: isFinal as boolean }),
    },
  },
  relations: {
    assessment: {
      to: 'BreachAssessment',
      shape: 'one',
      element: null,
      on: (notice, found) => sql`${found}.tenant_id = ${notice}.tenant_id and ${found}.id = ${notice}.assessment_id`,
    },
    breach: {
      to: 'Breach',
      shape: 'one',
      element: null,
      on: (notice, breach) => sql`${breach}.tenant_id = ${notice}.tenant_id and ${breach}.id = ${notice}.breach_id`,
    },
  },
  sorts: {
    PHASE: [{ property: 'phase', type: 'int' }],
    SENT_AT: [{ property: 'sentAt', type: 'timestamptz', absent: NEVER }],
  },
});
