import sql, { join, type Sql } from 'sql-template-tag';
import type { Access } from '../base/access.js';
import { predicateOf } from '../base/predicate.js';
import type { AccountFilter } from './account.inputs.js';

/** What of accounts a filter asks, and of which elements whom it leaves in tells. */
export interface FilteredAccounts {
  readonly where: (account: Sql) => Sql;
  readonly elements: readonly string[];
}

/** Whether somebody can sign in to an account, as SQL: who left cannot, whether or not that was written down yet. */
export type IsOpen = (account: Sql) => Sql;

interface Condition {
  readonly element?: string;
  readonly sql: Sql;
}

/** The register is the card's to tell: who may not read it finds nobody by it. */
function ofRegister(register: string, account: Sql, access: Access): Sql {
  const shown = access.guard('Person').shows('person.register', sql`p`);
  return sql`exists (select 1 from person p where p.tenant_id = ${account}.tenant_id and p.id = ${account}.person_id
    and p.register = ${register} and coalesce(${account}.card_register, p.register) = p.register and ${predicateOf(shown)})`;
}

/** A grant is its row's to tell: who may not see it finds no account by it. */
const holding = (role: string, account: Sql, access: Access): Sql => sql`exists (select 1 from role_grant g
  where g.tenant_id = ${account}.tenant_id and g.account_id = ${account}.id and g.role = ${role}
    and g.valid_from <= clock_timestamp() and (g.valid_until is null or g.valid_until > clock_timestamp())
    and ${predicateOf(access.guard('RoleGrant').rows(sql`g`))})`;

function conditions(filter: AccountFilter, account: Sql, access: Access, isOpen: IsOpen): Condition[] {
  const { kind, linked, closed, register, role, secondFactor, lastVisitBefore } = filter;
  const found: Condition[] = [];
  if (kind) found.push({ sql: sql`${account}.kind = ${kind}` });
  if (linked != null) found.push({ sql: sql`(${account}.person_id is not null) = ${linked}::boolean` });
  if (closed != null) found.push({ sql: sql`(not ${isOpen(account)}) = ${closed}::boolean` });
  if (register) found.push({ element: 'person.register', sql: ofRegister(register, account, access) });
  if (role) found.push({ element: 'role_grant.role', sql: holding(role, account, access) });
  if (secondFactor != null) {
    const has = sql`(${account}.last_second_factor_at is not null) = ${secondFactor}::boolean`;
    found.push({ element: 'account.lastSecondFactorAt', sql: has });
  }
  if (lastVisitBefore) {
    const isBefore = sql`coalesce(${account}.last_visit_at, '-infinity') < ${lastVisitBefore}::timestamptz`;
    found.push({ element: 'account.lastVisitAt', sql: isBefore });
  }
  return found;
}

/** The filter as SQL; an account that was never used was last used before any time. */
export function accountFilter(filter: AccountFilter | undefined, access: Access, isOpen: IsOpen): FilteredAccounts {
  const found = (account: Sql): readonly Condition[] => (filter ? conditions(filter, account, access, isOpen) : []);
  return {
    where: (account) => {
      const all = found(account).map((condition) => condition.sql);
      return all.length > 0 ? join(all, ' and ') : sql`true`;
    },
    elements: found(sql`a`).flatMap(({ element }) => element ?? []),
  };
}
