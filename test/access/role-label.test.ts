import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { mutate } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, adopted, drafted, roleInput } from './matrix.samples.js';

let world: World;
let school: TestTenant;
let controller: Actor;
let nurse: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
  await adopted(controller, [roleInput('nurse', { name: 'School nurse', scope: 'TENANT' })]);
  nurse = await school.endUser({ register: 'STAFF' });
  await mutate(controller, 'grantRole', { accountId: accountGid(nurse), role: 'nurse' });
});

afterAll(() => world.close());

const nb = { 'accept-language': 'nb' };
interface Labels {
  readonly viewer: {
    readonly roles: readonly object[];
    readonly roleGrants: readonly object[];
    readonly myData: readonly { readonly element: string; readonly valueLabels: readonly string[] }[];
  };
}

const labels = async (actor: Actor): Promise<object> => {
  const query =
    '{ viewer { roles { name label } roleGrants { role roleLabel } myData { element values valueLabels } } }';
  const { viewer } = (await actor.send(query, {}, nb)).data as unknown as Labels;
  const item = viewer.myData.find(({ element }) => element === 'role_grant.role');
  return { roles: viewer.roles, grants: viewer.roleGrants, held: item?.valueLabels };
};

test('a role of the tenant’s own is told by the name that it gave it, one that every tenant has in the reader’s language', async () => {
  expect(await labels(nurse)).toEqual({
    roles: [
      { name: 'end_user', label: 'Sluttbruker' },
      { name: 'nurse', label: 'School nurse' },
    ],
    grants: [{ role: 'nurse', roleLabel: 'School nurse' }],
    held: ['School nurse'],
  });
  expect(await labels(controller)).toMatchObject({
    grants: [{ role: 'controller', roleLabel: 'Handler for den behandlingsansvarlige' }],
    held: ['Handler for den behandlingsansvarlige'],
  });
});

test('also in the log, to who was looked at, and after the role has left the matrix', async () => {
  const pupil = await school.endUser();
  await nurse.ask('query($id: ID!) { person(id: $id) { displayName } }', { id: personGid(pupil.ids?.personId ?? '') });
  const looks = '{ viewer { looks(first: 1) { nodes { role roleLabel } } } }';
  const told = async (): Promise<object> => (await pupil.ask<{ viewer: object }>(looks)).viewer;
  expect(await told()).toEqual({ looks: { nodes: [{ role: 'nurse', roleLabel: 'School nurse' }] } });
  const { id } = await drafted(controller);
  await mutate(controller, 'removeMatrixRole', { matrixId: id, expectedVersion: 1, key: 'nurse' });
  await mutate(controller, 'adoptMatrix', { matrixId: id, expectedVersion: 2 });
  expect(await told()).toEqual({ looks: { nodes: [{ role: 'nurse', roleLabel: 'nurse' }] } });
  expect(await labels(nurse)).toMatchObject({ roles: [{ name: 'end_user' }], held: ['School nurse'] });
  const log = '{ logEntries(first: 1) { nodes { roleLabel } } }';
  const { data } = await controller.send(log, {}, nb);
  expect(data).toMatchObject({ logEntries: { nodes: [{ roleLabel: expect.any(String) }] } });
});
