import 'reflect-metadata';
import proxyAddr from '@fastify/proxy-addr';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import sql from 'sql-template-tag';
import { PersonWalls, RequestContext, type RequestFacts, RoleBooks, ViewerAccounts } from './access/index.js';
import { signIn, TokenVerifier, VisitRecorder } from './accounts/index.js';
import { BlobStore, type BlobStoreOptions } from './base/blobs/blob-store.js';
import { type Clock, systemClock } from './base/clock.js';
import { openDataSource } from './base/database/data-source.js';
import { Database } from './base/database/database.js';
import { registerGraphQL } from './base/graphql/http.js';
import { buildApiSchema } from './base/graphql/schema.js';
import { createApiServer } from './base/graphql/server.js';
import { type SocketBounds, usualSocketBounds } from './base/graphql/subscription-socket.js';
import { serveSubscriptions } from './base/graphql/subscriptions.js';
import type { AllowedOrigins } from './base/http/cross-origin.js';
import { registerHealth } from './base/http/health.js';
import { createHttpServer } from './base/http/http-server.js';
import { Metrics } from './base/http/metrics.js';
import { type RateLimitOptions, RateLimits } from './base/http/rate-limits.js';
import { type HttpEdge, registerRoute } from './base/http/route.js';
import { DUE, JobQueue, MAINTENANCE } from './base/jobs/queue.js';
import { negotiateLocale, Translator } from './base/messages.js';
import { CursorSeal, ObjectMaps } from './base/reading/index.js';
import { loadSigningKey } from './base/signing/index.js';
import { Catalogue, mapObjects, purposes } from './catalogue/index.js';
import type { MalwareScannerOptions } from './content/index.js';
import { domains, entities, messages } from './domains.js';
import { TRANSFERS_AT_ONCE } from './exchange/index.js';
import { OperationRunner } from './jobs/index.js';
import { Clocks } from './processing/index.js';
import { EXPORTS_AT_ONCE } from './rights/index.js';
import { composeServices } from './services.js';

export interface AppOptions {
  readonly databaseUrl: string;
  readonly poolSize: number;
  readonly storage: BlobStoreOptions;
  /** The Ed25519 private key with which certificates are signed: PKCS #8 PEM or JWK. */
  readonly signingKey: string;
  readonly logger: FastifyBaseLogger;
  readonly clock?: Clock;
  /** Addresses and networks of the proxies in front, whose word on the caller's address is taken. */
  readonly trustedProxies?: readonly string[];
  /** Origins whose pages may call from the browser; none but the API's own where absent. */
  readonly allowedOrigins?: AllowedOrigins;
  /** How often callers may ask; as often as they like where absent. */
  readonly rateLimits?: RateLimitOptions;
  /** What subscriptions may hold open, where it is not the usual. */
  readonly sockets?: Partial<SocketBounds>;
  /** Asked about every file that is uploaded; without one nothing is scanned. */
  readonly malwareScanner?: MalwareScannerOptions;
  /** Opens `/metrics` to whoever holds it; without it nothing is measured. */
  readonly metricsToken?: string;
}

export interface App {
  readonly http: FastifyInstance;
  readonly database: Database;
  readonly catalogue: Catalogue;
  readonly schema: GraphQLSchema;
  readonly translator: Translator;
  readonly blobs: BlobStore;
  /** Takes on long-running work; until it is called, work waits in the queue. */
  startJobs(): Promise<void>;
  /** Tidies up now what is tidied up every quarter of an hour. */
  sweep(): Promise<void>;
  /** Starts now what is due, which is looked for every minute. */
  startDue(): Promise<void>;
  close(): Promise<void>;
}

