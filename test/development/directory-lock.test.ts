import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DirectoryInUseError, lockDirectory } from '../../src/development/directory-lock.js';
import { startOf } from '../../src/development/running-process.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'varde-lock-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

test('of twenty that ask at once, one gets the folder; after its release the next one does', async () => {
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockDirectory(directory)));
  const won = results.filter((result) => result.status === 'fulfilled');
  const lost = results.filter((result) => result.status === 'rejected');
  expect(won).toHaveLength(1);
  expect(lost.every(({ reason }) => reason instanceof DirectoryInUseError && reason.pid === process.pid)).toBe(true);
  await won[0]?.value.release();
  const next = await lockDirectory(directory);
  await next.release();
  expect(await readdir(directory)).toEqual([]);
});

test('a lock of a process that has ended is replaced, even when its id now belongs to another', async () => {
  for (const stale of [`${process.pid} 12345 00ff\n`, '2147483000 1 00ff\n', 'garbage', '']) {
    await writeFile(path.join(directory, 'lock'), stale);
    const lock = await lockDirectory(directory);
    await lock.release();
  }
});

test('a lock of a living process is respected', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1e6)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  const content = `${child.pid} ${await startOf(child.pid ?? 0)} 00ff\n`;
  await writeFile(path.join(directory, 'lock'), content);
  await expect(lockDirectory(directory)).rejects.toThrow(DirectoryInUseError);
  expect(await readFile(path.join(directory, 'lock'), 'utf8')).toBe(content);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await (await lockDirectory(directory)).release();
});
