import type { Readable } from 'node:stream';
import { type CsvError, type Options, Parser } from 'csv-parse';
import { CsvBytes } from './csv-bytes.js';
import { OneRosterError, presentableNames, type RowProblem } from './problems.js';

/** Bounds on what a file may make us hold in memory. */
export interface CsvLimits {
  /** Most records in one batch. */
  readonly batchSize: number;
  /** Longest field, in characters; a longer one makes its row bad. */
  readonly maximumField: number;
  /** Longest record, in bytes; a longer one ends the file, since it is the sign of a quote that never closes. */
  readonly maximumRecord: number;
  /** Most columns in the header. */
  readonly maximumColumns: number;
}

/** The bounds used unless a caller sets tighter ones. */
export const CSV_LIMITS: CsvLimits = {
  batchSize: 5_000,
  maximumField: 64 * 1024,
  maximumRecord: 1024 * 1024,
  maximumColumns: 1_000,
};

/**
 * One record: its fields as written (quotes resolved, line breaks in them as LF) and the physical line it begins on.
 */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** A portion of a file. The first one comes even if the file holds no record, so that the header can be looked at. */
export interface CsvBatch {
  /** Names in the first record, trimmed; empty for a file without any. */
  readonly header: readonly string[];
  readonly records: readonly CsvRecord[];
  /** Rows that are no records: broken quoting, oversized fields. */
  readonly problems: readonly RowProblem[];
  /** Bytes of the file consumed so far, for progress. */
  readonly bytesRead: number;
}

/**
 * Reads a CSV file (RFC 4180, UTF-8, with or without BOM, LF, CRLF or CR) as batches of records. Nothing is read ahead
 * of the consumer by more than one chunk, memory does not grow with the file, and leaving the loop closes the source.
 * Bytes that are not UTF-8 become U+FFFD, which the value stage reports with its line and column.
 *
 * @param file name for problems, for example `users.csv`
 * @throws OneRosterError ENCODING_UNSUPPORTED, HEADER_INVALID, RECORD_TOO_LONG
 */
export async function* readCsv(
  source: Readable,
  file: string,
  limits: CsvLimits = CSV_LIMITS,
): AsyncGenerator<CsvBatch> {
  const bytes = new CsvBytes(file);
  const collector = new RecordCollector(file, limits);
  let first = true;
  try {
    for await (const chunk of source) {
      await collector.write(bytes.push(chunk as Buffer));
      while (collector.records.length >= limits.batchSize || collector.problems.length >= limits.batchSize) {
        yield collector.take(bytes.bytesRead);
        first = false;
      }
    }
    await collector.write(bytes.end());
    await collector.end();
    while (first || collector.records.length > 0 || collector.problems.length > 0) {
      yield collector.take(bytes.bytesRead);
      first = false;
    }
  } finally {
    collector.close();
    source.destroy();
  }
}

/**
 * The parser with its output side replaced: records are handed on as they are found, not queued in a stream. That costs
 * a promise per chunk and not one per record, and the line at which the parser stands is still that of the record.
 */
class RecordParser extends Parser {
  constructor(
    options: Options,
    private readonly accept: (fields: string[], lastLine: number) => void,
  ) {
    super(options);
  }

  override push(record: string[] | null): boolean {
    if (record === null) return super.push(null);
    this.accept(record, this.info.lines);
    // Counted anew, every record is the first, which the parser has nothing to compare with: for one that differs from the
    // first in length it makes an error, stack and all, even where that is allowed, at seventy times the cost of the record.
    Object.assign(this.info, { records: 0 });
    return true;
  }
}

/** Sorts what the parser finds into header, records and problems. */
class RecordCollector {
  readonly records: CsvRecord[] = [];
  readonly problems: RowProblem[] = [];
  private header: readonly string[] | null = null;
  private lastLine = 0;
  private readonly parser: RecordParser;

