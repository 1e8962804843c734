import { setTimeout as sleep } from 'node:timers/promises';
import sql from 'sql-template-tag';
import { writeSystemLog } from '../../audit/index.js';
import type { BlobStore } from '../../base/blobs/blob-store.js';
import type { Transaction } from '../../base/database/transaction.js';
import { LOCALES } from '../../base/locale.js';
import type { Translator } from '../../base/messages.js';
import { type JsonValue, type SigningKey, signDocument } from '../../base/signing/index.js';
import type { Catalogue } from '../../catalogue/index.js';
import { type BlobRemovals, namesBeside } from '../../content/index.js';
import { isTransferUnderWay, removeTransferFilesOf } from '../../exchange/index.js';
import { OperationFailure, type Work } from '../../jobs/index.js';
import type { Register } from '../../people/index.js';
import { ERASURE_CERTIFICATE_TYPE } from '../certificates/index.js';
import { archivePrefix } from '../export/archives.js';
import { type Parties, readParties } from '../parties.js';
import { isCopyOf, personsWithCopies } from './copies.js';
import { addSteps, type Eraser, planErasure } from './eraser.js';
import { buildCertificate } from './erasure-certificate.builder.js';
import { type ErasureOutcome, isChange } from './erasure-plan.js';
import { type Remaining, remainingBlobs, remainingRows } from './verifier.js';

const ROUNDS = 5;
const COPY_WAIT_MS = 90_000;
const COPY_POLL_MS = 250;

interface ErasureRow {
  readonly id: string;
  readonly personId: string;
  readonly register: Register;
  readonly requestedByAccountId: string | null;
  readonly requestedAt: Date;
  readonly startedAt: Date;
  readonly completedAt: Date | null;
  readonly outcome: Partial<ErasureOutcome>;
}

export interface ErasureTools {
  readonly catalogue: Catalogue;
  readonly translator: Translator;
  readonly blobs: BlobStore;
  readonly removals: BlobRemovals;
  readonly eraser: Eraser;
  readonly signingKey: SigningKey;
}

/**
 * Carries an erasure out, step by step. Every step finds by itself what is left of it to do, so that a killed erasure is
 * simply begun again; only a look that finds nothing leads to the certificate.
 */
export class ErasureWorker {
  constructor(private readonly tools: ErasureTools) {}

  readonly run = async (work: Work): Promise<Readonly<Record<string, unknown>>> => {
    const erasure = await this.begin(work);
    if (erasure.completedAt) return { erasureId: erasure.id };
    work.progress('phase.erasure.copies', 0, 4);
    // Before anything is erased, while it can still be told who shares a record with the person.
    const { catalogue } = this.tools;
    const copies = await work.transaction((db) => personsWithCopies(db, catalogue, erasure.personId));
    await this.awaitCopies(work, erasure, copies);
    await this.removeArchives(work, copies);
    const { tenantId } = work.operation;
    // While it is known in which of them the person is; none is added, because a card that is being erased is carried no more.
    await removeTransferFilesOf(work.transaction.bind(work), this.tools.blobs, tenantId, erasure.personId);
    for (let round = 1; round <= ROUNDS; round += 1) {
      work.progress('phase.erasure.erasing', 1, 4);
      const files = await this.erase(work, erasure);
      // Once more: those that were handed over in the meantime. From now on an export finds itself outdated.
      await this.removeArchives(work, copies);
      work.progress('phase.erasure.looking', 2, 4);
      const looked = await this.look(work, erasure.personId, files);
      if (looked.places.every(({ remaining }) => remaining === 0)) {
        work.progress('phase.erasure.certifying', 3, 4);
        if (await this.certify(work, erasure, looked)) return { erasureId: erasure.id };
      }
    }
    throw new OperationFailure('failure.erasure.remains');
  };

  private async begin(work: Work): Promise<ErasureRow> {
    const { tenantId, id } = work.operation;
    const row = await work.transaction((db) =>
      db.first<ErasureRow>(sql`update erasure set started_at = coalesce(started_at, now())
        where tenant_id = ${tenantId}::uuid and operation_id = ${id}::uuid
        returning id, person_id as "personId", register, requested_by_account_id as "requestedByAccountId",
          requested_at as "requestedAt", started_at as "startedAt", completed_at as "completedAt", outcome`),
    );
    if (!row) throw new OperationFailure('failure.erasure.superseded');
    return row;
  }

  /**
   * Exports that were under way when it was decided have been asked to stop, and each takes its copy away with it; transfers
   * finish, and find out for themselves that the card is being erased.
   */
  private async awaitCopies(work: Work, { requestedAt: before, startedAt }: ErasureRow, copies: Copies): Promise<void> {
    const deadline = Date.now() + COPY_WAIT_MS;
    for (;;) {
      work.signal.throwIfAborted();
      const running = await work.transaction(async (db) => {
        const exported = await db.first(sql`select 1 from operation
          where tenant_id = ${work.operation.tenantId}::uuid and kind = 'EXPORT'
            and state = 'RUNNING' and created_at < ${before}::timestamptz and ${isCopyOf(copies)} limit 1`);
        return exported !== null || (await isTransferUnderWay(db, startedAt));
      });
      if (!running) return;
      if (Date.now() > deadline) throw new Error('An export or a transfer does not end');
      await sleep(COPY_POLL_MS);
    }
  }

