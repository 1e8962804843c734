import sql, { raw } from 'sql-template-tag';
import { writeLog, writeSystemLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { notFound, Refusal } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText } from '../../base/input-text.js';
import { lockFieldDeclarations } from '../../people/index.js';
import {
  changedColumns,
  type InstructionChange,
  type InstructionSource,
  type InstructionState,
} from './instruction.model.js';
import { type AfterReturn, type Parkable, parkingOfSetting, take } from './setting-return.js';

interface Entry extends InstructionChange {
  readonly id: string;
  readonly number: number;
  readonly source: InstructionSource;
  readonly state: InstructionState;
}

interface Answer {
  readonly number: number;
  readonly reason: string;
}

type Suspension = Exclude<InstructionState, 'GIVEN'>;

/** From which states each can be reached. */
const reachedFrom: Readonly<Record<Suspension, readonly InstructionState[]>> = {
  PARKED: ['GIVEN', 'RELEASED'],
  CONFIRMED: ['PARKED', 'KEPT'],
  KEPT: ['CONFIRMED'],
  WITHDRAWN: ['PARKED', 'CONFIRMED', 'KEPT'],
  RELEASED: ['PARKED', 'CONFIRMED', 'KEPT'],
};

const refuse = (messageKey: string, facts: Readonly<Record<string, number>> = {}): Refusal =>
  new Refusal({ code: 'CONFLICT', messageKey, field: ['input', 'number'], facts });

/**
 * Instructions that the processor holds to be unlawful (Article 28(3) GDPR, last sentence). A parked one has no effect: its
 * setting is as it was before, by an entry of its own, and nobody of the controller sets it again before the matter is settled.
 */
export class ParkingService {
  constructor(private readonly after: AfterReturn) {}

  /** The operator suspends what a controller instructed; answers the tenant. */
  park(context: Context, input: Answer & { readonly tenantId: string }): Promise<string> {
    return this.oversee(context, input, 'PARKED', async (db, entry) => {
      if (entry.source !== 'CONTROLLER') throw refuse('instruction.notControllers');
      const parking = parkingOfSetting(entry);
      await lockSetting(db, entry, parking);
      const standing = await lastOf(db, entry);
      await requireLast(db, standing);
      db.savepoint(`parking ${entry.number}`);
      await take(db, { ...entry, from: standing.after, to: standing.before }, parking, this.after);
    });
  }

  /** The operator lets a suspended instruction have its effect again, as a new entry. */
  release(context: Context, input: Answer & { readonly tenantId: string }): Promise<string> {
    return this.oversee(context, input, 'RELEASED', async (db, entry) => {
      const parking = parkingOfSetting(entry);
      await lockSetting(db, entry, parking);
      const { number } = await lastOf(db, entry);
      await requireLast(db, { ...entry, number });
      db.savepoint(`release ${entry.number}`);
      await take(db, { ...entry, from: entry.before, to: entry.after }, parking, this.after);
    });
  }

  /** The operator keeps parked what the controller confirmed. */
  keep(context: Context, input: Answer & { readonly tenantId: string }): Promise<string> {
    return this.oversee(context, input, 'KEPT', async () => undefined);
  }

  /** The controller takes back what was parked, or stands by it; answers the instruction's id. */
  async answer(context: Context, { number, reason }: Answer, state: 'WITHDRAWN' | 'CONFIRMED'): Promise<string> {
    const { db, viewer, access } = context;
    access.requireUnit('instruction.answer', null, 'number');
    const entry = await lockEntry(db, number, state);
    await enter(db, entry, state, requiredText(reason, 'reason'), viewer);
    await writeLog(context, { action: 'instruction.answer', details: { number, state } });
    return entry.id;
  }

  private async oversee(
    context: Context,
    { tenantId: globalId, number, reason }: Answer & { readonly tenantId: string },
    state: Suspension,
    effect: (db: Transaction, entry: Entry) => Promise<void>,
  ): Promise<string> {
    const tenantId = await tenantOf(context, globalId, 'input');
    const said = requiredText(reason, 'reason');
    const action = 'instruction.oversee';
    await context.db.lendTo(tenantId, async (db) => {
      const entry = await lockEntry(db, number, state);
      await effect(db, entry);
      db.savepoint('processor');
      await enter(db, entry, state, said, null);
      const { requestId } = context;
      await writeSystemLog(db, { action, role: 'operator', details: { number, state }, requestId });
    });
    await writeLog(context, { action, details: { tenantId, number, state } });
    return tenantId;
  }
}