  constructor(
    private readonly file: string,
    private readonly limits: CsvLimits,
  ) {
    const options: Options = {
      record_delimiter: '\n',
      relax_column_count: true,
      skip_records_with_error: true,
      max_record_size: limits.maximumRecord,
      on_skip: (error: CsvError | undefined) => this.refuse(error),
    };
    this.parser = new RecordParser(options, (fields, lastLine) => this.accept(fields, lastLine));
    // Every failure also reaches the callback of the write that caused it.
    this.parser.on('error', () => {});
  }

  write(chunk: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.parser.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
  }

  end(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.parser.once('error', reject);
      this.parser.end(() => resolve());
    });
  }

  close(): void {
    this.parser.destroy();
  }

  take(bytesRead: number): CsvBatch {
    return {
      header: this.header ?? [],
      records: this.records.splice(0, this.limits.batchSize),
      problems: this.problems.splice(0, this.limits.batchSize),
      bytesRead,
    };
  }

  /** @param lastLine physical line on which the record ends */
  private accept(fields: string[], lastLine: number): void {
    const line = lastLine === this.lastLine + 1 ? lastLine : lastLine - countLineBreaks(fields);
    this.lastLine = lastLine;
    if (isBlank(fields)) return;
    if (this.header === null) {
      this.header = this.checkedHeader(fields);
      return;
    }
    const long = fields.findIndex((field) => field.length > this.limits.maximumField);
    if (long === -1) this.records.push({ line, fields });
    else this.report(line, long, 'TOO_LONG', { maximum: this.limits.maximumField });
  }

  private refuse(error: CsvError | undefined): undefined {
    // The error's own message quotes the field, so nothing but its code and place is used.
    const line = typeof error?.lines === 'number' ? error.lines : this.lastLine + 1;
    if (error?.code === 'CSV_MAX_RECORD_SIZE') {
      throw new OneRosterError('RECORD_TOO_LONG', {
        file: this.file,
        line: this.lastLine + 1,
        maximum: this.limits.maximumRecord,
      });
    }
    if (this.header === null) throw new OneRosterError('HEADER_INVALID', { file: this.file, reason: 'BAD_QUOTE' });
    const index = typeof error?.index === 'number' ? error.index : -1;
    if (error?.code === 'CSV_QUOTE_NOT_CLOSED') this.report(this.lastLine + 1, index, 'BAD_QUOTE', { lastLine: line });
    else if (this.problems.at(-1)?.line !== line) this.report(line, index, 'BAD_QUOTE', {});
    return undefined;
  }

  private report(line: number, index: number, code: RowProblem['code'], parameters: RowProblem['parameters']): void {
    const name = this.header?.[index];
    const column = name === undefined ? null : (presentableNames([name])[0] ?? null);
    this.problems.push({ file: this.file, line, column, code, severity: 'error', parameters });
  }

  private checkedHeader(fields: readonly string[]): readonly string[] {
    const header = fields.map((name) => name.trim());
    if (header.some((name) => name.includes('\0') || name.includes('\uFFFD'))) {
      throw new OneRosterError('ENCODING_UNSUPPORTED', { file: this.file, expected: 'UTF-8' });
    }
    if (header.length > this.limits.maximumColumns) {
      throw new OneRosterError('HEADER_INVALID', {
        file: this.file,
        reason: 'TOO_MANY_COLUMNS',
        maximum: this.limits.maximumColumns,
      });
    }
    if (header.length === 1 && /[;\t|]/.test(header[0] ?? '')) {
      throw new OneRosterError('HEADER_INVALID', { file: this.file, reason: 'NOT_COMMA_SEPARATED' });
    }
    return header;
  }
}

function isBlank(fields: readonly string[]): boolean {
  return fields[0]?.trim() === '' && fields.every((field) => field.trim() === '');
}

function countLineBreaks(fields: readonly string[]): number {
  let count = 0;
  for (const field of fields) {
    for (let at = field.indexOf('\n'); at !== -1; at = field.indexOf('\n', at + 1)) count += 1;
  }
  return count;
}
