import type { BlobStore } from '../../base/blobs/blob-store.js';
import type { Context } from '../../base/context.js';
import type { Database } from '../../base/database/database.js';
import { type JobQueue, type QueueHandler, SCREENING } from '../../base/jobs/queue.js';
import type { OperationHandler, OperationService } from '../../jobs/index.js';
import type { BlobRemovals } from '../blob-removals.js';
import { BulkDecisionService, type CountArchives } from './bulk-decision.service.js';
import { ContentActs, type EndArchives, type PersonsHeld } from './content-acts.js';
import { ContentScreener } from './content-screener.js';
import { ContentScreeningResolver } from './content-screening.resolver.js';
import { CutOffRedactions } from './cut-off-redactions.js';
import { FileRedaction } from './file-redaction.js';
import { FindingResolver } from './finding.resolver.js';
import { FindingWorker } from './finding.worker.js';
import { FindingDecisionService } from './finding-decision.service.js';
import { KnownNames } from './known-names.js';
import { ScreeningJobs } from './screening.jobs.js';
import { ScreeningSettingsService } from './screening-settings.service.js';

export interface ScreeningTools {
  readonly database: Database;
  readonly queue: JobQueue;
  readonly blobs: BlobStore;
  readonly removals: BlobRemovals;
  readonly operations: OperationService;
  readonly endArchives: EndArchives;
  readonly countArchives: CountArchives;
  readonly personsHeld: PersonsHeld;
  readonly report: (error: unknown) => void;
}

export interface ScreeningParts {
  readonly resolvers: readonly object[];
  readonly workers: readonly OperationHandler[];
  readonly queues: readonly QueueHandler[];
  /** What is looked for every minute. */
  readonly due: readonly (() => Promise<void>)[];
  /** Has what a request wrote screened once it has taken effect. */
  readonly wake: (context: Context) => Promise<void>;
  /** Has everything screened again that was screened by other rules than those that a request has just set. */
  readonly again: (context: Context) => Promise<void>;
}

/** In one process: each reads a file into memory, in a thread of its own. */
const SCREENED_AT_ONCE = 2;

/** Free text under control, put together. */
export function composeScreening(tools: ScreeningTools): ScreeningParts {
  const { database, queue, blobs, removals, operations, report } = tools;
  const names = new KnownNames();
  const jobs = new ScreeningJobs(database, queue, new ContentScreener(database, blobs, names, report), report);
  const acts = new ContentActs(removals, tools.endArchives, tools.personsHeld);
  const files = new FileRedaction(database, blobs, names, tools.personsHeld);
  const worker = new FindingWorker(acts, files, removals, jobs);
  return {
    resolvers: [
      new FindingResolver(
        new FindingDecisionService(acts, files, removals, jobs, report),
        new BulkDecisionService(operations, acts, tools.countArchives),
      ),
      new ContentScreeningResolver(new ScreeningSettingsService(jobs)),
    ],
    workers: [{ kind: 'FINDINGS', worker: worker.run, perProcess: 1, cancellable: true }],
    queues: [{ queue: SCREENING, handler: jobs.run, perProcess: SCREENED_AT_ONCE }],
    due: [jobs.catchUp, new CutOffRedactions(database, files, acts, jobs, report).takeUp],
    wake: ({ db }) => jobs.wake(db),
    again: async ({ db }) => {
      await jobs.again(db);
      await jobs.wake(db);
    },
  };
}
