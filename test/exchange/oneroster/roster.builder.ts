import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import { ZipFile } from 'yazl';
import type {
  FileNote,
  OneRosterError,
  OneRosterErrorCode,
  RosterRow,
  RowProblem,
  Rows,
} from '../../../src/exchange/oneroster/index.js';

const made: string[] = [];

afterAll(async () => {
  await Promise.all(made.splice(0).map((path) => rm(path, { recursive: true, force: true })));
});

/** Contents of files by path. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** A folder of its own that goes when the test file is done. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'varde-oneroster-'));
  made.push(folder);
  return folder;
}

/** A folder with these files. */
export async function folderOf(files: Files): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** The bytes of a ZIP archive of these files. */
export async function zipOf(files: Files, compress = true): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path, { compress });
  zip.end();
  return buffer(zip.outputStream);
}

/** A file with these bytes. */
export async function fileOf(content: Buffer | string, name = 'set.zip'): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, content);
  return path;
}

/** A ZIP archive on disk. */
export async function zipFileOf(files: Files): Promise<string> {
  return fileOf(await zipOf(files));
}

/**
 * The first folder above this file that has `path` in it, from the sources as from what is compiled of them; null if
 * none has.
 */
export function findUpwards(path: string): string | null {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, path))) return join(folder, path);
  }
  return null;
}

/** One of the sets that were made for the project. */
export function sampleSet(version: '1.1' | '1.2'): string {
  const path = findUpwards(join('test', 'samples', `oneroster-${version}`, 'users.csv'));
  if (path === null) throw new Error(`the sample of OneRoster ${version} is missing`);
  return dirname(path);
}

/** All batches in one. */
export interface Everything<Row> {
  readonly rows: Row[];
  readonly deletions: RosterRow[];
  readonly problems: RowProblem[];
  readonly notes: FileNote[];
  readonly batches: number;
  readonly bytesRead: number;
}

/** Reads to the end. */
export async function readAll<Row extends RosterRow>(rows: Rows<Row>): Promise<Everything<Row>> {
  const all = {
    rows: [] as Row[],
    deletions: [] as RosterRow[],
    problems: [] as RowProblem[],
    notes: [] as FileNote[],
  };
  let batches = 0;
  let bytesRead = 0;
  for await (const batch of rows) {
    all.rows.push(...batch.rows);
    all.deletions.push(...batch.deletions);
    all.problems.push(...batch.problems);
    all.notes.push(...batch.notes);
    bytesRead = batch.bytesRead;
    batches += 1;
  }
  return { ...all, batches, bytesRead };
}

/** The refusal that a promise ends in. */
export async function refusalOf(promise: Promise<unknown>): Promise<OneRosterError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error && error.name === 'OneRosterError') return error as OneRosterError;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** The code of the refusal that a promise ends in. */
export async function refusalCodeOf(promise: Promise<unknown>): Promise<OneRosterErrorCode> {
  return (await refusalOf(promise)).code;
}

/** Problems as short lines: `line column CODE severity`. */
export function brief(problems: readonly RowProblem[]): string[] {
  return problems.map(({ line, column, code, severity }) => `${line} ${column ?? '-'} ${code} ${severity}`);
}
