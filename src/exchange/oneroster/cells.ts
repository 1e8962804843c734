import type { CellValue, Column, ColumnType, Table } from './columns.js';
import type { CsvRecord } from './csv.js';
import type { BoundHeader } from './header.js';
import type { MessageParameters, RowProblem, RowProblemCode, Severity } from './problems.js';
import { Invalid, readValue } from './values.js';

type Value = Exclude<ReturnType<typeof readValue>, Invalid>;
type Columns = Readonly<Record<string, Column>>;

/**
 * One function per column that reads the present record's cell: its value; null where it is blank or was dropped. A
 * required cell that is blank or invalid makes the record bad; what is returned for it then is never used.
 */
export type Cells<C extends Columns> = { readonly [Name in keyof C]: () => CellValue<C[Name]> };

/** Types whose values repeat from row to row: the value of the row before is kept instead of read again. */
const REPEATING: ReadonlySet<ColumnType> = new Set(['date', 'dateTime', 'year', 'boolean', 'enum', 'role', 'texts']);
const SHORT_TOKEN = /^(?:ext:)?[A-Za-z]{1,30}$/;

/**
 * Reads the records of one file, one at a time, through {@link Cells} bound to its header once. The record in hand is
 * state of this object, so that reading a cell allocates nothing.
 */
export class RecordReader<C extends Columns> {
  /** Readers of the cells of the record that was begun last. */
  readonly cells: Cells<C>;
  /** What was wrong with the records so far; the caller empties it. */
  problems: RowProblem[] = [];
  private fields: readonly string[] = [];
  private line = 0;
  private bad = false;

  /** @param delta whether the file holds only changes: then every row must say its status */
  constructor(
    private readonly table: Table<C>,
    private readonly header: BoundHeader,
    private readonly delta: boolean,
  ) {
    const readers = Object.entries(table.columns).map(([name, column]) => [name, this.reader(name, column)] as const);
    this.cells = Object.fromEntries(readers) as Cells<C>;
  }

  /** Whether nothing was wrong with the record that was begun last, as far as its cells have been read. */
  get good(): boolean {
    return !this.bad;
  }

  /**
   * Takes the next record in hand.
   *
   * @returns false when it has values beyond the last column, the sign that they have moved to other columns
   */
  begin(record: CsvRecord): boolean {
    this.fields = record.fields;
    this.line = record.line;
    this.bad = false;
    if (this.overflows) {
      this.report('ROW_TOO_LONG', null, 'error', { fields: record.fields.length, columns: this.header.width });
    }
    return this.good;
  }

  /**
   * The identifier in a column of the record in hand, be the record good or bad; null where it cannot be told. Reports
   * nothing.
   */
  identifier(name: keyof C & string): string | null {
    const [position, column] = [this.header.positions.get(name), this.table.columns[name]];
    if (position === undefined || column === undefined) return null;
    // One comma too many or too few moves every value behind it.
    if (position > 0 && (this.overflows || this.fields.length < this.header.width)) return null;
    const text = this.fields[position]?.trim() ?? '';
    const value = text === '' ? null : readValue(text, column);
    return typeof value === 'string' ? value : null;
  }

  /** Whether there are values beyond the last column. Commas at the end, as spreadsheets write them, move nothing. */
  private get overflows(): boolean {
    const { width } = this.header;
    return this.fields.length > width && this.fields.slice(width).some((field) => field.trim() !== '');
  }

  /** Checks that the record reaches the last column; one that stops before a required column is bad. */
  checkLength(): void {
    const { length } = this.fields;
    if (length >= this.header.width) return;
    const severity = this.losesRequired(length) ? 'error' : 'warning';
    this.report('ROW_TOO_SHORT', null, severity, { fields: length, columns: this.header.width });
  }

  /** Adds a problem that only several cells together show. */
  report(
    code: RowProblemCode,
    column: string | null,
    severity: Severity,
    parameters: MessageParameters = {},
    value?: string,
  ): void {
    if (severity === 'error') this.bad = true;
    const problem = { file: this.table.file, line: this.line, column, code, severity, parameters };
    this.problems.push(value === undefined ? problem : { ...problem, value });
  }

  private losesRequired(length: number): boolean {
    return Object.entries(this.table.columns).some(
      ([name, column]) => this.isRequired(name, column) && (this.header.positions.get(name) ?? 0) >= length,
    );
  }

  private isRequired(name: string, column: Column): boolean {
    return column.presence === 'required' || (this.delta && name === 'status');
  }

  private reader(name: string, column: Column): () => Value | null {
    const position = this.header.positions.get(name);
    if (position === undefined) return () => null;
    const required = this.isRequired(name, column);
    const list = column.type === 'guids' || column.type === 'texts';
    // Some exporters write NULL where they have no reference.
    const blank = !required && (column.type === 'guid' || column.type === 'guids') ? 'NULL' : '';
    const repeating = REPEATING.has(column.type);
    let lastText = '';
    let lastValue: Value | null = null;
    return () => {
      const text = this.fields[position]?.trim() ?? '';
      if (text !== '' && text !== blank) {
        if (lastValue !== null && text === lastText) return lastValue;
        const value = readValue(text, column);
        if (repeating && !(value instanceof Invalid)) [lastText, lastValue] = [text, value];
        if (value instanceof Invalid) this.reportValue(name, column, text, value);
        else if (!list || (value as string[]).length > 0) return value;
        else this.reportMissing(name, column, required);
      } else {
        this.reportMissing(name, column, required);
      }
      return list && required ? [] : null;
    };
  }

  private reportMissing(name: string, column: Column, required: boolean): void {
    // Columns behind the end of a short record are told of once, by checkLength.
    if ((this.header.positions.get(name) ?? 0) >= this.fields.length) return;
    if (required) this.report('REQUIRED_MISSING', name, 'error');
    else if (column.presence === 'expected') this.report('REQUIRED_MISSING', name, 'warning');
  }

  private reportValue(name: string, column: Column, text: string, invalid: Invalid): void {
    const echo = !this.table.personal && column.values.length > 0 && SHORT_TOKEN.test(text);
    this.report(invalid.code, name, column.invalid, invalid.parameters, echo ? text : undefined);
  }
}
