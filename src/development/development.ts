import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { bootstrapOperator } from '../access/index.js';
import { type App, createApp } from '../app.js';
import { loadOrCreateSigningKeyFile, signingKeyAsPem } from '../base/signing/index.js';
import { ApiClient } from '../commands/api-client.js';
import { USUAL_PORT } from '../config.js';
import { migrate } from '../migrate.js';
import {
  announceInDemo,
  controllerOf,
  type DemoIssuer,
  demoTenants,
  loadDemoPlatform,
  loadDemoTenant,
  tellDemoStory,
} from './demo/index.js';
import { asIssuers, readLogins } from './demo-accounts.js';
import { DemoProgress } from './demo-progress.js';
import { writeDevelopmentFile } from './development.file.js';
import { welcome } from './development.welcome.js';
import { DirectoryInUseError, type DirectoryLock, lockDirectory } from './directory-lock.js';
import { startEmbeddedBlobs } from './embedded-blobs.js';
import { startEmbeddedDatabase } from './embedded-database.js';
import { PortInUseError, requireFreePort } from './free-port.js';
import { type IdeStart, mountIde } from './ide.js';
import { rebindIssuers } from './issuer-binding.js';
import { isErrorCode } from './private-file.js';
import { audience, createDevelopmentSignIn, type DevelopmentSignIn, operatorSlug } from './sign-in.js';

/** Waits of 100 ms for an import of a few rows. */
const IMPORT_TRIES = 100;

/** How a development server is started. */
export interface DevelopmentOptions {
  /** Folder of all its data; made when missing. */
  readonly directory: string;
  /** Undefined takes 4000, or a free one where that is taken. */
  readonly port?: number | undefined;
  readonly poolSize: number;
  readonly logger: Logger;
  /** Told what is being done while it takes its time. */
  progress(line: string): void;
}

/** A development server that answers. */
export interface Development {
  /** What a newcomer needs to know, for the terminal. */
  readonly welcome: string;
  /** Ends everything that was started, and takes `dev.json` away. */
  stop(): Promise<void>;
}

const patienceMilliseconds = 3_000;
const renewalMilliseconds = 12 * 3600 * 1000;
const firstQuery = `{
  viewer {
    person {
      displayName
      email
      telephone
      affiliations { unit { name } }
    }
    roles { name }
  }
}
`;

/**
 * Varde with all that it needs on a developer's machine: a real PostgreSQL and Blob Storage below `directory`, demo
 * tenants, a sign-in without passwords, and the IDE. Listens on this machine only. Production never loads this module.
 *
 * @throws DirectoryInUseError when a living Varde uses the folder
 * @throws PortInUseError when the wanted port is taken
 */
export async function startDevelopment(options: DevelopmentOptions): Promise<Development> {
  const directory = path.resolve(options.directory);
  const opened: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (let close = opened.pop(); close; close = opened.pop()) await close();
  };
  try {
    const lock = await lockWhenFree(directory);
    opened.push(() => lock.release());
    return { ...(await run(directory, options, opened)), stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

/** A server whose npm was killed needs a moment to notice and to end. */
async function lockWhenFree(directory: string): Promise<DirectoryLock> {
  for (const deadline = performance.now() + patienceMilliseconds; ; await sleep(200)) {
    try {
      return await lockDirectory(directory);
    } catch (error) {
      if (!(error instanceof DirectoryInUseError) || performance.now() > deadline) throw error;
    }
  }
}

async function run(
  directory: string,
  options: DevelopmentOptions,
  opened: (() => Promise<unknown>)[],
): Promise<Pick<Development, 'welcome'>> {
  const file = path.join(directory, 'dev.json');
  // One that a killed start left behind would name addresses where nobody answers any more.
  await rm(file, { force: true });
  if (options.port !== undefined) await requireFreePort(options.port);
  options.progress('Starting PostgreSQL and Blob Storage …');
  const database = await startEmbeddedDatabase({ directory: path.join(directory, 'database') });
  opened.push(() => database.stop());
  const blobs = await startEmbeddedBlobs({ directory: path.join(directory, 'blobs') });
  opened.push(() => blobs.stop());
  await migrate(database.ownerUrl);
  const { logger, poolSize } = options;
  const storage = { connectionString: blobs.connectionString };
  const signingKey = signingKeyAsPem(await loadOrCreateSigningKeyFile(path.join(directory, 'signing-key.pem')));
  const app = await createApp({
    databaseUrl: database.appUrl,
    poolSize,
    storage,
    signingKey,
    logger,
    allowedOrigins: 'localhost',
  });
  opened.push(() => app.close());

  const kit: Kit = { start: { people: [], query: firstQuery } };
  await mountKit(app.http, kit);
  const origin = await listen(app.http, options.port);
  const issuers = await openSignIn(app, kit, { baseUrl: origin, directory: path.join(directory, 'issuers') });
  await app.startJobs();
  await loadTenants(app, issuers, options);

  const publish = async (): Promise<string> => {
    const tenants = await readLogins(app.database, issuers.nameOf);
    const written = await writeDevelopmentFile(file, tenants, issuers.signIn, {
      graphql: `${origin}/graphql`,
      ide: `${origin}/ide/`,
      database: database.ownerUrl,
      appDatabase: database.appUrl,
      blobs: blobs.connectionString,
    });
    kit.start = ideStart(written);
    return welcome(written, { file, directory, origin, query: firstQuery });
  };
  const text = await publish();
  // Tokens are good for a day, and servers run longer.
  const renewal = setInterval(() => void publish().catch((error: unknown) => logger.error(error)), renewalMilliseconds);
  opened.push(async () => {
    clearInterval(renewal);
    await rm(file, { force: true });
  });
  return { welcome: text };
}

/** What the kit's routes answer with; they are mounted before the address, and so the sign-in, is known. */
interface Kit {
  signIn?: DevelopmentSignIn;
  start: IdeStart;
}

async function mountKit(http: FastifyInstance, kit: Kit): Promise<void> {
  await http.register(async (scope) => {
    // The sign-in reads bodies itself.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.all('/dev/issuers/:slug/*', (request, reply) => {
      if (!kit.signIn) return reply.code(503).send();
      reply.hijack();
      kit.signIn.handle(request.raw, reply.raw);
    });
  });
  await mountIde(http, () => kit.start);
}

