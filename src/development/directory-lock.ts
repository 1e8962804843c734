import { randomBytes } from 'node:crypto';
import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isErrorCode, readIfPresent } from './private-file.js';
import { startOf } from './running-process.js';

/** A folder that this process, and no other, may use until it releases it. */
export interface DirectoryLock {
  release(): Promise<void>;
}

/** The folder is in use by a living process: another Varde, or this one. */
export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError';

  constructor(
    readonly directory: string,
    readonly pid: number,
  ) {
    super(
      `${directory} is in use by another running Varde (process ${pid}). ` +
        'Stop that one first, or give this one its own folder with --data.',
    );
  }
}

/**
 * Takes a folder for this process. The lock names the process and its start time, so that a lock left behind by
 * kill -9 is recognised and replaced, even when its process id has been given to somebody else since.
 *
 * @throws DirectoryInUseError when a living process holds it
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, 'lock');
  const mine = `${process.pid} ${(await startOf(process.pid)) ?? ''} ${randomBytes(8).toString('hex')}\n`;
  for (;;) {
    if (await claim(file, mine)) break;
    const held = await readIfPresent(file);
    if (held === undefined) continue;
    const holder = await livingHolder(held);
    if (holder !== undefined) throw new DirectoryInUseError(directory, holder);
    await discard(file, held);
  }
  return {
    async release() {
      if ((await readIfPresent(file)) === mine) await rm(file, { force: true });
    },
  };
}

async function claim(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, content, { mode: 0o600, flag: 'wx' });
  try {
    // Linking is the one step that both fails when the lock exists and never shows it half written.
    await link(draft, file);
    return true;
  } catch (error) {
    if (isErrorCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function livingHolder(content: string): Promise<number | undefined> {
  const match = /^(\d{1,10}) (.*) [0-9a-f]+$/.exec(content.trim());
  const pid = Number(match?.[1]);
  if (!match || pid < 1) return undefined;
  const start = await startOf(pid);
  return start !== undefined && start === match[2] ? pid : undefined;
}

async function discard(file: string, stale: string): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return;
    throw error;
  }
  // Another process may have replaced the stale lock in the meantime: give it back.
  if ((await readIfPresent(aside)) !== stale) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}
