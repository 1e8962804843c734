import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { lockDirectory } from './directory-lock.js';
import { postgresBinaries } from './postgres-binaries.js';
import { type ClusterSecrets, createCluster, endOrphans, findCluster } from './postgres-cluster.js';
import { startServer } from './postgres-server.js';
import { unprivilegedAccount } from './unprivileged-account.js';

/** Where and how the embedded database runs. */
export interface EmbeddedDatabaseOptions {
  /** Folder of its own; made when missing, and found again with its data the next time. */
  readonly directory: string;
  /** Undefined takes a free one. */
  readonly port?: number;
  /** False is for tests: fast, and damaged if the machine (not just the process) crashes. Default true. */
  readonly durable?: boolean;
}

/** A running PostgreSQL with an empty or earlier database `varde`. */
export interface EmbeddedDatabase {
  /** Connection as `varde_owner`: owns `varde`, may create and clone databases. For migrations and tests. */
  readonly ownerUrl: string;
  /** Connection as `varde_app`: owns nothing and is bound by row-level security. For the API. */
  readonly appUrl: string;
  readonly port: number;
  /** Ends the server and frees the folder. Calling it again does nothing. */
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL from npm packages, reachable from this machine only, for development and tests.
 *
 * Runs as an ordinary user or as root, in any folder. After a kill -9 it ends what was left running and goes on with
 * the data.
 *
 * @throws DirectoryInUseError when a living Varde uses the folder
 * @throws PortInUseError when the wanted port is taken
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const durable = options.durable ?? true;
  const directory = path.resolve(options.directory);
  await mkdir(directory, { recursive: true });
  const lock = await lockDirectory(directory);
  try {
    const existing = await findCluster(directory);
    const account = await unprivilegedAccount(existing?.data);
    const binaries = await postgresBinaries(account);
    if (existing) await endOrphans(existing);
    const cluster = existing ?? (await createCluster(directory, binaries, account, durable));
    const logFile = path.join(directory, 'postgresql.log');
    const server = await startServer({ cluster, binaries, account, port: options.port, durable, logFile });
    const stop = async (): Promise<void> => {
      try {
        await server.stop();
      } finally {
        await lock.release();
      }
    };
    let stopping: Promise<void> | undefined;
    return {
      ownerUrl: url('varde_owner', cluster.secrets, server.port),
      appUrl: url('varde_app', cluster.secrets, server.port),
      port: server.port,
      stop: () => (stopping ??= stop()),
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function url(role: 'varde_owner' | 'varde_app', secrets: ClusterSecrets, port: number): string {
  const password = role === 'varde_owner' ? secrets.ownerPassword : secrets.appPassword;
  return `postgresql://${role}:${password}@127.0.0.1:${port}/varde`;
}
