import { stringify } from 'csv-stringify/sync';
import type { TransferFormat } from './transfer.entity.js';
import type { CarriedRow } from './transfer-rows.js';

interface FileFormat {
  readonly extension: string;
  readonly contentType: string;
  readonly write: (headers: readonly string[], batches: AsyncIterable<readonly CarriedRow[]>) => AsyncGenerator<string>;
}

/** A JSON array with one object per line: readable as a whole, and line by line. */
async function* asJson(
  headers: readonly string[],
  batches: AsyncIterable<readonly CarriedRow[]>,
): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const rows of batches) {
    const objects = rows.map(({ values }) =>
      JSON.stringify(Object.fromEntries(headers.map((header, index) => [header, values[index] ?? null]))),
    );
    yield `${separator}${objects.join(',\n')}`;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

/** RFC 4180, in UTF-8 without a byte order mark. Cells that a spreadsheet would take for a formula are marked as text. */
async function* asCsv(
  headers: readonly string[],
  batches: AsyncIterable<readonly CarriedRow[]>,
): AsyncGenerator<string> {
  const write = (rows: readonly (readonly string[])[]): string =>
    stringify(
      rows.map((row) => [...row]),
      { escape_formulas: true, record_delimiter: 'windows' },
    );
  yield write([headers]);
  for await (const rows of batches)
    yield write(rows.map(({ values }) => headers.map((_, index) => cell(values[index]))));
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cell).join('; ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** How each format is written and named. */
export const fileFormats: Readonly<Record<TransferFormat, FileFormat>> = {
  CSV: { extension: 'csv', contentType: 'text/csv; charset=utf-8', write: asCsv },
  JSON: { extension: 'json', contentType: 'application/json', write: asJson },
};
