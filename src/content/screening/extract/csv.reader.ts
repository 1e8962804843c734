import { parse } from 'csv-parse/sync';
import type { Collector } from './collector.js';
import { isTelling } from './telling.js';
import { decodeText, readText } from './text.reader.js';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** What separates is told from the first lines. */
const SAMPLE = 8192;

/** Cells of a table in text (CSV) with their row and column; a text that is no table is read as text. */
export function readCsv(content: Uint8Array, collector: Collector): void {
  const text = decodeText(content);
  let heads: readonly string[] = [];
  let row = 0;
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text.slice(0, SAMPLE)),
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 1024 * 1024,
      on_record: (cells: readonly string[]) => {
        row += 1;
        if (row === 1) heads = cells.map((cell) => (/\d{3}|@/.test(cell) ? '' : cell));
        for (const [index, cell] of cells.entries()) {
          if (isTelling(cell))
            collector.add({ part: 'BODY', row, column: index + 1 }, cell, row > 1 ? heads[index] : undefined);
        }
        // Nothing is kept: the cells have been taken in.
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))) throw error;
    readText(content, collector);
  }
}

function delimiterOf(sample: string): string {
  const counts = DELIMITERS.map((delimiter) => sample.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
