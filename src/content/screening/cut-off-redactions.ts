import sql from 'sql-template-tag';
import { writeSystemLog } from '../../audit/index.js';
import { lockCopies } from '../../base/database/copies.js';
import type { Database } from '../../base/database/database.js';
import { eachTenant } from '../../base/database/each-tenant.js';
import type { Transaction } from '../../base/database/transaction.js';
import { newId } from '../../base/ids.js';
import { type ContentActs, categoryOfContent, type Decision } from './content-acts.js';
import type { FileRedaction, RewrittenFile } from './file-redaction.js';
import { isInBulk, leave, type MarkedFinding, markedColumns } from './finding.records.js';
import type { ScreeningJobs } from './screening.jobs.js';

/** Longer than writing a file anew takes: who has not recorded it by then was killed. */
const CUT_OFF_MINUTES = 3;

/**
 * Takes up the redactions of files that were cut off between the file and its row: the values are taken out, if they still
 * are there, and the file's hash, the tombstone and the findings say so, as was decided.
 */
export class CutOffRedactions {
  constructor(
    private readonly database: Database,
    private readonly files: FileRedaction,
    private readonly acts: ContentActs,
    private readonly jobs: ScreeningJobs,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Every minute. */
  readonly takeUp = (): Promise<void> =>
    eachTenant(
      this.database,
      async (tenantId) => {
        const cutOff = await this.database.transaction({ tenantId }, (db) =>
          db.many<{ uploadId: string }>(sql`select upload_id as "uploadId" from content_screening
            where tenant_id = ${tenantId}::uuid and rewriting_since < now() - make_interval(mins => ${CUT_OFF_MINUTES})
            order by rewriting_since limit 100`),
        );
        for (const { uploadId } of cutOff) await this.finish(tenantId, uploadId);
      },
      this.report,
    );

  private async finish(tenantId: string, uploadId: string): Promise<void> {
    const marked = await this.database.transaction({ tenantId }, (db) =>
      db.many<MarkedFinding>(sql`select ${markedColumns} from finding f where f.tenant_id = ${tenantId}::uuid
        and f.upload_id = ${uploadId}::uuid and f.state = 'OPEN' and f.decided_by_account_id is not null
        and (f.operation_id is null or ${isInBulk(sql`f`)})`),
    );
    const [first] = marked;
    const by = { reason: first?.reason ?? '', accountId: first?.accountId ?? '', personId: first?.deciderId ?? null };
    const file = await this.files.rewrite(tenantId, uploadId, marked, by);
    await this.database.transaction({ tenantId }, (db) => this.record(db, uploadId, marked, file, by));
  }

  private async record(
    db: Transaction,
    uploadId: string,
    marked: readonly MarkedFinding[],
    file: RewrittenFile,
    by: Decision,
  ): Promise<void> {
    const { tenantId } = db.scope;
    if (typeof file === 'string') {
      await db.run(sql`update content_screening set rewriting_since = null
        where tenant_id = ${tenantId}::uuid and upload_id = ${uploadId}::uuid`);
      return leave(db, marked);
    }
    await lockCopies(db);
    const persons = [...new Set(marked.map(({ personId }) => personId))];
    await db.run(
      sql`select 1 from person where tenant_id = ${tenantId}::uuid and id = any(${persons}::uuid[]) for share`,
    );
    const acted = await this.acts.redactedUpload(db, uploadId, marked, file, by);
    await this.jobs.wake(db);
    const [first] = marked;
    if (!first) return;
    await writeSystemLog(db, {
      action: 'screening.purge',
      personIds: persons,
      categories: [categoryOfContent(first.content)],
      details: { redacted: uploadId, ...acted },
      accountId: by.accountId,
      personId: by.personId,
      requestId: newId(),
    });
  }
}
