import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { Filler } from '../rights/filler.js';
import { inHours, letIn } from './lockbox.samples.js';

let world: World;
let school: TestTenant;
let controller: Actor;
let staff: Actor;
let person: string;
let ids: ReadonlyMap<string, string>;
/** What the operator is to read of a tenant: who signed with it, and what its own staff asked for. */
const shared = /^filled (agreement|lockbox_access)/;
let secrets: readonly string[];

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
  staff = await (await world.tenant({ kind: 'operator' })).operator();
  person = await school.person({ givenName: 'filled person.givenName 0' });
  const texts = await new Filler(world, school).fill(person, await school.person());
  secrets = texts.map(({ text }) => text).filter((text) => text.startsWith('filled ') && !shared.test(text));
  ids = await rowsOf();
});

afterAll(() => world.close());

/** A row of each type that the API can name, in the tenant that is attacked. */
async function rowsOf(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>([['Tenant', school.id]]);
  const nodes = world.app.schema.getPossibleTypes(world.app.schema.getType('Node') as never).map(({ name }) => name);
  const tables = await school.rows<{ table: string }>(`select table_name as "table" from information_schema.columns
    where table_schema = 'public' and column_name = 'id' and data_type = 'uuid'`);
  for (const type of nodes) {
    const plain = type.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
    const table = tables.find((one) => one.table === plain || one.table === `person_${plain}`)?.table;
    if (!table || found.has(type)) continue;
    const [row] = await school.rows<{ id: string }>(`select id from ${table} order by id desc limit 1`);
    if (row) found.set(type, row.id);
  }
  return found.set('Person', person);
}

/** The id that an argument or input field asks for, by its name; the person's where that says nothing. */
function idFor(name: string): string {
  const type = name.replace(/Ids?$/, '').replace(/^./, (letter) => letter.toUpperCase());
  return toGlobalId(ids.has(type) ? type : 'Person', ids.get(type) ?? person);
}

function valueFor(type: GraphQLInputType, name: string, depth = 0): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, name, depth);
  if (isListType(type)) return [valueFor(type.ofType, name, depth)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => depth < 3 && isNonNullType(field.type));
    return Object.fromEntries(fields.map((field) => [field.name, valueFor(field.type, field.name, depth + 1)]));
  }
  const scalars: Readonly<Record<string, unknown>> = {
    ID: idFor(name),
    Int: 1,
    Float: 1,
    Boolean: true,
    DateTimeISO: inHours(1),
    LocalDate: '2026-01-01',
    Date: '2026-01-01',
  };
  return scalars[type.name] ?? 'attack';
}

/** Everything below a field that needs no argument, as deep as it is told. */
function selection(typeName: string, depth: number): string {
  const type = world.app.schema.getType(typeName);
  if (isInterfaceType(type)) {
    const possible = world.app.schema.getPossibleTypes(type);
    return `__typename ${possible.map(({ name }) => `... on ${name} { ${selection(name, depth)} }`).join(' ')}`;
  }
  if (!isObjectType(type)) return '__typename';
  const fields = Object.values(type.getFields()).map((field) => {
    const needs = field.args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
    if (needs.length > 0) return '';
    const named = getNamedType(field.type);
    if (isLeafType(named)) return field.name;
    if (depth === 0 || field.name === 'edges') return '';
    const page = field.args.some(({ name }) => name === 'first') ? '(first: 3)' : '';
    return `${field.name}${page} { ${selection(named.name, depth - 1)} }`;
  });
  return `__typename ${fields.filter((text) => !text.includes('userErrors')).join(' ')}`;
}

/** Asks for a root field with all that is below it, as deep as the limits let it; answers everything that came back. */
async function ask(actor: Actor, kind: string, field: GraphQLField<unknown, unknown>, depth = 3): Promise<string> {
  const args = field.args.filter(({ type, name }) => isNonNullType(type) || name === 'first' || name.endsWith('Id'));
  const variables = Object.fromEntries(
    args.map(({ name, type }) => [name, name === 'first' ? 5 : valueFor(type, name)]),
  );
  const declared = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const named = getNamedType(field.type);
  const below = isLeafType(named) ? '' : `{ ${selection(named.name, depth)} }`;
  const document = `${kind}${declared && `(${declared})`} { ${field.name}${given && `(${given})`} ${below} }`;
  const reply = await actor.send(document, variables);
  const isTooMuch = reply.errors.some(({ extensions }) => /LIMIT|VALIDATION|PARSE/.test(extensions?.code ?? ''));
  return isTooMuch && depth > 0 ? ask(actor, kind, field, depth - 1) : JSON.stringify(reply);
}

const fieldsOf = (kind: 'query' | 'mutation'): GraphQLField<unknown, unknown>[] => {
  const type = kind === 'query' ? world.app.schema.getQueryType() : world.app.schema.getMutationType();
  return Object.values(type?.getFields() ?? {});
};

async function leaksOf(actor: Actor, kind: 'query' | 'mutation'): Promise<ReadonlyMap<string, readonly string[]>> {
  const leaks = new Map<string, readonly string[]>();
  for (const field of fieldsOf(kind)) {
    const answer = await ask(actor, kind, field);
    const found = secrets.filter((secret) => answer.includes(secret));
    if (found.length > 0) leaks.set(field.name, found);
  }
  return leaks;
}

async function nodesOf(actor: Actor): Promise<string> {
  const answers: string[] = [];
  for (const [type, id] of ids) {
    const document = `query($id: ID!) { node(id: $id) { __typename ... on ${type} { ${selection(type, 1)} } } }`;
    const reply = await actor.send(document, { id: toGlobalId(type, id) });
    expect([type, reply.errors.filter(({ extensions }) => /VALID|PARSE/.test(extensions?.code ?? ''))]).toEqual([
      type,
      [],
    ]);
    answers.push(JSON.stringify(reply));
  }
  return answers.join();
}

test('what is looked for is found by who may read it: the walk reaches it', async () => {
  const found = await leaksOf(controller, 'query');
  expect([...found.keys()]).toEqual(expect.arrayContaining(['person', 'persons', 'accounts', 'dataSubjectRequests']));
  expect(await nodesOf(controller)).toContain('filled person.givenName');
  expect(ids.size).toBeGreaterThan(20);
}, 60_000);

test('the operator’s staff read nobody in a tenant without access, by any query or mutation of the schema', async () => {
  expect([...(await leaksOf(staff, 'query'))]).toEqual([]);
  const nodes = await nodesOf(staff);
  expect(secrets.filter((secret) => nodes.includes(secret))).toEqual([]);
  expect([...(await leaksOf(staff, 'mutation'))]).toEqual([]);
}, 60_000);

test('nor whoever was let in read anybody else, or change anything', async () => {
  const nobody = await school.person({ givenName: 'Nobody' });
  const inside = staff.by(
    await letIn(staff, controller, school, { people: [nobody], categories: ['NAME', 'CONTACT'] }),
  );
  expect((await inside.send('{ persons(first: 5) { nodes { id } } }')).data).toEqual({
    persons: { nodes: [{ id: personGid(nobody) }] },
  });
  expect([...(await leaksOf(inside, 'query'))]).toEqual([]);
  const nodes = await nodesOf(inside);
  expect(secrets.filter((secret) => nodes.includes(secret))).toEqual([]);
  for (const field of fieldsOf('mutation')) {
    expect([field.name, await ask(inside, 'mutation', field, 0)]).toEqual([
      field.name,
      expect.stringContaining('"FORBIDDEN"'),
    ]);
  }
}, 60_000);
