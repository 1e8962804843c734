import sql, { join, type Sql } from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { toGlobalId } from '../../base/ids.js';
import { predicateOf } from '../../base/predicate.js';
import { coversAll, type Held, heldBy, type Scoped } from '../wall/held-role.js';
import { reachPredicate, reachRows } from '../wall/reach.js';
import type { AccessEvidence } from './explain.types.js';
import type { GrantRow } from './grants.js';
import type { Question } from './question.js';

const EVIDENCE = 20;

/** One reach of a role as one grant of it limits it, or as a role has it that nobody granted. */
export interface Way extends Scoped {
  readonly grant: GrantRow | null;
}

/** The wall's own ways to what is asked, grant by grant. */
export function waysOf({ wall, action, needs }: Question, grants: readonly GrantRow[]): Way[] {
  return wall.ways(action, needs).flatMap(({ role, scope }): Way[] => {
    const own = grants.filter(({ grantId }) => role.grantIds.includes(grantId));
    if (own.length === 0) return [{ role, scope, grant: null }];
    return own.map((grant) => {
      const one = { ...heldBy(role.name, role.definition, [grant]), within: role.within };
      return { role: one, scope, grant };
    });
  });
}

/** The ways that a role would be if its grant had effect. */
export const waysIfInEffect = ({ action, needs }: Question, role: Held, grant: GrantRow | null): Way[] =>
  role.definition.persons
    .filter((scope) => coversAll(role, scope, action, needs))
    .map((scope) => ({ role, scope, grant }));

/** Whether the wall allows it, and which ways reach the person, in one statement. */
export async function judged(
  { db }: Context,
  { wall, action, needs, personId }: Question,
  ways: readonly Way[],
): Promise<{ readonly isAllowed: boolean; readonly reaching: ReadonlySet<Way> }> {
  const each = ways.map(({ role, scope }) => reachPredicate(scope.reach, sql`p.id`, wall.viewer, role));
  const all: Sql[] = [wall.reached(action, needs, sql`p.id`), ...each].map(predicateOf);
  const row = await db.first<{ answers: boolean[] }>(sql`select array[${join(all)}] as answers from person p
    where p.tenant_id = ${db.scope.tenantId}::uuid and p.id = ${personId}::uuid`);
  const [isAllowed = false, ...reaches] = row?.answers ?? [];
  return { isAllowed, reaching: new Set(ways.filter((_, index) => reaches[index])) };
}

/**
 * The rows by which a way reaches the person. Those pupils, groups and units alone are named of which the asker may know that
 * they are the person's.
 */
export async function evidenceOf(
  { db, access }: Context,
  { wall, personId }: Question,
  { role, scope }: Way,
): Promise<AccessEvidence[]> {
  const rows = reachRows(scope.reach, personId, wall.viewer, role);
  if (rows === null) return [];
  const reads = (category: string, person: Sql): Sql =>
    predicateOf(access.persons('person.read', person, { category }));
  const [pupil, subject] = [sql`w."pupilId"`, sql`coalesce(w."pupilId", ${personId}::uuid)`];
  const seen = sql`(${reads('NAME', pupil)} and ${reads('RELATION', pupil)})`;
  // A group tells of who is in it, and a unit of whose it is.
  const placed = sql`case when w."groupId" is not null then ${reads('MEMBERSHIP', subject)}
    else ${reads('AFFILIATION', subject)} end`;
  const found = await db.many<AccessEvidence>(sql`select distinct case when t.told then w."groupId" end as "groupId",
      case when t.told then w."unitId" end as "unitId", case when t.told then w.since end as since,
      case when ${seen} then w."pupilId" end as "pupilId", case when t.told then coalesce(g.name, u.name) end as name
    from (${rows}) w
      left join person_group g on g.tenant_id = ${db.scope.tenantId}::uuid and g.id = w."groupId"
      left join unit u on u.tenant_id = ${db.scope.tenantId}::uuid and u.id = w."unitId"
      cross join lateral (select ${placed} as told) t
    order by 5, 1, 2, 4 limit ${EVIDENCE}`);
  return found.map(({ groupId, unitId, pupilId, ...row }) => ({
    ...row,
    groupId: groupId && toGlobalId('Group', groupId),
    unitId: unitId && toGlobalId('Unit', unitId),
    pupilId: pupilId && toGlobalId('Person', pupilId),
  }));
}
