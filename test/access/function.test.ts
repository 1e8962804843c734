import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, drafted } from './matrix.samples.js';

let world: World;
let foundation: TestTenant;
let controller: Actor;
let unitId: string;

const NONE = '00000000-0000-4000-8000-000000000000';

beforeAll(async () => {
  world = await World.open();
  foundation = await world.tenant({ locale: 'nl' });
  controller = await foundation.controller();
  unitId = toGlobalId('Unit', foundation.unitId);
  const { id } = await drafted(controller, { template: 'OPTIMUS' });
  await mutate(controller, 'adoptMatrix', { matrixId: id, expectedVersion: 1 });
});

afterAll(() => world.close());

const assign = (actor: Actor, name: string, more: object = {}) =>
  mutate<{ functionAssignment: { id: string } | null }>(
    controller,
    'assignFunction',
    { personId: personGid(actor.ids?.personId ?? ''), function: name, acknowledgesGuidance: true, ...more },
    'functionAssignment { id function validUntil guidanceAcknowledgedAt }',
  );
const grant = (actor: Actor, role: string, more: object = {}) =>
  mutate<{ roleGrant: { id: string } | null }>(
    controller,
    'grantRole',
    { accountId: accountGid(actor), role, ...more },
    'roleGrant { id condition }',
  );
const codes = (answer: { userErrors: readonly { code: string }[] }): string[] =>
  answer.userErrors.map(({ code }) => code);
const reads = async (actor: Actor, personId: string): Promise<boolean> =>
  (
    await actor.ask<{ person: object | null }>('query($id: ID!) { person(id: $id) { id } }', {
      id: personGid(personId),
    })
  ).person !== null;

test('only roles of the person’s function are granted, and a function is acknowledged before it is assigned', async () => {
  const janitor = await foundation.endUser({ register: 'STAFF' });
  expect(codes(await grant(janitor, 'leerlingkaart', { unitId }))).toEqual(['FORBIDDEN']);
  expect(codes(await assign(janitor, 'concierge', { acknowledgesGuidance: false }))).toEqual(['INVALID']);
  expect(codes(await assign(janitor, 'astronaut'))).toEqual(['INVALID']);
  expect(await assign(janitor, 'concierge')).toMatchObject({
    functionAssignment: { function: 'concierge', validUntil: null, guidanceAcknowledgedAt: expect.any(String) },
    userErrors: [],
  });
  expect(codes(await assign(janitor, 'concierge'))).toEqual(['ALREADY_EXISTS']);
  expect(codes(await grant(janitor, 'leerlingkaart', { unitId }))).toEqual([]);
  expect(codes(await grant(janitor, 'intern_begeleider', { unitId }))).toEqual(['FORBIDDEN']);
  expect(codes(await grant(janitor, 'applicatiemedewerker'))).toEqual(['INVALID']);
});

test('a stackable role asks for its condition to be stated', async () => {
  const teacher = await foundation.endUser({ register: 'TEACHER' });
  await assign(teacher, 'leerkracht');
  expect(codes(await grant(teacher, 'edex_bestanden_maken', { unitId }))).toEqual(['INVALID']);
  expect(await grant(teacher, 'edex_bestanden_maken', { unitId, condition: 'ICT-coördinator' })).toMatchObject({
    roleGrant: { condition: 'ICT-coördinator' },
    userErrors: [],
  });
});

test('a contained role is answered as superfluous', async () => {
  const mentor = await foundation.endUser({ register: 'STAFF' });
  await assign(mentor, 'intern_begeleider');
  await assign(mentor, 'leerkracht');
  expect(codes(await grant(mentor, 'intern_begeleider', { unitId }))).toEqual([]);
  expect(codes(await grant(mentor, 'in_en_uitschrijven_oso', { unitId }))).toEqual(['SUPERFLUOUS']);
});

