import type { Sql } from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { toGlobalId } from '../../base/ids.js';
import type { Viewer } from '../../base/viewer.js';
import { countPersons, type Difference, type Item, keyOf } from './openings.js';
import type { RehearsedAccount, RehearsedOpening } from './rehearsal.types.js';

/** What would change for an account, and how much that is. */
export interface AccountChange {
  readonly personId: string;
  readonly shown: RehearsedAccount;
  readonly gainedCount: number;
  readonly lostCount: number;
}

/** How many persons predicates hold for. Accounts with the same role in the same unit share their counts. */
export class PersonCounts {
  private readonly known = new Map<string, number>();

  constructor(
    private readonly db: Transaction,
    private readonly among: Sql | boolean,
  ) {}

  async of(predicates: readonly Sql[]): Promise<number[]> {
    const unknown = predicates.filter((one) => !this.known.has(keyOf(one)));
    const counts = await countPersons(this.db, unknown, this.among);
    unknown.forEach((one, index) => this.known.set(keyOf(one), counts[index] ?? 0));
    return predicates.map((one) => this.known.get(keyOf(one)) ?? 0);
  }
}

/** What an account would gain and lose; null where that is nothing of anybody. */
export async function changeOf(
  { accountId, cardId }: Viewer,
  found: readonly Difference[],
  counts: PersonCounts,
): Promise<AccountChange | null> {
  if (found.length === 0 || cardId === null) return null;
  const numbers = await counts.of(found.flatMap(({ gainedBy, lostBy }) => [gainedBy, lostBy]));
  const side = (offset: 0 | 1): { readonly openings: RehearsedOpening[]; readonly count: number } => {
    const each = found.map(({ items }, index) => ({ items, persons: numbers[2 * index + offset] ?? 0 }));
    const some = each.filter(({ persons }) => persons > 0);
    return {
      openings: some.flatMap(({ items, persons }) => openingsOf(items, persons)),
      count: some.reduce((sum, { items, persons }) => sum + items.length * persons, 0),
    };
  };
  const [gained, lost] = [side(0), side(1)];
  if (gained.count + lost.count === 0) return null;
  const shown = {
    accountId: toGlobalId('Account', accountId),
    personId: toGlobalId('Person', cardId),
    gained: gained.openings,
    lost: lost.openings,
  };
  return { personId: cardId, shown, gainedCount: gained.count, lostCount: lost.count };
}

const openingsOf = (items: readonly Item[], personCount: number): RehearsedOpening[] =>
  [...Map.groupBy(items, ({ action }) => action)].map(([action, its]) => ({
    action,
    categories: its.filter(({ fieldId }) => fieldId === null).map(({ category }) => category),
    fieldIds: its.flatMap(({ fieldId }) => (fieldId === null ? [] : [toGlobalId('FieldDefinition', fieldId)])),
    personCount,
  }));
