import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { type Element, fieldElement, parseFieldElement } from '../../catalogue/index.js';
import { fieldDefinitionsOf } from '../../people/index.js';

/** A hold in force. */
export interface Hold {
  readonly id: string;
  readonly category: string | null;
  readonly element: string | null;
  readonly ground: string;
  readonly until: string | null;
}

/** Whether a hold counts today. */
export const isInForce = (hold: Sql): Sql => sql`(${hold}.until is null or ${hold}.until >= current_date)`;

/** The holds on a person that count today. */
export function holdsInForce(db: Transaction, personId: string): Promise<Hold[]> {
  return db.many<Hold>(sql`select id, category, element, ground, until::text as until from legal_hold h
    where tenant_id = ${db.scope.tenantId}::uuid and person_id = ${personId}::uuid
      and ${isInForce(sql`h`)} order by placed_at, id`);
}

/** Which of these persons a hold keeps from having what is of the category taken out; also one that names an element of it. */
export async function personsHeld(
  db: Transaction,
  personIds: readonly string[],
  category: 'FREE_TEXT' | 'FILE',
): Promise<readonly string[]> {
  const places = category === 'FREE_TEXT' ? ['comment.', 'comment_version.'] : ['upload.'];
  const rows = await db.many<{ id: string }>(sql`select distinct person_id as id from legal_hold h
    where tenant_id = ${db.scope.tenantId}::uuid and person_id = any(${[...personIds]}::uuid[]) and ${isInForce(sql`h`)}
      and ((category is null and element is null) or category = ${category}
        or exists (select 1 from unnest(${places}::text[]) place where starts_with(element, place)))`);
  return rows.map(({ id }) => id);
}

export const holdsEverything = ({ category, element }: Hold): boolean => category === null && element === null;

/** The hold under which an element may not be erased. Of the column of tenant-defined fields only those held go by category. */
export const holdOn = (
  holds: readonly Hold[],
  element: Pick<Element, 'id' | 'category' | 'tenantFields'>,
): Hold | undefined =>
  holds.find(
    (hold) =>
      holdsEverything(hold) ||
      hold.element === element.id ||
      (hold.category === element.category && !element.tenantFields),
  );

/** The tenant-defined fields that are held, by id: their values stand together in one column. */
export async function heldFields(db: Transaction, holds: readonly Hold[]): Promise<ReadonlyMap<string, Hold>> {
  const held = new Map<string, Hold>();
  for (const field of await fieldDefinitionsOf(db)) {
    const hold = holdOn(holds, { id: fieldElement(field), category: field.category });
    if (hold) held.set(field.id, hold);
  }
  // A definition may be gone while values of it are still held.
  for (const hold of holds) {
    const named = hold.element ? parseFieldElement(hold.element) : null;
    if (named) held.set(named.id, hold);
  }
  return held;
}
