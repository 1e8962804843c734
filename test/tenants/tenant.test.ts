import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

const processor = {
  name: 'Skyvakt',
  legalName: 'Skyvakt Drift AS',
  organisationNumber: '999 888 777',
  address: 'Havnegata 1, 0150 Oslo',
  country: 'NO',
  contact: 'personvern@skyvakt.example',
  dataProtectionOfficer: 'https://skyvakt.example/dpo',
};

let world: World;
let school: TestTenant;
let staff: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  staff = await (await world.tenant({ kind: 'operator' })).operator();
});

afterAll(() => world.close());

describe('controller and processor', () => {
  test('the API says who is which, the processor without a sign-in', async () => {
    const { tenant } = (
      await (
        await school.endUser()
      ).ask<{ viewer: { tenant: object } }>(
        '{ viewer { tenant { slug kind name storageQuotaBytes issuers { issuer } processor { name } } } }',
      )
    ).viewer;
    expect(tenant).toMatchObject({
      slug: school.slug,
      kind: 'CONTROLLER',
      storageQuotaBytes: '10737418240',
      processor: null,
      issuers: [],
    });
    const recorded = await mutate<{ processor: object }>(staff, 'updateProcessor', processor, 'processor { version }');
    expect(recorded).toEqual({ processor: { version: 1 }, userErrors: [] });
    const query = '{ processor { name contact dataProtectionOfficer } }';
    expect(await world.anonymous().ask(query)).toEqual({
      processor: {
        name: 'Skyvakt',
        contact: processor.contact,
        dataProtectionOfficer: processor.dataProtectionOfficer,
      },
    });
    const viewer = '{ viewer { tenant { processor { legalName } } } }';
    expect(await (await school.endUser()).ask(viewer)).toEqual({
      viewer: { tenant: { processor: { legalName: 'Skyvakt Drift AS' } } },
    });
    expect(await outcomeOf(staff, 'updateProcessor', processor)).toBe('STALE_VERSION');
    expect(await outcomeOf(staff, 'updateProcessor', { ...processor, expectedVersion: 1 })).toBe('DONE');
  });

  test('the controller changes its settings, once per version', async () => {
    const controller = await school.controller();
    const input = {
      expectedVersion: 1,
      privacyContact: 'personvern@skole.example',
      locale: 'NB',
      logRetentionDays: 90,
    };
    const done = await mutate(controller, 'updateTenantSettings', input, 'tenant { privacyContact locale version }');
    expect(done).toEqual({
      tenant: { privacyContact: 'personvern@skole.example', locale: 'NB', version: 2 },
      userErrors: [],
    });
    expect(await outcomeOf(controller, 'updateTenantSettings', input)).toBe('STALE_VERSION');
    const log = await school.rows(
      `select details from log_entry where action = 'settings.manage' and outcome = 'done'`,
    );
    expect(log).toEqual([{ details: { changed: ['privacyContact', 'locale', 'logRetentionDays'] } }]);
  });

  test.each([
    ['privacyContact', 'nowhere'],
    ['country', 'XX'],
    ['country', 'no'],
    ['logRetentionDays', 0],
    ['logRetentionDays', 4000],
    ['address', 'x'.repeat(501)],
  ])('refuses %s %p', async (field, value) => {
    const controller = await school.controller();
    const { userErrors } = await mutate(controller, 'updateTenantSettings', { expectedVersion: 2, [field]: value });
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', field] }]);
  });
});

