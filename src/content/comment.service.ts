import sql from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import { invalid, notFound, Refusal, staleVersion } from '../base/errors.js';
import { newId, uuidOf } from '../base/ids.js';
import type { AddCommentInput, DeleteCommentInput, EditCommentInput } from './comment.types.js';
import { holdOpenCard } from './open-card.js';
import type { UploadService } from './upload.service.js';

interface CommentRow {
  readonly id: string;
  readonly personId: string;
  readonly authorAccountId: string;
  readonly version: number;
  readonly isPurged: boolean;
}

/** How many texts a comment can have had: each is kept. */
const MAXIMUM_VERSIONS = 100;

/** Has what was written screened once it has taken effect. */
export type WakeScreening = (context: Context) => Promise<void>;

const need = { category: 'FREE_TEXT' };

/** Comments on persons: written, edited and removed by their authors; the controller may remove any. */
export class CommentService {
  constructor(
    private readonly uploads: UploadService,
    private readonly wake: WakeScreening,
  ) {}

  /** Writes a comment and attaches one's own completed files to it; answers its id. */
  async add(context: Context, input: AddCommentInput): Promise<string> {
    const { db, viewer, now } = context;
    const personId = uuidOf('Person', input.personId);
    if (!personId) throw notFound('input', 'personId');
    await context.access.requirePersons('comment.write', [personId], 'personId', need);
    await holdOpenCard(context, personId, 'personId');
    const body = bodyOf(input.body);
    const id = newId();
    await db.run(sql`insert into comment (tenant_id, id, person_id, author_account_id, author_person_id, body, created_at)
      values (${viewer.tenantId}::uuid, ${id}::uuid, ${personId}::uuid, ${viewer.accountId}::uuid,
        ${viewer.personId}::uuid, ${body}, ${now}::timestamptz)`);
    await this.attach(context, id, personId, input.uploadIds ?? []);
    await this.wake(context);
    await this.log(context, personId, { added: id });
    return id;
  }

  /** Replaces the text of one's own comment, of which the earlier one is kept; answers its id. */
  async edit(context: Context, input: EditCommentInput): Promise<string> {
    const comment = await this.lock(context, input.commentId);
    if (comment.authorAccountId !== context.viewer.accountId) throw notFound('input', 'commentId');
    await context.access.requirePersons('comment.write', [comment.personId], 'commentId', need);
    await this.requireCurrent(context, comment, input.expectedVersion);
    if (comment.isPurged) throw purged();
    const { tenantId } = context.viewer;
    const body = bodyOf(input.body);
    await this.keepVersion(context, comment);
    await context.db.run(sql`update comment
      set body = ${body}, version = version + 1, edited_at = ${context.now}::timestamptz
      where tenant_id = ${tenantId}::uuid and id = ${comment.id}::uuid`);
    await this.wake(context);
    await this.log(context, comment.personId, { edited: comment.id });
    return comment.id;
  }

  /** Removes a comment with the files attached to it. */
  async delete(context: Context, input: DeleteCommentInput): Promise<void> {
    const { access, viewer, db } = context;
    const comment = await this.lock(context, input.commentId);
    const isController = access.units('comment.write') === 'all';
    if (!isController && comment.authorAccountId !== viewer.accountId) throw notFound('input', 'commentId');
    await access.requirePersons('comment.write', [comment.personId], 'commentId', need);
    await this.requireCurrent(context, comment, input.expectedVersion);
    // Its tombstone is not the author's to take away.
    if (comment.isPurged && !isController) throw purged();
    const attached = await db.many<{ id: string }>(sql`select id from upload
      where tenant_id = ${viewer.tenantId}::uuid and comment_id = ${comment.id}::uuid for update`);
    for (const { id } of attached) await this.uploads.removeRow(context, id);
    await db.run(sql`delete from comment where tenant_id = ${viewer.tenantId}::uuid and id = ${comment.id}::uuid`);
    await this.log(context, comment.personId, { deleted: comment.id, attachments: attached.length });
  }

  private async lock(context: Context, globalId: string): Promise<CommentRow> {
    const id = uuidOf('Comment', globalId);
    const comment =
      id &&
      (await context.db.first<CommentRow>(sql`select id, person_id as "personId",
          author_account_id as "authorAccountId", version, body is null as "isPurged"
        from comment where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid for update`));
    if (!comment) throw notFound('input', 'commentId');
    return comment;
  }

  private async requireCurrent(context: Context, comment: CommentRow, expectedVersion: number): Promise<void> {
    await holdOpenCard(context, comment.personId, 'commentId');
    if (comment.version !== expectedVersion) throw staleVersion(comment.version);
  }

  /** What it says until now, as of when that was written. */
  private async keepVersion({ db, viewer }: Context, { id }: CommentRow): Promise<void> {
    const kept = await db.first<{ count: number }>(sql`select count(*)::int as count from comment_version
      where tenant_id = ${viewer.tenantId}::uuid and comment_id = ${id}::uuid`);
    const used = kept?.count ?? 0;
    if (used >= MAXIMUM_VERSIONS) {
      throw new Refusal({
        code: 'QUOTA_EXCEEDED',
        messageKey: 'comment.tooManyVersions',
        field: ['input', 'commentId'],
        facts: { limit: String(MAXIMUM_VERSIONS), used: String(used) },
      });
    }
    await db.run(sql`insert into comment_version (tenant_id, id, comment_id, person_id, version, body, written_at)
      select tenant_id, ${newId()}::uuid, id, person_id, version, body, coalesce(edited_at, created_at) from comment
      where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`);
  }

  private async attach(
    context: Context,
    commentId: string,
    personId: string,
    globalIds: readonly string[],
  ): Promise<void> {
    const ids = [...new Set(globalIds)].map((globalId) => uuidOf('Upload', globalId));
    const attached = await context.db.run(sql`update upload set comment_id = ${commentId}::uuid
      where tenant_id = ${context.viewer.tenantId}::uuid and id = any(${ids.filter((id) => id !== null)}::uuid[])
        and person_id = ${personId}::uuid and uploader_account_id = ${context.viewer.accountId}::uuid
        and purpose = 'ATTACHMENT' and state = 'COMPLETE' and comment_id is null`);
    if (attached !== ids.length) throw notFound('input', 'uploadIds');
  }

  private log(context: Context, personId: string, details: Readonly<Record<string, string | number>>): Promise<void> {
    return writeLog(context, { action: 'comment.write', personIds: [personId], categories: ['FREE_TEXT'], details });
  }
}

const purged = (): Refusal =>
  new Refusal({ code: 'CONFLICT', messageKey: 'comment.purged', field: ['input', 'commentId'] });

/** The text without space around it, with one kind of line break. */
function bodyOf(given: string): string {
  const body = given.replaceAll(/\r\n?/g, '\n').trim();
  if (body === '') throw invalid('invalid.empty', ['input', 'body']);
  if (!body.isWellFormed() || /[^\P{Cc}\t\n]/u.test(body)) throw invalid('badCharacters', ['input', 'body']);
  return body;
}
