import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Need } from '../../base/access.js';
import type { Context } from '../../base/context.js';
import { lockCopies } from '../../base/database/copies.js';
import { notFound, Refusal, staleVersion } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText } from '../../base/input-text.js';
import type { BlobRemovals } from '../blob-removals.js';
import { holdOpenCard } from '../open-card.js';
import { type Acted, type ContentActs, categoryOfContent, type Decision } from './content-acts.js';
import type { FileRedaction } from './file-redaction.js';
import type {
  DismissFindingInput,
  PurgeFindingInput,
  RedactFindingInput,
  ReopenFindingInput,
} from './finding.inputs.js';
import { type FindingRow, findingColumns, isInBulk, overContent } from './finding.records.js';
import type { ScreeningJobs } from './screening.jobs.js';

interface NamedFinding {
  readonly findingId: string;
  readonly expectedVersion: number;
}

const needOf = ({ content }: FindingRow): Need => ({
  category: categoryOfContent(content),
  ...(content === 'FIELD_FILE' ? { roles: [] } : {}),
});

type ScreeningAction = 'screening.manage' | 'screening.purge';

const refused = (code: 'CONFLICT' | 'FORBIDDEN' | 'LEGAL_HOLD', messageKey: string, field = 'findingId'): Refusal =>
  new Refusal({ code, messageKey, field: ['input', field] });

/** The decision of whoever asks. */
export const decisionBy = ({ viewer }: Context, reason: string): Decision => ({
  reason: requiredText(reason, 'reason'),
  accountId: viewer.accountId,
  personId: viewer.personId,
});

