import sql, { type Sql } from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { BlobStore } from '../../base/blobs/blob-store.js';
import type { Context } from '../../base/context.js';
import { lockCopies } from '../../base/database/copies.js';
import { notFound, Refusal } from '../../base/errors.js';
import { uuidOf } from '../../base/ids.js';
import type { Catalogue } from '../../catalogue/index.js';
import type { OperationService } from '../../jobs/index.js';
import type { ExportPersonInput, ExportTenantInput } from './export.inputs.js';
import type { ArchivePlace } from './export.objects.js';

const DOWNLOAD_MINUTES = 10;

/** Exports as their asker sees them: asked for, found again, downloaded. */
export class ExportService {
  constructor(
    private readonly operations: OperationService,
    private readonly catalogue: Catalogue,
    private readonly blobs: BlobStore,
  ) {}

  async exportPerson(context: Context, input: ExportPersonInput): Promise<string> {
    const { db, viewer, access } = context;
    const personId = input.personId == null ? viewer.personId : uuidOf('Person', input.personId);
    if (!personId) throw notFound('input', 'personId');
    await access.requirePersons('export.person', [personId], 'personId');
    // Shared, so that an erasure waits for this decision and then sees the export that it has to stop.
    const card = await db.first<{ erasureId: string | null }>(sql`select erasure_id as "erasureId" from person
      where tenant_id = ${viewer.tenantId}::uuid and id = ${personId}::uuid for share`);
    if (!card) throw notFound('input', 'personId');
    if (card.erasureId) {
      throw new Refusal({ code: 'CONFLICT', messageKey: 'export.beingErased', field: ['input', 'personId'] });
    }
    const { id, isNew } = await this.start(context, personId, input.idempotencyKey ?? null);
    if (isNew) {
      const categories = this.catalogue.categories;
      await writeLog(context, {
        action: 'export.person',
        personIds: [personId],
        categories,
        details: { operation: id },
      });
    }
    return id;
  }

  async exportTenant(context: Context, input: ExportTenantInput): Promise<string> {
    const { db, viewer } = context;
    context.access.requireUnit('export.tenant', null, 'tenant');
    await lockCopies(db);
    const erasing = await db.first(sql`select 1 from erasure
      where tenant_id = ${viewer.tenantId}::uuid and completed_at is null limit 1`);
    if (erasing) throw new Refusal({ code: 'CONFLICT', messageKey: 'export.erasureRunning', field: ['input'] });
    const { id, isNew } = await this.start(context, null, input.idempotencyKey ?? null);
    if (isNew) {
      const categories = this.catalogue.categories;
      await writeLog(context, { action: 'export.tenant', categories, details: { operation: id } });
    }
    return id;
  }

  /** An address good for minutes; null once the archive has expired. A look at another person's data is logged. */
  async downloadUrl(context: Context, place: ArchivePlace): Promise<string | null> {
    if (new Date(place.expiresAt) <= context.now) return null;
    const { viewer } = context;
    const { personId, blobName } = place;
    if (personId === null || personId !== viewer.personId) {
      await writeLog(context, {
        action: personId ? 'export.person' : 'export.tenant',
        personIds: personId ? [personId] : [],
        categories: this.catalogue.categories,
        details: { downloaded: true },
      });
    }
    const day = new Date(place.createdAt).toISOString().slice(0, 10);
    return this.blobs.readUrl(viewer.tenantId, blobName, DOWNLOAD_MINUTES, `export-${day}.zip`, 'application/zip');
  }

  private async start(
    context: Context,
    personId: string | null,
    idempotencyKey: string | null,
  ): Promise<{ id: string; isNew: boolean }> {
    const { db, viewer, locale } = context;
    const whose = personId ? sql`person_id = ${personId}::uuid` : sql`person_id is null`;
    const own = sql`tenant_id = ${viewer.tenantId}::uuid and kind = 'EXPORT'
      and requested_by_account_id = ${viewer.accountId}::uuid`;
    const first = (condition: Sql): Promise<{ id: string; same: boolean } | null> =>
      db.first(sql`select id, ${whose} as same from operation where ${own} and ${condition} limit 1`);
    // One decision at a time for one asker: of two that ask at once, the second finds the first one's export.
    await db.run(sql`select pg_advisory_xact_lock(hashtextextended(${`export ${viewer.accountId}`}, 0))`);
    const named = idempotencyKey ? await first(sql`idempotency_key = ${idempotencyKey}`) : null;
    if (named && !named.same) {
      throw new Refusal({ code: 'CONFLICT', messageKey: 'idempotencyKeyReused', field: ['input', 'idempotencyKey'] });
    }
    if (named) return { id: named.id, isNew: false };
    const running = await first(sql`${whose} and state in ('QUEUED', 'RUNNING') and cancel_requested_at is null`);
    if (running) return { id: running.id, isNew: false };
    // Whose data it is stands in the operation's own column, where an erasure reaches it.
    return this.operations.start(context, {
      kind: 'EXPORT',
      input: { locale },
      ...(personId ? { personId } : {}),
      idempotencyKey,
    });
  }
}
