/** The kinds of columns that `specification.ts` declares its tables with. */

/**
 * - `required`: the specification requires it and so does Varde: without it the row is bad.
 * - `expected`: the specification requires it and sets in the wild leave it blank; Varde can do without: a warning.
 * - `optional`: may be blank.
 */
export type Presence = 'required' | 'expected' | 'optional';

/** Why a column is never read: see the notes of the same meaning in `problems.ts`. */
export type NotRead = 'specialCategory' | 'secret' | 'unneeded';

/** How a value is written; `guids` and `texts` are comma-separated lists in one cell. */
export type ColumnType =
  | 'guid'
  | 'text'
  | 'email'
  | 'date'
  | 'dateTime'
  | 'year'
  | 'boolean'
  | 'enum'
  | 'role'
  | 'guids'
  | 'texts';

/** One column. `Value` and `Must` are carried for the compiler: what a cell holds, and whether it can be null. */
export interface Column<Value = unknown, Must extends boolean = boolean> {
  readonly type: ColumnType;
  readonly presence: Presence;
  /** What an invalid value costs: the row (`error`) or only the value (`warning`). */
  readonly invalid: 'error' | 'warning';
  /** Tokens of an enumeration, as the specification writes them; other capitals are accepted. */
  readonly values: readonly string[];
  /** Whether `ext:` tokens are allowed (1.2). */
  readonly extensible: boolean;
  /** Longest accepted value, or item of a list, in UTF-16 units. */
  readonly maximum: number;
  /** Names under which older versions (1.0) or exporters write it. */
  readonly variants: readonly string[];
  /** Set when the column is known and deliberately left alone. */
  readonly notRead: NotRead | null;
  /** Never set. */
  readonly phantom?: { readonly value: Value; readonly must: Must };
}

/** One file: its columns by name, and whether its rows are about people. */
export interface Table<Columns extends Readonly<Record<string, Column>> = Readonly<Record<string, Column>>> {
  readonly file: string;
  /** Rows describe people directly: no value of this file is ever echoed in a problem. */
  readonly personal: boolean;
  readonly columns: Columns;
}

/** What a cell of this column yields. */
export type CellValue<C> =
  C extends Column<infer Value, infer Must> ? (Must extends true ? Value : Value | null) : never;

interface ColumnOptions {
  readonly invalid?: 'error' | 'warning';
  readonly maximum?: number;
  readonly variants?: readonly string[];
}

function column<Value, Must extends boolean>(
  type: ColumnType,
  presence: Presence,
  options: ColumnOptions & { readonly values?: readonly string[]; readonly extensible?: boolean } = {},
): Column<Value, Must> {
  return {
    type,
    presence,
    invalid: options.invalid ?? (presence === 'required' ? 'error' : 'warning'),
    values: options.values ?? [],
    extensible: options.extensible ?? false,
    maximum: options.maximum ?? 255,
    variants: options.variants ?? [],
    notRead: null,
  };
}

type MustBeThere<P extends Presence> = P extends 'required' ? true : false;

/** An identifier of the source system, or a reference to one: invalid, it costs the row. */
export const guid = <P extends Presence>(presence: P, options: ColumnOptions = {}) =>
  column<string, MustBeThere<P>>('guid', presence, { invalid: 'error', ...options });

/** References: one invalid costs the row. */
export const guids = <P extends Presence>(presence: P, options: ColumnOptions = {}) =>
  column<string[], MustBeThere<P>>('guids', presence, { invalid: 'error', ...options });

/** Free text on one line. */
export const text = <P extends Presence>(presence: P, options: ColumnOptions = {}) =>
  column<string, MustBeThere<P>>('text', presence, options);

/** A list of short texts. */
export const texts = (options: ColumnOptions = {}) => column<string[], false>('texts', 'optional', options);

/** An e-mail address, at most as long as RFC 5321 lets one be. */
export const email = () => column<string, false>('email', 'optional', { maximum: 254 });

/** A day. */
export const date = <P extends Presence>(presence: P, options: ColumnOptions = {}) =>
  column<string, MustBeThere<P>>('date', presence, options);

/** An instant. */
export const dateTime = () => column<string, false>('dateTime', 'optional');

/** A year of the calendar. */
export const year = <P extends Presence>(presence: P) => column<number, MustBeThere<P>>('year', presence);

/** Yes or no. */
export const boolean = <P extends Presence>(presence: P) => column<boolean, MustBeThere<P>>('boolean', presence);

/** One token of a closed list. */
export const choice = <P extends Presence, const T extends string>(
  presence: P,
  values: readonly T[],
  options: ColumnOptions = {},
) => column<T, MustBeThere<P>>('enum', presence, { ...options, values });

/** One token of a list that may be extended with `ext:` tokens (1.2). */
export const openChoice = <P extends Presence>(presence: P, values: readonly string[], options: ColumnOptions = {}) =>
  column<string, MustBeThere<P>>('enum', presence, { ...options, values, extensible: true });

/** A role: a closed list with a problem code of its own, since nothing can be guessed about an unknown role. */
export const role = <const T extends string>(values: readonly T[]) => column<T, true>('role', 'required', { values });

/** A column that is known and never read. */
export const notRead = (reason: NotRead, variants: readonly string[] = []): Column<never, false> => ({
  ...column<never, false>('text', 'optional', { variants }),
  notRead: reason,
});
