import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import type { Catalogue, Element, PersonalTable, StoredColumn } from '../../catalogue/index.js';
import { identifier } from '../stored-rows.js';
import { type Hold, heldFields, holdOn, holdsInForce } from './holds.js';
import { SchemaFacts } from './schema-facts.js';

type Link = PersonalTable['links'][number];

/** What an erasure does with one table's rows about a person; `t` is the table in every condition. */
export interface TableWork {
  readonly table: PersonalTable;
  /** Whether any row of the table can go at all. */
  readonly removes: boolean;
  /** Rows that go. */
  readonly removed: Sql;
  /** Rows that stay without what they tell of the person, for each link. */
  readonly cleared: readonly { readonly link: Link; readonly rows: Sql; readonly columns: readonly StoredColumn[] }[];
  /** Rows that stay as they are, on the ground of their declaration. */
  readonly kept: { readonly rows: Sql; readonly ground: string } | null;
  /** Rows that a hold keeps, or that such a row cannot stand without, with what is emptied in them. */
  readonly retained: {
    readonly rows: Sql;
    readonly held: readonly { readonly element: Element; readonly hold: Hold }[];
    readonly emptied: readonly StoredColumn[];
    /** What the database does not let be emptied. */
    readonly left: readonly Element[];
  } | null;
}

/** The whole of an erasure, table by table, in an order in which the rows can go. */
export interface ErasureWork {
  readonly personId: string;
  readonly holds: readonly Hold[];
  /** The tenant-defined fields whose values are held, by id. */
  readonly fields: ReadonlyMap<string, Hold>;
  readonly tables: readonly TableWork[];
  readonly facts: SchemaFacts;
}

export const ROW = raw('t');

export const columnOf = (column: { readonly column: string }): Sql => sql`${ROW}.${identifier(column.column)}`;

/** Whether a column says something. */
export const saysSomething = (column: { readonly column: string }): Sql =>
  sql`(${columnOf(column)} is not null and ${columnOf(column)}::text not in ('', '{}', '[]'))`;

const matches = (link: Link, personId: string): Sql =>
  link.many ? sql`${columnOf(link)} @> array[${personId}::uuid]` : sql`${columnOf(link)} = ${personId}::uuid`;

const either = (conditions: readonly Sql[]): Sql =>
  conditions.length > 0 ? sql`(${join([...conditions], ' or ')})` : sql`false`;

/** Works out of the declarations, and the holds in force, what an erasure has to do. Nothing is changed by it. */
export async function erasureWork(db: Transaction, catalogue: Catalogue, personId: string): Promise<ErasureWork> {
  const facts = await SchemaFacts.read(db);
  const holds = await holdsInForce(db, personId);
  const fields = await heldFields(db, holds);
  const shells = await retainedTables(db, catalogue, facts, { personId, holds, fields });
  const tables = facts
    .inOrderOfRemoval(catalogue.tables)
    .map((table) => tableWork(catalogue, facts, table, { personId, holds, fields, shells }));
  return { personId, holds, fields, tables, facts };
}

interface Holding {
  readonly personId: string;
  readonly holds: readonly Hold[];
  readonly fields: ReadonlyMap<string, Hold>;
}

const endsWithThePerson = ({ links }: PersonalTable): boolean => links.some(({ erasure }) => erasure !== 'keep');

const touched = (table: PersonalTable, personId: string): Sql =>
  either(table.links.filter(({ erasure }) => erasure !== 'keep').map((link) => matches(link, personId)));

/** Whether a row holds something that is held. */
function holdsSomething(catalogue: Catalogue, table: PersonalTable, { holds, fields }: Holding): Sql {
  const held = table.elements.filter((element) => holdOn(holds, element)).map(saysSomething);
  const own = catalogue.fieldColumn;
  const values =
    table.table === own.table && fields.size > 0 ? [sql`${columnOf(own)} ?| ${[...fields.keys()]}::text[]`] : [];
  return either([...held, ...values]);
}

/** The tables of which rows must stay, for what is held in them or because such rows cannot stand without them. */
async function retainedTables(
  db: Transaction,
  catalogue: Catalogue,
  facts: SchemaFacts,
  holding: Holding,
): Promise<ReadonlySet<string>> {
  const shells = new Set<string>();
  if (holding.holds.length === 0) return shells;
  for (const table of catalogue.tables.filter(endsWithThePerson)) {
    const row =
      await db.first(sql`select 1 from ${identifier(table.table)} t where t.tenant_id = ${db.scope.tenantId}::uuid
      and ${touched(table, holding.personId)} and ${holdsSomething(catalogue, table, holding)} limit 1`);
    if (!row) continue;
    // Whose it is must stay known, or the hold could never be lifted and the rest erased.
    shells.add(catalogue.fieldColumn.table);
    for (const needed of facts.neededBy(table.table)) shells.add(needed);
  }
  return shells;
}

function tableWork(
  catalogue: Catalogue,
  facts: SchemaFacts,
  table: PersonalTable,
  holding: Holding & { readonly shells: ReadonlySet<string> },
): TableWork {
  const { personId, holds, shells } = holding;
  const card = catalogue.fieldColumn.table;
  const stands = shells.has(card) || !facts.neededBy(table.table).has(card);
  const erasureOf = (link: Link): Link['erasure'] => (link.erasure === 'keep' && !stands ? 'delete' : link.erasure);
  const through = (erasure: Link['erasure']): Link[] => table.links.filter((link) => erasureOf(link) === erasure);
  const removable = either(through('delete').map((link) => matches(link, personId)));
  const isShell = shells.has(table.table);
  const held = table.elements.flatMap((element) => {
    const hold = holdOn(holds, element);
    return hold ? [{ element, hold }] : [];
  });
  const mayRetain = endsWithThePerson(table) && (isShell || held.length > 0);
  const retains = mayRetain ? (isShell ? sql`true` : holdsSomething(catalogue, table, holding)) : sql`false`;
  const kept = through('keep');
  const ground = kept.find((link) => link.ground)?.ground;
  const storedOf = (name: string): StoredColumn => {
    const stored = table.stored.find(({ column }) => column === name);
    if (!stored) throw new Error(`${table.table} has no column ${name}`);
    return stored;
  };
  const clears = through('clear');
  const emptiable =
    through('delete').length > 0
      ? table.elements.map(({ column }) => storedOf(column))
      : clears.flatMap(({ clearsColumns }) => clearsColumns.map(storedOf));
  const isHeld = ({ column }: StoredColumn): boolean =>
    held.some(({ element }) => element.column === column) || table.links.some((link) => link.column === column);
  const emptied = emptiable.filter(
    (column) => !isHeld(column) && facts.emptyValueOf(table.table, column) !== undefined,
  );
  const left = table.elements.filter(
    ({ column }) =>
      !emptied.some((one) => one.column === column) && !held.some(({ element }) => element.column === column),
  );
  return {
    table,
    removes: through('delete').length > 0,
    removed: sql`${removable} and not ${retains}`,
    cleared: clears.map((link) => ({
      link,
      rows: sql`${matches(link, personId)} and not ${removable} and not ${retains}`,
      columns: link.clearsColumns.map(storedOf),
    })),
    kept: ground
      ? { rows: sql`${either(kept.map((link) => matches(link, personId)))} and not ${removable}`, ground }
      : null,
    retained: mayRetain ? { rows: sql`${touched(table, personId)} and ${retains}`, held, emptied, left } : null,
  };
}
