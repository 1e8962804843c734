import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, getIntrospectionQuery, type OperationDefinitionNode, parse } from 'graphql';
import { operationCost } from '../../../src/base/graphql/cost.js';
import { operationLimits } from '../../../src/base/graphql/limits.js';
import { World } from '../../harness/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const codes = async (query: string, variables: object = {}): Promise<unknown[]> =>
  (await world.anonymous().send(query, variables)).errors.map(({ extensions }) => extensions?.code);

const repeated = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

describe('limits of an operation', () => {
  test('let the introspection of every IDE through', async () => {
    const query = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    const { data, errors } = await world.anonymous().send<{ __schema: { types: unknown[] } }>(query);
    expect(errors).toEqual([]);
    expect(data?.__schema.types.length).toBeGreaterThan(20);
  });

  test('refuse introspection that multiplies itself', async () => {
    const nested = (depth: number): string => (depth === 0 ? 'name' : `fields { type { ${nested(depth - 1)} } }`);
    expect(await codes(`{ __schema { types { ${nested(4)} } } }`)).toContain('GRAPHQL_VALIDATION_FAILED');
  });

  test.each([
    ['depth', `{ viewer { person ${'{ guardians { guardian '.repeat(7)} { id } ${'} }'.repeat(7)} } }`],
    ['aliases', `{ ${repeated(60, (i) => `a${i}: __typename`)} }`],
    ['directives', `{ ${repeated(60, () => '__typename @include(if: true)')} }`],
    ['root fields', `{ ${repeated(11, (i) => `v${i}: viewer { accountId }`)} }`],
    [
      'root fields in fragments',
      `{ ...F } fragment F on Query { ${repeated(11, (i) => `v${i}: viewer { accountId }`)} }`,
    ],
    ['tokens', `{ ${repeated(2_100, () => '__typename')} }`],
  ])('hold for %s', async (_name, query) => {
    expect(await codes(query)).toContain('LIMIT_EXCEEDED');
  });

  test('hold for fragments that spread each other, without following them for ever', async () => {
    expect(await codes('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }')).toContain(
      'GRAPHQL_VALIDATION_FAILED',
    );
    // Doubling twenty times would be a million fields.
    const doubling = repeated(
      20,
      (i) => `fragment F${i} on Person { guardians { guardian { ${i < 19 ? `...F${i + 1}` : 'id'} } } }`,
    );
    expect(await codes(`{ viewer { person { ...F0 } } } ${doubling}`)).toContain('LIMIT_EXCEEDED');
  });

  test('hold for pages inside pages, whether their size is a literal or a variable', async () => {
    const query = (size: string) =>
      `query${size === '$n' ? '($n: Int!)' : ''} { groups(first: ${size}) { nodes { memberships(first: ${size}) {
        nodes { person { id displayName } } } } } }`;
    expect(await codes(query('100'))).toEqual(['LIMIT_EXCEEDED']);
    expect(await codes(query('$n'), { n: 100 })).toEqual(['LIMIT_EXCEEDED']);
    expect(await codes(query('$n'), { n: 10 })).toEqual(['UNAUTHENTICATED']);
  });

  test('are told in words, with the figure', async () => {
    const { errors } = await world
      .anonymous()
      .send(`{ ${repeated(60, (i) => `a${i}: __typename`)} }`, {}, { 'accept-language': 'nl' });
    expect(errors.map(({ message }) => message)).toContain('De bewerking heeft meer dan 50 aliassen.');
  });

  test('refuse the most expensive document that its tokens allow in a moment', async () => {
    const alike = `{ viewer { ${repeated(950, () => 'accountId')} } }`;
    const spread = `{ ${repeated(300, () => '...F')} } fragment F on Query { ${repeated(300, () => 'viewer { accountId }')} }`;
    for (const query of [alike, spread]) {
      const started = performance.now();
      await world.anonymous().send(query);
      expect(performance.now() - started).toBeLessThan(2_000);
    }
  });
});

describe('the cost of an operation', () => {
  const schema = buildSchema(`
    type Query { me: Person people(first: Int, last: Int): PersonConnection! }
    type Person { name: String friends(first: Int, last: Int): PersonConnection! tags: [Tag!]! }
    type Tag { name: String }
    type PersonConnection { nodes: [Person!]! edges: [PersonEdge!]! pageInfo: Info totalCount: Int }
    type PersonEdge { node: Person! cursor: String }
    type Info { hasNextPage: Boolean }`);
  const cost = (text: string, variables: Record<string, unknown> = {}): number => {
    const document = parse(text);
    return operationCost(schema, document, document.definitions[0] as OperationDefinitionNode, variables);
  };

  test.each([
    ['{ me { name } }', 1],
    ['{ me { tags { name } } }', 11],
    ['{ people(first: 5) { nodes { name } } }', 6],
    ['{ people(first: 5) { edges { node { name } } pageInfo { hasNextPage } } }', 6],
    ['{ people(first: 5) { nodes { friends(last: 3) { nodes { name } } } } }', 1 + 5 * (1 + 4)],
    ['{ people(first: 5) { nodes { ...F } } } fragment F on Person { friends(first: 3) { nodes { name } } }', 26],
    ['query($n: Int) { people(first: $n) { nodes { name } } }', 8],
    ['{ people { nodes { name } } }', 101],
    ['{ people(first: 2000000000) { nodes { name } } }', 101],
    ['{ __schema { types { name } } __typename }', 0],
  ])('%s', (text, expected) => {
    expect(cost(text, { n: 7 })).toBe(expected);
  });

  test('leaves room for a page of fifty people with what surrounds them', () => {
    const text = `{ people(first: 50) { totalCount nodes { name tags { name } friends(first: 20) { nodes { name } } } } }`;
    expect(cost(text)).toBeLessThan(operationLimits.cost / 2);
  });
});
