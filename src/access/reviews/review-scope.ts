import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import type { RoleBook } from '../matrix/role-book.js';
import type { ReviewScope } from './review.model.js';

/** A grant that a campaign asks about. */
export interface ReviewedGrant {
  readonly grantId: string;
  readonly accountId: string;
  readonly personId: string | null;
  readonly role: string;
  readonly unitId: string | null;
  readonly grantedAt: Date;
  readonly heldUntil: Date | null;
  readonly grantedByAccountId: string | null;
  readonly exceptionId: string | null;
}

/** The roles that a scope names: by key, by the seat that they take, and by their risk. */
export function rolesIn(book: RoleBook, { roles, seats, risks }: ReviewScope): readonly string[] {
  const ofRisk = book.matrix.roles.filter(({ risk }) => risks.includes(risk)).map(({ key }) => key);
  // Who acts for the controller may do everything, though no matrix says so.
  const controller = risks.includes('HIGH') ? ['controller'] : [];
  return [...new Set([...roles, ...seats.flatMap((kind) => book.seatRoles(kind)), ...ofRisk, ...controller])];
}

/**
 * The grants in a scope that hold now, of accounts that can sign in. Of a unit they are those that are limited to it, and
 * those that are limited to none of whoever belongs to it.
 */
export function grantsIn(db: Transaction, book: RoleBook, scope: ReviewScope, limit: number): Promise<ReviewedGrant[]> {
  const { unitId, hasExceptions } = scope;
  const inUnit: Sql = sql`(${unitId}::uuid is null or g.unit_id = ${unitId}::uuid or (g.unit_id is null and exists (
    select 1 from affiliation f where f.tenant_id = g.tenant_id and f.person_id = g.person_id
      and f.unit_id = ${unitId}::uuid)))`;
  return db.many<ReviewedGrant>(sql`select g.id as "grantId", g.account_id as "accountId", g.person_id as "personId",
      g.role, g.unit_id as "unitId", g.valid_from as "grantedAt", g.valid_until as "heldUntil",
      g.granted_by_account_id as "grantedByAccountId", g.exception_id as "exceptionId"
    from role_grant g join account a on a.tenant_id = g.tenant_id and a.id = g.account_id and a.closed_at is null
    where g.tenant_id = ${db.scope.tenantId}::uuid and g.valid_from <= clock_timestamp()
      and (g.valid_until is null or g.valid_until > clock_timestamp())
      and (g.role = any(${[...rolesIn(book, scope)]}::text[])
        or (${hasExceptions}::boolean and g.exception_id is not null))
      and ${inUnit}
    order by g.role, g.id limit ${limit}`);
}
