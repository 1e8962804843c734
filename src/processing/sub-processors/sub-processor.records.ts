import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { dueTime, periodSql } from '../../tenants/index.js';
import type { Announcement, Announcements } from './sub-processor.effect.js';
import type { SubProcessor } from './sub-processor.entity.js';
import type { SubProcessorChange } from './sub-processor-change.entity.js';

export type EntryRow = Pick<SubProcessor, keyof SubProcessor>;
export type ChangeRow = Pick<SubProcessorChange, keyof SubProcessorChange>;

/** Every entry that the transaction may see: for the operator also those that are only proposed. */
export const readEntries = (db: Transaction): Promise<EntryRow[]> =>
  db.many<EntryRow>(sql`select id, parent_id as "parentId", legal_name as "legalName", responsibilities, address, contact,
      is_primary as "isPrimary", since::text, until::text, version, created_at as "createdAt", updated_at as "updatedAt"
    from sub_processor order by is_primary desc, legal_name, id`);

/** Every change that the transaction may see, in the order in which they were announced. */
export const readChanges = (db: Transaction): Promise<ChangeRow[]> =>
  db.many<ChangeRow>(sql`select id, sub_processor_id as "subProcessorId", number, kind, patch, reason,
      announced_at as "announcedAt", takes_effect_on::text as "takesEffectOn", has_window as "hasWindow",
      withdrawn_at as "withdrawnAt", withdrawal_reason as "withdrawalReason", created_at as "createdAt"
    from sub_processor_change order by announced_at, number`);

interface AnnouncedRow {
  readonly tenantId: string;
  readonly changeId: string;
  readonly country: string;
  readonly period: string;
  readonly opensAt: Date;
  readonly closesAt: Date | null;
  readonly authorisation: 'GENERAL' | 'SPECIFIC';
  readonly authorisedAt: Date | null;
  readonly objections: readonly { readonly raisedAt: string; readonly withdrawnAt: string | null }[];
}

export interface TenantAnnouncement extends Announcement {
  readonly tenantId: string;
  readonly changeId: string;
  /** False where it was announced before the tenant joined and has not been written down for it yet. */
  readonly isKept: boolean;
}

/**
 * How changes stand with tenants, as far as they had or have a window for them: every controller that was there when the
 * change was announced, and every one that joined before it took effect, whose window opens as it joins. `tenants` and
 * `changes` narrow both, by aliases `t` and `c`.
 */
export async function readAnnouncements(
  db: Transaction,
  tenants: Sql,
  changes: Sql = sql`true`,
): Promise<TenantAnnouncement[]> {
  const opensAt = sql`coalesce(a.opens_at, greatest(c.announced_at, t.created_at))`;
  const rows = await db.many<AnnouncedRow>(sql`select t.tenant_id as "tenantId", c.id as "changeId", t.country,
      ${opensAt} as "opensAt", a.closes_at as "closesAt", w.authorised_at as "authorisedAt",
      ${periodSql(sql`t.tenant_id`, 'SUB_PROCESSOR_OBJECTION', opensAt)} as period,
      coalesce(a.authorisation, (select g.authorisation from agreement g where g.tenant_id = t.tenant_id
        order by g.number desc limit 1), 'GENERAL') as authorisation,
      coalesce((select jsonb_agg(jsonb_build_object('raisedAt', o.raised_at, 'withdrawnAt', o.withdrawn_at) order by o.raised_at)
        from sub_processor_objection o where o.tenant_id = t.tenant_id and o.change_id = c.id), '[]') as objections
    from tenant t
    join sub_processor_change c on c.has_window and c.announced_at is not null
    left join sub_processor_announcement a on a.tenant_id = t.tenant_id and a.change_id = c.id
    left join sub_processor_authorisation w on w.tenant_id = t.tenant_id and w.change_id = c.id
    where t.kind = 'controller' and (a.change_id is not null or c.takes_effect_on > (t.created_at at time zone 'UTC')::date)
      and ${tenants} and ${changes}`);
  return rows.map(({ country, period, closesAt, objections, ...row }) => ({
    ...row,
    isKept: closesAt !== null,
    closesAt: closesAt ?? dueTime(row.opensAt, [period], country),
    objections: objections.map(({ raisedAt, withdrawnAt }) => ({
      raisedAt: new Date(raisedAt),
      withdrawnAt: withdrawnAt === null ? null : new Date(withdrawnAt),
    })),
  }));
}

/** The same of one tenant, by change. */
export async function announcementsOf(db: Transaction, tenantId: string): Promise<Announcements> {
  const rows = await readAnnouncements(db, sql`t.tenant_id = ${tenantId}::uuid`);
  return new Map(rows.map((row) => [row.changeId, row]));
}

/** Writes down the windows that are not yet, so that they stay as they are whatever a tenant agrees on later. */
export async function keepAnnouncements(db: Transaction, rows: readonly TenantAnnouncement[]): Promise<void> {
  const kept = rows.filter(({ isKept }) => !isKept);
  if (kept.length === 0) return;
  await db.run(sql`insert into sub_processor_announcement (tenant_id, change_id, opens_at, closes_at, authorisation)
    select * from unnest(${kept.map(({ tenantId }) => tenantId)}::uuid[], ${kept.map(({ changeId }) => changeId)}::uuid[],
      ${kept.map(({ opensAt }) => opensAt)}::timestamptz[], ${kept.map(({ closesAt }) => closesAt)}::timestamptz[],
      ${kept.map(({ authorisation }) => authorisation)}::text[])
    on conflict (tenant_id, change_id) do nothing`);
}

/** Writes down the windows of those who joined since; what they are is worked out wherever they are not written down yet. */
export async function keepEveryAnnouncement(db: Transaction): Promise<void> {
  await keepAnnouncements(db, await readAnnouncements(db, sql`a.change_id is null`));
}
