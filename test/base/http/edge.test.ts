import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { App, AppOptions } from '../../../src/app.js';
import { Actor } from '../../harness/actor.js';
import type { TestTenant } from '../../harness/tenant.js';
import { World } from '../../harness/world.js';

let world: World;
let school: TestTenant;
let app: App;
let url: string;

const TOKEN = 'a-token-for-the-scraper';
const options: Partial<AppOptions> = {
  rateLimits: { perIdentity: 5, perAddress: 4, failedSignIns: 3 },
  metricsToken: TOKEN,
  trustedProxies: ['127.0.0.1'],
  allowedOrigins: ['https://portal.example.org'],
};

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  app = await world.start(options);
  url = await app.http.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await app.close();
  await world.close();
});

/** Asks as from an address of its own, behind a proxy that is trusted. */
const from = (address: string, token: string | null = null) => ({
  ask: async () => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': address,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: '{"query":"{ __typename }"}',
    });
    const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    return { status: response.status, code: errors?.[0]?.extensions.code, wait: response.headers.get('retry-after') };
  },
});

const times = async <T>(count: number, work: () => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  for (let i = 0; i < count; i += 1) results.push(await work());
  return results;
};

describe('rates', () => {
  test('are counted by address where nobody is signed in', async () => {
    const answers = await times(5, () => from('192.0.2.1').ask());
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429]);
    expect(answers[4]).toMatchObject({ code: 'RATE_LIMITED' });
    expect(Number(answers[4]?.wait)).toBeGreaterThan(0);
    expect((await from('192.0.2.2').ask()).status).toBe(200);
  });

  test('are counted by network in IPv6, where one caller has more addresses than there are requests', async () => {
    const addresses = ['2001:db8:0:2::1', '2001:DB8::2:0:0:0:2', '2001:db8:0:2:a:b:c:d', '2001:0db8:0000:0002::'];
    for (const address of addresses) expect((await from(address).ask()).status).toBe(200);
    expect((await from('2001:db8:0:2:ffff::1').ask()).status).toBe(429);
    expect((await from('2001:db8:0:3::1').ask()).status).toBe(200);
    for (const address of [...Array<string>(3).fill('192.0.2.31'), '::ffff:192.0.2.31']) {
      expect((await from(address).ask()).status).toBe(200);
    }
    expect((await from('::ffff:192.0.2.31').ask()).status).toBe(429);
  });

  test('are counted by identity where somebody is, so that colleagues behind one address do not share', async () => {
    const ada = await school.endUser();
    const bo = await school.endUser();
    const answers = await times(6, () => from('192.0.2.3', ada.token).ask());
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await from('192.0.2.3', bo.token).ask()).status).toBe(200);
    expect((await from('192.0.2.4', ada.token).ask()).status).toBe(429);
  });

  test('are stricter for tokens that do not hold; who is signed in goes on, and so does another address', async () => {
    const ada = await school.endUser();
    expect((await from('192.0.2.5', ada.token).ask()).status).toBe(200);
    const answers = await times(5, () => from('192.0.2.5', 'a.b.c').ask());
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 429, 429]);
    expect((await from('192.0.2.5', ada.token).ask()).status).toBe(200);
    const bo = await school.endUser();
    expect((await from('192.0.2.5', bo.token).ask()).status).toBe(429);
    expect((await from('192.0.2.6', bo.token).ask()).status).toBe(200);
  });

  test('do not count a sign-in that has expired as an attack', async () => {
    const expired = await world.issuer.token(school.slug, { subject: 'ada', expiresIn: -3_600 });
    const answers = await times(4, () => from('192.0.2.7', expired).ask());
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  });
});

describe('subscriptions', () => {
  /** Subscribes once as from an address of its own; answers the code of what stands against it, or of the closed socket. */
  async function subscribe(address: string, token: string | null = null): Promise<string | number> {
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(target: string, protocols: string) {
          super(target, protocols, { headers: { 'x-forwarded-for': address } });
        }
      },
      connectionParams: token ? { authorization: `Bearer ${token}` } : {},
      retryAttempts: 0,
    });
    try {
      for await (const _ of client.iterate({ query: 'subscription { operationProgress(id: "x") { state } }' }));
      return 'DONE';
    } catch (thrown) {
      if (Array.isArray(thrown)) return String((thrown as { extensions: { code: string } }[])[0]?.extensions.code);
      return (thrown as CloseEvent).code;
    } finally {
      await client.dispose();
    }
  }

  test('count as requests of their address, or of the identity, and so does connecting', async () => {
    expect(await times(3, () => subscribe('192.0.2.21'))).toEqual(['DONE', 'DONE', 4429]);
    expect(await subscribe('192.0.2.22')).toBe('DONE');
    const { token } = await school.endUser();
    expect(await times(4, () => subscribe('192.0.2.21', token))).toEqual(['DONE', 'DONE', 'RATE_LIMITED', 4429]);
  });

  test('with tokens that do not hold are not connected, and soon not looked at', async () => {
    expect(await times(4, () => subscribe('192.0.2.23', 'a.b.c'))).toEqual([4403, 4403, 4403, 4429]);
    const { token } = await school.endUser();
    expect(await subscribe('192.0.2.23', token)).toBe(4429);
    expect(await subscribe('192.0.2.24', token)).toBe('DONE');
  });
});

