import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { type BreachSource, entriesOf, isCopy, ordinaryOf, specialOf } from './breach-scope.js';

/** Few enough for a transaction of a moment, enough that a million entries take minutes. */
const BATCH = 5_000;

export interface LogPlace {
  readonly at: string;
  readonly id: string;
}

export const START: LogPlace = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

/** Whom something concerns that is about everybody: who had a card by then, and with which categories. */
export interface Everybody {
  readonly categories: readonly string[];
  /** The moments at which it happened; for what lasts, its last one. */
  readonly times: readonly Date[];
  /** How many entries of the log tell it: as many as times, or none. */
  readonly isLogged: boolean;
}

const union = sql`do update set entries = breach_person.entries + excluded.entries,
  first_at = least(breach_person.first_at, excluded.first_at), last_at = greatest(breach_person.last_at, excluded.last_at),
  categories = array(select distinct c from unnest(breach_person.categories || excluded.categories) c order by c)`;

/** Adds whom the next entries of the log concern, and what of them; answers how far it came, null when nothing was left. */
export async function addFromLog(
  db: Transaction,
  assessmentId: string,
  source: BreachSource,
  asOf: Date,
  after: LogPlace,
): Promise<(LogPlace & { readonly entries: number }) | null> {
  const read = await db.first<{ at: string | null; id: string | null; entries: number }>(sql`
    with slice as materialized (
      select e.at, e.id, e.person_ids, e.categories from log_entry e
      where ${entriesOf(source, asOf, sql`e`)} and (e.at, e.id) > (${after.at}::timestamptz, ${after.id}::uuid)
      order by e.at, e.id limit ${BATCH}
    ), looked as (
      select p.id, count(distinct s.id)::int as entries, min(s.at) as first_at, max(s.at) as last_at
      from slice s cross join unnest(s.person_ids) p(id) group by p.id
    ), seen as (
      select p.id, array_agg(distinct c.name order by c.name) as categories
      from slice s cross join unnest(s.person_ids) p(id) cross join unnest(s.categories) c(name) group by p.id
    ), added as (
      insert into breach_person (tenant_id, assessment_id, person_id, categories, entries, first_at, last_at)
      select ${source.tenantId}::uuid, ${assessmentId}::uuid, l.id, coalesce(seen.categories, '{}'), l.entries, l.first_at,
        l.last_at
      from looked l left join seen on seen.id = l.id
      join person p on p.tenant_id = ${source.tenantId}::uuid and p.id = l.id
      on conflict (tenant_id, assessment_id, person_id) ${union}
    )
    select (select count(*)::int from slice) as entries, last.at::text as at, last.id
    from (select 1) one left join (select s.at, s.id from slice s order by s.at desc, s.id desc limit 1) last on true`);
  return read?.at && read.id ? { at: read.at, id: read.id, entries: read.entries } : null;
}

/** The copies of everything that left, by the log; null where there are none. */
export async function copiesOf(db: Transaction, source: BreachSource, asOf: Date): Promise<Everybody | null> {
  const entry = sql`e`;
  const row = await db.first<{ times: Date[] | null; categories: string[] }>(sql`
    select array_agg(e.at order by e.at) as times,
      array(select distinct c from log_entry e cross join unnest(e.categories) c
        where ${entriesOf(source, asOf, entry)} and ${isCopy(entry)}) as categories
    from log_entry e where ${entriesOf(source, asOf, entry)} and ${isCopy(entry)}`);
  return row?.times ? { times: row.times, categories: row.categories, isLogged: true } : null;
}

/** Adds some of those who had a card by then; answers the last one's id, null when nobody was left. */
export async function addEverybody(
  db: Transaction,
  assessmentId: string,
  tenantId: string,
  { categories, times, isLogged }: Everybody,
  after: string,
): Promise<string | null> {
  const wanted = sql`${[...categories]}::text[]`;
  // A copy carries every field of the tenant's own, whatever the log says of its categories.
  const special: Sql = isLogged
    ? sql`(select array_agg(f.category) from field_definition f where f.tenant_id = ${tenantId}::uuid)::text[]`
    : wanted;
  const read = await db.first<{ last: string | null }>(sql`
    with part as materialized (
      select p.tenant_id, p.id, p.field_values, p.created_at from person p
      where p.tenant_id = ${tenantId}::uuid and p.id > ${after}::uuid order by p.id limit ${BATCH}
    ), added as (
      insert into breach_person (tenant_id, assessment_id, person_id, categories, entries, first_at, last_at)
      select p.tenant_id, ${assessmentId}::uuid, p.id, held.categories, case when ${isLogged} then happened.times else 0 end,
        case when ${isLogged} then happened.first_at end, case when ${isLogged} then happened.last_at end
      from part p
      cross join lateral (select count(*)::int as times, min(t) as first_at, max(t) as last_at
        from unnest(${[...times]}::timestamptz[]) t where t >= p.created_at) happened
      cross join lateral (select array(select distinct c
        from unnest(${ordinaryOf(wanted)} || ${specialOf(sql`p`, special)}) c order by c) as categories) held
      where happened.times > 0 and cardinality(held.categories) > 0
      on conflict (tenant_id, assessment_id, person_id) ${union}
    )
    select (select p.id from part p order by p.id desc limit 1) as last`);
  return read?.last ?? null;
}
