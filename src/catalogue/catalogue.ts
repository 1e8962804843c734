import type { DataSource, EntityMetadata } from 'typeorm';
import type { DataCategory } from './categories.js';
import {
  type ColumnDeclaration,
  declaredColumns,
  declaredExpiry,
  declaredSubjects,
  type PersonalDeclaration,
  type SubjectLink,
} from './declaration.js';
import { fieldElement, isRetention, parseFieldElement, parsePeriod, type TenantField } from './tenant-field.js';

/** One declared element of personal data: a column, or a tenant-defined field. */
export interface Element extends PersonalDeclaration {
  /** Stable name, also a key of the message catalogue: `person.telephone`; of a tenant-defined field {@link fieldElement}. */
  readonly id: string;
  readonly table: string;
  readonly column: string;
  readonly property: string;
  /** Whether the person may correct it: what stands on one's own card and is one's own. */
  readonly correctable: boolean;
  /** The period counts from the end of what the row is about: work, a request, an agreement. */
  readonly fromItsEnd?: true;
  /** What the tenant calls its field; a column's name stands in the message catalogue. */
  readonly label?: string;
}

/** A column as it is stored. */
export interface StoredColumn {
  readonly column: string;
  readonly property: string;
  /** The type in PostgreSQL, without the brackets of an array. */
  readonly type: string;
  readonly array: boolean;
  readonly nullable: boolean;
  readonly declaration: ColumnDeclaration;
}

/** How what a table keeps for a period ends. */
export interface Expiry {
  /** An ISO 8601 duration. */
  readonly period: string;
  /** The time that it counts from; of the row that `through` names, where there is one. */
  readonly from: { readonly column: string; readonly isDate: boolean };
  readonly through: { readonly column: string; readonly table: string } | null;
  readonly end: 'delete' | 'clear';
  /** What is kept for the period. */
  readonly elements: readonly Element[];
}

/** One table, with its elements of personal data and the ways it is about persons. */
export interface PersonalTable {
  readonly table: string;
  /** The columns of the primary key, without the tenant. */
  readonly key: readonly string[];
  readonly stored: readonly StoredColumn[];
  readonly elements: readonly Element[];
  readonly links: readonly (SubjectLink & { readonly column: string; readonly clearsColumns: readonly string[] })[];
  /** Null where nothing is kept for a period, or what ends it is another rule than the declared period. */
  readonly expiry: Expiry | null;
  /** All columns, personal or not, with the declaration of each. */
  readonly columns: ReadonlyMap<string, ColumnDeclaration>;
}

type Entity = abstract new () => object;

/**
 * The catalogue: every declaration of personal data in the schema, read from the entities. Access, self-service, export,
 * erasure, annexes and log all read it; none of them has a list of its own.
 */
export class Catalogue {
  /** The tables that hold personal data. */
  readonly tables: readonly PersonalTable[];
  /** Every table with rows of tenants, personal or not: all that a controller's archive holds. */
  readonly tenantTables: readonly PersonalTable[];
  /** The column that holds the values of tenant-defined fields. */
  readonly fieldColumn: Element;
  private readonly byProperty = new Map<Entity, Map<string, Element>>();
  private readonly byId = new Map<string, Element>();

  constructor(source: DataSource) {
    const tables = source.entityMetadatas.map((entity) => this.read(source, entity));
    this.tables = tables.filter((table) => table.elements.length > 0);
    this.tenantTables = tables
      .filter((table) => table.stored.some(({ column }) => column === 'tenant_id'))
      .sort((a, b) => (a.table < b.table ? -1 : 1));
    const fieldColumn = this.elements.find((element) => element.tenantFields);
    if (!fieldColumn) throw new Error('No column is declared to hold tenant-defined fields');
    this.fieldColumn = fieldColumn;
  }

  /** The element behind an entity's property, or null where the property holds no personal data. */
  element(entity: Entity, property: string): Element | null {
    return this.byProperty.get(entity)?.get(property) ?? null;
  }

  /**
   * The element of a name. A tenant-defined field is answered with its category and what its column declares; purposes and
   * retention of its own stand in its definition ({@link ofField}).
   */
  byName(id: string): Element | null {
    const element = this.byId.get(id);
    if (element) return element;
    const field = parseFieldElement(id);
    return field ? { ...this.fieldColumn, id, category: field.category } : null;
  }

