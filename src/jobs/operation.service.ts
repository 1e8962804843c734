import sql from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import type { Transaction } from '../base/database/transaction.js';
import { notFound, Refusal } from '../base/errors.js';
import { newId } from '../base/ids.js';
import type { JobQueue } from '../base/jobs/queue.js';
import type { OperationKind } from './operation.entity.js';

export interface StartOperation {
  readonly kind: OperationKind;
  /** Ids and choices that the work needs, never contents. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The person whom the work is about. */
  readonly personId?: string;
  /** The client's key: a repeated request with it finds the operation that it started. */
  readonly idempotencyKey?: string | null;
}

export const queueOf = (kind: OperationKind): string => `operation-${kind.toLowerCase()}`;

/** Long-running work as its asker sees it: started in the transaction of the decision, followed, cancelled. */
export class OperationService {
  constructor(private readonly queue: JobQueue) {}

  /** Starts work; the caller has authorised it and logs it. `isNew` is false for a repeated request. */
  async start(context: Context, work: StartOperation): Promise<{ readonly id: string; readonly isNew: boolean }> {
    const { db, viewer } = context;
    const id = newId();
    const key = work.idempotencyKey ?? null;
    const inserted = await db.run(sql`insert into operation
        (tenant_id, id, kind, input, requested_by_account_id, requested_by_person_id, person_id, idempotency_key)
      values (${viewer.tenantId}::uuid, ${id}::uuid, ${work.kind}, ${JSON.stringify(work.input)}::jsonb,
        ${viewer.accountId}::uuid, ${viewer.personId}::uuid, ${work.personId ?? null}::uuid, ${key})
      on conflict (tenant_id, kind, requested_by_account_id, idempotency_key) do nothing`);
    if (inserted === 0) {
      const earlier = await db.first<{ id: string; input: unknown }>(sql`select id, input from operation
        where tenant_id = ${viewer.tenantId}::uuid and kind = ${work.kind}
          and requested_by_account_id = ${viewer.accountId}::uuid and idempotency_key = ${key}`);
      // The same key for other work is a mistake of the client, and must not pass for success.
      if (!earlier || canonical(earlier.input) !== canonical(work.input)) {
        throw new Refusal({ code: 'CONFLICT', messageKey: 'idempotencyKeyReused', field: ['input', 'idempotencyKey'] });
      }
      return { id: earlier.id, isNew: false };
    }
    await this.queue.send(db, queueOf(work.kind), { tenantId: viewer.tenantId, operationId: id });
    return { id, isNew: true };
  }

  /** Starts work whose time has come: nobody asks for it. */
  async startDue(db: Transaction, work: Pick<StartOperation, 'kind' | 'input'>): Promise<string> {
    const id = newId();
    const tenantId = db.scope.tenantId ?? '';
    await db.run(sql`insert into operation (tenant_id, id, kind, input)
      values (${tenantId}::uuid, ${id}::uuid, ${work.kind}, ${JSON.stringify(work.input)}::jsonb)`);
    await this.queue.send(db, queueOf(work.kind), { tenantId, operationId: id });
    return id;
  }

  /** Asks work to stop; it stops at its next step, and what cannot be stopped half-way finishes. */
  async cancel(context: Context, operationId: string): Promise<void> {
    const { db, viewer, access } = context;
    const everybodys = access.units('export.tenant') === 'all';
    const operation = await db.first<{ state: string; personId: string | null }>(sql`
      update operation set cancel_requested_at = coalesce(cancel_requested_at, now())
      where tenant_id = ${viewer.tenantId}::uuid and id = ${operationId}::uuid
        and (${everybodys} or requested_by_account_id = ${viewer.accountId}::uuid)
      returning state, person_id as "personId"`);
    if (!operation) throw notFound('input', 'operationId');
    if (!['QUEUED', 'RUNNING'].includes(operation.state)) {
      throw new Refusal({ code: 'CONFLICT', messageKey: 'operationEnded', field: ['input', 'operationId'] });
    }
    await writeLog(context, {
      action: 'operation.read',
      personIds: operation.personId ? [operation.personId] : [],
      details: { cancelled: operationId },
    });
  }
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
