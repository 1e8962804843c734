import pg from 'pg';
import { PgBoss, type WorkOptions } from 'pg-boss';
import sql from 'sql-template-tag';
import { APP_ROLE } from '../database/policies.js';
import type { Transaction } from '../database/transaction.js';

const SCHEMA = 'pgboss';

/** The queue of what is tidied up from time to time. */
export const MAINTENANCE = 'maintenance';

/** The queue of looking for what is to be started because its time has come. */
export const DUE = 'due';

/** The queue of what tenants have in free text that waits to be screened. */
export const SCREENING = 'screening';

export interface QueueOptions {
  readonly databaseUrl: string;
  readonly onError: (error: unknown) => void;
}

/** In which tenant there is something to do. Ids alone: what is to be done stands in the tenant's own tables. */
export interface TenantJob {
  readonly tenantId: string;
}

/** Which operation a queue carries. */
export interface JobData extends TenantJob {
  readonly operationId: string;
}

/** Handles one job; `isLastTry` tells that a failure is final. `signal` fires when the process stops or lost the job. */
export type JobHandler<Data extends TenantJob = JobData> = (
  data: Data,
  signal: AbortSignal,
  isLastTry: boolean,
) => Promise<void>;

/** Who takes the jobs of a queue that says no more than in which tenant there is something to do. */
export interface QueueHandler {
  readonly queue: string;
  readonly handler: JobHandler<TenantJob>;
  /** How many at a time in one process; of one tenant it is one. */
  readonly perProcess: number;
}

const RETRIES = 8;

/** A killed process stops its heartbeat; within this time another takes the job over. */
const HEARTBEAT_SECONDS = 10;

/** Creates the queue's tables and queues, as the role that owns the schema, and lets the application use them. */
export async function installQueues(ownerUrl: string, queues: readonly string[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: SCHEMA, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  for (const queue of queues) {
    await boss.createQueue(queue, {
      retryLimit: RETRIES,
      retryDelay: 1,
      retryBackoff: true,
      expireInSeconds: 6 * 3600,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      notify: true,
    });
  }
  await boss.stop({ graceful: false });
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`grant usage on schema ${SCHEMA} to ${APP_ROLE};
      grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${APP_ROLE};
      grant usage on all sequences in schema ${SCHEMA} to ${APP_ROLE};
      grant execute on all functions in schema ${SCHEMA} to ${APP_ROLE};`);
  } finally {
    await client.end();
  }
}

/** The queue of work that lasts. Jobs are sent inside the transaction that decides on them, so neither is without the other. */
export class JobQueue {
  private readonly boss: PgBoss;

  constructor(options: QueueOptions) {
    this.boss = new PgBoss({
      connectionString: options.databaseUrl,
      schema: SCHEMA,
      migrate: false,
      createSchema: false,
      useListenNotify: true,
      superviseIntervalSeconds: 5,
      monitorIntervalSeconds: 5,
      reindex: false,
      monitorVacuum: false,
      max: 4,
    });
    this.boss.on('error', options.onError);
  }

  async start(): Promise<void> {
    await this.boss.start();
  }

  /** Sends a job in an open transaction: it exists once the transaction has been committed. */
  async send<Data extends TenantJob>(db: Transaction, queue: string, data: Data): Promise<void> {
    const id = await this.boss.send(queue, data, {
      group: { id: data.tenantId },
      db: { executeSql: async (text, values) => ({ rows: await db.many(statement(text, values ?? [])) }) },
    });
    if (id === null) throw new Error(`The queue ${queue} did not take the job`);
  }

  /** Takes jobs of a queue, a few at a time and no more than `perTenant` of one tenant, so that none waits for another. */
  async work<Data extends TenantJob>(
    queue: string,
    handler: JobHandler<Data>,
    limits: { readonly perProcess: number; readonly perTenant: number },
  ): Promise<void> {
    const options: WorkOptions & { includeMetadata: true } = {
      includeMetadata: true,
      batchSize: 1,
      localConcurrency: limits.perProcess,
      groupConcurrency: limits.perTenant,
      pollingIntervalSeconds: 2,
      // A notification tells of new jobs alone: not of one that waited for its tenant's turn, or comes back after a kill.
      notifyPollingIntervalSeconds: 2,
      burstWhenBatchFull: true,
    };
    await this.boss.work<Data, void, typeof options>(queue, options, async ([job]) => {
      if (job) await handler(job.data, job.signal, job.retryCount >= job.retryLimit);
    });
  }

  /** Runs work at the times of a cron expression (UTC), in one process of all. */
  async schedule(queue: string, cron: string, handler: () => Promise<void>): Promise<void> {
    await this.boss.schedule(queue, cron);
    await this.boss.work(queue, { pollingIntervalSeconds: 30 }, handler);
  }

  async stop(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: 5_000 });
  }
}

/** A statement whose placeholders are numbered already. */
function statement(text: string, values: readonly unknown[]): ReturnType<typeof sql> {
  const parts = text.split(/\$(\d+)/);
  const strings: string[] = [];
  const bound: unknown[] = [];
  parts.forEach((part, index) => {
    if (index % 2 === 0) strings.push(part);
    else bound.push(values[Number(part) - 1]);
  });
  return sql(strings, ...bound);
}
