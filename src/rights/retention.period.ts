import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../base/database/transaction.js';
import { type Expiry, type PersonalTable, parsePeriod } from '../catalogue/index.js';
import { identifier } from './stored-rows.js';

/** When the period of a row began; null while it has not. A last day counts to its end. */
export function expiryStart({ from, through }: Expiry, row: Sql): Sql {
  const time = (of: Sql): Sql =>
    from.isDate ? sql`(${of}.${identifier(from.column)} + 1)` : sql`${of}.${identifier(from.column)}`;
  if (!through) return time(row);
  return sql`(select ${time(sql`f`)} from ${identifier(through.table)} f
    where f.tenant_id = ${row}.tenant_id and f.id = ${row}.${identifier(through.column)})`;
}

/**
 * The day on which the last of what some rows hold will have passed its retention; null where that depends on the person, or
 * on something that has not ended yet, such as an agreement in force.
 */
export async function lastDayOf(
  db: Transaction,
  { table, expiry }: PersonalTable,
  row: Sql,
  rows: Sql,
  retention: string,
): Promise<string | null> {
  if (!parsePeriod(retention)) return null;
  const start = expiry?.through
    ? sql`(select case when bool_or(s.start is null) then null else max(s.start) end
        from (select ${expiryStart(expiry, row)} as start from ${identifier(table)} ${row}
          where ${row}.tenant_id = ${db.scope.tenantId}::uuid and ${rows}) s)`
    : sql`(now() at time zone 'utc')`;
  const end = await db.first<{ day: string | null }>(
    sql`select (${start} + ${retention}::interval)::date::text as day`,
  );
  return end?.day ?? null;
}
