import sql from 'sql-template-tag';
import type { BlobStore } from '../base/blobs/blob-store.js';
import type { Context } from '../base/context.js';
import type { Database } from '../base/database/database.js';
import type { Transaction } from '../base/database/transaction.js';
import { newId } from '../base/ids.js';
import { STAGED } from './blob-names.js';

/** For how long an address for uploading is good. */
export const UPLOAD_URL_MINUTES = 15;
const REWRITABLE_MINUTES = UPLOAD_URL_MINUTES + 5;
const BATCH = 100;
/** A process that was killed keeps its batch from the others for this long; one that lives stops well before. */
const HELD_SECONDS = 60;
const WORKS_MS = (HELD_SECONDS / 2) * 1000;

interface Due {
  readonly blobName: string;
  readonly isLast: boolean;
}

/**
 * Removes blobs for good: which ones is written down in the transaction that decides so, it is done right after the
 * commit, and whatever is left is done by the sweep. A name that somebody might still write, a client with an address or a
 * piece of work under way, is first occupied by an empty blob, over which neither can write, and freed when nobody can.
 */
export class BlobRemovals {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Decides within a transaction of the tenant that blobs must go. Call {@link drain} once it has been committed. */
  async schedule(db: Transaction, names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    await db.run(sql`insert into blob_removal (tenant_id, blob_name, keep_until)
      select ${db.scope.tenantId}::uuid, name,
        case when starts_with(name, ${STAGED}) then now() + make_interval(mins => ${REWRITABLE_MINUTES}) end
      from unnest(${[...new Set(names)]}::text[]) name
      on conflict (tenant_id, blob_name) do update set removed_at = null, holder_id = null, held_until = null,
        keep_until = greatest(excluded.keep_until, blob_removal.keep_until, blob_removal.held_until)`);
  }

  /** Lets scheduled blobs be removed at once, also where another is at it: it may have been killed. */
  async resume(db: Transaction, names: readonly string[]): Promise<void> {
    await db.run(sql`update blob_removal set holder_id = null, held_until = null
      where tenant_id = ${db.scope.tenantId}::uuid and blob_name = any(${[...names]}::text[])`);
  }

  /** Decides within a request that blobs must go, and removes them once it has taken effect. */
  async remove(context: Context, names: readonly string[]): Promise<void> {
    await this.schedule(context.db, names);
    const { tenantId } = context.viewer;
    context.afterCommit(() => void this.drain(tenantId).catch(this.report));
  }

  /** Removes what is due in one tenant; what another process is removing is left to it. */
  async drain(tenantId: string): Promise<void> {
    while ((await this.removeBatch(tenantId)) === BATCH);
  }

  /** No connection is held while Blob Storage is asked: the rows say whose the blobs are meanwhile. */
  private async removeBatch(tenantId: string): Promise<number> {
    const holderId = newId();
    const due = await this.database.transaction({ tenantId }, (db) => this.hold(db, tenantId, holderId));
    if (due.length === 0) return 0;
    const gone: string[] = [];
    const occupied: string[] = [];
    const signal = AbortSignal.timeout(WORKS_MS);
    try {
      for (const { blobName, isLast } of due) {
        if (isLast) await this.blobs.delete(tenantId, blobName, signal);
        else await this.blobs.occupy(tenantId, blobName, signal);
        (isLast ? gone : occupied).push(blobName);
      }
    } finally {
      await this.database.transaction({ tenantId }, async (db) => {
        await db.run(sql`delete from blob_removal where tenant_id = ${tenantId}::uuid and holder_id = ${holderId}::uuid
          and blob_name = any(${gone}::text[])`);
        await db.run(sql`update blob_removal set holder_id = null, held_until = null,
            removed_at = case when blob_name = any(${occupied}::text[]) then now() else removed_at end
          where tenant_id = ${tenantId}::uuid and holder_id = ${holderId}::uuid`);
      });
    }
    return due.length;
  }

  private async hold(db: Transaction, tenantId: string, holderId: string): Promise<Due[]> {
    const due = await db.many<Due>(sql`select blob_name as "blobName",
        keep_until is null or keep_until <= now() as "isLast"
      from blob_removal
      where tenant_id = ${tenantId}::uuid and (removed_at is null or keep_until <= now())
        and (held_until is null or held_until <= now())
      order by created_at, blob_name limit ${BATCH} for update skip locked`);
    await db.run(sql`update blob_removal
      set holder_id = ${holderId}::uuid, held_until = now() + make_interval(secs => ${HELD_SECONDS})
      where tenant_id = ${tenantId}::uuid and blob_name = any(${due.map(({ blobName }) => blobName)}::text[])`);
    return due;
  }
}
