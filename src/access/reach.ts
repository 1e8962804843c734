import sql, { type Sql } from 'sql-template-tag';
import type { Viewer } from '../base/viewer.js';
import type { Reach } from './roles.js';

const current = (alias: Sql): Sql =>
  sql`(${alias}.starts_on is null or ${alias}.starts_on <= current_date) and (${alias}.ends_on is null or ${alias}.ends_on >= current_date)`;

const supervised = (viewer: Viewer): Sql => sql`select m.person_id from membership s
  join membership m on m.tenant_id = s.tenant_id and m.group_id = s.group_id and m.role = 'MEMBER'
  where s.tenant_id = ${viewer.tenantId}::uuid and s.person_id = ${viewer.personId}::uuid and s.role = 'SUPERVISOR'
    and ${current(sql`s`)} and ${current(sql`m`)}`;

const inUnits = (viewer: Viewer, unitIds: readonly string[]): Sql => sql`select f.person_id from affiliation f
  where f.tenant_id = ${viewer.tenantId}::uuid and f.unit_id = any(${unitIds}::uuid[])`;

const guardiansOf = (viewer: Viewer, pupils: Sql): Sql => sql`select g.guardian_id from guardianship g
  where g.tenant_id = ${viewer.tenantId}::uuid and g.pupil_id in (${pupils})`;

/** A reach as a predicate on an expression that gives a person's id. The one place where rights become SQL. */
export function reachPredicate(reach: Reach, personId: Sql, viewer: Viewer, unitIds: readonly string[]): Sql | boolean {
  const me = sql`${viewer.personId}::uuid`;
  if (reach === 'tenant') return true;
  if (reach === 'unit') return sql`${personId} in (${inUnits(viewer, unitIds)})`;
  if (reach === 'guardians of unit') return sql`${personId} in (${guardiansOf(viewer, inUnits(viewer, unitIds))})`;
  if (viewer.personId === null) return false;
  switch (reach) {
    case 'self':
      return sql`${personId} = ${me}`;
    case 'own pupils':
      return sql`${personId} in (select g.pupil_id from guardianship g
        where g.tenant_id = ${viewer.tenantId}::uuid and g.guardian_id = ${me})`;
    case 'own guardians':
      return sql`${personId} in (${guardiansOf(viewer, me)})`;
    case 'own supervisors':
      return sql`${personId} in (select s.person_id from membership m
        join membership s on s.tenant_id = m.tenant_id and s.group_id = m.group_id and s.role = 'SUPERVISOR'
        where m.tenant_id = ${viewer.tenantId}::uuid and m.person_id = ${me} and m.role = 'MEMBER'
          and ${current(sql`m`)} and ${current(sql`s`)})`;
    case 'supervised':
      return sql`${personId} in (${supervised(viewer)})`;
    case 'guardians of supervised':
      return sql`${personId} in (${guardiansOf(viewer, supervised(viewer))})`;
  }
}
