import sql from 'sql-template-tag';
import { type ClockSource, withRight } from '../../../catalogue/index.js';

/** Versions that widen what is processed and that nobody has acknowledged: due since they were made, for fields wait for it. */
export const annexClock: ClockSource = {
  kind: 'ANNEX_ACKNOWLEDGEMENT',
  type: 'AnnexVersion',
  rows: (tenantId) => sql`select v.id, v.made_at, v.number::text, null::uuid, null::uuid
    from annex_version v where v.tenant_id = ${tenantId} and v.widens and v.acknowledged_at is null
      and not exists (select 1 from annex_version later where later.tenant_id = v.tenant_id
        and later.number > v.number and later.acknowledged_at is not null)`,
  seen: withRight('annex.acknowledge'),
};
