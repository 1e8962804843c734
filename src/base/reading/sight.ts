import sql, { join, type Sql } from 'sql-template-tag';
import type { Need } from '../access.js';
import type { Row, RowGuard } from './object-map.js';

/** An element that the selection asks for, and what the viewer needs to see it. */
export interface Asked {
  readonly need: string | Need;
  /** Of which rows the element is part at all; of every row where absent. */
  readonly applies?: Sql;
  /** Whether what was read says by itself of which rows it shows the element. */
  readonly told?: true;
}

/** What is seen of the rows: the same of all, but for what the guard shows of some rows only. */
export interface Sight {
  /** One flag for each condition; null where all rows show the same. */
  readonly column: Sql | null;
  /** The elements that a row shows; the same set for all rows that show the same. */
  readonly of: (row: Row) => ReadonlySet<string>;
}

interface Condition {
  readonly shown: Sql;
  readonly elements: string[];
}

/** Where what a prepared value tells of itself stands in the row. */
export const TOLD = '$told';
export const SIGHT = '$sight';

/** Compiles which of the elements that were asked for a row shows, with one condition for all that it holds for. */
export function compileSight(asked: ReadonlyMap<string, Asked>, guard: RowGuard, alias: Sql): Sight {
  const always: string[] = [];
  const conditions = new Map<string, Condition>();
  for (const [element, { need, told }] of asked) {
    const shown = told ? false : guard.shows(need, alias);
    if (shown === true) always.push(element);
    if (typeof shown === 'boolean') continue;
    const key = JSON.stringify([shown.text, shown.values]);
    const condition = conditions.get(key) ?? { shown, elements: [] };
    condition.elements.push(element);
    conditions.set(key, condition);
  }
  const each = [...conditions.values()];
  const sets = new Map<string, ReadonlySet<string>>();
  return {
    column: each.length > 0 ? sql`array[${join(each.map(({ shown }) => shown))}]::boolean[]` : null,
    of: (row) => {
      const flags = (row[SIGHT] ?? []) as readonly (boolean | null)[];
      const told = (row[TOLD] ?? []) as readonly string[];
      const key = [...flags.map((flag) => (flag ? '1' : '0')), ...told].join();
      const known = sets.get(key);
      if (known) return known;
      const set = new Set([
        ...always,
        ...each.flatMap(({ elements }, index) => (flags[index] ? elements : [])),
        ...told,
      ]);
      sets.set(key, set);
      return set;
    },
  };
}