async function listen(http: FastifyInstance, wanted: number | undefined): Promise<string> {
  const host = '127.0.0.1';
  const port = wanted ?? USUAL_PORT;
  try {
    return await http.listen({ host, port });
  } catch (error) {
    if (!isErrorCode(error, 'EADDRINUSE')) throw error;
    if (wanted !== undefined) throw new PortInUseError(port);
    return http.listen({ host, port: 0 });
  }
}

interface Issuers {
  /** Address of the API that they sign in to. */
  readonly graphql: string;
  readonly signIn: DevelopmentSignIn;
  readonly nameOf: (slug: string) => string;
  readonly of: (slug: string) => DemoIssuer;
}

async function openSignIn(app: App, kit: Kit, place: { baseUrl: string; directory: string }): Promise<Issuers> {
  const nameOf = (slug: string): string => `${place.baseUrl}/dev/issuers/${slug}`;
  const of = (slug: string): DemoIssuer => ({ issuer: nameOf(slug), audience, jwksUri: `${nameOf(slug)}/jwks` });
  // Before anybody can sign in: an account is found by its issuer's name.
  await rebindIssuers(app.database, of);
  const signIn = createDevelopmentSignIn({
    ...place,
    accounts: async () => asIssuers(await readLogins(app.database, nameOf)),
  });
  kit.signIn = signIn;
  return { graphql: `${place.baseUrl}/graphql`, signIn, nameOf, of };
}

async function loadTenants(app: App, issuers: Issuers, options: DevelopmentOptions): Promise<void> {
  const operatorSubject = 'operator';
  const operator = { ...issuers.of(operatorSlug), name: 'Varde Drift', subject: operatorSubject };
  await bootstrapOperator(app.database, operator);
  const as = async (slug: string, subject: string): Promise<ApiClient> =>
    new ApiClient(issuers.graphql, await issuers.signIn.mintToken({ slug, subject, secondFactor: true }));
  const told = new DemoProgress(path.join(path.resolve(options.directory), 'demo.json'));
  await told.once('platform', async () => loadDemoPlatform(await as(operatorSlug, operatorSubject)));
  for (const tenant of demoTenants) {
    const { slug, name } = tenant;
    const loaded = await loadDemoTenant(app.database, tenant, issuers.of(slug));
    await told.once(`story of ${slug}`, async () => {
      const actor = async (subject: string): Promise<ApiClient> => as(slug, subject);
      await tellDemoStory(tenant, { as: actor, operator: await as(operatorSlug, operatorSubject) });
    });
    if (!loaded) continue;
    const count = await peopleNow(await as(slug, controllerOf(tenant)));
    options.progress(`Loaded the demo tenant ${name}: ${count} people.`);
  }
  await told.once('announcements', async () =>
    announceInDemo(await as(operatorSlug, operatorSubject), async (slug) => {
      const tenant = demoTenants.find((one) => one.slug === slug);
      if (!tenant) throw new Error(`there is no demo tenant ${slug}`);
      return as(slug, controllerOf(tenant));
    }),
  );
}

/** How many people the controller sees, once the story's import has brought those whom it brings. */
async function peopleNow(controller: ApiClient): Promise<number> {
  interface Answer {
    readonly persons: { readonly totalCount: number };
    readonly operations: { readonly nodes: readonly { readonly state: string }[] };
  }
  for (let tries = 0; ; tries++) {
    const { persons, operations } = await controller.ask<Answer>(
      '{ operations(first: 100) { nodes { state } } persons(first: 1) { totalCount } }',
    );
    const underWay = operations.nodes.some(({ state }) => state === 'QUEUED' || state === 'RUNNING');
    if (!underWay || tries === IMPORT_TRIES) return persons.totalCount;
    await sleep(100);
  }
}

function ideStart({ tenants, operator }: Awaited<ReturnType<typeof writeDevelopmentFile>>): IdeStart {
  const people = tenants.flatMap((tenant) =>
    tenant.people.map(({ role, name, mfaToken }) => ({ title: `${tenant.slug}: ${name} (${role})`, token: mfaToken })),
  );
  return { people: [...people, { title: 'operator', token: operator.mfaToken }], query: firstQuery };
}
