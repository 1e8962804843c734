import sql, { raw, type Sql } from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { notFound, Refusal, type RefusalCode } from '../../base/errors.js';
import { uuidOf } from '../../base/ids.js';
import type { Transfer } from './transfer.entity.js';

const columns = raw(`t.id, t.name, t.account_id as "accountId", t.register, t.columns, t.format, t.purpose,
  t.unit_id as "unitId", t.frequency, t.time_of_day as "timeOfDay", t.weekday, t.is_paused as "isPaused",
  t.next_due_at as "nextDueAt", t.retention_days as "retentionDays", t.version`);

/** A definition as it is read for work. */
export type TransferRow = Omit<Transfer, 'tenantId' | 'createdAt'>;

/** Locks a definition against every change and every start of a run. */
export async function lockTransfer({ db, access }: Context, action: string, globalId: string): Promise<TransferRow> {
  access.requireUnit(action, null, 'transferId');
  const id = uuidOf('Transfer', globalId);
  const transfer =
    id &&
    (await db.first<TransferRow>(sql`select ${columns} from transfer t
      where t.tenant_id = ${db.scope.tenantId}::uuid and t.id = ${id}::uuid for no key update`));
  if (!transfer) throw notFound('input', 'transferId');
  return transfer;
}

/** The instruction under which a definition stands as it is; null where none is in force, and nothing may leave by it (DP-15). */
export const instructionOf = (transfer: Sql): Sql =>
  sql`instruction_in_force(${transfer}.tenant_id, 'transfer', ${transfer}.id::text, to_jsonb(${transfer}))`;

/** Whether a run still stands on its instruction: that of its definition, and the one under which it was started. */
const stillInstructed = (run: Sql, transfer: Sql): Sql =>
  sql`(${instructionOf(transfer)} is not null and ${isUncontested(run)})`;

/**
 * Whether nothing that a run carried was instructed by what is suspended or withdrawn: neither the entry under which it was
 * started, nor an earlier one whose values it had. An entry that was parked at that time gave it none.
 */
export const isUncontested = (run: Sql): Sql => sql`not exists (select 1 from instruction u
    join instruction i on i.tenant_id = u.tenant_id and i.subject = u.subject and i.key = u.key and i.number <= u.number
  where u.tenant_id = ${run}.tenant_id and u.number = ${run}.instruction_number and i.state not in ('GIVEN', 'RELEASED')
    and coalesce((select b.source from instruction b where b.tenant_id = i.tenant_id and b.because_of = i.number
      and b.number <= u.number order by b.number desc limit 1), 'RELEASE') = 'RELEASE'
    and (i.before is null or exists (select 1 from jsonb_each(i.after) a
      where a.value is distinct from i.before -> a.key and a.value is not distinct from u.after -> a.key)))`;

/** What a run is to do; null where it is gone, with its transfer. */
export interface RunRow {
  readonly id: string;
  readonly persons: number;
  readonly carriedAt: Date | null;
  /** Whether its instruction is in force now. */
  readonly isInstructed: boolean;
  readonly transfer: TransferRow;
}

/**
 * Takes a run up: from here on it carries what its transfer is now, so that it stands on the instruction by which that is so.
 * Null where it is gone.
 */
export async function takeUpRun(db: Transaction, operationId: string): Promise<RunRow | null> {
  const { tenantId } = db.scope;
  await db.run(sql`select 1 from transfer t join transfer_run r on r.tenant_id = t.tenant_id and r.transfer_id = t.id
    where r.tenant_id = ${tenantId}::uuid and r.operation_id = ${operationId}::uuid for no key update of t`);
  await db.run(sql`update transfer_run r set instruction_number = ${instructionOf(sql`t`)}
    from transfer t where t.tenant_id = r.tenant_id and t.id = r.transfer_id and r.tenant_id = ${tenantId}::uuid
      and r.operation_id = ${operationId}::uuid and r.carried_at is null and ${stillInstructed(sql`r`, sql`t`)}`);
  return runOf(db, operationId);
}

export async function runOf(db: Transaction, operationId: string): Promise<RunRow | null> {
  const row = await db.first<TransferRow & Omit<RunRow, 'id' | 'transfer'> & { runId: string }>(sql`
    select ${columns}, r.id as "runId", r.persons, r.carried_at as "carriedAt",
      ${stillInstructed(sql`r`, sql`t`)} as "isInstructed"
    from transfer_run r join transfer t on t.tenant_id = r.tenant_id and t.id = r.transfer_id
    where r.tenant_id = ${db.scope.tenantId}::uuid and r.operation_id = ${operationId}::uuid`);
  if (!row) return null;
  const { runId, persons, carriedAt, isInstructed, ...transfer } = row;
  return { id: runId, persons, carriedAt, isInstructed, transfer };
}

export const refuse = (code: RefusalCode, messageKey: string, field: string): Refusal =>
  new Refusal({ code, messageKey, field: ['input', field] });
