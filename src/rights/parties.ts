import sql from 'sql-template-tag';
import type { Transaction } from '../base/database/transaction.js';

export interface Party {
  readonly name: string;
  readonly organisationNumber: string | null;
}

/** Who decides on the data, and who holds it for them (Article 4(7) and (8) GDPR); null while that has not been recorded. */
export interface Parties {
  readonly controller: Party;
  readonly processor: Party | null;
}

export async function readParties(db: Transaction): Promise<Parties> {
  const controller = await db.first<Party>(sql`select legal_name as name,
      nullif(organisation_number, '') as "organisationNumber"
    from tenant where tenant_id = ${db.scope.tenantId}::uuid`);
  const processor = await db.first<Party>(sql`select legal_name as name,
      nullif(organisation_number, '') as "organisationNumber" from processor`);
  if (!controller) throw new Error('The tenant has no record');
  return { controller, processor };
}
