import sql, { join, type Sql } from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound, Refusal } from '../../base/errors.js';
import { uuidOf } from '../../base/ids.js';
import { requiredText } from '../../base/input-text.js';
import { countryOf, dueTime, legalPeriodAt } from '../../tenants/index.js';
import type { DataSubjectRequestService } from '../data-subject-request.service.js';
import type { CorrectionApplication } from './correction-application.js';
import type { AnswerRequestInput, ExtendRequestInput, RecordRequestInput, RequestFilter } from './request.inputs.js';
import { lockRequest, type RequestRow, requireOpen } from './request.records.js';

const OLDEST_RECEIPT_MS = 366 * 86_400_000;

export interface Answered {
  readonly requestId: string;
  /** Whether the proposed value was written with the answer. */
  readonly applied: boolean;
}

export function requestFilter(filter: RequestFilter | undefined, request: Sql, now: Date): Sql {
  const found: Sql[] = [];
  if (filter?.state) found.push(sql`${request}.state = ${filter.state}`);
  if (filter?.kind) found.push(sql`${request}.kind = ${filter.kind}`);
  if (filter?.overdue != null) {
    found.push(
      sql`(${request}.state = 'OPEN' and ${request}.due_at < ${now}::timestamptz) = ${filter.overdue}::boolean`,
    );
  }
  if (filter?.personId != null) {
    const personId = uuidOf('Person', filter.personId);
    found.push(personId ? sql`${request}.person_id = ${personId}::uuid` : sql`false`);
  }
  return found.length > 0 ? join(found, ' and ') : sql`true`;
}

/** Requests of data subjects, as the controller records, extends and answers them (Article 12(3) and (4) GDPR). */
export class RequestHandlingService {
  constructor(
    private readonly requests: DataSubjectRequestService,
    private readonly corrections: CorrectionApplication,
  ) {}

  /** Records a request that came by another way, on the day on which it came. */
  async record(context: Context, input: RecordRequestInput): Promise<string> {
    const personId = uuidOf('Person', input.personId);
    if (!personId) throw notFound('input', 'personId');
    await context.access.requirePersons('request.handle', [personId], 'personId', { category: 'REQUEST' });
    const receivedAt = input.receivedAt ?? context.now;
    const age = context.now.getTime() - receivedAt.getTime();
    if (age < 0 || age > OLDEST_RECEIPT_MS) throw invalid('request.receipt', ['input', 'receivedAt']);
    return this.requests.insert(context, personId, input, {
      receivedAt,
      recordedByAccountId: context.viewer.accountId,
    });
  }

  /** Extends the deadline by the period of the law, once, before it has passed, and with the reason for the person. */
  async extend(context: Context, input: ExtendRequestInput): Promise<string> {
    const request = await this.lock(context, input.requestId);
    requireOpen(request, input.expectedVersion);
    const late = request.dueAt <= context.now;
    if (request.extendedAt || late) {
      const messageKey = late ? 'request.overdue' : 'request.extended';
      throw new Refusal({ code: 'CONFLICT', messageKey, field: ['input', 'requestId'] });
    }
    const { receivedAt } = request;
    const periods = [
      await legalPeriodAt(context.db, 'REQUEST_ANSWER', receivedAt),
      await legalPeriodAt(context.db, 'REQUEST_EXTENSION', receivedAt),
    ];
    const dueAt = dueTime(receivedAt, periods, await countryOf(context.db));
    await context.db.run(sql`update data_subject_request set due_at = ${dueAt}::timestamptz, extended_at = now(),
        extension_reason = ${requiredText(input.reason, 'reason')}, version = version + 1
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${request.id}::uuid`);
    await this.log(context, request, { change: 'extended' });
    return request.id;
  }

  /** Grants or refuses, with what the person is told. A granted rectification is written where no source owns the value. */
  async answer(context: Context, input: AnswerRequestInput): Promise<Answered> {
    const request = await this.lock(context, input.requestId);
    requireOpen(request, input.expectedVersion);
    const outcome = requiredText(input.outcome, 'outcome');
    const { personId, element } = request;
    const applies = input.decision === 'GRANTED' && input.apply && request.kind === 'RECTIFICATION';
    const applied =
      applies && personId && element
        ? await this.corrections.apply(context, { personId, element, value: request.proposedValue })
        : false;
    await context.db.run(sql`update data_subject_request set state = ${input.decision}, outcome = ${outcome},
        closed_at = now(), closed_by_account_id = ${context.viewer.accountId}::uuid, version = version + 1
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${request.id}::uuid`);
    await this.log(context, request, { change: 'answered', decision: input.decision, applied });
    return { requestId: request.id, applied };
  }

  private async lock(context: Context, globalId: string): Promise<RequestRow> {
    const request = await lockRequest(context, globalId);
    // What an erasure left of a request is closed already, and nobody's to change.
    if (!request.personId) throw notFound('input', 'requestId');
    await context.access.requirePersons('request.handle', [request.personId], 'requestId', { category: 'REQUEST' });
    return request;
  }

  private log(context: Context, request: RequestRow, details: Record<string, unknown>): Promise<void> {
    return writeLog(context, {
      action: 'request.handle',
      personIds: request.personId ? [request.personId] : [],
      categories: ['REQUEST'],
      details: { requestId: request.id, kind: request.kind, ...details },
    });
  }
}
