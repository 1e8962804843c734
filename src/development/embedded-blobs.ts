import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import BlobConfiguration from 'azurite/dist/src/blob/BlobConfiguration.js';
import BlobServer from 'azurite/dist/src/blob/BlobServer.js';
import { type DirectoryLock, lockDirectory } from './directory-lock.js';
import { PortInUseError } from './free-port.js';
import { isErrorCode, readOrCreatePrivateFile } from './private-file.js';

/** Where the embedded Blob Storage keeps its blobs and listens. */
export interface EmbeddedBlobsOptions {
  /** Folder of its own; undefined keeps everything in memory, for tests. */
  readonly directory?: string;
  /** Undefined takes a free one. */
  readonly port?: number;
}

/** A running Blob Storage on 127.0.0.1. */
export interface EmbeddedBlobs {
  /** With the account's name and key, as Azure's own clients take it. */
  readonly connectionString: string;
  /** Address of the account, without a key: `http://127.0.0.1:<port>/vardedev`. */
  readonly url: string;
  /** Ends the server and frees the folder. Calling it again does nothing. */
  stop(): Promise<void>;
}

const accountName = 'vardedev';
const keepAliveSeconds = 60;
const host = '127.0.0.1';

type Server = InstanceType<typeof BlobServer.default>;

/**
 * Azure Blob Storage for development and tests: Azurite inside this process, quiet, without telemetry. Its account has
 * a key of its own instead of the publicly known one. Browsers may call it from any origin, as for a portal on
 * localhost; a signed URL is needed all the same.
 *
 * @throws DirectoryInUseError when a living Varde uses the folder
 * @throws PortInUseError when the wanted port is taken
 */
export async function startEmbeddedBlobs(options: EmbeddedBlobsOptions = {}): Promise<EmbeddedBlobs> {
  const directory = options.directory === undefined ? undefined : path.resolve(options.directory);
  if (directory !== undefined) await mkdir(directory, { recursive: true, mode: 0o700 });
  reachWithoutProxy(host);
  const lock = directory === undefined ? undefined : await lockDirectory(directory);
  let server: Server | undefined;
  try {
    const newKey = (): string => randomBytes(64).toString('base64');
    const key =
      directory === undefined ? newKey() : await readOrCreatePrivateFile(path.join(directory, 'account.key'), newKey);
    server = createServer(directory, options.port ?? 0, key);
    await listen(server, options.port ?? 0);
    const url = `${origin(server)}/${accountName}`;
    const connectionString =
      `DefaultEndpointsProtocol=${new URL(url).protocol.slice(0, -1)};AccountName=${accountName};` +
      `AccountKey=${key};BlobEndpoint=${url};`;
    await openToBrowsers(connectionString);
    let stopping: Promise<void> | undefined;
    const running = server;
    return { connectionString, url, stop: () => (stopping ??= stop(running, lock)) };
  } catch (error) {
    if (server?.httpServer.listening) await server.close();
    await lock?.release();
    throw error;
  }
}

/** Azure's client asks the proxy of the environment for every address, this machine's own too. */
function reachWithoutProxy(name: string): void {
  const known = process.env['NO_PROXY'] ?? process.env['no_proxy'] ?? '';
  if (!known.split(',').includes(name)) process.env['NO_PROXY'] = known === '' ? name : `${known},${name}`;
}

function createServer(directory: string | undefined, port: number, key: string): Server {
  const inFolder = (name: string): string => path.join(directory ?? '', name);
  const blobs = [{ locationId: 'Default', locationPath: inFolder('blobs'), maxConcurrency: 50 }];
  const noLog = [false, undefined, false, undefined] as const;
  const noCertificate = ['', '', '', undefined] as const;
  const [loose, skipApiVersionCheck, noProductStyleUrl, inMemory] = [false, true, false, directory === undefined];
  const server = new BlobServer.default(
    new BlobConfiguration.default(
      host,
      port,
      keepAliveSeconds,
      inFolder('blobs.json'),
      inFolder('extents.json'),
      blobs,
      ...noLog,
      loose,
      skipApiVersionCheck,
      ...noCertificate,
      noProductStyleUrl,
      inMemory,
    ),
  );
  // Azurite reads its accounts from the environment of the whole process, where two servers would share them.
  server.accountDataStore.refresh = () => {
    server.accountDataStore.accounts = { [accountName]: { name: accountName, key1: Buffer.from(key, 'base64') } };
  };
  if (directory !== undefined) answerWritesWhenSaved(server);
  return server;
}

/**
 * Azurite writes its index every five seconds, so a kill -9 would forget confirmed uploads and bring erased files
 * back. Here a write is confirmed only when the index is on disk, as Azure does it; the extents go first, so that no
 * blob ever points at bytes that the index does not know.
 */
function answerWritesWhenSaved(server: Server): void {
  const handlers = server.httpServer.listeners('request');
  const save = async (): Promise<void> => {
    await saved(server.extentMetadataStore.db);
    await saved(server.metadataStore.db);
  };
  server.httpServer.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
    const end = response.end.bind(response) as (...parameters: unknown[]) => ServerResponse;
    response.end = (...parameters: unknown[]) => {
      save().then(
        () => void end(...parameters),
        () => response.destroy(),
      );
      return response;
    };
  });
  if (handlers.length === 0) throw new Error('Azurite has changed: it no longer answers requests by a listener.');
}

async function saved(database: Server['metadataStore']['db']): Promise<void> {
  return new Promise((resolve, reject) => {
    database.saveDatabase((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    await server.start();
  } catch (error) {
    // Its stores were opened before it tried to listen.
    await server.afterClose();
    throw isErrorCode(error, 'EADDRINUSE') ? new PortInUseError(port) : error;
  }
}

function origin(server: Server): string {
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('The blob server does not listen.');
  return `http://${address.address}:${address.port}`;
}

async function openToBrowsers(connectionString: string): Promise<void> {
  await BlobServiceClient.fromConnectionString(connectionString).setProperties({
    cors: [
      {
        // Azure knows no wildcard for the port alone.
        allowedOrigins: '*',
        allowedMethods: 'GET,HEAD,PUT,OPTIONS',
        allowedHeaders: '*',
        exposedHeaders: '*',
        maxAgeInSeconds: 3600,
      },
    ],
  });
}

async function stop(server: Server, lock: DirectoryLock | undefined): Promise<void> {
  try {
    await server.close();
  } finally {
    await lock?.release();
  }
}
