import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { World } from '../harness/world.js';
import { accountGid, adopted, roleInput } from './matrix.samples.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});

afterAll(() => world.close());

test('nobody grants more than they hold', async () => {
  const school = await world.tenant();
  const controller = await school.controller();
  await adopted(controller, [
    roleInput('registrar', {
      scope: 'UNIT',
      actions: ['role.grant', 'account.read'],
      rights: [
        { action: 'person.read', about: 'PERSONS', categories: ['NAME', 'SIGN_IN', 'CONTACT'] },
        { action: 'person.update', about: 'PERSONS', categories: ['SIGN_IN'] },
      ],
    }),
    roleInput('reader', { scope: 'UNIT' }),
    roleInput('doctor', {
      scope: 'UNIT',
      rights: [{ action: 'person.read', about: 'PERSONS', categories: ['NAME', 'HEALTH'] }],
    }),
  ]);
  const unitId = toGlobalId('Unit', school.unitId);
  const far = toGlobalId('Unit', await school.unit('Far'));
  const registrar = await school.signIn(await school.person({ register: 'STAFF' }), [
    { role: 'registrar', unitId: school.unitId },
  ]);
  const holder = accountGid(await school.endUser({ register: 'STAFF' }));
  const grant = (role: string, unit = unitId) =>
    outcomeOf(registrar, 'grantRole', { accountId: holder, role, unitId: unit });
  expect(await grant('reader')).toBe('DONE');
  expect(await grant('doctor')).toBe('FORBIDDEN');
  expect(await grant('reader', far)).toBe('NOT_FOUND');
  expect(await outcomeOf(registrar, 'grantRole', { accountId: holder, role: 'controller' })).toBe('FORBIDDEN');
  expect(await outcomeOf(controller, 'grantRole', { accountId: holder, role: 'doctor', unitId })).toBe('DONE');
  const grantsOf = async (role: string): Promise<string[]> =>
    (await school.rows<{ id: string }>('select id from role_grant where role = $1', [role])).map(({ id }) =>
      toGlobalId('RoleGrant', id),
    );
  const revoke = (roleGrantId: string | undefined) => outcomeOf(registrar, 'revokeRole', { roleGrantId });
  const [acting] = await grantsOf('controller');
  const [doctor] = await grantsOf('doctor');
  const [reader] = await grantsOf('reader');
  const away = await school.signIn(await school.person({ unitId: null }), [{ role: 'reader', unitId: school.unitId }]);
  const [distant] = (await grantsOf('reader')).filter((id) => id !== reader);
  expect([away.ids?.accountId !== undefined, await revoke(acting)]).toEqual([true, 'FORBIDDEN']);
  expect(await revoke(doctor)).toBe('FORBIDDEN');
  expect(await revoke(distant)).toBe('NOT_FOUND');
  expect(await revoke(reader)).toBe('DONE');
});

test('nobody offers more than they hold to whom they invite, nor once they hold it no longer', async () => {
  const school = await world.tenant();
  const controller = await school.controller();
  await adopted(controller, [
    roleInput('registrar', {
      scope: 'UNIT',
      actions: ['role.grant', 'invitation.manage', 'person.create'],
      rights: [
        { action: 'person.read', about: 'PERSONS', categories: ['NAME', 'SIGN_IN', 'CONTACT'] },
        { action: 'person.update', about: 'PERSONS', categories: ['SIGN_IN'] },
      ],
    }),
    roleInput('reader', { scope: 'UNIT' }),
  ]);
  const registrar = await school.signIn(await school.person({ register: 'STAFF' }), [
    { role: 'registrar', unitId: school.unitId },
  ]);
  let guests = 0;
  const invite = (inviter: Actor, role: string) => {
    guests += 1;
    return mutate<{ token: string | null }>(
      inviter,
      'inviteUser',
      {
        register: 'STAFF',
        givenName: 'New',
        familyName: 'Colleague',
        email: `guest${guests}@example.org`,
        unitId: toGlobalId('Unit', school.unitId),
        role,
      },
      'token',
    );
  };
  expect((await invite(registrar, 'controller')).userErrors).toMatchObject([
    { code: 'FORBIDDEN', field: ['input', 'role'] },
  ]);
  expect((await invite(controller, 'controller')).userErrors).toEqual([]);
  const { token, userErrors } = await invite(registrar, 'reader');
  expect(userErrors).toEqual([]);
  await school.rows('update role_grant set valid_until = clock_timestamp() where account_id = $1', [
    registrar.ids?.accountId,
  ]);
  const guest = new Actor(world.url, await world.issuer.token(school.slug, { subject: 'guest' }));
  expect(await outcomeOf(guest, 'acceptInvitation', { token })).not.toBe('DONE');
});
