import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoTenants } from '../../src/development/demo/index.js';
import type { DevelopmentFile, DevelopmentPerson } from '../../src/development/development.file.js';
import { processesMarked } from '../../src/development/running-process.js';
import { Actor } from '../harness/actor.js';

const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));
const started: Varde[] = [];

/** A machine behind a proxy, which does not answer: nothing that stays on the machine may need it. */
const machine = {
  PATH: process.env['PATH'] ?? '',
  http_proxy: 'http://127.0.0.1:9',
  https_proxy: 'http://127.0.0.1:9',
};

/** The server as `npm start` runs it once it is compiled. */
class Varde {
  output = '';
  private readonly ended: Promise<unknown>;

  constructor(
    parameters: readonly string[],
    readonly folder: string,
    environment: Readonly<Record<string, string>> = {},
    readonly child: ChildProcess = spawn(process.execPath, [main, ...parameters], {
      env: { ...machine, INIT_CWD: folder, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  ) {
    child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = once(child, 'close');
    started.push(this);
  }

  /** What `dev.json` says, once the terminal says that all is ready. */
  async ready(): Promise<DevelopmentFile> {
    for (let tries = 0; !this.output.includes('Stop with Ctrl-C'); tries++) {
      if (tries > 1_700 || this.child.exitCode !== null) throw new Error(`It did not start:\n${this.output}`);
      await sleep(50);
    }
    return JSON.parse(await readFile(path.join(this.folder, 'data', 'dev.json'), 'utf8')) as DevelopmentFile;
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.exit();
  }

  async exit(): Promise<number | null> {
    await this.ended;
    return this.child.exitCode;
  }
}

const actorOf = (file: DevelopmentFile, { token }: { token: string }): Actor =>
  new Actor(file.graphql.replace('/graphql', ''), token);

function find(file: DevelopmentFile, slug: string, role: string): DevelopmentPerson {
  const person = file.tenants.find((tenant) => tenant.slug === slug)?.people.find((one) => one.role === role);
  if (!person) throw new Error(`${slug} has no ${role}`);
  return person;
}

async function clusterOf(folder: string): Promise<string> {
  const secrets = await readFile(path.join(folder, 'data', 'database', 'cluster', 'secrets.json'), 'utf8');
  return (JSON.parse(secrets) as { clusterName: string }).clusterName;
}

describe('npm start', () => {
  let folder: string;
  let varde: Varde;
  let file: DevelopmentFile;

  beforeAll(async () => {
    // Only its owner may enter it: as root, PostgreSQL's user may not.
    folder = await mkdtemp(path.join(os.tmpdir(), 'varde-start-'));
    varde = new Varde(['--data', 'data', '--port', '0'], folder);
    file = await varde.ready();
  }, 120_000);

  afterAll(async () => {
    for (const { child } of started) child.kill('SIGKILL');
    await Promise.all(started.map((one) => one.exit()));
    await sleep(200);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  test('dev.json has addresses, people and tokens, for its owner only', async () => {
    expect((await stat(path.join(folder, 'data', 'dev.json'))).mode & 0o777).toBe(0o600);
    expect(Object.keys(file)).toEqual(['graphql', 'ide', 'database', 'appDatabase', 'blobs', 'tenants', 'operator']);
    expect(file.tenants.map(({ slug }) => slug)).toEqual(demoTenants.map(({ slug }) => slug));
    for (const { people } of file.tenants) {
      const keys = ['role', 'name', 'accountId', 'personId', 'token', 'mfaToken'];
      for (const person of people) expect(Object.keys(person)).toEqual(keys);
      const roles = people.map(({ role }) => role);
      expect(roles).toEqual(expect.arrayContaining(['end_user', 'teacher', 'unit_administrator', 'controller']));
    }
    expect(varde.output).toContain(file.graphql);
    expect(varde.output).toContain('curl -s ');
  });

  test('the terminal says of each tenant how many people its controller sees', async () => {
    for (const { slug, name, people } of file.tenants) {
      const controller = actorOf(file, people.find(({ role }) => role === 'controller') ?? { token: '' });
      const { persons } = await controller.ask<{ persons: { totalCount: number } }>(
        '{ persons(first: 1) { totalCount } }',
      );
      expect({ slug, said: varde.output.split('\n').find((line) => line.includes(`demo tenant ${name}:`)) }).toEqual({
        slug,
        said: expect.stringContaining(`: ${persons.totalCount} people`),
      });
    }
  });

  test('everybody listed can sign in, as what the list says', async () => {
    const query = '{ viewer { accountId isService person { id displayName } roles { name } roleGrants { role } } }';
    for (const { people } of file.tenants) {
      for (const { role, name, accountId, personId, token } of people) {
        type Viewer = {
          accountId: string;
          person: { id: string; displayName: string } | null;
          roles: { name: string }[];
          roleGrants: { role: string }[];
        };
        const { viewer } = await actorOf(file, { token }).ask<{ viewer: Viewer }>(query);
        expect(viewer.accountId).toBe(accountId);
        expect(viewer.person?.id ?? null).toBe(personId);
        if (viewer.person) expect(viewer.person.displayName).toBe(name);
        const granted = ['teacher', 'unit_administrator', 'controller'].includes(role) ? [role] : [];
        // Also one that has no effect, as where a course has lapsed.
        const listed = [...viewer.roles.map((held) => held.name), ...viewer.roleGrants.map((grant) => grant.role)];
        expect(listed).toEqual(expect.arrayContaining(personId === null ? [] : ['end_user', ...granted]));
      }
    }
    const { viewer } = await actorOf(file, file.operator).ask<{ viewer: object }>('{ viewer { roles { name } } }');
    expect(viewer).toEqual({ roles: [{ name: 'operator' }] });
  });

  test('the second token says that a second factor was used, and the first does not', async () => {
    const { token, mfaToken } = find(file, 'tammejoe', 'controller');
    const query = '{ viewer { secondFactorAt } }';
    expect(await actorOf(file, { token }).ask(query)).toEqual({ viewer: { secondFactorAt: null } });
    const with2 = await actorOf(file, { token: mfaToken }).ask<{ viewer: { secondFactorAt: string } }>(query);
    expect(Date.parse(with2.viewer.secondFactorAt)).toBeGreaterThan(Date.now() - 600_000);
  });

  test('an account that nobody linked sees no person, its neighbour does', async () => {
    const query = '{ persons(first: 1) { totalCount } }';
    const unlinked = await actorOf(file, find(file, 'kaarnala', 'unlinked')).send<{ persons: { totalCount: number } }>(
      query,
    );
    expect(unlinked.data?.persons?.totalCount ?? 0).toBe(0);
    const controller = await actorOf(file, find(file, 'kaarnala', 'controller')).ask<{
      persons: { totalCount: number };
    }>(query);
    expect(controller.persons.totalCount).toBeGreaterThan(30);
  });

  test('people have done something already: files, invitations, agreements, and one waits for the operator', async () => {
    const controller = actorOf(file, find(file, 'kvarnlunda', 'controller'));
    const query = '{ agreement { status } invitations(first: 10) { nodes { state } } }';
    const answer = await controller.ask<{ agreement: object; invitations: object }>(query);
    expect(answer.agreement).toEqual({ status: 'IN_FORCE' });
    expect(answer.invitations).toEqual({ nodes: [{ state: 'PENDING' }, { state: 'PENDING' }] });
    const own = '{ viewer { person { uploads(first: 5) { nodes { fileName } } } } }';
    expect(await actorOf(file, find(file, 'kvarnlunda', 'end_user')).ask(own)).toEqual({
      viewer: { person: { uploads: { nodes: [{ fileName: 'leveransanvisning.txt' }] } } },
    });
    expect(await actorOf(file, file.operator).ask('{ agreementsToCountersign { tenantName } }')).toEqual({
      agreementsToCountersign: [{ tenantName: 'Kaarnalan opiskelijarekisteri' }],
    });
    const platform =
      '{ processor { legalName } subProcessors(first: 10) { nodes { isPrimary } } measures { heading } }';
    const open = await new Actor(file.graphql.replace('/graphql', ''), null).ask<{
      subProcessors: { nodes: object[] };
    }>(platform);
    expect(open.subProcessors.nodes.length).toBeGreaterThan(1);
  });

  test('the sign-in page has whom the tenant invited, beside who has an account', async () => {
    const parameters = new URLSearchParams({
      client_id: 'varde-portal',
      response_type: 'code',
      redirect_uri: 'http://localhost/',
      scope: 'openid',
      code_challenge: 'a'.repeat(43),
      code_challenge_method: 'S256',
    });
    const issuer = file.graphql.replace('/graphql', '/dev/issuers/kvarnlunda');
    const start = await fetch(`${issuer}/auth?${parameters.toString()}`, { redirect: 'manual' });
    const cookie = start.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    const page = await fetch(new URL(start.headers.get('location') ?? '', issuer), {
      headers: { cookie: cookie.join('; ') },
    });
    const html = await page.text();
    expect(html.match(/value="invited-[0-9a-f-]{36}"/g)).toHaveLength(2);
    expect(html).toContain('invited as ');
    expect(html).toContain('value="newcomer-1"');
  });

  test('browsers get the IDE at /graphql and /ide/, whole and with a policy of its own', async () => {
    const page = await fetch(file.graphql, { headers: { accept: 'text/html,application/xhtml+xml' } });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const scripts = [...(await page.text()).matchAll(/(?:src|href)="([^"/][^"]*\.(?:js|css))"/g)].map(
      ([, name]) => name,
    );
    expect(scripts.length).toBeGreaterThan(3);
    for (const name of scripts) expect((await fetch(`${file.ide}${name}`)).status).toBe(200);
    expect((await fetch(`${file.ide}..%2f..%2fpackage.json`)).status).toBe(404);
    const api = await fetch(file.graphql, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{__typename}"}',
    });
    expect(api.headers.get('content-security-policy')).not.toContain("'unsafe-inline' blob");
  });

  test('the tour is played to its end, and leaves its files', async () => {
    const tour = fileURLToPath(new URL('../../src/commands/tour.js', import.meta.url));
    const child = spawn(process.execPath, [tour, '--data', 'data', '--tenant', 'tammejoe'], {
      env: { ...machine, INIT_CWD: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const played = new Varde([], folder, {}, child);
    expect({ code: await played.exit(), output: played.output }).toMatchObject({
      code: 0,
      output: expect.stringContaining('operations. On disk:'),
    });
    for (const name of ['my-data.zip', 'tenant.zip', 'agreement.pdf', 'agreement.json', 'erasure-certificate.json']) {
      expect((await stat(path.join(folder, 'varde-tour', name))).size).toBeGreaterThan(1000);
    }
  }, 60_000);

  test('a second one on the same folder, or on a port in use, says so and ends with 1', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const same = new Varde(['--data', 'data', '--port', '0'], folder);
    const refused = new Varde(['--data', 'other', '--port', String(port)], folder);
    expect(await Promise.all([same.exit(), refused.exit()])).toEqual([1, 1]);
    expect(same.output).toContain('is in use by another running Varde');
    expect(same.output).not.toContain('    at ');
    expect(refused.output).toContain(`Port ${port} of this machine is in use`);
    taken.close();
  });

  test('changes survive kill -9 and a restart on another port; Ctrl-C leaves no process and no dev.json', async () => {
    const elin = find(file, 'kvarnlunda', 'end_user');
    const correct = `mutation ($input: CorrectProfileInput!) { correctProfile(input: $input) {
      person { telephone } userErrors { code } } }`;
    type Version = { viewer: { person: { version: number } } };
    const { viewer } = await actorOf(file, elin).ask<Version>('{ viewer { person { version } } }');
    const { version } = viewer.person;
    const input = { expectedVersion: version, telephone: '070-174 06 90' };
    expect(await actorOf(file, elin).ask(correct, { input })).toEqual({
      correctProfile: { person: { telephone: '+46701740690' }, userErrors: [] },
    });
    await varde.end('SIGKILL');
    varde = new Varde(['--data', 'data', '--port', '0'], folder);
    const again = await varde.ready();
    expect(again.graphql).not.toBe(file.graphql);
    const same = find(again, 'kvarnlunda', 'end_user');
    expect({ ...same, token: '', mfaToken: '' }).toEqual({ ...elin, token: '', mfaToken: '' });
    expect(await actorOf(again, same).ask('{ viewer { person { telephone version } } }')).toEqual({
      viewer: { person: { telephone: '+46701740690', version: version + 1 } },
    });
    expect(varde.output).not.toContain('Loaded the demo tenant');
    expect(await varde.end('SIGINT')).toBe(0);
    expect(await processesMarked(await clusterOf(folder))).toEqual([]);
    await expect(stat(path.join(folder, 'data', 'dev.json'))).rejects.toThrow('ENOENT');
  }, 120_000);
});

test('every mistake in the configuration of production is told at once, and nothing is started', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'varde-config-'));
  const varde = new Varde([], folder, { DATABASE_URL: 'mysql://x', PORT: 'many' });
  expect(await varde.exit()).toBe(1);
  for (const name of ['PORT', 'DATABASE_URL', 'OIDC_ISSUER', 'OIDC_JWKS_URI', 'OPERATOR_SUBJECT', 'SIGNING_KEY']) {
    expect(varde.output).toContain(`  - ${name}: `);
  }
  await rm(folder, { recursive: true });
});
