import { buffer } from 'node:stream/consumers';
import sql from 'sql-template-tag';
import type { BlobStore } from '../../base/blobs/blob-store.js';
import type { Transaction } from '../../base/database/transaction.js';
import { defaultLimits, type ExtractionLimits, extractText, type Place, type Segment } from './extract/index.js';
import type { ScreenedContent, ScreeningFailure } from './screening.states.js';

/** One content whose turn has come. */
export interface ContentJob {
  readonly id: string;
  readonly personId: string;
  readonly content: ScreenedContent;
  readonly commentId: string | null;
  readonly uploadId: string | null;
  readonly attempts: number;
  /** Until when it is this one's, as the database writes it. */
  readonly hold: string;
}

/** A text of a content: of a comment one of its versions, of a file a segment or its name. */
export interface ContentText extends Segment {
  readonly commentVersion: number | null;
}

/** The texts of a content as they were read. */
export interface ContentTexts {
  readonly texts: readonly ContentText[];
  readonly unreadParts: number;
  /** Why a file could not be read: its name is all the text that there is of it. */
  readonly unreadable: ScreeningFailure | null;
}

/** A file that is to be read. */
export interface StoredUpload {
  readonly blobName: string;
  readonly fileName: string;
  readonly mediaType: string;
}

const MEBI = 1024 * 1024;

/** What reading one file may cost: two are read at a time beside everything else that the process does. */
export const fileLimits: ExtractionLimits = {
  ...defaultLimits,
  characters: 8 * MEBI,
  milliseconds: 30_000,
  mebibytes: 256,
};

const bodyPlace: Place = { part: 'BODY', line: 1 };

/** Every version of some comments that still says something, by comment. */
export async function commentTexts(
  db: Transaction,
  commentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ContentText[]>> {
  const { tenantId } = db.scope;
  const rows = await db.many<{ commentId: string; version: number; body: string }>(sql`
    select id as "commentId", version, body from comment
      where tenant_id = ${tenantId}::uuid and id = any(${[...commentIds]}::uuid[]) and body is not null
    union all select comment_id, version, body from comment_version
      where tenant_id = ${tenantId}::uuid and comment_id = any(${[...commentIds]}::uuid[])
    order by 1, 2`);
  const texts = rows.map(({ commentId, version, body }) => ({
    commentId,
    text: { commentVersion: version, place: bodyPlace, text: body },
  }));
  const byComment = Map.groupBy(texts, ({ commentId }) => commentId);
  return new Map([...byComment].map(([id, versions]) => [id, versions.map(({ text }) => text)]));
}

/** The file of an upload; null where there is none any more. */
export const storedUpload = (db: Transaction, uploadId: string): Promise<StoredUpload | null> =>
  db.first<StoredUpload>(sql`select blob_name as "blobName", file_name as "fileName", detected_type as "mediaType"
    from upload where tenant_id = ${db.scope.tenantId}::uuid and id = ${uploadId}::uuid and state = 'COMPLETE'`);

/** The bytes of a file, as many as may be read of one; null where there is none. */
export async function bytesOf(
  blobs: BlobStore,
  tenantId: string,
  { blobName }: StoredUpload,
  signal: AbortSignal,
): Promise<Buffer | 'TOO_LARGE' | null> {
  const size = await blobs.size(tenantId, blobName);
  if (size === null) return null;
  if (size > fileLimits.bytes) return 'TOO_LARGE';
  const content = await blobs.read(tenantId, blobName, signal);
  return content && buffer(content);
}

/** What the name of a file says without its ending, which would be taken for a part of an address. */
const titleOf = (fileName: string): string => fileName.replace(/\.[a-z0-9]{1,5}$/i, '');

/** The texts of a file, its name among them: names tell of people, too, and of files that cannot be read as well. */
export async function fileTexts(
  content: Buffer | 'TOO_LARGE',
  upload: StoredUpload,
  signal: AbortSignal,
): Promise<ContentTexts> {
  const named: ContentText = { commentVersion: null, place: { part: 'FILE_NAME' }, text: titleOf(upload.fileName) };
  const extraction =
    content === 'TOO_LARGE'
      ? { unreadable: content }
      : await extractText(content, upload.mediaType, { ...fileLimits, signal });
  if ('unreadable' in extraction) return { texts: [named], unreadParts: 0, unreadable: extraction.unreadable };
  const texts = extraction.segments.map((segment) => ({ ...segment, commentVersion: null }));
  return { texts: [named, ...texts], unreadParts: extraction.unread.length, unreadable: null };
}