/** The tenant that an operator names; refused like a missing one where it is no controller. */
export async function tenantOf({ db }: Context, globalId: string, ...path: string[]): Promise<string> {
  const id = uuidOf('Tenant', globalId);
  const known = id && (await db.first(sql`select 1 from tenant where tenant_id = ${id}::uuid and kind = 'controller'`));
  if (!known) throw notFound(...path, 'tenantId');
  return id;
}

async function lockEntry(db: Transaction, number: number, to: Suspension): Promise<Entry> {
  const entry = await db.first<Entry>(sql`select id, number, source, state, subject, key, before, after from instruction
    where tenant_id = ${db.scope.tenantId}::uuid and number = ${number} for update`);
  if (!entry) throw notFound('input', 'number');
  if (!reachedFrom[to].includes(entry.state)) throw refuse('instruction.wrongState');
  return entry;
}

/**
 * Held against whoever changes the setting meanwhile, against values that are given under it, and against runs that would
 * begin under it; in the order in which whoever changes settings takes these locks.
 */
async function lockSetting(db: Transaction, { subject, key }: Entry, parking: Parkable): Promise<void> {
  const { tenantId } = db.scope;
  await lockFieldDeclarations(db);
  await db.run(sql`select 1 from tenant where tenant_id = ${tenantId}::uuid for no key update`);
  await db.run(sql`select 1 from ${raw(subject)} t where t.tenant_id = ${tenantId}::uuid
    and instruction_key(to_jsonb(t), ${[...parking.key]}::text[]) = ${key} for no key update`);
  await db.run(sql`select 1 from instruction_counter where tenant_id = ${tenantId}::uuid for update`);
}

/** The last entry by which an instruction has its effect, or is without: itself, or that of its last parking or release. */
async function lastOf(db: Transaction, entry: Entry): Promise<Entry> {
  const last = await db.first<
    Pick<Entry, 'number' | 'before' | 'after'>
  >(sql`select number, before, after from instruction
    where tenant_id = ${db.scope.tenantId}::uuid and because_of = ${entry.number} and key = ${entry.key}
    order by number desc limit 1`);
  return { ...entry, ...last };
}

/** Nothing that was instructed after an entry may stand on what is to be changed. Of matrices, each that was adopted stands on the one before. */
async function requireLast(db: Transaction, entry: Entry): Promise<void> {
  const columns = changedColumns(entry);
  const later = await db.many<Pick<Entry, 'number' | 'before' | 'after'>>(sql`
    select coalesce(i.because_of, i.number) as number, i.before, i.after from instruction i
    where i.tenant_id = ${db.scope.tenantId}::uuid and i.subject = ${entry.subject} and i.number > ${entry.number}
      and (case when i.subject = 'matrix' then i.after is not null else i.key = ${entry.key} end)
      and i.source <> 'PARKING' and i.state in ('GIVEN', 'RELEASED')
      and not exists (select 1 from instruction o where o.tenant_id = i.tenant_id and o.number = i.because_of
        and o.state <> 'RELEASED')
    order by i.number limit 1000`);
  const built = later.find(
    (one) => one.after === null || changedColumns(one).some((column) => columns.includes(column)),
  );
  if (built) throw refuse('instruction.builtUpon', { number: built.number });
}

async function enter(
  db: Transaction,
  { id }: Entry,
  state: Suspension,
  reason: string,
  by: Context['viewer'] | null,
): Promise<void> {
  const { tenantId } = db.scope;
  await db.run(sql`update instruction set state = ${state} where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`);
  await db.run(sql`insert into instruction_step (tenant_id, id, instruction_id, at, state, reason, is_by_processor,
      account_id, person_id)
    values (${tenantId}::uuid, ${newId()}::uuid, ${id}::uuid, clock_timestamp(), ${state}, ${reason}, ${by === null},
      ${by?.accountId ?? null}::uuid, ${by?.personId ?? null}::uuid)`);
}
