import sql, { type Sql } from 'sql-template-tag';
import type { Catalogue, PersonalTable, StoredColumn } from '../../catalogue/index.js';
import type { ForeignKey } from '../foreign-keys.js';
import { identifier, type RowQuery } from '../stored-rows.js';

const isReadable = (column: StoredColumn): boolean => column.column !== 'tenant_id';

/** What ends with the person is the person's alone; every other row may tell of somebody else too. */
const isOnePersons = ({ links: [link, ...others] }: PersonalTable): boolean =>
  link?.erasure === 'delete' && !link.many && others.length === 0;

/**
 * The columns of a table in one person's archive: every declared element, and what makes it readable. Keys of other rows
 * and, where a row may tell of others, what it holds beside its declared values stay out.
 */
export function personColumns(table: PersonalTable): readonly StoredColumn[] {
  const whole = isOnePersons(table);
  return table.stored.filter((column) => {
    const { declaration } = column;
    if (!isReadable(column)) return false;
    if (declaration.personal || table.key.includes(column.column)) return true;
    return declaration.reason !== 'key' && (whole || !column.type.startsWith('json'));
  });
}

/** A controller's archive holds every column. */
export const tenantColumns = (table: PersonalTable): readonly StoredColumn[] => table.stored.filter(isReadable);

/** The links through which a row is in the person's archive. */
export const exportedLinks = (table: PersonalTable): PersonalTable['links'] =>
  table.links.filter(({ exported }) => exported !== false);

/** The names of the units, groups and the like that a row's ids stand for, so that an archive can be read by itself. */
export function referenceNames(
  catalogue: Catalogue,
  keys: readonly ForeignKey[],
  table: PersonalTable,
  columns: readonly StoredColumn[],
): NonNullable<RowQuery['extras']> {
  return columns.flatMap(({ column, property }) => {
    const key = keys.find((candidate) => candidate.table === table.table && candidate.column === column);
    const target = catalogue.tenantTables.find((candidate) => candidate.table === key?.target);
    const name = target?.stored.find(({ property: named }) => named === 'name' || named === 'label');
    if (!key || !target || !name || target.links.length > 0) return [];
    const value = (row: Sql): Sql => sql`(select n.${identifier(name.column)} from ${identifier(target.table)} n
      where n.tenant_id = ${row}.tenant_id and n.${identifier(key.targetColumn)} = ${row}.${identifier(column)})`;
    return [{ name: `${property}.name`, value }];
  });
}
