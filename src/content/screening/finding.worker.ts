import sql from 'sql-template-tag';
import { writeSystemLog } from '../../audit/index.js';
import { lockCopies } from '../../base/database/copies.js';
import type { Transaction } from '../../base/database/transaction.js';
import type { Work } from '../../jobs/index.js';
import type { BlobRemovals } from '../blob-removals.js';
import { type Acted, type ContentActs, categoryOfContent, type Decision } from './content-acts.js';
import type { FileRedaction, RewrittenFile } from './file-redaction.js';
import { leave, type MarkedFinding, markedColumns } from './finding.records.js';
import type { ScreeningJobs } from './screening.jobs.js';
import type { FindingDecision } from './screening.states.js';

/** A comment that is being screened just now is asked for again this often. */
const TRIES = 20;
const PAUSE_MS = 500;

/**
 * Carries out a decision in bulk, content by content, each in a transaction of its own. What is left to do is read from the
 * findings that were marked for it: a killed one is simply begun again.
 */
export class FindingWorker {
  constructor(
    private readonly acts: ContentActs,
    private readonly files: FileRedaction,
    private readonly removals: BlobRemovals,
    private readonly jobs: ScreeningJobs,
  ) {}

  readonly run = async (work: Work): Promise<Readonly<Record<string, unknown>>> => {
    const { tenantId, id, input } = work.operation;
    const decision = input['decision'] as FindingDecision;
    const inTotal = await work.transaction((db) => countMarked(db, id));
    try {
      if (decision === 'DISMISS') await work.transaction((db) => dismissMarked(db, id));
      else {
        for (let done = 0, next = await this.next(work); next; next = await this.next(work)) {
          await work.checkpoint();
          await this.carryOut(work, decision, next);
          done = inTotal - (await work.transaction((db) => countMarked(db, id)));
          work.progress('phase.findings', Math.max(0, done), inTotal);
        }
      }
    } finally {
      await this.removals.drain(tenantId);
    }
    return work.transaction((db) => outcomeOf(db, id));
  };

  /** The findings of the next content. */
  private next(work: Work): Promise<readonly MarkedFinding[] | null> {
    const { tenantId, id } = work.operation;
    return work.transaction(async (db) => {
      const marked =
        await db.many<MarkedFinding>(sql`select ${markedColumns} from finding f where f.tenant_id = ${tenantId}::uuid and f.operation_id = ${id}::uuid and f.state = 'OPEN'
          and coalesce(f.comment_id, f.upload_id) = (select coalesce(x.comment_id, x.upload_id) from finding x
            where x.tenant_id = ${tenantId}::uuid and x.operation_id = ${id}::uuid and x.state = 'OPEN'
            order by x.id limit 1)`);
      return marked.length > 0 ? marked : null;
    });
  }

  private async carryOut(work: Work, decision: FindingDecision, findings: readonly MarkedFinding[]): Promise<void> {
    const [first] = findings;
    if (!first) return;
    const file =
      decision === 'REDACT' && first.uploadId
        ? await this.files.rewrite(work.operation.tenantId, first.uploadId, findings, decisionOn(first))
        : null;
    for (let tries = 1; ; tries += 1) {
      const acted = await work.transaction((db) => this.act(db, work, decision, findings, file));
      if (acted) return;
      if (tries === TRIES) return work.transaction((db) => leave(db, findings));
      await work.checkpoint();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  /** Null where its comment is being screened. */
  private async act(
    db: Transaction,
    work: Work,
    decision: FindingDecision,
    findings: readonly MarkedFinding[],
    file: RewrittenFile | null,
  ): Promise<Acted | null> {
    const [first] = findings;
    if (!first) throw new Error('There is nothing to be decided');
    const { commentId, uploadId, personId, content, accountId, deciderId } = first;
    await lockCopies(db);
    const card = await db.first(sql`select 1 from person where tenant_id = ${db.scope.tenantId}::uuid
      and id = ${personId}::uuid and erasure_id is null for share`);
    const held = await this.acts.personsHeld(db, [personId], categoryOfContent(content));
    // A file that has been written anew is recorded, whatever has been decided meanwhile.
    if (typeof file === 'string' || (!file && (!card || held.length > 0))) {
      await leave(db, findings);
      return { findings: 0, earlierVersions: 0 };
    }
    const by = decisionOn(first);
    let acted: Acted | null;
    if (decision === 'PURGE') {
      acted = commentId
        ? await this.acts.purgeComment(db, commentId, by)
        : await this.acts.purgeUpload(db, uploadId ?? '', by);
    } else if (commentId) acted = await this.acts.redactComment(db, commentId, findings, by);
    else acted = file && (await this.acts.redactedUpload(db, uploadId ?? '', findings, file, by));
    if (!acted) return null;
    await leave(db, findings);
    await this.jobs.wake(db);
    await writeSystemLog(db, {
      action: 'screening.purge',
      personIds: [personId],
      categories: [categoryOfContent(content)],
      details: {
        operation: work.operation.id,
        [decision === 'PURGE' ? 'purged' : 'redacted']: commentId ?? uploadId,
        ...acted,
      },
      accountId,
      personId: deciderId,
      requestId: work.operation.id,
    });
    return acted;
  }
}

const countMarked = async (db: Transaction, operationId: string): Promise<number> =>
  (
    await db.first<{ count: number }>(sql`select count(*)::int as count from finding
      where tenant_id = ${db.scope.tenantId}::uuid and operation_id = ${operationId}::uuid and state = 'OPEN'`)
  )?.count ?? 0;

const dismissMarked = (db: Transaction, operationId: string): Promise<number> =>
  db.run(sql`update finding set state = 'DISMISSED', decided_at = now(), version = version + 1
    where tenant_id = ${db.scope.tenantId}::uuid and operation_id = ${operationId}::uuid and state = 'OPEN'`);

const decisionOn = ({ reason, accountId, deciderId }: MarkedFinding): Decision => ({
  reason,
  accountId,
  personId: deciderId,
});

async function outcomeOf(db: Transaction, operationId: string): Promise<Readonly<Record<string, unknown>>> {
  const row = await db.first<{ decided: number }>(sql`select count(*)::int as decided from finding
    where tenant_id = ${db.scope.tenantId}::uuid and operation_id = ${operationId}::uuid and state <> 'OPEN'`);
  return { decided: row?.decided ?? 0 };
}
