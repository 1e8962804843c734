import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import { toGlobalId } from '../ids.js';
import { predicateOf } from '../predicate.js';
import { compileConnection, finishConnection } from './connection.js';
import type { CursorSeal } from './cursor-seal.js';
import type { ColumnField, ObjectMap, ObjectMaps, RelationField, Row, RowGuard } from './object-map.js';
import { fieldsBelow, objectTypeOf, type SelectedField } from './selection.js';
import { type Asked, compileSight, SIGHT, TOLD } from './sight.js';

/** What a compilation needs to know of the request. */
export interface Compilation {
  readonly info: GraphQLResolveInfo;
  readonly maps: ObjectMaps;
  readonly tenantId: string | null;
  readonly guard: (type: string) => RowGuard;
  readonly context: unknown;
  /** The next free alias; the same selection gives the same statement, so that it stays prepared. */
  readonly alias: () => Sql;
  /** Told of each person whose row was read, with the elements that the row shows. */
  readonly saw: (personId: string, elements: ReadonlySet<string>) => void;
  readonly cursors: CursorSeal;
}

/** The columns of one object and how a row of them becomes the answer. */
export interface CompiledObject {
  readonly columns: Sql;
  readonly finish: (row: Row) => Row;
  /** The same columns by position, as one JSON array: PostgreSQL writes it in half the time of an object with names. */
  readonly json: Sql;
  readonly finishJson: (values: readonly unknown[]) => Row;
}

interface Part {
  readonly column?: Sql;
  readonly finish?: (row: Row) => void;
}

/** A relation's value stands under its response key, because its arguments differ by alias. */
export const relationKey = (responseKey: string): string => `#${responseKey}`;

/** What was read of a relation, where a resolver answers it. */
export const relationOf = <T>(parent: object, info: GraphQLResolveInfo): T =>
  (parent as Row)[relationKey(String(info.path.key))] as T;

export const name = (column: string): Sql => raw(`"${column.replaceAll('"', '')}"`);

function guardOf(map: ObjectMap, compilation: Compilation, about?: string): RowGuard {
  const guard = compilation.guard(map.type);
  return about === undefined ? guard : guard.about(about);
}

/** What the rows of an object are read from. */
export const tableOf = (map: ObjectMap, { context, tenantId }: Compilation): Sql =>
  map.source ? sql`(${map.source(context as never, sql`${tenantId}::uuid`)})` : name(map.table);

/** Both walls on one table: its tenant, and the rows that the viewer may see. */
export function walls(map: ObjectMap, alias: Sql, compilation: Compilation, about?: string): Sql {
  const rows = guardOf(map, compilation, about).rows(alias);
  const tenant = map.tenant ? sql`${alias}.tenant_id = ${compilation.tenantId}::uuid` : sql`true`;
  if (rows === true) return tenant;
  return rows === false ? sql`false` : sql`${tenant} and (${rows})`;
}

function guarded(field: ColumnField, alias: Sql, guard: RowGuard): Sql {
  const column = sql`${alias}.${name(field.column)}`;
  if (field.element === null) return column;
  const shown = guard.shows(field.element, alias);
  if (shown === true) return column;
  return shown === false ? sql`null` : sql`case when ${shown} then ${column} end`;
}

/** Compiles what is selected of one mapped object into columns of `alias`; `about` is whom its rows are known to be about. */
export async function compileObject(
  map: ObjectMap,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  alias: Sql,
  compilation: Compilation,
  about?: string,
): Promise<CompiledObject> {
  const guard = guardOf(map, compilation, about);
  const selected = fieldsBelow(compilation.info, type, nodes);
  const elements = new Map<string, Asked>();
  const ask = (element: string): void => void elements.set(element, { need: element });
  const parts = new Map<string, Part>();
  const add = (key: string, part: Part): void => void (parts.has(key) || parts.set(key, part));

  if (map.named && selected.length > 0) add('$named', { column: map.named.ids(alias) });
  if (map.subject) add('$person', { column: sql`${alias}.${name(map.subject)}` });
  for (const field of selected) {
    const mapped = map.fields.get(field.name);
    if (field.name === 'id') {
      add('id', {
        column: sql`${alias}.${name(map.id)}`,
        finish: (row) => {
          row['id'] = toGlobalId(map.type, String(row['id']));
        },
      });
    } else if (mapped?.kind === 'column') {
      if (mapped.element) ask(mapped.element);
      add(field.name, { column: guarded(mapped, alias, guard) });
    } else if (mapped?.kind === 'computed') {
      for (const column of mapped.columns) if (column.element) ask(column.element);
      mapped.columns.forEach((column, index) => {
        add(`$${field.name}${index}`, { column: guarded(column, alias, guard) });
      });
      add(`$${field.name}`, {
        finish: (row) => {
          const values = mapped.columns.map((_, index) => row[`$${field.name}${index}`]);
          row[field.name] = mapped.finish(values, compilation.context as never);
        },
      });
    } else if (mapped?.kind === 'prepared') {
      const prepared = await mapped.prepare(compilation.context as never, guard, alias);
      const { shows } = prepared;
      for (const { name: element, ...asked } of prepared.elements) {
        elements.set(element, shows ? { ...asked, told: true } : asked);
      }
      add(field.name, {
        column: prepared.sql,
        finish: (row) => {
          const value = row[field.name];
          if (shows) row[TOLD] = [...((row[TOLD] ?? []) as string[]), ...shows(value)];
          row[field.name] = prepared.finish(value);
        },
      });
    } else if (mapped?.kind === 'relation') {
      if (mapped.element) ask(mapped.element);
      add(relationKey(field.key), await compileRelation(mapped, field, alias, guard, compilation, about));
    }
  }
  const withheld = selected.some((field) => map.fields.get(field.name)?.kind === 'withheld');
  if (withheld) add('withheld', compileWithheld(map, elements, alias, guard, compilation));
  if (map.subject && elements.size > 0) {
    const sight = compileSight(elements, guard, alias);
    if (sight.column) add(SIGHT, { column: sight.column });
    add('$saw', {
      finish: (row) => {
        const seen = sight.of(row);
        if (typeof row['$person'] === 'string' && seen.size > 0) compilation.saw(row['$person'], seen);
      },
    });
  }
  return assemble(map, parts);
}

