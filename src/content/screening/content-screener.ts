import sql, { type Sql } from 'sql-template-tag';
import type { BlobStore } from '../../base/blobs/blob-store.js';
import type { Database } from '../../base/database/database.js';
import type { Transaction } from '../../base/database/transaction.js';
import { type ContentFindings, findingsIn } from './content-findings.js';
import {
  bytesOf,
  type ContentJob,
  type ContentText,
  type ContentTexts,
  commentTexts,
  fileTexts,
  storedUpload,
} from './content-texts.js';
import { NameIndex, type PersonName, RULES_VERSION } from './detect/index.js';
import { storeFindings } from './finding-store.js';
import type { KnownNames } from './known-names.js';
import type { ScreeningFailure, ScreeningState } from './screening.states.js';
import { kindsFor, rulesOf, type TenantRules } from './screening-rules.js';

/** Comments that are screened at once. */
const BATCH = 50;
/** Whoever was killed keeps what it had begun from the others for so long. */
const HELD_SECONDS = 90;
/** What a file may take with reading it, and a comment. */
const FILE_MS = 60_000;
const COMMENT_MS = 5_000;
/** What did not survive so many tries is too complex: the next try would take another process with it. */
const TRIES = 3;
const LATER_SECONDS = 60;

/** How the screening of one content ended. */
interface Outcome extends ContentFindings {
  readonly job: ContentJob;
  readonly state: ScreeningState;
  readonly reason: ScreeningFailure | null;
  readonly unreadParts: number;
  /** Whether it was read: what was found stands for what there is, of a file that is unreadable in its name only. */
  readonly read: 'WHOLE' | 'NAME' | null;
}

interface Surroundings {
  readonly rules: TenantRules;
  readonly names: NameIndex;
  readonly ownNames: ReadonlyMap<string, NameIndex>;
  readonly comments: ReadonlyMap<string, readonly ContentText[]>;
}

/**
 * Screens contents. What is begun is written down before it is looked at, with how often that was: a file that takes the
 * process with it is tried by itself, a few times, and then called too complex.
 */
export class ContentScreener {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly names: KnownNames,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Screens the contents of a tenant that have waited longest; false where none waits. */
  async screenSome(tenantId: string, signal: AbortSignal): Promise<boolean> {
    const jobs = await this.database.transaction({ tenantId }, (db) => take(db));
    if (jobs.length === 0) return false;
    const around = await this.surroundings(tenantId, jobs);
    const outcomes: Outcome[] = [];
    for (const job of jobs) {
      // The rest is taken up again by another process, as after a kill, but without its being counted.
      if (signal.aborted) break;
      const outcome = await this.screen(tenantId, job, around);
      if (outcome) outcomes.push(outcome);
    }
    await this.database.transaction({ tenantId }, async (db) => {
      await settle(db, outcomes, around.rules);
      const left = jobs.filter((job) => !outcomes.some((outcome) => outcome.job === job));
      await putBack(db, left, signal.aborted ? 0 : LATER_SECONDS);
    });
    return true;
  }

  private surroundings(tenantId: string, jobs: readonly ContentJob[]): Promise<Surroundings> {
    return this.database.transaction({ tenantId }, async (db) => {
      const people = await db.many<PersonName & { readonly id: string }>(sql`select id,
          coalesce(given_name, '') as "givenName", coalesce(family_name, '') as "familyName",
          preferred_name as "preferredName"
        from person where tenant_id = ${tenantId}::uuid and id = any(${jobs.map(({ personId }) => personId)}::uuid[])`);
      return {
        rules: await rulesOf(db),
        names: await this.names.of(db),
        comments: await commentTexts(
          db,
          jobs.flatMap(({ commentId }) => commentId ?? []),
        ),
        ownNames: new Map(people.map((person) => [person.id, NameIndex.of([person])])),
      };
    });
  }

  /** Null where it has to be done later: what it is read from did not answer. */
  private async screen(tenantId: string, job: ContentJob, around: Surroundings): Promise<Outcome | null> {
    const none = { job, found: [], leftOut: 0, reason: null, unreadParts: 0, read: null };
    if (kindsFor(around.rules, job.content) === null) return { ...none, state: 'OFF' };
    if (job.attempts > TRIES) return { ...none, state: 'UNREADABLE', reason: 'TOO_COMPLEX' };
    const signal = AbortSignal.timeout(job.commentId ? COMMENT_MS : FILE_MS);
    let read: ContentTexts | null;
    try {
      read = await this.read(tenantId, job, around, signal);
    } catch (error) {
      if (signal.aborted) return { ...none, state: 'UNREADABLE', reason: 'TIMED_OUT' };
      this.report(error);
      return null;
    }
    // Gone meanwhile, and its row with it.
    if (!read) return { ...none, state: 'SCREENED', read: 'WHOLE' };
    try {
      const { rules, names } = around;
      const own = around.ownNames.get(job.personId) ?? NameIndex.of([]);
      const question = { content: job.content, rules, names, own, signal };
      const findings = await findingsIn(read.texts, question);
      const { unreadable, unreadParts } = read;
      if (unreadable) return { ...none, ...findings, state: 'UNREADABLE', reason: unreadable, read: 'NAME' };
      return { ...none, ...findings, state: 'SCREENED', unreadParts, read: 'WHOLE' };
    } catch (error) {
      if (!signal.aborted) this.report(error);
      return { ...none, state: 'UNREADABLE', reason: signal.aborted ? 'TIMED_OUT' : 'TOO_COMPLEX' };
    }
  }

