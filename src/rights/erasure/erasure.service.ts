import sql from 'sql-template-tag';
import { keepingController } from '../../access/index.js';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { lockCopies } from '../../base/database/copies.js';
import type { Transaction } from '../../base/database/transaction.js';
import { notFound, Refusal, type RefusalReason } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import type { Catalogue } from '../../catalogue/index.js';
import { countTransferFilesOf } from '../../exchange/index.js';
import type { OperationService } from '../../jobs/index.js';
import type { Register } from '../../people/index.js';
import { readParties } from '../parties.js';
import { isCopyOf, personsWithCopies } from './copies.js';
import { planErasure } from './eraser.js';
import type { ErasePersonInput } from './erasure.inputs.js';
import { type ErasurePlan, isChange, planHash } from './erasure-plan.js';
import { type Hold, holdsEverything } from './holds.js';

/** A plan as the controller reads it. */
export interface Planned {
  readonly personId: string;
  readonly hash: string;
  readonly plan: ErasurePlan;
  readonly archives: number;
  readonly transferFiles: number;
  readonly operations: number;
  readonly accounts: number;
  readonly holds: readonly Hold[];
  readonly blockers: readonly RefusalReason[];
}

export interface Started {
  readonly erasureId: string | null;
  readonly operationId: string | null;
  readonly currentPlanHash: string | null;
  readonly refusals: readonly RefusalReason[];
}

interface Known {
  readonly id: string;
  readonly operationId: string;
  readonly completedAt: Date | null;
  readonly operationState: string;
}

const FIELD = ['input', 'personId'];

/** Erasures as the controller sees them: planned, decided, found again. */
export class ErasureService {
  constructor(
    private readonly operations: OperationService,
    private readonly catalogue: Catalogue,
  ) {}

  /** What an erasure would do now; null for a person whom the viewer may not erase. A look, and logged as one. */
  async plan(context: Context, globalId: string): Promise<Planned | null> {
    const personId = uuidOf('Person', globalId);
    if (!personId || context.access.persons('erasure.plan', sql`${personId}::uuid`) === false) return null;
    const card = await this.card(context.db, personId);
    if (!card) return null;
    await context.access.requirePersons('erasure.plan', [personId], 'personId');
    const planned = await this.planned(context, personId);
    await writeLog(context, {
      action: 'erasure.plan',
      personIds: [personId],
      categories: this.catalogue.categoriesOf(
        planned.plan.steps.flatMap(({ elements }) => elements.map((one) => one.element)),
      ),
      details: { planned: planned.hash },
    });
    return planned;
  }

  /** Decides an erasure and starts it; a person who is being erased, or has been, is answered with that erasure. */
  async erase(context: Context, input: ErasePersonInput): Promise<Started> {
    const { db, viewer, access } = context;
    const personId = uuidOf('Person', input.personId);
    if (!personId || access.units('erasure.run') !== 'all') throw notFound(...FIELD);
    // First the archives and the card: an export that is handed over, and whoever adds to the card, comes before or after.
    await lockCopies(db);
    const card = await this.card(db, personId, 'for update');
    const known = await this.known(db, personId);
    if (known && !known.completedAt) return this.resumed(context, personId, known);
    if (!card) {
      if (known) return { erasureId: known.id, operationId: known.operationId, currentPlanHash: null, refusals: [] };
      throw notFound(...FIELD);
    }
    await access.requirePersons('erasure.run', [personId], 'personId');
    const { plan, hash, blockers } = await this.planned(context, personId);
    if (known && !plan.steps.some(isChange)) {
      return { erasureId: known.id, operationId: known.operationId, currentPlanHash: null, refusals: [] };
    }
    const [blocker, ...others] = blockers;
    if (blocker) throw new Refusal(blocker, ...others);
    if (hash !== input.planHash) return stale(hash);
    const id = newId();
    await this.close(context, personId, id);
    const operationId = await this.startWork(context, id, input.idempotencyKey ?? null);
    await db.run(sql`insert into erasure (tenant_id, id, person_id, register, operation_id, reason, plan_hash, plan,
        requested_by_account_id)
      values (${viewer.tenantId}::uuid, ${id}::uuid, ${personId}::uuid, ${card.register}, ${operationId}::uuid,
        ${input.reason}, ${hash}, ${JSON.stringify(plan)}::jsonb, ${viewer.accountId}::uuid)`);
    await writeLog(context, {
      action: 'erasure.run',
      personIds: [personId],
      categories: this.catalogue.categoriesOf(plan.steps.flatMap(({ elements }) => elements.map((one) => one.element))),
      details: { erasure: id, plan: hash, reason: input.reason },
    });
    return { erasureId: id, operationId, currentPlanHash: null, refusals: [] };
  }

