import sql from 'sql-template-tag';
import type { Database } from '../base/database/database.js';
import { eachTenant } from '../base/database/each-tenant.js';
import { ADDRESS_RETENTION } from './account-address.entity.js';

/** Removes, in every tenant, the addresses from which nobody has come for as long as they are kept. */
export const removeOldAddresses = (database: Database, report: (error: unknown) => void): Promise<void> =>
  eachTenant(
    database,
    (tenantId) =>
      database.transaction({ tenantId }, async (db) => {
        await db.run(sql`delete from account_address
          where tenant_id = ${tenantId}::uuid and last_seen_at <= now() - ${ADDRESS_RETENTION}::interval`);
      }),
    report,
  );
