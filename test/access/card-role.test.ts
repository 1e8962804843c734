import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, adopted, drafted, roleInput } from './matrix.samples.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});

afterAll(() => world.close());

const seen = async (actor: Actor) =>
  (await actor.ask<{ persons: { nodes: { id: string }[] } }>('{ persons(first: 100) { nodes { id } } }')).persons.nodes
    .map(({ id }) => id)
    .sort();
const rolesOf = async (actor: Actor) =>
  (await actor.ask<{ viewer: { roles: object[] } }>('{ viewer { roles { name unitId comesWithCard } } }')).viewer.roles;

const TUTOR = roleInput('tutor', { scope: 'SUPERVISED' });
const OFFICE = roleInput('office', {
  scope: 'TENANT',
  rights: [{ action: 'person.read', about: 'STUDENTS', categories: ['NAME', 'CONTACT'] }],
});

describe('a role that comes with a card', () => {
  test('is held by every login linked to one, with no grant, and by nobody else', async () => {
    const school = await world.tenant();
    const cardRoles = [
      { register: 'TEACHER', account: 'PERSONAL', role: 'tutor' },
      { register: 'STAFF', account: 'PERSONAL', role: 'office' },
    ];
    await adopted(await school.controller(), [TUTOR, OFFICE], cardRoles);
    const teacher = await school.endUser({ register: 'TEACHER' });
    const officer = await school.endUser({ register: 'STAFF', unitId: await school.unit('Office') });
    const guardian = await school.endUser({ register: 'GUARDIAN' });
    const [mine, other] = [await school.person(), await school.person({ unitId: await school.unit('Far') })];
    const group = await school.group();
    await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
    await school.member(group, mine);
    const self = (actor: Actor) => personGid(actor.ids?.personId ?? '');
    expect(await seen(teacher)).toEqual([self(teacher), personGid(mine)].sort());
    expect(await seen(officer)).toEqual([self(officer), personGid(mine), personGid(other)].sort());
    expect(await seen(guardian)).toEqual([self(guardian)]);
    expect(await rolesOf(officer)).toEqual([
      { name: 'end_user', unitId: null, comesWithCard: true },
      { name: 'office', unitId: null, comesWithCard: true },
    ]);
  });

  test('goes with the link, with the register, and with the matrix', async () => {
    const school = await world.tenant();
    const controller = await school.controller();
    await adopted(controller, [OFFICE], [{ register: 'STAFF', account: 'PERSONAL', role: 'office' }]);
    const officer = await school.endUser({ register: 'STAFF' });
    const personId = personGid(officer.ids?.personId ?? '');
    const pupil = personGid(await school.person());
    expect(await seen(officer)).toContain(pupil);
    expect(await outcomeOf(controller, 'unlinkAccount', { accountId: accountGid(officer) })).toBe('DONE');
    expect(await rolesOf(officer)).toEqual([]);
    const link = { accountId: accountGid(officer), personId };
    expect(await outcomeOf(controller, 'linkAccount', { ...link, register: 'TEACHER' })).toBe('INVALID');
    expect(await outcomeOf(controller, 'linkAccount', { ...link, register: 'STAFF' })).toBe('DONE');
    expect(await seen(officer)).toContain(pupil);
    await school.rows(`update person set register = 'CONTACT' where id = $1`, [officer.ids?.personId]);
    expect(await seen(officer)).toEqual([personId]);
    await school.rows(`update person set register = 'STAFF' where id = $1`, [officer.ids?.personId]);
    expect(await seen(officer)).toContain(pupil);
    const { id } = await drafted(controller);
    await mutate(controller, 'setCardRoles', { matrixId: id, expectedVersion: 1, cardRoles: [] });
    expect(await seen(officer)).toContain(pupil);
    await mutate(controller, 'adoptMatrix', { matrixId: id, expectedVersion: 2 });
    expect(await seen(officer)).toEqual([personId]);
  });

  test('is no transfer account’s where it is for logins, and the other way round', async () => {
    const school = await world.tenant();
    await adopted(await school.controller(), [OFFICE], [{ register: 'STAFF', account: 'TRANSFER', role: 'office' }]);
    const pupil = personGid(await school.person());
    const card = await school.person({ register: 'STAFF' });
    const transfer = await school.signIn(card, [], { kind: 'transfer', cardRegister: 'STAFF' });
    expect(await seen(transfer)).toEqual([pupil]);
    expect(await seen(await school.signIn(card))).toEqual([personGid(card)]);
  });
});

