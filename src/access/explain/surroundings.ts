import sql, { type Sql } from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { predicateOf } from '../../base/predicate.js';
import type { Question } from './question.js';

/** Rows of each kind that are looked at; a change that opens the least is seldom about the eleventh group. */
const MOST = 10;

export interface NearGroup {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly unitId: string;
  readonly stage: string | null;
}

/** Where a person is found, and so what a scope can be widened to: of the person, and of the pupils whose guardian it is. */
export interface Surroundings {
  readonly personIds: readonly string[];
  readonly groups: readonly NearGroup[];
  readonly units: readonly { readonly id: string; readonly name: string }[];
}

type Asker = Pick<Context, 'db' | 'access'>;

/** Whether who asks may read data of a category of somebody: an explanation tells nothing that they could not look up. */
const told = ({ access }: Asker, category: string, personId: Sql): Sql =>
  predicateOf(access.persons('person.read', personId, { category }));

async function around(asker: Asker, personIds: readonly string[]): Promise<Surroundings> {
  const { db } = asker;
  const { tenantId } = db.scope;
  const [groups, units] = await Promise.all([
    db.many<NearGroup>(sql`select g.id, g.name, g.kind, g.unit_id as "unitId", g.stage from person_group g
      where g.tenant_id = ${tenantId}::uuid and g.archived_at is null and g.id in (select m.group_id from membership m
        where m.tenant_id = ${tenantId}::uuid and m.person_id = any(${[...personIds]}::uuid[]) and m.role = 'MEMBER'
          and (m.starts_on is null or m.starts_on <= current_date) and (m.ends_on is null or m.ends_on >= current_date)
          and ${told(asker, 'MEMBERSHIP', sql`m.person_id`)})
      order by g.name, g.id limit ${MOST}`),
    db.many<{ id: string; name: string }>(sql`select u.id, u.name from unit u
      where u.tenant_id = ${tenantId}::uuid and u.archived_at is null and u.id in (select f.unit_id from affiliation f
        where f.tenant_id = ${tenantId}::uuid and f.person_id = any(${[...personIds]}::uuid[])
          and ${told(asker, 'AFFILIATION', sql`f.person_id`)})
      order by u.name, u.id limit ${MOST}`),
  ]);
  return { personIds, groups, units };
}

/**
 * The surroundings of the person, of the pupils whose guardian the person is, and the groups that the viewer supervises: as far
 * as who asks may know of them.
 */
export async function surroundingsOf(
  asker: Asker,
  { personId, wall: { viewer } }: Question,
): Promise<{ readonly own: Surroundings; readonly pupils: Surroundings; readonly supervised: readonly NearGroup[] }> {
  const { db } = asker;
  const { tenantId } = db.scope;
  const pupils = await db.many<{ id: string }>(sql`select g.pupil_id as id from guardianship g
    where g.tenant_id = ${tenantId}::uuid and g.guardian_id = ${personId}::uuid
      and ${told(asker, 'NAME', sql`g.pupil_id`)} and ${told(asker, 'RELATION', sql`g.pupil_id`)} order by 1 limit ${MOST}`);
  const supervised = await db.many<NearGroup>(sql`select g.id, g.name, g.kind, g.unit_id as "unitId", g.stage
    from person_group g join membership m on m.tenant_id = g.tenant_id and m.group_id = g.id and m.role = 'SUPERVISOR'
    where g.tenant_id = ${tenantId}::uuid and g.archived_at is null and m.person_id = ${viewer.cardId}::uuid
      and (m.starts_on is null or m.starts_on <= current_date) and (m.ends_on is null or m.ends_on >= current_date)
      and ${told(asker, 'MEMBERSHIP', sql`m.person_id`)}
    order by g.name, g.id limit ${MOST}`);
  return {
    own: await around(asker, [personId]),
    pupils: await around(
      asker,
      pupils.map(({ id }) => id),
    ),
    supervised,
  };
}
