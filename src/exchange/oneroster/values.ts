import { withoutInvisible } from '../../base/input-text.js';
import type { Column } from './columns.js';
import type { MessageParameters, RowProblemCode } from './problems.js';

/** A value that could not be taken over, and why. */
export class Invalid {
  /** @param parameters facts for the message; never the value itself */
  constructor(
    readonly code: RowProblemCode,
    readonly parameters: MessageParameters = {},
  ) {}
}

/** Longest list in one cell. */
export const MAXIMUM_ITEMS = 1_000;

const CONTROL_OR_REPLACED = /[^\P{Cc}\t\n]|\uFFFD/u;
const LINE_BREAKS_AND_RUNS = /[^\S ]| {2}/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;
const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;
const EMAIL = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\.]+(?:\.[^\s@<>(),;:"[\]\\.]+)*$/u;
/** Nearly every cell; the test is many times cheaper than looking for what can be wrong with the others. */
const ASCII = /^[\x20-\x7e]*$/;
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['false', false],
  ['0', false],
  ['no', false],
]);

const BAD_DATE = new Invalid('BAD_DATE', { expected: 'YYYY-MM-DD' });
const BAD_DATE_TIME = new Invalid('BAD_DATE_TIME', { expected: 'YYYY-MM-DDThh:mm:ss.sssZ' });
const BAD_YEAR = new Invalid('BAD_YEAR', { expected: 'YYYY' });
const BAD_BOOLEAN = new Invalid('BAD_BOOLEAN', { allowed: ['true', 'false'] });
const BAD_EMAIL = new Invalid('BAD_EMAIL');

/**
 * Finds what makes a text unfit to store: NUL and other control characters, and U+FFFD, which stands where the bytes
 * were not UTF-8 (here or in the exporting system). Tab and line break are no problem.
 */
export function findBadCharacter(text: string): Invalid | null {
  const found = CONTROL_OR_REPLACED.exec(text);
  if (found === null) return null;
  const reason = found[0] === '\0' ? 'NUL' : found[0] === '\uFFFD' ? 'NOT_UTF8' : 'CONTROL_CHARACTER';
  return new Invalid('BAD_CHARACTER', { reason, position: found.index + 1 });
}

/** One line, single spaces, Unicode NFC, nothing invisible: the form in which names are compared and shown. */
function normalise(text: string): string {
  const oneLine = LINE_BREAKS_AND_RUNS.test(text) ? text.replace(/\s+/g, ' ') : text;
  return ASCII.test(oneLine) ? oneLine : withoutInvisible(oneLine).normalize('NFC').trim();
}

function isCalendarDate(year: number, month: number, day: number): boolean {
  if (year < 1800 || month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * Day as YYYY-MM-DD. A time of day is cut off without moving between time zones: exporters write midnight of theirs.
 */
function readDate(text: string): string | Invalid {
  const found = DATE.exec(text);
  if (found === null || !isCalendarDate(Number(found[1]), Number(found[2]), Number(found[3]))) return BAD_DATE;
  return text.slice(0, 10);
}

/** Instant as UTC ISO 8601 with milliseconds; without a zone it is taken as UTC, without a time as midnight. */
function readDateTime(text: string): string | Invalid {
  const found = DATE_TIME.exec(text);
  if (found === null) return BAD_DATE_TIME;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const [hour, minute, second] = [Number(found[4] ?? 0), Number(found[5] ?? 0), Number(found[6] ?? 0)];
  if (!isCalendarDate(year, month, day) || hour > 23 || minute > 59 || second > 59) return BAD_DATE_TIME;
  const millisecond = Number((found[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const instant = Date.UTC(year, month - 1, day, hour, minute, second, millisecond) - offsetOf(found[8]);
  return new Date(instant).toISOString();
}

/** Offset of a zone such as `+02:00`, in milliseconds. */
function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone.length === 1) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

function readEnum(text: string, column: Column): string | Invalid {
  if (column.values.includes(text)) return text;
  const lower = text.toLowerCase();
  const meant = column.values.find((value) => value.toLowerCase() === lower);
  if (meant !== undefined) return meant;
  if (column.extensible && lower.startsWith('ext:')) return text.length > column.maximum ? tooLong(column) : text;
  return new Invalid(column.type === 'role' ? 'ROLE_UNSUPPORTED' : 'UNKNOWN_ENUM_VALUE', { allowed: column.values });
}

function readList(text: string, column: Column, item: (text: string) => string): string[] | Invalid {
  const items = text.includes(',') ? text.split(',') : [text];
  if (items.length > MAXIMUM_ITEMS) return new Invalid('TOO_MANY_ITEMS', { maximum: MAXIMUM_ITEMS });
  const values: string[] = [];
  for (const part of items) {
    const value = item(part.trim());
    if (value.length > column.maximum) return tooLong(column);
    if (value !== '' && !values.includes(value)) values.push(value);
  }
  return values;
}

function tooLong(column: Column): Invalid {
  return new Invalid('TOO_LONG', { maximum: column.maximum });
}

/**
 * Reads one trimmed, non-empty cell as its column declares it.
 *
 * @returns string, boolean, number or list of strings by the column's type, or why not
 */
export function readValue(text: string, column: Column): string | boolean | number | string[] | Invalid {
  const bad = ASCII.test(text) ? null : findBadCharacter(text);
  if (bad !== null) return bad;
  switch (column.type) {
    case 'guid':
      // Identifiers are compared byte by byte across files, so they are not normalised.
      return text.length > column.maximum ? tooLong(column) : text;
    case 'text': {
      const value = normalise(text);
      if (value === '') return new Invalid('BAD_CHARACTER', { reason: 'INVISIBLE' });
      return value.length > column.maximum ? tooLong(column) : value;
    }
    case 'email':
      if (text.length > column.maximum) return tooLong(column);
      return EMAIL.test(text) ? text : BAD_EMAIL;
    case 'date':
      return readDate(text);
    case 'dateTime':
      return readDateTime(text);
    case 'year':
      return /^(?:1[89]|2\d)\d{2}$/.test(text) ? Number(text) : BAD_YEAR;
    case 'boolean':
      return BOOLEANS.get(text.toLowerCase()) ?? BAD_BOOLEAN;
    case 'enum':
    case 'role':
      return readEnum(text, column);
    case 'guids':
      return readList(text, column, (item) => item);
    case 'texts':
      return readList(text, column, normalise);
  }
}
