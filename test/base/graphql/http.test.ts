import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { faultCodes } from '../../../src/base/errors.js';
import type { Actor } from '../../harness/actor.js';
import { World } from '../../harness/world.js';

let world: World;
let ada: Actor;

beforeAll(async () => {
  world = await World.open();
  ada = await (await world.tenant()).endUser({ givenName: 'Ada' });
});
afterAll(() => world.close());

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: unknown;
  readonly errors: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly requestId: string; readonly field?: readonly string[] };
  }[];
}

async function send({ method = 'POST', path = '/graphql', headers = {}, body }: Sent): Promise<Answered> {
  const response = await fetch(`${world.url}${path}`, {
    method,
    headers: { ...(method === 'POST' ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const answer = (await response.json()) as { data?: unknown; errors?: Answered['errors'] };
  return { status: response.status, headers: response.headers, data: answer.data, errors: answer.errors ?? [] };
}

/** What every refusal has: one of the codes, and the id under which the server knows the request. */
function wellFormed({ errors, headers }: Answered): void {
  expect(errors.length).toBeGreaterThan(0);
  for (const { message, extensions } of errors) {
    expect(faultCodes).toContain(extensions.code);
    expect(extensions.requestId).toBe(headers.get('x-request-id'));
    expect(message).not.toMatch(/select |insert |at .*\.js|node_modules|violates|constraint "/i);
    expect(Object.keys(extensions).sort()).toEqual(
      ['code', 'requestId', ...['field', 'detail'].filter((name) => name in extensions)].sort(),
    );
  }
}

const operation = (query: string, variables: object = {}) => JSON.stringify({ query, variables });
const onlyJson = { accept: 'application/json' };
const graphqlResponse = { accept: 'application/graphql-response+json' };

describe('GraphQL over HTTP', () => {
  test('passes every audit of graphql-http', async () => {
    const audits = serverAudits({ url: `${world.url}/graphql` });
    const failed: string[] = [];
    for (const audit of audits) {
      const result = await audit.fn();
      if (result.status !== 'ok') failed.push(`${result.status}: ${audit.name}: ${result.reason}`);
    }
    expect(failed).toEqual([]);
    expect(audits.length).toBeGreaterThanOrEqual(61);
  });

  test('answers each client in a media type that it takes, and does nothing for one that takes neither', async () => {
    const typeOf = async (accept: string) =>
      (await send({ headers: { accept }, body: operation('{ __typename }') })).headers.get('content-type');
    expect(await typeOf('application/json')).toBe('application/json; charset=utf-8');
    expect(await typeOf('*/*')).toBe('application/json; charset=utf-8');
    expect(await typeOf('application/graphql-response+json, application/json;q=0.9')).toBe(
      'application/graphql-response+json; charset=utf-8',
    );
    expect(await typeOf('application/json, application/graphql-response+json;q=0.5')).toBe(
      'application/json; charset=utf-8',
    );
    const refused = await send({ headers: { accept: 'image/png' }, body: operation('{ __typename }') });
    expect(refused.status).toBe(406);
    wellFormed(refused);
  });

  test.each([
    ['unknown methods', { method: 'PUT', body: '{}' }, 405, 'BAD_REQUEST'],
    ['a body that is no JSON', { body: '{"query":' }, 400, 'BAD_REQUEST'],
    ['no body', { body: '' }, 400, 'BAD_REQUEST'],
    ['a body that is no object', { body: '"{ __typename }"' }, 400, 'BAD_REQUEST'],
    ['an object without a query', { body: '{}' }, 400, 'BAD_REQUEST'],
    ['a query that is no text', { body: '{"query":{"a":1}}' }, 400, 'BAD_REQUEST'],
    ['variables that are no object', { body: '{"query":"{ __typename }","variables":[1]}' }, 400, 'BAD_REQUEST'],
    ['keys that would change objects', { body: '{"query":"{ __typename }","__proto__":{}}' }, 400, 'BAD_REQUEST'],
    ['batches', { body: '[{"query":"{ __typename }"}]' }, 400, 'BAD_REQUEST'],
    [
      'forms',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'query=x' },
      415,
      'BAD_REQUEST',
    ],
    ['plain text', { headers: { 'content-type': 'text/plain' }, body: '{ __typename }' }, 415, 'BAD_REQUEST'],
    ['oversized bodies', { body: operation(`{ __typename } #${'x'.repeat(1_100_000)}`) }, 413, 'LIMIT_EXCEEDED'],
    [
      'GET with a cookie, which another site’s page could send',
      { method: 'GET', path: '/graphql?query=%7B__typename%7D', headers: { cookie: 'a=b' } },
      400,
      'BAD_REQUEST',
    ],
    ['other addresses', { method: 'GET', path: '/nothing-here' }, 404, 'NOT_FOUND'],
    ['addresses that are none', { method: 'GET', path: '/%' }, 400, 'BAD_REQUEST'],
    [
      'tokens that are none',
      { headers: { authorization: 'Bearer nonsense' }, body: operation('{ __typename }') },
      401,
      'UNAUTHENTICATED',
    ],
  ] as const)('refuses %s', async (_name, sent, status, code) => {
    const answer = await send(sent);
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([status, code]);
    wellFormed(answer);
    if (status === 405) expect(answer.headers.get('allow')).toBe('GET, POST, HEAD');
  });

  test('refuses to change anything by GET', async () => {
    const answer = await send({
      method: 'GET',
      path: `/graphql?query=${encodeURIComponent('mutation { __typename }')}`,
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
    wellFormed(answer);
  });

  test('tells mistakes in an operation with 400, and with 200 to a client that only knows application/json', async () => {
    for (const [body, code] of [
      [operation('{'), 'GRAPHQL_PARSE_FAILED'],
      [operation('{ nothing }'), 'GRAPHQL_VALIDATION_FAILED'],
      [operation('query($id: ID!) { node(id: $id) { id } }'), 'BAD_USER_INPUT'],
      [JSON.stringify({ query: 'query A { __typename } query B { __typename }' }), 'BAD_USER_INPUT'],
      [JSON.stringify({ query: 'query A { __typename }', operationName: 'C' }), 'BAD_USER_INPUT'],
    ] as const) {
      const strict = await send({ headers: graphqlResponse, body });
      expect([strict.status, strict.errors[0]?.extensions.code]).toEqual([400, code]);
      wellFormed(strict);
      const legacy = await send({ headers: onlyJson, body });
      expect([legacy.status, legacy.errors[0]?.extensions.code]).toEqual([200, code]);
      wellFormed(legacy);
    }
  });

  test('says our own messages in the language of the request', async () => {
    const answer = await send({ headers: { 'accept-language': 'nb' }, body: '{"query":' });
    expect(answer.errors[0]?.message).toBe('Innholdet i forespørselen er ikke gyldig JSON.');
    const expired = await send({
      headers: { 'accept-language': 'sv', authorization: 'Bearer a.b.c' },
      body: operation('{ __typename }'),
    });
    expect(expired.errors[0]?.message).toBe('Inloggningen är inte giltig.');
  });

  test('names the request on good answers too, each with an id of its own', async () => {
    const first = await send({ body: operation('{ __typename }') });
    const second = await send({ headers: { 'x-request-id': 'mine' }, body: operation('{ __typename }') });
    expect(first.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(second.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(first.headers.get('x-request-id')).not.toBe(second.headers.get('x-request-id'));
  });
});

describe('bad input', () => {
  const signedIn = () => ({ authorization: `Bearer ${ada.token}` });
  const CORRECT = 'mutation($input: CorrectProfileInput!) { correctProfile(input: $input) { userErrors { code } } }';

  test.each([
    ['NUL', 'A\0da'],
    ['half a surrogate pair', 'A\ud800da'],
  ])('%s in variables and literals is refused before the database, and named', async (_name, text) => {
    const variables = await send({
      headers: signedIn(),
      body: operation(CORRECT, { input: { expectedVersion: 1, givenName: text } }),
    });
    expect(variables.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: ['input', 'givenName'] });
    wellFormed(variables);
    // By the argument, as a user error does, whatever the client calls its variables.
    for (const [query, given] of [
      [CORRECT.replaceAll('$input', '$i'), { i: { expectedVersion: 1, givenName: text } }],
      [
        CORRECT.replace('$input: CorrectProfileInput!', '$n: String').replace(
          'input: $input',
          'input: { expectedVersion: 1, givenName: $n }',
        ),
        { n: text },
      ],
    ] as const) {
      const renamed = await send({ headers: signedIn(), body: operation(query, given) });
      expect(renamed.errors[0]?.extensions.field).toEqual(['input', 'givenName']);
    }
    const escaped = JSON.stringify(text).replaceAll('\0', '\\u0000');
    const literal = await send({
      headers: signedIn(),
      body: operation(
        `mutation { correctProfile(input: { expectedVersion: 1, givenName: ${escaped} }) { userErrors { code } } }`,
      ),
    });
    // Half a pair is no text of the language itself, so the parser may refuse it first.
    expect(['BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED']).toContain(literal.errors[0]?.extensions.code);
    expect([undefined, ['input', 'givenName']]).toContainEqual(literal.errors[0]?.extensions.field);
    wellFormed(literal);
  });

  test('whole surrogate pairs, and every other text, pass', async () => {
    const answer = await send({
      headers: signedIn(),
      body: operation('query($id: ID!) { node(id: $id) { id } }', { id: '😀 ﷽ \u200d é' }),
    });
    expect(answer.errors).toEqual([]);
  });

  test('variables nested beyond all reason are refused', async () => {
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    const answer = await send({
      headers: signedIn(),
      body: `{"query":"query($id: ID!) { node(id: $id) { id } }","variables":{"id":${deep}}}`,
    });
    expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    wellFormed(answer);
  });

  test('wrong types are told with their place, and no stack', async () => {
    for (const variables of [{ id: 1.5 }, { id: { a: 1 } }, { id: null }, {}]) {
      const answer = await send({ body: operation('query($id: ID!) { node(id: $id) { id } }', variables) });
      expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
      wellFormed(answer);
    }
  });

  test('what is wrong is said in the language of the request, and of the tenant where the request names none', async () => {
    const swedish = await (await world.tenant({ locale: 'sv' })).endUser();
    const authorization = `Bearer ${swedish.token}`;
    const node = 'query($id: ID!) { node(id: $id) { id } }';
    const told = async (body: string, headers: Record<string, string> = {}): Promise<string | undefined> =>
      (await send({ headers: { authorization, ...headers }, body })).errors[0]?.message;
    expect(await told(operation(node, { id: 1.5 }))).toBe('Värdet av id saknas eller passar inte typen.');
    expect(await told(operation(node, {}))).toBe('Värdet av id saknas eller passar inte typen.');
    const wrong = await send({
      headers: { authorization },
      body: operation(CORRECT, { input: { expectedVersion: 'x' } }),
    });
    expect(wrong.errors[0]).toMatchObject({
      message: 'Värdet av input.expectedVersion saknas eller passar inte typen.',
      extensions: {
        code: 'BAD_USER_INPUT',
        field: ['input', 'expectedVersion'],
        detail: expect.stringContaining('Int cannot represent'),
      },
    });
    expect(await told(operation('{ nothing }'))).toMatch(/^Operationen passar inte schemat\. .*nothing/);
    expect(await told(operation('{'))).toMatch(/^Operationen kan inte läsas\. /);
    expect(await told(operation(node, { id: 'A\0' }))).toMatch(/tecken/);
    expect(await told(operation('{'), { 'accept-language': 'et' })).toMatch(/^Toimingut ei saa lugeda\. /);
  });

  test('an argument of a query that is out of bounds is named', async () => {
    const answer = await send({ headers: signedIn(), body: operation('{ persons(first: 0) { totalCount } }') });
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: ['first'] });
    wellFormed(answer);
  });

  test('a fault of ours tells its id and nothing else', async () => {
    await world.owner.query('alter table person rename column given_name to lost');
    try {
      const answer = await send({ headers: signedIn(), body: operation('{ viewer { person { givenName } } }') });
      expect(answer.errors[0]?.extensions.code).toBe('INTERNAL');
      expect(answer.errors[0]?.message).toBe('Something went wrong here. Quote the request id when you report it.');
      wellFormed(answer);
    } finally {
      await world.owner.query('alter table person rename column lost to given_name');
    }
  });
});
