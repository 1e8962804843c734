import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import pino from 'pino';
import WebSocket from 'ws';
import type { App, AppOptions } from '../../../src/app.js';
import { newId, toGlobalId } from '../../../src/base/ids.js';
import type { Actor } from '../../harness/actor.js';
import type { TestTenant } from '../../harness/tenant.js';
import { World } from '../../harness/world.js';
import { RawSocket } from './raw-socket.js';

let world: World;
let school: TestTenant;
const apps: App[] = [];
const reported: string[] = [];

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
});
afterEach(async () => {
  RawSocket.terminateAll();
  for (const app of apps.splice(0)) await app.close();
});
afterAll(() => world.close());

/** The application with bounds of its own; answers where it takes WebSockets. */
async function start(options: Partial<AppOptions> = {}): Promise<string> {
  reported.length = 0;
  const logger = pino({ level: 'error' }, { write: (line: string) => void reported.push(line) });
  const app = await world.start({ logger, ...options });
  apps.push(app);
  return `${(await app.http.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')}/graphql`;
}

const authorization = ({ token }: Actor) => ({ authorization: `Bearer ${token}` });

/** Work that runs, of somebody who can follow it. */
async function work(actor: Actor): Promise<string> {
  const id = newId();
  await school.insert('operation', {
    id,
    kind: 'EXPORT',
    state: 'RUNNING',
    phase: 'phase.queued',
    requested_by_account_id: actor.ids?.accountId,
  });
  return toGlobalId('Operation', id);
}

describe('a token', () => {
  test.each([
    ['forged', 'Bearer a.b.c'],
    ['of another scheme', 'Basic YTpi'],
    ['empty', ''],
    ['too long', `Bearer ${'a'.repeat(10_001)}`],
    ['no text', 7],
  ])('that is %s closes the socket when it connects', async (_what, value) => {
    const url = await start();
    const { closed } = await RawSocket.connect(url, { authorization: value });
    expect(await closed).toEqual({ code: 4403, reason: 'UNAUTHENTICATED' });
  });

  test('of an issuer that is nobody’s, or that has expired, does so as well; one that holds is let in', async () => {
    const url = await start();
    const [foreign, expired] = await Promise.all([
      world.issuer.token(school.slug, { subject: 'a', issuer: 'https://issuer.example.org' }),
      world.issuer.token(school.slug, { subject: 'a', expiresIn: -60 }),
    ]);
    for (const token of [foreign, expired]) {
      const { closed } = await RawSocket.connect(url, { authorization: `Bearer ${token}` });
      expect(await closed).toEqual({ code: 4403, reason: 'UNAUTHENTICATED' });
    }
    const { told } = await RawSocket.connect(url, authorization(await school.endUser()));
    expect(told).toEqual([{ type: 'connection_ack' }]);
  });

  test('that is missing connects, and sees nothing of anybody', async () => {
    const url = await start();
    const raw = await RawSocket.connect(url);
    raw.subscribe('1', await work(await school.endUser()));
    expect(await raw.of('1', 1)).toEqual([{ type: 'complete', id: '1' }]);
  });

  test('that expires ends the socket, and what runs on it', async () => {
    const url = await start();
    const user = await school.endUser();
    const [row] = await school.rows<{ subject: string }>('select subject from account where id = $1', [
      user.ids?.accountId,
    ]);
    const token = await world.issuer.token(school.slug, { subject: row?.subject ?? '', expiresIn: 3 });
    const raw = await RawSocket.connect(url, { authorization: `Bearer ${token}` });
    raw.subscribe('1', await work(user));
    expect(await raw.of('1', 1)).toMatchObject([{ type: 'next' }]);
    expect(await raw.closed).toEqual({ code: 4403, reason: 'UNAUTHENTICATED' });
  });

  test('must come before anything else, and soon', async () => {
    const url = await start({ sockets: { initMs: 100 } });
    const early = await RawSocket.open(url);
    early.subscribe('1', 'x');
    expect((await early.closed).code).toBe(4401);
    const silent = await RawSocket.open(url);
    expect((await silent.closed).code).toBe(4408);
  });
});

