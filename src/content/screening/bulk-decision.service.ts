import { createHash } from 'node:crypto';
import sql from 'sql-template-tag';
import { writeLogAbout } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { Refusal } from '../../base/errors.js';
import { uuidOf } from '../../base/ids.js';
import type { OperationService } from '../../jobs/index.js';
import { type ContentActs, categoryOfContent } from './content-acts.js';
import { rewritableTypes } from './file-redaction.js';
import { type DecideFindingsInput, type FindingChoiceInput, MAXIMUM_IN_BULK } from './finding.inputs.js';
import { type FindingRow, findingColumns, findingFilter, isEarlier, isInBulk, overContent } from './finding.records.js';
import { decisionBy } from './finding-decision.service.js';
import type { FindingDecision } from './screening.states.js';

interface ChosenFinding extends FindingRow {
  readonly isEarlier: boolean;
  readonly mediaType: string | null;
  /** Whether its value stands in the name of its file and nowhere else in it. */
  readonly isInNameOnly: boolean;
}

/** How many archives hold one of these persons. */
export type CountArchives = (db: Context['db'], personIds: readonly string[]) => Promise<{ readonly archives: number }>;

/** What a decision in bulk would do now. */
export interface DecisionPreview {
  readonly token: string;
  readonly decision: FindingDecision;
  readonly findings: number;
  readonly comments: number;
  readonly files: number;
  readonly persons: number;
  readonly earlierVersions: number;
  readonly archives: number;
  readonly held: number;
  readonly purgeOnly: number;
}

interface Choice {
  readonly acted: readonly ChosenFinding[];
  readonly held: number;
  readonly purgeOnly: number;
  readonly token: string;
}

const count = (values: readonly (string | null)[]): number => new Set(values.filter((value) => value !== null)).size;

/** Decisions on many findings: previewed first, then made on exactly what the preview named, as work that lasts. */
export class BulkDecisionService {
  constructor(
    private readonly operations: OperationService,
    private readonly acts: ContentActs,
    private readonly countArchives: CountArchives,
  ) {}

  /** What the decision would do; what a hold keeps, and what can only be purged, is left out of it and counted. */
  async preview(context: Context, input: FindingChoiceInput): Promise<DecisionPreview> {
    const { acted, held, purgeOnly, token } = await this.choose(context, input);
    const { decision } = input;
    const persons = [...new Set(acted.map(({ personId }) => personId))];
    const commentIds = [...new Set(acted.flatMap(({ commentId }) => commentId ?? []))];
    const destroys = decision !== 'DISMISS';
    return {
      token,
      decision,
      findings: acted.length,
      comments: commentIds.length,
      files: count(acted.map(({ uploadId }) => uploadId)),
      persons: persons.length,
      earlierVersions: destroys ? await this.earlierVersions(context, decision, acted, commentIds) : 0,
      archives: destroys ? (await this.countArchives(context.db, persons)).archives : 0,
      held,
      purgeOnly,
    };
  }

  /** Starts the work on exactly what was previewed; answers its id. */
  async decide(context: Context, input: DecideFindingsInput): Promise<string> {
    const { db, viewer } = context;
    const { decision, token, idempotencyKey = null } = input;
    const { reason, accountId, personId } = decisionBy(context, input.reason);
    const work = { kind: 'FINDINGS' as const, input: { decision, token }, idempotencyKey };
    if (idempotencyKey) {
      const known = await db.first<{
        id: string;
      }>(sql`select id from operation where tenant_id = ${viewer.tenantId}::uuid
        and kind = 'FINDINGS' and requested_by_account_id = ${accountId}::uuid and idempotency_key = ${idempotencyKey}`);
      if (known) return (await this.operations.start(context, work)).id;
    }
    const { acted, token: now } = await this.choose(context, input);
    if (now !== token)
      throw new Refusal({ code: 'CONFLICT', messageKey: 'finding.changed', field: ['input', 'token'] });
    const { id, isNew } = await this.operations.start(context, work);
    if (!isNew) return id;
    const ids = acted.map((finding) => finding.id);
    await db.run(sql`update finding set operation_id = ${id}::uuid, reason = ${reason},
        decided_by_account_id = ${accountId}::uuid, decided_by_person_id = ${personId}::uuid, version = version + 1
      where tenant_id = ${viewer.tenantId}::uuid and id = any(${ids}::uuid[])`);
    await writeLogAbout(
      context,
      { action: 'screening.purge', details: { decided: decision, operation: id, findings: ids.length } },
      sql`select array_agg(distinct f.person_id) as person_ids,
          array[case f.content when 'COMMENT' then 'FREE_TEXT' else 'FILE' end] as categories
        from finding f where f.tenant_id = ${viewer.tenantId}::uuid and f.operation_id = ${id}::uuid
        group by f.content = 'COMMENT', categories`,
    );
    return id;
  }