  /** From here on nothing is added: the card is closed, its accounts too, and copies in the making are stopped. */
  private async close(context: Context, personId: string, erasureId: string): Promise<void> {
    const { db, viewer } = context;
    const { tenantId } = viewer;
    await db.run(sql`update person set erasure_id = ${erasureId}::uuid, version = version + 1
      where tenant_id = ${tenantId}::uuid and id = ${personId}::uuid`);
    await keepingController(db, FIELD, () =>
      db.run(sql`update account set closed_at = now(), version = version + 1
        where tenant_id = ${tenantId}::uuid and person_id = ${personId}::uuid and closed_at is null`),
    );
    const copies = isCopyOf(await personsWithCopies(db, this.catalogue, personId));
    const exports = sql`tenant_id = ${tenantId}::uuid and kind = 'EXPORT' and ${copies}`;
    const reason = 'failure.export.stoppedByErasure';
    await db.run(sql`update operation set state = 'CANCELLED', phase = 'phase.cancelled', cancel_requested_at = now(),
      failure = ${reason}, finished_at = now() where ${exports} and state = 'QUEUED'`);
    // What its asker had stopped before keeps that as the whole story.
    await db.run(sql`update operation set cancel_requested_at = now(), failure = ${reason}
      where ${exports} and state = 'RUNNING' and cancel_requested_at is null`);
  }

  private async startWork(context: Context, erasureId: string, idempotencyKey: string | null): Promise<string> {
    // Whom it is about stands in the erasure's row: the operation outlives the person, and must not name one.
    const { id } = await this.operations.start(context, { kind: 'ERASURE', input: { erasureId }, idempotencyKey });
    return id;
  }

  /** One that failed is taken up again where it stands; one under way is answered as it is. */
  private async resumed(context: Context, personId: string, known: Known): Promise<Started> {
    const { db, viewer } = context;
    let { operationId } = known;
    if (known.operationState === 'FAILED') {
      operationId = await this.startWork(context, known.id, null);
      await db.run(sql`update erasure set operation_id = ${operationId}::uuid
        where tenant_id = ${viewer.tenantId}::uuid and id = ${known.id}::uuid`);
      await writeLog(context, {
        action: 'erasure.run',
        personIds: [personId],
        details: { erasure: known.id, resumed: true },
      });
    }
    return { erasureId: known.id, operationId, currentPlanHash: null, refusals: [] };
  }

  private known(db: Transaction, personId: string): Promise<Known | null> {
    return db.first<Known>(sql`select e.id, e.operation_id as "operationId", e.completed_at as "completedAt",
        o.state as "operationState"
      from erasure e join operation o on o.tenant_id = e.tenant_id and o.id = e.operation_id
      where e.tenant_id = ${db.scope.tenantId}::uuid and e.person_id = ${personId}::uuid
      order by e.requested_at desc limit 1`);
  }

  private card(
    db: Transaction,
    personId: string,
    lock: '' | 'for update' = '',
  ): Promise<{ register: Register } | null> {
    const read = sql`select register from person where tenant_id = ${db.scope.tenantId}::uuid and id = ${personId}::uuid`;
    return db.first<{ register: Register }>(lock ? sql`${read} for update` : read);
  }

  private async planned(context: Context, personId: string): Promise<Planned> {
    const { db, viewer } = context;
    const { plan, work } = await planErasure(db, this.catalogue, personId);
    const copies = isCopyOf(await personsWithCopies(db, this.catalogue, personId));
    const counts = await db.first<{ archives: number; operations: number; accounts: number; last: boolean }>(sql`
      with mine as (select id from account where tenant_id = ${viewer.tenantId}::uuid and person_id = ${personId}::uuid
          and closed_at is null),
        controllers as (select g.account_id from role_grant g
          join account a on a.tenant_id = g.tenant_id and a.id = g.account_id
          where g.tenant_id = ${viewer.tenantId}::uuid and g.role = 'controller' and g.valid_from <= now()
            and g.valid_until is null and a.closed_at is null and a.person_id is not null)
      select (select count(*)::int from export_archive where tenant_id = ${viewer.tenantId}::uuid
          and ${copies}) as archives,
        (select count(*)::int from operation where tenant_id = ${viewer.tenantId}::uuid and kind = 'EXPORT'
          and state in ('QUEUED', 'RUNNING') and ${copies}) as operations,
        (select count(*)::int from mine) as accounts,
        exists (select 1 from controllers where account_id in (select id from mine))
          and not exists (select 1 from controllers where account_id not in (select id from mine)) as last`);
    const blockers: RefusalReason[] = [];
    const block = (code: RefusalReason['code'], messageKey: string): void =>
      void blockers.push({ code, messageKey, field: FIELD });
    if (counts?.last) block('LAST_CONTROLLER', 'erasure.lastController');
    if (work.holds.some(holdsEverything)) block('LEGAL_HOLD', 'erasure.held');
    if (!(await readParties(db)).processor) block('CONFLICT', 'failure.erasure.noProcessor');
    const { archives = 0, operations = 0, accounts = 0 } = counts ?? {};
    const transferFiles = await countTransferFilesOf(db, personId);
    const hash = planHash(this.catalogue, plan, work);
    return { personId, plan, hash, archives, transferFiles, operations, accounts, holds: work.holds, blockers };
  }
}

const stale = (hash: string): Started => ({
  erasureId: null,
  operationId: null,
  currentPlanHash: hash,
  refusals: [
    { code: 'CONFLICT', messageKey: 'erasure.stalePlan', field: ['input', 'planHash'], facts: { planHash: hash } },
  ],
});
