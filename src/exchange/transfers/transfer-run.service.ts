import sql, { raw } from 'sql-template-tag';
import { writeLog, writeLogAbout } from '../../audit/index.js';
import type { BlobStore } from '../../base/blobs/blob-store.js';
import type { Context } from '../../base/context.js';
import type { Database } from '../../base/database/database.js';
import { eachTenant } from '../../base/database/each-tenant.js';
import type { Transaction } from '../../base/database/transaction.js';
import { notFound } from '../../base/errors.js';
import { newId } from '../../base/ids.js';
import { timeZoneOf } from '../../base/time-zone.js';
import type { OperationService } from '../../jobs/index.js';
import { countryOf } from '../../tenants/index.js';
import type { RunTransferInput } from './transfer.inputs.js';
import type { FilePlace } from './transfer.objects.js';
import { instructionOf, isUncontested, lockTransfer, refuse } from './transfer.records.js';
import { fileFormats } from './transfer-file.format.js';
import { nextDue } from './transfer-schedule.js';

const DOWNLOAD_MINUTES = 10;
const BATCH = 100;

/** Runs of transfers: started by hand or because they are due, and downloaded. */
export class TransferRunService {
  constructor(
    private readonly operations: OperationService,
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Starts a run by hand; one by hand that has not begun yet is answered instead of a second one. */
  async run(context: Context, input: RunTransferInput): Promise<string> {
    const { db } = context;
    const { id: transferId, isPaused } = await lockTransfer(context, 'transfer.run', input.transferId);
    const idempotencyKey = input.idempotencyKey ?? null;
    const waiting = idempotencyKey === null ? await this.waiting(db, transferId) : null;
    if (waiting) return waiting;
    const { id: operationId, isNew } = await this.operations.start(context, {
      kind: 'TRANSFER',
      input: { transferId },
      idempotencyKey,
    });
    if (!isNew) {
      const known = await db.first<{ id: string }>(sql`select id from transfer_run
        where tenant_id = ${db.scope.tenantId}::uuid and operation_id = ${operationId}::uuid`);
      if (!known) throw notFound('input', 'transferId');
      return known.id;
    }
    if (isPaused) throw refuse('CONFLICT', 'transfer.paused', 'transferId');
    const id = await this.insert(db, transferId, operationId, null);
    await writeLog(context, { action: 'transfer.run', details: { transfer: transferId, run: id, started: true } });
    return id;
  }

  /** Starts, in every tenant, the transfers whose time has come: each time once, whoever looks; what was missed, once. */
  startDue(): Promise<void> {
    return eachTenant(
      this.database,
      async (tenantId) => {
        while ((await this.database.transaction({ tenantId }, (db) => this.startBatch(db))) === BATCH);
      },
      this.report,
    );
  }

  /** An address good for minutes; null once the file is gone, and while the instruction of the run is parked or withdrawn. Whoever is given it is given the data, which is logged of each person. */
  async downloadUrl(context: Context, { runId }: FilePlace): Promise<string | null> {
    const { db, viewer } = context;
    const file = await db.first<{ blobName: string; name: string; day: string }>(sql`
      select f.blob_name as "blobName", t.name, (f.created_at at time zone 'utc')::date::text as day
      from transfer_file f
      join transfer_run r on r.tenant_id = f.tenant_id and r.id = f.run_id
      join transfer t on t.tenant_id = r.tenant_id and t.id = r.transfer_id
      where f.tenant_id = ${viewer.tenantId}::uuid and f.run_id = ${runId}::uuid and f.expires_at > now()
        and ${isUncontested(sql`r`)}`);
    if (!file) return null;
    await writeLogAbout(
      context,
      { action: 'transfer.run', details: { run: runId, downloaded: true } },
      sql`select person_ids, categories from transfer_part
        where tenant_id = ${viewer.tenantId}::uuid and run_id = ${runId}::uuid`,
    );
    const { blobName, name, day } = file;
    const format = blobName.endsWith(`.${fileFormats.CSV.extension}`) ? fileFormats.CSV : fileFormats.JSON;
    const fileName = `${name}-${day}.${format.extension}`;
    return this.blobs.readUrl(viewer.tenantId, blobName, DOWNLOAD_MINUTES, fileName, format.contentType);
  }

  private async startBatch(db: Transaction): Promise<number> {
    const { tenantId } = db.scope;
    const due = await db.many<{ id: string; dueAt: Date; isInstructed: boolean }>(sql`select id, next_due_at as "dueAt",
        ${instructionOf(sql`transfer`)} is not null as "isInstructed" from transfer
      where tenant_id = ${tenantId}::uuid and next_due_at <= now() order by next_due_at limit ${BATCH}
      for no key update skip locked`);
    if (due.length === 0) return 0;
    const timeZone = timeZoneOf(await countryOf(db));
    for (const { id, dueAt, isInstructed } of due) {
      const known = await db.first(sql`select 1 from transfer_run where tenant_id = ${tenantId}::uuid
        and transfer_id = ${id}::uuid and due_at = ${dueAt}::timestamptz`);
      if (!known && isInstructed) {
        const operationId = await this.operations.startDue(db, { kind: 'TRANSFER', input: { transferId: id } });
        await this.insert(db, id, operationId, dueAt);
      }
      await db.run(sql`update transfer t set next_due_at = ${nextDue(raw('t'), timeZone)}
        where t.tenant_id = ${tenantId}::uuid and t.id = ${id}::uuid`);
    }
    return due.length;
  }

  /** Claims a run under the instruction that is in force for its transfer; refused without one, so that nothing leaves (DP-15). */
  private async insert(db: Transaction, transferId: string, operationId: string, dueAt: Date | null): Promise<string> {
    const id = newId();
    const claimed = await db.run(sql`insert into transfer_run
        (tenant_id, id, transfer_id, operation_id, due_at, instruction_number)
      select t.tenant_id, ${id}::uuid, t.id, ${operationId}::uuid, ${dueAt}::timestamptz, i.number
      from transfer t cross join lateral (select ${instructionOf(sql`t`)} as number) i
      where t.tenant_id = ${db.scope.tenantId}::uuid and t.id = ${transferId}::uuid and i.number is not null`);
    if (claimed === 0) throw refuse('CONFLICT', 'transfer.notInstructed', 'transferId');
    return id;
  }

  private async waiting(db: Transaction, transferId: string): Promise<string | null> {
    const run = await db.first<{ id: string }>(sql`select r.id from transfer_run r
      join operation o on o.tenant_id = r.tenant_id and o.id = r.operation_id
      where r.tenant_id = ${db.scope.tenantId}::uuid and r.transfer_id = ${transferId}::uuid and r.due_at is null
        and o.state = 'QUEUED' and o.cancel_requested_at is null
      order by r.created_at limit 1`);
    return run?.id ?? null;
  }
}
