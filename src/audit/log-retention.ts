import sql from 'sql-template-tag';
import type { Database } from '../base/database/database.js';
import { eachTenant } from '../base/database/each-tenant.js';

const BATCH = 5_000;

/** Removes the entries that are past their tenant's retention, in small transactions, so that nobody waits for it. */
export function removeExpiredEntries(database: Database, report: (error: unknown) => void): Promise<void> {
  const removeBatch = (tenantId: string): Promise<number> =>
    database.transaction({ tenantId }, (db) =>
      db.run(sql`delete from log_entry where tenant_id = ${tenantId}::uuid and id in (
        select e.id from log_entry e join tenant t on t.tenant_id = e.tenant_id
        where e.tenant_id = ${tenantId}::uuid and e.at <= now() - make_interval(days => t.log_retention_days)
        order by e.at limit ${BATCH})`),
    );
  return eachTenant(
    database,
    async (tenantId) => {
      while ((await removeBatch(tenantId)) === BATCH);
    },
    report,
  );
}
