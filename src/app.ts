import proxyAddr from '@fastify/proxy-addr';
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import sql from 'sql-template-tag';
import type { DataSource } from 'typeorm';
import {
  AccountRolesResolver,
  accessDomain,
  ControllerAppointmentResolver,
  ControllerAppointmentService,
  endRoles,
  fieldReaders,
  insertGrant,
  keepingController,
  LogEntryPeopleResolver,
  RequestContext,
  type RequestFacts,
  RoleGrantResolver,
  RoleGrantService,
  ViewerLooksResolver,
  ViewerResolver,
} from './access/index.js';
import {
  AccountResolver,
  AccountService,
  accountsDomain,
  InvitationAcceptanceService,
  InvitationResolver,
  InvitationService,
  PersonAccountsResolver,
  removeOldAddresses,
  signIn,
  TokenVerifier,
  VisitRecorder,
} from './accounts/index.js';
import { auditDomain, LogEntryResolver, removeExpiredEntries } from './audit/index.js';
import { baseMessages } from './base/base.messages.js';
import { BlobStore, type BlobStoreOptions } from './base/blobs/blob-store.js';
import { type Clock, systemClock } from './base/clock.js';
import { openDataSource } from './base/database/data-source.js';
import { Database } from './base/database/database.js';
import { edgeMessages } from './base/edge.messages.js';
import { registerGraphQL } from './base/graphql/http.js';
import { buildApiSchema } from './base/graphql/schema.js';
import { createApiServer } from './base/graphql/server.js';
import { serveSubscriptions } from './base/graphql/subscriptions.js';
import type { AllowedOrigins } from './base/http/cross-origin.js';
import { registerHealth } from './base/http/health.js';
import { createHttpServer } from './base/http/http-server.js';
import { Metrics } from './base/http/metrics.js';
import { type RateLimitOptions, RateLimits } from './base/http/rate-limits.js';
import { type HttpEdge, type Route, registerRoute } from './base/http/route.js';
import { installQueues, JobQueue } from './base/jobs/queue.js';
import { type Messages, negotiateLocale, Translator } from './base/messages.js';
import { ObjectMaps } from './base/reading/index.js';
import { loadSigningKey } from './base/signing/index.js';
import {
  Catalogue,
  CatalogueResolver,
  catalogueMessages,
  type Domain,
  mapObjects,
  purposes,
} from './catalogue/index.js';
import {
  BlobRemovals,
  CommentResolver,
  CommentService,
  contentDomain,
  FieldFileResolver,
  MalwareScanner,
  type MalwareScannerOptions,
  PersonCommentsResolver,
  PersonUploadsResolver,
  PictureResolver,
  PictureService,
  StorageQuota,
  UploadResolver,
  UploadService,
  UploadSweep,
} from './content/index.js';
import {
  exchangeDomain,
  ImportResolver,
  ImportService,
  importWorker,
  OperationImportResolver,
} from './exchange/index.js';
import {
  GroupResolver,
  GroupService,
  groupsDomain,
  MembershipResolver,
  MembershipService,
  PersonGroupsResolver,
} from './groups/index.js';
import {
  jobsDomain,
  type OperationHandler,
  OperationResolver,
  OperationRunner,
  OperationService,
  OperationSubscription,
  operationQueues,
} from './jobs/index.js';
import { migrations } from './migrations/index.js';
import {
  FieldDefinitionResolver,
  FieldDefinitionService,
  FieldValueResolver,
  FieldValueService,
  fieldDefinitionsOf,
  PersonLinksService,
  PersonRegistryResolver,
  PersonRegistryService,
  PersonResolver,
  PersonService,
  peopleDomain,
  type RecordCorrectionRequest,
} from './people/index.js';
import {
  AgreementResolver,
  AgreementService,
  AgreementSigningService,
  AnnexReader,
  agreementRoutes,
  MeasureResolver,
  MeasureService,
  processingDomain,
  SubProcessorResolver,
  SubProcessorService,
  subProcessorRoutes,
} from './processing/index.js';
import {
  CorrectionApplication,
  composeRights,
  DataSubjectRequestService,
  MyDataResolver,
  MyDataService,
  RequestHandlingService,
  RequestResolver,
  rightsDomain,
  ViewerRequestsResolver,
} from './rights/index.js';
import {
  IssuerService,
  TenantResolver,
  TenantService,
  tenantsDomain,
  UnitResolver,
  UnitService,
} from './tenants/index.js';

