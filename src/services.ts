import {
  AccountRolesResolver,
  ControllerAppointmentResolver,
  ControllerAppointmentService,
  composeReviews,
  conditionResolvers,
  ExceptionResolver,
  ExceptionService,
  endRoles,
  FunctionResolver,
  FunctionService,
  GivenRights,
  governanceResolvers,
  governanceRoutes,
  InvitedRoles,
  insightResolvers,
  insightRoutes,
  isOpen,
  keepingController,
  LeaverSweep,
  LogEntryPeopleResolver,
  lockboxResolvers,
  MatrixResolver,
  MatrixService,
  PersonFunctionsResolver,
  type PersonWalls,
  type RoleBooks,
  RoleGrantResolver,
  RoleGrantService,
  SeatResolver,
  SeatService,
  ViewerLooksResolver,
  ViewerResolver,
} from './access/index.js';
import {
  AccountResolver,
  AccountService,
  InvitationAcceptanceService,
  InvitationResolver,
  InvitationService,
  PersonAccountsResolver,
} from './accounts/index.js';
import { LogEntryResolver, removeExpiredEntries } from './audit/index.js';
import type { BlobStore } from './base/blobs/blob-store.js';
import type { Clock } from './base/clock.js';
import type { Database } from './base/database/database.js';
import type { Transaction } from './base/database/transaction.js';
import type { Route } from './base/http/route.js';
import type { JobQueue, QueueHandler } from './base/jobs/queue.js';
import type { Translator } from './base/messages.js';
import type { ObjectMaps } from './base/reading/index.js';
import type { SigningKey } from './base/signing/index.js';
import { type Catalogue, CatalogueResolver } from './catalogue/index.js';
import {
  BlobMaking,
  BlobRemovals,
  CommentResolver,
  CommentService,
  CommentVersionsResolver,
  composeScreening,
  FieldFileResolver,
  MalwareScanner,
  type MalwareScannerOptions,
  PersonCommentsResolver,
  PersonUploadsResolver,
  PictureResolver,
  PictureService,
  StorageQuota,
  templateReader,
  UploadCompletionService,
  UploadResolver,
  UploadService,
  UploadSweep,
} from './content/index.js';
import {
  composeTransfers,
  ImportResolver,
  ImportService,
  importWorker,
  OperationImportResolver,
  scheduleReturned,
} from './exchange/index.js';
import {
  GroupResolver,
  GroupService,
  MembershipResolver,
  MembershipService,
  PersonGroupsResolver,
} from './groups/index.js';
import { type OperationHandler, OperationResolver, OperationService, OperationSubscription } from './jobs/index.js';
import {
  type CheckFile,
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
  type RecordCorrectionRequest,
  SpecialCategoryResolver,
  SpecialCategoryService,
} from './people/index.js';
import { type Clocks, composeProcessing, mayProcess, notAcceptedFor } from './processing/index.js';
import {
  CorrectionApplication,
  composeRights,
  countArchives,
  DataSubjectRequestService,
  endArchives,
  MyDataResolver,
  MyDataService,
  personsHeld,
  RequestHandlingService,
  RequestResolver,
  ViewerRequestsResolver,
} from './rights/index.js';
import {
  composeLegalPeriods,
  IssuerService,
  TenantResolver,
  TenantService,
  UnitResolver,
  UnitService,
} from './tenants/index.js';

/** What the domains' services are made of. */
export interface ServiceTools {
  readonly database: Database;
  /** Where exports read from, beside the pool: each holds a connection as long as it lasts. */
  readonly snapshots: Database;
  /** Where imports stream their rows to, beside the pool. */
  readonly databaseUrl: string;
  readonly queue: JobQueue;
  readonly blobs: BlobStore;
  readonly catalogue: Catalogue;
  readonly maps: ObjectMaps;
  /** What falls due, of every domain. */
  readonly clocks: Clocks;
  readonly translator: Translator;
  readonly books: RoleBooks;
  readonly walls: PersonWalls;
  readonly signingKey: SigningKey;
  readonly clock: Clock;
  readonly malwareScanner: MalwareScannerOptions | null;
  readonly report: (error: unknown) => void;
  /** Called when a tenant's issuer changes, so that nobody signs in by what was known before. */
  readonly forgetIssuers: () => void;
}

/** What the domains bring into the application. */
export interface Services {
  readonly resolvers: readonly object[];
  readonly workers: readonly OperationHandler[];
  /** Who takes the jobs of queues beside those of operations. */
  readonly queues: readonly QueueHandler[];
  /** What is tidied up every quarter of an hour. */
  readonly sweeps: readonly (() => Promise<void>)[];
  /** What is started when its time has come: looked for every minute. */
  readonly due: readonly (() => Promise<void>)[];
  readonly routes: readonly Route[];
}

