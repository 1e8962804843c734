import sql from 'sql-template-tag';
import { type ClockSource, rowsOfCategory, withRight } from '../catalogue/index.js';

/** The oldest entries of the log: how many reach the end of the tenant's retention on the same day (UTC), at its end. */
export const logClock: ClockSource = {
  kind: 'RETENTION',
  type: null,
  rows: (tenantId) => sql`select md5('log_entry ' || o.day)::uuid, o.day + interval '1 day' + o.kept,
      (select count(*) from log_entry e where e.tenant_id = ${tenantId} and e.at >= o.day
        and e.at < o.day + interval '1 day') || ' ACTIVITY', null::uuid, null::uuid
    from (select date_trunc('day', min(e.at), 'UTC') as day, make_interval(days => t.log_retention_days) as kept
      from tenant t join log_entry e on e.tenant_id = t.tenant_id
      where t.tenant_id = ${tenantId} group by t.log_retention_days) o`,
  seen: withRight('log.read'),
  say: rowsOfCategory,
};
