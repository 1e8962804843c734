import { type FileNote, OneRosterError, presentableNames } from './problems.js';
import type { SetLimits, SourceEntry } from './set.js';
import { FILES_NOT_READ, FILES_READ, type FileName } from './specification.js';

const MANIFEST = 'manifest';
const READ: ReadonlyMap<string, FileName | typeof MANIFEST> = new Map(
  [...FILES_READ, MANIFEST as typeof MANIFEST].map((name) => [`${name}.csv`.toLowerCase(), name]),
);
const KNOWN: ReadonlySet<string> = new Set([
  ...READ.keys(),
  ...FILES_NOT_READ.map((name) => `${name}.csv`.toLowerCase()),
]);

/** The files of a set among the entries of its folder or archive. */
export interface Layout {
  readonly files: ReadonlyMap<FileName, SourceEntry>;
  readonly manifest: SourceEntry | null;
  readonly notes: readonly FileNote[];
}

/** Whether a path ends in the name of a file of the specification, in any capitals. */
export function isOneRosterName(path: string): boolean {
  return !isIgnoredPath(path) && KNOWN.has(baseName(path));
}

/** Whether a folder or file is a by-product of an operating system: `__MACOSX`, `._users.csv`, `.DS_Store`. */
export function isIgnoredName(name: string): boolean {
  return name.startsWith('.') || name === '__MACOSX';
}

/**
 * Finds the set: the OneRoster files on the first level that has any, be it the top or one folder that was packed as a
 * whole.
 *
 * @throws OneRosterError NO_ONEROSTER_FILES, SEVERAL_SETS, DUPLICATE_FILE, FILE_TOO_LARGE, SET_TOO_LARGE
 */
export function findSet(entries: readonly SourceEntry[], limits: SetLimits): Layout {
  const candidates = entries.filter((entry) => isOneRosterName(entry.path));
  const depth = Math.min(...candidates.map((entry) => depthOf(entry.path)));
  const level = candidates.filter((entry) => depthOf(entry.path) === depth);
  const folders = new Set(level.map((entry) => folderOf(entry.path)));
  const [folder] = folders;
  if (folder === undefined) throw new OneRosterError('NO_ONEROSTER_FILES');
  if (folders.size > 1) throw new OneRosterError('SEVERAL_SETS', { count: folders.size });

  const files = new Map<FileName, SourceEntry>();
  let manifest: SourceEntry | null = null;
  let bytes = 0;
  for (const entry of level) {
    const name = READ.get(baseName(entry.path));
    if (name === undefined) continue;
    const file = `${name}.csv`;
    if (name === MANIFEST ? manifest !== null : files.has(name)) throw new OneRosterError('DUPLICATE_FILE', { file });
    if (entry.size > limits.fileBytes) throw new OneRosterError('FILE_TOO_LARGE', { file, maximum: limits.fileBytes });
    bytes += entry.size;
    if (bytes > limits.setBytes) throw new OneRosterError('SET_TOO_LARGE', { maximum: limits.setBytes });
    if (name === MANIFEST) manifest = entry;
    else files.set(name, entry);
  }
  if (files.size === 0) throw new OneRosterError('NO_ONEROSTER_FILES');
  return { files, manifest, notes: notesOnTheRest(entries, folder) };
}

function notesOnTheRest(entries: readonly SourceEntry[], folder: string): FileNote[] {
  const rest = entries
    .map((entry) => entry.path)
    .filter((path) => folderOf(path) === folder && !isIgnoredPath(path) && !READ.has(baseName(path)))
    .map((path) => path.slice(path.lastIndexOf('/') + 1));
  return rest.length === 0 ? [] : [{ file: 'manifest.csv', code: 'FILES_NOT_READ', names: presentableNames(rest) }];
}

function isIgnoredPath(path: string): boolean {
  return path.split('/').some(isIgnoredName);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function depthOf(path: string): number {
  return path.split('/').length;
}
