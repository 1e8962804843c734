import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { createRemoteJWKSet, decodeJwt, type JWTPayload, jwtVerify } from 'jose';
import {
  audience,
  createDevelopmentSignIn,
  type DevelopmentIssuer,
  type DevelopmentSignIn,
  portalClientId,
} from '../../src/development/sign-in.js';
import { Browser, location } from './browser.js';

const issuers: DevelopmentIssuer[] = [
  {
    slug: 'school',
    name: 'Støvring <b>skole</b> & Co',
    accounts: [
      { subject: 'ada', name: 'Ada Õun', role: 'Privacy officer', email: 'ada@example.org' },
      { subject: 'bo', name: 'Bo "<script>"', role: 'Teacher' },
    ],
  },
  { slug: 'city', name: 'City', accounts: [{ subject: 'ada', name: 'Another Ada', role: 'Pupil' }] },
  { slug: 'operator', name: 'Operator', accounts: [{ subject: 'olga', name: 'Olga', role: 'Operator' }] },
];
const portal = 'http://localhost:5173/callback';

describe('development sign-in', () => {
  let app: FastifyInstance;
  let base: string;
  let directory: string;
  let signIn: DevelopmentSignIn;
  let browser: Browser;
  const faults: Error[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'varde-sign-in-'));
    app = fastify();
    await app.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
      scope.all('/dev/issuers/:slug/*', (request, reply) => {
        reply.hijack();
        signIn.handle(request.raw, reply.raw);
      });
    });
    base = await app.listen({ host: '127.0.0.1', port: 0 });
    signIn = createDevelopmentSignIn({
      baseUrl: base,
      directory,
      accounts: async () => issuers,
      onError: (error) => faults.push(error),
    });
  });
  beforeEach(() => {
    browser = new Browser();
  });
  afterAll(async () => {
    await app.close();
    await rm(directory, { recursive: true, force: true });
    expect(faults).toEqual([]);
  });

  /** As the API verifies a tenant's token: by the issuer's published keys. */
  async function verify(token: string, slug = 'school'): Promise<JWTPayload> {
    const issuer = signIn.issuerOf(slug);
    const discovery = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as {
      issuer: string;
      jwks_uri: string;
    };
    expect(discovery.issuer).toBe(issuer);
    const keys = createRemoteJWKSet(new URL(discovery.jwks_uri));
    const requiredClaims = ['exp', 'sub', 'iat', 'jti', 'auth_time', 'amr'];
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ['ES256'],
      typ: 'at+jwt',
      requiredClaims,
    });
    return payload;
  }

  const verifier = randomBytes(32).toString('base64url');

  function authorizationUrl(slug: string, changes: Record<string, string> = {}): string {
    const parameters = {
      client_id: portalClientId,
      response_type: 'code',
      redirect_uri: portal,
      scope: 'openid profile',
      state: 'state-1',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    };
    return `${signIn.issuerOf(slug)}/auth?${new URLSearchParams(parameters).toString()}`;
  }

  async function signInAs(slug: string, form: Record<string, string>, changes = {}): Promise<URL> {
    const page = location(await browser.go(authorizationUrl(slug, changes)));
    const resume = await browser.go(page, form);
    expect(resume.status).toBe(303);
    return new URL(location(await browser.go(location(resume))));
  }

  async function redeem(slug: string, form: Record<string, string>) {
    const response = await fetch(`${signIn.issuerOf(slug)}/token`, {
      method: 'POST',
      headers: { origin: new URL(portal).origin },
      body: new URLSearchParams({ client_id: portalClientId, ...form }),
    });
    const body = (await response.json()) as Record<string, string>;
    return { response, body };
  }

  test('a portal gets a token for a chosen person, with the second factor that was ticked', async () => {
    const back = await signInAs('school', { subject: 'ada', secondFactor: 'yes' });
    expect(back.origin + back.pathname).toBe(portal);
    expect(back.searchParams.get('state')).toBe('state-1');
    const code = back.searchParams.get('code') ?? '';
    const grant = { grant_type: 'authorization_code', code, redirect_uri: portal, code_verifier: verifier };
    const { response, body } = await redeem('school', grant);
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    const claims = await verify(body['access_token'] ?? '');
    expect(claims).toMatchObject({ sub: 'ada', amr: ['pwd', 'otp'], aud: audience, client_id: portalClientId });
    expect(claims).toMatchObject({ email: 'ada@example.org', email_verified: true });
    expect(Math.abs(Number(claims['auth_time']) - Date.now() / 1000)).toBeLessThan(30);
    expect(decodeJwt(body['id_token'] ?? '')).toMatchObject({ sub: 'ada', name: 'Ada Õun', amr: ['pwd', 'otp'] });

    const replay = await redeem('school', grant);
    expect(replay.body['error']).toBe('invalid_grant');
  });

  test('without the tick there is no second factor; a code is worth nothing without its verifier', async () => {
    const code = (await signInAs('school', { subject: 'bo' })).searchParams.get('code') ?? '';
    const grant = { grant_type: 'authorization_code', code, redirect_uri: portal };
    const stolen = await redeem('school', { ...grant, code_verifier: randomBytes(32).toString('base64url') });
    expect(stolen.body['error']).toBe('invalid_grant');
    const again = (await signInAs('school', { subject: 'bo' }, { prompt: 'login' })).searchParams.get('code') ?? '';
    const { body } = await redeem('school', { ...grant, code: again, code_verifier: verifier });
    const claims = await verify(body['access_token'] ?? '');
    expect(claims).toMatchObject({ sub: 'bo', amr: ['pwd'] });
    expect(claims).not.toHaveProperty('email');
  });

  test('stepping up: a second factor that is asked for, and a sign-in that is too old, are asked for anew', async () => {
    const stepUp = { acr_values: 'https://refeds.org/profile/mfa', max_age: '1' };
    const claimsOf = async (back: URL): Promise<JWTPayload> => {
      const code = back.searchParams.get('code') ?? '';
      const grant = { grant_type: 'authorization_code', code, redirect_uri: portal, code_verifier: verifier };
      return verify((await redeem('school', grant)).body['access_token'] ?? '');
    };
    const page = async (changes: object): Promise<string> =>
      (await browser.go(location(await browser.go(authorizationUrl('school', { ...changes }))))).text();
    const plain = await claimsOf(await signInAs('school', { subject: 'ada' }));
    expect(await page(stepUp)).toContain('value="yes" checked');
    const without = await signInAs('school', { subject: 'ada' }, stepUp);
    expect(without.searchParams.get('error')).toBe('unmet_authentication_requirements');
    const first = await claimsOf(await signInAs('school', { subject: 'ada', secondFactor: 'yes' }, stepUp));
    expect(first).toMatchObject({ amr: ['pwd', 'otp'], acr: stepUp.acr_values });
    expect(first['auth_time']).toBeGreaterThanOrEqual(Number(plain['auth_time']));
    // While it is recent enough nobody is asked again; afterwards, and with `prompt=login`, everybody is.
    const silent = await browser.go(authorizationUrl('school', { ...stepUp, max_age: '60' }));
    expect((await claimsOf(new URL(location(silent))))['auth_time']).toBe(first['auth_time']);
    expect(await page({ prompt: 'login' })).toContain('Sign in to');
    await setTimeout(2_100);
    const again = await claimsOf(await signInAs('school', { subject: 'ada', secondFactor: 'yes' }, stepUp));
    expect(again['auth_time']).toBeGreaterThan(Number(first['auth_time']));
  });

  test('a refresh token renews the access token and keeps when and how the person signed in', async () => {
    const changes = { scope: 'openid offline_access', prompt: 'consent' };
    const code = (await signInAs('school', { subject: 'ada', secondFactor: 'yes' }, changes)).searchParams.get('code');
    const grant = { grant_type: 'authorization_code', code: code ?? '', redirect_uri: portal, code_verifier: verifier };
    const first = (await redeem('school', grant)).body;
    const renewal = { grant_type: 'refresh_token', refresh_token: first['refresh_token'] ?? '' };
    const second = (await redeem('school', renewal)).body;
    const claims = await verify(second['access_token'] ?? '');
    expect(claims).toMatchObject({ sub: 'ada', amr: ['pwd', 'otp'] });
    expect(claims['auth_time']).toBe((await verify(first['access_token'] ?? ''))['auth_time']);
  });

  test('the page lists the people with their roles, escaped, without scripts or anything from elsewhere', async () => {
    const page = await browser.go(location(await browser.go(authorizationUrl('school', { login_hint: 'bo' }))));
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html).toContain('Støvring &lt;b&gt;skole&lt;/b&gt; &amp; Co');
    expect(html).toContain('Privacy officer');
    expect(html.indexOf('Bo &quot;&lt;script&gt;&quot;')).toBeLessThan(html.indexOf('Ada Õun'));
    expect(html).not.toMatch(/<script|https:\/\//);
    expect(html).not.toContain('Another Ada');
  });

  test('cancelling, choosing nobody and choosing somebody of another tenant give no code', async () => {
    expect((await signInAs('school', { cancel: 'yes' })).searchParams.get('error')).toBe('access_denied');
    const page = location(await browser.go(authorizationUrl('school')));
    expect((await browser.go(page, {})).status).toBe(400);
    expect((await browser.go(page, { subject: 'olga' })).status).toBe(400);
    expect((await browser.go(page, { subject: 'x'.repeat(9000) })).status).toBe(400);
    expect((await new Browser().go(page, { subject: 'ada' })).status).toBe(400);
  });

  test('a code goes to this machine only', async () => {
    for (const foreign of ['https://evil.example/', 'http://localhost.evil.example/', 'http://a@localhost/']) {
      const response = await browser.go(authorizationUrl('school', { redirect_uri: foreign }));
      expect(response.status).toBe(400);
      expect(response.headers.get('location')).toBeNull();
    }
    const other = await browser.go(authorizationUrl('school', { redirect_uri: 'http://127.0.0.1:3000/any/path' }));
    expect(location(other)).toContain('/dev/issuers/school/interaction/');
  });

  test('a made token is verified like one from the page, and only by its own issuer', async () => {
    const before = Math.floor(Date.now() / 1000);
    const email = 'olga@example.org';
    const token = await signIn.mintToken({ slug: 'operator', subject: 'olga', email, secondFactor: true });
    const claims = await verify(token, 'operator');
    expect(claims).toMatchObject({
      sub: 'olga',
      email,
      email_verified: true,
      amr: ['pwd', 'otp'],
      client_id: portalClientId,
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(86_400);
    expect(claims['auth_time']).toBeGreaterThanOrEqual(before);
    await expect(verify(token, 'school')).rejects.toThrow();

    const old = await signIn.mintToken({ slug: 'school', subject: 'ada', secondFactor: true, signedInSecondsAgo: 900 });
    expect((await verify(old))['auth_time']).toBeLessThanOrEqual(Math.floor(Date.now() / 1000) - 900);
    const late = await signIn.mintToken({ slug: 'school', subject: 'ada', secondFactor: false, lifetimeSeconds: -5 });
    await expect(verify(late)).rejects.toThrow(/exp/);
    await expect(signIn.mintToken({ slug: '../x', subject: 'a', secondFactor: false })).rejects.toThrow(/slug/);
  });

  test('keys are private and outlive a restart, also when many tokens were made at once', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 5 }, () => signIn.mintToken({ slug: 'city', subject: 'ada', secondFactor: false })),
    );
    const restarted = createDevelopmentSignIn({ baseUrl: base, directory, accounts: async () => issuers });
    const server: Server = createServer((request, response) => restarted.handle(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const keys = createRemoteJWKSet(new URL(`http://127.0.0.1:${port}/dev/issuers/city/jwks`));
    for (const token of tokens) await jwtVerify(token, keys, { issuer: signIn.issuerOf('city'), audience });
    server.close();
    expect((await stat(path.join(directory, 'city.keys.json'))).mode & 0o777).toBe(0o600);
    const published = JSON.stringify(await (await fetch(`${signIn.issuerOf('city')}/jwks`)).json());
    expect(published).not.toContain('"d"');
  });

  test('signing out ends the session and may lead back to the portal', async () => {
    await signInAs('school', { subject: 'ada' });
    const silent = await browser.go(authorizationUrl('school'));
    expect(location(silent)).toContain(portal);
    const back = new URLSearchParams({ client_id: portalClientId, post_logout_redirect_uri: 'http://localhost:5173/' });
    const page = await (await browser.go(`${signIn.issuerOf('school')}/session/end?${back.toString()}`)).text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const done = await browser.go(`${signIn.issuerOf('school')}/session/end/confirm`, { xsrf, logout: 'yes' });
    expect(location(done)).toContain('http://localhost:5173/');
    expect(location(await browser.go(authorizationUrl('school')))).toContain('/interaction/');
  });

  test('unknown issuers and paths are not found', async () => {
    expect((await fetch(`${base}/dev/issuers/nobody/jwks`)).status).toBe(404);
    expect((await fetch(`${base}/dev/issuers/..%2Fschool/jwks`)).status).toBe(404);
    expect((await fetch(`${signIn.issuerOf('school')}/nothing`)).status).toBe(404);
  });
});
