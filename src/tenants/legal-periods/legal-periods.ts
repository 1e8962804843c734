import sql, { raw, type Sql } from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { type LegalPeriodKey, legalPeriodKeys } from './legal-period.keys.js';

/**
 * The period of the law that a clock goes by which began at `at` (an expression of a time): an ISO 8601 duration, which
 * PostgreSQL reads as an interval. What began before the first known one goes by that.
 */
const legalPeriodSql = (key: LegalPeriodKey, at: Sql): Sql => sql`(select lp.period from legal_period lp
  where lp.key = ${key} order by lp.valid_from <= ${at} desc,
    case when lp.valid_from <= ${at} then lp.valid_from end desc, lp.valid_from limit 1)`;

const isHours = (period: Sql): Sql => sql`starts_with(${period}, 'PT')`;

/**
 * Whether a period that begins `from` (a time, or a zero interval) is stricter than the law's, or `orEqual`, however the two
 * are counted: days end with the last second of their last day or of the next Monday ({@link dueTime}), hours do not.
 */
export function isStricterSql(key: LegalPeriodKey, from: Sql, agreed: Sql, law: Sql, orEqual = false): Sql {
  const isShortest = legalPeriodKeys[key].strictest === 'shortest';
  const [hours, days] = isShortest ? [law, agreed] : [agreed, law];
  const rounded = sql`case when ${isHours(hours)} and not ${isHours(days)} then interval '3 days' else interval '0' end`;
  const ends = sql`${from} + ${agreed}::interval ${isShortest ? sql`+` : sql`-`} ${rounded}`;
  return sql`${ends} ${raw(`${isShortest ? '<' : '>'}${orEqual ? '=' : ''}`)} ${from} + ${law}::interval`;
}

/** The same of one tenant (an expression of its id): what it agreed on by then, where that is stricter than the law. */
export function periodSql(tenantId: Sql, key: LegalPeriodKey, at: Sql): Sql {
  const isStricter = isStricterSql(key, at, sql`agreed.period`, sql`legal.period`);
  return sql`(select case when ${isStricter} then agreed.period else legal.period end
    from (select ${legalPeriodSql(key, at)} as period) legal
    left join lateral (select ap.period from agreed_period ap where ap.tenant_id = ${tenantId} and ap.key = ${key}
      and ap.valid_from <= ${at} order by ap.valid_from desc limit 1) agreed on true)`;
}

/** The period of the law that a clock goes by which began at `at`, whatever a tenant agreed on. */
export const lawAt = (db: Transaction, key: LegalPeriodKey, at: Date): Promise<string> =>
  readPeriod(db, legalPeriodSql(key, sql`${at}::timestamptz`), key);

/**
 * The period that a clock goes by which began at `at`, as an ISO 8601 duration: the law's, or the stricter one that the
 * transaction's tenant agreed on.
 */
export const legalPeriodAt = (db: Transaction, key: LegalPeriodKey, at: Date): Promise<string> =>
  readPeriod(db, periodSql(sql`${db.scope.tenantId}::uuid`, key, sql`${at}::timestamptz`), key);

async function readPeriod(db: Transaction, period: Sql, key: LegalPeriodKey): Promise<string> {
  const row = await db.first<{ period: string | null }>(sql`select ${period} as period`);
  if (!row?.period) throw new Error(`there is no legal period ${key}`);
  return row.period;
}
