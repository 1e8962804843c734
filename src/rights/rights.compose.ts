import type { BlobStore } from '../base/blobs/blob-store.js';
import type { Database } from '../base/database/database.js';
import type { Route } from '../base/http/route.js';
import type { Translator } from '../base/messages.js';
import type { ObjectMaps } from '../base/reading/index.js';
import type { SigningKey } from '../base/signing/index.js';
import type { Catalogue } from '../catalogue/index.js';
import type { BlobRemovals } from '../content/index.js';
import type { OperationHandler, OperationService } from '../jobs/index.js';
import { Eraser } from './erasure/eraser.js';
import { ErasureResolver, OperationErasureResolver } from './erasure/erasure.resolver.js';
import { erasureRoutes } from './erasure/erasure.routes.js';
import { ErasureService } from './erasure/erasure.service.js';
import { ErasureWorker } from './erasure/erasure.worker.js';
import { ErasurePlanView } from './erasure/erasure-plan.view.js';
import { LegalHoldResolver } from './erasure/legal-hold.resolver.js';
import { LegalHoldService } from './erasure/legal-hold.service.js';
import { sweepArchives } from './export/archives.js';
import { ExportArchiveResolver, ExportResolver } from './export/export.resolver.js';
import { ExportService } from './export/export.service.js';
import { ExportWorker } from './export/export.worker.js';
import { removeExpiredValues } from './field-retention.js';
import { RetentionSweep } from './retention.sweep.js';

export interface RightsTools {
  readonly database: Database;
  /** Where exports read from: each holds a connection as long as it lasts. */
  readonly snapshots: Database;
  readonly catalogue: Catalogue;
  readonly maps: ObjectMaps;
  readonly translator: Translator;
  readonly blobs: BlobStore;
  readonly removals: BlobRemovals;
  readonly operations: OperationService;
  readonly signingKey: SigningKey;
  readonly report: (error: unknown) => void;
}

export interface RightsParts {
  readonly resolvers: readonly object[];
  readonly workers: readonly OperationHandler[];
  readonly sweeps: readonly (() => Promise<void>)[];
  readonly routes: readonly Route[];
}

/** In one process. */
export const EXPORTS_AT_ONCE = 2;

/** Exports, erasures and what ends by itself, put together. */
export function composeRights(tools: RightsTools): RightsParts {
  const { database, catalogue, blobs, removals, operations, signingKey, report } = tools;
  const exports = new ExportService(operations, catalogue, blobs);
  const exporter = new ExportWorker(tools.snapshots, tools);
  const retention = new RetentionSweep(catalogue, database, report);
  const eraser = new ErasureWorker({ ...tools, eraser: new Eraser(catalogue, removals) });
  return {
    resolvers: [
      new ExportResolver(exports),
      new ExportArchiveResolver(exports),
      new ErasureResolver(new ErasureService(operations, catalogue), new ErasurePlanView(catalogue)),
      new OperationErasureResolver(),
      new LegalHoldResolver(new LegalHoldService(catalogue)),
    ],
    workers: [
      { kind: 'EXPORT', worker: exporter.run, perProcess: EXPORTS_AT_ONCE, cancellable: true },
      { kind: 'ERASURE', worker: eraser.run, perProcess: 2, cancellable: false },
    ],
    sweeps: [
      () => sweepArchives(database, blobs, report),
      () => removeExpiredValues(database, report),
      () => retention.run(),
    ],
    routes: erasureRoutes(catalogue, signingKey),
  };
}
