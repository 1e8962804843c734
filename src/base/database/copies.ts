import sql from 'sql-template-tag';
import type { Transaction } from './transaction.js';

/** Handing over a copy of people's data and beginning an erasure wait for each other, so that no copy slips between them. */
export async function lockCopies(db: Transaction): Promise<void> {
  await db.run(sql`select pg_advisory_xact_lock(hashtextextended(${`archives ${db.scope.tenantId}`}, 0))`);
}
