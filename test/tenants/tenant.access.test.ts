import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import { Actor } from '../harness/actor.js';
import { outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

let world: World;
let school: TestTenant;
let staff: Actor;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  staff = await (await world.tenant({ kind: 'operator' })).operator();
  controller = await school.controller();
});

afterAll(() => world.close());

const processor = {
  name: 'P',
  legalName: 'P AS',
  organisationNumber: '1',
  address: 'Here',
  country: 'NO',
  contact: 'privacy@p.example',
};
const tenant = { slug: 'new', name: 'N', legalName: 'N AS', organisationNumber: '2', country: 'NO', locale: 'EN' };

describe('the operator’s work is the operator’s alone', () => {
  test.each([
    ['updateProcessor', () => processor],
    ['registerTenant', () => tenant],
    [
      'bindIssuer',
      () => ({
        tenantId: toGlobalId('Tenant', school.id),
        issuer: 'https://login.example.org',
        audience: 'a',
        jwksUri: 'https://login.example.org/jwks',
      }),
    ],
    ['unbindIssuer', () => ({ tenantId: toGlobalId('Tenant', school.id), issuer: 'https://login.example.org' })],
  ])('%s', async (name, input) => {
    expect(await outcomeOf(world.anonymous(), name, input())).toBe('UNAUTHENTICATED');
    expect(await outcomeOf(await school.endUser(), name, input())).toBe('FORBIDDEN');
    expect(await outcomeOf(controller, name, input())).toBe('FORBIDDEN');
    // The role alone does not make an operator: it has force in the operator's own organisation only.
    expect(await outcomeOf(await school.signIn(null, [{ role: 'operator' }]), name, input())).toBe('FORBIDDEN');
    expect(await outcomeOf(staff, name, input())).toBe('DONE');
  });

  test('appointController', async () => {
    const fresh = await world.tenant();
    const input = {
      tenantId: toGlobalId('Tenant', fresh.id),
      issuer: world.issuer.nameFor(fresh.slug),
      subject: 'first',
      givenName: 'A',
      familyName: 'B',
    };
    expect(await outcomeOf(controller, 'appointController', input)).toBe('FORBIDDEN');
    expect(await outcomeOf(staff, 'appointController', input)).toBe('DONE');
  });

  test('the operator’s own organisation and unknown tenants are out of reach alike', async () => {
    const operator = await staff.ask<{ viewer: { tenant: { id: string } } }>('{ viewer { tenant { id } } }');
    for (const tenantId of [operator.viewer.tenant.id, toGlobalId('Tenant', crypto.randomUUID()), 'nonsense']) {
      const issuer = { tenantId, issuer: 'https://x.example', audience: 'a', jwksUri: 'https://x.example/jwks' };
      expect(await outcomeOf(staff, 'bindIssuer', issuer)).toBe('NOT_FOUND');
    }
  });
});

describe('what is told of tenants', () => {
  test('the operator sees the list, and nothing that they store', async () => {
    const query = '{ tenants(first: 10) { totalCount nodes { slug issuers { issuer } } } }';
    const { tenants } = await staff.ask<{ tenants: { nodes: { slug: string }[] } }>(query);
    expect(tenants.nodes.map(({ slug }) => slug)).toContain(school.slug);
    expect(await outcomeOfQuery(staff, '{ persons(first: 1) { totalCount } }')).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(controller, query)).toBe('FORBIDDEN');
  });

  test('a tenant sees itself and no other', async () => {
    const other = await world.tenant();
    const query = 'query($id: ID!) { node(id: $id) { ... on Tenant { slug } } }';
    const user = await school.endUser();
    const subject = crypto.randomUUID();
    const unknown = new Actor(world.url, await world.issuer.token(school.slug, { subject }));
    for (const nobody of [world.anonymous(), unknown]) {
      expect(await nobody.ask(query, { id: toGlobalId('Tenant', school.id) })).toEqual({ node: null });
    }
    expect(await user.ask(query, { id: toGlobalId('Tenant', other.id) })).toEqual({ node: null });
    expect(await user.ask(query, { id: toGlobalId('Tenant', school.id) })).toEqual({ node: { slug: school.slug } });
  });

  test('where people sign in is shown to the controller, not to everybody', async () => {
    const query = '{ viewer { tenant { issuers { audience } } } }';
    expect(await (await school.teacher()).ask(query)).toEqual({ viewer: { tenant: { issuers: [] } } });
    expect(await controller.ask(query)).toMatchObject({ viewer: { tenant: { issuers: [{ audience: 'varde-api' }] } } });
  });

  test('settings are the controller’s', async () => {
    const input = { expectedVersion: 1, address: 'There' };
    expect(await outcomeOf(await school.unitAdministrator(), 'updateTenantSettings', input)).toBe('FORBIDDEN');
    expect(await outcomeOf(staff, 'updateTenantSettings', input)).toBe('FORBIDDEN');
    expect(await outcomeOf(controller, 'updateTenantSettings', input)).toBe('DONE');
  });
});