describe('the matrix', () => {
  test.each([
    ['a role that it has not', { role: 'nobody' }],
    ['the controller', { role: 'controller' }],
    ['a role that takes a seat', { role: 'watcher' }],
    ['a role that contains a seat', { role: 'over_watcher' }],
    ['a role that needs a unit', { role: 'clerk' }],
    ['a master key', { role: 'applicatiemedewerker' }],
  ])('lets no card bring %s', async (_name, wrong) => {
    const controller = await (await world.tenant()).controller();
    const { id } = await drafted(controller, { template: 'OPTIMUS' });
    const roles = [
      roleInput('watcher', { scope: 'TENANT', seat: 'OBSERVER' }),
      roleInput('over_watcher', { scope: 'TENANT', contains: ['watcher'] }),
      roleInput('clerk'),
      OFFICE,
    ];
    for (const [index, role] of roles.entries()) {
      const input = { matrixId: id, expectedVersion: index + 1, role };
      expect(await outcomeOf(controller, 'setMatrixRole', input)).toBe('DONE');
    }
    const set = (role: object) =>
      outcomeOf(controller, 'setCardRoles', {
        matrixId: id,
        expectedVersion: 5,
        cardRoles: [{ register: 'STAFF', account: 'PERSONAL', role: 'office', ...role }],
      });
    expect(await set(wrong)).toBe('INVALID');
    expect(await set({})).toBe('DONE');
    const { matrices } = await controller.ask<{ matrices: object[] }>(
      '{ matrices { cardRoles { register account role } } }',
    );
    expect(matrices).toEqual([{ cardRoles: [{ register: 'STAFF', account: 'PERSONAL', role: 'office' }] }]);
    const removal = { matrixId: id, expectedVersion: 6, key: 'office' };
    expect(await outcomeOf(controller, 'removeMatrixRole', removal)).toBe('INVALID');
  });

  test('is loaded where it was stored before cards brought roles, and changed by its keepers alone', async () => {
    const school = await world.tenant();
    const controller = await school.controller();
    await adopted(controller, []);
    await school.rows(`update matrix set content = content - 'cardRoles'`);
    const reader = await school.endUser({ register: 'STAFF' });
    expect(await reader.ask('{ matrix { cardRoles { role } } }')).toEqual({ matrix: { cardRoles: [] } });
    const card = await school.person({ register: 'STAFF' });
    const transfer = await school.signIn(card, [], { kind: 'transfer', cardRegister: 'STAFF' });
    expect(await rolesOf(transfer)).toEqual([]);
    const { id } = await drafted(controller);
    const input = { matrixId: id, expectedVersion: 1, cardRoles: [] };
    expect(await outcomeOf(reader, 'setCardRoles', input)).toBe('FORBIDDEN');
    expect(await outcomeOf(controller, 'setCardRoles', input)).toBe('DONE');
  });

  test('gives nobody a right to decide to whose card transfers are linked', async () => {
    const controller = await (await world.tenant()).controller();
    const { id } = await drafted(controller);
    const role = roleInput('linker', { scope: 'TENANT', actions: ['transferAccount.link'] });
    const input = { matrixId: id, expectedVersion: 1 };
    expect(await outcomeOf(controller, 'setMatrixRole', { ...input, role })).toBe('INVALID');
    const fine = roleInput('linker', { scope: 'TENANT', actions: ['account.manage'] });
    expect(await outcomeOf(controller, 'setMatrixRole', { ...input, role: fine })).toBe('DONE');
  });
});

test('a right over students alone is not enough to grant one over everybody', async () => {
  const school = await world.tenant();
  const rights = (about: string) => [{ action: 'person.read', about, categories: ['NAME', 'CONTACT'] }];
  await adopted(await school.controller(), [
    roleInput('keeper', {
      scope: 'TENANT',
      actions: ['role.grant'],
      rights: [...rights('STUDENTS'), { action: 'person.update', about: 'PERSONS', categories: ['SIGN_IN'] }],
    }),
    roleInput('of_students', { scope: 'TENANT', rights: rights('STUDENTS') }),
    roleInput('of_everybody', { scope: 'TENANT', rights: rights('PERSONS') }),
  ]);
  const keeper = await school.signIn(await school.person({ register: 'STAFF' }), [{ role: 'keeper' }]);
  const accountId = accountGid(await school.endUser());
  expect(await outcomeOf(keeper, 'grantRole', { accountId, role: 'of_everybody' })).toBe('FORBIDDEN');
  expect(await outcomeOf(keeper, 'grantRole', { accountId, role: 'of_students' })).toBe('DONE');
});
