import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound, Refusal, staleVersion } from '../../base/errors.js';
import { uuidOf } from '../../base/ids.js';
import { requiredText } from '../../base/input-text.js';
import { requireOpenUnits } from '../../tenants/index.js';
import type { RoleBooks } from '../matrix/role-book.js';
import type { PersonWalls } from '../wall/person-walls.js';
import type { AccessReview } from './access-review.entity.js';
import type { StartReviewInput, UpdateReviewInput } from './review.inputs.js';
import type { ReviewScope } from './review.model.js';
import { MAXIMUM_ITEMS, type ReviewBeginning } from './review-begin.js';
import { isUndecided, stateOf } from './review-states.js';

const LONGEST_MS = 366 * 24 * 60 * 60 * 1_000;

/** What a campaign lays before its reviewers, and so looks up of everybody in it. */
const CATEGORIES = ['ACTIVITY', 'EMPLOYMENT', 'SIGN_IN'];

type Row = Pick<AccessReview, 'id' | 'unitId' | 'dueAt' | 'closedAt' | 'withdrawnAt' | 'version'>;

const distinct = (days: readonly number[] | null | undefined): number[] => [...new Set(days)];

const conflict = (messageKey: string): Refusal =>
  new Refusal({ code: 'CONFLICT', messageKey, field: ['input', 'reviewId'] });

/** Campaigns of review: begun over a scope, changed, closed before they are due, withdrawn. At the due date they close by themselves. */
export class ReviewService {
  constructor(
    private readonly books: RoleBooks,
    private readonly walls: PersonWalls,
    private readonly beginning: ReviewBeginning,
  ) {}

  /** Begins a campaign; answers its id. */
  async start(context: Context, input: StartReviewInput): Promise<string> {
    const { db, viewer } = context;
    const name = requiredText(input.name, 'name');
    const scope = await this.scopeOf(context, input);
    this.requireDue(context, input.dueAt);
    const reviewerAccountIds = await this.reviewersOf(context, input.reviewerIds ?? []);
    const grants = await this.beginning.grants(db, scope);
    if (grants.length === 0) throw invalid('review.nothing', ['input']);
    if (grants.length > MAXIMUM_ITEMS) throw invalid('review.tooMany', ['input'], { maximum: MAXIMUM_ITEMS });
    const { dueAt, reminderDays, repeatMonths = null } = input;
    const startedByAccountId = viewer.accountId;
    const times = { dueAt, reminderDays: distinct(reminderDays), repeatMonths };
    const { id } = await this.beginning.begin(
      db,
      { ...scope, ...times, name, reviewerAccountIds, startedByAccountId },
      grants,
    );
    const personIds = [...new Set(grants.flatMap(({ personId }) => personId ?? []))];
    const details = { reviewId: id, change: 'started', items: grants.length };
    await writeLog(context, {
      action: 'review.manage',
      unitId: scope.unitId,
      personIds,
      categories: CATEGORIES,
      details,
    });
    return id;
  }

  /** Changes name and times. What is not decided yet freezes on the new day. */
  async update(context: Context, input: UpdateReviewInput): Promise<string> {
    const { db, viewer } = context;
    const name = requiredText(input.name, 'name');
    const review = await this.lockOpen(context, input.reviewId);
    if (review.version !== input.expectedVersion) throw staleVersion(review.version);
    this.requireDue(context, input.dueAt);
    const { dueAt, repeatMonths = null } = input;
    if (dueAt > review.dueAt) await this.requireOthers(context, review);
    const reminderDays = distinct(input.reminderDays);
    await db.run(sql`update access_review set name = ${name}, due_at = ${dueAt}::timestamptz,
        reminder_days = ${reminderDays}::integer[], repeat_months = ${repeatMonths}::integer, version = version + 1,
        reminded_days = case when due_at = ${dueAt}::timestamptz then reminded_days else '{}' end
      where tenant_id = ${viewer.tenantId}::uuid and id = ${review.id}::uuid`);
    const earliest = reminderDays.length > 0 ? Math.max(...reminderDays) : null;
    await db.run(sql`update access_review_item set due_at = ${dueAt}::timestamptz,
        remind_at = ${dueAt}::timestamptz - make_interval(days => ${earliest}::integer),
        freezes_at = case when freezes_at is not null then ${dueAt}::timestamptz end
      where tenant_id = ${viewer.tenantId}::uuid and review_id = ${review.id}::uuid`);
    await this.log(context, review, 'changed');
    return review.id;
  }

