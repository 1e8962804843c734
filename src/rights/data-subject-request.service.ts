import sql, { type Sql } from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import { invalid, notFound, Refusal } from '../base/errors.js';
import { toGlobalId } from '../base/ids.js';
import { textOrNull } from '../base/input-text.js';
import { type Catalogue, fieldElement, parseFieldElement } from '../catalogue/index.js';
import { fieldDefinitionsOf, lockPersons } from '../people/index.js';
import type { RequestDetailsInput, WithdrawRequestInput } from './requests/request.inputs.js';
import { insertRequest, lockRequest, requireOpen } from './requests/request.records.js';

export interface CorrectionRequest {
  readonly personId: string;
  readonly element: string;
  readonly proposed: string | null;
}

/** More than anybody has reason to keep open at a time. */
const OPEN_REQUESTS = 50;

/** Requests of data subjects (Articles 15–21 GDPR), as the persons themselves make and withdraw them. */
export class DataSubjectRequestService {
  constructor(private readonly catalogue: Catalogue) {}

  /** Records a request for a correction that is not the asker's to make; an open one for the same element is renewed. Answers its global id. */
  async recordCorrection(context: Context, request: CorrectionRequest): Promise<string> {
    const { tenantId } = context.viewer;
    const open = await context.db.first<{ id: string }>(sql`update data_subject_request
      set proposed_value = ${request.proposed}, version = version + 1
      where tenant_id = ${tenantId}::uuid and person_id = ${request.personId}::uuid and kind = 'RECTIFICATION'
        and element = ${request.element} and state = 'OPEN' returning id`);
    if (open) return toGlobalId('DataSubjectRequest', open.id);
    const { personId, element, proposed } = request;
    const id = await insertRequest(context, { personId, kind: 'RECTIFICATION', element, proposedValue: proposed });
    return toGlobalId('DataSubjectRequest', id);
  }

  /** A request of the viewer, as a data subject. */
  async make(context: Context, input: RequestDetailsInput): Promise<string> {
    const { personId } = context.viewer;
    if (!personId) throw notFound('input');
    await context.access.requirePersons('request.create', [personId], 'kind', { category: 'REQUEST' });
    return this.insert(context, personId, input);
  }

  /** Records what a person asks for, be it asked here or recorded for the person; within the same bounds. */
  async insert(
    context: Context,
    personId: string,
    input: RequestDetailsInput,
    recorded: { readonly receivedAt?: Date; readonly recordedByAccountId?: string } = {},
  ): Promise<string> {
    await this.requireElement(context, input);
    await lockPersons(context.db, [personId], 'personId');
    await this.requireRoom(context, personId);
    const id = await insertRequest(context, {
      personId,
      kind: input.kind,
      element: input.element ?? null,
      proposedValue: textOrNull(input.proposedValue),
      details: textOrNull(input.details) ?? '',
      ...recorded,
    });
    await writeLog(context, {
      action: recorded.recordedByAccountId ? 'request.handle' : 'request.create',
      personIds: [personId],
      categories: ['REQUEST'],
      details: { requestId: id, kind: input.kind, change: 'made' },
    });
    return id;
  }

  /** Withdrawn by the person, or by the controller to whom the person said so. */
  async withdraw(context: Context, input: WithdrawRequestInput): Promise<string> {
    const request = await lockRequest(context, input.requestId);
    if (!request.personId) throw notFound('input', 'requestId');
    const { access, viewer, db } = context;
    const own = request.personId === viewer.personId;
    const action = own ? 'request.create' : 'request.handle';
    await access.requirePersons(action, [request.personId], 'requestId', { category: 'REQUEST' });
    requireOpen(request, input.expectedVersion);
    await db.run(sql`update data_subject_request set state = 'WITHDRAWN', closed_at = now(),
        closed_by_account_id = ${viewer.accountId}::uuid, version = version + 1
      where tenant_id = ${viewer.tenantId}::uuid and id = ${request.id}::uuid`);
    await writeLog(context, {
      action,
      personIds: [request.personId],
      categories: ['REQUEST'],
      details: { requestId: request.id, kind: request.kind, change: 'withdrawn' },
    });
    return request.id;
  }

  /** What is to be corrected is an element of the catalogue or a field of the tenant, and belongs to a rectification. */
  private async requireElement(context: Context, input: RequestDetailsInput): Promise<void> {
    const { element, kind } = input;
    if (!element) {
      if (input.proposedValue) throw invalid('request.elementMissing', ['input', 'element']);
      return;
    }
    if (kind !== 'RECTIFICATION') throw invalid('request.elementOther', ['input', 'element']);
    const fields = await fieldDefinitionsOf(context.db);
    const known = parseFieldElement(element)
      ? fields.some((field) => fieldElement(field) === element)
      : this.catalogue.byName(element) !== null;
    if (!known) throw notFound('input', 'element');
  }

  private async requireRoom(context: Context, personId: string): Promise<void> {
    const open = await context.db.first<{ count: number }>(sql`select count(*)::int as count from data_subject_request
      where tenant_id = ${context.viewer.tenantId}::uuid and person_id = ${personId}::uuid and state = 'OPEN'`);
    const used = open?.count ?? 0;
    if (used < OPEN_REQUESTS) return;
    throw new Refusal({
      code: 'QUOTA_EXCEEDED',
      messageKey: 'request.tooMany',
      field: ['input'],
      facts: { limit: String(OPEN_REQUESTS), used: String(used) },
    });
  }
}

/** The requests that one person made, or that were recorded for the person. */
export const requestsOf =
  (personId: string | null) =>
  (request: Sql): Sql =>
    personId === null ? sql`false` : sql`${request}.person_id = ${personId}::uuid`;
