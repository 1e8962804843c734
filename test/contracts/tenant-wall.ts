import type { Client } from 'pg';
import { APP_ROLE } from '../../src/base/database/policies.js';

export const platformTables: readonly string[] = [
  'identity_issuer',
  'processor',
  'sub_processor',
  'sub_processor_change',
  'measure',
  'legal_period',
  'processor_analysis',
  'certification',
];

/** The list of tenants, whose own key is the tenant. */
const TENANTS = 'tenant';

/**
 * Policies beside the tenant wall, each with its reason: agreements are between the tenant and the operator, who reads
 * them and adds the processor's signature, which is nobody else's to add; breaches are in both registers, in numbers; so are announcements of sub-processors and what
 * is objected to them, which the operator makes and settles, and the period of a tenant's own for that.
 * them and adds the processor's signature, which is nobody else's to add; breaches are in both registers, in numbers. So is what the
 * operator's staff asked to read.
 */
const betweenTenantAndOperator: readonly string[] = [
  'agreement.operator_reads',
  'agreement_document.operator_reads',
  'agreement_signature.operator_reads',
  'agreement_signature.operator_adds',
  'agreement_signature.only_operator_adds',
  'agreement_deviation.operator_reads',
  'agreement_deviation_decision.operator_reads',
  'agreement_deviation_decision.operator_adds',
  'agreement_deviation_decision.only_operator_adds',
  'breach.operator_reads',
  'breach_assessment.operator_reads',
  'breach_notice.operator_reads',
  'agreed_period.operator_reads',
  'sub_processor_announcement.operator_reads',
  'sub_processor_announcement.operator_announces',
  'sub_processor_authorisation.operator_reads',
  'sub_processor_objection.operator_reads',
  'sub_processor_objection.operator_settles',
  'lockbox_access.operator_reads',
];

/** What tenants publish to everybody, signed in or not. */
const publishedTables: readonly string[] = ['privacy_notice'];

const inPublic = `n.nspname = 'public'`;

