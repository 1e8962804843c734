import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { newId } from '../../base/ids.js';
import { namesOf } from '../blob-names.js';
import type { BlobRemovals } from '../blob-removals.js';
import type { FindingKind } from './detect/index.js';
import { REDACTED_CHARACTER, redacted, type ScreenedContent, type TombstoneAct } from './screening.states.js';

/** Ends the archives that hold these persons, in the transaction of whoever changes what is in them; answers how many. */
export type EndArchives = (db: Transaction, personIds: readonly string[]) => Promise<number>;

/** Which of these persons' comments or files a legal hold keeps as they are. */
export type PersonsHeld = (
  db: Transaction,
  personIds: readonly string[],
  category: 'FREE_TEXT' | 'FILE',
) => Promise<readonly string[]>;

/** Who decided it, when, and why. */
export interface Decision {
  readonly reason: string;
  readonly accountId: string;
  readonly personId: string | null;
}

/** A finding on which something is decided. */
export interface DecidedFinding {
  readonly id: string;
  readonly personId: string;
  readonly content: ScreenedContent;
  readonly commentId: string | null;
  readonly uploadId: string | null;
  readonly kind: FindingKind;
  readonly valueKey: string | null;
}

/** What was done to one content. */
export interface Acted {
  readonly findings: number;
  readonly earlierVersions: number;
}

export const categoryOfContent = (content: ScreenedContent): 'FREE_TEXT' | 'FILE' =>
  content === 'COMMENT' ? 'FREE_TEXT' : 'FILE';

interface VersionText {
  readonly version: number;
  readonly body: string;
  readonly isCurrent: boolean;
}

/** The findings that hold one of these values. */
const ofValues = (
  finding: Sql,
  values: readonly DecidedFinding[],
): Sql => sql`(${finding}.kind, ${finding}.value_key) in (
  select * from unnest(${values.map(({ kind }) => kind)}::text[], ${values.map(({ valueKey }) => valueKey)}::text[]))`;

/**
 * What is done to a content because of what was found in it, in every version there is of it: each in one transaction, with
 * the tombstone that tells of it, and with an end to the archives that hold it. Lock the copies first, and then the card: whoever
 * hands over an archive, or erases the person, does so in this order.
 */
export class ContentActs {
  constructor(
    private readonly removals: BlobRemovals,
    private readonly endArchives: EndArchives,
    readonly personsHeld: PersonsHeld,
  ) {}

  /** Takes these values out of a comment, wherever they stand in any version of it; null where it is being screened. */
  async redactComment(
    db: Transaction,
    commentId: string,
    values: readonly DecidedFinding[],
    decision: Decision,
  ): Promise<Acted | null> {
    const { tenantId } = db.scope;
    const comment = await db.first<{ personId: string; version: number }>(sql`select person_id as "personId", version
      from comment where tenant_id = ${tenantId}::uuid and id = ${commentId}::uuid and body is not null for update`);
    if (!comment) return { findings: 0, earlierVersions: 0 };
    const waits = await db.first(sql`select 1 from content_screening where tenant_id = ${tenantId}::uuid
      and comment_id = ${commentId}::uuid and state = 'PENDING'`);
    if (waits) return null;
    const found = await db.many<{
      id: string;
      commentVersion: number;
      startAt: number;
      endAt: number;
      kind: FindingKind;
    }>(sql`
      select id, comment_version as "commentVersion", start_at as "startAt", end_at as "endAt", kind
      from finding f where tenant_id = ${tenantId}::uuid and comment_id = ${commentId}::uuid
        and state in ('OPEN', 'DISMISSED') and ${ofValues(sql`f`, values)} for update`);
    if (found.length === 0) return { findings: 0, earlierVersions: 0 };
    const versions = await versionsOf(db, commentId);
    let earlierVersions = 0;
    for (const [version, places] of Map.groupBy(found, ({ commentVersion }) => commentVersion)) {
      const text = versions.find((one) => one.version === version);
      if (!text) continue;
      const body = places.reduce((changed, { startAt, endAt }) => redacted(changed, startAt, endAt), text.body);
      if (!text.isCurrent) earlierVersions += 1;
      await db.run(
        text.isCurrent
          ? sql`update comment set body = ${body} where tenant_id = ${tenantId}::uuid and id = ${commentId}::uuid`
          : sql`update comment_version set body = ${body} where tenant_id = ${tenantId}::uuid
              and comment_id = ${commentId}::uuid and version = ${version}`,
      );
    }
    // The next number, under which nothing older is kept: whoever read the text before cannot save it back.
    await db.run(sql`update comment set version = version + 1
      where tenant_id = ${tenantId}::uuid and id = ${commentId}::uuid`);
    await db.run(sql`update finding set comment_version = comment_version + 1 where tenant_id = ${tenantId}::uuid
      and comment_id = ${commentId}::uuid and comment_version = ${comment.version}`);
    await decide(db, sql`id = any(${found.map(({ id }) => id)}::uuid[])`, 'REDACTED', decision);
    const kinds = found.map(({ kind }) => kind);
    const acted = { findings: found.length, earlierVersions };
    await this.bury(db, { personId: comment.personId, commentId, uploadId: null }, 'REDACTED', kinds, acted, decision);
    return acted;
  }

