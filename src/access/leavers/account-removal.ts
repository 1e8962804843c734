import sql from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';

/**
 * Deletes accounts with their grants, addresses and visits. The authorisation register keeps its entries, ended and without
 * the account. Who may, and whether a hold is against it, was asked before.
 */
export async function removeAccounts(db: Transaction, accountIds: readonly string[]): Promise<void> {
  const { tenantId } = db.scope;
  const ids = [...accountIds];
  await db.run(sql`update access_exception set account_id = null,
      ended_at = case when is_consented is not false and ended_at is null and ends_at > clock_timestamp()
        then clock_timestamp() else ended_at end
    where tenant_id = ${tenantId}::uuid and account_id = any(${ids}::uuid[])`);
  await db.run(sql`delete from account where tenant_id = ${tenantId}::uuid and id = any(${ids}::uuid[])`);
}
