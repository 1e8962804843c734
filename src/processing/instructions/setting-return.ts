import sql, { join, raw, type Sql } from 'sql-template-tag';
import { adoptAgain, fallBack } from '../../access/index.js';
import type { Transaction } from '../../base/database/transaction.js';
import { Refusal } from '../../base/errors.js';
import { newId } from '../../base/ids.js';
import type { DataCategory } from '../../catalogue/index.js';
import { requireNoSpecialFields, requireNotRuledOut } from '../../people/index.js';
import { type InstructedSetting, instructedSettings } from './instructed-settings.js';
import { changedColumns, type InstructionChange, type SettingImage } from './instruction.model.js';

/** What else must be done once a setting has other values: when a transfer runs next, and what the annexes say. */
export type AfterReturn = (db: Transaction, subject: string, id: string) => Promise<void>;

/** One step from the values that a setting has to those that it is to have; null for no such setting. */
export interface Step extends Pick<InstructionChange, 'subject' | 'key'> {
  readonly from: SettingImage | null;
  readonly to: SettingImage | null;
}

export type Parkable = NonNullable<InstructedSetting['parking']>;

const refuse = (messageKey: string): Refusal =>
  new Refusal({ code: 'CONFLICT', messageKey, field: ['input', 'number'] });

const columnsOf = (names: readonly string[], from?: string): Sql =>
  raw(names.map((name) => `${from ? `${from}.` : ''}"${name.replaceAll('"', '')}"`).join(', '));

/** How a setting can be parked; refused where it cannot. */
export function parkingOfSetting({ subject, before, after }: InstructionChange): Parkable {
  const parking = instructedSettings[subject]?.parking;
  const cannot = !parking || (parking.created === 'falls back' && (before !== null || after === null));
  if (cannot) throw refuse('instruction.notParkable');
  return parking;
}

/**
 * Gives the row of a setting the values that it is to have, by the rules that keep the invariants of its table; the trigger of
 * the table enters it. Constraints of the database that forbid it are told as what they are: what it needs is gone.
 */
export async function take(db: Transaction, step: Step, parking: Parkable, after: AfterReturn): Promise<void> {
  if (parking.created === 'falls back') await (step.to === null ? fallBack(db, step.key) : adoptAgain(db, step.key));
  else await giveBack(db, step, parking);
  await after(db, step.subject, step.key);
}

async function giveBack(db: Transaction, step: Step, parking: Parkable): Promise<void> {
  await requireNoValues(db, step);
  await requireNoSpecial(db, step);
  try {
    await db.attempt(() => write(db, step, parking));
  } catch (error) {
    if (isConstraint(error)) throw refuse('instruction.cannotReturn');
    throw error;
  }
}

/** Whether a step takes a field out of use, or into it. */
const isTakenUp = ({ from, to }: Step): boolean =>
  from === null || to === null || changedColumns({ before: from, after: to }).includes('retired_at');

/** SQLSTATE class 23: integrity constraint violation. */
const isConstraint = (error: unknown): boolean =>
  (error as { readonly code?: string } | null)?.code?.startsWith('23') ?? false;

async function write(db: Transaction, step: Step, { created, key }: Parkable): Promise<void> {
  const { subject, from, to } = step;
  const table = raw(subject);
  const { isDated } = instructedSettings[subject] ?? {};
  const marks = sql`version = t.version + 1${isDated ? sql`, updated_at = now()` : sql``}${
    subject === 'transfer' ? sql`, next_due_at = null` : sql``
  }`;
  const image = JSON.stringify({ ...from, ...to, ...(key.includes('id') ? { id: step.key } : {}) });
  const same = [sql`t.tenant_id = ${db.scope.tenantId}::uuid`, ...key.map((name) => sameIn(name))];
  const at = sql`jsonb_populate_record(null::${table}, ${image}::jsonb) r where ${join(same, ' and ')}`;
  if (to === null) {
    if (created === 'removed') return done(await db.run(sql`delete from ${table} t using ${at}`));
    const stopped = created === 'retired' ? sql`retired_at = now()` : sql`is_paused = true`;
    return done(await db.run(sql`update ${table} t set ${stopped}, ${marks} from ${at}`));
  }
  const names = changedColumns({ before: from, after: to });
  const updated = await db.run(sql`update ${table} t set (${columnsOf(names)}) = row(${columnsOf(names, 'r')}), ${marks}
    from ${at}`);
  if (updated > 0 || from !== null) return done(updated);
  const given = Object.keys(to);
  const id = key.includes('id') ? step.key : newId();
  const identified = instructedSettings[subject]?.isSingle
    ? { columns: sql``, values: sql`` }
    : { columns: sql`id, `, values: sql`${id}::uuid, ` };
  done(
    await db.run(sql`insert into ${table} (tenant_id, ${identified.columns}${columnsOf(given)})
      select ${db.scope.tenantId}::uuid, ${identified.values}${columnsOf(given, 'r')}
      from jsonb_populate_record(null::${table}, ${image}::jsonb) r`),
  );
}

const sameIn = (name: string): Sql => sql`t.${columnsOf([name])} is not distinct from r.${columnsOf([name])}`;

function done(rows: number): void {
  if (rows !== 1) throw refuse('instruction.cannotReturn');
}

/** Values that were given under what a field is now must fit what it is to be, as for whoever changes a field by hand. */
async function requireNoValues(db: Transaction, { subject, key, from, to }: Step): Promise<void> {
  if (subject !== 'field_definition' || from === null || to === null) return;
  const changed = changedColumns({ before: from, after: to });
  const kept = new Set(to['choices'] as readonly string[]);
  const removed = (from['choices'] as readonly string[]).filter((choice) => !kept.has(choice));
  const isOther = changed.includes('type') || changed.includes('category');
  if (!isOther && removed.length === 0) return;
  const held = await db.first(sql`select 1 from person where tenant_id = ${db.scope.tenantId}::uuid
    and jsonb_exists(field_values, ${key}) and (${isOther}::boolean or field_values ->> ${key} = any(${removed}::text[])) limit 1`);
  if (held) throw refuse('instruction.hasValues');
}

/** Special categories stay ruled out, whichever of the field and the ruling is returned (Article 9 GDPR). */
async function requireNoSpecial(db: Transaction, step: Step): Promise<void> {
  const { subject, from, to } = step;
  if (to === null) return;
  const changed = changedColumns({ before: from, after: to });
  if (subject === 'tenant' && changed.includes('special_categories_ruled_out') && to['special_categories_ruled_out']) {
    await requireNoSpecialFields(db, 'number');
  }
  const isUsed = to['retired_at'] === null && isTakenUp(step);
  if (subject === 'field_definition' && (isUsed || changed.includes('category'))) {
    await requireNotRuledOut({ db }, to['category'] as DataCategory, 'number');
  }
}
