import sql from 'sql-template-tag';
import { lockCopies } from '../../base/database/copies.js';
import type { Database } from '../../base/database/database.js';
import type { Transaction } from '../../base/database/transaction.js';
import { LOCALES } from '../../base/locale.js';
import { OperationFailure, type Work } from '../../jobs/index.js';
import { readParties } from '../parties.js';
import { ArchiveContent, type ArchiveTools } from './archive-content.js';
import { ArchiveWriter } from './archive-writer.js';
import { archiveName, takenOut } from './archives.js';

/** How often an archive is made anew because somebody was erased meanwhile, or something was taken out. */
const ROUNDS = 5;

const PERSON_DAYS = 7;
const TENANT_DAYS = 1;

/** A large file takes longer than a transaction may do nothing. */
const KEEP_ALIVE_MS = 60_000;

/** Makes archives: reads one snapshot and streams it, as it is read, into Blob Storage. */
export class ExportWorker {
  constructor(
    /** Beside the pool that progress and requests are served from. */
    private readonly snapshots: Database,
    private readonly tools: ArchiveTools,
  ) {}

  /** Safe to begin again: the archive has the operation's name, so that the next try replaces what is there. */
  readonly run = async (work: Work): Promise<Readonly<Record<string, unknown>>> => {
    const { tenantId, id, personId } = work.operation;
    const blobName = archiveName(id, personId);
    try {
      for (let round = 1; round <= ROUNDS; round += 1) {
        const made = await this.make(work, blobName);
        if (made) return made;
      }
      throw new OperationFailure('failure.export.erased');
    } catch (error) {
      await this.tools.blobs.delete(tenantId, blobName);
      throw error;
    }
  };

  /** Makes the archive; null when somebody was erased meanwhile who may be in it, or something taken out of what is. */
  private async make(work: Work, blobName: string): Promise<Readonly<Record<string, unknown>> | null> {
    const { tenantId, personId } = work.operation;
    const { blobs } = this.tools;
    const archive = new ArchiveWriter();
    const stop = (): void => archive.fail(asError(work.signal.reason));
    work.signal.addEventListener('abort', stop, { once: true });
    const snapshot = await this.snapshots.begin({ tenantId }, 'repeatable read');
    const keptAlive = setInterval(() => void begunAt(snapshot).catch(stop), KEEP_ALIVE_MS);
    try {
      const at = await begunAt(snapshot);
      const parties = await readParties(snapshot);
      const content = new ArchiveContent(this.tools, snapshot, {
        tenantId,
        personId,
        parties,
        at,
        locale: LOCALES.find((locale) => locale === work.operation.input['locale']) ?? 'en',
        signal: work.signal,
        progress: work.progress.bind(work),
        checkpoint: work.checkpoint.bind(work),
      });
      const writing = content.write(archive).then(() => archive.end());
      const storing = blobs.write(tenantId, blobName, archive.output, 'application/zip', work.signal);
      // Whichever fails first stops the other, and both have ended before the transaction is closed.
      const outcomes = await Promise.allSettled([writing, storing].map((part) => part.catch(rethrowAfter(archive))));
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed) throw asError(failed.reason);
      const seal = archive.seal();
      const taken = await takenOut(snapshot, personId);
      if (!(await this.register(work, blobName, seal, { at, taken }))) return null;
      const rows = archive.files.reduce((sum, file) => sum + (file.rows ?? 0), 0) / 2;
      return { files: archive.files.length, rows, size: seal.size };
    } finally {
      clearInterval(keptAlive);
      work.signal.removeEventListener('abort', stop);
      await snapshot.rollback();
    }
  }

  /** Hands the archive over, unless it holds somebody who has been erased, or is being erased, since it was begun. */
  private async register(
    work: Work,
    blobName: string,
    seal: { readonly size: number; readonly sha256: string },
    { at, taken }: { readonly at: Date; readonly taken: string },
  ): Promise<boolean> {
    const { tenantId, id, personId } = work.operation;
    await work.checkpoint();
    return work.transaction(async (db) => {
      await lockCopies(db);
      const { isErased, isOutdated } = await this.erasedSince(db, personId, at);
      if (isErased) throw new OperationFailure('failure.export.erased');
      if (isOutdated || (await takenOut(db, personId)) !== taken) return false;
      const days = personId ? PERSON_DAYS : TENANT_DAYS;
      await db.run(sql`insert into export_archive
          (tenant_id, operation_id, person_id, blob_name, size, sha256, expires_at)
        values (${tenantId}::uuid, ${id}::uuid, ${personId}::uuid, ${blobName}, ${seal.size}, ${seal.sha256},
          now() + make_interval(days => ${days}))
        on conflict (tenant_id, operation_id) do update
          set size = excluded.size, sha256 = excluded.sha256, created_at = now(), expires_at = excluded.expires_at`);
      return true;
    });
  }

  /** Whether whom the archive is about is erased, and whether anybody else was who may be in it. */
  private async erasedSince(
    db: Transaction,
    personId: string | null,
    at: Date,
  ): Promise<{ readonly isErased: boolean; readonly isOutdated: boolean }> {
    const { tenantId } = db.scope;
    const own = personId
      ? sql`not exists (select 1 from person
          where tenant_id = ${tenantId}::uuid and id = ${personId}::uuid and erasure_id is null)`
      : sql`exists (select 1 from erasure where tenant_id = ${tenantId}::uuid
          and (completed_at is null or completed_at >= ${at}::timestamptz))`;
    const row = await db.first<{ isErased: boolean; isOutdated: boolean }>(sql`select ${own} as "isErased",
      exists (select 1 from erasure
        where tenant_id = ${tenantId}::uuid and erased_at >= ${at}::timestamptz) as "isOutdated"`);
    return row ?? { isErased: true, isOutdated: true };
  }
}

async function begunAt(db: Transaction): Promise<Date> {
  const row = await db.first<{ at: Date }>(sql`select now() as at`);
  if (!row) throw new Error('The database did not tell the time');
  return row.at;
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error('The work was stopped'));

const rethrowAfter =
  (archive: ArchiveWriter) =>
  (error: unknown): never => {
    archive.fail(asError(error));
    throw error;
  };