  /** The archives that may hold the person are copies. */
  private async removeArchives(work: Work, copies: Copies): Promise<void> {
    const { tenantId } = work.operation;
    const { blobs } = this.tools;
    for (const prefix of copies.map(archivePrefix)) {
      for await (const { name } of blobs.list(tenantId, prefix)) await blobs.delete(tenantId, name);
    }
    await work.transaction((db) =>
      db.run(sql`delete from export_archive where tenant_id = ${tenantId}::uuid
        and ${isCopyOf(copies)}`),
    );
  }

  /** Erases in one transaction, with what it did added to the erasure's own row, then removes the files it wrote down. */
  private async erase(work: Work, { id, personId }: ErasureRow): Promise<readonly string[]> {
    const { tenantId } = work.operation;
    const { blobs, removals, eraser } = this.tools;
    const named = await work.transaction((db) => eraser.filesNow(db, personId));
    let existing = 0;
    for (const name of named.flatMap(namesBeside)) if (await blobs.holds(tenantId, name)) existing += 1;
    const files = await work.transaction(async (db) => {
      const erased = await eraser.erase(db, personId);
      const row = await db.first<{ outcome: Partial<ErasureOutcome> }>(sql`select outcome from erasure
        where tenant_id = ${tenantId}::uuid and id = ${id}::uuid for update`);
      const before = row?.outcome ?? {};
      const outcome: ErasureOutcome = {
        steps: addSteps(before.steps ?? [], erased.steps),
        files: [...new Set([...(before.files ?? []), ...erased.files])],
        filesRemoved: (before.filesRemoved ?? 0) + existing,
      };
      await db.run(sql`update erasure set outcome = ${JSON.stringify(outcome)}::jsonb,
          erased_at = coalesce(erased_at, now())
        where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`);
      // Those of an earlier try too: whoever was removing them may have been killed at it.
      await removals.resume(db, before.files ?? []);
      return outcome.files;
    });
    await removals.drain(tenantId);
    return files;
  }

  private async look(work: Work, personId: string, files: readonly string[]): Promise<Looked> {
    const { tenantId } = work.operation;
    const { catalogue, blobs } = this.tools;
    const inBlobs = await remainingBlobs(blobs, tenantId, personId, files);
    return work.transaction(async (db) => {
      const places = [...(await remainingRows(db, catalogue, personId)), inBlobs];
      return { places, at: await timeOf(db) };
    });
  }

  /** Issues the certificate together with the entry in the log, once; not where something came back since the look. */
  private async certify(work: Work, erasure: ErasureRow, looked: Looked): Promise<boolean> {
    const { tenantId } = work.operation;
    const { catalogue, translator, signingKey } = this.tools;
    const { id, personId } = erasure;
    return work.transaction(async (db) => {
      const row = await db.first<{ outcome: ErasureOutcome; completedAt: Date | null; locale: string }>(sql`
        select e.outcome, e.completed_at as "completedAt", t.locale from erasure e
        join tenant t on t.tenant_id = e.tenant_id
        where e.tenant_id = ${tenantId}::uuid and e.id = ${id}::uuid for update of e`);
      if (!row) throw new OperationFailure('failure.erasure.superseded');
      if (row.completedAt) return true;
      const parties = withProcessor(await readParties(db));
      const { plan } = await planErasure(db, catalogue, personId);
      if (plan.steps.some(isChange)) return false;
      await writeSystemLog(db, {
        action: 'erasure.run',
        personIds: [personId],
        categories: catalogue.categoriesOf(
          row.outcome.steps.flatMap(({ elements }) => elements.map((one) => one.element)),
        ),
        details: { erasure: id, completed: true },
        accountId: erasure.requestedByAccountId,
        requestId: work.operation.id,
      });
      const log = await db.first<{ count: string }>(
        sql`select count(*) from log_entry where tenant_id = ${tenantId}::uuid`,
      );
      const locale = LOCALES.find((known) => known === row.locale) ?? 'en';
      const completedAt = await timeOf(db);
      const certificate = buildCertificate(
        {
          ...parties,
          erasureId: id,
          register: erasure.register,
          requestedAt: erasure.requestedAt,
          startedAt: erasure.startedAt,
          checkedAt: looked.at,
          completedAt,
          done: row.outcome.steps,
          kept: plan.steps,
          filesRemoved: row.outcome.filesRemoved,
          places: looked.places,
          logSequence: Number(log?.count ?? 0),
        },
        translator,
        locale,
      );
      const signed = await signDocument(certificate as unknown as JsonValue, signingKey, ERASURE_CERTIFICATE_TYPE);
      const outcome = { ...row.outcome, files: [] };
      await db.run(sql`update erasure set certificate = ${JSON.stringify(signed)}::jsonb, completed_at = ${completedAt}::timestamptz,
          outcome = ${JSON.stringify(outcome)}::jsonb
        where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`);
      return true;
    });
  }
}

type Copies = readonly (string | null)[];

interface Looked {
  readonly places: readonly Remaining[];
  readonly at: Date;
}

/** The database's clock, as the other times of an erasure are its own. */
async function timeOf(db: Transaction): Promise<Date> {
  const row = await db.first<{ at: Date }>(sql`select clock_timestamp() as at`);
  if (!row) throw new Error('The database did not tell the time');
  return row.at;
}

function withProcessor({ controller, processor }: Parties): {
  controller: Parties['controller'];
  processor: Parties['controller'];
} {
  if (!processor) throw new OperationFailure('failure.erasure.noProcessor');
  return { controller, processor };
}
