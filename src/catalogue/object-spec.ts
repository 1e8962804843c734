import type { Sql } from 'sql-template-tag';
import type { DataSource } from 'typeorm';
import type { Access } from '../base/access.js';
import type { ColumnField, FieldMap, ObjectMap, ObjectMaps, SortKey } from '../base/reading/index.js';
import type { NamedPersons, PreparedField, RelationField } from '../base/reading/object-map.js';
import type { ActionName } from './actions.js';
import type { DataCategory } from './categories.js';
import { declaredColumns, declaredSubjects } from './declaration.js';

type EntityClass<E> = abstract new () => E;
type Property<E> = Extract<keyof E, string>;

/** A relation as a domain declares it; `element` is the property of the object's own entity or another's `table.property`. */
export type RelationSpec = Omit<RelationField, 'kind'>;

export interface ComputedSpec<E> {
  readonly from: readonly Property<E>[];
  readonly value: (values: readonly unknown[], context: never) => unknown;
}

/**
 * How a GraphQL object is read. Columns are named by the entity's properties, so that what the catalogue declares of a
 * property guards the field.
 */
export interface ObjectSpec<E> {
  readonly type: string;
  readonly entity: EntityClass<E>;
  /** The property that is the row's id; `id` where it is not said. */
  readonly id?: Property<E>;
  /** The property that names the person whom a row is about. */
  readonly subject?: Property<E>;
  /** The property without which a row is not shown at all. */
  readonly element?: Property<E>;
  readonly rows?: (access: Access, alias: Sql) => Sql | boolean;
  /** The right over `subject` by which `rows` shows a row of somebody else. */
  readonly readBy?: { readonly action: ActionName; readonly category: DataCategory };
  /** For rows that are about whoever they name; `elements` are properties. Who lists such rows logs the look at them. */
  readonly named?: { readonly ids: (alias: Sql) => Sql; readonly elements: readonly Property<E>[] };
  /** Not narrowed to the viewer's tenant: for the platform's lists of tenants, whose `rows` then say who sees which. */
  readonly acrossTenants?: true;
  /** GraphQL fields that are columns: the property of the same name, or `{ field: property }`. */
  readonly columns: readonly (Property<E> | Readonly<Record<string, Property<E>>>)[];
  readonly relations?: Readonly<Record<string, RelationSpec>>;
  readonly computed?: Readonly<Record<string, ComputedSpec<E>>>;
  readonly prepared?: Readonly<Record<string, PreparedField['prepare']>>;
  readonly withheld?: (elements: readonly string[], context: never) => unknown;
  /** Sort orders by their name in the API; the first is the default. */
  readonly sorts?: Readonly<Record<string, readonly SortSpec<Property<E>>[]>>;
}

type SortSpec<Named> = Omit<SortKey, 'column' | 'element'> & { readonly property: Named };

/** Further fields of an object that another domain owns. */
export interface ObjectExtension {
  readonly type: string;
  readonly relations?: Readonly<Record<string, RelationSpec>>;
  readonly prepared?: Readonly<Record<string, PreparedField['prepare']>>;
}

/** Resolves what the domains declared into the maps that compiled reads work with. */
export function mapObjects(
  source: DataSource,
  maps: ObjectMaps,
  specs: readonly ObjectSpec<never>[],
  extensions: readonly ObjectExtension[],
): void {
  for (const spec of specs) {
    const more = extensions.filter((extension) => extension.type === spec.type);
    const relations = merged(spec.relations, ...more.map((extension) => extension.relations));
    const prepared = merged(spec.prepared, ...more.map((extension) => extension.prepared));
    maps.add(mapObject(source, { ...spec, relations, prepared }));
  }
}

const merged = <T>(...parts: readonly (Readonly<Record<string, T>> | undefined)[]): Record<string, T> =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part ?? {})));

function mapObject(source: DataSource, spec: ObjectSpec<never>): ObjectMap {
  const entity = source.getMetadata(spec.entity as never);
  const declared = declaredColumns(spec.entity);
  const columnOf = (property: string): string => {
    const column = entity.findColumnWithPropertyName(property);
    if (!column) throw new Error(`${entity.name}.${property} is no column`);
    return column.databaseName;
  };
  const elementOf = (property: string): string | null => {
    const declaration = declared.get(property);
    if (!declaration) throw new Error(`${entity.name}.${property} has no declaration`);
    return declaration.personal && !declaration.reference ? `${entity.tableName}.${property}` : null;
  };
  const column = (property: string): ColumnField => ({
    kind: 'column',
    column: columnOf(property),
    element: spec.subject ? elementOf(property) : null,
  });
  const subjects = declaredSubjects(spec.entity);
  const isLink = subjects.length > 1 && subjects.every(({ erasure }) => erasure === 'delete');
  const fields = new Map<string, FieldMap>();
  for (const entry of spec.columns as readonly (string | Record<string, string>)[]) {
    const named = typeof entry === 'string' ? { [entry]: entry } : entry;
    for (const [field, property] of Object.entries(named)) fields.set(field, column(property));
  }
  for (const [field, relation] of Object.entries(spec.relations ?? {}))
    fields.set(field, { kind: 'relation', ...relation });
  for (const [field, computed] of Object.entries(spec.computed ?? {})) {
    const { from, value } = computed as ComputedSpec<Record<string, unknown>>;
    fields.set(field, { kind: 'computed', columns: from.map(column), finish: value });
  }
  for (const [field, prepare] of Object.entries(spec.prepared ?? {})) fields.set(field, { kind: 'prepared', prepare });
  if (spec.withheld) fields.set('withheld', { kind: 'withheld', describe: spec.withheld });
  const sorts: Record<string, SortKey[]> = {};
  for (const [name, keys] of Object.entries(spec.sorts ?? {})) {
    sorts[name] = keys.map(({ property, ...key }) => ({
      ...key,
      column: columnOf(property),
      element: spec.subject ? elementOf(property) : null,
    }));
  }
  return {
    type: spec.type,
    table: entity.tableName,
    id: columnOf(spec.id ?? 'id'),
    tenant: !spec.acrossTenants && entity.findColumnWithPropertyName('tenantId') !== undefined,
    subject: spec.subject ? columnOf(spec.subject) : null,
    element: spec.element ? `${entity.tableName}.${spec.element}` : null,
    ...(spec.rows ? { rows: spec.rows } : {}),
    ...(spec.readBy ? { readBy: spec.readBy } : {}),
    ...(spec.named ? { named: namedBy(entity.tableName, spec.named) } : {}),
    linked: isLink ? subjects.map(({ property }) => columnOf(property)) : [],
    fields,
    sorts,
  };
}

const namedBy = (table: string, { ids, elements }: NonNullable<ObjectSpec<never>['named']>): NamedPersons => ({
  ids,
  elements: elements.map((property) => `${table}.${property}`),
});

/** Keeps the entity's property names checked where a domain declares how its objects are read. */
export const describeObject = <E>(spec: ObjectSpec<E>): ObjectSpec<never> => spec as unknown as ObjectSpec<never>;
