import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isIgnoredName, isOneRosterName } from './layout.js';
import { OneRosterError } from './problems.js';
import type { SetLimits, Source, SourceEntry } from './set.js';

const DEEPEST = 3;

/**
 * The files of a folder, and of folders in it down to the first level that has a OneRoster file. Links are refused
 * rather than followed: a set comes from elsewhere, and must not make this process read what lies beside it.
 *
 * @throws OneRosterError TOO_MANY_ENTRIES, UNSAFE_PATH
 */
export async function openFolder(folder: string, limits: SetLimits): Promise<Source> {
  const entries: SourceEntry[] = [];
  let level = [''];
  let count = 0;
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth += 1) {
    const next: string[] = [];
    for (const parent of level) {
      for (const found of await readdir(join(folder, parent), { withFileTypes: true })) {
        count += 1;
        if (count > limits.entries) throw new OneRosterError('TOO_MANY_ENTRIES', { maximum: limits.entries });
        if (isIgnoredName(found.name)) continue;
        const path = parent === '' ? found.name : `${parent}/${found.name}`;
        if (found.isDirectory()) next.push(path);
        else if (found.isFile()) entries.push(await fileEntry(folder, path));
        else if (isOneRosterName(found.name)) throw new OneRosterError('UNSAFE_PATH', { reason: 'NOT_A_REGULAR_FILE' });
      }
    }
    if (entries.some((entry) => isOneRosterName(entry.path))) break;
    level = next;
  }
  return { entries, close: async () => {} };
}

async function fileEntry(folder: string, path: string): Promise<SourceEntry> {
  const { size } = await lstat(join(folder, path));
  return {
    path,
    size,
    open: async () => {
      const file = await open(join(folder, path), constants.O_RDONLY | constants.O_NOFOLLOW);
      return file.createReadStream({ highWaterMark: 256 * 1024 });
    },
  };
}
