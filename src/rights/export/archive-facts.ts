import type { Locale } from '../../base/locale.js';
import type { Translator } from '../../base/messages.js';
import type { Catalogue, PersonalTable } from '../../catalogue/index.js';
import type { FieldDefinition } from '../../people/index.js';
import type { Parties } from '../parties.js';
import type { RowQuery, StoredRow } from '../stored-rows.js';
import type { Names } from '../value-words.js';
import type { ArchiveFile } from './archive-writer.js';

/** What is to be put into an archive, for whom, and how the one who waits is told. */
export interface ArchiveTask {
  readonly tenantId: string;
  /** Null for everything of the tenant. */
  readonly personId: string | null;
  readonly locale: Locale;
  readonly parties: Parties;
  /** When the snapshot was taken. */
  readonly at: Date;
  readonly signal: AbortSignal;
  progress(phase: string, done: number, total: number | null): void;
  checkpoint(): Promise<void>;
}

/** One table of the archive: what is read of it, and what was. */
export interface Section {
  readonly table: PersonalTable;
  readonly query: RowQuery;
  readonly csvColumns: readonly string[];
  /** How many rows there are, and how many files they name. */
  readonly total: number;
  readonly files: number;
  rows: number;
  readonly sample: StoredRow[];
}

/** Everything that the archive's first page and its manifest tell of it. */
export interface ArchiveFacts {
  readonly task: ArchiveTask;
  readonly sections: readonly Section[];
  readonly fields: readonly FieldDefinition[];
  readonly catalogue: Catalogue;
  readonly translator: Translator;
  readonly files: readonly ArchiveFile[];
  /** What the uploads about the person are called, by id. */
  readonly names: Names;
}
