import sql, { type Sql } from 'sql-template-tag';
import type { Context } from '../base/context.js';
import { Refusal } from '../base/errors.js';

export interface StorageUse {
  readonly quotaBytes: number;
  readonly usedBytes: number;
}

const MAXIMUM_STAGED = 100;

const used = (tenantId: string): Sql => sql`(
  (select coalesce(sum(coalesce(measured_bytes, declared_bytes)), 0) from upload
    where tenant_id = ${tenantId}::uuid and state <> 'PURGED')
  + (select coalesce(sum(bytes), 0) from picture where tenant_id = ${tenantId}::uuid))::bigint`;

/** What a tenant stores and may store. Staged uploads count with the size that they declared, so that it is reserved. */
export class StorageQuota {
  async read(context: Context): Promise<StorageUse> {
    const { tenantId } = context.viewer;
    const row = await context.db.first<{ quota: string; used: string }>(sql`select storage_quota_bytes as quota,
        ${used(tenantId)} as used from tenant where tenant_id = ${tenantId}::uuid`);
    return { quotaBytes: Number(row?.quota ?? 0), usedBytes: Number(row?.used ?? 0) };
  }

  /**
   * Makes sure that so many bytes more may be stored, and holds that to the end of the transaction: whoever asks
   * meanwhile waits and counts what this one stored. Refuses with QUOTA_EXCEEDED, the limit and what is used of it.
   */
  async reserve(context: Context, bytes: number, field: readonly string[]): Promise<void> {
    if (bytes <= 0) return;
    const { tenantId } = context.viewer;
    // Not `for update`: that would make every row wait that is added with a reference to the tenant.
    const tenant = await context.db.first<{ quota: string }>(sql`select storage_quota_bytes as quota from tenant
      where tenant_id = ${tenantId}::uuid for no key update`);
    const row = await context.db.first<{ used: string }>(sql`select ${used(tenantId)} as used`);
    const limit = BigInt(tenant?.quota ?? 0);
    if (BigInt(row?.used ?? 0) + BigInt(bytes) <= limit) return;
    throw new Refusal({
      code: 'QUOTA_EXCEEDED',
      messageKey: 'storageQuotaReached',
      field,
      facts: { limit: String(limit), used: row?.used ?? '0' },
    });
  }

  /** Bounds how many uploads one account may leave staged; call it after {@link reserve}, which holds the others off. */
  async boundStaged(context: Context): Promise<void> {
    const { tenantId, accountId } = context.viewer;
    const row = await context.db.first<{ staged: number }>(sql`select count(*)::int as staged from upload
      where tenant_id = ${tenantId}::uuid and expires_at > ${context.now} and state = 'STAGED'
        and uploader_account_id = ${accountId}::uuid`);
    const staged = row?.staged ?? 0;
    if (staged < MAXIMUM_STAGED) return;
    throw new Refusal({
      code: 'QUOTA_EXCEEDED',
      messageKey: 'tooManyStagedUploads',
      field: ['input'],
      facts: { limit: String(MAXIMUM_STAGED), used: String(staged) },
    });
  }
}
