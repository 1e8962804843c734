import sql, { empty, type Sql } from 'sql-template-tag';
import type { Viewer } from '../base/viewer.js';
import type { Reach, RoleDefinition, Within } from './roles.js';

/** To what the grants of one role limit it. */
export interface HeldScope {
  readonly definition: Pick<RoleDefinition, 'module'>;
  readonly unitIds: readonly string[];
  /** The grants that name chosen groups or people. */
  readonly grantIds: readonly string[];
  readonly stages: readonly string[];
}

const GUARDIANS = 'guardians of ';

const current = (alias: Sql): Sql =>
  sql`(${alias}.starts_on is null or ${alias}.starts_on <= current_date) and (${alias}.ends_on is null or ${alias}.ends_on >= current_date)`;

const membersOf = (viewer: Viewer, groups: Sql): Sql => sql`select m.person_id from membership m
  join person_group g on g.tenant_id = m.tenant_id and g.id = m.group_id
  where m.tenant_id = ${viewer.tenantId}::uuid and m.role = 'MEMBER' and ${current(sql`m`)} and g.archived_at is null
    and (${groups})`;

const guardiansOf = (viewer: Viewer, pupils: Sql): Sql => sql`select g.guardian_id from guardianship g
  where g.tenant_id = ${viewer.tenantId}::uuid and g.pupil_id in (${pupils})`;

/** Who is within a scope, as a subquery of persons' ids. */
const within: Readonly<Record<Within, (viewer: Viewer, scope: HeldScope) => Sql>> = {
  supervised: (viewer) => sql`select m.person_id from membership s
    join membership m on m.tenant_id = s.tenant_id and m.group_id = s.group_id and m.role = 'MEMBER'
    where s.tenant_id = ${viewer.tenantId}::uuid and s.person_id = ${viewer.personId}::uuid and s.role = 'SUPERVISOR'
      and ${current(sql`s`)} and ${current(sql`m`)}`,
  unit: (viewer, { unitIds }) => sql`select f.person_id from affiliation f
    where f.tenant_id = ${viewer.tenantId}::uuid and f.unit_id = any(${[...unitIds]}::uuid[])`,
  groups: (viewer, { grantIds, stages }) =>
    membersOf(
      viewer,
      sql`g.stage = any(${[...stages]}::text[]) or g.id in (select r.group_id from role_scope r
        where r.tenant_id = ${viewer.tenantId}::uuid and r.grant_id = any(${[...grantIds]}::uuid[]))`,
    ),
  module: (viewer, { definition, unitIds }) =>
    membersOf(
      viewer,
      sql`g.kind = ${definition.module}${unitIds.length > 0 ? sql` and g.unit_id = any(${[...unitIds]}::uuid[])` : empty}`,
    ),
  people: (viewer, { grantIds }) => sql`select r.person_id from role_scope r
    where r.tenant_id = ${viewer.tenantId}::uuid and r.grant_id = any(${[...grantIds]}::uuid[])`,
};

type OwnReach = 'self' | 'own pupils' | 'own guardians' | 'own supervisors';

/** With whom a person is tied without any role, as a subquery of persons' ids. */
const tied: Readonly<Record<Exclude<OwnReach, 'self'>, (viewer: Viewer) => Sql>> = {
  'own pupils': ({ tenantId, personId }) => sql`select g.pupil_id from guardianship g
    where g.tenant_id = ${tenantId}::uuid and g.guardian_id = ${personId}::uuid`,
  'own guardians': (viewer) => guardiansOf(viewer, sql`${viewer.personId}::uuid`),
  'own supervisors': ({ tenantId, personId }) => sql`select s.person_id from membership m
    join membership s on s.tenant_id = m.tenant_id and s.group_id = m.group_id and s.role = 'SUPERVISOR'
    where m.tenant_id = ${tenantId}::uuid and m.person_id = ${personId}::uuid and m.role = 'MEMBER'
      and ${current(sql`m`)} and ${current(sql`s`)}`,
};

/** A reach as a predicate on an expression that gives a person's id. The one place where rights become SQL. */
export function reachPredicate(reach: Reach, personId: Sql, viewer: Viewer, scope: HeldScope): Sql | boolean {
  if (reach === 'tenant') return true;
  if (viewer.personId === null) return false;
  if (reach === 'self') return sql`${personId} = ${viewer.personId}::uuid`;
  return sql`${personId} in (${personsWithin(reach, viewer, scope)})`;
}

function personsWithin(reach: Exclude<Reach, 'tenant' | 'self'>, viewer: Viewer, scope: HeldScope): Sql {
  if (isTie(reach)) return tied[reach](viewer);
  if (isScope(reach)) return within[reach](viewer, scope);
  return guardiansOf(viewer, within[reach.slice(GUARDIANS.length) as Within](viewer, scope));
}

const isTie = (reach: string): reach is keyof typeof tied => Object.hasOwn(tied, reach);
const isScope = (reach: string): reach is Within => Object.hasOwn(within, reach);
