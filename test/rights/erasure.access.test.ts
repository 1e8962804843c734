import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { certified, erase, eraseWith, erasureOf, planOf, recordProcessor } from './erasure.flow.js';

let world: World;
let school: TestTenant;
let other: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  await recordProcessor(world);
  await world.app.startJobs();
  school = await world.tenant();
  other = await world.tenant();
  controller = await school.controller();
});

afterAll(() => world.close());

const wrongRoles = async (): Promise<Actor[]> => [
  await school.endUser(),
  await school.teacher(),
  await school.unitAdministrator(),
  await school.signIn(null, [{ role: 'controller' }]),
];

test('an erasure is planned, decided and read by the controller alone', async () => {
  const personId = await school.person();
  const plan = await planOf(controller, personId);
  expect(plan?.hash).toMatch(/^[0-9a-f]{64}$/);
  const input = { personId: personGid(personId), planHash: plan?.hash ?? '', reason: 'OBJECTION' };
  for (const actor of await wrongRoles()) {
    expect(
      await outcomeOfQuery(actor, 'query($id: ID!) { erasurePlan(personId: $id) { hash } }', { id: input.personId }),
    ).toBe('FORBIDDEN');
    expect(await outcomeOf(actor, 'erasePerson', input)).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(actor, '{ erasures(first: 1) { totalCount } }')).toBe('FORBIDDEN');
  }
  expect(await outcomeOf(controller, 'erasePerson', input)).toBe('DONE');
});

test('a person does not erase oneself: a request to the controller does', async () => {
  const ada = await school.endUser();
  const input = { personId: personGid(ada.ids?.personId ?? ''), planHash: '0'.repeat(64), reason: 'OBJECTION' };
  expect(await outcomeOf(ada, 'erasePerson', input)).toBe('FORBIDDEN');
});

test('another tenant’s person and erasure are as unknown as random ones', async () => {
  const theirs = await other.person();
  const theirController = await other.controller();
  expect(await planOf(controller, theirs)).toBeNull();
  expect(await planOf(theirController, theirs)).not.toBeNull();
  const plan = await planOf(theirController, theirs);
  expect(await eraseWith(controller, theirs, plan?.hash ?? '')).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
  const { erasure } = await erase(theirController, theirs);
  const done = await certified(theirController, erasure?.id ?? '');
  expect(await erasureOf(controller, done.id)).toBeNull();
  const get = (token: string | null) =>
    fetch(`${world.url}${done.certificateUrl}`, { headers: { authorization: `Bearer ${token}` } });
  expect((await get(controller.token)).status).toBe(404);
  expect((await get(theirController.token)).status).toBe(200);
});

test('holds are placed, read and lifted by the controller alone', async () => {
  const person = personGid(await school.person());
  const input = { personId: person, category: 'CONTACT', ground: 'Bokføringsloven § 13' };
  for (const actor of await wrongRoles()) {
    expect(await outcomeOf(actor, 'placeLegalHold', input)).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(actor, 'query($id: ID!) { legalHolds(personId: $id) { id } }', { id: person })).toBe(
      'FORBIDDEN',
    );
  }
  const { legalHolds } = await mutate<{ legalHolds: { id: string }[] }>(
    controller,
    'placeLegalHold',
    input,
    'legalHolds { id }',
  );
  const lift = { legalHoldId: legalHolds[0]?.id ?? '' };
  for (const actor of await wrongRoles()) expect(await outcomeOf(actor, 'liftLegalHold', lift)).toBe('FORBIDDEN');
  const theirs = await other.controller();
  expect(await outcomeOf(theirs, 'liftLegalHold', lift)).toBe('NOT_FOUND');
  expect(await outcomeOf(theirs, 'placeLegalHold', input)).toBe('NOT_FOUND');
  expect(await outcomeOf(controller, 'liftLegalHold', lift)).toBe('DONE');
});

test('the person sees a plan that was read and a hold as what they are, never as an erasure', async () => {
  const ada = await school.endUser();
  const personId = ada.ids?.personId ?? '';
  await planOf(controller, personId);
  const { legalHolds } = await mutate<{ legalHolds: { id: string }[] }>(
    controller,
    'placeLegalHold',
    { personId: personGid(personId), category: 'CONTACT', ground: 'Bokføringsloven § 13' },
    'legalHolds { id }',
  );
  await outcomeOf(controller, 'liftLegalHold', { legalHoldId: legalHolds[0]?.id ?? '' });
  const { viewer } = await ada.ask<{ viewer: { looks: { nodes: { action: string }[] } } }>(
    '{ viewer { looks(first: 10) { nodes { action } } } }',
  );
  expect(viewer.looks.nodes.map(({ action }) => action)).toEqual(['hold.manage', 'hold.manage', 'erasure.plan']);
});

test('a look at a plan and the decision are logged with ids alone', async () => {
  const personId = await school.person({ familyName: 'Unsaid' });
  const { erasure } = await erase(controller, personId);
  await certified(controller, erasure?.id ?? '');
  const entries = await school.rows<{ entry: string; role: string }>(
    `select t::text as entry, action || ' ' || role as role from log_entry t
     where action like 'erasure.%' and $1 = any(person_ids) order by at`,
    [personId],
  );
  expect(entries.map(({ role }) => role)).toEqual([
    'erasure.plan controller',
    'erasure.run controller',
    'erasure.run system',
  ]);
  expect(entries.map(({ entry }) => entry).join()).not.toContain('Unsaid');
});