  /** Closes a campaign before it is due, once everything is decided: from then on no decision changes. */
  async close(context: Context, globalId: string): Promise<string> {
    const { db, viewer, now } = context;
    const review = await this.lockOpen(context, globalId);
    const open = await db.first(sql`select 1 from access_review_item i where i.tenant_id = ${viewer.tenantId}::uuid
      and i.review_id = ${review.id}::uuid and ${isUndecided(sql`i`)} limit 1`);
    if (open) throw conflict('review.undecided');
    await db.run(sql`update access_review set closed_at = ${now}::timestamptz, version = version + 1
      where tenant_id = ${viewer.tenantId}::uuid and id = ${review.id}::uuid`);
    await this.log(context, review, 'closed');
    return review.id;
  }

  /** Takes back a campaign: what was decided stays so, what was not is asked about no longer and is never frozen. */
  async withdraw(context: Context, globalId: string): Promise<string> {
    const { db, viewer, now } = context;
    const review = await this.lockOpen(context, globalId);
    await this.requireOthers(context, review);
    await db.run(sql`delete from access_review_item where tenant_id = ${viewer.tenantId}::uuid
      and review_id = ${review.id}::uuid and decision is null`);
    await db.run(sql`update access_review set withdrawn_at = ${now}::timestamptz, version = version + 1
      where tenant_id = ${viewer.tenantId}::uuid and id = ${review.id}::uuid`);
    await this.log(context, review, 'withdrawn');
    return review.id;
  }

  /** Nobody keeps their own right from freezing by taking back, or putting off, what was to be decided on it. */
  private async requireOthers({ db, viewer }: Context, { id }: Row): Promise<void> {
    const own = await db.first(sql`select 1 from access_review_item i where i.tenant_id = ${viewer.tenantId}::uuid
      and i.review_id = ${id}::uuid and i.freezes_at is not null and ${isUndecided(sql`i`)}
      and (i.account_id = ${viewer.accountId}::uuid or i.person_id = ${viewer.personId}::uuid) limit 1`);
    if (own) throw new Refusal({ code: 'FORBIDDEN', messageKey: 'review.notOneself', field: ['input', 'reviewId'] });
  }

  private async scopeOf(context: Context, input: StartReviewInput): Promise<ReviewScope> {
    if (!input.unitId) context.access.requireUnit('review.manage', null, 'unitId');
    const units = input.unitId ? [input.unitId] : [];
    const [unitId = null] = await requireOpenUnits(context, 'review.manage', units, 'unitId');
    const book = await this.books.now(context.db);
    const roles = [...new Set(input.roles ?? [])];
    roles.forEach((role, index) => {
      const isReviewed = role === 'controller' || book.algebra.find(role) !== undefined;
      if (!isReviewed) throw invalid('review.unknownRole', ['input', 'roles', String(index)]);
    });
    const seats = [...new Set(input.seats ?? [])];
    const risks = [...new Set(input.risks ?? [])];
    const hasExceptions = input.hasExceptions ?? false;
    if (roles.length + seats.length + risks.length === 0 && !hasExceptions) throw invalid('review.noScope', ['input']);
    return { roles, seats, risks, hasExceptions, unitId };
  }

  private requireDue({ now }: Context, dueAt: Date): void {
    if (dueAt <= now) throw invalid('role.inThePast', ['input', 'dueAt']);
    if (dueAt.getTime() - now.getTime() > LONGEST_MS) throw invalid('review.tooLong', ['input', 'dueAt']);
  }

  /** Accounts of people whom the viewer knows, and who decide on reviews. */
  private async reviewersOf({ db, access }: Context, globalIds: readonly string[]): Promise<readonly string[]> {
    const accountIds: string[] = [];
    for (const [index, globalId] of [...new Set(globalIds)].entries()) {
      const accountId = uuidOf('Account', globalId);
      const wall = accountId && (await this.walls.of(db, accountId));
      const personId = wall ? wall.viewer.personId : null;
      if (!accountId || !wall || !personId) throw notFound('input', 'reviewerIds', String(index));
      await access.requirePersons('person.read', [personId], 'reviewerIds', { category: 'NAME' });
      if (!wall.can('review.decide')) throw invalid('review.noReviewer', ['input', 'reviewerIds', String(index)]);
      accountIds.push(accountId);
    }
    return accountIds;
  }

  private async lockOpen({ db, viewer, access, now }: Context, globalId: string): Promise<Row> {
    const id = uuidOf('AccessReview', globalId);
    const review =
      id &&
      (await db.first<Row>(sql`select id, unit_id as "unitId", due_at as "dueAt", closed_at as "closedAt",
          withdrawn_at as "withdrawnAt", version
        from access_review where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid for update`));
    if (!review) throw notFound('input', 'reviewId');
    access.requireUnit('review.manage', review.unitId, 'reviewId');
    if (stateOf(review, now) !== 'OPEN') throw conflict('review.over');
    return review;
  }

  private log(context: Context, { id, unitId }: Row, change: string): Promise<void> {
    return writeLog(context, { action: 'review.manage', unitId, details: { reviewId: id, change } });
  }
}
