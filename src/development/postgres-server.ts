import { type ChildProcess, spawn } from 'node:child_process';
import { close, open } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort, PortInUseError } from './free-port.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { type Cluster, dataArgument, postgresEnvironment } from './postgres-cluster.js';
import type { UnprivilegedAccount } from './unprivileged-account.js';

/** A running server on 127.0.0.1. */
export interface PostgresServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** What a server is started with. */
export interface ServerOptions {
  readonly cluster: Cluster;
  readonly binaries: PostgresBinaries;
  readonly account: UnprivilegedAccount;
  /** Undefined takes a free one. */
  readonly port: number | undefined;
  /** False trades safety against a crash of the machine for speed. */
  readonly durable: boolean;
  /** Where PostgreSQL writes its log. */
  readonly logFile: string;
}

const startMilliseconds = 120_000;
const stopMilliseconds = 20_000;
const maximumLogBytes = 5 * 1024 * 1024;

/**
 * Starts PostgreSQL on the cluster and waits until it accepts connections.
 *
 * @throws PortInUseError when the wanted port is taken
 */
export async function startServer(options: ServerOptions): Promise<PostgresServer> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    try {
      return await startOnPort(options, port);
    } catch (error) {
      // Between finding a free port and using it, another program may have taken it.
      if (!(error instanceof PortInUseError) || options.port !== undefined || attempt === 5) throw error;
    }
  }
}

async function startOnPort(options: ServerOptions, port: number): Promise<PostgresServer> {
  const { cluster, account, logFile } = options;
  const known = await stat(logFile).catch(() => undefined);
  if (known && known.size > maximumLogBytes) await rm(logFile);
  const logStart = (await stat(logFile).catch(() => undefined))?.size ?? 0;
  const log = await promisify(open)(logFile, 'a', 0o600);
  const child = spawn(options.binaries.postgres, serverArguments(options, port), {
    cwd: cluster.data,
    ...account,
    env: postgresEnvironment,
    stdio: ['ignore', log, log],
    // Its own session: Ctrl-C in the terminal reaches only us, and we stop it when our work is done.
    detached: true,
  });
  await promisify(close)(log);
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(`ended with ${String(code ?? signal)}`));
  });
  const guard = guardAgainstOurDeath(child, account);
  void ended.then(() => guard?.kill('SIGKILL'));

  const state = await Promise.race([ended, ready(child, cluster)]);
  if (state !== 'ready') {
    await stopChild(child, ended);
    const tail = (await readFile(logFile, 'utf8').catch(() => '')).slice(logStart).slice(-3000);
    if (/could not (bind|create any TCP)/.test(tail)) throw new PortInUseError(port);
    throw new Error(`PostgreSQL did not start (${state}):\n${tail.trim()}`);
  }
  child.unref();
  return { port, stop: () => stopChild(child, ended) };
}

function serverArguments({ cluster, account, durable }: ServerOptions, port: number): string[] {
  const settings = {
    cluster_name: cluster.secrets.clusterName,
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    wal_level: 'minimal',
    max_wal_senders: 0,
    jit: 'off',
    // The log may not hold personal data: failed statements and the values in their messages stay out of it.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return [
    '-D',
    dataArgument(cluster.data, account),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/**
 * A tiny shell that waits for the end of a pipe which only this process holds open, and then stops the server: so
 * it ends with us however we end, kill -9 included. Windows lacks it; the next start ends the orphan there.
 */
function guardAgainstOurDeath(server: ChildProcess, account: UnprivilegedAccount): ChildProcess | undefined {
  if (server.pid === undefined || process.platform === 'win32') return undefined;
  const guard = spawn('/bin/sh', ['-c', 'read -r line; kill -INT "$1"', 'varde-guard', String(server.pid)], {
    cwd: '/',
    ...account,
    env: postgresEnvironment,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // Without a shell the next start still ends the orphan.
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  guard.unref();
  return guard;
}

async function ready(server: ChildProcess, cluster: Cluster): Promise<'ready' | 'in time'> {
  const deadline = Date.now() + startMilliseconds;
  while (Date.now() < deadline && server.exitCode === null && server.signalCode === null) {
    // The server keeps its state in the eighth line, as pg_ctl reads it.
    const lines = (await readFile(path.join(cluster.data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready') return 'ready';
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return 'in time';
}

async function stopChild(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.ref();
  // SIGINT ends sessions and writes everything; SIGKILL leaves it to the next start to replay the log.
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    child.kill(signal);
    const timer = Promise.withResolvers<undefined>();
    const timeout = setTimeout(() => timer.resolve(undefined), stopMilliseconds);
    const outcome = await Promise.race([ended, timer.promise]);
    clearTimeout(timeout);
    if (outcome !== undefined) return;
  }
}
