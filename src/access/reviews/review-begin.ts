import sql from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { newId } from '../../base/ids.js';
import { predicateOf } from '../../base/predicate.js';
import type { RoleBooks } from '../matrix/role-book.js';
import type { PersonWalls } from '../wall/person-walls.js';
import type { ReviewScope } from './review.model.js';
import { readEvidence } from './review-evidence.js';
import { grantsIn, type ReviewedGrant } from './review-scope.js';

/** What a campaign asks at the most, so that it begins within one request. */
export const MAXIMUM_ITEMS = 2_000;

/** A campaign that is to begin. */
export interface NewReview extends ReviewScope {
  readonly name: string;
  readonly reviewerAccountIds: readonly string[];
  readonly startedByAccountId: string | null;
  readonly dueAt: Date;
  readonly reminderDays: readonly number[];
  readonly repeatMonths: number | null;
}

/** A campaign that has begun. */
export interface BegunReview {
  readonly id: string;
  readonly grants: readonly ReviewedGrant[];
}

interface Reviewer {
  readonly accountId: string;
  readonly personId: string | null;
  /** Whose grants the reviewer sees. */
  readonly reaches: ReadonlySet<string>;
}

/** Begins campaigns, on somebody's word or by repetition: the grants in scope with what is known of them at this moment. */
export class ReviewBeginning {
  constructor(
    private readonly books: RoleBooks,
    private readonly walls: PersonWalls,
  ) {}

  /** The grants that it would ask about, and one beyond the maximum where they are too many. */
  async grants(db: Transaction, scope: ReviewScope): Promise<ReviewedGrant[]> {
    return grantsIn(db, await this.books.now(db), scope, MAXIMUM_ITEMS + 1);
  }

  async begin(db: Transaction, review: NewReview, grants: readonly ReviewedGrant[]): Promise<BegunReview> {
    const id = newId();
    // One at a time, for the number.
    await db.run(sql`select 1 from tenant where tenant_id = ${db.scope.tenantId}::uuid for no key update`);
    await db.run(sql`insert into access_review (tenant_id, id, number, name, seats, has_exceptions, roles, risks, unit_id,
        reviewer_account_ids, started_by_account_id, started_at, due_at, reminder_days, repeat_months)
      select ${db.scope.tenantId}::uuid, ${id}::uuid, coalesce(max(number), 0) + 1, ${review.name},
        ${[...review.seats]}::text[], ${review.hasExceptions}, ${[...review.roles]}::text[], ${[...review.risks]}::text[],
        ${review.unitId}::uuid, ${[...review.reviewerAccountIds]}::uuid[], ${review.startedByAccountId}::uuid, now(),
        ${review.dueAt}::timestamptz, ${[...review.reminderDays]}::integer[], ${review.repeatMonths}::integer
      from access_review where tenant_id = ${db.scope.tenantId}::uuid`);
    await this.insertItems(db, id, review, grants);
    return { id, grants };
  }

  private async insertItems(
    db: Transaction,
    reviewId: string,
    { reviewerAccountIds, dueAt, reminderDays }: NewReview,
    grants: readonly ReviewedGrant[],
  ): Promise<void> {
    if (grants.length === 0) return;
    const evidence = await readEvidence(db, this.books, grants);
    const reviewers = shareOut(grants, await this.reviewers(db, reviewerAccountIds, grants));
    const rows = grants.map((grant) => ({
      ...grant,
      id: newId(),
      evidence: evidence.get(grant.grantId) ?? null,
      reviewerAccountId: reviewers.get(grant.grantId)?.accountId ?? null,
      reviewerPersonId: reviewers.get(grant.grantId)?.personId ?? null,
    }));
    const earliest = reminderDays.length > 0 ? Math.max(...reminderDays) : null;
    await db.run(sql`insert into access_review_item (tenant_id, id, review_id, grant_id, current_grant_id, exception_id,
        account_id, person_id, role, unit_id, granted_at, held_until, granted_by_account_id, evidence,
        reviewer_account_id, reviewer_person_id, due_at, remind_at, freezes_at)
      select ${db.scope.tenantId}::uuid, i.id, ${reviewId}::uuid, i."grantId", i."grantId", i."exceptionId", i."accountId",
        i."personId", i.role, i."unitId", i."grantedAt", i."heldUntil", i."grantedByAccountId", i.evidence,
        i."reviewerAccountId", i."reviewerPersonId", ${dueAt}::timestamptz,
        ${dueAt}::timestamptz - make_interval(days => ${earliest}::integer),
        case when i.role <> 'controller' then ${dueAt}::timestamptz end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) i(id uuid, "grantId" uuid, "exceptionId" uuid,
        "accountId" uuid, "personId" uuid, role text, "unitId" uuid, "grantedAt" timestamptz, "heldUntil" timestamptz,
        "grantedByAccountId" uuid, evidence jsonb, "reviewerAccountId" uuid, "reviewerPersonId" uuid)`);
  }

  /** Those of the chosen who may decide now, each with the persons within reach. */
  private async reviewers(
    db: Transaction,
    accountIds: readonly string[],
    grants: readonly ReviewedGrant[],
  ): Promise<Reviewer[]> {
    const personIds = [...new Set(grants.flatMap(({ personId }) => personId ?? []))];
    const reviewers: Reviewer[] = [];
    for (const accountId of accountIds) {
      const wall = await this.walls.of(db, accountId);
      if (!wall?.can('review.decide')) continue;
      const seen = wall.persons('person.read', sql`p.id`, { category: 'SIGN_IN' });
      const reached = await db.many<{ id: string }>(sql`select p.id from person p
        where p.tenant_id = ${db.scope.tenantId}::uuid and p.id = any(${personIds}::uuid[]) and ${predicateOf(seen)}`);
      const { personId } = wall.viewer;
      reviewers.push({ accountId, personId, reaches: new Set(reached.map(({ id }) => id)) });
    }
    return reviewers;
  }
}

/**
 * Gives each grant to the reviewer with the fewest so far who sees its holder and is not the holder: nobody decides on their
 * own right. What no chosen reviewer can decide is left to whoever may grant the role.
 */
function shareOut(grants: readonly ReviewedGrant[], reviewers: readonly Reviewer[]): ReadonlyMap<string, Reviewer> {
  const load = new Map(reviewers.map((reviewer) => [reviewer, 0]));
  const given = new Map<string, Reviewer>();
  for (const { grantId, accountId, personId } of grants) {
    const able = reviewers.filter(
      (reviewer) =>
        reviewer.accountId !== accountId &&
        reviewer.personId !== personId &&
        personId !== null &&
        reviewer.reaches.has(personId),
    );
    const [first] = able.sort((one, other) => (load.get(one) ?? 0) - (load.get(other) ?? 0));
    if (!first) continue;
    load.set(first, (load.get(first) ?? 0) + 1);
    given.set(grantId, first);
  }
  return given;
}