  /** The element that a tenant-defined field is, with the field's own declaration. */
  ofField(field: TenantField): Element {
    const { table, column, property, retention } = this.fieldColumn;
    const [first = 'ADMINISTRATION', ...rest] = field.purposes;
    return {
      id: fieldElement(field),
      table,
      column,
      property,
      category: field.category,
      purposes: [first, ...rest],
      owner: field.correctable ? 'PERSON' : 'CONTROLLER',
      retention: isRetention(field.retention) ? field.retention : retention,
      correctable: field.correctable,
      label: field.label,
      ...(field.type === 'FILE' ? { refersTo: 'Upload' } : {}),
    };
  }

  get elements(): readonly Element[] {
    return [...this.byId.values()];
  }

  /** The categories of some elements, each once. */
  categoriesOf(elements: Iterable<string>): DataCategory[] {
    const found = new Set<DataCategory>();
    for (const id of elements) {
      const category = this.byId.get(id)?.category ?? parseFieldElement(id)?.category;
      if (category) found.add(category);
    }
    return [...found].sort();
  }

  get categories(): readonly DataCategory[] {
    return [...new Set(this.elements.map((element) => element.category))];
  }

  private read(source: DataSource, entity: EntityMetadata): PersonalTable {
    const target = entity.target as Entity;
    const columnOf = (property: string): string => {
      const column = entity.findColumnWithPropertyName(property);
      if (!column) throw new Error(`${entity.name}.${property} is declared but is no column`);
      return column.databaseName;
    };
    const declared = declaredColumns(target);
    const subjects = declaredSubjects(target);
    const isCard = subjects.some(({ property }) => property === 'id');
    const timed = timeOf(source, entity);
    const elements: Element[] = [];
    const properties = new Map<string, Element>();
    for (const [property, declaration] of declared) {
      if (!declaration.personal) continue;
      const element: Element = {
        ...declaration,
        id: `${entity.tableName}.${property}`,
        table: entity.tableName,
        column: columnOf(property),
        property,
        correctable: isCard && declaration.owner === 'PERSON',
        ...(timed?.from.isNullable && parsePeriod(declaration.retention) ? { fromItsEnd: true } : {}),
      };
      elements.push(element);
      properties.set(property, element);
      this.byId.set(element.id, element);
    }
    this.byProperty.set(target, properties);
    return {
      table: entity.tableName,
      key: entity.primaryColumns.map(({ databaseName }) => databaseName).filter((name) => name !== 'tenant_id'),
      stored: entity.columns.map((column) => {
        const declaration = declared.get(column.propertyName);
        if (!declaration) throw new Error(`${entity.name}.${column.propertyName} has no declaration`);
        const { databaseName, propertyName: property, type, isArray: array, isNullable: nullable } = column;
        return { column: databaseName, property, type: String(type), array, nullable, declaration };
      }),
      elements,
      links: subjects.map((link) => ({
        ...link,
        column: columnOf(link.property),
        clearsColumns: (link.clears ?? []).map(columnOf),
      })),
      expiry: expiryOf(source, entity, elements),
      columns: new Map([...declared].map(([property, declaration]) => [columnOf(property), declaration])),
    };
  }
}

/** The time from which a table's period counts, and whose it is; null where the table declares none. */
function timeOf(
  source: DataSource,
  entity: EntityMetadata,
): { from: EntityMetadata['columns'][number]; of: EntityMetadata } | null {
  const rule = declaredExpiry(entity.target as Entity);
  if (!rule) return null;
  const of = rule.through ? source.getMetadata(rule.through.entity()) : entity;
  const from = of.findColumnWithPropertyName(rule.from);
  if (!from) throw new Error(`${entity.name} counts from ${rule.from}, which is no column`);
  return { from, of };
}

/** One rule for a table needs one period, and columns that can be emptied where the row stays. */
function expiryOf(source: DataSource, entity: EntityMetadata, declared: readonly Element[]): Expiry | null {
  const rule = declaredExpiry(entity.target as Entity);
  const timed = timeOf(source, entity);
  if (!rule || !timed) return null;
  const { from, of } = timed;
  const elements = declared.filter(({ retention }) => parsePeriod(retention));
  const [period, ...others] = new Set(elements.map(({ retention }) => retention));
  if (period === undefined || others.length > 0)
    throw new Error(`${entity.name} ends after one period, and declares that`);
  const through = rule.through && entity.findColumnWithPropertyName(rule.through.property);
  const fixed = elements.some(({ property }) => !entity.findColumnWithPropertyName(property)?.isNullable);
  if ((rule.through && !through) || (rule.end === 'clear' && fixed)) {
    throw new Error(`${entity.name} cannot end as it declares`);
  }
  return {
    period,
    from: { column: from.databaseName, isDate: from.type === 'date' },
    through: through ? { column: through.databaseName, table: of.tableName } : null,
    end: rule.end,
    elements,
  };
}
