import type { PersonWalls } from '../../access/index.js';
import type { BlobStore } from '../../base/blobs/blob-store.js';
import type { Database } from '../../base/database/database.js';
import type { ObjectMaps } from '../../base/reading/index.js';
import type { Catalogue } from '../../catalogue/index.js';
import type { OperationHandler, OperationService } from '../../jobs/index.js';
import { TransferResolver } from './transfer.resolver.js';
import { type FileRemovals, TransferService } from './transfer.service.js';
import { type TransferTools, TransferWorker } from './transfer.worker.js';
import { sweepTransferFiles } from './transfer-files.js';
import { TransferFileResolver, TransferRunResolver, TransferRunsResolver } from './transfer-run.resolver.js';
import { TransferRunService } from './transfer-run.service.js';

export interface TransfersTools {
  readonly database: Database;
  /** Where runs read from: each holds a connection as long as it reads. */
  readonly snapshots: Database;
  readonly walls: PersonWalls;
  readonly catalogue: Catalogue;
  readonly maps: ObjectMaps;
  readonly blobs: BlobStore;
  readonly removals: FileRemovals;
  readonly operations: OperationService;
  readonly mayHandOver: TransferTools['mayHandOver'];
  readonly report: (error: unknown) => void;
}

export interface TransfersParts {
  readonly resolvers: readonly object[];
  readonly workers: readonly OperationHandler[];
  readonly sweeps: readonly (() => Promise<void>)[];
  /** What is looked for every minute. */
  readonly due: readonly (() => Promise<void>)[];
}

/** In one process. */
export const TRANSFERS_AT_ONCE = 2;

/** Transfers out, put together. */
export function composeTransfers(tools: TransfersTools): TransfersParts {
  const { database, catalogue, maps, blobs, removals, operations, report } = tools;
  const runs = new TransferRunService(operations, database, blobs, report);
  const { run } = new TransferWorker(tools);
  return {
    resolvers: [
      new TransferResolver(new TransferService(maps, catalogue, removals)),
      new TransferRunResolver(runs),
      new TransferRunsResolver(),
      new TransferFileResolver(runs),
    ],
    workers: [{ kind: 'TRANSFER', worker: run, perProcess: TRANSFERS_AT_ONCE, cancellable: true }],
    sweeps: [() => sweepTransferFiles(database, blobs, report)],
    due: [() => runs.startDue()],
  };
}
