import { stringify } from 'csv-stringify/sync';
import type { StoredRow } from '../stored-rows.js';

/** A JSON array with one row per line: readable as a whole, and line by line. */
export async function* asJson(batches: AsyncIterable<readonly StoredRow[]>): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const rows of batches) {
    yield `${separator}${rows.map((row) => JSON.stringify(row)).join(',\n')}`;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

/** Cells that a spreadsheet would take for a formula are marked as text. UTF-8 with a byte order mark, for the same reason. */
export async function* asCsv(
  columns: readonly string[],
  batches: AsyncIterable<readonly StoredRow[]>,
): AsyncGenerator<string> {
  const write = (rows: readonly StoredRow[], header: boolean): string =>
    stringify(
      rows.map((row) => columns.map((column) => cell(row[column]))),
      { columns: [...columns], header, bom: header, escape_formulas: true },
    );
  yield write([], true);
  for await (const rows of batches) yield write(rows, false);
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
