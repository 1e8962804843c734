import sql from 'sql-template-tag';
import { type ClockSource, withRight } from '../../catalogue/index.js';

/** Until when the processor must tell the controller of a breach: the controller sees it run. */
export const breachToControllerClock: ClockSource = {
  kind: 'BREACH_TO_CONTROLLER',
  type: 'Breach',
  rows: (tenantId) => sql`select b.id, b.due_at, b.number::text, null::uuid, null::uuid from breach b
    where b.tenant_id = ${tenantId} and b.due_at is not null and b.told_at is null and b.closed_at is null`,
  seen: withRight('breach.read'),
};

/** Until when the controller must tell its authority, unless it said why not. */
export const breachToAuthorityClock: ClockSource = {
  kind: 'BREACH_TO_AUTHORITY',
  type: 'Breach',
  rows: (tenantId) => sql`select b.id, b.authority_due_at, b.number::text, null::uuid, null::uuid from breach b
    where b.tenant_id = ${tenantId} and b.authority_due_at is not null and b.authority_told_at is null
      and b.authority_reason = ''`,
  seen: withRight('breach.read'),
};
