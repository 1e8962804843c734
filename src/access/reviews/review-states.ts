import sql, { type Sql } from 'sql-template-tag';
import type { ReviewOutcome, ReviewState } from './review.model.js';

/** Whether a grant has no effect because nobody decided on it in time: asked of every grant, each time it is used. */
export const isFrozen = (grant: Sql): Sql => sql`exists (select 1 from access_review_item fi
  where fi.tenant_id = ${grant}.tenant_id and fi.grant_id = ${grant}.id and fi.freezes_at <= clock_timestamp())`;

const isOver = (review: Sql): Sql => sql`(${review}.closed_at is not null or ${review}.due_at <= now())`;

const states: Readonly<Record<ReviewState, (review: Sql) => Sql>> = {
  OPEN: (review) => sql`${review}.withdrawn_at is null and not ${isOver(review)}`,
  CLOSED: (review) => sql`${review}.withdrawn_at is null and ${isOver(review)}`,
  WITHDRAWN: (review) => sql`${review}.withdrawn_at is not null`,
};

export const inState = (state: ReviewState | null | undefined, review: Sql): Sql =>
  state ? states[state](review) : sql`true`;

export function stateOf(
  { closedAt, withdrawnAt, dueAt }: { closedAt: Date | null; withdrawnAt: Date | null; dueAt: Date },
  now: Date,
): ReviewState {
  if (withdrawnAt !== null) return 'WITHDRAWN';
  return closedAt !== null || dueAt <= now ? 'CLOSED' : 'OPEN';
}

/** Whether the account still holds the right that an item is about. */
export const isHeld = (item: Sql): Sql => sql`exists (select 1 from role_grant hg where hg.tenant_id = ${item}.tenant_id
  and hg.id = ${item}.current_grant_id and (hg.valid_until is null or hg.valid_until > clock_timestamp()))`;

/** How an item stands at this moment. */
export const outcomeOf = (item: Sql): Sql => sql`case
  when ${item}.restored_at is not null then 'RESTORED'
  when ${item}.decision = 'KEEP' then 'KEPT'
  when ${item}.decision = 'REVOKE' then 'REVOKED'
  when ${item}.decision = 'CHANGE' then 'CHANGED'
  when not ${isHeld(item)} then 'ENDED'
  when ${item}.due_at > clock_timestamp() then 'OPEN'
  when ${item}.freezes_at is null then 'OVERDUE'
  else 'FROZEN' end`;

/** Whether nobody in particular is to decide: nobody was asked, or who was has left. */
export const isAnybodys = (item: Sql): Sql => sql`not exists (select 1 from account ra
  where ra.tenant_id = ${item}.tenant_id and ra.id = ${item}.reviewer_account_id and ra.closed_at is null)`;

/** Items that nobody has decided on, of rights that are still held. */
export const isUndecided = (item: Sql): Sql => sql`(${item}.decision is null and ${isHeld(item)})`;

export const hasOutcome = (outcomes: readonly ReviewOutcome[] | null | undefined, item: Sql): Sql =>
  outcomes && outcomes.length > 0 ? sql`${outcomeOf(item)} = any(${[...outcomes]}::text[])` : sql`true`;
