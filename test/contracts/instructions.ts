import type { Client } from 'pg';
import type { Translator } from '../../src/base/messages.js';
import { declaredColumns } from '../../src/catalogue/declaration.js';
import { instructedSettings } from '../../src/processing/instructions/instructed-settings.js';
import { entityMetadata } from './declarations.js';

interface Ledgered {
  readonly table: string;
  readonly columns: readonly string[];
  readonly enabled: boolean;
}

const ledgered = async (client: Client): Promise<readonly Ledgered[]> =>
  (
    await client.query<Ledgered>(`select t.tgrelid::regclass::text as "table", t.tgenabled <> 'D' as enabled,
        string_to_array(split_part(encode(t.tgargs, 'escape'), '\\000', 2), ',') as columns
      from pg_trigger t join pg_proc p on p.oid = t.tgfoid where p.proname = 'record_instruction' order by 1`)
  ).rows;

/**
 * Where the ledger of instructions and the declarations say different things, one line each: whatever a tenant's table has
 * as configuration is in the ledger, or its declaration says why it is not; and what is in the ledger can be told in words.
 */
export async function outsideTheLedger(client: Client, translator: Translator): Promise<string[]> {
  const problems: string[] = [];
  const triggers = new Map((await ledgered(client)).map((one) => [one.table, one]));
  for (const entity of await entityMetadata()) {
    const { tableName: table } = entity;
    if (!entity.columns.some(({ databaseName }) => databaseName === 'tenant_id')) continue;
    const trigger = triggers.get(table);
    const entered = new Set(trigger?.enabled ? trigger.columns : []);
    const declared = declaredColumns(entity.target as new () => object);
    for (const { databaseName: column, propertyName } of entity.columns) {
      const declaration = declared.get(propertyName);
      if (!declaration || declaration.personal) {
        if (entered.has(column)) problems.push(`${table}.${column}: personal data is not entered into the ledger`);
        continue;
      }
      const directs = declaration.reason === 'configuration' && !declaration.noInstruction;
      // A key that directs processing too, such as of which action, is entered with what it is the key of.
      if (directs && !entered.has(column)) {
        problems.push(
          `${table}.${column}: call instructionLedger in a migration, or say @NotPersonal('configuration', why it is no instruction)`,
        );
      }
      if (!directs && entered.has(column))
        problems.push(`${table}.${column}: is in the ledger; declare it configuration`);
      if (directs && !translator.has(`setting.${column}`)) {
        problems.push(`${table}.${column}: add setting.${column} to setting.labels.ts`);
      }
    }
  }
  for (const table of triggers.keys()) {
    const kind = instructedSettings[table]?.kind;
    if (!kind) problems.push(`${table}: add it to instructed-settings.ts`);
    else if (!translator.has(`instruction.kind.${kind}`)) problems.push(`${table}: ${kind} has no name`);
  }
  return problems;
}
