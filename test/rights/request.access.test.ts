import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
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

const requestOf = async (actor: Actor): Promise<string> =>
  (await mutate<{ request: { id: string } }>(actor, 'makeRequest', { kind: 'ACCESS' }, 'request { id }')).request.id;

const see = async (actor: Actor, id: string) =>
  (
    await actor.ask<{ node: object | null }>(
      'query($id: ID!) { node(id: $id) { ... on DataSubjectRequest { kind } } }',
      { id },
    )
  ).node;

/** Each mutation on requests of the user, in an order in which each can be done once. */
async function onRequestsOf(user: Actor): Promise<[string, object][]> {
  const [first, second] = [await requestOf(user), await requestOf(user)];
  return [
    ['recordRequest', { kind: 'ACCESS', personId: personGid(user.ids?.personId ?? '') }],
    ['extendRequest', { requestId: first, expectedVersion: 1, reason: 'r' }],
    ['answerRequest', { requestId: first, expectedVersion: 2, decision: 'REFUSED', outcome: 'o' }],
    ['withdrawRequest', { requestId: second, expectedVersion: 1 }],
  ];
}

describe('requests of data subjects', () => {
  test('are made by persons, each for themselves', async () => {
    expect(await outcomeOf(world.anonymous(), 'makeRequest', { kind: 'ACCESS' })).toBe('UNAUTHENTICATED');
    expect(await outcomeOf(await school.signIn(null), 'makeRequest', { kind: 'ACCESS' })).toBe('FORBIDDEN');
    expect(await outcomeOf(await school.endUser(), 'makeRequest', { kind: 'ACCESS' })).toBe('DONE');
  });

  test('are handled by the controller, and neither by others of the tenant nor by other tenants', async () => {
    const user = await school.endUser();
    const administrator = await school.unitAdministrator();
    const other = await (await world.tenant()).controller();
    for (const [name, input] of await onRequestsOf(user)) {
      const stranger = name === 'withdrawRequest' ? 'NOT_FOUND' : 'FORBIDDEN';
      expect(await outcomeOf(await school.endUser(), name, input)).toBe(stranger);
      expect(await outcomeOf(administrator, name, input)).toBe(stranger);
      expect(await outcomeOf(other, name, input)).toBe('NOT_FOUND');
      expect(await outcomeOf(controller, name, input)).toBe('DONE');
    }
  });

  test('are seen by the person and the controller', async () => {
    const user = await school.endUser();
    const id = await requestOf(user);
    const guardian = await school.endUser({ register: 'GUARDIAN' });
    await school.guardianship(guardian.ids?.personId ?? '', user.ids?.personId ?? '');
    for (const actor of [
      await school.endUser(),
      guardian,
      await school.unitAdministrator(),
      await (await world.tenant()).controller(),
    ]) {
      expect(await see(actor, id)).toBeNull();
    }
    expect(await see(user, id)).toEqual({ kind: 'ACCESS' });
    expect(await see(controller, id)).toEqual({ kind: 'ACCESS' });
    const list = '{ dataSubjectRequests(first: 1) { totalCount } }';
    expect(await outcomeOfQuery(user, list)).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(await school.unitAdministrator(), list)).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(controller, list)).toBe('DONE');
  });

  test('that an erasure left without a person are seen by the controller and changed by nobody', async () => {
    const id = crypto.randomUUID();
    await school.insert('data_subject_request', { id, kind: 'ACCESS', due_at: new Date() });
    const requestId = toGlobalId('DataSubjectRequest', id);
    expect(await see(controller, requestId)).toEqual({ kind: 'ACCESS' });
    const input = { requestId, expectedVersion: 1, decision: 'REFUSED', outcome: 'o' };
    expect(await outcomeOf(controller, 'answerRequest', input)).toBe('NOT_FOUND');
  });
});
