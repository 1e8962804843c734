import sql from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import type { PersonalTable, StoredColumn } from '../../catalogue/index.js';
import { type ForeignKey, readForeignKeys } from '../foreign-keys.js';

/** What the database itself demands of rows, read from its catalogue: in which order they can go, and what can be emptied. */
export class SchemaFacts {
  private constructor(
    readonly foreignKeys: readonly ForeignKey[],
    private readonly checked: ReadonlySet<string>,
    private readonly unique: ReadonlySet<string>,
  ) {}

  static async read(db: Transaction): Promise<SchemaFacts> {
    const columnsOf = (kinds: readonly string[]) =>
      db.many<{ place: string }>(sql`select distinct k.conrelid::regclass || '.' || a.attname as place
        from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
        where k.contype = any(${[...kinds]}::"char"[]) and k.connamespace = 'public'::regnamespace`);
    const [foreignKeys, checked, unique] = [
      await readForeignKeys(db),
      await columnsOf(['c']),
      await columnsOf(['p', 'u', 'f']),
    ];
    const places = (rows: readonly { place: string }[]): Set<string> => new Set(rows.map(({ place }) => place));
    return new SchemaFacts(foreignKeys, places(checked), places(unique));
  }

  /** Those that name others before those that are named. Tables that name each other keep their order. */
  inOrderOfRemoval(tables: readonly PersonalTable[]): readonly PersonalTable[] {
    const ordered: PersonalTable[] = [];
    const entered = new Set<string>();
    const enter = (table: PersonalTable): void => {
      if (entered.has(table.table)) return;
      entered.add(table.table);
      for (const { table: naming } of this.foreignKeys.filter(({ target }) => target === table.table)) {
        const found = tables.find((candidate) => candidate.table === naming);
        if (found) enter(found);
      }
      ordered.push(table);
    };
    for (const table of tables) enter(table);
    return ordered;
  }

  /** The tables whose rows the rows of a table cannot stand without, directly or through others. */
  neededBy(table: string): ReadonlySet<string> {
    const needed = new Set<string>();
    const follow = (name: string): void => {
      for (const { target } of this.foreignKeys.filter((key) => key.table === name && !key.nullable)) {
        if (needed.has(target)) continue;
        needed.add(target);
        follow(target);
      }
    };
    follow(table);
    return needed;
  }

  /** The value with which a column says nothing; undefined where the database takes none. */
  emptyValueOf(table: string, column: StoredColumn): null | '' | '{}' | undefined {
    const place = `${table}.${column.column}`;
    if (column.nullable) return null;
    if (this.unique.has(place) || this.checked.has(place)) return undefined;
    if (column.array || column.type === 'jsonb') return '{}';
    return column.type === 'text' ? '' : undefined;
  }
}