/** The one composition root: everything is made here, handed what it needs, and closed in the reverse order. */
export async function createApp(options: AppOptions): Promise<App> {
  const { logger, clock = systemClock } = options;
  const signingKey = await loadSigningKey(options.signingKey);
  const report = (error: unknown): void => {
    // The kind of fault and where it arose; its message could quote a value.
    const { name, stack, code } = error as { name?: string; stack?: string; code?: string };
    const at = stack?.split('\n').filter((line) => /^\s+at /.test(line));
    logger.error({ name, code, at: at?.slice(0, 5) }, 'fault');
  };
  const source = await openDataSource({
    url: options.databaseUrl,
    entities,
    migrations: [],
    poolSize: options.poolSize,
    onPoolError: report,
  });
  // Exports and transfers hold a connection as long as they last, and need others meanwhile: from one pool they could starve each other.
  const lasting = await openDataSource({
    url: options.databaseUrl,
    entities: [],
    migrations: [],
    poolSize: EXPORTS_AT_ONCE + TRANSFERS_AT_ONCE,
    onPoolError: report,
  });
  const database = new Database(source);
  const snapshots = new Database(lasting);
  const closeDatabase = async (): Promise<void> => {
    await snapshots.close();
    await database.close();
  };
  await database.assertUnprivileged().catch(async (error: unknown) => {
    await closeDatabase();
    throw error;
  });
  const catalogue = new Catalogue(source);
  const maps = new ObjectMaps();
  mapObjects(
    source,
    maps,
    domains.flatMap((domain) => domain.objects ?? []),
    domains.flatMap((domain) => domain.extensions ?? []),
  );
  for (const map of domains.flatMap((domain) => domain.maps ?? [])) maps.add(map);
  const clocks = new Clocks(
    domains.flatMap((domain) => domain.clocks ?? []),
    catalogue,
  );
  maps.add(clocks.map);
  const translator = new Translator(messages);
  const cursors = new CursorSeal(options.signingKey);
  const visits = new VisitRecorder(database, report);
  const accounts = new ViewerAccounts();
  const books = new RoleBooks();
  const walls = new PersonWalls(books, catalogue, maps);
  const tokens = new TokenVerifier(database, clock);

  const blobs = new BlobStore(options.storage);
  const queue = new JobQueue({ databaseUrl: options.databaseUrl, onError: report });
  await queue.start();
  const runner = new OperationRunner(database, queue, report);
  const { resolvers, workers, queues, sweeps, due, routes } = composeServices({
    database,
    snapshots,
    databaseUrl: options.databaseUrl,
    queue,
    blobs,
    catalogue,
    maps,
    clocks,
    translator,
    books,
    walls,
    signingKey,
    clock,
    malwareScanner: options.malwareScanner ?? null,
    report,
    forgetIssuers: () => tokens.forget(),
  });
  const nodeTypes = domains.flatMap((domain) => domain.nodeTypes ?? []);
  const schema = await buildApiSchema(resolvers, nodeTypes, report);
  const metrics = options.metricsToken ? new Metrics() : null;
  const countError = (code: string): void => metrics?.countError(code);
  const rates = options.rateLimits ? new RateLimits(options.rateLimits, () => metrics?.countRateLimited()) : null;
  const server = createApiServer({ schema, translator, report, onError: countError });
  await server.start();

  const localeOf = (request: FastifyRequest) => negotiateLocale(request.headers['accept-language']);
  const requestServices = { database, catalogue, maps, translator, visits, accounts, books, walls, cursors, report };
  const contextFor = (facts: Omit<RequestFacts, 'now'>) =>
    new RequestContext(requestServices, { ...facts, now: clock.now() });
  const edge: HttpEdge = {
    report,
    textsFor: (request, locale) => ({
      requestId: request.id,
      text: (key, parameters) => translator.text(key, locale ?? localeOf(request) ?? 'en', parameters),
    }),
    createContext: async (request, { locale, assuming }) => {
      const purpose = request.headers['varde-purpose'];
      const { authorization, 'varde-unit': unit, 'varde-lockbox': lockbox } = request.headers;
      return contextFor({
        requestId: request.id,
        locale: locale ?? localeOf(request),
        address: request.ip,
        purpose: purposes.find((known) => known === purpose) ?? null,
        unit: unit === undefined ? null : String(unit),
        lockbox: lockbox === undefined ? null : String(lockbox),
        identity: await signIn({ authorization, address: request.ip }, tokens, rates),
        assuming,
      });
    },
  };
  const { trustedProxies = [], allowedOrigins = [] } = options;
  const http = await createHttpServer({ ...edge, logger, trustedProxies, allowedOrigins });
  if (metrics && options.metricsToken) metrics.register(http, options.metricsToken);
  registerHealth(http, {
    database: () => database.transaction({ tenantId: null }, (db) => db.run(sql`select 1`)),
    blobs: (signal) => blobs.ping(signal),
  });
  registerGraphQL(http, { ...edge, server });
  const isProxy = proxyAddr.compile([...(options.trustedProxies ?? [])]);
  const stopSubscriptions = serveSubscriptions(http.server, {
    schema,
    bounds: { ...usualSocketBounds, ...options.sockets },
    addressOf: (request) => proxyAddr(request, isProxy),
    signIn: (caller) => signIn(caller, tokens, rates),
    createContext: async ({ authorization, acceptLanguage, unit = null, lockbox = null, address }, requestId) =>
      contextFor({
        requestId,
        locale: negotiateLocale(acceptLanguage),
        address,
        purpose: null,
        unit,
        lockbox,
        identity: await tokens.verify(authorization),
        assuming: false,
      }),
    textsFor: (acceptLanguage, requestId) => ({
      requestId,
      text: (key, parameters) => translator.text(key, negotiateLocale(acceptLanguage) ?? 'en', parameters),
    }),
    now: () => clock.now(),
    report,
    onError: countError,
  });
  for (const route of routes) registerRoute(http, edge, route);

  const sweep = async (): Promise<void> => {
    for (const tidy of sweeps) await tidy().catch(report);
  };
  const startDue = async (): Promise<void> => {
    for (const start of due) await start().catch(report);
  };
  return {
    http,
    database,
    catalogue,
    schema,
    translator,
    blobs,
    startJobs: async () => {
      for (const { kind, worker, ...limits } of workers) await runner.handle(kind, worker, limits);
      for (const { queue: name, handler, perProcess } of queues) {
        await queue.work(name, handler, { perProcess, perTenant: 1 });
      }
      await queue.schedule(MAINTENANCE, '*/15 * * * *', sweep);
      await queue.schedule(DUE, '* * * * *', startDue);
    },
    sweep,
    startDue,
    close: async () => {
      await stopSubscriptions();
      await http.close();
      await server.stop();
      await queue.stop();
      await visits.flush();
      await closeDatabase();
    },
  };
}
