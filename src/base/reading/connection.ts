import type { FieldNode, GraphQLObjectType } from 'graphql';
import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import { Fault } from '../errors.js';
import { type Compilation, type CompiledObject, compileObject, name, tableOf } from './compile.js';
import type { ObjectMap, Row, SortKey } from './object-map.js';
import { fieldsBelow, nodesOf, objectTypeOf, type SelectedField } from './selection.js';

export const MAXIMUM_PAGE = 100;

/** The arguments of every connection. One of `first` and `last` is required, 1–100. */
export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly orderBy?: { readonly field: string; readonly direction: 'ASC' | 'DESC' } | null;
}

interface Page {
  readonly limit: number;
  readonly backwards: boolean;
  readonly keys: readonly SortKey[];
  readonly descending: boolean;
  readonly cursor: readonly (string | number)[] | null;
  /** Writes down the place of a row in this order. */
  readonly cursorOf: (values: readonly unknown[]) => string;
}

export interface CompiledConnection {
  readonly page: Page;
  readonly object: CompiledObject;
  /** The fields of the connection that were asked for. */
  readonly asked: ReadonlySet<string>;
  /** The page's rows, one more than asked for. */
  readonly rows: Sql;
  /** The number of all rows, or null when it was not asked for. */
  readonly count: Sql | null;
  /** Rows and count as one JSON value, for a connection inside another object. */
  readonly json: Sql;
}

/** A sort or cursor over what the viewer may not see of every row would be an oracle, so it is refused. */
function assertVisible(map: ObjectMap, keys: readonly SortKey[], alias: Sql, compilation: Compilation): void {
  const guard = compilation.guard(map.type);
  for (const key of keys) {
    if (key.element && guard.shows(key.element, alias) !== true) throw new Fault('FORBIDDEN', 'sortWithheld');
  }
}

/** What was sealed here for this scope has its form; anything else was not handed out for this connection. */
function readCursor(content: string | null): (string | number)[] {
  if (content === null) throw new Fault('BAD_USER_INPUT', 'badCursor');
  return JSON.parse(content) as (string | number)[];
}

function pageOf(map: ObjectMap, args: PageArguments, { cursors, tenantId }: Compilation): Page {
  const limit = args.first ?? args.last;
  const both = args.first != null && args.last != null;
  if (limit == null || both || !Number.isInteger(limit) || limit < 1 || limit > MAXIMUM_PAGE) {
    throw new Fault('BAD_USER_INPUT', 'pageSize', { maximum: MAXIMUM_PAGE });
  }
  const backwards = args.last != null;
  if ((backwards && args.after) || (!backwards && args.before)) throw new Fault('BAD_USER_INPUT', 'cursorDirection');
  const order = args.orderBy?.field ?? Object.keys(map.sorts)[0] ?? '';
  const sort = map.sorts[order] ?? [];
  const keys: SortKey[] = [...sort, { column: map.id, type: 'uuid', element: null }];
  const cursor = backwards ? args.before : args.after;
  const scope = [tenantId, map.type, order, ...keys.map(({ column, type }) => `${column}:${type}`)].join(' ');
  return {
    limit,
    backwards,
    keys,
    descending: args.orderBy?.direction === 'DESC',
    cursor: cursor ? readCursor(cursors.open(scope, cursor)) : null,
    cursorOf: (values) => cursors.seal(scope, JSON.stringify(values)),
  };
}

export async function compileConnection(
  map: ObjectMap,
  type: GraphQLObjectType,
  field: Pick<SelectedField, 'args' | 'nodes'>,
  where: Sql,
  alias: Sql,
  compilation: Compilation,
): Promise<CompiledConnection> {
  const page = pageOf(map, field.args, compilation);
  assertVisible(map, page.keys, alias, compilation);
  const nodes: FieldNode[] = [...field.nodes];
  const edgeType = objectTypeOf(type, 'edges');
  const rowNodes = [
    ...nodesOf(compilation.info, type, nodes, 'nodes'),
    ...nodesOf(compilation.info, edgeType, nodesOf(compilation.info, type, nodes, 'edges'), 'node'),
  ];
  const object = await compileObject(map, objectTypeOf(type, 'nodes'), rowNodes, alias, compilation);
  const keyColumns = page.keys.map(({ column, type: valueType, absent }) => {
    const value = sql`${alias}.${name(column)}`;
    return absent === undefined ? value : sql`coalesce(${value}, ${absent}::${raw(valueType)})`;
  });
  const down = page.descending !== page.backwards;
  const direction = raw(down ? 'desc' : 'asc');
  const order = join(keyColumns.map((column) => sql`${column} ${direction}`));
  const cursor = page.cursor;
  const beyond = cursor
    ? sql`and (${join(keyColumns)}) ${raw(down ? '<' : '>')}
        (${join(page.keys.map((key, i) => sql`${cursor[i]}::${raw(key.type)}`))})`
    : empty;
  const asked = new Set(fieldsBelow(compilation.info, type, nodes).map((selected) => selected.name));
  const withCursors = asked.has('edges') || asked.has('pageInfo');
  // As text, because a JavaScript Date has no microseconds and the cursor would point beside its row.
  const cursors = page.keys.map(
    (key, i) => sql`${keyColumns[i]}${raw(key.type === 'int' ? '' : '::text')} as ${name(`$key${i}`)}`,
  );
  const columns = join(withCursors ? [object.columns, ...cursors] : [object.columns]);
  const from = sql`from ${tableOf(map, compilation)} ${alias} where ${where}`;
  const rows = sql`select ${columns} ${from} ${beyond} order by ${order} limit ${page.limit + 1}`;
  const count = asked.has('totalCount') ? sql`select count(*)::int as total ${from}` : null;
  return {
    page,
    object,
    asked,
    rows,
    count,
    json: sql`json_build_object('rows', (select coalesce(json_agg(x), '[]'::json) from (${rows}) x),
      'total', ${count ? sql`(${count})` : sql`null`})`,
  };
}

/** The connection as the API answers it: edges, nodes, pageInfo and, when asked for, totalCount. */
export function finishConnection(read: { rows: Row[]; total: number | null }, compiled: CompiledConnection): Row {
  const { page, object, asked } = compiled;
  const more = read.rows.length > page.limit;
  const rows = read.rows.slice(0, page.limit);
  if (page.backwards) rows.reverse();
  const nodes = rows.map(object.finish);
  const cursorOf = (row: Row | undefined): string | null =>
    row ? page.cursorOf(page.keys.map((_, i) => row[`$key${i}`])) : null;
  return {
    nodes,
    edges: asked.has('edges') ? nodes.map((node) => ({ node, cursor: cursorOf(node) })) : [],
    pageInfo: asked.has('pageInfo')
      ? {
          hasNextPage: page.backwards ? page.cursor !== null : more,
          hasPreviousPage: page.backwards ? more : page.cursor !== null,
          startCursor: cursorOf(nodes[0]),
          endCursor: cursorOf(nodes.at(-1)),
        }
      : null,
    totalCount: read.total,
  };
}
