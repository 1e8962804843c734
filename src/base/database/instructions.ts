import type { QueryRunner } from 'typeorm';

/** How the rows of a tenant's table are settings. All names are those of columns. */
export interface InstructedRows {
  /** What names a setting for good: another row with the same values is the same setting again. None where a tenant has one row. */
  readonly key: readonly string[];
  /** The columns that direct processing; none that holds personal data. */
  readonly columns: readonly string[];
  /** Rows direct processing only while these columns have these values. */
  readonly standing?: Readonly<Record<string, string>>;
}

/**
 * Puts a table under the ledger of instructions: from here on nothing of `columns` is set, changed or removed without an entry
 * in the same transaction, and each row that there is becomes one, as found at introduction. A later migration that adds a
 * column which directs processing calls it again: the rows whose image grows by it are then entered anew.
 */
export async function instructionLedger(
  runner: QueryRunner,
  table: string,
  { key, columns, standing = {} }: InstructedRows,
): Promise<void> {
  for (const name of [table, ...key, ...columns, ...Object.keys(standing)]) {
    if (!/^[a-z_]+$/.test(name)) throw new Error(`${name} is no name of a table or column`);
  }
  const values = `'${key.join()}', '${columns.join()}', '${JSON.stringify(standing).replaceAll("'", "''")}'`;
  await runner.query(`create or replace trigger instruction_ledger after insert or update or delete on ${table}
    for each row execute function record_instruction(${values})`);
  await runner.query(`select introduce_instructions('${table}', ${values})`);
}

/** Takes a table out of the ledger, for the way back of a migration; what was entered stays. */
export const withoutInstructionLedger = (runner: QueryRunner, table: string): Promise<unknown> =>
  runner.query(`drop trigger if exists instruction_ledger on ${table}`);
