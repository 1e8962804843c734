import sql, { type Sql } from 'sql-template-tag';
import { type ClockSource, withRight } from '../catalogue/index.js';
import { isInForce } from './erasure/holds.js';
import { seesRequest } from './requests/request.objects.js';

const openRequests = (tenantId: Sql, extended: Sql): Sql => sql`select r.id, r.due_at, r.kind, r.person_id, null::uuid
  from data_subject_request r where r.tenant_id = ${tenantId} and r.state = 'OPEN' and ${extended}`;

const ofRequest = {
  type: 'DataSubjectRequest',
  seen: seesRequest,
  say: (kind, context) => context.text(`value.data_subject_request.kind.${kind}`),
} as const satisfies Partial<ClockSource>;

/** What of data subjects' rights falls due: requests (Article 12(3) GDPR), and legal holds that have an end. */
export const rightsClocks: readonly ClockSource[] = [
  { ...ofRequest, kind: 'REQUEST_ANSWER', rows: (tenantId) => openRequests(tenantId, sql`r.extended_at is null`) },
  {
    ...ofRequest,
    kind: 'REQUEST_EXTENSION',
    rows: (tenantId) => openRequests(tenantId, sql`r.extended_at is not null`),
  },
  {
    kind: 'LEGAL_HOLD',
    type: null,
    rows: (
      tenantId,
    ) => sql`select h.id, (h.until + 1)::timestamptz, null::text, h.person_id, null::uuid from legal_hold h
      where h.tenant_id = ${tenantId} and h.until is not null and ${isInForce(sql`h`)}`,
    seen: withRight('hold.manage'),
  },
];
