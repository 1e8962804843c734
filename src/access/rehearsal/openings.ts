import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Need } from '../../base/access.js';
import type { Transaction } from '../../base/database/transaction.js';
import { predicateOf } from '../../base/predicate.js';
import type { ActionName, DataCategory } from '../../catalogue/index.js';
import type { FieldDefinition } from '../../people/index.js';
import type { PersonWall } from '../wall/person-wall.js';

/** What can be opened of a person: a category to an action, or one of the tenant's own fields to its reading. */
export interface Item {
  readonly action: ActionName;
  readonly category: DataCategory;
  /** Null for what is not a field of the tenant's own. */
  readonly fieldId: string | null;
  readonly need: Need;
}

/** Everything that one of the walls opens of anybody. */
export function itemsOf(walls: readonly PersonWall[], fields: readonly FieldDefinition[]): Item[] {
  const items = new Map<string, Item>();
  for (const [action, categories] of walls.flatMap((wall) => [...wall.opened])) {
    for (const category of categories) {
      items.set(`${action} ${category}`, { action, category, fieldId: null, need: { category } });
    }
  }
  const own = fields
    .filter(({ retiredAt }) => retiredAt === null)
    .map(({ id, category, readableBy }): Item => {
      return { action: 'person.read', category, fieldId: id, need: { category, roles: readableBy } };
    });
  return [...items.values(), ...own];
}

export const keyOf = (predicate: Sql | boolean): string =>
  typeof predicate === 'boolean' ? String(predicate) : JSON.stringify([predicate.text, predicate.values]);

/** What two walls open differently to the same persons. */
export interface Difference {
  readonly items: readonly Item[];
  /** Predicates on `p.id`. */
  readonly gainedBy: Sql;
  readonly lostBy: Sql;
}

/** By which predicates two walls differ: items that differ alike stand together, so that persons are counted once for all. */
export function differences(before: PersonWall, after: PersonWall, items: readonly Item[]): Difference[] {
  const found = new Map<string, { items: Item[]; gainedBy: Sql; lostBy: Sql }>();
  for (const item of items) {
    const [was, is] = [before, after].map((wall) => wall.persons(item.action, sql`p.id`, item.need));
    if (was === undefined || is === undefined || keyOf(was) === keyOf(is)) continue;
    const key = `${keyOf(was)} ${keyOf(is)}`;
    const known = found.get(key);
    if (known) known.items.push(item);
    else found.set(key, { items: [item], gainedBy: only(is, was), lostBy: only(was, is) });
  }
  return [...found.values()];
}

const only = (one: Sql | boolean, other: Sql | boolean): Sql =>
  sql`(${predicateOf(one)} and not ${predicateOf(other)})`;

/** How many persons each predicate on `p.id` holds for, among those that `among` leaves, in one statement. */
export async function countPersons(
  db: Transaction,
  predicates: readonly Sql[],
  among: Sql | boolean,
): Promise<number[]> {
  if (predicates.length === 0) return [];
  const columns = predicates.map((one, index) => sql`count(*) filter (where ${one})::int as ${raw(`c${index}`)}`);
  const row = await db.first<Record<string, number>>(sql`select ${join(columns)} from person p
    where p.tenant_id = ${db.scope.tenantId}::uuid and ${predicateOf(among)}`);
  return predicates.map((_, index) => row?.[`c${index}`] ?? 0);
}

/** How much a wall opens: items, each as often as persons whom it opens them of. */
export async function weightOf(db: Transaction, wall: PersonWall, fields: readonly FieldDefinition[]): Promise<number> {
  const byPredicate = new Map<string, { predicate: Sql | boolean; items: number }>();
  for (const { action, need } of itemsOf([wall], fields)) {
    const predicate = wall.persons(action, sql`p.id`, need);
    const known = byPredicate.get(keyOf(predicate));
    if (known) known.items += 1;
    else byPredicate.set(keyOf(predicate), { predicate, items: 1 });
  }
  const opened = [...byPredicate.values()].filter(({ predicate }) => predicate !== false);
  const counts = await countPersons(
    db,
    opened.map(({ predicate }) => predicateOf(predicate)),
    true,
  );
  return opened.reduce((sum, { items }, index) => sum + items * (counts[index] ?? 0), 0);
}
