import sql, { type Sql } from 'sql-template-tag';
import { writeLog, writeSystemLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { instructedSettings } from './instructed-settings.js';
import {
  actionOf,
  type InstructionChange,
  type InstructionSource,
  type InstructionState,
} from './instruction.model.js';
import { isInForce, toldOf } from './instruction.objects.js';
import { matching } from './instruction.reading.js';
import { changesInWords, instructionInWords, nameInWords, type ThingNames } from './instruction.words.js';
import type { TenantInstructionsArgs } from './parking.inputs.js';
import { tenantOf } from './parking.service.js';
import type { TenantInstructionStep, TenantInstructionType } from './parking.types.js';

interface Row {
  readonly number: number;
  readonly at: Date;
  readonly source: InstructionSource;
  readonly becauseOf: number | null;
  readonly state: InstructionState;
  readonly isInForce: boolean;
  readonly told: InstructionChange & { readonly things: ThingNames };
  readonly steps: readonly (Omit<TenantInstructionStep, 'at'> & { readonly at: string })[];
}

/** Entries as the processor reads what is addressed to it: nothing of who gave them. */
async function read(context: Context, db: Transaction, where: Sql, limit: number): Promise<TenantInstructionType[]> {
  const rows = await db.many<Row>(sql`select i.number, i.at, i.source, i.because_of as "becauseOf", i.state,
      ${isInForce(sql`i`)} as "isInForce", ${toldOf(sql`i`)} as told,
      coalesce((select json_agg(json_build_object('at', s.at, 'state', s.state, 'reason', s.reason,
          'isByProcessor', s.is_by_processor) order by s.at, s.id)
        from instruction_step s where s.tenant_id = i.tenant_id and s.instruction_id = i.id), '[]') as steps
    from instruction i where i.tenant_id = ${db.scope.tenantId}::uuid and ${where} order by i.number desc limit ${limit}`);
  return rows.map(({ told, steps, ...row }) => ({
    ...row,
    kind: instructedSettings[told.subject]?.kind ?? 'SETTINGS',
    action: actionOf(told),
    name: nameInWords(told, context, told.things),
    text: instructionInWords(told, context, told.things),
    changes: changesInWords(told, context, told.things),
    steps: steps.map(({ at, ...step }) => ({ ...step, at: new Date(at) })),
  }));
}

/** A page of a tenant's ledger for the operator; the tenant's own log says that it was read. */
export async function instructionsOfTenant(
  context: Context,
  { tenantId: globalId, filter, first, beforeNumber }: TenantInstructionsArgs,
): Promise<readonly TenantInstructionType[]> {
  const tenantId = await tenantOf(context, globalId);
  const action = 'instruction.oversee';
  const { requestId } = context;
  const found = await context.db.lendTo(tenantId, async (db) => {
    const entry = sql`i`;
    const where = sql`${matching(filter, entry)} and (${beforeNumber ?? null}::integer is null or i.number < ${beforeNumber ?? null}::integer)`;
    const page = await read(context, db, where, first);
    await writeSystemLog(db, { action, role: 'operator', details: { read: page.length }, requestId });
    return page;
  });
  await writeLog(context, { action, details: { tenantId, read: found.length } });
  return found;
}

/** One entry as it is after the operator did something about it. */
export const instructionOfTenant = (context: Context, tenantId: string, number: number) =>
  context.db.lendTo(tenantId, async (db) => (await read(context, db, sql`i.number = ${number}`, 1))[0] ?? null);