/** Decisions on findings, one by one. */
export class FindingDecisionService {
  constructor(
    private readonly acts: ContentActs,
    private readonly files: FileRedaction,
    private readonly removals: BlobRemovals,
    private readonly jobs: ScreeningJobs,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Lets a finding stay; answers its id. Dismissed everywhere, the same value is dismissed wherever it stands. */
  async dismiss(context: Context, input: DismissFindingInput): Promise<string> {
    const { db, viewer, access } = context;
    const finding = await this.open(context, input);
    const { reason, accountId, personId } = decisionBy(context, input.reason);
    let which = sql`id = ${finding.id}::uuid`;
    if (input.everywhere) {
      if (access.persons('screening.manage', sql`p.id`, needOf(finding)) !== true) {
        throw refused('FORBIDDEN', 'finding.everywhere', 'everywhere');
      }
      await db.run(sql`insert into dismissed_value (tenant_id, id, person_id, kind, value_key, reason,
          decided_by_account_id, decided_by_person_id)
        values (${viewer.tenantId}::uuid, ${newId()}::uuid, ${finding.personId}::uuid, ${finding.kind},
          ${finding.valueKey}, ${reason}, ${accountId}::uuid, ${personId}::uuid)
        on conflict (tenant_id, kind, value_key) do nothing`);
      which = sql`kind = ${finding.kind} and value_key = ${finding.valueKey} and not ${isInBulk(sql`finding`)}`;
    }
    const dismissed = await db.run(sql`update finding set state = 'DISMISSED', reason = ${reason},
        decided_by_account_id = ${accountId}::uuid, decided_by_person_id = ${personId}::uuid, decided_at = now(),
        version = version + 1
      where tenant_id = ${viewer.tenantId}::uuid and ${which} and state = 'OPEN'`);
    await this.log(context, 'screening.manage', finding, {
      dismissed: finding.id,
      everywhere: input.everywhere,
      findings: dismissed,
    });
    return finding.id;
  }

  /** Takes a dismissal back, also one that holds everywhere; answers the finding's id. */
  async reopen(context: Context, input: ReopenFindingInput): Promise<string> {
    const { db, viewer } = context;
    const finding = await this.lock(context, input);
    if (finding.state !== 'DISMISSED') throw refused('CONFLICT', 'finding.notDismissed');
    const everywhere = await db.first(sql`select 1 from dismissed_value where tenant_id = ${viewer.tenantId}::uuid
      and kind = ${finding.kind} and value_key = ${finding.valueKey}`);
    if (everywhere) {
      if (context.access.persons('screening.manage', sql`p.id`, needOf(finding)) !== true) {
        throw refused('FORBIDDEN', 'finding.everywhere');
      }
      await db.run(sql`delete from dismissed_value where tenant_id = ${viewer.tenantId}::uuid
        and kind = ${finding.kind} and value_key = ${finding.valueKey}`);
    }
    await db.run(sql`update finding set state = 'OPEN', reason = null, decided_by_account_id = null,
        decided_by_person_id = null, decided_at = null, operation_id = null, version = version + 1
      where tenant_id = ${viewer.tenantId}::uuid and id = ${finding.id}::uuid`);
    await this.log(context, 'screening.manage', finding, { reopened: finding.id, everywhere: everywhere !== null });
    return finding.id;
  }

  /** Takes the value out of its content, wherever it stands there; answers the finding's id. */
  async redact(context: Context, input: RedactFindingInput): Promise<string> {
    const finding = await this.destructible(context, input);
    const { commentId, uploadId } = finding;
    if (commentId) {
      const acted = await this.acts.redactComment(context.db, commentId, [finding], decisionBy(context, input.reason));
      if (!acted) throw refused('CONFLICT', 'finding.beingScreened');
      return this.done(context, finding, 'redacted', acted);
    }
    const { tenantId } = context.viewer;
    const decision = decisionBy(context, input.reason);
    const file = await context.outside(() => this.files.rewrite(tenantId, uploadId ?? '', [finding], decision));
    if (file === 'PURGE_ONLY') throw refused('CONFLICT', 'finding.purgeOnly');
    if (file === 'HELD') throw refused('LEGAL_HOLD', 'finding.held');
    if (file === 'GONE') throw notFound('input', 'findingId');
    // What has been written anew is recorded, whatever has been decided meanwhile.
    await lockCopies(context.db);
    await context.db.run(
      sql`select 1 from person where tenant_id = ${tenantId}::uuid and id = ${finding.personId}::uuid for share`,
    );
    const acted = await this.acts.redactedUpload(context.db, uploadId ?? '', [finding], file, decision);
    return this.done(context, finding, 'redacted', acted);
  }

  /** Takes the whole content away, with every version of it; answers the finding's id. */
  async purge(context: Context, input: PurgeFindingInput): Promise<string> {
    const finding = await this.destructible(context, input);
    const decision = decisionBy(context, input.reason);
    const { commentId, uploadId } = finding;
    const acted = commentId
      ? await this.acts.purgeComment(context.db, commentId, decision)
      : await this.acts.purgeUpload(context.db, uploadId ?? '', decision);
    return this.done(context, finding, 'purged', acted);
  }

  private async done(context: Context, finding: FindingRow, what: string, acted: Acted): Promise<string> {
    await this.jobs.wake(context.db);
    await this.log(context, 'screening.purge', finding, { [what]: finding.commentId ?? finding.uploadId, ...acted });
    const { tenantId } = context.viewer;
    context.afterCommit(() => void this.removals.drain(tenantId).catch(this.report));
    return finding.id;
  }

  /** One that can be taken out: no hold keeps its content, and nobody is erasing the person. */
  private async destructible(context: Context, input: NamedFinding): Promise<FindingRow> {
    await lockCopies(context.db);
    const finding = await this.open(context, input, 'screening.purge');
    const category = categoryOfContent(finding.content);
    const held = await this.acts.personsHeld(context.db, [finding.personId], category);
    if (held.length > 0) throw refused('LEGAL_HOLD', 'finding.held');
    return finding;
  }

  private async open(context: Context, input: NamedFinding, action?: ScreeningAction): Promise<FindingRow> {
    const finding = await this.lock(context, input, action);
    if (finding.isInBulk) throw refused('CONFLICT', 'finding.inBulk');
    if (finding.state !== 'OPEN') throw refused('CONFLICT', 'finding.decided');
    return finding;
  }

  private async lock(
    context: Context,
    { findingId, expectedVersion }: NamedFinding,
    action: ScreeningAction = 'screening.manage',
  ): Promise<FindingRow> {
    const { db, viewer, access } = context;
    const id = uuidOf('Finding', findingId);
    const of = id
      ? await db.first<FindingRow>(sql`select ${findingColumns} from finding f
          where f.tenant_id = ${viewer.tenantId}::uuid and f.id = ${id}::uuid
            and ${overContent(access, action, sql`f`)}`)
      : null;
    if (!of) throw notFound('input', 'findingId');
    await access.requirePersons(action, [of.personId], 'findingId', needOf(of));
    // The card first, then the content, then the finding: the order in which whoever screens takes them.
    await holdOpenCard(context, of.personId, 'findingId');
    await db.run(
      sql`select 1 from comment where tenant_id = ${viewer.tenantId}::uuid and id = ${of.commentId}::uuid for update`,
    );
    await db.run(
      sql`select 1 from upload where tenant_id = ${viewer.tenantId}::uuid and id = ${of.uploadId}::uuid for update`,
    );
    const finding = await db.first<FindingRow>(sql`select ${findingColumns} from finding f
      where f.tenant_id = ${viewer.tenantId}::uuid and f.id = ${id}::uuid for update`);
    if (!finding) throw notFound('input', 'findingId');
    if (finding.version !== expectedVersion) throw staleVersion(finding.version);
    return finding;
  }

  private log(
    context: Context,
    action: ScreeningAction,
    finding: FindingRow,
    details: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    return writeLog(context, {
      action,
      personIds: [finding.personId],
      categories: [categoryOfContent(finding.content)],
      details: { ...details, kind: finding.kind },
    });
  }
}
