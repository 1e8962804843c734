import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import sql from 'sql-template-tag';
import type { BlobStore } from '../../base/blobs/blob-store.js';
import { lockCopies } from '../../base/database/copies.js';
import type { Database } from '../../base/database/database.js';
import type { Transaction } from '../../base/database/transaction.js';
import type { DecidedFinding, Decision, PersonsHeld } from './content-acts.js';
import { type FoundValue, findingsIn } from './content-findings.js';
import { bytesOf, fileTexts, type StoredUpload, storedUpload } from './content-texts.js';
import { NameIndex } from './detect/index.js';
import { isInBulk } from './finding.records.js';
import type { KnownNames } from './known-names.js';
import { redacted } from './screening.states.js';
import { rulesOf } from './screening-rules.js';

/** What is text all through, so that a stretch of it can be replaced. */
export const rewritableTypes: readonly string[] = ['text/plain', 'text/csv', 'text/html', 'message/rfc822'];

const REDACTION_MS = 60_000;

/** The file as it is now, and the name that it is to have; or why its values cannot be taken out of it. */
export type RewrittenFile =
  | { readonly bytes: number; readonly sha256: string; readonly fileName: string }
  | 'PURGE_ONLY'
  | 'GONE'
  | 'HELD';

/**
 * Takes values out of files that are text. The file is written anew only once it has been read again like any other, and none
 * of the values is found in it: where they are written in another way than they read, as in an encoded e-mail, it stays as
 * it was, and can only be purged. A value in its name is taken out of the name, whatever the file is.
 */
export class FileRedaction {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly names: KnownNames,
    private readonly personsHeld: PersonsHeld,
  ) {}

  /**
   * Writes the file anew without these values. Record it by `ContentActs.redactedUpload` in any case: the file has changed.
   * Safe to be done again, also where an earlier try was cut off.
   */
  async rewrite(
    tenantId: string,
    uploadId: string,
    values: readonly DecidedFinding[],
    decision: Decision,
  ): Promise<RewrittenFile> {
    const signal = AbortSignal.timeout(REDACTION_MS);
    const upload = await this.database.transaction({ tenantId }, (db) => storedUpload(db, uploadId));
    if (!upload) return 'GONE';
    const content = await bytesOf(this.blobs, tenantId, upload, signal);
    if (content === null) return 'GONE';
    if (content === 'TOO_LARGE') return 'PURGE_ONLY';
    const wanted = await this.wantedIn(tenantId, upload, content, values, signal);
    const within = wanted.filter(({ place }) => place.part !== 'FILE_NAME');
    if (within.length > 0 && !(rewritableTypes.includes(upload.mediaType) && isUtf8(content))) return 'PURGE_ONLY';
    const fileName = wanted
      .filter(({ place }) => place.part === 'FILE_NAME')
      .reduce((name, { startAt, endAt }) => redacted(name, startAt, endAt), upload.fileName);
    if (within.length === 0) return { bytes: content.length, sha256: hashOf(content), fileName };
    let text = content.toString('utf8');
    for (const literal of new Set(within.map((found) => found.literal))) {
      text = text.replaceAll(literal, (value) => redacted(value, 0, value.length));
    }
    const rewritten = Buffer.from(text);
    const left = await this.wantedIn(tenantId, { ...upload, fileName }, rewritten, values, signal);
    if (left.length > 0) return 'PURGE_ONLY';
    if (!(await this.database.transaction({ tenantId }, (db) => this.begin(db, uploadId, values, decision))))
      return 'HELD';
    await this.blobs.write(tenantId, upload.blobName, Readable.from([rewritten]), 'application/octet-stream', signal);
    return { bytes: rewritten.length, sha256: hashOf(rewritten), fileName };
  }

  /**
   * Writes down, before the file is touched, that it is about to be and on whose decision: what is cut off afterwards is taken
   * up again. False where a legal hold keeps it.
   */
  private async begin(
    db: Transaction,
    uploadId: string,
    values: readonly DecidedFinding[],
    { reason, accountId, personId }: Decision,
  ): Promise<boolean> {
    const { tenantId } = db.scope;
    await lockCopies(db);
    const persons = [...new Set(values.map((value) => value.personId))];
    if ((await this.personsHeld(db, persons, 'FILE')).length > 0) return false;
    await db.run(sql`update content_screening set rewriting_since = now()
      where tenant_id = ${tenantId}::uuid and upload_id = ${uploadId}::uuid`);
    await db.run(sql`update finding set reason = ${reason}, decided_by_account_id = ${accountId}::uuid,
        decided_by_person_id = ${personId}::uuid,
        operation_id = case when ${isInBulk(sql`finding`)} then operation_id end
      where tenant_id = ${tenantId}::uuid and id = any(${values.map(({ id }) => id)}::uuid[]) and state = 'OPEN'`);
    return true;
  }

  /** Where these values stand in a file, each as it is written there. */
  private async wantedIn(
    tenantId: string,
    upload: StoredUpload,
    content: Buffer,
    values: readonly DecidedFinding[],
    signal: AbortSignal,
  ): Promise<readonly FoundValue[]> {
    const read = await fileTexts(content, upload, signal);
    const { rules, names } = await this.database.transaction({ tenantId }, async (db) => ({
      rules: await rulesOf(db),
      names: await this.names.of(db),
    }));
    const question = { content: 'ATTACHMENT' as const, rules, names, own: NameIndex.of([]), signal };
    const { found } = await findingsIn(read.texts, question);
    return found.filter((one) => isAmong(one, values));
  }
}

const isAmong = (found: FoundValue, values: readonly DecidedFinding[]): boolean =>
  values.some(({ kind, valueKey }) => kind === found.kind && valueKey === found.valueKey);

const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

function isUtf8(content: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}
