import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound, Refusal, type RefusalCode, type RefusalReason } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText, textOrNull } from '../../base/input-text.js';
import { requireSecondFactor } from '../factors/second-factor.js';
import type { RoleBooks } from '../matrix/role-book.js';
import type { PersonWalls } from '../wall/person-walls.js';
import type { DecideReviewItemInput, DecideReviewItemsInput, RestoreReviewedRightInput } from './review.inputs.js';
import type { ReviewStepKind } from './review.model.js';
import type { Decided, ReviewEffects } from './review-effects.js';
import { type LockedItem, lockItems } from './review-item.lock.js';
import { mayGrantReviewed } from './review-tasks.js';

const refuse = (code: RefusalCode, messageKey: string): Refusal =>
  new Refusal({ code, messageKey, field: ['input', 'itemId'] });

/** What the services of grants call a field that a decision has too, by its name there. */
const ownFields: Readonly<Record<string, string>> = {
  role: 'toRole',
  toRole: 'toRole',
  unitId: 'unitId',
  condition: 'condition',
  validUntil: 'validUntil',
  reason: 'reason',
  toAccountId: 'toAccountId',
};

/** Tells a refusal at the place in the input to which it belongs. */
function placed(error: unknown, place: readonly string[], isSingle: boolean): unknown {
  if (!(error instanceof Refusal)) return error;
  const [first, ...rest] = error.reasons.map((reason): RefusalReason => {
    const own = isSingle ? ownFields[reason.field?.[1] ?? ''] : undefined;
    return { ...reason, field: own ? ['input', own] : place };
  });
  return first ? new Refusal(first, ...rest) : error;
}

/** Decisions on what campaigns ask about: each takes effect at once, is entered in the item's history, and in the log. */
export class ReviewDecisionService {
  constructor(
    private readonly books: RoleBooks,
    private readonly walls: PersonWalls,
    private readonly effects: ReviewEffects,
  ) {}

  async decide(context: Context, input: DecideReviewItemInput): Promise<string> {
    const item = await this.lockOne(context, input.itemId);
    try {
      return await this.decideOn(context, item, input);
    } catch (error) {
      throw placed(error, ['input', 'itemId'], true);
    }
  }

  /** One decision on many: what is refused of one keeps it from no other. Answers the ids of those decided on. */
  async decideMany(
    context: Context,
    input: DecideReviewItemsInput,
  ): Promise<{ readonly ids: readonly string[]; readonly refusals: readonly RefusalReason[] }> {
    const wanted = input.itemIds.map((globalId) => uuidOf('AccessReviewItem', globalId) ?? '');
    const locked = await lockItems(context, wanted.filter(Boolean));
    const ids: string[] = [];
    const refusals: RefusalReason[] = [];
    for (const [index, id] of wanted.entries()) {
      if (ids.includes(id)) continue;
      const place = ['input', 'itemIds', String(index)];
      try {
        ids.push(await context.db.attempt(async () => this.decideOn(context, locked.get(id), input)));
      } catch (error) {
        const refusal = placed(error, place, false);
        if (!(refusal instanceof Refusal)) throw error;
        refusals.push(...refusal.reasons);
      }
    }
    return { ids, refusals };
  }

  /** Gives back a right that was frozen, by whoever may grant it. */
  async restore(context: Context, { itemId, reason }: RestoreReviewedRightInput): Promise<string> {
    const item = await this.lockOne(context, itemId);
    if (item.outcome !== 'FROZEN') {
      await this.requireReviewer(context, item);
      throw refuse('CONFLICT', 'review.notFrozen');
    }
    return this.decideOn(context, item, { decision: 'KEEP', reason });
  }

  private async decideOn(context: Context, item: LockedItem | undefined, decided: Decided): Promise<string> {
    if (!item) throw notFound('input', 'itemId');
    await this.requireReviewer(context, item);
    if (item.outcome === 'ENDED') throw refuse('CONFLICT', 'review.ended');
    if (item.decision !== null && item.isOver) throw refuse('CONFLICT', 'review.over');
    if (decided.decision === 'DELEGATE') return this.delegate(context, item, decided);
    const isRestored = decided.decision === 'KEEP' && item.outcome === 'FROZEN';
    if (isRestored) {
      if (!(await this.mayGrant(context, item))) throw refuse('FORBIDDEN', 'role.beyondOwn');
      await requireSecondFactor(context, item.exceptionId ? 'exception.decide' : 'role.grant', false);
    }
    const reason = decided.decision === 'KEEP' ? requiredText(decided.reason, 'reason') : textOrNull(decided.reason);
    const currentGrantId = await this.effects.apply(context, item, decided);
    const { db, viewer } = context;
    await db.run(sql`update access_review_item set decision = ${decided.decision}, reason = ${reason},
        decided_at = now(), decided_by_account_id = ${viewer.accountId}::uuid,
        decided_by_person_id = ${viewer.personId}::uuid, current_grant_id = ${currentGrantId}::uuid, freezes_at = null,
        restored_at = case when ${isRestored} then now() end
      where tenant_id = ${viewer.tenantId}::uuid and id = ${item.id}::uuid`);
    await this.record(context, item, isRestored ? 'RESTORE' : decided.decision, reason);
    return item.id;
  }