  private async read(
    tenantId: string,
    job: ContentJob,
    { comments }: Surroundings,
    signal: AbortSignal,
  ): Promise<ContentTexts | null> {
    const { commentId, uploadId } = job;
    if (commentId) return { texts: comments.get(commentId) ?? [], unreadParts: 0, unreadable: null };
    const upload = await this.database.transaction({ tenantId }, (db) => storedUpload(db, uploadId ?? ''));
    if (!upload) return null;
    const content = await bytesOf(this.blobs, tenantId, upload, signal);
    return content && fileTexts(content, upload, signal);
  }
}

/** Takes a batch of comments, or one file, or one content that was begun before and did not come to its end. */
async function take(db: Transaction): Promise<readonly ContentJob[]> {
  const { tenantId } = db.scope;
  const waiting = sql`s.tenant_id = ${tenantId}::uuid and s.state = 'PENDING'
    and s.rewriting_since is null and (s.held_until is null or s.held_until <= now())`;
  const next = (condition: Sql, limit: number): Promise<ContentJob[]> =>
    // Materialised, because a subquery that locks can be carried out once for each row, and then takes more than it may.
    db.many<ContentJob>(sql`with next as materialized (select s.id from content_screening s
        where ${waiting} and ${condition} order by s.asked_at, s.id limit ${limit} for update skip locked)
      update content_screening u
      set attempts = u.attempts + 1, held_until = now() + make_interval(secs => ${HELD_SECONDS})
      from next where u.tenant_id = ${tenantId}::uuid and u.id = next.id
      returning u.id, u.person_id as "personId", u.content, u.comment_id as "commentId", u.upload_id as "uploadId",
        u.attempts, u.held_until::text as hold`);
  const first = await next(sql`true`, 1);
  const [one] = first;
  if (!one?.commentId || one.attempts > 1) return first;
  return [one, ...(await next(sql`s.comment_id is not null and s.attempts = 0`, BATCH - 1))];
}

/** Writes down how it ended. What was written anew meanwhile waits again, and is left alone. */
async function settle(db: Transaction, outcomes: readonly Outcome[], rules: TenantRules): Promise<void> {
  if (outcomes.length === 0) return;
  const { tenantId } = db.scope;
  await holdSubjects(db, outcomes);
  const ended = outcomes.map(({ job, state, reason, unreadParts, leftOut }) => ({
    id: job.id,
    hold: job.hold,
    state,
    reason,
    unreadParts,
    leftOut,
  }));
  const settled = await db.many<{ id: string }>(sql`update content_screening s set state = x.state, reason = x.reason,
      rules = ${rules.name}, rules_version = ${RULES_VERSION}, unread_parts = x."unreadParts", left_out = x."leftOut",
      held_until = null, screened_at = now()
    from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as x (id uuid, hold text, state text, reason text,
      "unreadParts" integer, "leftOut" integer)
    where s.tenant_id = ${tenantId}::uuid and s.id = x.id and s.state = 'PENDING' and s.held_until::text = x.hold
    returning s.id`);
  const ids = new Set(settled.map(({ id }) => id));
  const screened = outcomes.filter(({ job, read }) => read !== null && ids.has(job.id));
  if (screened.length > 0) await storeFindings(db, screened);
}

/** In the order in which whoever removes a person or a content takes them, so that neither waits for the other in a circle. */
async function holdSubjects(db: Transaction, outcomes: readonly Outcome[]): Promise<void> {
  const { tenantId } = db.scope;
  const ids = (of: (job: ContentJob) => string | null): (string | null)[] => outcomes.map(({ job }) => of(job));
  await db.run(sql`select 1 from person where tenant_id = ${tenantId}::uuid
    and id = any(${ids(({ personId }) => personId)}::uuid[]) order by id for key share`);
  await db.run(sql`select 1 from comment where tenant_id = ${tenantId}::uuid
    and id = any(${ids(({ commentId }) => commentId)}::uuid[]) order by id for key share`);
  await db.run(sql`select 1 from upload where tenant_id = ${tenantId}::uuid
    and id = any(${ids(({ uploadId }) => uploadId)}::uuid[]) order by id for key share`);
}

/** Lets go of what was not done, as if it had not been begun. */
async function putBack(db: Transaction, jobs: readonly ContentJob[], seconds: number): Promise<void> {
  if (jobs.length === 0) return;
  await db.run(sql`update content_screening set attempts = greatest(0, attempts - 1),
      held_until = now() + make_interval(secs => ${seconds})
    where tenant_id = ${db.scope.tenantId}::uuid and id = any(${jobs.map(({ id }) => id)}::uuid[]) and state = 'PENDING'`);
}
