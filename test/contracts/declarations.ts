import type { Client } from 'pg';
import { DataSource } from 'typeorm';
import { SnakeNaming } from '../../src/base/database/naming.js';
import type { Translator } from '../../src/base/messages.js';
import { declaredColumns, declaredSubjects } from '../../src/catalogue/declaration.js';
import { entities } from '../../src/domains.js';

interface StoredColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
}

/** TypeORM keeps its own record of migrations there; the application cannot read it. */
const unmapped = new Set(['migration']);

/** The entities as TypeORM understands them, without a connection. */
export async function entityMetadata(): Promise<DataSource['entityMetadatas']> {
  const source = new DataSource({ type: 'postgres', entities, namingStrategy: new SnakeNaming() });
  await (source as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
  return source.entityMetadatas;
}

async function storedColumns(client: Client): Promise<StoredColumn[]> {
  const { rows } = await client.query<StoredColumn>(`select c.relname as table, a.attname as column,
      format_type(a.atttypid, null) as type, not a.attnotnull as nullable
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1, a.attnum`);
  return rows.filter(({ table }) => !unmapped.has(table));
}

const spellings: Readonly<Record<string, string>> = {
  'timestamp with time zone': 'timestamptz',
  'timestamp without time zone': 'timestamp',
  'character varying': 'varchar',
};
const inWords = (type: string): string => spellings[type] ?? type;

/**
 * What the entities, the database and the declarations say differently, one line each. Every column of every table is a
 * property of an entity with the same type and nullability, and says whether it holds personal data.
 */
export async function undeclared(client: Client, translator: Translator): Promise<string[]> {
  const problems: string[] = [];
  const stored = new Map((await storedColumns(client)).map((column) => [`${column.table}.${column.column}`, column]));
  const mapped = new Set<string>();
  for (const entity of await entityMetadata()) {
    const target = entity.target as new () => object;
    const declared = declaredColumns(target);
    for (const column of entity.columns) {
      const place = `${entity.tableName}.${column.databaseName}`;
      mapped.add(place);
      const found = stored.get(place);
      if (!found) {
        problems.push(`${place}: ${entity.name}.${column.propertyName} has no such column`);
        continue;
      }
      const type = `${String(column.type)}${column.isArray ? '[]' : ''}`;
      if (inWords(found.type) !== type) problems.push(`${place}: is ${found.type}, mapped as ${type}`);
      if (found.nullable !== column.isNullable) {
        problems.push(`${place}: ${found.nullable ? 'may' : 'must not'} be null, which ${entity.name} does not say`);
      }
      if (!declared.has(column.propertyName)) {
        problems.push(`${place}: declare ${entity.name}.${column.propertyName} with @Personal or @NotPersonal`);
      }
    }
    problems.push(...withoutSubject(entity.tableName, target, translator));
  }
  for (const [place] of stored) if (!mapped.has(place)) problems.push(`${place}: is no property of an entity`);
  return problems;
}

/** Personal data is about somebody: a table that holds some says about whom, and what an erasure does. */
function withoutSubject(table: string, target: new () => object, translator: Translator): string[] {
  const problems: string[] = [];
  const declared = [...declaredColumns(target)];
  const subjects = declaredSubjects(target);
  const personal = declared.filter(([, declaration]) => declaration.personal);
  if (personal.length > 0 && subjects.length === 0) {
    problems.push(`${table}: holds personal data; say about whom with @AboutPersons`);
  }
  for (const [property] of personal) {
    const key = `${table}.${property}`;
    if (!translator.has(key)) problems.push(`${key}: has no name among the messages of its domain`);
  }
  for (const { property, clears, ground, erasure } of subjects) {
    for (const named of [property, ...(clears ?? [])]) {
      if (!declared.some(([name]) => name === named)) problems.push(`${table}: @AboutPersons names ${named}`);
    }
    if (erasure === 'keep' && !(ground && translator.has(ground))) {
      problems.push(`${table}.${property}: is kept on a ground that is no message`);
    }
  }
  const links = new Set(subjects.map(({ property }) => property));
  for (const [property] of declared) {
    if (/^personIds?$|PersonIds?$/.test(property) && !links.has(property)) {
      problems.push(`${table}.${property}: names persons; say with @AboutPersons what an erasure does`);
    }
  }
  return problems;
}

/** Columns with a foreign key to a person that no @AboutPersons speaks of: an erasure would not reach their rows. */
export async function unreachedByErasure(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; column: string }>(`select k.conrelid::regclass::text as table,
      a.attname as column
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
    where k.contype = 'f' and k.confrelid = 'person'::regclass and a.attname <> 'tenant_id' order by 1, 2`);
  const reached = new Set<string>();
  for (const entity of await entityMetadata()) {
    for (const { property } of declaredSubjects(entity.target as new () => object)) {
      reached.add(`${entity.tableName}.${entity.findColumnWithPropertyName(property)?.databaseName}`);
    }
  }
  return rows.map(({ table, column }) => `${table}.${column}`).filter((place) => !reached.has(place));
}
