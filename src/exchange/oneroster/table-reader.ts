import { type Cells, RecordReader } from './cells.js';
import type { Column, Table } from './columns.js';
import { CSV_LIMITS, type CsvBatch, type CsvLimits, type CsvRecord, readCsv } from './csv.js';
import { bindHeader } from './header.js';
import type { FileNote, RowProblem } from './problems.js';
import type { OneRosterSet } from './set.js';
import type { FileName, RecordColumns } from './specification.js';

/** What every row has. */
export interface RosterRow {
  /** Physical line on which the row begins, for problems that are found later. */
  readonly line: number;
  /** The source system's identifier: what makes an import idempotent. */
  readonly sourcedId: string;
  /** UTC, ISO 8601 with milliseconds. */
  readonly dateLastModified: string | null;
}

/** A portion of a file. */
export interface RowBatch<Row extends RosterRow> {
  /** Rows to be there: those with status `active`, or blank in a bulk file. */
  readonly rows: readonly Row[];
  /** Rows with status `tobedeleted`. Nothing but the identifier is read, and nothing else is asked of them. */
  readonly deletions: readonly RosterRow[];
  /**
   * For every refused row the identifier of what it stands for (in `roles.csv` of the user), null where that cannot be
   * told: what is in the set, though badly, is not missing from it.
   */
  readonly refused: readonly (string | null)[];
  readonly problems: readonly RowProblem[];
  /** Remarks on the file; in the first batch only. */
  readonly notes: readonly FileNote[];
  /** Bytes of the unpacked file consumed so far, out of `OneRosterSet.size`. */
  readonly bytesRead: number;
}

/**
 * Makes rows of one file: called once with the cells, it returns the function that reads the record in hand. That
 * spreads `base` as the last part of its literal: an object that begins with a spread gets no fixed shape from V8,
 * which made rows twenty times slower.
 */
export type RowBuilder<C extends Readonly<Record<string, Column>>, Row extends RosterRow> = (
  cells: Cells<C>,
  reader: RecordReader<C>,
) => (base: RosterRow) => Row;

/**
 * Reads one file of a set. Yields nothing when the set lacks it. Leaving the loop, to cancel, closes the file.
 *
 * @throws OneRosterError when the file cannot be read at all
 */
export async function* readTable<C extends RecordColumns & Readonly<Record<string, Column>>, Row extends RosterRow>(
  set: OneRosterSet,
  name: FileName,
  table: Table<C>,
  builder: RowBuilder<C, Row>,
  limits: CsvLimits = CSV_LIMITS,
): AsyncGenerator<RowBatch<Row>> {
  if (!set.has(name)) return;
  let rows: TableReader<C, Row> | null = null;
  for await (const batch of readCsv(await set.open(name), table.file, limits)) {
    if (rows !== null) {
      yield rows.read(batch, []);
    } else if (batch.header.length > 0) {
      const delta = set.mode(name) === 'delta';
      const header = bindHeader(table, batch.header, delta ? ['status'] : []);
      rows = new TableReader(new RecordReader(table, header, delta), builder, name);
      yield rows.read(batch, header.notes);
    } else {
      const notes: FileNote[] = [{ file: table.file, code: 'FILE_EMPTY', names: [] }];
      // A file without a header says nothing, not even that nobody is left.
      yield { rows: [], deletions: [], refused: [null], problems: [], notes, bytesRead: batch.bytesRead };
    }
  }
}

/** Reports a period that ends before it begins: a bad row, since either day may be the wrong one. */
export function checkOrder(
  reader: { report(code: 'END_BEFORE_BEGIN', column: string, severity: 'error'): void },
  begin: string | null,
  end: string | null,
): void {
  if (begin !== null && end !== null && end < begin) reader.report('END_BEFORE_BEGIN', 'endDate', 'error');
}

class TableReader<C extends RecordColumns & Readonly<Record<string, Column>>, Row extends RosterRow> {
  private readonly common: Cells<RecordColumns>;
  private readonly row: (base: RosterRow) => Row;

  constructor(
    private readonly reader: RecordReader<C>,
    builder: RowBuilder<C, Row>,
    private readonly name: FileName,
  ) {
    // The compiler does not see through the mapped type of a type parameter.
    this.common = reader.cells;
    this.row = builder(reader.cells, reader);
  }

  read(batch: CsvBatch, notes: readonly FileNote[]): RowBatch<Row> {
    const rows: Row[] = [];
    const deletions: RosterRow[] = [];
    // What is no record at all does not say whose it was.
    const refused: (string | null)[] = batch.problems.map(() => null);
    this.reader.problems = [...batch.problems];
    for (const record of batch.records) {
      const read = this.readRecord(record);
      if (read === null) refused.push(this.reader.identifier(this.name === 'roles' ? 'userSourcedId' : 'sourcedId'));
      else if (read.row === null) deletions.push(read.base);
      else rows.push(read.row);
    }
    return { rows, deletions, refused, problems: this.reader.problems, notes, bytesRead: batch.bytesRead };
  }

  /** The row of a record, null in it where the record asks for a deletion; null for a bad one. */
  private readRecord(record: CsvRecord): { readonly base: RosterRow; readonly row: Row | null } | null {
    if (!this.reader.begin(record)) return null;
    const deleted = this.common.status() === 'tobedeleted';
    if (!deleted) this.reader.checkLength();
    if (!this.reader.good) return null;
    const base: RosterRow = {
      line: record.line,
      sourcedId: this.common.sourcedId(),
      dateLastModified: this.common.dateLastModified(),
    };
    const row = deleted ? null : this.row(base);
    return this.reader.good ? { base, row } : null;
  }
}