/** Makes every service and hands it what it needs; what a lower domain asks of a higher one is handed over as a function. */
export function composeServices(tools: ServiceTools): Services {
  const { books, database, snapshots, queue, blobs, catalogue, maps, clock, report } = tools;
  const operations = new OperationService(queue);
  const quota = new StorageQuota();
  const removals = new BlobRemovals(database, blobs, report);
  const scanner = tools.malwareScanner && new MalwareScanner(tools.malwareScanner);
  const reaching = { endArchives, countArchives, personsHeld };
  const screening = composeScreening({ ...tools, ...reaching, removals, operations });
  const uploads = new UploadService(blobs, quota, removals);
  const making = new BlobMaking(database, removals, report);
  const kept = (db: Transaction, tenantId: string) => notAcceptedFor(db, tenantId, 'MALWARE_SCANNING');
  const completion = new UploadCompletionService(blobs, uploads, making, removals, scanner, kept, screening.wake);
  const uploadSweep = new UploadSweep(database, blobs, removals, clock, report);
  const requests = new DataSubjectRequestService(catalogue);
  const recordCorrection: RecordCorrectionRequest = (context, request) => requests.recordCorrection(context, request);
  const people = new PersonService(catalogue, recordCorrection);
  const readTemplate = templateReader(blobs, uploads);
  const processing = composeProcessing({ ...tools, operations, afterReturn: scheduleReturned, readTemplate });
  const { annexes } = processing;
  const claimFile: CheckFile = (...file) => uploads.claimForField(...file);
  const fieldValues = new FieldValueService(recordCorrection, claimFile, (context) => annexes.awaited(context));
  const imports = new ImportService(operations, (context, uploadId) => uploads.importBlob(context, uploadId));
  const reviews = composeReviews({ database, books, walls: tools.walls, report });
  const rights = composeRights({ ...tools, removals, operations });
  const { walls } = tools;
  const transfers = composeTransfers({
    database,
    snapshots,
    walls,
    catalogue,
    maps,
    blobs,
    removals,
    operations,
    report,
    mayHandOver: (db, tenantId) => mayProcess(db, tenantId, 'TRANSFERS'),
  });

  return {
    resolvers: [
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
      new TenantResolver(new TenantService(annexes.follow), new IssuerService(tools.forgetIssuers)),
      new ControllerAppointmentResolver(new ControllerAppointmentService()),
      new UnitResolver(new UnitService()),
      new PersonResolver(people),
      new PersonRegistryResolver(new PersonRegistryService(catalogue), new PersonLinksService()),
      new CatalogueResolver(catalogue, (context) => fieldDefinitionsOf(context.db)),
      new MyDataResolver(new MyDataService(catalogue, maps)),
      new SpecialCategoryResolver(new SpecialCategoryService(screening.again)),
      new FieldDefinitionResolver(new FieldDefinitionService(annexes.follow)),
      new FieldValueResolver(fieldValues),
      new GroupResolver(new GroupService()),
      new MembershipResolver(new MembershipService()),
      new PersonGroupsResolver(),
      new AccountResolver(new AccountService(keepingController, endRoles, new GivenRights(books)), isOpen),
      new PersonAccountsResolver(),
      new ExceptionResolver(new ExceptionService(books)),
      new FunctionResolver(new FunctionService(books)),
      new PersonFunctionsResolver(),
      new SeatResolver(new SeatService(books)),
      ...conditionResolvers(books),
      new MatrixResolver(new MatrixService()),
      ...governanceResolvers(tools),
      ...insightResolvers(tools),
      ...lockboxResolvers(),
      new RoleGrantResolver(new RoleGrantService(books)),
      new AccountRolesResolver(),
      new InvitationResolver(
        new InvitationService(new RoleGrantService(books)),
        new InvitationAcceptanceService(new InvitedRoles(books, tools.walls)),
      ),
      ...processing.resolvers,
      new ImportResolver(imports),
      new OperationImportResolver(),
      new UploadResolver(uploads, completion, quota, blobs),
      new PersonUploadsResolver(),
      new CommentResolver(new CommentService(uploads, screening.wake)),
      new CommentVersionsResolver(),
      new PersonCommentsResolver(),
      new FieldFileResolver(blobs),
      new PictureResolver(new PictureService(blobs, uploads, making, quota, removals), blobs),
      ...screening.resolvers,
      ...transfers.resolvers,
      ...composeLegalPeriods().resolvers,
      ...reviews.resolvers,
      ...rights.resolvers,
    ],
    workers: [
      { kind: 'IMPORT', worker: importWorker(tools.databaseUrl, blobs), perProcess: 2, cancellable: true },
      ...screening.workers,
      ...transfers.workers,
      ...processing.workers,
      ...rights.workers,
    ],
    sweeps: [
      () => new LeaverSweep(database, report).run(),
      () => removeExpiredEntries(database, report),
      () => uploadSweep.run(),
      ...transfers.sweeps,
      ...processing.sweeps,
      ...reviews.sweeps,
      ...rights.sweeps,
    ],
    queues: screening.queues,
    due: [...transfers.due, ...screening.due, ...processing.due],
    routes: [
      ...processing.routes,
      ...insightRoutes(tools),
      ...reviews.routes,
      ...governanceRoutes(tools),
      ...rights.routes,
    ],
  };
}
