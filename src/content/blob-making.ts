import { setTimeout as sleep } from 'node:timers/promises';
import sql from 'sql-template-tag';
import { BlobExists } from '../base/blobs/blob-store.js';
import type { Context } from '../base/context.js';
import type { Database } from '../base/database/database.js';
import type { Transaction } from '../base/database/transaction.js';
import { Fault, Refusal } from '../base/errors.js';
import { newId } from '../base/ids.js';
import type { BlobRemovals } from './blob-removals.js';

/** How long making blobs may take, with waiting for its turn. */
const HELD_SECONDS = 5 * 60;
/** It stops before its time is over, so that it never works on what is another's by then. */
const WORKS_MS = (HELD_SECONDS - 30) * 1000;
/** How long a request waits for another one that is at the same blobs. */
const WAITS_MS = 30_000;
/** Each asks the database again and again: more than this are refused at once. */
const WAITING_AT_MOST = 50;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/** What is to be made of what; or nothing, and what is answered then. */
export type Checked<Source, Result> =
  | { readonly source: Source; readonly names: readonly string[] }
  | { readonly result: Result };

/** Blobs that are made of something for a row. */
export interface Making<Source, Made, Result> {
  /** Checks the viewer's rights and what there is, and locks it. Done again before `finish`. */
  check(): Promise<Checked<Source, Result>>;
  /** Writes the blobs, each of them once, while no transaction is open. Must stop when the signal fires. */
  make(source: Source, signal: AbortSignal): Promise<Made>;
  /** Takes what was made into use, in the transaction of the second `check`. */
  finish(source: Source, made: Made): Promise<Result>;
}

/**
 * Makes blobs in three steps, so that neither a connection nor a lock is held while they are made: a transaction that checks
 * and takes the names, the making, and a transaction that checks again and keeps them. Taken names stand in `blob_removal`
 * from before there is a blob: whoever is killed, refused at the end, or too late leaves nothing behind.
 */
export class BlobMaking {
  private waiting = 0;

  constructor(
    private readonly database: Database,
    private readonly removals: BlobRemovals,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Makes them, or waits for who is making them and answers what there is to answer then. */
  async run<Source, Made, Result>(context: Context, making: Making<Source, Made, Result>): Promise<Result> {
    const { tenantId } = context.viewer;
    const waitsUntil = Date.now() + WAITS_MS;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      const checked = await making.check();
      if ('result' in checked) return checked.result;
      const holderId = await take(context.db, checked.names);
      if (holderId !== null) return this.carryOut(context, making, checked, holderId);
      if (Date.now() > waitsUntil || this.waiting >= WAITING_AT_MOST) throw busy();
      await context.outside(() => this.wait(tenantId, pause));
    }
  }

  private async carryOut<Source, Made, Result>(
    context: Context,
    making: Making<Source, Made, Result>,
    taken: { readonly source: Source; readonly names: readonly string[] },
    holderId: string,
  ): Promise<Result> {
    const { tenantId } = context.viewer;
    const letGo = (): Promise<void> => this.letGo(tenantId, holderId).catch(this.report);
    const made = await context.outside(async () => {
      const signal = AbortSignal.timeout(WORKS_MS);
      try {
        return { value: await making.make(taken.source, signal) };
      } catch (error) {
        await letGo();
        // The names were occupied meanwhile, by whoever removed what this was for: the second check tells.
        if (error instanceof BlobExists) return null;
        throw signal.aborted ? new Fault('UNAVAILABLE', 'tryLater') : error;
      }
    });
    // Also for what is refused below, which is taken back with all that was written in this transaction.
    context.afterCommit(() => void letGo());
    const checked = await making.check();
    if ('result' in checked) return checked.result;
    if (!made || !(await keep(context.db, holderId, taken.names.length))) throw busy();
    return making.finish(checked.source, made.value);
  }

  private async wait(tenantId: string, pause: number): Promise<void> {
    this.waiting += 1;
    try {
      await sleep(pause);
      // What a killed one left is in the way until it has been removed.
      await this.removals.drain(tenantId);
    } finally {
      this.waiting -= 1;
    }
  }

  private async letGo(tenantId: string, holderId: string): Promise<void> {
    await this.database.transaction({ tenantId }, (db) =>
      db.run(sql`update blob_removal set holder_id = null, held_until = null
        where tenant_id = ${tenantId}::uuid and holder_id = ${holderId}::uuid`),
    );
    await this.removals.drain(tenantId);
  }
}

const busy = (): Refusal => new Refusal({ code: 'CONFLICT', messageKey: 'upload.busy', field: ['input', 'uploadId'] });

/** Takes all of the names; null when one of them is another's, or still has to be removed. */
async function take(db: Transaction, names: readonly string[]): Promise<string | null> {
  const { tenantId } = db.scope;
  const holderId = newId();
  const taken = await db.run(sql`insert into blob_removal (tenant_id, blob_name, holder_id, held_until)
    select ${tenantId}::uuid, name, ${holderId}::uuid, now() + make_interval(secs => ${HELD_SECONDS})
    from unnest(${[...names]}::text[]) name
    on conflict (tenant_id, blob_name) do nothing`);
  if (taken === names.length) return holderId;
  await db.run(sql`delete from blob_removal where tenant_id = ${tenantId}::uuid and holder_id = ${holderId}::uuid`);
  return null;
}

/** Keeps what was made; false when its time is over, or its removal was decided. */
async function keep(db: Transaction, holderId: string, count: number): Promise<boolean> {
  const kept = await db.run(sql`delete from blob_removal where tenant_id = ${db.scope.tenantId}::uuid
    and holder_id = ${holderId}::uuid and held_until > now()`);
  return kept === count;
}
