import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import sql, { raw, type Sql } from 'sql-template-tag';
import type { Transaction } from '../database/transaction.js';
import { type Compilation, compileObject, name, tableOf, walls } from './compile.js';
import { compileConnection, finishConnection, type PageArguments } from './connection.js';
import type { CursorSeal } from './cursor-seal.js';
import { namedIn, type ObjectMaps, type Row, type RowGuard } from './object-map.js';
import { nodesOf, objectTypeOf } from './selection.js';

export interface ReaderOptions {
  readonly db: Transaction;
  readonly maps: ObjectMaps;
  readonly guard: (type: string) => RowGuard;
  readonly context: unknown;
  readonly saw: (personId: string, elements: ReadonlySet<string>) => void;
  readonly cursors: CursorSeal;
}

/**
 * Reads what an operation selects, as one statement compiled from the selection, what the viewer may see, and the person
 * wall, so that withheld and unasked columns are not even read. `path` leads from the resolver's field to the object,
 * for mutations that answer with the changed object.
 */
export class Reader {
  constructor(private readonly options: ReaderOptions) {}

  /** One object by its UUID, or null when it does not exist or the viewer may not see it. */
  async one<T = Row>(
    type: string,
    id: string,
    info: GraphQLResolveInfo,
    path: readonly string[] = [],
  ): Promise<T | null> {
    const map = this.options.maps.get(type);
    const where = (alias: Sql): Sql => sql`${alias}.${name(map.id)} = ${id}::uuid`;
    return this.first<T>(type, where, info, path, map.subject === map.id ? id : undefined);
  }

  async oneWhere<T = Row>(
    type: string,
    where: (alias: Sql) => Sql,
    info: GraphQLResolveInfo,
    path: readonly string[] = [],
  ): Promise<T | null> {
    return this.first<T>(type, where, info, path);
  }

  private async first<T>(
    type: string,
    where: (alias: Sql) => Sql,
    info: GraphQLResolveInfo,
    path: readonly string[],
    about?: string,
  ): Promise<T | null> {
    const map = this.options.maps.get(type);
    const target = this.target(info, path, type);
    if (target.nodes.length === 0) return null;
    const compilation = this.compilation(info);
    const alias = compilation.alias();
    const object = await compileObject(map, target.type, target.nodes, alias, compilation, about);
    const row = await this.options.db.first<Row>(sql`select ${object.columns} from ${tableOf(map, compilation)} ${alias}
      where ${where(alias)} and ${walls(map, alias, compilation, about)} limit 1`);
    if (!row) return null;
    for (const personId of namedIn(row)) this.options.saw(personId, new Set(map.named?.elements));
    return object.finish(row) as T;
  }

  /** A list that cannot grow beyond what a person can read; whatever can grow is a connection. */
  async list<T = Row>(
    type: string,
    query: { readonly where?: (alias: Sql) => Sql; readonly order: (alias: Sql) => Sql; readonly limit: number },
    info: GraphQLResolveInfo,
    path: readonly string[] = [],
  ): Promise<T[]> {
    const map = this.options.maps.get(type);
    const target = this.target(info, path, type);
    const compilation = this.compilation(info);
    const alias = compilation.alias();
    const object = await compileObject(map, target.type, target.nodes, alias, compilation);
    const rows = await this.options.db.many<Row>(sql`select ${object.columns} from ${tableOf(map, compilation)} ${alias}
      where ${query.where?.(alias) ?? sql`true`} and ${walls(map, alias, compilation)}
      order by ${query.order(alias)} limit ${query.limit}`);
    return rows.map((row) => object.finish(row) as T);
  }

  /** A page of a connection: one statement for the rows and, when asked for, one for the count, in the same flush. */
  async connection<T = Row>(
    type: string,
    query: {
      readonly where?: (alias: Sql) => Sql;
      /** The elements that `where` tells of: whoever is found by them was looked at, even where nothing else is asked. */
      readonly elements?: readonly string[];
      readonly page: PageArguments;
      /** The order where the client has no say in it. */
      readonly orderBy?: PageArguments['orderBy'];
    },
    info: GraphQLResolveInfo,
    path: readonly string[] = [],
  ): Promise<T> {
    const map = this.options.maps.get(type);
    const target = this.target(info, path);
    const compilation = this.compilation(info);
    const alias = compilation.alias();
    const where = sql`${query.where?.(alias) ?? sql`true`} and ${walls(map, alias, compilation)}`;
    const field = {
      args: { ...query.page, ...(query.orderBy ? { orderBy: query.orderBy } : {}) },
      nodes: target.nodes,
    };
    const compiled = await compileConnection(map, target.type, field, where, alias, compilation);
    const [rows, count] = await Promise.all([
      this.options.db.many<Row>(compiled.rows),
      compiled.count ? this.options.db.first<{ total: number }>(compiled.count) : null,
    ]);
    const elements = new Set(query.elements);
    for (const { $person } of elements.size > 0 ? rows.slice(0, compiled.page.limit) : []) {
      if (typeof $person === 'string') this.options.saw($person, elements);
    }
    return finishConnection({ rows, total: count?.total ?? null }, compiled) as T;
  }

  private compilation(info: GraphQLResolveInfo): Compilation {
    const { db, maps, guard, context, saw, cursors } = this.options;
    let aliases = 0;
    const guards = new Map<string, RowGuard>();
    return {
      info,
      maps,
      context,
      saw,
      cursors,
      tenantId: db.scope.tenantId,
      alias: () => raw(`t${aliases++}`),
      guard: (type) => {
        const known = guards.get(type) ?? guard(type);
        guards.set(type, known);
        return known;
      },
    };
  }

  /** The object type and the nodes that select of it, at the end of `path`; `type` where the field is an interface. */
  private target(
    info: GraphQLResolveInfo,
    path: readonly string[],
    type?: string,
  ): { type: GraphQLObjectType; nodes: readonly FieldNode[] } {
    let nodes: readonly FieldNode[] = info.fieldNodes;
    if (path.length === 0 && type) {
      const named = info.schema.getType(type);
      if (named && 'getFields' in named) return { type: named as GraphQLObjectType, nodes };
    }
    let parent = objectTypeOf(info.parentType, info.fieldName);
    for (const step of path) {
      nodes = nodesOf(info, parent, nodes, step);
      parent = objectTypeOf(parent, step);
    }
    return { type: parent, nodes };
  }
}
