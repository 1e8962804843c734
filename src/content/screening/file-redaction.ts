import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { BlobStore } from '../../base/blobs/blob-store.js';
import type { Database } from '../../base/database/database.js';
import type { DecidedFinding } from './content-acts.js';
import { type FoundValue, findingsIn } from './content-findings.js';
import { bytesOf, type ContentTexts, fileTexts, type StoredUpload, storedUpload } from './content-texts.js';
import { NameIndex } from './detect/index.js';
import type { KnownNames } from './known-names.js';
import { REDACTED_CHARACTER } from './screening.states.js';
import { rulesOf } from './screening-rules.js';

/** What is text all through, so that a stretch of it can be replaced. */
export const rewritableTypes: readonly string[] = ['text/plain', 'text/csv', 'text/html', 'message/rfc822'];

const REDACTION_MS = 60_000;

/** The file as it is now; or why its values cannot be taken out of it. */
export type RewrittenFile = { readonly bytes: number; readonly sha256: string } | 'PURGE_ONLY' | 'GONE';

/**
 * Takes values out of files that are text. The file is written anew only once it has been read again like any other, and none
 * of the values is found in it: where they are written in another way than they read, as in an encoded e-mail, it stays as
 * it was, and can only be purged.
 */
export class FileRedaction {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly names: KnownNames,
  ) {}

  /** Writes the file anew without these values. Safe to be done again, also where an earlier try was cut off. */
  async rewrite(tenantId: string, uploadId: string, values: readonly DecidedFinding[]): Promise<RewrittenFile> {
    const signal = AbortSignal.timeout(REDACTION_MS);
    const upload = await this.database.transaction({ tenantId }, (db) => storedUpload(db, uploadId));
    if (!upload) return 'GONE';
    if (!rewritableTypes.includes(upload.mediaType)) return 'PURGE_ONLY';
    const content = await bytesOf(this.blobs, tenantId, upload, signal);
    if (content === null) return 'GONE';
    if (content === 'TOO_LARGE' || !isUtf8(content)) return 'PURGE_ONLY';
    const before = await this.valuesIn(tenantId, upload, content, signal);
    if (!before) return 'PURGE_ONLY';
    const wanted = before.filter((found) => isAmong(found, values));
    let text = content.toString('utf8');
    for (const literal of new Set(wanted.map((found) => found.literal))) {
      text = text.replaceAll(literal, (value) => value.replaceAll(/[^\n]/g, REDACTED_CHARACTER));
    }
    const rewritten = Buffer.from(text);
    if (wanted.length > 0) {
      const after = await this.valuesIn(tenantId, upload, rewritten, signal);
      if (!after || after.some((found) => isAmong(found, values))) return 'PURGE_ONLY';
      await this.blobs.write(tenantId, upload.blobName, Readable.from([rewritten]), 'application/octet-stream', signal);
    }
    return { bytes: rewritten.length, sha256: createHash('sha256').update(rewritten).digest('hex') };
  }

  /** What is found in a file, with each value as it is written there; null where it cannot be read. */
  private async valuesIn(
    tenantId: string,
    upload: StoredUpload,
    content: Buffer,
    signal: AbortSignal,
  ): Promise<readonly FoundValue[] | null> {
    const read: ContentTexts = await fileTexts(content, upload, signal);
    if ('unreadable' in read) return null;
    const { rules, names } = await this.database.transaction({ tenantId }, async (db) => ({
      rules: await rulesOf(db),
      names: await this.names.of(db),
    }));
    const question = { content: 'ATTACHMENT' as const, rules, names, own: NameIndex.of([]), signal };
    return (await findingsIn(read.texts, question)).found;
  }
}

const isAmong = (found: FoundValue, values: readonly DecidedFinding[]): boolean =>
  values.some(({ kind, valueKey }) => kind === found.kind && valueKey === found.valueKey);

function isUtf8(content: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}
