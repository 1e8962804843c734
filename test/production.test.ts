import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import WebSocket from 'ws';
import { generateSigningKey, signingKeyAsPem } from '../src/base/signing/index.js';
import { freePort } from '../src/development/free-port.js';
import { Actor } from './harness/actor.js';
import { TEMPLATE } from './harness/global-setup.js';
import { TestIssuer } from './harness/issuer.js';

const main = fileURLToPath(new URL('../src/main.js', import.meta.url));
const suite = JSON.parse(process.env['VARDE_TEST'] ?? '{}') as { ownerUrl: string; appUrl: string; blobs: string };
const name = `test_${randomBytes(6).toString('hex')}`;

async function asOwner<Row extends object>(database: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: at(suite.ownerUrl, database) });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(42); set app.operator = 'on'");
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

function at(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}

describe('production', () => {
  let issuer: TestIssuer;
  let folder: string;
  let url: string;
  let child: ChildProcess;
  let environment: Record<string, string>;

  /** Starts the process, and waits until it listens. */
  async function start(): Promise<ChildProcess> {
    const started = spawn(process.execPath, [main], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface(started.stdout)) if (line.includes('listening')) break;
    started.stdout.resume();
    return started;
  }

  const operator = async (): Promise<Actor> =>
    new Actor(url, await issuer.token('operator', { subject: 'olga', secondFactorAt: new Date() }));

  beforeAll(async () => {
    await asOwner('varde', `create database ${name} template ${TEMPLATE}`);
    issuer = await TestIssuer.start();
    folder = await mkdtemp(path.join(os.tmpdir(), 'varde-production-'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    environment = {
      PATH: process.env['PATH'] ?? '',
      PORT: String(port),
      DATABASE_URL: at(suite.appUrl, name),
      DATABASE_OWNER_URL: at(suite.ownerUrl, name),
      AZURE_STORAGE_CONNECTION_STRING: suite.blobs,
      OIDC_ISSUER: issuer.nameFor('operator'),
      OIDC_AUDIENCE: 'varde-api',
      OIDC_JWKS_URI: issuer.jwksUri,
      OPERATOR_SUBJECT: 'olga',
      OPERATOR_NAME: 'Processor Ltd',
      SOCKET_LIMIT_ADDRESS: '1',
      SIGNING_KEY: signingKeyAsPem(await generateSigningKey()),
    };
    child = await start();
  }, 60_000);

  afterAll(async () => {
    child.kill('SIGKILL');
    await issuer.stop();
    await asOwner('varde', `drop database ${name} with (force)`);
    await rm(folder, { recursive: true, force: true });
  });

  test('the configured operator signs in, and there is no tenant but the operator', async () => {
    expect(await (await operator()).ask('{ viewer { roles { name } } }')).toEqual({
      viewer: { roles: [{ name: 'operator' }] },
    });
    expect(await asOwner(name, 'select kind, name from tenant')).toEqual([{ kind: 'operator', name: 'Processor Ltd' }]);
  });

  test.each([
    '/dev/issuers/operator/jwks',
    '/dev/issuers/operator/.well-known/openid-configuration',
    '/ide',
    '/ide/',
    '/ide/main.js',
  ])('nothing of the development kit is reachable at %s', async (address) => {
    expect((await fetch(`${url}${address}`)).status).toBe(404);
  });

  test('a browser gets no IDE at /graphql, a client gets the API there', async () => {
    const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).not.toContain('text/html');
    const answer = await fetch(`${url}/graphql?query={__typename}`, { headers: { 'apollo-require-preflight': 'yes' } });
    expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
  });

  test('an address holds as many sockets open as are configured', async () => {
    const open = () => new WebSocket(url.replace('http', 'ws').concat('/graphql'), 'graphql-transport-ws');
    const held = open();
    await once(held, 'open');
    const [code] = (await once(open(), 'close')) as [number];
    expect(code).toBe(4429);
  });

  test('it writes nothing where it was started, and ends in order', async () => {
    expect(await readdir(folder)).toEqual([]);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  test('a second start changes nothing: an operator who was deprived of the role stays so', async () => {
    await asOwner(name, `set app.tenant_id = '${await operatorTenant()}'; delete from role_grant`);
    child = await start();
    const { roles } = (await (await operator()).ask<{ viewer: { roles: object[] } }>('{ viewer { roles { name } } }'))
      .viewer;
    expect(roles).toEqual([]);
  });

  async function operatorTenant(): Promise<string> {
    const [tenant] = await asOwner<{ id: string }>(name, "select tenant_id as id from tenant where kind = 'operator'");
    return tenant?.id ?? '';
  }
});
