import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, adopted, roleInput } from './matrix.samples.js';

let world: World;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
  await adopted(controller, [
    roleInput('own_affairs', {
      scope: 'SELF',
      rights: [
        { action: 'person.update', about: 'PERSONS', categories: ['AFFILIATION'] },
        { action: 'person.read', about: 'GUARDIANS', categories: ['NAME', 'CONTACT'] },
      ],
    }),
  ]);
});

afterAll(() => world.close());

const hide = async (actor: Actor, personId: string): Promise<string> => {
  const [row] = await school.rows<{ version: number }>('select version from person where id = $1', [personId]);
  const input = { personId: personGid(personId), hiddenFromLists: true, expectedVersion: row?.version };
  return outcomeOf(actor, 'updatePerson', input);
};

test('a role in the scope SELF reaches its holder, and the holder’s guardians, and nobody else', async () => {
  const [holder, other] = [await school.endUser(), await school.endUser()];
  const own = holder.ids?.personId ?? '';
  const guardians = await Promise.all(
    [own, other.ids?.personId ?? ''].map(async (pupil) => {
      const guardian = await school.person({ register: 'GUARDIAN' });
      await school.guardianship(guardian, pupil);
      return personGid(guardian);
    }),
  );
  const seen = async (): Promise<readonly (string | null | undefined)[]> =>
    Promise.all(
      guardians.map(async (id) => {
        const query = 'query($id: ID!) { person(id: $id) { email } }';
        return (await holder.ask<{ person: { email: string | null } | null }>(query, { id })).person?.email;
      }),
    );
  expect(await seen()).toEqual([null, undefined]);
  expect(await hide(holder, own)).toBe('FORBIDDEN');
  const grant = { accountId: accountGid(holder), role: 'own_affairs' };
  expect(await mutate(controller, 'grantRole', { ...grant, unitId: toGlobalId('Unit', school.unitId) })).toMatchObject({
    userErrors: [{ code: 'INVALID', message: expect.stringContaining('its holder alone'), field: ['input', 'unitId'] }],
  });
  expect(await outcomeOf(controller, 'grantRole', grant)).toBe('DONE');
  expect(await seen()).toEqual([expect.stringContaining('@'), undefined]);
  expect(await hide(holder, own)).toBe('DONE');
  expect(await hide(holder, other.ids?.personId ?? '')).toBe('NOT_FOUND');
});

test('it is explained, and stands in the access matrix', async () => {
  const holder = await school.endUser();
  const guardian = await school.person({ register: 'GUARDIAN' });
  await school.guardianship(guardian, holder.ids?.personId ?? '');
  const input = { accountId: accountGid(holder), personId: personGid(guardian), field: 'person.email' };
  const why =
    'query($input: ExplainAccessInput!) { explainAccess(input: $input) { isAllowed paths { role scope message } } }';
  expect(await controller.ask(why, { input })).toEqual({ explainAccess: { isAllowed: false, paths: [] } });
  await mutate(controller, 'grantRole', { accountId: accountGid(holder), role: 'own_affairs' });
  expect(await controller.ask(why, { input })).toMatchObject({
    explainAccess: { isAllowed: true, paths: [{ role: 'own_affairs', scope: 'SELF' }] },
  });
  expect(await controller.ask('{ accessMatrix(role: "own_affairs") { roles { key scope } } }')).toEqual({
    accessMatrix: { roles: [{ key: 'own_affairs', scope: 'SELF' }] },
  });
});