  private async delegate(context: Context, item: LockedItem, decided: Decided): Promise<string> {
    const { db, access, viewer } = context;
    if (item.decision !== null) throw refuse('CONFLICT', 'review.decided');
    const field = ['input', 'toAccountId'];
    const accountId = decided.toAccountId ? uuidOf('Account', decided.toAccountId) : null;
    const wall = accountId ? await this.walls.of(db, accountId) : null;
    const personId = wall?.viewer.personId ?? null;
    if (!accountId || !wall || !personId) throw notFound(...field);
    await access.requirePersons('person.read', [personId], 'toAccountId', { category: 'NAME' });
    if (accountId === item.accountId || personId === item.personId) throw invalid('review.holder', field);
    const isAble = wall.can('review.decide') && (await this.reaches(wall, item));
    if (!isAble) throw invalid('review.noReviewer', field);
    await db.run(sql`update access_review_item set reviewer_account_id = ${accountId}::uuid,
        reviewer_person_id = ${personId}::uuid
      where tenant_id = ${viewer.tenantId}::uuid and id = ${item.id}::uuid`);
    await this.record(context, item, 'DELEGATE', textOrNull(decided.reason));
    return item.id;
  }

  /**
   * Who was asked decides; where nobody was, whoever may grant the role, and these too, in place of who was asked, where
   * they lead reviews. Nobody decides on their own right, nor on somebody out of reach.
   */
  private async requireReviewer(context: Context, item: LockedItem): Promise<void> {
    const { viewer, access } = context;
    if (!(await this.reaches(access, item))) throw notFound('input', 'itemId');
    const isOwn = item.accountId === viewer.accountId || (item.personId !== null && item.personId === viewer.personId);
    if (isOwn) throw refuse('FORBIDDEN', 'review.notOneself');
    if (item.reviewerAccountId === viewer.accountId) return;
    const isAsked = item.reviewerAccountId === null || access.can('review.manage');
    if (!isAsked || !(await this.mayGrant(context, item))) throw refuse('FORBIDDEN', 'review.notYours');
  }

  /** Whether a reviewer sees the sign-in of the holder; who is linked to nobody, is seen by who sees everybody. */
  private async reaches(access: Context['access'], { personId }: LockedItem): Promise<boolean> {
    const need = { category: 'SIGN_IN' };
    if (personId === null) return access.persons('person.read', sql`p.id`, need) === true;
    try {
      await access.requirePersons('person.read', [personId], 'itemId', need);
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  private async mayGrant({ access, db }: Context, item: LockedItem): Promise<boolean> {
    return mayGrantReviewed(access, await this.books.now(db), { ...item, isException: item.exceptionId !== null });
  }

  private async lockOne(context: Context, globalId: string): Promise<LockedItem> {
    const id = uuidOf('AccessReviewItem', globalId);
    const item = id ? (await lockItems(context, [id])).get(id) : undefined;
    if (!item) throw notFound('input', 'itemId');
    return item;
  }

  private async record(context: Context, item: LockedItem, kind: ReviewStepKind, reason: string | null): Promise<void> {
    const { db, viewer } = context;
    await db.run(sql`insert into access_review_step (tenant_id, id, item_id, person_id, at, kind, before, reason,
        by_account_id, by_person_id)
      values (${viewer.tenantId}::uuid, ${newId()}::uuid, ${item.id}::uuid, ${item.personId}::uuid, clock_timestamp(),
        ${kind}, ${item.outcome}, ${reason}, ${viewer.accountId}::uuid, ${viewer.personId}::uuid)`);
    await writeLog(context, {
      action: 'review.decide',
      personIds: item.personId ? [item.personId] : [],
      categories: ['SIGN_IN'],
      details: { reviewId: item.reviewId, itemId: item.id, role: item.role, change: kind },
    });
  }
}
