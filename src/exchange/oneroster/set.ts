import type { Readable } from 'node:stream';
import type { FileNote } from './problems.js';
import type { FileName, OneRosterVersion } from './specification.js';

/**
 * How a file is to be understood: `bulk` is everything there is (who is not in it is no longer there), `delta` only
 * what changed. Without a manifest every file is bulk.
 */
export type FileMode = 'bulk' | 'delta' | 'absent';

/** Bounds on a set, against archives that unpack to more than they should (in bytes of unpacked files). */
export interface SetLimits {
  /** Most entries of an archive or folder, of any kind. */
  readonly entries: number;
  readonly fileBytes: number;
  readonly setBytes: number;
  /**
   * Most times an entry may be larger than packed, once it is larger than a mebibyte; OneRoster files pack to a
   * twentieth.
   */
  readonly ratio: number;
}

/** The bounds used unless a caller sets tighter ones: a city of a million people needs a third of them. */
export const SET_LIMITS: SetLimits = {
  entries: 1_000,
  fileBytes: 1024 ** 3,
  setBytes: 2 * 1024 ** 3,
  ratio: 200,
};

/** A file as found in a folder or an archive. */
export interface SourceEntry {
  /** Relative to the folder or archive, with `/`. */
  readonly path: string;
  /** Bytes, unpacked. */
  readonly size: number;
  /** @throws OneRosterError or emits one on the stream, when what is stored turns out damaged */
  open(): Promise<Readable>;
}

/** Where the files of a set are. */
export interface Source {
  readonly entries: readonly SourceEntry[];
  close(): Promise<void>;
}

/** An opened OneRoster set. Close it when done; streams opened from it end before. */
export interface OneRosterSet {
  readonly version: OneRosterVersion;
  /** Name of the exporting system, from the manifest. */
  readonly systemName: string | null;
  /** Code of the exporting system or district, from the manifest. */
  readonly systemCode: string | null;
  /** Files that can be read, in the order in which references lead backwards. */
  readonly files: readonly FileName[];
  /** Remarks on the set as a whole. */
  readonly notes: readonly FileNote[];
  has(name: FileName): boolean;
  mode(name: FileName): FileMode;
  /** Bytes of the unpacked file; 0 when there is none. */
  size(name: FileName): number;
  /** @throws OneRosterError FILE_MISSING */
  open(name: FileName): Promise<Readable>;
  close(): Promise<void>;
}
