import sql from 'sql-template-tag';
import type { ClockSource } from '../../catalogue/index.js';
import { seesReview } from './review.objects.js';
import { inState, isUndecided } from './review-states.js';

/** Reviews that are to be finished, also those whose day has passed while something in them is still undecided. */
const due: ClockSource = {
  kind: 'ACCESS_REVIEW',
  type: 'AccessReview',
  rows: (tenantId) => sql`select r.id, r.due_at, r.name, null::uuid, r.unit_id from access_review r
    where r.tenant_id = ${tenantId} and r.withdrawn_at is null and r.closed_at is null
      and (r.due_at > now() or exists (select 1 from access_review_item i where i.tenant_id = r.tenant_id
        and i.review_id = r.id and ${isUndecided(sql`i`)}))`,
  seen: seesReview,
};

const reminder: ClockSource = {
  kind: 'REVIEW_REMINDER',
  type: 'AccessReview',
  rows: (tenantId, now) => sql`select r.id, d.at, r.name, null::uuid, r.unit_id from access_review r
    cross join lateral (select min(r.due_at - make_interval(days => x)) as at from unnest(r.reminder_days) x
      where r.due_at - make_interval(days => x) > ${now}) d
    where r.tenant_id = ${tenantId} and ${inState('OPEN', sql`r`)} and d.at is not null`,
  seen: seesReview,
};

const repetition: ClockSource = {
  kind: 'REVIEW_START',
  type: 'AccessReview',
  rows: (
    tenantId,
  ) => sql`select r.id, r.started_at + make_interval(months => r.repeat_months), r.name, null::uuid, r.unit_id
    from access_review r
    where r.tenant_id = ${tenantId} and r.withdrawn_at is null and r.next_review_id is null and r.repeat_months is not null`,
  seen: seesReview,
};

export const reviewClocks: readonly ClockSource[] = [due, reminder, repetition];
