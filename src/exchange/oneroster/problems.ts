/**
 * What can be wrong with a OneRoster set, at three depths: the set or one of its files cannot be read at all
 * ({@link OneRosterError}), one row is wrong ({@link RowProblem}), or something about a file is worth knowing ({@link
 * FileNote}).
 *
 * None of them ever carries a name, an address, an identifier or a message of a library: those texts quote the data.
 */

/** Why a set, or one whole file of it, was refused. */
export type OneRosterErrorCode =
  | 'SET_NOT_FOUND'
  | 'NOT_A_ZIP'
  | 'ZIP_DAMAGED'
  | 'ZIP_ENCRYPTED'
  | 'ZIP_METHOD_UNSUPPORTED'
  | 'UNSAFE_PATH'
  | 'TOO_MANY_ENTRIES'
  | 'FILE_TOO_LARGE'
  | 'SET_TOO_LARGE'
  | 'COMPRESSION_SUSPICIOUS'
  | 'SEVERAL_SETS'
  | 'DUPLICATE_FILE'
  | 'NO_ONEROSTER_FILES'
  | 'FILE_MISSING'
  | 'VERSION_UNSUPPORTED'
  | 'MANIFEST_INVALID'
  | 'ENCODING_UNSUPPORTED'
  | 'HEADER_INVALID'
  | 'HEADER_COLUMN_REPEATED'
  | 'REQUIRED_COLUMNS_MISSING'
  | 'RECORD_TOO_LONG';

/** Facts for a translated message: names out of the specification, counts, limits, lines. */
export type MessageParameters = Readonly<Record<string, string | number | readonly string[]>>;

/** The set or one of its files cannot be imported at all. */
export class OneRosterError extends Error {
  override readonly name = 'OneRosterError';

  /**
   * @param code what is wrong, for translation
   * @param parameters facts for the message; `file` is the OneRoster file name where there is one
   */
  constructor(
    readonly code: OneRosterErrorCode,
    readonly parameters: MessageParameters = {},
  ) {
    super(`${code} ${JSON.stringify(parameters)}`);
  }
}

/**
 * Why one row, or one value of it, was not taken over. `DUPLICATE_SOURCED_ID` and `UNKNOWN_REFERENCE` are not found
 * by this reader, which sees one row at a time, but by the import that applies the rows; they stand here so that the
 * set is closed.
 */
export type RowProblemCode =
  | 'REQUIRED_MISSING'
  | 'BAD_DATE'
  | 'BAD_DATE_TIME'
  | 'BAD_YEAR'
  | 'BAD_BOOLEAN'
  | 'BAD_EMAIL'
  | 'BAD_CHARACTER'
  | 'BAD_QUOTE'
  | 'UNKNOWN_ENUM_VALUE'
  | 'ROLE_UNSUPPORTED'
  | 'END_BEFORE_BEGIN'
  | 'TOO_LONG'
  | 'TOO_MANY_ITEMS'
  | 'ROW_TOO_LONG'
  | 'ROW_TOO_SHORT'
  | 'DUPLICATE_SOURCED_ID'
  | 'UNKNOWN_REFERENCE';

/**
 * - `error`: the row is bad and not among the rows. Everything that says who the row is about, what it belongs to, and
 *   what it lets somebody see (roles, references, status, begin and end), because a guess there shows data to the wrong
 *   people.
 * - `warning`: only this value was dropped, the row is among the rows with `null` in its place. Everything else.
 */
export type Severity = 'error' | 'warning';

/** One thing wrong with one row. */
export interface RowProblem {
  /** File as the specification names it, for example `users.csv`. */
  readonly file: string;
  /** Physical line of the file on which the record begins; the header is line 1. */
  readonly line: number;
  /** Column as the specification names it; null when it concerns the whole row. */
  readonly column: string | null;
  readonly code: RowProblemCode;
  readonly severity: Severity;
  /** The offending value, only from files that are not about people, and only when it is a short plain token. */
  readonly value?: string;
  readonly parameters: MessageParameters;
}

/** What is worth telling about a file once, whatever the number of its rows. */
export type FileNoteCode =
  /** Columns outside the specification; not read. */
  | 'UNKNOWN_COLUMNS'
  /** `metadata.*` and `ext_*` columns; not read. */
  | 'EXTENSION_COLUMNS'
  /** Columns under an older or differently written name, read as the column they mean (`found > meant`). */
  | 'COLUMN_VARIANTS'
  /** Columns that the specification requires and Varde can do without. */
  | 'EXPECTED_COLUMNS_MISSING'
  /** Special categories of personal data (GDPR Art. 9) or close to them; never read. */
  | 'SPECIAL_CATEGORY_COLUMNS_NOT_READ'
  /** Passwords; never read. */
  | 'SECRET_COLUMNS_NOT_READ'
  /** Personal data that no purpose of Varde needs (GDPR Art. 5(1)(c)); never read. */
  | 'UNNEEDED_COLUMNS_NOT_READ'
  /** The file has no byte, or no header. */
  | 'FILE_EMPTY'
  /** A refused row does not tell whose it is: nothing was taken for missing from the file. */
  | 'ROW_WITHOUT_IDENTIFIER'
  /** The manifest says that the file is absent, yet it is there; not read. */
  | 'PRESENT_BUT_DECLARED_ABSENT'
  /** The manifest announces the file, yet it is not there. */
  | 'ANNOUNCED_BUT_MISSING'
  /** The version in the manifest contradicts the columns; the columns win. */
  | 'VERSION_CONTRADICTS_COLUMNS'
  /** Files of the set that Varde has no use for. */
  | 'FILES_NOT_READ';

/** One such remark. */
export interface FileNote {
  readonly file: string;
  readonly code: FileNoteCode;
  /** Columns or files concerned; shortened to {@link NOTE_NAMES}. */
  readonly names: readonly string[];
}

/** How many names one note lists. */
export const NOTE_NAMES = 40;

/** How many characters of a name that came from outside are shown. */
export const NOTE_NAME_LENGTH = 80;

/**
 * Names from a file's header or an archive's directory, made fit to show: bounded in number and length, no control
 * characters.
 */
export function presentableNames(names: readonly string[]): string[] {
  return names.slice(0, NOTE_NAMES).map((name) => name.replace(/[\p{C}\p{Z}]+/gu, ' ').slice(0, NOTE_NAME_LENGTH));
}