  /** Takes the text of a comment away, in every version. The comment itself stays, as the place of its tombstone. */
  async purgeComment(db: Transaction, commentId: string, decision: Decision): Promise<Acted> {
    const { tenantId } = db.scope;
    const comment = await db.first<{ personId: string }>(sql`select person_id as "personId" from comment
      where tenant_id = ${tenantId}::uuid and id = ${commentId}::uuid and body is not null for update`);
    if (!comment) return { findings: 0, earlierVersions: 0 };
    await db.run(
      sql`delete from content_screening where tenant_id = ${tenantId}::uuid and comment_id = ${commentId}::uuid`,
    );
    const earlierVersions = await db.run(sql`delete from comment_version
      where tenant_id = ${tenantId}::uuid and comment_id = ${commentId}::uuid`);
    await db.run(sql`update comment set body = null, version = version + 1
      where tenant_id = ${tenantId}::uuid and id = ${commentId}::uuid`);
    const kinds = await decide(db, sql`comment_id = ${commentId}::uuid`, 'PURGED', decision);
    const acted = { findings: kinds.length, earlierVersions };
    await this.bury(db, { personId: comment.personId, commentId, uploadId: null }, 'PURGED', kinds, acted, decision);
    return acted;
  }

  /** Takes a file away, its name too. Its blobs are removed once this has been committed: drain the removals then. */
  async purgeUpload(db: Transaction, uploadId: string, decision: Decision): Promise<Acted> {
    const { tenantId } = db.scope;
    const upload = await db.first<{ personId: string }>(sql`select person_id as "personId" from upload
      where tenant_id = ${tenantId}::uuid and id = ${uploadId}::uuid and state = 'COMPLETE' and person_id is not null
      for update`);
    if (!upload) return { findings: 0, earlierVersions: 0 };
    await db.run(
      sql`delete from content_screening where tenant_id = ${tenantId}::uuid and upload_id = ${uploadId}::uuid`,
    );
    await db.run(sql`update upload set state = 'PURGED', blob_name = null, sha256 = null, measured_bytes = null,
        expires_at = null, file_name = ${REDACTED_CHARACTER} || coalesce(substring(file_name from '\\.[a-z0-9]{1,5}$'), '')
      where tenant_id = ${tenantId}::uuid and id = ${uploadId}::uuid`);
    await this.removals.schedule(db, namesOf(uploadId));
    const kinds = await decide(db, sql`upload_id = ${uploadId}::uuid`, 'PURGED', decision);
    const acted = { findings: kinds.length, earlierVersions: 0 };
    await this.bury(db, { personId: upload.personId, commentId: null, uploadId }, 'PURGED', kinds, acted, decision);
    return acted;
  }

  /** Writes down that values were taken out of a file, which has been written anew as this. */
  async redactedUpload(
    db: Transaction,
    uploadId: string,
    values: readonly DecidedFinding[],
    file: { readonly bytes: number; readonly sha256: string; readonly fileName: string },
    decision: Decision,
  ): Promise<Acted> {
    const { tenantId } = db.scope;
    const upload = await db.first<{ personId: string }>(sql`update upload set measured_bytes = ${file.bytes},
        sha256 = ${file.sha256}, file_name = ${file.fileName}
      where tenant_id = ${tenantId}::uuid and id = ${uploadId}::uuid and state = 'COMPLETE'
      returning person_id as "personId"`);
    if (!upload) return { findings: 0, earlierVersions: 0 };
    const condition = sql`upload_id = ${uploadId}::uuid and ${ofValues(sql`finding`, values)}`;
    const kinds = await decide(db, condition, 'REDACTED', decision);
    await db.run(sql`update content_screening set rewriting_since = null
      where tenant_id = ${tenantId}::uuid and upload_id = ${uploadId}::uuid`);
    const acted = { findings: kinds.length, earlierVersions: 0 };
    // Another has told of it meanwhile.
    if (kinds.length === 0) return acted;
    await this.bury(db, { personId: upload.personId, commentId: null, uploadId }, 'REDACTED', kinds, acted, decision);
    return acted;
  }

  private async bury(
    db: Transaction,
    of: { readonly personId: string; readonly commentId: string | null; readonly uploadId: string | null },
    act: TombstoneAct,
    kinds: readonly FindingKind[],
    { findings, earlierVersions }: Acted,
    { reason, accountId, personId }: Decision,
  ): Promise<void> {
    await db.run(sql`insert into content_tombstone (tenant_id, id, person_id, comment_id, upload_id, act, kinds, findings,
        earlier_versions, reason, decided_by_account_id, decided_by_person_id, decided_at)
      values (${db.scope.tenantId}::uuid, ${newId()}::uuid, ${of.personId}::uuid, ${of.commentId}::uuid,
        ${of.uploadId}::uuid, ${act}, ${[...new Set(kinds)].sort()}::text[], ${findings}, ${earlierVersions}, ${reason},
        ${accountId}::uuid, ${personId}::uuid, clock_timestamp())`);
    await this.endArchives(db, [of.personId]);
  }
}

/** What the comment says in each of its versions. */
const versionsOf = (db: Transaction, commentId: string): Promise<VersionText[]> =>
  db.many<VersionText>(sql`select version, body, true as "isCurrent" from comment
      where tenant_id = ${db.scope.tenantId}::uuid and id = ${commentId}::uuid
    union all select version, body, false from comment_version
      where tenant_id = ${db.scope.tenantId}::uuid and comment_id = ${commentId}::uuid`);

/** Closes findings, with which goes what they still told of their values; answers their kinds. */
async function decide(
  db: Transaction,
  which: Sql,
  state: TombstoneAct,
  { reason, accountId, personId }: Decision,
): Promise<FindingKind[]> {
  const closed = await db.many<{ kind: FindingKind }>(sql`update finding set state = ${state}, reason = ${reason},
      decided_by_account_id = ${accountId}::uuid, decided_by_person_id = ${personId}::uuid, decided_at = now(),
      value_key = null, excerpt = null, version = version + 1
    where tenant_id = ${db.scope.tenantId}::uuid and ${which} and state in ('OPEN', 'DISMISSED') returning kind`);
  return closed.map(({ kind }) => kind);
}
