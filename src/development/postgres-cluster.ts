import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.js';
import { readIfPresent, writePrivateFile } from './private-file.js';
import { isAlive, processesMarked, type RunningProcess } from './running-process.js';
import type { UnprivilegedAccount } from './unprivileged-account.js';

/** Passwords of the two roles and the name by which the server's processes are recognised. */
export interface ClusterSecrets {
  readonly clusterName: string;
  readonly ownerPassword: string;
  readonly appPassword: string;
}

/** A PostgreSQL cluster on disk: `data` is PostgreSQL's own folder, the secrets lie beside it. */
export interface Cluster {
  readonly data: string;
  readonly secrets: ClusterSecrets;
}

const folder = 'cluster';
const secretsFile = 'secrets.json';

/** Environment of every PostgreSQL program: PGDATA, PGPORT and the like of the caller must not reach it. */
export const postgresEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: process.env['PATH'] ?? '' };

/**
 * How PostgreSQL is to name its data folder. As root it runs as another user, who may be barred from a folder above
 * (/root): it is then started *inside* the folder and reaches it through this link, so the data stay where they were
 * asked to be.
 */
export function dataArgument(data: string, account: UnprivilegedAccount): string {
  const inside = '/proc/self/cwd';
  return account && existsSync(inside) ? inside : data;
}

/** The cluster in this folder, or undefined when none has been made yet. */
export async function findCluster(directory: string): Promise<Cluster | undefined> {
  const root = path.join(directory, folder);
  const secrets = await readIfPresent(path.join(root, secretsFile));
  if (secrets === undefined) return undefined;
  return { data: await realpath(path.join(root, 'data')), secrets: JSON.parse(secrets) as ClusterSecrets };
}

/**
 * Makes a cluster with the roles `varde_owner` (owns the database `varde`, may clone it for tests) and `varde_app`
 * (owns nothing, bound by every policy). It appears whole or not at all, so a kill in between leaves nothing behind.
 * PostgreSQL's own superuser gets no password and thus cannot sign in.
 */
export async function createCluster(
  directory: string,
  binaries: PostgresBinaries,
  account: UnprivilegedAccount,
  durable: boolean,
): Promise<Cluster> {
  for (const name of await readdir(directory)) {
    // A program of a killed start may still be writing here; what it leaves is removed the next time.
    if (name.startsWith('creating-')) await removeTree(path.join(directory, name)).catch(() => undefined);
  }
  const draft = await mkdtemp(path.join(await realpath(directory), 'creating-'));
  const data = path.join(draft, 'data');
  await mkdir(data);
  await chmod(data, 0o700);
  if (account) await chown(data, account.uid, account.gid);

  const secrets: ClusterSecrets = {
    clusterName: `varde-${randomBytes(8).toString('hex')}`,
    ownerPassword: randomBytes(24).toString('base64url'),
    appPassword: randomBytes(24).toString('base64url'),
  };
  const inside = { cwd: data, account, directory: dataArgument(data, account) };
  await runToEnd(
    binaries.initdb,
    ['-D', inside.directory, ...initdbOptions, ...(durable ? [] : ['--no-sync'])],
    inside,
  );
  const single = ['--single', '-j', '-c', 'exit_on_error=on', '-c', 'log_checkpoints=off', '-D', inside.directory];
  await runToEnd(binaries.postgres, [...single, 'postgres'], inside, roles(secrets));

  await writePrivateFile(path.join(draft, secretsFile), `${JSON.stringify(secrets, null, 2)}\n`);
  await rename(draft, path.join(directory, folder));
  return { data: await realpath(path.join(directory, folder, 'data')), secrets };
}

const initdbOptions = [
  '--username=postgres',
  '--auth-host=scram-sha-256',
  // Only ever reached in single-user mode: the server listens on no socket file.
  '--auth-local=trust',
  '--encoding=UTF8',
  // The same sorting and upper case on every machine, whatever languages are installed there.
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--set=timezone=UTC',
  '--set=log_timezone=UTC',
  '--no-instructions',
];

function roles(secrets: ClusterSecrets): string {
  const plain = 'LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS NOREPLICATION';
  const statements = [
    `CREATE ROLE varde_owner ${plain} CREATEDB PASSWORD '${secrets.ownerPassword}'`,
    `CREATE ROLE varde_app ${plain} NOCREATEDB PASSWORD '${secrets.appPassword}'`,
    // Dropping a test's database ends the connections of the other role.
    'GRANT pg_signal_backend TO varde_owner',
    'CREATE DATABASE varde OWNER varde_owner',
  ];
  return statements.map((statement) => `${statement};\n\n`).join('');
}

/**
 * Ends what a killed Varde left running on this cluster, the server or single processes of it, and removes a lock
 * file that names a process which is no server. The caller holds the folder's lock, so nobody uses them.
 */
export async function endOrphans(cluster: Cluster): Promise<void> {
  const mark = cluster.secrets.clusterName;
  const lockFile = path.join(cluster.data, 'postmaster.pid');
  const server = Number((await readFile(lockFile, 'utf8').catch(() => '')).split('\n')[0]);
  const orphans = await processesMarked(mark);
  if (orphans.some(({ pid }) => pid === server)) {
    signal([{ pid: server, command: '' }], 'SIGINT');
    await waitUntilGone(mark, 10_000);
  }
  const stubborn = await processesMarked(mark);
  if (stubborn.length > 0) {
    signal(stubborn, 'SIGKILL');
    if (!(await waitUntilGone(mark, 10_000))) {
      throw new Error(
        `A PostgreSQL that was left running on ${cluster.data} cannot be ended: ` +
          `end the processes ${stubborn.map(({ pid }) => pid).join(', ')} by hand.`,
      );
    }
  }
  // PostgreSQL replaces a stale lock file by itself unless the number belongs to a new, unrelated process.
  if (server > 0 && isAlive(server)) await rm(lockFile, { force: true });
}

function signal(processes: readonly RunningProcess[], name: NodeJS.Signals): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended by itself in the meantime.
    }
  }
}

async function waitUntilGone(mark: string, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while ((await processesMarked(mark)).length > 0) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

async function removeTree(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true, maxRetries: 3 });
}

async function runToEnd(
  program: string,
  parameters: string[],
  { cwd, account }: { cwd: string; account: UnprivilegedAccount },
  input = '',
): Promise<void> {
  const child = spawn(program, parameters, { cwd, ...account, env: postgresEnvironment, stdio: 'pipe' });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString('utf8')).slice(-4000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  // A program that ends early does not read its input; the exit code tells.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', (cause) => {
      reject(new Error(`${path.basename(program)} could not be started: ${cause.message}`, { cause }));
    });
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`${path.basename(program)} failed (${String(code)}):\n${output.trim()}`);
}
