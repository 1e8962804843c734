import sql, { type Sql } from 'sql-template-tag';

/**
 * When a transfer is due next, of the columns of its row: the first time after now on the clock of the zone. Where a clock is
 * put forward over a time, it is due an hour later; where it is put back, once. Null for one that is paused or has no schedule.
 */
export const nextDue = (transfer: Sql, timeZone: string): Sql => sql`(select min(d.due)
  from (select day.of, (day.of + ${transfer}.time_of_day::time) at time zone ${timeZone} as due
    from (select (now() at time zone ${timeZone})::date + n as of from generate_series(0, 8) n) day) d
  where not ${transfer}.is_paused and d.due > now()
    and (${transfer}.weekday is null or extract(isodow from d.of) = ${transfer}.weekday))`;
