import sql from 'sql-template-tag';
import type { Database } from '../base/database/database.js';
import type { DemoIssuer } from './demo/index.js';

/**
 * Moves development issuers, and the accounts that sign in there, to the address at which this start is reached: an
 * issuer's name holds the port. Tenants with an identity provider of their own are left alone.
 */
export async function rebindIssuers(database: Database, issuerFor: (slug: string) => DemoIssuer): Promise<void> {
  interface Bound {
    readonly tenantId: string;
    readonly slug: string;
    readonly issuer: string;
  }
  const bound = await database.transaction({ tenantId: null, operator: true }, (db) =>
    db.many<Bound>(sql`select t.tenant_id as "tenantId", t.slug, i.issuer
      from identity_issuer i join tenant t on t.tenant_id = i.tenant_id
      where i.issuer ~ ('^http://127\\.0\\.0\\.1:[0-9]+/dev/issuers/' || t.slug || '$')`),
  );
  for (const { tenantId, slug, issuer: old } of bound) {
    const { issuer, audience, jwksUri } = issuerFor(slug);
    if (old === issuer) continue;
    await database.transaction({ tenantId, operator: true }, async (db) => {
      await db.run(sql`insert into identity_issuer (issuer, tenant_id, audience, jwks_uri)
        values (${issuer}, ${tenantId}::uuid, ${audience}, ${jwksUri}) on conflict (issuer) do nothing`);
      await db.run(sql`update account set issuer = ${issuer}
        where tenant_id = ${tenantId}::uuid and issuer = ${old}`);
      await db.run(sql`delete from identity_issuer where issuer = ${old} and tenant_id = ${tenantId}::uuid`);
    });
  }
}