describe('sockets', () => {
  test('are bounded by address, and one that is closed makes room', async () => {
    const url = await start({ sockets: { perAddress: 2 } });
    const [first, second] = [await RawSocket.connect(url), await RawSocket.connect(url)];
    const third = new RawSocket(new WebSocket(url, 'graphql-transport-ws'));
    expect(await third.closed).toEqual({ code: 4429, reason: 'LIMIT_EXCEEDED' });
    first.socket.close();
    await first.closed;
    expect((await RawSocket.connect(url)).told).toEqual([{ type: 'connection_ack' }]);
    expect(second.socket.readyState).toBe(WebSocket.OPEN);
  });

  test('are bounded by identity, so that a colleague at the same address is let in', async () => {
    const url = await start({ sockets: { perIdentity: 2 } });
    const [ada, bo] = [await school.endUser(), await school.endUser()];
    const [first] = [
      await RawSocket.connect(url, authorization(ada)),
      await RawSocket.connect(url, authorization(ada)),
    ];
    const third = await RawSocket.connect(url, authorization(ada));
    expect(await third.closed).toEqual({ code: 4429, reason: 'LIMIT_EXCEEDED' });
    expect((await RawSocket.connect(url, authorization(bo))).told).toEqual([{ type: 'connection_ack' }]);
    first?.socket.close();
    await first?.closed;
    expect((await RawSocket.connect(url, authorization(ada))).told).toEqual([{ type: 'connection_ack' }]);
  });

  test('run so many subscriptions and no more, until one has ended', async () => {
    const url = await start({ sockets: { subscriptions: 2 } });
    const user = await school.endUser();
    const operation = await work(user);
    const raw = await RawSocket.connect(url, authorization(user));
    for (const id of ['1', '2', '3']) raw.subscribe(id, operation);
    expect(await raw.of('3', 1)).toMatchObject([
      { type: 'error', payload: [{ extensions: { code: 'LIMIT_EXCEEDED', requestId: expect.any(String) } }] },
    ]);
    expect(await raw.of('1', 1)).toMatchObject([{ type: 'next' }]);
    raw.send({ type: 'complete', id: '1' });
    await wait(500);
    raw.subscribe('4', operation);
    expect(await raw.of('4', 1)).toMatchObject([{ type: 'next' }]);
  });

  test('count what they ask, also where it cannot be read', async () => {
    const url = await start({ rateLimits: { perIdentity: 3, perAddress: 3, failedSignIns: 3 } });
    const raw = await RawSocket.connect(url, authorization(await school.endUser()));
    const codes: unknown[] = [];
    for (const id of ['1', '2', '3']) {
      raw.send({ type: 'subscribe', id, payload: { query: 'subscription {' } });
      codes.push((await raw.of(id, 1))[0]?.payload);
    }
    expect(codes).toMatchObject([
      [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }],
      [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }],
      [{ extensions: { code: 'RATE_LIMITED' } }],
    ]);
  });

  test('that go take along what runs on them', async () => {
    const url = await start();
    const user = await school.endUser();
    const raw = await RawSocket.connect(url, authorization(user));
    raw.subscribe('1', await work(user));
    await raw.of('1', 1);
    raw.socket.terminate();
    await wait(300);
    await world.owner.query('alter table operation rename to operation_away');
    await wait(1_200);
    await world.owner.query('alter table operation_away rename to operation');
    expect(reported).toEqual([]);
  });

  test('without a subscription are closed, and those with one are not', async () => {
    const url = await start({ sockets: { idleMs: 300 } });
    const user = await school.endUser();
    const busy = await RawSocket.connect(url, authorization(user));
    busy.subscribe('1', await work(user));
    const idle = await RawSocket.connect(url, authorization(user));
    expect(await idle.closed).toEqual({ code: 1000, reason: 'IDLE' });
    await wait(300);
    expect(busy.socket.readyState).toBe(WebSocket.OPEN);
    busy.send({ type: 'complete', id: '1' });
    expect(await busy.closed).toEqual({ code: 1000, reason: 'IDLE' });
  });

  test('whose client answers no ping are ended, and those of others are kept', async () => {
    const url = await start({ sockets: { pingMs: 150 } });
    const gone = new RawSocket(new WebSocket(url, 'graphql-transport-ws', { autoPong: false }));
    await once(gone.socket, 'open');
    gone.send({ type: 'connection_init' });
    const there = await RawSocket.connect(url);
    expect((await gone.closed).code).toBe(1006);
    await wait(300);
    expect(there.socket.readyState).toBe(WebSocket.OPEN);
  });

  test('whose client does not read what it asked for are ended', async () => {
    const raw = await RawSocket.connect(await start());
    raw.socket.pause();
    for (let i = 0; i < 400; i += 1) raw.send({ type: 'ping', payload: { text: 'x'.repeat(60_000) } });
    await wait(1_000);
    raw.socket.resume();
    expect((await raw.closed).code).toBe(1006);
  });

  test('that were refused or went away while they connected leave the others as they are', async () => {
    const url = await start();
    const { port } = new URL(url);
    const upgrade = (path: string) =>
      `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
    for (const path of ['/graphql', '/elsewhere']) {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write(upgrade(path), () => socket.resetAndDestroy()),
      );
      await once(socket, 'close');
    }
    const elsewhere = new WebSocket(url.replace('/graphql', '/elsewhere'), 'graphql-transport-ws');
    const [error] = (await once(elsewhere, 'error')) as [Error];
    expect(error.message).toContain('404');
    const oversized = await RawSocket.connect(url);
    oversized.socket.send('x'.repeat(65 * 1024));
    expect((await oversized.closed).code).toBe(1009);
    expect((await RawSocket.connect(url)).told).toEqual([{ type: 'connection_ack' }]);
  });
});

describe('an error while a subscription runs', () => {
  test('tells a code and an id to quote, is reported, and quotes nothing', async () => {
    const url = await start();
    const user = await school.endUser();
    const id = await work(user);
    const client = createClient({
      url,
      webSocketImpl: WebSocket,
      connectionParams: { ...authorization(user), acceptLanguage: 'nb' },
      retryAttempts: 0,
    });
    const query = 'subscription($id: ID!) { operationProgress(id: $id) { state } }';
    const states: unknown[] = [];
    let thrown: unknown;
    try {
      for await (const { data } of client.iterate({ query, variables: { id } })) {
        states.push(data);
        await world.owner.query('alter table operation rename to operation_away');
      }
    } catch (errors) {
      thrown = errors;
    } finally {
      await world.owner.query('alter table operation_away rename to operation');
      await client.dispose();
    }
    expect(states).toHaveLength(1);
    expect(thrown).toEqual([
      {
        message: expect.stringContaining('forespørsels'),
        extensions: { code: 'INTERNAL', requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      },
    ]);
    expect(reported.join()).toContain('"msg":"fault"');
    expect(reported.join()).not.toContain('operation_away');
  });
});
