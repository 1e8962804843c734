import sql from 'sql-template-tag';
import type { Database } from '../base/database/database.js';
import { ADDRESS_RETENTION } from './account-address.entity.js';

/** Removes, in every tenant, the addresses from which nobody has come for as long as they are kept. */
export async function removeOldAddresses(database: Database): Promise<void> {
  const tenants = await database.transaction({ tenantId: null, operator: true }, (db) =>
    db.many<{ tenantId: string }>(sql`select tenant_id as "tenantId" from tenant order by 1`),
  );
  for (const { tenantId } of tenants) {
    await database.transaction({ tenantId }, (db) =>
      db.run(sql`delete from account_address
        where tenant_id = ${tenantId}::uuid and last_seen_at <= now() - ${ADDRESS_RETENTION}::interval`),
    );
  }
}
