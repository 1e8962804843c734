import sql, { raw, type Sql } from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { timeZoneOf } from '../../base/time-zone.js';
import { countryOf } from '../../tenants/index.js';

/**
 * When a transfer is due next, of the columns of its row: the first time after now on the clock of the zone. Where a clock is
 * put forward over a time, it is due an hour later; where it is put back, once. Null for one that is paused or has no schedule.
 */
export const nextDue = (transfer: Sql, timeZone: string): Sql => sql`(select min(d.due)
  from (select day.of, (day.of + ${transfer}.time_of_day::time) at time zone ${timeZone} as due
    from (select (now() at time zone ${timeZone})::date + n as of from generate_series(0, 8) n) day) d
  where not ${transfer}.is_paused and d.due > now()
    and (${transfer}.weekday is null or extract(isodow from d.of) = ${transfer}.weekday))`;

/** Says when a transfer is due next, once its schedule is another. */
export async function scheduleNext(db: Transaction, id: string): Promise<void> {
  const timeZone = timeZoneOf(await countryOf(db));
  await db.run(sql`update transfer t set next_due_at = ${nextDue(raw('t'), timeZone)}
    where t.tenant_id = ${db.scope.tenantId}::uuid and t.id = ${id}::uuid`);
}

/** The same for a setting of any table that was given other values. */
export async function scheduleReturned(db: Transaction, table: string, id: string): Promise<void> {
  if (table === 'transfer') await scheduleNext(db, id);
}
