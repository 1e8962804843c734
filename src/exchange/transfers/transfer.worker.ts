import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import sql from 'sql-template-tag';
import type { PersonWall, PersonWalls } from '../../access/index.js';
import { writeLog, writeSystemLog } from '../../audit/index.js';
import type { BlobStore } from '../../base/blobs/blob-store.js';
import { lockCopies } from '../../base/database/copies.js';
import type { Database } from '../../base/database/database.js';
import type { Transaction } from '../../base/database/transaction.js';
import type { ObjectMaps } from '../../base/reading/index.js';
import type { Catalogue } from '../../catalogue/index.js';
import { OperationFailure, type Work } from '../../jobs/index.js';
import { fieldDefinitionsOf } from '../../people/index.js';
import { type RunRow, runOf, type TransferRow, takeUpRun } from './transfer.records.js';
import { fileFormats } from './transfer-file.format.js';
import { transferBlobName } from './transfer-files.js';
import { type CarriedRow, TransferRows } from './transfer-rows.js';
import type { TransferNote, TransferNoteCode } from './transfer-run.entity.js';

/** How often a file is made anew because somebody was erased meanwhile who is in it. */
const ROUNDS = 5;

export interface TransferTools {
  /** Beside the pool that progress and requests are served from. */
  readonly snapshots: Database;
  readonly walls: PersonWalls;
  readonly catalogue: Catalogue;
  readonly maps: ObjectMaps;
  readonly blobs: BlobStore;
  /** Whether a tenant's data may be handed out: not where it keeps whoever does that from its data. */
  readonly mayHandOver: (db: Transaction, tenantId: string) => Promise<boolean>;
}

/** What a run carries: nothing without a wall, and then why. */
interface Carried {
  readonly persons: number;
  readonly notes: readonly TransferNote[];
  readonly file: { readonly size: number; readonly sha256: string; readonly wall: PersonWall } | null;
}

const nothing = (code: TransferNoteCode): Carried => ({ persons: 0, notes: [{ code, columns: [] }], file: null });

/**
 * Carries out the runs of transfers: reads one snapshot through the person wall of the transfer's account, with the rights that
 * it has in that snapshot, and streams it, as it is read, into Blob Storage.
 */
export class TransferWorker {
  constructor(private readonly tools: TransferTools) {}

  /** Safe to begin again: a run that has carried does nothing, and any other replaces what an earlier try left. */
  readonly run = async (work: Work): Promise<Readonly<Record<string, unknown>>> => {
    const run = await work.transaction((db) => takeUpRun(db, work.operation.id));
    if (!run) return {};
    if (run.carriedAt) return { persons: run.persons };
    if (!run.isInstructed) throw new OperationFailure('failure.transfer.notInstructed');
    const { tenantId } = work.operation;
    const { transfer } = run;
    if (!(await work.transaction((db) => this.tools.mayHandOver(db, tenantId)))) {
      throw new OperationFailure('subProcessor.withheld');
    }
    const blobName = transferBlobName(transfer.id, run.id, fileFormats[transfer.format].extension);
    try {
      for (let round = 1; round <= ROUNDS; round += 1) {
        const carried = await this.carry(work, run, blobName);
        if (await this.handOver(work, run, blobName, carried)) return { persons: carried.persons };
      }
      throw new OperationFailure('failure.transfer.erased');
    } catch (error) {
      const now = await work.transaction((db) => runOf(db, work.operation.id));
      // It was handed over, and only the word of it was lost.
      if (now?.carriedAt) return { persons: now.persons };
      await this.tools.blobs.delete(tenantId, blobName);
      await work.transaction((db) => forgetParts(db, run.id));
      throw error;
    }
  };

  /** Reads and writes; who is in the file is written down beside, for the log and for erasures. */
  private async carry(work: Work, run: RunRow, blobName: string): Promise<Carried> {
    const { tenantId } = work.operation;
    const { transfer } = run;
    await work.transaction((db) => forgetParts(db, run.id));
    const snapshot = await this.tools.snapshots.begin({ tenantId }, 'repeatable read');
    try {
      const wall = await this.wallOf(snapshot, transfer);
      if (typeof wall === 'string') return nothing(wall);
      const { maps, catalogue } = this.tools;
      const rows = new TransferRows(snapshot, wall, transfer, maps, catalogue, await fieldDefinitionsOf(snapshot));
      if (!rows.reachesAnybody) return nothing('NO_RIGHTS');
      const total = await rows.count();
      work.progress('phase.transfer.reading', 0, total);
      if (total === 0) return nothing('NOBODY_IN_REACH');
      const seal = await this.write(work, run, blobName, rows, total);
      return { persons: total, notes: rows.notes, file: { ...seal, wall } };
    } finally {
      await snapshot.rollback();
    }
  }

  /** The wall of the transfer's account as it is now, or why there is none. */
  private async wallOf(db: Transaction, { accountId }: TransferRow): Promise<PersonWall | TransferNoteCode> {
    const account =
      accountId &&
      (await db.first<{ personId: string | null }>(sql`select person_id as "personId" from account
        where tenant_id = ${db.scope.tenantId}::uuid and id = ${accountId}::uuid`));
    if (!account) return 'ACCOUNT_GONE';
    if (account.personId === null) return 'ACCOUNT_UNLINKED';
    return (await this.tools.walls.of(db, accountId)) ?? 'ACCOUNT_CLOSED';
  }

