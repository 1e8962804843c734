import sql, { raw, type Sql } from 'sql-template-tag';
import type { BulkTransaction } from '../base/database/bulk.js';
import type { OneRosterSet } from './oneroster/index.js';
import type { ProblemCollector } from './problem-collector.js';
import type { RosterExtent } from './roster-apply.js';

/** The kinds of refused rows, and the files in which they stand. */
const FILES = {
  user: 'users',
  role: 'roles',
  class: 'classes',
  enrollment: 'enrollments',
  demographics: 'demographics',
} as const;
type Kind = keyof typeof FILES;

/** Values of a person that a source may give beside the name: the column, and the property that is marked with the source. */
const VALUES = [
  ['preferred_name', 'preferredName'],
  ['email', 'email'],
  ['telephone', 'telephone'],
  ['identifier', 'identifier'],
] as const;

/**
 * What the set says everything about. A file with a row that was refused without telling whose it is (or without any
 * header) is not whole: nothing is taken for missing from it, and a note says so.
 */
export async function readExtent(
  bulk: BulkTransaction,
  set: OneRosterSet,
  problems: ProblemCollector,
): Promise<RosterExtent> {
  const rows = await bulk.many<{ kind: Kind }>(sql`select distinct kind from in_refused
    where source_id is null and kind = any(${Object.keys(FILES)}::text[]) order by kind`);
  const unclear = new Set(rows.map(({ kind }) => kind));
  for (const kind of unclear) {
    problems.add([], [{ file: `${FILES[kind]}.csv`, code: 'ROW_WITHOUT_IDENTIFIER', names: [] }]);
  }
  const isWhole = (kind: Kind): boolean =>
    set.has(FILES[kind]) && set.mode(FILES[kind]) === 'bulk' && !unclear.has(kind);
  return {
    users: isWhole('user'),
    classes: isWhole('class'),
    enrollments: isWhole('enrollment'),
    demographics: isWhole('demographics'),
    links: !unclear.has('user'),
    roles: !unclear.has('role'),
  };
}

/** Gives the staged rows the stored values where the set's own were rejected: a bad value erases no good one. */
export async function keepStored(bulk: BulkTransaction, source: string, extent: RosterExtent): Promise<void> {
  const stored = (table: string, row: string): Sql =>
    sql`${raw(table)}.tenant_id = ${bulk.tenantId}::uuid and ${raw(table)}.source = ${source}
      and ${raw(table)}.source_id = ${raw(row)}.source_id`;
  // What somebody here entered is not touched by a source that gives nothing.
  const values = VALUES.map(
    ([column, property]) => sql`${raw(column)} = coalesce(i.${raw(column)}, case when ${property} = any(k.properties)
      and p.value_sources ->> ${property} = ${source} then p.${raw(column)} end)`,
  );
  await bulk.run(sql`update in_user i set ${values.reduce((all, value) => sql`${all}, ${value}`)}
    from person p, (select source_id, array_agg(property) as properties from in_kept group by source_id) k
    where ${stored('p', 'i')} and k.source_id = i.source_id`);
  await bulk.run(sql`update in_user i set register = p.register from person p
    where ${stored('p', 'i')} and (${!extent.roles}
      or exists (select 1 from in_refused r where r.kind = 'role' and r.source_id = i.source_id))`);
  await bulk.run(sql`delete from in_demographics d where d.birth_date is null
    and exists (select 1 from in_kept k where k.source_id = d.user_id and k.property = 'birthDate')`);
  await bulk.run(sql`insert into in_demographics (user_id, birth_date)
    select p.source_id, p.birth_date from person p join in_user i on ${stored('p', 'i')}
    where p.birth_date is not null and p.value_sources ->> 'birthDate' = ${source}
      and not exists (select 1 from in_demographics d where d.user_id = p.source_id)
      and (${!extent.demographics}
        or exists (select 1 from in_kept k where k.source_id = p.source_id and k.property = 'birthDate')
        or exists (select 1 from in_refused r where r.kind = 'demographics' and r.source_id = p.source_id))`);
  await bulk.run(sql`update in_class c set stage = g.stage from person_group g
    where ${stored('g', 'c')} and c.stage is null
      and exists (select 1 from in_kept k where k.source_id = c.source_id and k.property = 'stage')`);
}
