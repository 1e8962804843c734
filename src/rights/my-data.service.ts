import { createHash } from 'node:crypto';
import sql, { join } from 'sql-template-tag';
import { looksOf, writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import type { Transaction } from '../base/database/transaction.js';
import type { ObjectMaps } from '../base/reading/index.js';
import {
  type Catalogue,
  describeElement,
  type Element,
  type PersonalTable,
  type TenantField,
} from '../catalogue/index.js';
import { fieldDefinitionsOf } from '../people/index.js';
import { exportedLinks, referenceNames } from './export/archive-columns.js';
import { KnownPersons } from './export/known-persons.js';
import { readForeignKeys } from './foreign-keys.js';
import type { MyDataItem } from './my-data.types.js';
import { heldValues } from './my-data.values.js';
import { identifier, linksPerson, type StoredRow, storedRows } from './stored-rows.js';
import { type Names, namesOf } from './value-words.js';

/** How many records of each kind are shown with their values; the export holds all. */
const NEWEST = 100;

/** The log has a query of its own, which says who looked instead of repeating what was looked at. */
const shownApart = new Set(['log_entry']);

/** What is read beside the declared elements, because it says which source system owns them. */
const sources = new Set(['source', 'valueSources']);

/**
 * Everything held on the viewer, read from the catalogue alone: an element or a field that is declared anywhere is here
 * by itself. Nothing is withheld from the person whom it is about.
 */
export class MyDataService {
  private readonly reads = new WeakMap<Transaction, Promise<MyDataItem[]>>();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly maps: ObjectMaps,
  ) {}

  /** Read once in a request, however often it is asked for: it takes some statements for each table. */
  read(context: Context): Promise<MyDataItem[]> {
    const known = this.reads.get(context.db) ?? this.readAll(context);
    this.reads.set(context.db, known);
    return known;
  }

  private async readAll(context: Context): Promise<MyDataItem[]> {
    const { personId } = context.viewer;
    if (!personId) return [];
    await context.access.requirePersons('person.read', [personId], 'personId');
    const fields = await fieldDefinitionsOf(context.db);
    const tables = this.catalogue.tables.filter(
      (table) => exportedLinks(table).length > 0 && !shownApart.has(table.table),
    );
    const counts = await this.count(context, personId, tables);
    const names = await namesOf(context.db, personId);
    const records = await this.newestRecords(context, personId, tables, counts);
    return tables.flatMap((table, index) =>
      this.itemsOf(context, personId, table, records[index] ?? [], fields, counts[index] ?? 0, names),
    );
  }

  private async count(context: Context, personId: string, tables: readonly PersonalTable[]): Promise<number[]> {
    const row = await context.db.first<{ counts: number[] }>(
      sql`select array[${join(
        tables.map(
          (table) => sql`(select count(*)::int from ${identifier(table.table)} t
          where t.tenant_id = ${context.viewer.tenantId}::uuid and ${linksPerson(about(table), sql`t`, personId)})`,
        ),
      )}] as counts`,
    );
    return row?.counts ?? [];
  }

  /** The newest records of each table, with other persons reduced to the names of those whom the viewer may know. */
  private async newestRecords(
    context: Context,
    personId: string,
    tables: readonly PersonalTable[],
    counts: readonly number[],
  ): Promise<StoredRow[][]> {
    const keys = await readForeignKeys(context.db);
    const known = new KnownPersons(context.db, personId, this.catalogue, this.maps);
    const records: StoredRow[][] = [];
    for (const [index, table] of tables.entries()) {
      const rows: StoredRow[] = [];
      records.push(rows);
      if (!counts[index]) continue;
      const columns = table.stored.filter(
        ({ column, property, declaration }) =>
          column !== 'tenant_id' && (declaration.personal || table.key.includes(column) || sources.has(property)),
      );
      const query = {
        table,
        columns,
        extras: referenceNames(this.catalogue, keys, table, columns),
        where: (row: Parameters<typeof linksPerson>[1]) => linksPerson(about(table), row, personId),
        newest: NEWEST,
      };
      for await (const batch of storedRows(context.db, query)) rows.push(...(await known.reduceNamed(table, batch)));
      await this.logLooks(context, personId, table, rows);
    }
    return records;
  }

  /** The name of another person is read with one's own data: that is a look like any other. */
  private async logLooks(
    context: Context,
    personId: string,
    table: PersonalTable,
    rows: readonly StoredRow[],
  ): Promise<void> {
    const seen = new Map<string, string[]>();
    for (const { property } of table.links) {
      for (const id of rows.flatMap((row) => (row[`${property}.name`] === undefined ? [] : row[property]))) {
        if (typeof id !== 'string' || id === personId) continue;
        const elements = seen.get(id) ?? ['person.familyName', 'person.givenName'];
        seen.set(id, [...elements, `${table.table}.${property}`]);
      }
    }
    const events = looksOf(seen).map(({ personIds, seen: elements }) => {
      const categories = this.catalogue.categoriesOf(elements);
      return { action: 'person.read' as const, personIds, categories, details: { elements } };
    });
    await writeLog(context, ...events);
  }

  private itemsOf(
    context: Context,
    personId: string,
    table: PersonalTable,
    rows: readonly StoredRow[],
    fields: readonly TenantField[],
    recordCount: number,
    names: Names,
  ): MyDataItem[] {
    const items = new Map<string, MyDataItem>();
    for (const row of rows) {
      const record = recordOf(table, row);
      for (const { element, value, label, source } of heldValues(
        this.catalogue,
        table,
        row,
        fields,
        personId,
        context,
        names,
      )) {
        const key = JSON.stringify([element.id, source]);
        const item = items.get(key) ?? toItem(context, element, source, recordCount);
        items.set(key, item);
        item.values.push(value);
        item.valueLabels.push(label);
        item.records.push(record);
      }
    }
    return [...items.values()];
  }
}

const about = (table: PersonalTable): PersonalTable => ({ ...table, links: exportedLinks(table) });

const toItem = (context: Context, element: Element, source: string | null, recordCount: number): MyDataItem => {
  const words = describeElement(context, element);
  const correctable = words.correctable && source === null;
  return { ...words, element: element.id, source, correctable, values: [], valueLabels: [], records: [], recordCount };
};

/** A name for a record that says nothing by itself, because keys may be made of other records' ids. */
const recordOf = (table: PersonalTable, row: StoredRow): string =>
  createHash('sha256')
    .update(JSON.stringify([table.table, ...keyOf(table, row)]))
    .digest('base64url')
    .slice(0, 22);

const keyOf = (table: PersonalTable, row: StoredRow): unknown[] =>
  table.stored.filter(({ column }) => table.key.includes(column)).map(({ property }) => row[property]);