describe('a right takes effect', () => {
  test('with its function, and ends with it on the next request', async () => {
    const pupil = await foundation.person();
    const janitor = await foundation.endUser({ register: 'STAFF' });
    const assigned = await assign(janitor, 'concierge');
    await grant(janitor, 'leerlingkaart', { unitId });
    expect(await reads(janitor, pupil)).toBe(true);
    const input = { functionAssignmentId: assigned.functionAssignment?.id };
    expect(await outcomeOf(controller, 'endFunction', input)).toBe('DONE');
    expect(await reads(janitor, pupil)).toBe(false);
    expect(await outcomeOf(controller, 'endFunction', input)).toBe('NOT_FOUND');
    await assign(janitor, 'concierge', { validUntil: '2090-01-01T00:00:00Z' });
    expect(await reads(janitor, pupil)).toBe(true);
    await foundation.rows(`update function_assignment set valid_until = now() where person_id = $1`, [
      janitor.ids?.personId,
    ]);
    expect(await reads(janitor, pupil)).toBe(false);
  });

  test('only for the teacher of the stage that it asks for', async () => {
    const pupil = await foundation.person();
    const teacher = await foundation.endUser({ register: 'TEACHER' });
    await assign(teacher, 'leerkracht');
    await grant(teacher, 'in_en_uitschrijven_oso', { unitId });
    expect(await reads(teacher, pupil)).toBe(false);
    const eight = await foundation.group('8A');
    await foundation.rows(`update person_group set stage = '8' where id = $1`, [eight]);
    await foundation.member(eight, teacher.ids?.personId ?? '', 'SUPERVISOR');
    expect(await reads(teacher, pupil)).toBe(true);
  });

  test('of the same role in the own groups, or in all of them', async () => {
    const [mine, other] = [await foundation.person(), await foundation.person()];
    const group = await foundation.group('5');
    await foundation.member(group, mine);
    const own = await foundation.endUser({ register: 'TEACHER' });
    const all = await foundation.endUser({ register: 'TEACHER' });
    await foundation.member(group, own.ids?.personId ?? '', 'SUPERVISOR');
    await assign(own, 'onderwijsondersteuner');
    await assign(all, 'leerkracht');
    await grant(own, 'leerkracht');
    await grant(all, 'leerkracht_alle_groepen', { unitId });
    expect([await reads(own, mine), await reads(own, other)]).toEqual([true, false]);
    expect([await reads(all, mine), await reads(all, other)]).toEqual([true, true]);
  });
});

describe('who assigns a function', () => {
  test('who grants roles, to others whom they reach, in the own tenant', async () => {
    const staff = await foundation.person({ register: 'STAFF' });
    const input = { personId: personGid(staff), function: 'concierge', acknowledgesGuidance: true };
    for (const other of [await foundation.endUser(), await foundation.operator()]) {
      expect(await outcomeOf(other, 'assignFunction', input)).toBe('FORBIDDEN');
    }
    const own = { ...input, personId: personGid(controller.ids?.personId ?? '') };
    expect(await outcomeOf(controller, 'assignFunction', own)).toBe('FORBIDDEN');
    expect(await outcomeOf(controller, 'assignFunction', { ...input, personId: personGid(NONE) })).toBe('NOT_FOUND');
    const foreign = await (await world.tenant()).controller();
    expect(await outcomeOf(foreign, 'assignFunction', input)).toBe('NOT_FOUND');
    const done = await mutate<{ functionAssignment: { id: string } }>(
      controller,
      'assignFunction',
      input,
      'functionAssignment { id }',
    );
    const end = { functionAssignmentId: done.functionAssignment.id };
    expect(await outcomeOf(foreign, 'endFunction', end)).toBe('NOT_FOUND');
    expect(await outcomeOf(await foundation.endUser(), 'endFunction', end)).toBe('FORBIDDEN');
    expect(await outcomeOf(controller, 'endFunction', end)).toBe('DONE');
  });

  test('is read with the person by who may read of the employment', async () => {
    const janitor = await foundation.endUser({ register: 'STAFF' });
    await assign(janitor, 'concierge');
    const query = 'query($id: ID!) { person(id: $id) { functions { function } } }';
    const id = personGid(janitor.ids?.personId ?? '');
    const shown = { person: { functions: [{ function: 'concierge' }] } };
    expect(await janitor.ask(query, { id })).toEqual(shown);
    expect(await controller.ask(query, { id })).toEqual(shown);
    const colleague = await foundation.endUser({ register: 'STAFF' });
    await assign(colleague, 'concierge');
    await grant(colleague, 'leerlingkaart', { unitId });
    expect(await colleague.ask(query, { id })).toEqual({ person: { functions: null } });
  });
});
