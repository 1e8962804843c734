import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

let world: World;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
});

afterAll(() => world.close());

const accountGid = (actor: Actor) => toGlobalId('Account', actor.ids?.accountId ?? '');
const grantOf = async (tenant: TestTenant, actor: Actor) => {
  const [row] = await tenant.rows<{ id: string }>('select id from role_grant where account_id = $1', [
    actor.ids?.accountId,
  ]);
  return toGlobalId('RoleGrant', row?.id ?? '');
};
const rolesOf = async (actor: Actor) =>
  (await actor.ask<{ viewer: { roles: object[] } }>('{ viewer { roles { name unitId } } }')).viewer.roles;

describe('a role', () => {
  test('takes effect on the next request, and ends on the one after its end', async () => {
    const user = await school.endUser();
    const accountId = accountGid(user);
    const unitId = toGlobalId('Unit', school.unitId);
    const granted = await mutate<{ roleGrant: { id: string } }>(
      controller,
      'grantRole',
      { accountId, role: 'unit_administrator', unitId },
      'roleGrant { id role unit { id } validUntil account { id roles { role } } }',
    );
    expect(granted).toMatchObject({
      roleGrant: {
        role: 'unit_administrator',
        unit: { id: unitId },
        validUntil: null,
        account: { id: accountId, roles: [{ role: 'unit_administrator' }] },
      },
      userErrors: [],
    });
    expect(await rolesOf(user)).toContainEqual({ name: 'unit_administrator', unitId });
    expect(await outcomeOf(controller, 'grantRole', { accountId, role: 'unit_administrator', unitId })).toBe(
      'ALREADY_EXISTS',
    );
    const input = { roleGrantId: granted.roleGrant.id };
    expect(await outcomeOf(controller, 'revokeRole', input)).toBe('DONE');
    expect(await rolesOf(user)).toEqual([{ name: 'end_user', unitId: null }]);
    expect(await outcomeOf(controller, 'revokeRole', input)).toBe('NOT_FOUND');
    expect(await outcomeOf(controller, 'grantRole', { accountId, role: 'unit_administrator', unitId })).toBe('DONE');
  });

  test.each([
    [{ role: 'unit_administrator' }, 'INVALID'],
    [{ role: 'teacher', unitId: toGlobalId('Unit', '00000000-0000-4000-8000-000000000000') }, 'INVALID'],
    [{ role: 'unit_administrator', unitId: toGlobalId('Unit', '00000000-0000-4000-8000-000000000000') }, 'NOT_FOUND'],
    [{ role: 'operator' }, 'INVALID'],
    [{ role: 'teacher', validUntil: '2020-01-01T00:00:00Z' }, 'INVALID'],
    [{ role: 'teacher', validUntil: '2090-01-01T00:00:00Z' }, 'DONE'],
  ])('%j ends with %s', async (input, outcome) => {
    const accountId = accountGid(await school.endUser());
    expect(await outcomeOf(controller, 'grantRole', { accountId, ...input })).toBe(outcome);
  });

  test('is granted by nobody to themselves, be it through a second account', async () => {
    const input = { accountId: accountGid(controller), role: 'teacher' };
    expect(await outcomeOf(controller, 'grantRole', input)).toBe('FORBIDDEN');
    const second = await school.signIn(controller.ids?.personId ?? null);
    expect(await outcomeOf(controller, 'grantRole', { accountId: accountGid(second), role: 'teacher' })).toBe(
      'FORBIDDEN',
    );
    expect(await outcomeOf(await school.controller(), 'grantRole', input)).toBe('DONE');
  });
});

describe('the last one who acts for the controller', () => {
  test('keeps role, account and link', async () => {
    const alone = await world.tenant();
    const last = await alone.controller();
    const roleGrantId = await grantOf(alone, last);
    const accountId = accountGid(last);
    for (const [name, input] of [
      ['revokeRole', { roleGrantId }],
      ['closeAccount', { accountId }],
      ['unlinkAccount', { accountId }],
    ] as const) {
      expect(await outcomeOf(last, name, input)).toBe('LAST_CONTROLLER');
    }
    // One who holds the role for a time only does not replace one who holds it for good.
    const passing = accountGid(await alone.endUser());
    await mutate(last, 'grantRole', { accountId: passing, role: 'controller', validUntil: '2090-01-01T00:00:00Z' });
    expect(await outcomeOf(last, 'revokeRole', { roleGrantId })).toBe('LAST_CONTROLLER');
    await mutate(last, 'grantRole', { accountId: accountGid(await alone.endUser()), role: 'controller' });
    expect(await outcomeOf(last, 'revokeRole', { roleGrantId })).toBe('DONE');
  });

  test('stays, however many leave at once', async () => {
    const busy = await world.tenant();
    const controllers = await Promise.all([1, 2, 3, 4].map(() => busy.controller()));
    const grants: string[] = [];
    for (const each of controllers) grants.push(await grantOf(busy, each));
    const outcomes = await Promise.all(
      controllers.map((each, i) =>
        i % 2 === 0
          ? outcomeOf(each, 'revokeRole', { roleGrantId: grants[i] })
          : outcomeOf(each, 'closeAccount', { accountId: accountGid(each) }),
      ),
    );
    expect(outcomes.sort()).toEqual(['DONE', 'DONE', 'DONE', 'LAST_CONTROLLER']);
  });
});

describe('who manages accounts and roles', () => {
  async function onRowsOf(tenant: TestTenant): Promise<[string, object][]> {
    const user = await tenant.endUser();
    const unlinked = await tenant.signIn(null);
    const teacher = await tenant.teacher();
    return [
      ['createAccount', { subject: crypto.randomUUID() }],
      ['createServiceAccount', { subject: crypto.randomUUID(), label: 'S' }],
      ['linkAccount', { accountId: accountGid(unlinked), personId: personGid(await tenant.person()) }],
      ['grantRole', { accountId: accountGid(user), role: 'teacher' }],
      ['revokeRole', { roleGrantId: await grantOf(tenant, teacher) }],
      ['unlinkAccount', { accountId: accountGid(user) }],
      ['closeAccount', { accountId: accountGid(user) }],
      ['reopenAccount', { accountId: accountGid(user) }],
    ];
  }

  test('the controller, and nobody else of the tenant', async () => {
    const administrator = await school.unitAdministrator();
    const teacher = await school.teacher();
    for (const [name, input] of await onRowsOf(school)) {
      expect(await outcomeOf(world.anonymous(), name, input)).toBe('UNAUTHENTICATED');
      expect(await outcomeOf(teacher, name, input)).toBe('FORBIDDEN');
      expect(await outcomeOf(administrator, name, input)).toBe('FORBIDDEN');
      expect(await outcomeOf(controller, name, input)).toBe('DONE');
    }
  });

  test('no other tenant’s controller', async () => {
    const other = await (await world.tenant()).controller();
    for (const [name, input] of (await onRowsOf(school)).slice(2)) {
      expect(await outcomeOf(other, name, input)).toBe('NOT_FOUND');
      expect(await outcomeOf(controller, name, input)).toBe('DONE');
    }
  });
});
