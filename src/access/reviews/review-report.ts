import sql, { type Sql } from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { notFound } from '../../base/errors.js';
import { uuidOf } from '../../base/ids.js';
import { predicateOf } from '../../base/predicate.js';
import type { Evidence, ReviewOutcome } from './review.model.js';
import { outcomeOf } from './review-states.js';

/** One line of the report: what rights withhold of it is null. */
export interface ReportItem {
  readonly personId: string | null;
  readonly name: string | null;
  readonly role: string;
  readonly unit: string | null;
  readonly outcome: ReviewOutcome;
  readonly grantedAt: Date;
  readonly reason: string | null;
  readonly decidedAt: Date | null;
  readonly decidedById: string | null;
  readonly decidedBy: string | null;
  readonly evidence: Evidence | null;
}

export interface ReviewReport {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly controller: string;
  readonly unit: string | null;
  readonly startedAt: Date;
  readonly dueAt: Date;
  readonly closedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly items: readonly ReportItem[];
}

/** Reads the report of a campaign for who leads it, and enters the look at everybody in it into the log. */
export async function readReport(context: Context, globalId: string): Promise<ReviewReport> {
  const { db, access, viewer } = context;
  const id = uuidOf('AccessReview', globalId);
  const review =
    id &&
    (await db.first<Omit<ReviewReport, 'items'> & { unitId: string | null }>(sql`select r.id, r.number, r.name,
        t.legal_name as controller, u.name as unit, r.unit_id as "unitId", r.started_at as "startedAt",
        r.due_at as "dueAt", r.closed_at as "closedAt", r.withdrawn_at as "withdrawnAt"
      from access_review r join tenant t on t.tenant_id = r.tenant_id
      left join unit u on u.tenant_id = r.tenant_id and u.id = r.unit_id
      where r.tenant_id = ${viewer.tenantId}::uuid and r.id = ${id}::uuid`));
  if (!review) throw notFound('id');
  access.requireUnit('review.manage', review.unitId, 'id');
  const items = await readItems(context, review.id);
  const personIds = new Set(items.flatMap(({ personId, decidedById }) => [personId ?? [], decidedById ?? []].flat()));
  if (viewer.personId) personIds.delete(viewer.personId);
  const categories = ['ACTIVITY', 'EMPLOYMENT', 'NAME', 'SIGN_IN'];
  const details = { reviewId: review.id, change: 'report read' };
  await writeLog(context, { action: 'review.manage', personIds: [...personIds], categories, details });
  return { ...review, items };
}

function readItems({ db, access, viewer }: Context, reviewId: string): Promise<ReportItem[]> {
  const item = sql`i`;
  const guard = access.guard('AccessReviewItem');
  const shown = (element: string, column: Sql): Sql =>
    sql`case when ${predicateOf(guard.shows(`access_review_item.${element}`, item))} then ${column} end`;
  const named = (person: Sql): Sql => {
    const isNamed = predicateOf(access.persons('person.read', sql`${person}.id`, { category: 'NAME' }));
    return sql`case when ${isNamed} then nullif(concat_ws(' ', ${person}.given_name, ${person}.family_name), '') end`;
  };
  return db.many<ReportItem>(sql`select i.person_id as "personId", ${named(sql`p`)} as name, i.role, u.name as unit,
      ${outcomeOf(item)} as outcome, i.granted_at as "grantedAt", ${shown('reason', sql`i.reason`)} as reason,
      i.decided_at as "decidedAt", i.decided_by_person_id as "decidedById", ${named(sql`d`)} as "decidedBy",
      ${shown('evidence', sql`i.evidence`)} as evidence
    from access_review_item ${item}
    left join person p on p.tenant_id = i.tenant_id and p.id = i.person_id
    left join person d on d.tenant_id = i.tenant_id and d.id = i.decided_by_person_id
    left join unit u on u.tenant_id = i.tenant_id and u.id = i.unit_id
    where i.tenant_id = ${viewer.tenantId}::uuid and i.review_id = ${reviewId}::uuid and ${predicateOf(guard.rows(item))}
    order by i.role, p.family_name, p.given_name, i.id`);
}
