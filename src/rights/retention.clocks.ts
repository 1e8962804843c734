import sql, { join, type Sql } from 'sql-template-tag';
import { type ClockSource, rowsOfCategory, withRight } from '../catalogue/index.js';
import { expiryStart } from './retention.period.js';
import { type Expiring, expires, isKept, ROW } from './retention.sweep.js';
import { identifier } from './stored-rows.js';

/** So far ahead it is told what will be removed. */
const AHEAD = 'P90D';

/** One clock per table and day (UTC), at its end: how many rows reach the end of their retention on it, of the category that comes first. */
const ending = (table: Expiring, tenantId: Sql, now: Sql): Sql => {
  const [element] = table.expiry.elements;
  return sql`select md5(${table.table} || ' ' || e.until)::uuid, e.until, count(*) || ' ' || ${element?.category},
      null::uuid, null::uuid
    from (select date_trunc('day', ${expiryStart(table.expiry, ROW)} + ${table.expiry.period}::interval, 'UTC')
        + interval '1 day' as until
      from ${identifier(table.table)} ${ROW} where ${ROW}.tenant_id = ${tenantId} and not ${isKept(table)}) e
    where e.until > ${now} and e.until <= ${now} + ${AHEAD}::interval group by e.until`;
};

/** What is removed next because its retention ends, as the sweep will remove it: numbers, and nobody's name. */
export const retentionClock: ClockSource = {
  kind: 'RETENTION',
  type: null,
  rows: (tenantId, now, catalogue) =>
    join(
      catalogue.tables.filter(expires).map((table) => ending(table, tenantId, now)),
      ' union all ',
    ),
  seen: withRight('erasure.plan'),
  say: rowsOfCategory,
};
