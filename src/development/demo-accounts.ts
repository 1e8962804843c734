import sql from 'sql-template-tag';
import type { Database } from '../base/database/database.js';
import type { DevelopmentIssuer } from './sign-in.js';

/** Somebody who can sign in at a development issuer, as the database has it now. */
export interface DemoLogin {
  readonly accountId: string;
  /** As whom it signs in; null for an account that is nobody's, also where it is linked to a card for transfers. */
  readonly personId: string | null;
  readonly subject: string;
  readonly name: string;
  /** The address on the person's card; null for an account that is linked to nobody. */
  readonly email: string | null;
  /** What the account is in the portal: the roles granted, or what it is without one. At least one. */
  readonly roles: readonly string[];
}

/** Somebody who is invited and can accept as whom the invitation was sent to. */
export interface DemoInvitee {
  readonly subject: string;
  readonly name: string;
  readonly email: string;
}

/** A tenant, or the operator, that signs in with the development kit. */
export interface DemoTenantLogins {
  readonly tenantId: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: 'controller' | 'operator';
  readonly logins: readonly DemoLogin[];
  readonly invitees: readonly DemoInvitee[];
}

const maximumLogins = 500;

/** Who can sign in where. Tenants with an identity provider of their own are left out. */
export async function readLogins(
  database: Database,
  issuerOf: (slug: string) => string,
): Promise<readonly DemoTenantLogins[]> {
  type TenantRow = Omit<DemoTenantLogins, 'logins' | 'invitees'> & { readonly issuers: readonly string[] };
  const tenants = await database.transaction({ tenantId: null, operator: true }, (db) =>
    db.many<TenantRow>(sql`select t.tenant_id as "tenantId", t.slug, t.name, t.kind, array_agg(i.issuer) as issuers
      from tenant t join identity_issuer i on i.tenant_id = t.tenant_id
      group by t.tenant_id order by t.kind, t.created_at, t.slug`),
  );
  const known: DemoTenantLogins[] = [];
  for (const { issuers, ...tenant } of tenants) {
    const issuer = issuers.find((name) => name === issuerOf(tenant.slug));
    if (issuer === undefined) continue;
    const { tenantId } = tenant;
    const logins = await tenantLogins(database, tenantId, issuer);
    known.push({ ...tenant, logins, invitees: await tenantInvitees(database, tenantId) });
  }
  return known;
}

/** The same, as the sign-in page shows it, with who is invited and somebody whom the tenant does not know yet. */
export function asIssuers(tenants: readonly DemoTenantLogins[]): readonly DevelopmentIssuer[] {
  return tenants.map(({ slug, name, logins, invitees }) => ({
    slug,
    name,
    accounts: [
      ...logins.map(({ subject, name: person, email, roles }) => ({
        subject,
        name: person,
        role: roles.map(inWords).join(', '),
        ...(email === null ? {} : { email }),
      })),
      ...invitees.map((invitee) => ({ ...invitee, role: `invited as ${invitee.email}; has no account yet` })),
      {
        subject: newcomer(logins),
        name: 'Somebody new',
        role: 'has no account yet and no e-mail address in the token; can accept any invitation',
      },
    ],
  }));
}

/** A subject that has no account; the one that had been it keeps it once an invitation was accepted. */
function newcomer(logins: readonly DemoLogin[]): string {
  const taken = new Set(logins.map(({ subject }) => subject));
  let number = 1;
  while (taken.has(`newcomer-${number}`)) number += 1;
  return `newcomer-${number}`;
}

/** A role's name for people: `unit_administrator` is `unit administrator`. */
export function inWords(role: string): string {
  return role.replaceAll('_', ' ');
}

function tenantLogins(database: Database, tenantId: string, issuer: string): Promise<DemoLogin[]> {
  return database.transaction({ tenantId, operator: true }, (db) =>
    db.many<DemoLogin>(sql`select a.id as "accountId", p.id as "personId", a.subject,
        coalesce(coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name, nullif(a.label, ''), a.subject) as name,
        p.email,
        coalesce(
          (select array_agg(distinct g.role order by g.role) from role_grant g
            where g.tenant_id = a.tenant_id and g.account_id = a.id and g.valid_from <= now()
              and (g.valid_until is null or g.valid_until > now())),
          (select array_agg(c ->> 'role') from matrix m, jsonb_array_elements(m.content -> 'cardRoles') c
            where m.tenant_id = a.tenant_id and m.state = 'ADOPTED' and a.kind = 'personal'
              and c ->> 'account' = 'PERSONAL' and c ->> 'register' = coalesce(a.card_register, p.register)),
          array[case when a.kind = 'service' then 'service' when a.person_id is null then 'unlinked'
            when a.kind = 'transfer' then 'transfer'
            when p.register = 'GUARDIAN' then 'guardian' else 'end_user' end]) as roles
      from account a
      left join person p on p.tenant_id = a.tenant_id and p.id = a.person_id and a.kind = 'personal'
      where a.tenant_id = ${tenantId}::uuid and a.issuer = ${issuer} and a.closed_at is null
      order by a.created_at, a.id limit ${maximumLogins}`),
  );
}

/** Each of them signs in as the invitation, so that the account that comes of it is found again. */
function tenantInvitees(database: Database, tenantId: string): Promise<DemoInvitee[]> {
  return database.transaction({ tenantId }, (db) =>
    db.many<DemoInvitee>(sql`select 'invited-' || i.id as subject, i.email,
        coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name as name
      from invitation i join person p on p.tenant_id = i.tenant_id and p.id = i.person_id
      where i.tenant_id = ${tenantId}::uuid and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
      order by i.created_at, i.id limit ${maximumLogins}`),
  );
}
