import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import type { Transaction } from '../base/database/transaction.js';
import type { PersonalTable, StoredColumn } from '../catalogue/index.js';

/** A row by the properties of its entity, each value as PostgreSQL writes it in JSON: times in ISO 8601, nothing rounded. */
export type StoredRow = Readonly<Record<string, unknown>>;

export interface RowQuery {
  readonly table: PersonalTable;
  readonly columns: readonly StoredColumn[];
  /** Further values beside the columns, by name. */
  readonly extras?: readonly { readonly name: string; readonly value: (row: Sql) => Sql }[];
  readonly where?: (row: Sql) => Sql;
  /** Only so many rows, from the end of the key's order: keys made by time put the newest there. */
  readonly newest?: number;
}

const BATCH = 500;

export const identifier = (name: string): Sql => raw(`"${name.replaceAll('"', '')}"`);

/** Whether a row is about the person through one of the table's links. */
export const linksPerson = (table: PersonalTable, row: Sql, personId: string): Sql => {
  const links = table.links.map(({ column, many }) =>
    many
      ? sql`${row}.${identifier(column)} @> array[${personId}::uuid]`
      : sql`${row}.${identifier(column)} = ${personId}::uuid`,
  );
  return links.length > 0 ? sql`(${join(links, ' or ')})` : sql`false`;
};

/**
 * Reads a table of the transaction's tenant in the order of its key, a batch at a time, so that memory stays the same
 * however many rows there are. One after the other in a repeatable-read transaction they are one snapshot.
 */
export async function* storedRows(db: Transaction, query: RowQuery): AsyncGenerator<readonly StoredRow[]> {
  const { table, columns, extras = [], where, newest } = query;
  const row = raw('t');
  const keys = table.key.map((name) => ({ name, type: table.stored.find(({ column }) => column === name)?.type }));
  const values = join([
    ...columns.map(({ column, property }) => sql`${row}.${identifier(column)} as ${identifier(property)}`),
    ...extras.map(({ name, value }) => sql`${value(row)} as ${identifier(name)}`),
  ]);
  const keyColumns = keys.map(({ name }) => sql`${row}.${identifier(name)}`);
  const shown = keyColumns.map((column, index) => sql`, ${column}::text as ${identifier(`k${index}`)}`);
  let after: readonly string[] | null = null;
  for (;;) {
    const bounds: readonly string[] | null = after;
    const beyond: Sql =
      bounds === null
        ? empty
        : sql`and (${join(keyColumns)}) > (${join(keys.map(({ type }, index) => sql`${bounds[index]}::${raw(type ?? 'text')}`))})`;
    const rows: { row: StoredRow }[] = await db.many(sql`
      select (select row_to_json(x) from (select ${values}) x) as row ${shown.length > 0 ? join(shown, '') : empty}
      from ${identifier(table.table)} ${row}
      where ${row}.tenant_id = ${db.scope.tenantId}::uuid and ${where?.(row) ?? sql`true`} ${beyond}
      ${keyColumns.length > 0 ? sql`order by ${join(keyColumns.map((column) => (newest ? sql`${column} desc` : column)))}` : empty}
      limit ${newest ?? BATCH}`);
    if (rows.length > 0) yield rows.map((read) => read.row);
    const last = rows.at(-1) as Record<string, string> | undefined;
    if (!last || newest || rows.length < BATCH || keys.length === 0) return;
    after = keys.map((_, index) => last[`k${index}`] ?? '');
  }
}