function assemble(map: ObjectMap, parts: ReadonlyMap<string, Part>): CompiledObject {
  const columns = [...parts].flatMap(([key, { column }]) => (column ? [{ key, column }] : []));
  const finishers = [...parts.values()].flatMap((part) => (part.finish ? [part.finish] : []));
  const finish = (row: Row): Row => {
    row['$type'] = map.type;
    for (const finisher of finishers) finisher(row);
    return row;
  };
  return {
    columns:
      columns.length > 0
        ? join(columns.map(({ key, column }) => sql`${column} as ${name(key)}`))
        : sql`null as "$none"`,
    finish,
    json: jsonArray(columns.map(({ column }) => column)),
    finishJson: (values) => {
      const flat = columns.length > MAXIMUM_ARGUMENTS ? values.flat(1) : values;
      const row: Row = {};
      for (const [index, { key }] of columns.entries()) row[key] = flat[index];
      return finish(row);
    },
  };
}

/** PostgreSQL's limit on the arguments of one function. */
const MAXIMUM_ARGUMENTS = 100;

/** Columns as one JSON array; as an array of arrays where they are more than one function takes. */
function jsonArray(columns: readonly Sql[]): Sql {
  if (columns.length === 0) return sql`'[]'::json`;
  if (columns.length <= MAXIMUM_ARGUMENTS) return sql`json_build_array(${join([...columns])})`;
  const parts = Array.from({ length: Math.ceil(columns.length / MAXIMUM_ARGUMENTS) }, (_, part) =>
    jsonArray(columns.slice(part * MAXIMUM_ARGUMENTS, (part + 1) * MAXIMUM_ARGUMENTS)),
  );
  return jsonArray(parts);
}

function compileWithheld(
  map: ObjectMap,
  elements: ReadonlyMap<string, Asked>,
  alias: Sql,
  guard: RowGuard,
  compilation: Compilation,
): Part {
  const field = [...map.fields.values()].find((candidate) => candidate.kind === 'withheld');
  const hidden = [...elements].flatMap(([element, { need, applies = sql`true` }]) => {
    const shown = guard.shows(need, alias);
    if (shown === true) return [];
    const withheld = shown === false ? applies : sql`${applies} and not coalesce(${shown}, false)`;
    return [sql`case when ${withheld} then ${element} end`];
  });
  return {
    column: hidden.length > 0 ? sql`array_remove(array[${join(hidden)}]::text[], null)` : sql`'{}'::text[]`,
    finish: (row) => {
      row['withheld'] = field?.describe(row['withheld'] as string[], compilation.context as never);
    },
  };
}

async function compileRelation(
  relation: RelationField,
  field: SelectedField,
  parent: Sql,
  guard: RowGuard,
  compilation: Compilation,
  about: string | undefined,
): Promise<Part> {
  const map = compilation.maps.get(relation.to);
  const child = compilation.alias();
  const same = relation.sameSubject ? about : undefined;
  const listed = relation.listsPeople ? sql`and ${predicateOf(compilation.guard(map.type).listed(child))}` : empty;
  const on = sql`${relation.on(parent, child)} and ${walls(map, child, compilation, same)} ${listed}`;
  const key = relationKey(field.key);
  const shown = relation.element ? guard.shows(relation.element, parent) : true;
  const withGuard = (value: Sql): Sql => {
    if (shown === true) return value;
    return shown === false ? sql`null::json` : sql`case when ${shown} then ${value} end`;
  };
  if (relation.shape === 'connection') {
    const type = objectTypeOf(field.parent, field.name);
    const args = relation.orderBy ? { ...field.args, orderBy: relation.orderBy } : field.args;
    const compiled = await compileConnection(map, type, { args, nodes: field.nodes }, on, child, compilation);
    return {
      column: withGuard(compiled.json),
      finish: (row) => {
        row[key] = row[key] === null ? null : finishConnection(row[key] as never, compiled);
      },
    };
  }
  const type = objectTypeOf(field.parent, field.name);
  const object = await compileObject(map, type, field.nodes, child, compilation, same);
  const order = relation.order ? sql`order by ${relation.order(child)}` : empty;
  const from = sql`from ${tableOf(map, compilation)} ${child} where ${on} ${order}`;
  if (relation.shape === 'one') {
    return {
      column: withGuard(sql`(select ${object.json} ${from} limit 1)`),
      finish: (row) => {
        const values = row[key] as unknown[] | null;
        row[key] = values && object.finishJson(values);
      },
    };
  }
  return {
    column: withGuard(sql`(select coalesce(json_agg(x.j), '[]'::json) from (select ${object.json} as j ${from}) x)`),
    finish: (row) => {
      row[key] = (row[key] as unknown[][] | null)?.map(object.finishJson) ?? null;
    },
  };
}
