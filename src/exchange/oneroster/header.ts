import type { Column, NotRead, Table } from './columns.js';
import { type FileNote, type FileNoteCode, OneRosterError, presentableNames } from './problems.js';

/** Where the columns of a table stand in one file, and what is worth saying about its header. */
export interface BoundHeader {
  /** Position of each column that is there and is read, by its name in the specification. */
  readonly positions: ReadonlyMap<string, number>;
  /** Number of columns in the header. */
  readonly width: number;
  readonly notes: readonly FileNote[];
}

const NOT_READ_NOTES: Readonly<Record<NotRead, FileNoteCode>> = {
  specialCategory: 'SPECIAL_CATEGORY_COLUMNS_NOT_READ',
  secret: 'SECRET_COLUMNS_NOT_READ',
  unneeded: 'UNNEEDED_COLUMNS_NOT_READ',
};
const EXTENSION = /^(?:metadata\.|ext[_.:-])/i;

/**
 * Matches the header of a file with its table: names in any order and any capitals, older names where the present one
 * is not there. Names out of the file are shown only when every required column was found: otherwise the first line may
 * be data about people.
 *
 * @param required names that must be there, beside the table's own (a delta file needs `status`)
 * @throws OneRosterError REQUIRED_COLUMNS_MISSING, HEADER_COLUMN_REPEATED
 */
export function bindHeader(table: Table, header: readonly string[], required: readonly string[] = []): BoundHeader {
  const lower = header.map((name) => name.toLowerCase());
  const positions = new Map<string, number>();
  const known = new Set<number>();
  const noted = new Map<FileNoteCode, string[]>();
  const note = (code: FileNoteCode, name: string) => noted.set(code, [...(noted.get(code) ?? []), name]);
  const missing: string[] = [];

  for (const [name, column] of Object.entries(table.columns)) {
    const position = find(table, lower, name, column);
    if (position === -1) {
      if (column.presence === 'required' || required.includes(name)) missing.push(name);
      else if (column.presence === 'expected') note('EXPECTED_COLUMNS_MISSING', name);
      continue;
    }
    known.add(position);
    if (column.notRead !== null) {
      note(NOT_READ_NOTES[column.notRead], name);
      continue;
    }
    positions.set(name, position);
    const found = header[position] ?? '';
    if (found !== name) note('COLUMN_VARIANTS', `${found} > ${name}`);
  }
  if (missing.length > 0) throw new OneRosterError('REQUIRED_COLUMNS_MISSING', { file: table.file, columns: missing });

  header.forEach((name, position) => {
    if (!known.has(position) && name !== '') note(EXTENSION.test(name) ? 'EXTENSION_COLUMNS' : 'UNKNOWN_COLUMNS', name);
  });
  const notes = [...noted].map(([code, names]) => ({ file: table.file, code, names: presentableNames(names) }));
  return { positions, width: header.length, notes };
}

function find(table: Table, lower: readonly string[], name: string, column: Column): number {
  for (const candidate of [name, ...column.variants]) {
    const wanted = candidate.toLowerCase();
    const position = lower.indexOf(wanted);
    if (position === -1) continue;
    if (lower.includes(wanted, position + 1)) {
      throw new OneRosterError('HEADER_COLUMN_REPEATED', { file: table.file, column: name });
    }
    return position;
  }
  return -1;
}
