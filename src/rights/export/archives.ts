import sql from 'sql-template-tag';
import type { BlobStore } from '../../base/blobs/blob-store.js';
import type { Database } from '../../base/database/database.js';
import { eachTenant } from '../../base/database/each-tenant.js';
import type { Transaction } from '../../base/database/transaction.js';

const PREFIX = 'exports/';

/** How long a blob may stand without its row: longer than any export takes. */
const STRAY_MS = 24 * 3_600_000;

/** Where the archives of one person are, so that an erasure finds them by name alone. */
export const archivePrefix = (personId: string | null): string => `${PREFIX}${personId ?? 'tenant'}/`;

export const archiveName = (operationId: string, personId: string | null): string =>
  `${archivePrefix(personId)}${operationId}.zip`;

/** The archives that hold what is about these persons: each one's own, and those of the whole tenant. */
const holding = (personIds: readonly string[]) =>
  sql`(person_id is null or person_id = any(${[...personIds]}::uuid[])) and expires_at > now()`;

/** How many archives hold what is about these persons. */
export const countArchives = async (
  db: Transaction,
  personIds: readonly string[],
): Promise<{ readonly archives: number }> => {
  const row = await db.first<{ archives: number }>(sql`select count(*)::int as archives from export_archive
    where tenant_id = ${db.scope.tenantId}::uuid and ${holding(personIds)}`);
  return row ?? { archives: 0 };
};

/**
 * Ends the archives that hold what is about these persons, because something was taken out of it: nobody downloads them any
 * more, and the next sweep removes them. One in the making finds out by itself. Lock the copies before.
 */
export const endArchives = (db: Transaction, personIds: readonly string[]): Promise<number> =>
  db.run(sql`update export_archive set expires_at = now()
    where tenant_id = ${db.scope.tenantId}::uuid and ${holding(personIds)}`);

/** How often something was taken out of what a person's archive holds, or the whole tenant's, as the transaction sees it. */
export const takenOut = async (db: Transaction, personId: string | null): Promise<string> => {
  const row = await db.first<{ taken: string }>(sql`select count(*) || ' ' || coalesce(max(id::text), '') as taken
    from content_tombstone where tenant_id = ${db.scope.tenantId}::uuid
      and (${personId}::uuid is null or person_id = ${personId}::uuid)`);
  return row?.taken ?? '';
};

/** Removes an archive that nobody may download any more: the blob first, so that no row is ever lost before its blob. */
async function removeExpired(database: Database, blobs: BlobStore, tenantId: string): Promise<void> {
  const expired = await database.transaction({ tenantId }, (db) =>
    db.many<{ operationId: string; blobName: string }>(sql`select operation_id as "operationId", blob_name as "blobName"
      from export_archive where tenant_id = ${tenantId}::uuid and expires_at <= now() order by expires_at limit 1000`),
  );
  for (const { operationId, blobName } of expired) {
    await blobs.delete(tenantId, blobName);
    await database.transaction({ tenantId }, (db) =>
      db.run(sql`delete from export_archive
        where tenant_id = ${tenantId}::uuid and operation_id = ${operationId}::uuid and expires_at <= now()`),
    );
  }
}

/** Removes blobs that a killed export left and no later try replaced. */
async function removeStray(database: Database, blobs: BlobStore, tenantId: string): Promise<void> {
  for await (const { name, createdAt } of blobs.list(tenantId, PREFIX)) {
    if (Date.now() - createdAt.getTime() < STRAY_MS) continue;
    const known = await database.transaction({ tenantId }, (db) =>
      db.first(sql`select 1 from export_archive where tenant_id = ${tenantId}::uuid and blob_name = ${name}`),
    );
    if (!known) await blobs.delete(tenantId, name);
  }
}

/** Removes, in every tenant, the archives whose time is over. */
export const sweepArchives = (database: Database, blobs: BlobStore, report: (error: unknown) => void): Promise<void> =>
  eachTenant(
    database,
    async (tenantId) => {
      await removeExpired(database, blobs, tenantId);
      await removeStray(database, blobs, tenantId);
    },
    report,
  );
