import sql from 'sql-template-tag';
import type { BlobStore } from '../base/blobs/blob-store.js';
import type { Clock } from '../base/clock.js';
import type { Database } from '../base/database/database.js';
import { eachTenant } from '../base/database/each-tenant.js';
import { FILES, namesOf, PICTURES, STAGED, uploadOf } from './blob-names.js';
import type { BlobRemovals } from './blob-removals.js';
import { isFieldValue } from './upload.service.js';

const BATCH = 200;
const HOUR_MS = 3_600_000;
/** Blobs younger than this may belong to a transaction that has not been committed yet. */
const ORPHAN_AGE_MS = 2 * HOUR_MS;
const LISTED_EVERY_MS = 24 * HOUR_MS;

/**
 * Takes away what nobody came back for: uploads that found no use in their time, files that fields no longer hold, blobs
 * whose removal was cut off, and once a day blobs that no row knows of.
 */
export class UploadSweep {
  private listedAt = 0;

  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly removals: BlobRemovals,
    private readonly clock: Clock,
    private readonly report: (error: unknown) => void,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    const lists = now.getTime() - this.listedAt >= LISTED_EVERY_MS;
    if (lists) this.listedAt = now.getTime();
    await eachTenant(this.database, (tenantId) => this.sweepTenant(tenantId, now, lists), this.report);
  }

  private async sweepTenant(tenantId: string, now: Date, lists: boolean): Promise<void> {
    await this.markUnusedFieldFiles(tenantId, now);
    while ((await this.removeExpired(tenantId, now)) === BATCH);
    await this.removals.drain(tenantId);
    if (lists) await this.removeOrphans(tenantId, now);
  }

  /** A file that its field no longer holds has an hour, so that a correction under way can still take it up. */
  private async markUnusedFieldFiles(tenantId: string, now: Date): Promise<void> {
    await this.database.transaction({ tenantId }, (db) =>
      db.run(sql`update upload u set expires_at = ${new Date(now.getTime() + HOUR_MS)}::timestamptz
        where u.tenant_id = ${tenantId}::uuid and u.purpose = 'FIELD' and u.state = 'COMPLETE' and u.expires_at is null
          and not ${isFieldValue}`),
    );
  }

  private removeExpired(tenantId: string, now: Date): Promise<number> {
    return this.database.transaction({ tenantId }, async (db) => {
      const expired = await db.many<{ id: string }>(sql`select u.id from upload u
        where u.tenant_id = ${tenantId}::uuid and u.expires_at < ${now}::timestamptz and not ${isFieldValue}
        order by u.expires_at limit ${BATCH} for update skip locked`);
      const ids = expired.map(({ id }) => id);
      await db.run(sql`delete from upload where tenant_id = ${tenantId}::uuid and id = any(${ids}::uuid[])`);
      await this.removals.schedule(db, ids.flatMap(namesOf));
      return ids.length;
    });
  }

  private async removeOrphans(tenantId: string, now: Date): Promise<void> {
    let names: string[] = [];
    for (const prefix of [STAGED, FILES, PICTURES]) {
      for await (const { name, createdAt } of this.blobs.list(tenantId, prefix)) {
        if (now.getTime() - createdAt.getTime() < ORPHAN_AGE_MS) continue;
        names.push(name);
        if (names.length === BATCH) {
          await this.removeUnknown(tenantId, names);
          names = [];
        }
      }
    }
    await this.removeUnknown(tenantId, names);
    await this.removals.drain(tenantId);
  }

  private async removeUnknown(tenantId: string, names: readonly string[]): Promise<void> {
    // The upload, not the name alone: a blob beside its row's may be one that is being made just now.
    const uploads = names.map(uploadOf);
    await this.database.transaction({ tenantId }, async (db) => {
      const unknown = await db.many<{ name: string }>(sql`select b.name
        from unnest(${[...names]}::text[], ${uploads}::uuid[]) as b (name, upload_id)
        where not exists (select 1 from upload u where u.tenant_id = ${tenantId}::uuid and u.id = b.upload_id)
          and not exists (select 1 from picture r where r.tenant_id = ${tenantId}::uuid and r.blob_name = b.name)`);
      await this.removals.schedule(
        db,
        unknown.map(({ name }) => name),
      );
    });
  }
}