describe('addresses', () => {
  const recorded = async (personId: string): Promise<string[]> => {
    await app.close();
    const rows = await school.rows<{ address: string }>(
      'select host(address) as address from account_address where person_id = $1',
      [personId],
    );
    app = await world.start(options);
    url = await app.http.listen({ port: 0, host: '127.0.0.1' });
    return rows.map(({ address }) => address);
  };

  test('are believed from a trusted proxy', async () => {
    const cy = await school.endUser();
    await new Actor(url, cy.token).send('{ viewer { accountId } }', {}, { 'x-forwarded-for': '198.51.100.7' });
    expect(await recorded(cy.ids?.personId ?? '')).toEqual(['198.51.100.7']);
  });

  test('are forgotten once nobody has come from them for ninety days', async () => {
    const ed = await school.endUser();
    const seen = (address: string, days: number) =>
      school.insert('account_address', {
        account_id: ed.ids?.accountId,
        person_id: ed.ids?.personId,
        address,
        last_seen_at: new Date(Date.now() - days * 86_400_000),
      });
    await seen('198.51.100.8', 89);
    await seen('198.51.100.9', 91);
    await app.sweep();
    expect(await recorded(ed.ids?.personId ?? '')).toEqual(['198.51.100.8']);
  });

  test('are not believed from anybody else', async () => {
    const di = await school.endUser();
    await di.send('{ viewer { accountId } }', {}, { 'x-forwarded-for': '198.51.100.7' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await recorded(di.ids?.personId ?? '')).toEqual(['127.0.0.1']);
  });
});

describe('pages of other origins', () => {
  const PORTAL = 'https://portal.example.org';
  const preflight = async (origin: string) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    await response.text();
    return response;
  };

  test('may call when they are a portal’s, without cookies', async () => {
    const asked = await preflight(PORTAL);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe(PORTAL);
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    const called = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { origin: PORTAL, 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.8' },
      body: '{"query":"{ __typename }"}',
    });
    expect(called.headers.get('access-control-allow-origin')).toBe(PORTAL);
    expect(called.headers.get('access-control-expose-headers')).toContain('x-request-id');
  });

  test.each(['https://portal.example.org.evil.example', 'http://localhost:5173', 'null'])(
    '%s may not',
    async (origin) => {
      const asked = await preflight(origin);
      expect(asked.status).toBe(405);
      expect(asked.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  test('may call in development from the same machine alone', async () => {
    const local = await world.start({ allowedOrigins: 'localhost' });
    try {
      for (const [origin, allowed] of [
        ['http://localhost:5173', 'http://localhost:5173'],
        ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
        ['http://localhost.evil.example', undefined],
        ['https://portal.example.org', undefined],
      ] as const) {
        const answer = await local.http.inject({ method: 'GET', url: '/health/live', headers: { origin } });
        expect(answer.headers['access-control-allow-origin']).toBe(allowed);
      }
    } finally {
      await local.close();
    }
  });
});

describe('health', () => {
  const health = async (path: string) => {
    const response = await fetch(`${url}/health/${path}`);
    return { status: response.status, body: await response.json() };
  };

  test('says that the process lives, and that what it needs answers', async () => {
    expect(await health('live')).toEqual({ status: 200, body: { status: 'ok' } });
    expect(await health('ready')).toEqual({
      status: 200,
      body: { status: 'ok', checks: { database: 'ok', blobs: 'ok' } },
    });
  });

  test('says what is out of reach, and still lives', async () => {
    const broken = await world.start({
      storage: {
        connectionString:
          'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint=http://127.0.0.1:9/a;',
      },
    });
    try {
      const address = await broken.http.listen({ port: 0, host: '127.0.0.1' });
      const response = await fetch(`${address}/health/ready`);
      expect(response.status).toBe(503);
      expect(await response.json()).toEqual({
        status: 'unavailable',
        checks: { database: 'ok', blobs: 'unavailable' },
      });
      expect((await fetch(`${address}/health/live`)).status).toBe(200);
    } finally {
      await broken.close();
    }
  });
});

describe('metrics', () => {
  const read = (authorization?: string) => fetch(`${url}/metrics`, authorization ? { headers: { authorization } } : {});

  test('are for who holds the token', async () => {
    expect((await read()).status).toBe(404);
    expect((await read('Bearer another')).status).toBe(404);
    const response = await read(`Bearer ${TOKEN}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/varde_http_request_duration_seconds_count\{/);
  });

  test('hold nothing that a caller sent', async () => {
    await fetch(`${url}/secret-path?email=ada@example.org`);
    await new Actor(url, null).send('query Secret { nothing }', {}, { 'x-forwarded-for': '192.0.2.99' });
    const text = await (await read(`Bearer ${TOKEN}`)).text();
    expect(text).toMatch(/varde_graphql_errors_total\{code="GRAPHQL_VALIDATION_FAILED"\} [1-9]/);
    expect(text).toContain('route="none"');
    expect(text).not.toMatch(/secret|example\.org|192\.0\.2/i);
  });

  test('do not exist where they were not asked for', async () => {
    expect((await fetch(`${world.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(404);
  });
});
