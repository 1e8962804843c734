import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import type { FinalDecision, ReviewOutcome } from './review.model.js';
import { isAnybodys, outcomeOf } from './review-states.js';

/** An item that is being decided on. */
export interface LockedItem {
  readonly id: string;
  readonly reviewId: string;
  readonly grantId: string;
  readonly currentGrantId: string | null;
  readonly exceptionId: string | null;
  readonly accountId: string;
  readonly personId: string | null;
  readonly role: string;
  readonly unitId: string | null;
  readonly heldUntil: Date | null;
  /** Null where anybody may decide who may grant the role. */
  readonly reviewerAccountId: string | null;
  readonly decision: FinalDecision | null;
  readonly outcome: ReviewOutcome;
  /** Whether the campaign is over, so that what was decided stays so. */
  readonly isOver: boolean;
}

/**
 * Locks items, always in the same order so that two who decide on many at once wait for one another, and their campaigns
 * against being closed meanwhile. Those that are not there are left out.
 */
export async function lockItems({ db }: Context, ids: readonly string[]): Promise<ReadonlyMap<string, LockedItem>> {
  const rows = await db.many<LockedItem>(sql`select i.id, i.review_id as "reviewId", i.grant_id as "grantId",
      i.current_grant_id as "currentGrantId", i.exception_id as "exceptionId", i.account_id as "accountId",
      i.person_id as "personId", i.role, i.unit_id as "unitId", i.held_until as "heldUntil",
      case when not ${isAnybodys(sql`i`)} then i.reviewer_account_id end as "reviewerAccountId", i.decision,
      ${outcomeOf(sql`i`)} as outcome, (r.closed_at is not null or r.due_at <= now()) as "isOver"
    from access_review_item i join access_review r on r.tenant_id = i.tenant_id and r.id = i.review_id
    where i.tenant_id = ${db.scope.tenantId}::uuid and i.id = any(${[...ids]}::uuid[])
    order by i.id for update of i for share of r`);
  return new Map(rows.map((row) => [row.id, row]));
}
