import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

const STUDENTS = '{ persons(first: 50, filter: { registers: [STUDENT] }) { nodes { id } } }';
const LOCKERS = '{ persons(first: 50, filter: { registers: [STUDENT] }) { nodes { fields { text } } } }';

let world: World;
let school: TestTenant;
let pupil: string;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  pupil = await school.person({ register: 'STUDENT' });
});

afterAll(() => world.close());

const seen = async (actor: Actor) => (await actor.ask<{ persons: { nodes: object[] } }>(STUDENTS)).persons.nodes.length;
const accountOf = (actor: Actor): string => actor.ids?.accountId ?? '';
/** As another process would: this one is told of nothing. */
const withdraw = (actor: Actor) =>
  school.rows('update role_grant set valid_until = now() where account_id = $1', [accountOf(actor)]);
const refusals = (actor: Actor) =>
  school.rows("select action from log_entry where outcome = 'refused' and actor_account_id = $1", [accountOf(actor)]);

test('a right that was withdrawn elsewhere is gone on the next query, which answers as if it had never been', async () => {
  const administrator = await school.controller();
  expect(await seen(administrator)).toBeGreaterThan(0);
  expect(await seen(administrator)).toBeGreaterThan(0);
  await withdraw(administrator);
  expect(await seen(administrator)).toBe(0);
  expect(await seen(administrator)).toBe(0);
});

test('a mutation under a right that was withdrawn elsewhere changes nothing, and is refused once', async () => {
  const controller = await school.controller();
  const rename = (givenName: string, expectedVersion: number) =>
    controller.send<{ correctProfile: { userErrors: { code: string }[] } }>(
      `mutation($input: CorrectProfileInput!) { correctProfile(input: $input) { userErrors { code } } }`,
      { input: { personId: Buffer.from(`Person:${pupil}`).toString('base64url'), givenName, expectedVersion } },
    );
  expect((await rename('Aino', 1)).data?.correctProfile.userErrors).toEqual([]);
  await withdraw(controller);
  expect((await rename('Bjørn', 2)).data?.correctProfile.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  expect(await school.rows('select given_name, version from person where id = $1', [pupil])).toEqual([
    { given_name: 'Aino', version: 2 },
  ]);
  expect(await refusals(controller)).toHaveLength(1);
});

test('a right that was granted elsewhere is there on the next query, and nothing was refused meanwhile', async () => {
  const user = await school.endUser();
  const log = '{ logEntries(first: 1) { nodes { id } } }';
  expect((await user.send(log)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  expect(await refusals(user)).toHaveLength(1);
  await school.insert('role_grant', { account_id: accountOf(user), person_id: user.ids?.personId, role: 'controller' });
  expect((await user.send(log)).errors).toEqual([]);
  expect(await refusals(user)).toHaveLength(1);
});

test('an account that was closed elsewhere signs nobody in any more', async () => {
  const user = await school.endUser();
  const viewer = async () => (await user.ask<{ viewer: object | null }>('{ viewer { accountId } }')).viewer;
  expect(await viewer()).not.toBeNull();
  expect(await viewer()).not.toBeNull();
  await school.rows('update account set closed_at = now() where id = $1', [accountOf(user)]);
  expect(await viewer()).toBeNull();
});

test('a field that was withheld elsewhere is withheld on the next query', async () => {
  const teacher = await school.teacher();
  const group = await school.group('Class with lockers');
  await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
  await school.member(group, pupil);
  const locker = await school.field({ registers: ['STUDENT'], readableBy: ['teacher'] });
  await school.rows('update person set field_values = jsonb_build_object($1::text, $2::text) where id = $3', [
    locker,
    'L 12',
    pupil,
  ]);
  const lockers = async () =>
    (await teacher.ask<{ persons: { nodes: { fields: object[] }[] } }>(LOCKERS)).persons.nodes.map(
      ({ fields }) => fields,
    );
  expect(await lockers()).toEqual([[{ text: 'L 12' }]]);
  expect(await lockers()).toEqual([[{ text: 'L 12' }]]);
  await school.rows('update field_definition set readable_by = $1, version = version + 1 where id = $2', [[], locker]);
  expect(await lockers()).toEqual([[]]);
});