/** Each query names what it finds wrong; no row means that all is well. $1 are the platform's tables. */
const rules: readonly { readonly rule: string; readonly sql: string }[] = [
  {
    rule: 'has row-level security enabled and forced',
    sql: `select c.relname as at from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${inPublic} and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
        and not (c.relname = 'migration' and not has_table_privilege('${APP_ROLE}', c.oid, 'select, insert, update, delete'))`,
  },
  {
    rule: 'has a policy',
    sql: `select c.relname as at from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${inPublic} and c.relkind in ('r', 'p') and c.relname <> 'migration'
        and not exists (select 1 from pg_policy p where p.polrelid = c.oid)`,
  },
  {
    rule: 'lets every policy compare the tenant of the row with the tenant of the transaction',
    sql: `select p.tablename || '.' || p.policyname as at from pg_policies p
      where p.schemaname = 'public' and p.tablename <> all ($1) and p.tablename <> '${TENANTS}'
        and not (p.tablename || '.' || p.policyname in (${betweenTenantAndOperator.map((name) => `'${name}'`).join()})
          and concat(p.qual, p.with_check) ~ 'current_setting\\(''app\\.operator''')
        and not (p.policyname = 'everybody_reads' and p.cmd = 'SELECT'
          and p.tablename in (${publishedTables.map((name) => `'${name}'`).join()}))
        and not (p.policyname = 'removable_when' and p.permissive = 'RESTRICTIVE' and p.cmd = 'DELETE'
          and p.qual ~ '^\\(\\(tenant_id = \\(NULLIF\\(current_setting\\(''app\\.tenant_id''')
        and not (p.permissive = 'PERMISSIVE' and p.cmd = 'ALL'
          and p.qual ~ '^\\(tenant_id = \\(NULLIF\\(current_setting\\(''app\\.tenant_id''' and p.with_check = p.qual)`,
  },
  {
    rule: 'has tenant_id first in its primary key',
    sql: `select c.relname as at from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${inPublic} and c.relkind in ('r', 'p') and c.relname <> all ($1) and c.relname <> 'migration'
        and not exists (select 1 from pg_constraint k join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
          where k.conrelid = c.oid and k.contype = 'p' and a.attname = 'tenant_id')`,
  },
  {
    rule: 'has tenant_id in every unique index',
    sql: `select i.indexrelid::regclass::text as at from pg_index i join pg_class c on c.oid = i.indrelid
        join pg_namespace n on n.oid = c.relnamespace
      where ${inPublic} and i.indisunique and c.relname <> all ($1) and c.relname not in ('${TENANTS}', 'migration')
        and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'
          and a.attnum = any (i.indkey::int2[])) order by i.indexrelid`,
  },
  {
    rule: 'joins tenant_id with tenant_id in every foreign key to another tenant table',
    sql: `select k.conrelid::regclass || '.' || k.conname as at from pg_constraint k
        join pg_class target on target.oid = k.confrelid join pg_namespace n on n.oid = k.connamespace
      where ${inPublic} and k.contype = 'f' and target.relname <> all ($1)
        and not exists (select 1 from unnest(k.conkey, k.confkey) pair(own, other)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own and a.attname = 'tenant_id'
          join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.other and b.attname = 'tenant_id')`,
  },
  {
    rule: 'never empties tenant_id when the row that a foreign key points to goes',
    sql: `select k.conrelid::regclass || '.' || k.conname as at from pg_constraint k
      where k.contype = 'f' and k.confdeltype in ('n', 'd') and (k.confdelsetcols is null
        or exists (select 1 from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'tenant_id'
          and a.attnum = any (k.confdelsetcols)))`,
  },
  {
    rule: 'is no view that reads with its owner’s rights, and no materialised view',
    sql: `select c.relname as at from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${inPublic} and (c.relkind = 'm'
        or c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false))`,
  },
  {
    rule: 'is no function with its owner’s rights',
    sql: `select p.oid::regprocedure::text as at from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')`,
  },
  {
    rule: 'belongs to another role than the application’s',
    sql: `select pg_describe_object(d.classid, d.objid, 0) as at from pg_shdepend d
      where d.deptype = 'o' and d.refobjid = '${APP_ROLE}'::regrole
        and d.dbid in (0, (select oid from pg_database where datname = current_database()))`,
  },
  {
    rule: 'leaves the application’s role unprivileged',
    sql: `select rolname as at from pg_roles where rolname = '${APP_ROLE}'
        and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)
      union all select 'member of ' || roleid::regrole from pg_auth_members where member = '${APP_ROLE}'::regrole
      union all select 'may create in public' where has_schema_privilege('${APP_ROLE}', 'public', 'create')`,
  },
  {
    rule: 'gives the application no right to truncate, refer to or attach triggers',
    sql: `select c.relname || ': ' || g.privilege_type as at from pg_class c join pg_namespace n on n.oid = c.relnamespace,
        aclexplode(c.relacl) g
      where ${inPublic} and g.grantee in (0, '${APP_ROLE}'::regrole) and c.relkind in ('r', 'p')
        and g.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')`,
  },
];

/** What stands in the way of the tenant wall, one line each; empty when the wall is whole. */
export async function gapsInTheWall(client: Client): Promise<string[]> {
  const gaps: string[] = [];
  for (const { rule, sql } of rules) {
    const { rows } = await client.query<{ at: string }>(sql, sql.includes('$1') ? [platformTables] : []);
    gaps.push(...rows.map(({ at }) => `${at}: violates "${rule}"`));
  }
  return gaps;
}

/** Every table with a tenant whose rows are for that tenant alone. */
export async function tenantTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
    where ${inPublic} and c.relkind in ('r', 'p') and c.relname <> all ($1) order by 1`,
    [[...platformTables, ...publishedTables]],
  );
  return rows.map(({ name }) => name);
}
