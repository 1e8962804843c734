import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  buildSchema,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  isInterfaceType,
  isObjectType,
  parse,
} from 'graphql';
import { executeOperation } from '../../../src/base/graphql/execution.js';

const schema = buildSchema(`
  interface Named { name: String }
  type Person implements Named { name: String! age: Int tags: [String!] friend: Person friends: [Person] kin: [Named!]! of(first: Int = 3): String }
  type Dog implements Named { name: String owner: Person! }
  type Query { person: Person strict: Person! list: [Person!] named: Named number: Float! fails: String }
  type Mutation { first: Person second: Person! third: String }
`);
const named = schema.getType('Named');
if (isInterfaceType(named)) named.resolveType = (value) => (value as { kind?: string }).kind;
// One field with a resolver of its own, as fields with arguments have.
const of = schema.getType('Person');
if (isObjectType(of)) {
  const field = of.getFields()['of'];
  if (field) field.resolve = (_source, { first }: { first: number }, _context, info) => `${first} at ${info.path.key}`;
}

const QUERY = `query($with: Boolean! = true, $first: Int) {
  person { ...who again: name friends { name __typename } }
  strict { age friend { ...who } }
  list { name kin { name ... on Dog { owner { name } } ... on Person { age } } }
  named { __typename name ... on Dog { owner { name } } }
  number fails __typename
}
fragment who on Person { name tags @include(if: $with) ... { age } friend { name } of(first: $first) __proto__: age }`;
const MUTATION = 'mutation { first { name } second { name friend { name } } third }';

interface Outcome {
  readonly data: string | undefined;
  readonly errors: readonly string[];
}

const outcome = ({ data, errors = [] }: ExecutionResult): Outcome => ({
  // As text, because the order of the keys is part of the answer.
  data: JSON.stringify(data),
  errors: errors.map(({ message, path, locations }) => JSON.stringify({ message, path, locations })),
});

async function both(args: Omit<ExecutionArgs, 'schema'>): Promise<[Outcome, Outcome]> {
  return [outcome(await executeOperation({ schema, ...args })), outcome(await execute({ schema, ...args }))];
}

/** Values as resolvers and rows give them: right, missing, of the wrong kind, failed. */
const text = fc.oneof(
  { weight: 40, arbitrary: fc.string({ maxLength: 3 }) },
  fc.constantFrom(null, undefined, 7, true, [], new Error('broken'), Symbol.iterator),
);
const leaf = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(null, undefined, 2 ** 40, 'x', new Error('age')),
);
const person = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom(null, undefined, 'not an object', new Error('no person')),
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.oneof(
          { weight: 20, arbitrary: fc.constantFrom('Person', 'Dog') },
          fc.constantFrom('Query', 'Nothing', undefined),
        ),
        name: text,
        age: leaf,
        tags: fc.oneof(fc.array(text, { maxLength: 3 }), fc.constantFrom(null, 'abc', 3)),
        friend: tie('any'),
        friends: fc.array(tie('any'), { maxLength: 3 }),
        kin: fc.oneof(fc.array(tie('any'), { maxLength: 3 }), fc.constantFrom(null, 5)),
        owner: tie('any'),
      }),
    },
  ),
})).any;
const root = fc.record({
  person,
  strict: person,
  list: fc.oneof(fc.array(person, { maxLength: 4 }), fc.constantFrom(null, 4)),
  named: person,
  number: leaf,
  fails: fc.constantFrom(
    'fine',
    () => 'called',
    () => Promise.reject(new Error('later')),
    new Error('now'),
  ),
  first: person,
  second: person,
  third: text,
});

/** Every value as a promise, or a function that answers one. */
const later = (value: unknown): unknown => {
  if (value instanceof Error || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => Promise.resolve(later(item)));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'kind' ? inner : async () => later(inner)]),
  );
};

describe('operations are carried out as graphql-js does', () => {
  const documents = [parse(QUERY), parse(MUTATION)];

  test('with any values: the same answer and the same errors', async () => {
    let whole = 0;
    await fc.assert(
      fc.asyncProperty(root, fc.constantFrom(...documents), fc.boolean(), async (rootValue, document, include) => {
        const [ours, theirs] = await both({ document, rootValue, variableValues: { with: include, first: 2 } });
        if (ours.data !== undefined && ours.data.length > 50) whole += 1;
        expect(ours.data).toBe(theirs.data);
        expect(ours.errors.map(withoutDetail)).toEqual(theirs.errors.map(withoutDetail));
      }),
      { numRuns: 300 },
    );
    // Not only failures were compared.
    expect(whole).toBeGreaterThan(30);
  });

  test('with values that come later: the same answer, and errors where graphql-js has some', async () => {
    await fc.assert(
      fc.asyncProperty(root, fc.constantFrom(...documents), async (value, document) => {
        const [ours, theirs] = await both({ document, rootValue: later(value), variableValues: {} });
        expect(ours.data).toBe(theirs.data);
        expect(ours.errors.length > 0).toBe(theirs.errors.length > 0);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['an unknown operation name', { document: parse('query a { number } query b { number }'), operationName: 'c' }],
    ['variables of the wrong type', { document: parse(QUERY), variableValues: { with: 'no' } }],
    ['a kind of operation that the schema lacks', { document: parse('subscription { number }') }],
    ['an argument that is no number', { document: parse('{ person { of(first: "x") } }'), rootValue: { person: {} } }],
  ])('refuses %s in the same words', async (_case, args) => {
    const [ours, theirs] = await both(args);
    expect(ours).toEqual(theirs);
    expect(ours.errors.length).toBeGreaterThan(0);
  });
});

/** What a value was that fits no type is told in other words: nobody is shown them, and ours quote no value. */
function withoutDetail(error: string): string {
  const { message, path } = JSON.parse(error) as { message: string; path?: unknown };
  const kind = /serialize|possible type|Abstract type|resolved to|Runtime Object/.test(message) ? 'unfit' : message;
  return JSON.stringify({ kind, path });
}

test('a relation of a compiled read stands under its response key', async () => {
  const document = parse('{ person { mine: friend { name } other: friend { name } } }');
  const rootValue = { person: { '#mine': { name: 'Ada' }, '#other': { name: 'Bo' }, friend: { name: 'nobody' } } };
  expect(await executeOperation({ schema, document, rootValue })).toEqual({
    data: { person: { mine: { name: 'Ada' }, other: { name: 'Bo' } } },
  });
});

test('an answer that failed waits for what is still under way, which would outlive its request', async () => {
  const after = async (turns: number): Promise<void> => {
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
  };
  const ended: string[] = [];
  const late = async (name: string): Promise<null> => {
    await after(50);
    ended.push(name);
    return null;
  };
  const failed = async (): Promise<never> => {
    await after(1);
    throw new Error('broken');
  };
  const rootValue = {
    number: failed,
    fails: () => late('beside it'),
    list: () => [{ name: failed }, { name: 'Aino', age: () => late('in another item') }],
  };
  const document = parse('{ number fails list { name age } }');
  expect(await executeOperation({ schema, document, rootValue })).toMatchObject({ data: null });
  expect(ended.sort()).toEqual(['beside it', 'in another item']);
});