  private async choose(context: Context, { decision, filter, findingIds }: FindingChoiceInput): Promise<Choice> {
    const { db, viewer, access } = context;
    const ids = findingIds?.map((id) => uuidOf('Finding', id)) ?? null;
    const rows = await db.many<ChosenFinding>(sql`select ${findingColumns}, ${isEarlier(sql`f`)} as "isEarlier",
        u.detected_type as "mediaType", not exists (select 1 from finding x where x.tenant_id = f.tenant_id
          and x.upload_id = f.upload_id and x.kind = f.kind and x.value_key = f.value_key
          and x.place->>'part' is distinct from 'FILE_NAME') as "isInNameOnly"
      from finding f left join upload u on u.tenant_id = f.tenant_id and u.id = f.upload_id
      where f.tenant_id = ${viewer.tenantId}::uuid and f.state = 'OPEN' and not ${isInBulk(sql`f`)}
        and (${ids}::uuid[] is null or f.id = any(${ids}::uuid[]))
        and ${findingFilter(filter, sql`f`)} and ${overContent(access, 'screening.purge', sql`f`)}
      order by f.id limit ${MAXIMUM_IN_BULK + 1}`);
    if (rows.length > MAXIMUM_IN_BULK) {
      throw new Refusal({
        code: 'QUOTA_EXCEEDED',
        messageKey: 'finding.tooMany',
        field: ['input', 'filter'],
        facts: { limit: String(MAXIMUM_IN_BULK), used: String(rows.length) },
      });
    }
    const isHeld = decision === 'DISMISS' ? () => false : await this.heldAmong(context, rows);
    const free = rows.filter((row) => !isHeld(row));
    const acted = decision === 'REDACT' ? free.filter(isRedactable) : free;
    const named = JSON.stringify([decision, ...acted.map(({ id, version }) => [id, version])]);
    const token = createHash('sha256').update(named).digest('hex');
    return { acted, held: rows.length - free.length, purgeOnly: free.length - acted.length, token };
  }

  private async heldAmong(context: Context, rows: readonly FindingRow[]): Promise<(row: FindingRow) => boolean> {
    const held = new Set<string>();
    for (const [category, some] of Map.groupBy(rows, ({ content }) => categoryOfContent(content))) {
      const persons = await this.acts.personsHeld(context.db, [...new Set(some.map((one) => one.personId))], category);
      for (const personId of persons) held.add(`${category} ${personId}`);
    }
    return ({ content, personId }) => held.has(`${categoryOfContent(content)} ${personId}`);
  }

  /** A purge takes every earlier version; a redaction those that hold the value. */
  private async earlierVersions(
    context: Context,
    decision: FindingDecision,
    acted: readonly ChosenFinding[],
    commentIds: readonly string[],
  ): Promise<number> {
    const { tenantId } = context.viewer;
    const ids = acted.map(({ id }) => id);
    const row = await context.db.first<{ count: number }>(
      decision === 'PURGE'
        ? sql`select count(*)::int as count from comment_version
            where tenant_id = ${tenantId}::uuid and comment_id = any(${[...commentIds]}::uuid[])`
        : sql`select count(distinct (e.comment_id, e.comment_version))::int as count
            from finding f join finding e on e.tenant_id = f.tenant_id and e.comment_id = f.comment_id
              and e.kind = f.kind and e.value_key = f.value_key and e.state in ('OPEN', 'DISMISSED')
            where f.tenant_id = ${tenantId}::uuid and f.id = any(${ids}::uuid[]) and ${isEarlier(sql`e`)}`,
    );
    return row?.count ?? 0;
  }
}

const isRedactable = ({ commentId, mediaType, isInNameOnly }: ChosenFinding): boolean =>
  commentId !== null || isInNameOnly || (mediaType !== null && rewritableTypes.includes(mediaType));
