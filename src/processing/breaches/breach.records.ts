import sql from 'sql-template-tag';
import { logRoles, writeSystemLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { invalid, notFound, Refusal, staleVersion } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import type { OperationService } from '../../jobs/index.js';
import { countryOf, dueTime, legalPeriodAt } from '../../tenants/index.js';
import type { Breach } from './breach.entity.js';
import type { BreachSource } from './breach-scope.js';

export const conflict = (messageKey: string, field: string): Refusal =>
  new Refusal({ code: 'CONFLICT', messageKey, field: ['input', field] });

/** Refuses times that are yet to come, and a time before one that it follows; null ones are not there yet. */
export function requireOrder(
  now: Date,
  ...times: readonly (readonly [field: string, time: Date | null | undefined])[]
): void {
  let last: Date | null = null;
  for (const [field, time] of times) {
    if (!time) continue;
    if (time > now) throw invalid('breach.future', ['input', field]);
    if (last && time < last) throw invalid('breach.order', ['input', field]);
    last = time;
  }
}

/** Those of the roles that the transaction's tenant has never had: a mistyped key would read as nobody affected. */
export async function unknownRoles(db: Transaction, roles: readonly string[]): Promise<string[]> {
  const rows = await db.many<{ role: string }>(sql`select r.role from unnest(${[...roles]}::text[]) as r (role)
    where r.role <> all(${[...logRoles]}::text[])
      and not exists (select 1 from matrix m, jsonb_array_elements(m.content -> 'roles') as had
        where m.tenant_id = ${db.scope.tenantId}::uuid and had ->> 'key' = r.role)
      and not exists (select 1 from log_entry e where e.tenant_id = ${db.scope.tenantId}::uuid and e.role = r.role)`);
  return rows.map(({ role }) => role);
}

/** Refuses a role that none of the tenants ever had. */
export async function requireRoles(
  db: Transaction,
  tenantIds: readonly string[],
  roles: readonly string[],
): Promise<void> {
  let unknown = roles;
  for (const tenantId of tenantIds) {
    if (unknown.length === 0) return;
    const asked = unknown;
    unknown = await db.lendTo(tenantId, (lent) => unknownRoles(lent, asked));
  }
  if (unknown.length > 0) throw notFound('input', 'roles');
}

/** What a new breach says of itself. */
export interface NewBreach extends BreachSource {
  readonly incidentId: string | null;
  readonly description: string;
  readonly signalAt: Date;
  readonly awareAt: Date | null;
}

/** Enters a breach into the register of the transaction's tenant; answers its id. */
export async function insertBreach(db: Transaction, breach: NewBreach): Promise<string> {
  const { tenantId } = db.scope;
  const id = newId();
  await db.run(sql`select 1 from tenant where tenant_id = ${tenantId}::uuid for no key update`);
  const origin = breach.incidentId ? 'PROCESSOR' : 'CONTROLLER';
  await db.run(sql`insert into breach (tenant_id, id, number, incident_id, origin, description, from_at, until_at, account_ids,
      roles, sub_processor_ids, signal_at, aware_at)
    select ${tenantId}::uuid, ${id}::uuid, coalesce(max(b.number), 0) + 1, ${breach.incidentId}::uuid, ${origin},
      ${breach.description}, ${breach.fromAt}::timestamptz, ${breach.untilAt}::timestamptz,
      ${[...breach.accountIds]}::uuid[], ${[...breach.roles]}::text[], ${[...breach.subProcessorIds]}::uuid[],
      ${breach.signalAt}::timestamptz, ${breach.awareAt}::timestamptz
    from breach b where b.tenant_id = ${tenantId}::uuid`);
  return id;
}

/** Begins the next assessment of a breach, over the log up to now. One at a time; one whose work failed is begun again. */
export async function startAssessment(
  db: Transaction,
  operations: OperationService,
  breachId: string,
  now: Date,
): Promise<void> {
  const { tenantId } = db.scope;
  const open = await db.first<{ id: string; isRunning: boolean }>(sql`select a.id, exists (select 1 from operation o
      where o.tenant_id = a.tenant_id and o.id = a.operation_id and o.state in ('QUEUED', 'RUNNING')) as "isRunning"
    from breach_assessment a
    where a.tenant_id = ${tenantId}::uuid and a.breach_id = ${breachId}::uuid and a.state <> 'DONE' for no key update`);
  if (open?.isRunning) throw conflict('breach.running', 'expectedVersion');
  const id = open?.id ?? newId();
  const operationId = await operations.startDue(db, { kind: 'BREACH_ASSESSMENT', input: { assessmentId: id } });
  await db.run(sql`insert into breach_assessment (tenant_id, id, breach_id, operation_id, phase, as_of)
    select ${tenantId}::uuid, ${id}::uuid, ${breachId}::uuid, ${operationId}::uuid, coalesce(max(a.phase), 0) + 1,
      ${now}::timestamptz
    from breach_assessment a where a.tenant_id = ${tenantId}::uuid and a.breach_id = ${breachId}::uuid
    on conflict (tenant_id, id) do update set operation_id = excluded.operation_id, as_of = excluded.as_of`);
}

/** When a clock of the transaction's tenant that began at `at` runs out. */
export async function clockFrom(
  db: Transaction,
  key: 'BREACH_TO_CONTROLLER' | 'BREACH_TO_AUTHORITY',
  at: Date,
): Promise<Date> {
  return dueTime(at, [await legalPeriodAt(db, key, at)], await countryOf(db));
}

export type LockedBreach = Pick<
  Breach,
  'id' | 'incidentId' | 'signalAt' | 'awareAt' | 'toldAt' | 'authorityToldAt' | 'peopleToldAt' | 'closedAt' | 'version'
> & {
  /** Whether a source is suspected; without one, the whole log would be. */
  readonly isSourced: boolean;
};

/** A breach of the viewer's controller, held against other changes; missing where it is another's. */
export async function lockOwnBreach(
  { db, viewer }: Context,
  input: { readonly breachId: string; readonly expectedVersion: number },
): Promise<LockedBreach> {
  const id = uuidOf('Breach', input.breachId);
  const breach =
    id &&
    (await db.first<LockedBreach>(sql`select id, incident_id as "incidentId", signal_at as "signalAt",
        aware_at as "awareAt", told_at as "toldAt", authority_told_at as "authorityToldAt",
        people_told_at as "peopleToldAt", closed_at as "closedAt", version,
        cardinality(account_ids || sub_processor_ids) + cardinality(roles) > 0 or from_at is not null as "isSourced"
      from breach where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid for update`));
  if (!breach) throw notFound('input', 'breachId');
  if (breach.version !== input.expectedVersion) throw staleVersion(breach.version);
  return breach;
}

/** What the operator's staff do with a breach stands in the controller's own log too. */
export const logForTenant = (
  db: Transaction,
  { requestId }: Context,
  details: Readonly<Record<string, unknown>>,
): Promise<void> => writeSystemLog(db, { action: 'incident.manage', role: 'operator', details, requestId });
