import sql from 'sql-template-tag';
import type { BlobStore } from '../../base/blobs/blob-store.js';
import type { Database } from '../../base/database/database.js';
import { eachTenant } from '../../base/database/each-tenant.js';
import type { Transaction } from '../../base/database/transaction.js';

const PREFIX = 'transfers/';

/** How long a blob may stand without its row: longer than any run takes. */
const STRAY_MS = 24 * 3_600_000;

export const transferBlobName = (transferId: string, runId: string, extension: string): string =>
  `${PREFIX}${transferId}/${runId}.${extension}`;

type InTenant = <Result>(work: (db: Transaction) => Promise<Result>) => Promise<Result>;

interface FileRow {
  readonly runId: string;
  readonly blobName: string;
}

/** The blob first, so that no row is ever lost before its blob; with the file goes who is in it. */
async function removeFiles(
  inTenant: InTenant,
  blobs: BlobStore,
  tenantId: string,
  files: readonly FileRow[],
): Promise<void> {
  for (const { runId, blobName } of files) {
    await blobs.delete(tenantId, blobName);
    await inTenant(async (db) => {
      await db.run(sql`delete from transfer_file where tenant_id = ${tenantId}::uuid and run_id = ${runId}::uuid`);
      await db.run(sql`delete from transfer_part where tenant_id = ${tenantId}::uuid and run_id = ${runId}::uuid`);
    });
  }
}

const filesHolding = (db: Transaction, personId: string): Promise<FileRow[]> =>
  db.many<FileRow>(sql`select run_id as "runId", blob_name as "blobName" from transfer_file
    where tenant_id = ${db.scope.tenantId}::uuid and run_id in (select x.run_id from transfer_part x
      where x.tenant_id = ${db.scope.tenantId}::uuid and x.person_ids @> array[${personId}::uuid])`);

/** How many files of transfers hold a person, which an erasure of the person removes. */
export const countTransferFilesOf = async (db: Transaction, personId: string): Promise<number> =>
  (await filesHolding(db, personId)).length;

/** Removes every file of a transfer that holds a person; to be called before the person is erased, and safe to be repeated. */
export async function removeTransferFilesOf(
  inTenant: InTenant,
  blobs: BlobStore,
  tenantId: string,
  personId: string,
): Promise<void> {
  const files = await inTenant((db) => filesHolding(db, personId));
  await removeFiles(inTenant, blobs, tenantId, files);
}

/**
 * Whether a run is under way that was begun before this moment, and may have read who is being erased since. One that died is not
 * waited for beyond a day: what it left is handed over to nobody.
 */
export async function isTransferUnderWay(db: Transaction, before: Date): Promise<boolean> {
  const running = await db.first(sql`select 1 from operation where tenant_id = ${db.scope.tenantId}::uuid
    and kind = 'TRANSFER' and state = 'RUNNING' and started_at <= ${before}::timestamptz
    and started_at > now() - interval '1 day' limit 1`);
  return running !== null;
}

/** Removes blobs and lists of people that a killed run left and no later try replaced. */
async function removeStray(inTenant: InTenant, blobs: BlobStore, tenantId: string): Promise<void> {
  for await (const { name, createdAt } of blobs.list(tenantId, PREFIX)) {
    if (Date.now() - createdAt.getTime() < STRAY_MS) continue;
    const known = await inTenant((db) =>
      db.first(sql`select 1 from transfer_file where tenant_id = ${tenantId}::uuid and blob_name = ${name}`),
    );
    if (!known) await blobs.delete(tenantId, name);
  }
  await inTenant((db) =>
    db.run(sql`delete from transfer_part x using transfer_run r, operation o
      where x.tenant_id = ${tenantId}::uuid and r.tenant_id = x.tenant_id and r.id = x.run_id
        and o.tenant_id = r.tenant_id and o.id = r.operation_id and o.state not in ('QUEUED', 'RUNNING')
        and not exists (select 1 from transfer_file f where f.tenant_id = r.tenant_id and f.run_id = r.id)`),
  );
}

/** Removes, in every tenant, the files whose time is over. */
export const sweepTransferFiles = (
  database: Database,
  blobs: BlobStore,
  report: (error: unknown) => void,
): Promise<void> =>
  eachTenant(
    database,
    async (tenantId) => {
      const inTenant: InTenant = (work) => database.transaction({ tenantId }, work);
      const expired = await inTenant((db) =>
        db.many<FileRow>(sql`select run_id as "runId", blob_name as "blobName" from transfer_file
          where tenant_id = ${tenantId}::uuid and expires_at <= now() order by expires_at limit 1000`),
      );
      await removeFiles(inTenant, blobs, tenantId, expired);
      await removeStray(inTenant, blobs, tenantId);
    },
    report,
  );