  private async write(
    work: Work,
    { id, transfer }: RunRow,
    blobName: string,
    rows: TransferRows,
    total: number,
  ): Promise<{ size: number; sha256: string }> {
    const { tenantId } = work.operation;
    const { write, contentType } = fileFormats[transfer.format];
    const headers = transfer.columns.map(({ header }) => header);
    const hash = createHash('sha256');
    let size = 0;
    let parts = 0;
    let done = 0;
    async function* read(): AsyncGenerator<readonly CarriedRow[]> {
      for await (const batch of rows.batches()) {
        await work.checkpoint();
        const alike = Map.groupBy(batch, ({ categories }) => categories.join());
        await work.transaction(async (db) => {
          for (const some of alike.values()) await insertPart(db, id, ++parts, some);
        });
        done += batch.length;
        work.progress('phase.transfer.reading', done, total);
        yield batch;
      }
    }
    async function* bytes(): AsyncGenerator<Buffer> {
      for await (const text of write(headers, read())) {
        const chunk = Buffer.from(text);
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    }
    const content = Readable.from(bytes(), { objectMode: false });
    await this.tools.blobs.write(tenantId, blobName, content, contentType, work.signal);
    return { size, sha256: hash.digest('hex') };
  }

  /** Takes the file into use together with the log of whose data it is; not where somebody in it is being erased since. */
  private async handOver(work: Work, { id, transfer }: RunRow, blobName: string, carried: Carried): Promise<boolean> {
    await work.checkpoint();
    const { tenantId } = work.operation;
    return work.transaction(async (db) => {
      await lockCopies(db);
      const run = await db.first<{ isCarried: boolean }>(sql`select carried_at is not null as "isCarried"
        from transfer_run where tenant_id = ${tenantId}::uuid and id = ${id}::uuid for update`);
      if (!run) throw new OperationFailure('failure.transfer.deleted');
      if (run.isCarried) return true;
      if (!(await runOf(db, work.operation.id))?.isInstructed) {
        throw new OperationFailure('failure.transfer.notInstructed');
      }
      if (await holdsErased(db, id)) return false;
      const { persons, notes, file } = carried;
      if (file) {
        await db.run(sql`insert into transfer_file (tenant_id, run_id, blob_name, size, sha256, expires_at)
          values (${tenantId}::uuid, ${id}::uuid, ${blobName}, ${file.size}, ${file.sha256},
            now() + make_interval(days => ${transfer.retentionDays}))`);
        await this.log(db, work, { id, transfer }, file.wall);
      } else {
        await writeSystemLog(db, {
          action: 'transfer.run',
          accountId: transfer.accountId,
          details: { transfer: transfer.id, run: id, carried: 0, reason: notes[0]?.code },
          requestId: work.operation.id,
        });
      }
      await db.run(sql`update transfer_run set persons = ${persons}, notes = ${JSON.stringify(notes)}::jsonb,
          carried_at = clock_timestamp()
        where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`);
      return true;
    });
  }

  /** Each person's log says that their data was passed on: in the role by which the account reached them, and for which purpose. */
  private async log(
    db: Transaction,
    work: Work,
    { id, transfer }: Pick<RunRow, 'id' | 'transfer'>,
    wall: PersonWall,
  ): Promise<void> {
    const context = { db, access: wall, viewer: wall.viewer, requestId: work.operation.id, purpose: transfer.purpose };
    for (let number = 1; ; number += 1) {
      const part = await db.first<{ personIds: string[]; categories: string[] }>(sql`select person_ids as "personIds",
          categories from transfer_part
        where tenant_id = ${db.scope.tenantId}::uuid and run_id = ${id}::uuid and number = ${number}`);
      if (!part) return;
      const details = { transfer: transfer.id, run: id };
      await writeLog(context, { action: 'transfer.run', by: 'person.read', ...part, details });
    }
  }
}

/** Of a file that was handed over it stays known who is in it, whoever is late. */
const forgetParts = (db: Transaction, runId: string): Promise<number> =>
  db.run(sql`delete from transfer_part where tenant_id = ${db.scope.tenantId}::uuid and run_id = (select r.id
    from transfer_run r where r.tenant_id = ${db.scope.tenantId}::uuid and r.id = ${runId}::uuid and r.carried_at is null)`);

async function insertPart(db: Transaction, runId: string, number: number, rows: readonly CarriedRow[]): Promise<void> {
  await db.run(sql`insert into transfer_part (tenant_id, run_id, number, categories, person_ids)
    values (${db.scope.tenantId}::uuid, ${runId}::uuid, ${number}, ${[...(rows[0]?.categories ?? [])]}::text[],
      ${rows.map(({ personId }) => personId)}::uuid[])`);
}

/** Whether anybody who was read is gone, or is being erased, by now. */
async function holdsErased(db: Transaction, runId: string): Promise<boolean> {
  const erased = await db.first(sql`select 1 from transfer_part x cross join unnest(x.person_ids) as i (id)
    left join person p on p.tenant_id = x.tenant_id and p.id = i.id
    where x.tenant_id = ${db.scope.tenantId}::uuid and x.run_id = ${runId}::uuid
      and (p.id is null or p.erasure_id is not null) limit 1`);
  return erased !== null;
}
