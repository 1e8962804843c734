import sql, { empty, type Sql } from 'sql-template-tag';
import type { Viewer } from '../../base/viewer.js';
import type { Reach, RoleDefinition, Within } from '../roles.js';

/** To what the grants of one role limit it. */
export interface HeldScope {
  readonly definition: Pick<RoleDefinition, 'module'>;
  readonly unitIds: readonly string[];
  /** The unit to which the request is narrowed: nobody is reached who does not belong to it. */
  readonly within: string | null;
  /** The grants that name chosen groups or people. */
  readonly grantIds: readonly string[];
  readonly stages: readonly string[];
}

const GUARDIANS = 'guardians of ';
const STUDENTS = 'students of ';

const current = (alias: Sql): Sql =>
  sql`(${alias}.starts_on is null or ${alias}.starts_on <= current_date) and (${alias}.ends_on is null or ${alias}.ends_on >= current_date)`;

/**
 * Who is within a reach: rows that each put a person within it, and what does so. The wall asks for the persons alone; an
 * explanation also for the group or unit, since when it is so, and the pupil through whom.
 */
interface Source {
  readonly person: Sql;
  readonly group?: Sql;
  readonly unit?: Sql;
  /** A date. */
  readonly since?: Sql;
  readonly pupil?: Sql;
  /** From `from` on. */
  readonly rows: Sql;
}

const personsOf = ({ person, rows }: Source): Sql => sql`select ${person} ${rows}`;

const membersOf = (viewer: Viewer, groups: Sql): Source => ({
  person: sql`m.person_id`,
  group: sql`g.id`,
  since: sql`m.starts_on`,
  rows: sql`from membership m
  join person_group g on g.tenant_id = m.tenant_id and g.id = m.group_id
  where m.tenant_id = ${viewer.tenantId}::uuid and m.role = 'MEMBER' and ${current(sql`m`)} and g.archived_at is null
    and (${groups})`,
});

/** Only as long as the pupil is one: a guardian is known for the pupil's sake alone. */
const guardiansOf = (viewer: Viewer, pupils: Sql): Source => ({
  person: sql`gs.guardian_id`,
  pupil: sql`gs.pupil_id`,
  rows: sql`from guardianship gs
    join person pu on pu.tenant_id = gs.tenant_id and pu.id = gs.pupil_id and pu.status = 'active'
    where gs.tenant_id = ${viewer.tenantId}::uuid and gs.pupil_id in (${pupils})`,
});

const unitsMembers = ({ tenantId }: Viewer, unitIds: readonly string[]): Source => ({
  person: sql`f.person_id`,
  unit: sql`f.unit_id`,
  rows: sql`from affiliation f where f.tenant_id = ${tenantId}::uuid and f.unit_id = any(${[...unitIds]}::uuid[])`,
});

const everybodyOf = ({ tenantId }: Viewer): Source => ({
  person: sql`pe.id`,
  rows: sql`from person pe where pe.tenant_id = ${tenantId}::uuid`,
});

/** Those alone who belong to the unit to which the request is narrowed. */
const narrowedTo = ({ tenantId }: Viewer, { within: unitId }: Pick<HeldScope, 'within'>, all: Source): Source =>
  unitId === null
    ? all
    : {
        ...all,
        rows: sql`${all.rows} and ${all.person} in (select fu.person_id from affiliation fu
          where fu.tenant_id = ${tenantId}::uuid and fu.unit_id = ${unitId}::uuid)`,
      };

const studentsOf = ({ tenantId }: Viewer): Source => ({
  person: sql`st.id`,
  rows: sql`from person st where st.tenant_id = ${tenantId}::uuid and st.register = 'STUDENT'`,
});

const studentsAmong = (viewer: Viewer, among: Source): Source => ({
  ...among,
  rows: sql`${among.rows} and ${among.person} in (${personsOf(studentsOf(viewer))})`,
});

const within: Readonly<Record<Within, (viewer: Viewer, scope: HeldScope) => Source>> = {
  supervised: (viewer) => ({
    person: sql`m.person_id`,
    group: sql`s.group_id`,
    since: sql`s.starts_on`,
    rows: sql`from membership s
    join membership m on m.tenant_id = s.tenant_id and m.group_id = s.group_id and m.role = 'MEMBER'
    where s.tenant_id = ${viewer.tenantId}::uuid and s.person_id = ${viewer.cardId}::uuid and s.role = 'SUPERVISOR'
      and ${current(sql`s`)} and ${current(sql`m`)}`,
  }),
  unit: (viewer, { unitIds }) => unitsMembers(viewer, unitIds),
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
  people: (viewer, { grantIds }) => ({
    person: sql`r.person_id`,
    rows: sql`from role_scope r
    where r.tenant_id = ${viewer.tenantId}::uuid and r.grant_id = any(${[...grantIds]}::uuid[])`,
  }),
  self: ({ tenantId, personId }) => ({
    person: sql`own.id`,
    rows: sql`from person own where own.tenant_id = ${tenantId}::uuid and own.id = ${personId}::uuid`,
  }),
};

