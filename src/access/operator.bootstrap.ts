import sql from 'sql-template-tag';
import type { Database } from '../base/database/database.js';
import { newId } from '../base/ids.js';

/** The operator's own organisation, its identity provider and its first member of staff. */
export interface OperatorBootstrap {
  readonly name: string;
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
  /** `sub` of the first operator at the issuer. */
  readonly subject: string;
}

export interface OperatorAccount {
  readonly tenantId: string;
  readonly accountId: string;
}

/** The configured issuer already signs people in to a controller's tenant. */
export class IssuerTakenError extends Error {
  override readonly name = 'IssuerTakenError';

  constructor(issuer: string) {
    super(`The issuer ${issuer} is bound to another tenant, and cannot be the operator's as well.`);
  }
}

/**
 * Makes the operator's organisation on first start, binds its issuer, and gives the first operator an account. On every
 * later start, and in processes that start side by side, it changes nothing but the issuer's audience and key address: an
 * account that was closed or lost its role stays so.
 *
 * @throws IssuerTakenError when the issuer belongs to a controller
 */
export async function bootstrapOperator(database: Database, operator: OperatorBootstrap): Promise<OperatorAccount> {
  const tenantId = await database.transaction({ tenantId: null, operator: true }, async (db) => {
    await db.run(sql`insert into tenant (tenant_id, slug, kind, name, legal_name)
      values (${newId()}::uuid, 'operator', 'operator', ${operator.name}, ${operator.name}) on conflict do nothing`);
    const tenant = await db.first<{ id: string }>(sql`select tenant_id as id from tenant where kind = 'operator'`);
    if (!tenant) throw new Error('The slug "operator" is taken by a controller: rename that tenant first.');
    const bound = await db.run(sql`insert into identity_issuer (issuer, tenant_id, audience, jwks_uri)
      values (${operator.issuer}, ${tenant.id}::uuid, ${operator.audience}, ${operator.jwksUri})
      on conflict (issuer) do update set audience = excluded.audience, jwks_uri = excluded.jwks_uri
        where identity_issuer.tenant_id = excluded.tenant_id`);
    if (bound === 0) throw new IssuerTakenError(operator.issuer);
    return tenant.id;
  });
  return database.transaction({ tenantId, operator: true }, async (db) => {
    const made = await db.first<{ id: string }>(sql`insert into account (tenant_id, id, issuer, subject, label)
      values (${tenantId}::uuid, ${newId()}::uuid, ${operator.issuer}, ${operator.subject}, 'First operator')
      on conflict (tenant_id, issuer, subject) do nothing returning id`);
    if (made) {
      await db.run(sql`insert into role_grant (tenant_id, id, account_id, role)
        values (${tenantId}::uuid, ${newId()}::uuid, ${made.id}::uuid, 'operator')`);
      return { tenantId, accountId: made.id };
    }
    const account = await db.first<{ id: string }>(sql`select id from account where tenant_id = ${tenantId}::uuid
      and issuer = ${operator.issuer} and subject = ${operator.subject}`);
    if (!account) throw new Error('The account of the first operator could not be made.');
    return { tenantId, accountId: account.id };
  });
}
