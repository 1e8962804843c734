import sql from 'sql-template-tag';
import type { Database } from '../base/database/database.js';

const BATCH = 5_000;

/** Removes the entries that are past their tenant's retention, in small transactions, so that nobody waits for it. */
export async function removeExpiredEntries(database: Database): Promise<void> {
  const tenants = await database.transaction({ tenantId: null, operator: true }, (db) =>
    db.many<{ tenantId: string; days: number }>(
      sql`select tenant_id as "tenantId", log_retention_days as days from tenant`,
    ),
  );
  for (const { tenantId, days } of tenants) {
    let removed = BATCH;
    while (removed === BATCH) {
      removed = await database.transaction({ tenantId }, (db) =>
        db.run(sql`delete from log_entry where tenant_id = ${tenantId}::uuid and id in (
          select id from log_entry where tenant_id = ${tenantId}::uuid
            and at <= now() - make_interval(days => ${days}::integer) order by at limit ${BATCH})`),
      );
    }
  }
}
