import sql from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { newId } from '../../base/ids.js';
import type { FoundValue } from './content-findings.js';
import type { ContentJob } from './content-texts.js';
import type { FindingKind } from './detect/index.js';
import type { FindingState } from './screening.states.js';

interface KnownFinding {
  readonly id: string;
  readonly contentId: string;
  readonly commentVersion: number | null;
  readonly kind: FindingKind;
  readonly valueKey: string;
  readonly nth: number;
  readonly state: FindingState;
  readonly reason: string | null;
  readonly decidedByAccountId: string | null;
  readonly decidedByPersonId: string | null;
  readonly decidedAt: Date | null;
}

type Decided = Pick<KnownFinding, 'state' | 'reason' | 'decidedByAccountId' | 'decidedByPersonId' | 'decidedAt'>;

const undecided: Decided = {
  state: 'OPEN',
  reason: null,
  decidedByAccountId: null,
  decidedByPersonId: null,
  decidedAt: null,
};

/** What was found in one content. */
export interface Screened {
  readonly job: ContentJob;
  readonly found: readonly FoundValue[];
  /** Of what could only be read in part this time, what was found before in the rest stays. */
  readonly read: 'WHOLE' | 'NAME' | null;
}

/** One value at one place: what was decided on it stands when the content is screened again. */
const sameness = (one: { kind: string; valueKey: string; nth: number }): string =>
  `${one.kind} ${one.valueKey} ${one.nth}`;

const inVersion = (one: Parameters<typeof sameness>[0] & { commentVersion: number | null }): string =>
  `${one.commentVersion} ${sameness(one)}`;

/**
 * Writes down what some contents hold now, beside what was known of them: what is found again stays the row that it was, what
 * is no longer found goes unless it was decided on, and what was dismissed, here in an earlier version or everywhere, comes
 * as dismissed.
 */
export async function storeFindings(db: Transaction, contents: readonly Screened[]): Promise<void> {
  const { tenantId } = db.scope;
  const contentIds = contents.map(({ job }) => job.commentId ?? job.uploadId);
  const known = await db.many<KnownFinding>(sql`select id, coalesce(comment_id, upload_id) as "contentId",
      comment_version as "commentVersion", kind, value_key as "valueKey", nth, state, reason,
      decided_by_account_id as "decidedByAccountId", decided_by_person_id as "decidedByPersonId", decided_at as "decidedAt"
    from finding where tenant_id = ${tenantId}::uuid and value_key is not null
      and (comment_id = any(${contentIds}::uuid[]) or upload_id = any(${contentIds}::uuid[]))
    for update`);
  const everywhere = await dismissedAmong(db, contents);
  const byContent = Map.groupBy(known, ({ contentId }) => contentId);
  const again: object[] = [];
  const added: object[] = [];
  const gone: string[] = [];
  for (const { job, found, read } of contents) {
    const before = byContent.get(job.commentId ?? job.uploadId ?? '') ?? [];
    const rows = new Map(before.map((row) => [inVersion(row), row]));
    const dismissed = new Map(
      before.filter(({ state }) => state === 'DISMISSED').map((row) => [sameness(row), row as Decided]),
    );
    for (const { literal: _, ...value } of found) {
      const row = rows.get(inVersion(value));
      rows.delete(inVersion(value));
      if (row) again.push({ ...value, id: row.id });
      else {
        const decided =
          dismissed.get(sameness(value)) ?? everywhere.get(`${value.kind} ${value.valueKey}`) ?? undecided;
        added.push({ ...value, ...decisionOf(decided), id: newId(), ...subjectOf(job) });
      }
    }
    if (read === 'WHOLE') gone.push(...[...rows.values()].filter(({ state }) => state === 'OPEN').map(({ id }) => id));
  }
  await db.run(sql`delete from finding where tenant_id = ${tenantId}::uuid and id = any(${gone}::uuid[])`);
  await db.run(sql`update finding f set confidence = x.confidence, place = x.place, start_at = x."startAt",
      end_at = x."endAt", excerpt = x.excerpt, excerpt_start = x."excerptStart"
    from jsonb_to_recordset(${JSON.stringify(again)}::jsonb) as x (id uuid, confidence integer, place jsonb,
      "startAt" integer, "endAt" integer, excerpt text, "excerptStart" integer)
    where f.tenant_id = ${tenantId}::uuid and f.id = x.id`);
  await db.run(sql`insert into finding (tenant_id, id, person_id, content, comment_id, upload_id, comment_version, kind,
      confidence, place, start_at, end_at, value_key, nth, excerpt, excerpt_start, state, reason, decided_by_account_id,
      decided_by_person_id, decided_at)
    select ${tenantId}::uuid, x.id, x."personId", x.content, x."commentId", x."uploadId", x."commentVersion", x.kind,
      x.confidence, x.place, x."startAt", x."endAt", x."valueKey", x.nth, x.excerpt, x."excerptStart", x.state, x.reason,
      x."decidedByAccountId", x."decidedByPersonId", x."decidedAt"
    from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as x (id uuid, "personId" uuid, content text,
      "commentId" uuid, "uploadId" uuid, "commentVersion" integer, kind text, confidence integer, place jsonb,
      "startAt" integer, "endAt" integer, "valueKey" text, nth integer, excerpt text, "excerptStart" integer, state text,
      reason text, "decidedByAccountId" uuid, "decidedByPersonId" uuid, "decidedAt" timestamptz)`);
}

const decisionOf = ({ state, reason, decidedByAccountId, decidedByPersonId, decidedAt }: Decided): Decided => ({
  state,
  reason,
  decidedByAccountId,
  decidedByPersonId,
  decidedAt,
});

const subjectOf = ({ personId, content, commentId, uploadId }: ContentJob): object => ({
  personId,
  content,
  commentId,
  uploadId,
});

/** The values among those found that are no finding anywhere, by kind and key. */
async function dismissedAmong(db: Transaction, contents: readonly Screened[]): Promise<ReadonlyMap<string, Decided>> {
  const keys = [...new Set(contents.flatMap(({ found }) => found.map(({ valueKey }) => valueKey)))];
  if (keys.length === 0) return new Map();
  const rows = await db.many<Omit<Decided, 'state'> & { kind: string; valueKey: string }>(sql`select kind,
      value_key as "valueKey", reason, decided_by_account_id as "decidedByAccountId",
      decided_by_person_id as "decidedByPersonId", created_at as "decidedAt"
    from dismissed_value where tenant_id = ${db.scope.tenantId}::uuid and value_key = any(${keys}::text[])`);
  return new Map(rows.map((row) => [`${row.kind} ${row.valueKey}`, { ...row, state: 'DISMISSED' }]));
}
