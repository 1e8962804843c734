import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { notFound, Refusal, staleVersion } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { countryOf, dueTime, legalPeriodAt } from '../../tenants/index.js';
import type { RequestKind, RequestState } from '../data-subject-request.entity.js';

export interface NewRequest {
  readonly personId: string;
  readonly kind: RequestKind;
  readonly element?: string | null;
  readonly proposedValue?: string | null;
  readonly details?: string;
  readonly receivedAt?: Date;
  /** The account that recorded it on behalf of the person; null where the person made it. */
  readonly recordedByAccountId?: string | null;
}

export interface RequestRow {
  readonly id: string;
  readonly personId: string | null;
  readonly kind: RequestKind;
  readonly state: RequestState;
  readonly element: string | null;
  readonly proposedValue: string | null;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly extendedAt: Date | null;
  readonly version: number;
}

/** Records a request with its deadline; answers its id. */
export async function insertRequest(context: Context, request: NewRequest): Promise<string> {
  const id = newId();
  const receivedAt = request.receivedAt ?? context.now;
  const period = await legalPeriodAt(context.db, 'REQUEST_ANSWER', receivedAt);
  const dueAt = dueTime(receivedAt, [period], await countryOf(context.db));
  await context.db.run(sql`insert into data_subject_request
      (tenant_id, id, person_id, kind, element, proposed_value, details, received_at, due_at, recorded_by_account_id)
    values (${context.viewer.tenantId}::uuid, ${id}::uuid, ${request.personId}::uuid, ${request.kind},
      ${request.element ?? null}, ${request.proposedValue ?? null}, ${request.details ?? ''},
      ${receivedAt}::timestamptz, ${dueAt}::timestamptz, ${request.recordedByAccountId ?? null}::uuid)`);
  return id;
}

/** A request held against other changes; missing where it is another tenant's. Who may change it is asked next. */
export async function lockRequest(context: Context, globalId: string): Promise<RequestRow> {
  const id = uuidOf('DataSubjectRequest', globalId);
  const request =
    id &&
    (await context.db.first<RequestRow>(sql`select id, person_id as "personId", kind, state, element,
        proposed_value as "proposedValue", received_at as "receivedAt", due_at as "dueAt",
        extended_at as "extendedAt", version
      from data_subject_request where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid
      for no key update`));
  if (!request) throw notFound('input', 'requestId');
  return request;
}

/** Refuses what comes too late: a request that is closed, or that was changed since it was read. */
export function requireOpen(request: RequestRow, expectedVersion: number): void {
  if (request.version !== expectedVersion) throw staleVersion(request.version);
  if (request.state !== 'OPEN') {
    throw new Refusal({ code: 'CONFLICT', messageKey: 'request.closed', field: ['input', 'requestId'] });
  }
}

/**
 * Closes what an erasure leaves without anybody to answer: the request for it is granted by it, every other has become
 * pointless. Called in the transaction that erases.
 */
export async function closeRequestsOfErased(db: Transaction, personId: string): Promise<void> {
  await db.run(sql`update data_subject_request
    set state = case kind when 'ERASURE' then 'GRANTED' else 'WITHDRAWN' end, closed_at = now(), version = version + 1
    where tenant_id = ${db.scope.tenantId}::uuid and person_id = ${personId}::uuid and state = 'OPEN'`);
}
