import sql from 'sql-template-tag';
import type { Transaction } from '../base/database/transaction.js';

/** The country (ISO 3166-1) of the transaction's controller: by its days deadlines are counted, and as in it numbers are dialled. */
export async function countryOf(db: Transaction): Promise<string> {
  const tenant = await db.first<{ country: string }>(
    sql`select country from tenant where tenant_id = ${db.scope.tenantId}::uuid`,
  );
  if (!tenant) throw new Error('there is a tenant wherever its country is asked for');
  return tenant.country;
}
