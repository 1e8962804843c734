import { openDataSource } from './base/database/data-source.js';
import { DUE, installQueues, MAINTENANCE, SCREENING } from './base/jobs/queue.js';
import { entities } from './domains.js';
import { operationQueues } from './jobs/index.js';
import { migrations } from './migrations/index.js';

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
    await installQueues(ownerUrl, [...operationQueues, MAINTENANCE, DUE, SCREENING]);
  } finally {
    // With its connection goes the lock.
    await source.destroy();
  }
}