/** Whom a controller let the processor's staff read, one by one. */
const lockboxPersons = ({ tenantId, lockbox }: Viewer): Source => ({
  person: sql`lp.person_id`,
  rows: sql`from lockbox_person lp where lp.tenant_id = ${tenantId}::uuid and lp.access_id = ${lockbox?.id ?? null}::uuid
    and lp.is_granted`,
});

type OwnReach = 'self' | 'own pupils' | 'own guardians' | 'own supervisors';

/** With whom a person is tied without any role. */
const tied: Readonly<Record<Exclude<OwnReach, 'self'>, (viewer: Viewer) => Source>> = {
  'own pupils': ({ tenantId, personId }) => ({
    person: sql`gs.pupil_id`,
    rows: sql`from guardianship gs where gs.tenant_id = ${tenantId}::uuid and gs.guardian_id = ${personId}::uuid`,
  }),
  'own guardians': (viewer) => guardiansOf(viewer, sql`${viewer.personId}::uuid`),
  'own supervisors': ({ tenantId, personId }) => ({
    person: sql`s.person_id`,
    group: sql`s.group_id`,
    since: sql`s.starts_on`,
    rows: sql`from membership m
    join membership s on s.tenant_id = m.tenant_id and s.group_id = m.group_id and s.role = 'SUPERVISOR'
    where m.tenant_id = ${tenantId}::uuid and m.person_id = ${personId}::uuid and m.role = 'MEMBER'
      and ${current(sql`m`)} and ${current(sql`s`)}`,
  }),
};

/** A reach as a predicate on an expression that gives a person's id. The one place where rights become SQL. */
export function reachPredicate(reach: Reach, personId: Sql, viewer: Viewer, scope: HeldScope): Sql | boolean {
  if (scope.within === null && isEverybody(reach)) return true;
  if (viewer.cardId === null && viewer.lockbox === null) return false;
  if (reach === 'self') return sql`${personId} = ${viewer.personId}::uuid`;
  return sql`${personId} in (${personsOf(sourceOf(reach, viewer, scope))})`;
}

/**
 * What puts a person within a reach: rows of (groupId, unitId, since, pupilId), each null where the reach knows none. Null
 * where no row is needed: everybody is within it, or oneself.
 */
export function reachRows(reach: Reach, personId: string, viewer: Viewer, scope: HeldScope): Sql | null {
  if (reach === 'self' || (scope.within === null && isEverybody(reach))) return null;
  const { person, group, unit, since, pupil, rows } = sourceOf(reach, viewer, scope);
  const own = sql`select ${group ?? sql`null::uuid`} as "groupId", ${unit ?? sql`null::uuid`} as "unitId",
    ${since ?? sql`null::date`}::text as since, ${pupil ?? sql`null::uuid`} as "pupilId" ${rows} and ${person} = ${personId}::uuid`;
  const inner = innerOf(GUARDIANS, reach);
  if (inner === null) return own;
  const through = narrowedTo(viewer, scope, scopeOf(inner, viewer, scope));
  return sql`select w."groupId", w."unitId", w.since, g.pupil_id as "pupilId" from guardianship g
    join (select ${through.person} as "personId", ${through.group ?? sql`null::uuid`} as "groupId",
        ${through.unit ?? sql`null::uuid`} as "unitId", ${through.since ?? sql`null::date`}::text as since ${through.rows}) w
      on w."personId" = g.pupil_id
    where g.tenant_id = ${viewer.tenantId}::uuid and g.guardian_id = ${personId}::uuid`;
}

function sourceOf(reach: Exclude<Reach, 'self'>, viewer: Viewer, scope: HeldScope): Source {
  if (isTie(reach)) return tied[reach](viewer);
  const pupils = innerOf(GUARDIANS, reach);
  if (pupils) return guardiansOf(viewer, personsOf(narrowedTo(viewer, scope, scopeOf(pupils, viewer, scope))));
  return narrowedTo(viewer, scope, scopeOf(reach, viewer, scope));
}

function scopeOf(reach: string, viewer: Viewer, scope: HeldScope): Source {
  const everybody = scope.within === null ? everybodyOf(viewer) : unitsMembers(viewer, [scope.within]);
  if (reach === 'tenant') return everybody;
  if (reach === 'lockbox') return lockboxPersons(viewer);
  if (reach === 'students') return studentsAmong(viewer, everybody);
  const students = innerOf(STUDENTS, reach);
  return students ? studentsAmong(viewer, scopeOf(students, viewer, scope)) : within[reach as Within](viewer, scope);
}

/** Of `guardians of supervised`, whose guardians. */
const innerOf = (prefix: string, reach: string): string | null =>
  reach.startsWith(prefix) ? reach.slice(prefix.length) : null;

/** A right over guardians in the whole tenant is one over everybody: it need not be known whose guardian somebody is. */
const isEverybody = (reach: Reach): boolean => reach === 'tenant' || reach === 'guardians of tenant';

const isTie = (reach: string): reach is keyof typeof tied => Object.hasOwn(tied, reach);
