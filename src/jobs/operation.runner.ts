import sql, { empty } from 'sql-template-tag';
import type { Database } from '../base/database/database.js';
import type { Transaction } from '../base/database/transaction.js';
import type { JobData, JobQueue } from '../base/jobs/queue.js';
import type { OperationKind } from './operation.entity.js';
import { queueOf } from './operation.service.js';

/** The operation that a job carries out. */
export interface RunningOperation {
  readonly tenantId: string;
  readonly id: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly personId: string | null;
  readonly requestedByAccountId: string | null;
  readonly requestedByPersonId: string | null;
}

/** What a piece of work is given to do it well: progress, cancellation, and transactions in its tenant. */
export interface Work {
  readonly operation: RunningOperation;
  /** Fires when the work must stop: it was cancelled, or the process ends and another will take it over. */
  readonly signal: AbortSignal;
  /** Tells how far the work is; written at most twice a second. `phase` is a key of the message catalogue. */
  progress(phase: string, done: number, total: number | null): void;
  /** Throws when the work was cancelled or must be handed over; call it between steps. */
  checkpoint(): Promise<void>;
  /** Runs a transaction in the operation's tenant. */
  transaction<Result>(work: (db: Transaction) => Promise<Result>): Promise<Result>;
}

/** Does the work and answers its result: counts and ids, never contents. Must be safe to begin again after a kill. */
export type Worker = (work: Work) => Promise<Readonly<Record<string, unknown>>>;

/** The work cannot be done, and trying again would not help: `messageKey` says why. */
export class OperationFailure extends Error {
  constructor(readonly messageKey: string) {
    super(messageKey);
    this.name = 'OperationFailure';
  }
}

/** Who does the work of a kind, and how. */
export interface OperationHandler {
  readonly kind: OperationKind;
  readonly worker: Worker;
  /** How many at a time in one process. */
  readonly perProcess: number;
  /** False for what, once begun, must be finished. */
  readonly cancellable: boolean;
}

class Cancelled extends Error {}

/** Work that succeeded has nothing left to do, whatever it told last. */
const ALL_DONE = sql`, done = greatest(total, done, 1), total = greatest(total, done, 1)`;

const PROGRESS_INTERVAL_MS = 500;

/** Carries out operations that the queue hands over, and keeps their rows true. */
export class OperationRunner {
  constructor(
    private readonly database: Database,
    private readonly queue: JobQueue,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Takes on the work of one kind. */
  async handle(
    kind: OperationKind,
    worker: Worker,
    options: Pick<OperationHandler, 'perProcess' | 'cancellable'>,
  ): Promise<void> {
    await this.queue.work<JobData>(
      queueOf(kind),
      (data, signal, isLastTry) => this.run(data, worker, signal, isLastTry, options.cancellable),
      { perProcess: options.perProcess, perTenant: Math.max(1, options.perProcess - 1) },
    );
  }

  private async run(
    data: JobData,
    worker: Worker,
    signal: AbortSignal,
    isLastTry: boolean,
    cancellable: boolean,
  ): Promise<void> {
    const operation = await this.begin(data);
    if (!operation) return;
    const work = new OperationWork(this.database, operation, signal, cancellable, this.report);
    try {
      // What was cancelled while it waited does not begin.
      if (cancellable && operation.isCancelled) throw new Cancelled();
      const result = await worker(work);
      await this.end(data, work, 'SUCCEEDED', { result });
    } catch (error) {
      if (error instanceof Cancelled || work.isCancelled) return await this.end(data, work, 'CANCELLED', {});
      if (error instanceof OperationFailure) return await this.end(data, work, 'FAILED', { failure: error.messageKey });
      if (!signal.aborted) this.report(error);
      if (isLastTry) return await this.end(data, work, 'FAILED', { failure: 'failure.internal' });
      // The queue tries again: here after a while, or in another process.
      throw error;
    } finally {
      work.stop();
    }
  }

  private begin({
    tenantId,
    operationId,
  }: JobData): Promise<(RunningOperation & { readonly isCancelled: boolean }) | null> {
    return this.database.transaction({ tenantId }, (db) =>
      db.first<RunningOperation & { readonly isCancelled: boolean }>(sql`update operation
        set state = 'RUNNING', started_at = coalesce(started_at, now())
        where tenant_id = ${tenantId}::uuid and id = ${operationId}::uuid and state in ('QUEUED', 'RUNNING')
        returning tenant_id as "tenantId", id, input, person_id as "personId",
          requested_by_account_id as "requestedByAccountId", requested_by_person_id as "requestedByPersonId",
          cancel_requested_at is not null as "isCancelled"`),
    );
  }

  private async end(
    { tenantId, operationId }: JobData,
    work: OperationWork,
    state: 'SUCCEEDED' | 'FAILED' | 'CANCELLED',
    outcome: { readonly result?: Readonly<Record<string, unknown>>; readonly failure?: string },
  ): Promise<void> {
    await work.settle();
    await this.database.transaction({ tenantId }, (db) =>
      db.run(sql`update operation set state = ${state}, finished_at = now(), phase = ${`phase.${state.toLowerCase()}`},
          result = ${outcome.result ? JSON.stringify(outcome.result) : null}::jsonb, failure = ${state === 'CANCELLED' ? sql`failure` : (outcome.failure ?? null)}
          ${state === 'SUCCEEDED' ? ALL_DONE : empty}
        where tenant_id = ${tenantId}::uuid and id = ${operationId}::uuid and state = 'RUNNING'`),
    );
  }
}

class OperationWork implements Work {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private pending: { phase: string; done: number; total: number | null } | null = null;
  private writing: Promise<void> = Promise.resolve();
  isCancelled = false;

  constructor(
    private readonly database: Database,
    readonly operation: RunningOperation,
    queueSignal: AbortSignal,
    private readonly cancellable: boolean,
    private readonly report: (error: unknown) => void,
  ) {
    queueSignal.addEventListener('abort', () => this.controller.abort(queueSignal.reason), { once: true });
    if (queueSignal.aborted) this.controller.abort(queueSignal.reason);
    this.timer = setInterval(() => this.flush(), PROGRESS_INTERVAL_MS);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  progress(phase: string, done: number, total: number | null): void {
    this.pending = { phase, done, total };
  }

  async checkpoint(): Promise<void> {
    if (this.isCancelled) throw new Cancelled();
    this.signal.throwIfAborted();
  }

  transaction<Result>(work: (db: Transaction) => Promise<Result>): Promise<Result> {
    return this.database.transaction({ tenantId: this.operation.tenantId }, work);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Waits for the last progress to be written. */
  async settle(): Promise<void> {
    this.stop();
    this.flush();
    await this.writing;
  }

  private flush(): void {
    const state = this.pending;
    this.pending = null;
    this.writing = this.writing.then(() => this.write(state)).catch(this.report);
  }

  private async write(state: { phase: string; done: number; total: number | null } | null): Promise<void> {
    const { tenantId, id } = this.operation;
    const row = await this.transaction((db) =>
      db.first<{ cancelled: boolean }>(
        state
          ? sql`update operation set phase = ${state.phase}, done = ${state.done}, total = ${state.total}
              where tenant_id = ${tenantId}::uuid and id = ${id}::uuid returning cancel_requested_at is not null as cancelled`
          : sql`select cancel_requested_at is not null as cancelled from operation
              where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`,
      ),
    );
    if (row?.cancelled && this.cancellable && !this.isCancelled) {
      this.isCancelled = true;
      this.controller.abort(new Cancelled());
    }
  }
}