describe('a new tenant', () => {
  const registration = {
    slug: 'nordlys',
    name: 'Nordlys',
    legalName: 'Stiftelsen Nordlys',
    organisationNumber: '123',
    country: 'NO',
    locale: 'NB',
  };

  test('is registered, gets its issuer and its first controller, who takes it from there', async () => {
    const registered = await mutate<{ tenant: { id: string } }>(staff, 'registerTenant', registration, 'tenant { id }');
    expect(registered.userErrors).toEqual([]);
    const tenantId = registered.tenant.id;
    expect(await outcomeOf(staff, 'registerTenant', registration)).toBe('ALREADY_EXISTS');

    const issuer = world.issuer.nameFor('nordlys');
    const appointment = { tenantId, issuer, subject: 'first', givenName: 'Frida', familyName: 'Foss' };
    expect(await outcomeOf(staff, 'appointController', appointment)).toBe('INVALID');
    const frida = new Actor(world.url, await world.issuer.token('nordlys', { subject: 'first' }));
    expect((await frida.send('{ viewer { isService } }')).status).toBe(401);
    const binding = { tenantId, issuer, audience: 'varde-api', jwksUri: world.issuer.jwksUri };
    expect(await outcomeOf(staff, 'bindIssuer', binding)).toBe('DONE');
    expect(await outcomeOf(staff, 'bindIssuer', binding)).toBe('ALREADY_EXISTS');
    expect(await frida.ask('{ viewer { isService } }')).toEqual({ viewer: null });

    expect(await outcomeOf(staff, 'appointController', appointment)).toBe('DONE');
    const seen = await frida.ask('{ viewer { roles { name } person { givenName register } tenant { name } } }');
    expect(seen).toEqual({
      viewer: {
        roles: [{ name: 'end_user' }, { name: 'controller' }],
        person: { givenName: 'Frida', register: 'STAFF' },
        tenant: { name: 'Nordlys' },
      },
    });
    expect(await outcomeOf(staff, 'appointController', { ...appointment, subject: 'second' })).toBe('CONFLICT');
    await world.owner.query(`set app.operator = 'on'`);
    const log = await world.owner.query(
      `select l.role, l.action, l.actor_account_id from log_entry l join tenant t using (tenant_id) where t.slug = 'nordlys'`,
    );
    // The forced row-level security of the tenant hides its entries even from the owner until its tenant is set.
    expect(log.rows).toEqual([]);
    const { rows } = await world.owner.query(`select tenant_id from tenant where slug = 'nordlys'`);
    await world.owner.query(`set app.tenant_id = '${String((rows as { tenant_id: string }[])[0]?.tenant_id)}'`);
    const keys = `details ->> 'jwksUri' as keys`;
    const told = await world.owner.query(`select role, action, actor_account_id, ${keys} from log_entry order by at`);
    expect(told.rows).toEqual([
      { role: 'operator', action: 'tenant.manage', actor_account_id: null, keys: world.issuer.jwksUri },
      { role: 'operator', action: 'role.grant', actor_account_id: null, keys: null },
    ]);
  });

  test('gets one first controller, however many appoint at once, and the operator stays the operator', async () => {
    const fresh = await world.tenant();
    const tenantId = toGlobalId('Tenant', fresh.id);
    const issuer = world.issuer.nameFor(fresh.slug);
    const input = (subject: string) => ({ tenantId, issuer, subject, givenName: 'A', familyName: 'B' });
    const outcomes = await Promise.all(
      ['one', 'two', 'three'].map((subject) => outcomeOf(staff, 'appointController', input(subject))),
    );
    expect(outcomes.sort()).toEqual(['CONFLICT', 'CONFLICT', 'DONE']);
    expect(await fresh.rows('select 1 from person')).toHaveLength(1);
    // Refused or done, the transaction is the operator's own again for what follows in the same operation.
    const next = await world.tenant();
    const done = { ...input('four'), tenantId: toGlobalId('Tenant', next.id), issuer: world.issuer.nameFor(next.slug) };
    const register = { ...registration, slug: 'after' };
    const answer = await staff.ask(
      `mutation($refused: AppointControllerInput!, $done: AppointControllerInput!, $register: RegisterTenantInput!) {
        refused: appointController(input: $refused) { userErrors { code } }
        done: appointController(input: $done) { userErrors { code } tenant { slug } }
        register: registerTenant(input: $register) { userErrors { code } tenant { slug } } }`,
      { refused: input('four'), done, register },
    );
    expect(answer).toEqual({
      refused: { userErrors: [{ code: 'CONFLICT' }] },
      done: { userErrors: [], tenant: { slug: next.slug } },
      register: { userErrors: [], tenant: { slug: 'after' } },
    });
    const own = await staff.ask<{ viewer: { tenant: { kind: string } } }>('{ viewer { tenant { kind } } }');
    expect(own.viewer.tenant.kind).toBe('OPERATOR');
  });

  test('an issuer that is released signs in nobody, at once', async () => {
    const other = await world.tenant();
    const user = await other.endUser();
    expect(await user.ask('{ viewer { isService } }')).toEqual({ viewer: { isService: false } });
    const input = { tenantId: toGlobalId('Tenant', other.id), issuer: world.issuer.nameFor(other.slug) };
    expect(await outcomeOf(staff, 'unbindIssuer', input)).toBe('DONE');
    expect((await user.send('{ viewer { isService } }')).status).toBe(401);
    expect(await outcomeOf(staff, 'unbindIssuer', input)).toBe('NOT_FOUND');
  });

  test.each([
    ['issuer', 'http://login.example.org'],
    ['issuer', 'https://login.example.org/?a=b'],
    ['issuer', 'https://user:secret@login.example.org'],
    ['issuer', 'ftp://login.example.org'],
    ['issuer', 'login'],
    ['jwksUri', 'http://192.0.2.1/jwks'],
  ])('an issuer whose %s is %s is refused', async (field, value) => {
    const binding = {
      tenantId: toGlobalId('Tenant', school.id),
      issuer: 'https://login.example.org',
      audience: 'varde-api',
      jwksUri: 'https://login.example.org/jwks',
      [field]: value,
    };
    const { userErrors } = await mutate(staff, 'bindIssuer', binding);
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', field] }]);
  });
});
