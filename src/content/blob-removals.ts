import sql from 'sql-template-tag';
import type { BlobStore } from '../base/blobs/blob-store.js';
import type { Context } from '../base/context.js';
import type { Database } from '../base/database/database.js';
import type { Transaction } from '../base/database/transaction.js';
import { STAGED } from './blob-names.js';

/** For how long an address for uploading is good. */
export const UPLOAD_URL_MINUTES = 15;
const REWRITABLE_MINUTES = UPLOAD_URL_MINUTES + 5;
const BATCH = 100;

interface Due {
  readonly blobName: string;
  readonly isLast: boolean;
}

/**
 * Removes blobs for good: which ones is written down in the transaction that decides so, it is done right after the
 * commit, and whatever is left is done by the sweep.
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
      on conflict (tenant_id, blob_name) do update set removed_at = null, keep_until = excluded.keep_until`);
  }

  /** Decides within a request that blobs must go, and removes them once it has taken effect. */
  async remove(context: Context, names: readonly string[]): Promise<void> {
    await this.schedule(context.db, names);
    const { tenantId } = context.viewer;
    context.afterCommit(() => void this.drain(tenantId).catch(this.report));
  }

  /** Removes what is due in one tenant; what another process is removing is left to it. */
  async drain(tenantId: string): Promise<void> {
    while ((await this.database.transaction({ tenantId }, (db) => this.removeBatch(db, tenantId))) === BATCH);
  }

  private async removeBatch(db: Transaction, tenantId: string): Promise<number> {
    const due =
      await db.many<Due>(sql`select blob_name as "blobName", keep_until is null or keep_until <= now() as "isLast"
      from blob_removal
      where tenant_id = ${tenantId}::uuid and (removed_at is null or keep_until <= now())
      order by created_at, blob_name limit ${BATCH} for update skip locked`);
    for (const { blobName } of due) await this.blobs.delete(tenantId, blobName);
    const names = (isLast: boolean): string[] => due.filter((row) => row.isLast === isLast).map((row) => row.blobName);
    await db.run(sql`delete from blob_removal
      where tenant_id = ${tenantId}::uuid and blob_name = any(${names(true)}::text[])`);
    await db.run(sql`update blob_removal set removed_at = now()
      where tenant_id = ${tenantId}::uuid and blob_name = any(${names(false)}::text[])`);
    return due.length;
  }
}
