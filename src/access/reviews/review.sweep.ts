import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { writeSystemLog } from '../../audit/index.js';
import type { Database } from '../../base/database/database.js';
import { eachTenant } from '../../base/database/each-tenant.js';
import type { Transaction } from '../../base/database/transaction.js';
import type { AccessReview } from './access-review.entity.js';
import { MAXIMUM_ITEMS, type ReviewBeginning } from './review-begin.js';
import { inState, isUndecided } from './review-states.js';

type Repeating = Omit<AccessReview, 'tenantId' | 'remindedDays' | 'closedAt' | 'withdrawnAt' | 'version'>;

/**
 * Enters the reminders of the day into the log, and begins campaigns that come again. Both once, however many processes do
 * it at the same time: who comes second waits for the row, and finds it done. Nothing else of a campaign needs a job.
 */
export class ReviewSweep {
  constructor(
    private readonly database: Database,
    private readonly beginning: ReviewBeginning,
    private readonly report: (error: unknown) => void,
  ) {}

  run(): Promise<void> {
    return eachTenant(
      this.database,
      async (tenantId) => {
        await this.database.transaction({ tenantId }, (db) => this.remind(db));
        while (await this.database.transaction({ tenantId }, (db) => this.repeatOne(db)));
      },
      this.report,
    );
  }

  /** What was missed while nothing ran is one reminder, not several. */
  private async remind(db: Transaction): Promise<void> {
    const reminded = await db.many<{ id: string; unitId: string | null; days: number }>(sql`update access_review r
      set reminded_days = array(select d from unnest(r.reminder_days) d
        where r.due_at - make_interval(days => d) <= now() order by d)
      where r.tenant_id = ${db.scope.tenantId}::uuid and ${inState('OPEN', sql`r`)}
        and exists (select 1 from unnest(r.reminder_days) d
          where r.due_at - make_interval(days => d) <= now() and d <> all(r.reminded_days))
      returning r.id, r.unit_id as "unitId", r.reminded_days[1] as days`);
    for (const { id, unitId, days } of reminded) {
      const open = await db.first<{ items: number; personIds: string[] }>(sql`select count(*)::int as items,
          array(select distinct p.reviewer_person_id from access_review_item p where p.tenant_id = ${db.scope.tenantId}::uuid
            and p.review_id = ${id}::uuid and p.decision is null and p.reviewer_person_id is not null) as "personIds"
        from access_review_item i where i.tenant_id = ${db.scope.tenantId}::uuid and i.review_id = ${id}::uuid
          and ${isUndecided(sql`i`)}`);
      const { items = 0, personIds = [] } = open ?? {};
      if (items === 0) continue;
      const details = { reviewId: id, change: 'reminded', days, items };
      await this.log(db, unitId, personIds, details);
    }
  }

  /** Begins the next of one campaign whose time has come; answers whether there was one. */
  private async repeatOne(db: Transaction): Promise<boolean> {
    const last =
      await db.first<Repeating>(sql`select r.id, r.name, r.seats, r.has_exceptions as "hasExceptions", r.roles,
        r.risks, r.unit_id as "unitId", r.reviewer_account_ids as "reviewerAccountIds", r.started_at as "startedAt",
        r.due_at as "dueAt", r.reminder_days as "reminderDays", r.repeat_months as "repeatMonths"
      from access_review r
      where r.tenant_id = ${db.scope.tenantId}::uuid and r.withdrawn_at is null and r.next_review_id is null
        and r.started_at + make_interval(months => r.repeat_months) <= now()
      order by r.started_at limit 1 for update`);
    if (!last) return false;
    const dueAt = new Date(Date.now() + last.dueAt.getTime() - last.startedAt.getTime());
    const grants = await this.beginning.grants(db, last);
    const next = { ...last, dueAt, startedByAccountId: null };
    // What has grown beyond one campaign is asked in parts: the rest comes with the next.
    const begun = await this.beginning.begin(db, next, grants.slice(0, MAXIMUM_ITEMS));
    await db.run(sql`update access_review set next_review_id = ${begun.id}::uuid
      where tenant_id = ${db.scope.tenantId}::uuid and id = ${last.id}::uuid`);
    const personIds = [...new Set(begun.grants.flatMap(({ personId }) => personId ?? []))];
    await this.log(db, last.unitId, personIds, { reviewId: begun.id, change: 'repeated', items: begun.grants.length });
    return true;
  }

  private log(
    db: Transaction,
    unitId: string | null,
    personIds: readonly string[],
    details: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const categories = ['ACTIVITY', 'EMPLOYMENT', 'SIGN_IN'];
    const requestId = randomUUID();
    return writeSystemLog(db, { action: 'review.manage', unitId, personIds, categories, details, requestId });
  }
}