const domains: readonly Domain[] = [
  auditDomain,
  jobsDomain,
  tenantsDomain,
  peopleDomain,
  groupsDomain,
  accountsDomain,
  accessDomain,
  processingDomain,
  exchangeDomain,
  contentDomain,
  rightsDomain,
];

const MAINTENANCE = 'maintenance';

/** Every message, of what is shared and of each domain. */
export const messages: readonly Messages[] = [
  baseMessages,
  edgeMessages,
  catalogueMessages,
  ...domains.flatMap((domain) => domain.messages ?? []),
];

export const entities = domains.flatMap((domain) => domain.entities ?? []);

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
  close(): Promise<void>;
}

/** Names the advisory lock of migrations; any number that nobody else uses. */
const MIGRATION_LOCK = 8_614_201;

/** Brings the schema to the newest migration, as the role that owns the tables. */
export async function migrate(ownerUrl: string): Promise<void> {
  const source = await openDataSource({
    url: ownerUrl,
    entities,
    migrations,
    poolSize: 2,
    onPoolError: () => undefined,
    pipeline: false,
  });
  const turn = source.createQueryRunner();
  try {
    // Processes that start side by side take turns.
    await turn.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await source.runMigrations();
    await installQueues(ownerUrl, [...operationQueues, MAINTENANCE]);
  } finally {
    // With its connection goes the lock.
    await source.destroy();
  }
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
  const source: DataSource = await openDataSource({
    url: options.databaseUrl,
    entities,
    migrations: [],
    poolSize: options.poolSize,
    onPoolError: report,
  });
  const database = new Database(source);
  await database.assertUnprivileged().catch(async (error: unknown) => {
    await database.close();
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
  const translator = new Translator(messages);
  const visits = new VisitRecorder(database, report);
  const tokens = new TokenVerifier(database, clock);

  const blobs = new BlobStore(options.storage);
  const queue = new JobQueue({ databaseUrl: options.databaseUrl, onError: report });
  await queue.start();
  const operations = new OperationService(queue);
  const runner = new OperationRunner(database, queue, report);
  const workers: OperationHandler[] = [];
  /** What is tidied up every quarter of an hour. */
  const sweeps: (() => Promise<void>)[] = [];
  sweeps.push(() => removeExpiredEntries(database));
  sweeps.push(() => removeOldAddresses(database));
  const quota = new StorageQuota();
  const removals = new BlobRemovals(database, blobs, report);
  const uploads = new UploadService(
    blobs,
    quota,
    removals,
    options.malwareScanner ? new MalwareScanner(options.malwareScanner) : null,
  );
  const uploadSweep = new UploadSweep(database, blobs, removals, clock, report);
  sweeps.push(() => uploadSweep.run());
  const requests = new DataSubjectRequestService(catalogue);
  const recordCorrection: RecordCorrectionRequest = (context, request) => requests.recordCorrection(context, request);
  const people = new PersonService(catalogue, recordCorrection);
  const fields = new FieldDefinitionService(fieldReaders);
  const fieldValues = new FieldValueService(recordCorrection, (context, personId, uploadId) =>
    uploads.claimForField(context, personId, uploadId),
  );

  const subProcessors = new SubProcessorService();
  const agreements = new AgreementService(new AnnexReader(catalogue, subProcessors), translator);

  const imports = new ImportService(operations, (context, uploadId) => uploads.importBlob(context, uploadId));
  workers.push({
    kind: 'IMPORT',
    worker: importWorker(options.databaseUrl, blobs),
    perProcess: 2,
    cancellable: true,
  });
  const rights = composeRights({ database, catalogue, maps, translator, blobs, removals, operations, signingKey });
  workers.push(...rights.workers);
  sweeps.push(...rights.sweeps);

  const schema = await buildApiSchema(
    [
      new ViewerResolver(maps),
      new ViewerLooksResolver(),
      new RequestResolver(
        requests,
        new RequestHandlingService(requests, new CorrectionApplication(people, fieldValues)),
      ),
      new ViewerRequestsResolver(),
      new LogEntryResolver(),
      new LogEntryPeopleResolver(),
      new OperationResolver(operations),
      new OperationSubscription(),
      new TenantResolver(new TenantService(), new IssuerService(() => tokens.forget())),
      new ControllerAppointmentResolver(new ControllerAppointmentService()),
      new UnitResolver(new UnitService()),
      new PersonResolver(people),
      new PersonRegistryResolver(new PersonRegistryService(catalogue), new PersonLinksService()),
      new CatalogueResolver(catalogue, (context) => fieldDefinitionsOf(context.db)),
      new MyDataResolver(new MyDataService(catalogue, maps)),
      new FieldDefinitionResolver(fields),
      new FieldValueResolver(fieldValues),
      new GroupResolver(new GroupService()),
      new MembershipResolver(new MembershipService()),
      new PersonGroupsResolver(),
      new AccountResolver(new AccountService(keepingController, endRoles)),
      new PersonAccountsResolver(),
      new RoleGrantResolver(new RoleGrantService()),
      new AccountRolesResolver(),
      new InvitationResolver(new InvitationService(), new InvitationAcceptanceService(insertGrant)),
      new SubProcessorResolver(subProcessors),
      new MeasureResolver(new MeasureService()),
      new ImportResolver(imports),
      new OperationImportResolver(),
      new UploadResolver(uploads, quota, blobs),
      new PersonUploadsResolver(),
      new CommentResolver(new CommentService(uploads)),
      new PersonCommentsResolver(),
      new FieldFileResolver(blobs),
      new AgreementResolver(agreements, new AgreementSigningService(agreements)),
      new PictureResolver(new PictureService(blobs, uploads, quota, removals), blobs),
      ...rights.resolvers,
    ],
    domains.flatMap((domain) => domain.nodeTypes ?? []),
    report,
  );
  const metrics = options.metricsToken ? new Metrics() : null;
  const rates = options.rateLimits ? new RateLimits(options.rateLimits, () => metrics?.countRateLimited()) : null;
  const server = createApiServer({ schema, translator, report, onError: (code) => metrics?.countError(code) });
  await server.start();

  const localeOf = (request: FastifyRequest) => negotiateLocale(request.headers['accept-language']);
  const contextFor = (facts: Omit<RequestFacts, 'now'>) =>
    new RequestContext({ database, catalogue, maps, translator, visits }, { ...facts, now: clock.now() });
  const edge: HttpEdge = {
    report,
    textsFor: (request, locale) => ({
      requestId: request.id,
      text: (key, parameters) => translator.text(key, locale ?? localeOf(request) ?? 'en', parameters),
    }),
    createContext: async (request, locale) => {
      const purpose = request.headers['varde-purpose'];
      const { authorization } = request.headers;
      return contextFor({
        requestId: request.id,
        locale: locale ?? localeOf(request),
        address: request.ip,
        purpose: purposes.find((known) => known === purpose) ?? null,
        identity: await signIn({ authorization, address: request.ip }, tokens, rates),
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
    addressOf: (request) => proxyAddr(request, isProxy),
    admit: async (caller) => {
      await signIn(caller, tokens, rates);
    },
    createContext: async ({ authorization, acceptLanguage, address }) =>
      contextFor({
        requestId: randomUUID(),
        locale: negotiateLocale(acceptLanguage),
        address,
        purpose: null,
        identity: await tokens.verify(authorization),
      }),
    textsFor: (acceptLanguage) => ({
      requestId: randomUUID(),
      text: (key, parameters) => translator.text(key, negotiateLocale(acceptLanguage) ?? 'en', parameters),
    }),
  });
  const routes: readonly Route[] = [
    ...subProcessorRoutes(subProcessors),
    ...agreementRoutes(agreements, translator),
    ...rights.routes,
  ];
  for (const route of routes) registerRoute(http, edge, route);

  const sweep = async (): Promise<void> => {
    for (const tidy of sweeps) await tidy().catch(report);
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
      await queue.schedule(MAINTENANCE, '*/15 * * * *', sweep);
    },
    sweep,
    close: async () => {
      await stopSubscriptions();
      await http.close();
      await server.stop();
      await queue.stop();
      await visits.flush();
      await database.close();
    },
  };
}
