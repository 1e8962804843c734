import { stat } from 'node:fs/promises';
import { readCsv } from './csv.js';
import { openFolder } from './folder.source.js';
import { findSet, type Layout } from './layout.js';
import { type Manifest, readManifest } from './manifest.js';
import { type FileNote, OneRosterError } from './problems.js';
import { type OneRosterSet, SET_LIMITS, type SetLimits, type Source } from './set.js';
import { FILES_READ, type FileName, type OneRosterVersion } from './specification.js';
import { openZip } from './zip.source.js';

/**
 * Opens a OneRoster set on this machine: a folder, or a ZIP archive.
 *
 * @param path folder, or file whatever its name
 * @throws OneRosterError when there is none, when it is hostile or damaged, or when it is of another version
 */
export async function openOneRosterSet(path: string, limits: SetLimits = SET_LIMITS): Promise<OneRosterSet> {
  const source = await openSource(path, limits);
  try {
    const layout = findSet(source.entries, limits);
    const manifest = layout.manifest === null ? null : await readManifest(layout.manifest);
    const files = present(layout, manifest);
    const { version, notes } = await findVersion(layout, manifest, files);
    return assemble(source, layout, manifest, files, version, notes);
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function openSource(path: string, limits: SetLimits): Promise<Source> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return openFolder(path, limits);
  if (found?.isFile()) return openZip(path, limits);
  throw new OneRosterError('SET_NOT_FOUND');
}

/** Files that are there and that the manifest does not call absent. */
function present(layout: Layout, manifest: Manifest | null): readonly FileName[] {
  return FILES_READ.filter((name) => layout.files.has(name) && manifest?.modes.get(name) !== 'absent');
}

/**
 * The version that the files show: only 1.1 has a `role` in `users.csv`, only 1.2 has `roles.csv`. Where they show none
 * or both, the manifest decides. Exporters forget the manifest when they move to 1.2, and 1.2 read as 1.1 would be
 * refused for its missing roles.
 */
async function findVersion(
  layout: Layout,
  manifest: Manifest | null,
  files: readonly FileName[],
): Promise<{ version: OneRosterVersion; notes: FileNote[] }> {
  const declared = manifest?.version ?? null;
  const columns = await userColumns(layout, files);
  const roleInUsers = columns.includes('role');
  const rolesFile = files.includes('roles');
  if (roleInUsers !== rolesFile) {
    const version = rolesFile ? '1.2' : '1.1';
    const contradicts = declared !== null && declared !== version;
    const note: FileNote = {
      file: 'manifest.csv',
      code: 'VERSION_CONTRADICTS_COLUMNS',
      names: [declared ?? '', version],
    };
    return { version, notes: contradicts ? [note] : [] };
  }
  // Changes to 1.2 users can come without changes to roles.
  return { version: declared ?? (rolesFile || columns.length > 0 ? '1.2' : '1.1'), notes: [] };
}

/** Names of the columns of `users.csv` in small letters; none when it is not there. */
async function userColumns(layout: Layout, files: readonly FileName[]): Promise<readonly string[]> {
  const users = files.includes('users') ? layout.files.get('users') : undefined;
  if (users === undefined) return [];
  for await (const batch of readCsv(await users.open(), 'users.csv'))
    return batch.header.map((name) => name.toLowerCase());
  return [];
}

function assemble(
  source: Source,
  layout: Layout,
  manifest: Manifest | null,
  files: readonly FileName[],
  version: OneRosterVersion,
  versionNotes: readonly FileNote[],
): OneRosterSet {
  return {
    version,
    systemName: manifest?.systemName ?? null,
    systemCode: manifest?.systemCode ?? null,
    files,
    notes: [...layout.notes, ...versionNotes, ...contradictions(layout, manifest)],
    has: (name) => files.includes(name),
    mode: (name) => (files.includes(name) ? (manifest?.modes.get(name) ?? 'bulk') : 'absent'),
    size: (name) => (files.includes(name) ? (layout.files.get(name)?.size ?? 0) : 0),
    open: async (name) => {
      const entry = files.includes(name) ? layout.files.get(name) : undefined;
      if (entry === undefined) throw new OneRosterError('FILE_MISSING', { file: `${name}.csv` });
      return entry.open();
    },
    close: () => source.close(),
  };
}

function contradictions(layout: Layout, manifest: Manifest | null): FileNote[] {
  const notes: FileNote[] = [];
  for (const [name, mode] of manifest?.modes ?? []) {
    const file = `${name}.csv`;
    const there = layout.files.has(name);
    if (there && mode === 'absent') notes.push({ file, code: 'PRESENT_BUT_DECLARED_ABSENT', names: [] });
    if (!there && mode !== 'absent') notes.push({ file, code: 'ANNOUNCED_BUT_MISSING', names: [] });
  }
  return notes;
}
