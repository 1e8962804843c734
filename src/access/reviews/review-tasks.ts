import sql, { type Sql } from 'sql-template-tag';
import type { Access } from '../../base/access.js';
import type { Context } from '../../base/context.js';
import type { RoleBook, RoleBooks } from '../matrix/role-book.js';
import { isAnybodys, isUndecided } from './review-states.js';

/** A right that is reviewed, as far as it matters for who may give it. */
export interface ReviewedRight {
  readonly role: string;
  readonly unitId: string | null;
  readonly isException: boolean;
}

/** Whether the viewer may give a right that is reviewed. One that the matrix has no longer opens nothing, so that it may be tidied away. */
export const mayGrantReviewed = (
  access: Access,
  book: RoleBook,
  { role, unitId, isException }: ReviewedRight,
): boolean =>
  access.can(isException ? 'exception.decide' : 'role.grant') &&
  (book.find(role) === null || access.holdsAllOf(role, unitId));

/**
 * The items on which the viewer is to decide: those for which the viewer was asked, and of those for which nobody was, all
 * whose role the viewer may grant; once they are past due, who leads reviews takes over what others left. Never those on the
 * viewer's own rights.
 */
export async function tasksOf({ db, access, viewer }: Context, books: RoleBooks): Promise<(item: Sql) => Sql> {
  if (!access.can('review.decide')) return () => sql`false`;
  const asked = await db.many<ReviewedRight>(sql`select distinct i.role, i.unit_id as "unitId",
      i.exception_id is not null as "isException"
    from access_review_item i where i.tenant_id = ${viewer.tenantId}::uuid and i.decision is null`);
  const book = asked.length > 0 ? await books.now(db) : null;
  const grantable = asked.filter((right) => book !== null && mayGrantReviewed(access, book, right));
  const isGrantable = (item: Sql): Sql => sql`exists (select 1
    from jsonb_to_recordset(${JSON.stringify(grantable)}::jsonb) m(role text, "unitId" uuid, "isException" boolean)
    where m.role = ${item}.role and m."unitId" is not distinct from ${item}.unit_id
      and m."isException" = (${item}.exception_id is not null))`;
  const isLeft = (item: Sql): Sql => sql`(${access.can('review.manage')}::boolean and ${item}.due_at <= now())`;
  return (item) => sql`(${isUndecided(item)} and ${item}.account_id <> ${viewer.accountId}::uuid
    and ${item}.person_id is distinct from ${viewer.personId}::uuid
    and (${item}.reviewer_account_id = ${viewer.accountId}::uuid
      or ((${isAnybodys(item)} or ${isLeft(item)}) and ${isGrantable(item)})))`;
}
