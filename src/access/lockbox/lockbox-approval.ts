import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { invalid, notFound } from '../../base/errors.js';
import { uuidOf } from '../../base/ids.js';
import type { ApproveLockboxAccessInput } from './lockbox.inputs.js';
import type { LockedAccess } from './lockbox.service.js';

/** What is opened in the end. */
interface Approved {
  readonly categories: readonly string[];
  readonly unitId: string | null;
  readonly personIds: readonly string[];
  readonly until: Date;
}

/** The UUIDs of people, each once; `field` is the argument in the input. */
export function uuidsOf(globalIds: readonly string[], field: string): string[] {
  const ids = [...new Set(globalIds)].map((id) => uuidOf('Person', id));
  if (ids.includes(null)) throw notFound('input', field);
  return ids as string[];
}

/** What the controller approves of a request: all of it, or less, never more. */
export async function approvedOf(
  context: Context,
  row: LockedAccess,
  input: ApproveLockboxAccessInput,
): Promise<Approved> {
  const categories = [...new Set(input.categories ?? row.askedCategories)].sort();
  if (categories.some((category) => !row.askedCategories.includes(category)))
    throw invalid('lockbox.notAskedFor', ['input', 'categories']);
  const until = input.until ?? row.endsAt;
  if (until <= context.now) throw invalid('role.inThePast', ['input', 'until']);
  if (until > row.endsAt) throw invalid('lockbox.notAskedFor', ['input', 'until']);
  return { categories, until, ...(await peopleOf(context, row, input)) };
}

async function peopleOf(
  context: Context,
  row: LockedAccess,
  { unitId: unit, personIds: persons }: ApproveLockboxAccessInput,
): Promise<Pick<Approved, 'unitId' | 'personIds'>> {
  if (persons != null) {
    if (unit != null) throw invalid('lockbox.unitOrPeople', ['input', 'personIds']);
    const personIds = uuidsOf(persons, 'personIds');
    await context.access.requirePersons('person.read', personIds, 'personIds');
    await requireAskedFor(context, row, personIds);
    return { unitId: null, personIds };
  }
  if (row.askedPersons > 0) {
    if (unit != null) throw invalid('lockbox.notAskedFor', ['input', 'unitId']);
    const personIds = await askedOf(context, row.id);
    if (personIds.length === 0) throw invalid('lockbox.nobody', ['input', 'personIds']);
    return { unitId: null, personIds };
  }
  const unitId = unit == null ? row.askedUnitId : uuidOf('Unit', unit);
  if (unitId === null)
    throw unit == null ? invalid('lockbox.nobody', ['input', 'personIds']) : notFound('input', 'unitId');
  if (row.askedUnitId !== null && unitId !== row.askedUnitId) throw invalid('lockbox.notAskedFor', ['input', 'unitId']);
  const { db, viewer } = context;
  const known = await db.first(
    sql`select 1 from unit where tenant_id = ${viewer.tenantId}::uuid and id = ${unitId}::uuid`,
  );
  if (!known) throw notFound('input', 'unitId');
  return { unitId, personIds: [] };
}

const askedOf = async ({ db, viewer }: Context, accessId: string): Promise<string[]> => {
  const rows = await db.many<{ id: string }>(sql`select person_id as id from lockbox_person
    where tenant_id = ${viewer.tenantId}::uuid and access_id = ${accessId}::uuid and is_asked`);
  return rows.map(({ id }) => id);
};

/** People who are named instead are among those who were asked for, or belong to the unit that was. */
async function requireAskedFor(context: Context, row: LockedAccess, personIds: readonly string[]): Promise<void> {
  const { db, viewer } = context;
  if (row.askedPersons > 0) {
    const asked = await askedOf(context, row.id);
    if (personIds.some((id) => !asked.includes(id))) throw invalid('lockbox.notAskedFor', ['input', 'personIds']);
  } else if (row.askedUnitId !== null) {
    const inUnit = await db.first<{ count: number }>(sql`select count(*)::int as count from affiliation
      where tenant_id = ${viewer.tenantId}::uuid and unit_id = ${row.askedUnitId}::uuid
        and person_id = any(${[...personIds]}::uuid[])`);
    if (inUnit?.count !== personIds.length) throw invalid('lockbox.notAskedFor', ['input', 'personIds']);
  }
}
