import sql from 'sql-template-tag';
import type { Database } from './database.js';

/** Does something for every tenant, one after the other. What fails for one is reported, and keeps it from no other. */
export async function eachTenant(
  database: Database,
  work: (tenantId: string) => Promise<void>,
  report: (error: unknown) => void,
): Promise<void> {
  const tenants = await database.transaction({ tenantId: null, operator: true }, (db) =>
    db.many<{ tenantId: string }>(sql`select tenant_id as "tenantId" from tenant order by tenant_id`),
  );
  for (const { tenantId } of tenants) await work(tenantId).catch(report);
}
