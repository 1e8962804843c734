import sql from 'sql-template-tag';
import { type ClockSource, withRight } from '../../catalogue/index.js';

/** The last day of an agreement that has one; what ended is no clock any more. */
export const agreementClock: ClockSource = {
  kind: 'AGREEMENT_END',
  type: 'Agreement',
  rows: (tenantId, now) => sql`select a.id, (a.ends_on + 1)::timestamptz, a.main_contract_name, null::uuid, null::uuid
    from agreement a where a.tenant_id = ${tenantId} and (a.ends_on + 1)::timestamptz > ${now}`,
  seen: withRight('agreement.manage'),
};
