import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, drafted } from './matrix.samples.js';

interface Asked {
  readonly id: string;
  readonly number: number;
}
interface Options {
  readonly options: readonly {
    readonly role: { readonly key: string };
    readonly isComplete: boolean;
    readonly isWider: boolean;
    readonly missing: readonly object[];
    readonly surplus: readonly object[];
    readonly surplusActions: readonly string[];
    readonly usersWithFunction: number;
  }[];
  readonly uncovered: readonly object[];
  readonly users: number;
  readonly seatHoldersNotNamed: number;
}

const REQUEST = `roleRequest { id number state reason role reply needs { action about categories elements } scope
  unit { id } users { id } persons { id } groups { id } matrix { id } requestedBy { id } answeredBy { id } }`;
const LIST = `query($state: RoleRequestState) { roleRequests(first: 20, state: $state) { totalCount nodes { reason } } }`;
const RIGHT = '{ action about categories }';
const OPTIONS = `query($id: ID!) { roleRequestOptions(roleRequestId: $id) { users seatHoldersNotNamed uncovered ${RIGHT}
  options { role { key } isComplete isWider missing ${RIGHT} surplus ${RIGHT} surplusActions usersWithFunction } } }`;

let world: World;
let tenant: TestTenant;
let officer: Actor;
let administrator: Actor;
let unitId: string;
let janitor: string;

const optionsFor = async ({ id }: Asked): Promise<Options> =>
  (await officer.ask<{ roleRequestOptions: Options }>(OPTIONS, { id })).roleRequestOptions;

beforeAll(async () => {
  world = await World.open();
  tenant = await world.tenant();
  officer = await tenant.controller();
  administrator = await tenant.unitAdministrator();
  unitId = toGlobalId('Unit', tenant.unitId);
  janitor = personGid(await tenant.person({ register: 'STAFF' }));
  const draft = await drafted(officer, { template: 'OPTIMUS' });
  const asking = {
    key: 'unit_administrator',
    name: 'Asks',
    description: '',
    scope: 'UNIT',
    purpose: 'ADMINISTRATION',
    risk: 'LOW',
    actions: ['exception.request'],
    rights: [{ action: 'person.read', about: 'PERSONS', categories: ['NAME'] }],
  };
  await mutate(officer, 'setMatrixRole', { matrixId: draft.id, expectedVersion: 1, role: asking });
  const clerk = { key: 'clerk', name: 'Clerk', roles: [{ role: 'unit_administrator', kind: 'BASE' }] };
  await mutate(officer, 'setJobFunction', { matrixId: draft.id, expectedVersion: 2, function: clerk });
  await mutate(officer, 'adoptMatrix', { matrixId: draft.id, expectedVersion: 3 });
  const functions = [
    [personGid(administrator.ids?.personId ?? ''), 'clerk'],
    [janitor, 'concierge'],
  ];
  for (const [personId, job] of functions) {
    await mutate(officer, 'assignFunction', { personId, function: job, acknowledgesGuidance: true });
  }
});

afterAll(() => world.close());

const input = (more: object = {}): object => ({
  userIds: [janitor],
  needs: [{ action: 'person.read', about: 'PERSONS', categories: ['MEMBERSHIP'], elements: ['person.givenName'] }],
  scope: 'UNIT',
  unitId,
  purpose: 'SAFETY',
  reason: 'Opens the door to pupils who are late',
  ...more,
});
const ask = async (more: object = {}): Promise<Asked> => {
  const { roleRequest, userErrors } = await mutate<{ roleRequest: Asked | null }>(
    administrator,
    'requestFinerRole',
    input(more),
    REQUEST,
  );
  if (!roleRequest) throw new Error(JSON.stringify(userErrors));
  return roleRequest;
};
const answer = (asked: Asked, more: object, actor = officer): Promise<string> =>
  outcomeOf(actor, 'answerRoleRequest', { roleRequestId: asked.id, ...more });

describe('a request for a finer role', () => {
  test('names the users and the data, and is answered with the role that opens the least beyond it', async () => {
    const asked = await ask();
    expect(asked).toMatchObject({
      state: 'REQUESTED',
      needs: [
        {
          action: 'person.read',
          about: 'PERSONS',
          categories: ['MEMBERSHIP', 'NAME'],
          elements: ['person.givenName'],
        },
      ],
      unit: { id: unitId },
      users: [{ id: janitor }],
      requestedBy: { id: personGid(administrator.ids?.personId ?? '') },
    });
    const { options, uncovered, users } = await optionsFor(asked);
    expect(uncovered).toEqual([]);
    expect(users).toBe(1);
    const complete = options.filter(({ isComplete }) => isComplete);
    expect(complete.length).toBeGreaterThan(5);
    expect(options.slice(0, complete.length)).toEqual(complete);
    // Both open one thing beyond what is asked; the janitor's function has the first of them.
    expect(options[0]).toEqual({
      role: { key: 'absentie_invoerder' },
      isComplete: true,
      isWider: false,
      missing: [],
      surplus: [{ action: 'comment.write', about: 'PERSONS', categories: ['FREE_TEXT'] }],
      surplusActions: [],
      usersWithFunction: 1,
    });
    expect(options[1]).toMatchObject({ isComplete: true, usersWithFunction: 0 });
    expect(options.map(({ role }) => role.key)).not.toContain('applicatiemedewerker');
    expect(options.find(({ role }) => role.key === 'directeur')?.surplusActions).toEqual(['account.read']);
    expect(await answer(asked, { answer: 'EXISTING_ROLE', role: 'absentie_invoerder' })).toBe('DONE');
    expect(await answer(asked, { answer: 'DECLINED', reply: 'No' })).toBe('CONFLICT');
    const seen = `query { roleRequests(first: 1, state: EXISTING_ROLE) { nodes { role answeredBy { id } } } }`;
    expect(await administrator.ask(seen)).toEqual({
      roleRequests: {
        nodes: [{ role: 'absentie_invoerder', answeredBy: { id: personGid(officer.ids?.personId ?? '') } }],
      },
    });
  });

  test('a role that opens some of it answers with a reason; what no role opens is told, and a new role opens it', async () => {
    const needs = [
      { action: 'person.read', about: 'PERSONS', categories: ['NAME', 'PICTURE', 'UNION'] },
      { action: 'person.read', about: 'GUARDIANS', categories: ['NAME'] },
    ];
    const asked = await ask({ needs });
    const { options, uncovered } = await optionsFor(asked);
    expect(uncovered).toEqual([{ action: 'person.read', about: 'PERSONS', categories: ['UNION'] }]);
    expect(options.some(({ isComplete }) => isComplete)).toBe(false);
    expect(options[0]?.missing).toEqual([{ action: 'person.read', about: 'PERSONS', categories: ['UNION'] }]);
    const card = { answer: 'EXISTING_ROLE', role: 'leerlingkaart' };
    expect(await answer(asked, card)).toBe('INVALID');
    expect(await answer(asked, { answer: 'EXISTING_ROLE', role: 'nobody' })).toBe('INVALID');
    expect(await answer(asked, { answer: 'EXISTING_ROLE', role: 'applicatiemedewerker' })).toBe('INVALID');
    expect(await answer(asked, { answer: 'NEW_ROLE' })).toBe('INVALID');
    expect(await answer(asked, { answer: 'DECLINED' })).toBe('INVALID');

    const draft = await drafted(officer);
    const newRole = { matrixId: draft.id, expectedVersion: 1, key: 'door', name: 'At the door', risk: 'MEDIUM' };
    expect(await answer(asked, { answer: 'NEW_ROLE', newRole: { ...newRole, key: 'map' } })).toBe('ALREADY_EXISTS');
    expect(await answer(asked, { answer: 'NEW_ROLE', newRole: { ...newRole, expectedVersion: 9 } })).toBe(
      'STALE_VERSION',
    );
    expect(await answer(asked, { answer: 'NEW_ROLE', newRole })).toBe('DONE');
    const rights = `query { matrices { number state roles { key scope purpose risk actions contains rights ${RIGHT} } } }`;
    const { matrices } = await officer.ask<{ matrices: { state: string; roles: { key: string }[] }[] }>(rights);
    expect(matrices[0]?.roles.find(({ key }) => key === 'door')).toEqual({
      key: 'door',
      scope: 'UNIT',
      purpose: 'SAFETY',
      risk: 'MEDIUM',
      actions: [],
      contains: [],
      rights: needs,
    });
    const other = await ask({ needs });
    expect(await answer(other, { ...card, reply: 'Nobody needs the union' })).toBe('DONE');
    await mutate(officer, 'withdrawMatrix', { matrixId: draft.id, expectedVersion: 2 });
  });

  test('about fewer people offers roles that reach as far first, and wider ones as wider', async () => {
    const groupId = await tenant.group('6b');
    const asked = await ask({ scope: 'GROUPS', unitId: null, groupIds: [toGlobalId('Group', groupId)] });
    const { options } = await optionsFor(asked);
    expect(options.length).toBeGreaterThan(0);
    expect(options.every(({ isWider }) => isWider)).toBe(true);
    const supervised = await ask({ scope: 'SUPERVISED', unitId: null });
    expect((await optionsFor(supervised)).options[0]).toMatchObject({
      role: { key: 'leerkracht_beperkt' },
      isWider: false,
    });
    const people = await ask({ scope: 'PEOPLE', unitId: null, personIds: [janitor] });
    expect(people).toMatchObject({ persons: [{ id: janitor }], users: [{ id: janitor }] });
    const circles = await ask({ scope: 'MODULE', module: 'CIRCLE', unitId: null });
    expect((await optionsFor(circles)).options.every(({ isWider }) => isWider)).toBe(true);
    const everywhere = await ask({ scope: 'TENANT', unitId: null });
    expect(await optionsFor(everywhere)).toMatchObject({ options: [], uncovered: [{ categories: expect.anything() }] });
  });

  test('tells of the seats whose holders it does not name', async () => {
    const observer = await tenant.endUser({ register: 'STAFF' });
    const personId = personGid(observer.ids?.personId ?? '');
    const before = (await optionsFor(await ask())).seatHoldersNotNamed;
    await mutate(officer, 'assignFunction', { personId, function: 'schooldirecteur', acknowledgesGuidance: true });
    const grant = { accountId: accountGid(observer), role: 'directeur', unitId };
    expect(await outcomeOf(officer, 'grantRole', grant)).toBe('DONE');
    expect((await optionsFor(await ask())).seatHoldersNotNamed).toBe(before + 1);
    expect((await optionsFor(await ask({ userIds: [janitor, personId] }))).seatHoldersNotNamed).toBe(before);
  });

  test.each([
    ['without a reason', { reason: ' ' }, 'INVALID'],
    ['for an action that nobody can be given', { needs: [need({ action: 'tenant.manage' })] }, 'INVALID'],
    ['for an action that there is not', { needs: [need({ action: 'everything' })] }, 'INVALID'],
    ['for what is done for the whole tenant', { needs: [need({ action: 'erasure.run' })] }, 'INVALID'],
    ['for no data', { needs: [need({ categories: [] })] }, 'INVALID'],
    ['for an element that there is not', { needs: [need({ elements: ['person.shoes'] })] }, 'INVALID'],
    ['in a unit without one', { unitId: null }, 'INVALID'],
    ['in a module without one', { scope: 'MODULE' }, 'INVALID'],
    ['in a unit that there is not', { unitId: toGlobalId('Unit', newId()) }, 'NOT_FOUND'],
    ['for a user who is not there', { userIds: [personGid(newId())] }, 'NOT_FOUND'],
  ])('is not made %s', async (_name, wrong, code) => {
    expect(await outcomeOf(administrator, 'requestFinerRole', input(wrong))).toBe(code);
    expect(await outcomeOf(administrator, 'requestFinerRole', input())).toBe('DONE');
  });
});

function need(more: object): object {
  return { action: 'person.read', about: 'PERSONS', categories: ['NAME'], ...more };
}

test('one’s own request can be taken back until it is answered', async () => {
  const asked = await ask();
  const withdraw = (actor: Actor) => outcomeOf(actor, 'withdrawRoleRequest', { roleRequestId: asked.id });
  expect(await withdraw(officer)).toBe('NOT_FOUND');
  expect(await withdraw(administrator)).toBe('DONE');
  expect(await withdraw(administrator)).toBe('CONFLICT');
  expect(await answer(asked, { answer: 'DECLINED', reply: 'No' })).toBe('CONFLICT');
});

test('who may not, is refused; others’ requests are not seen; another tenant’s are not there', async () => {
  const asked = await ask({ reason: 'Ours alone' });
  const mine = async (actor: Actor) =>
    JSON.stringify(await actor.ask(LIST, { state: 'REQUESTED' })).includes('Ours alone');
  expect(await mine(administrator)).toBe(true);
  expect(await mine(officer)).toBe(true);
  const teacher = await tenant.endUser({ register: 'TEACHER' });
  for (const actor of [teacher, await tenant.operator()]) {
    expect(await outcomeOfQuery(actor, LIST)).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(actor, OPTIONS, { id: asked.id })).toBe('FORBIDDEN');
    expect(await outcomeOf(actor, 'requestFinerRole', input())).toBe('FORBIDDEN');
    expect(await outcomeOf(actor, 'withdrawRoleRequest', { roleRequestId: asked.id })).toBe('FORBIDDEN');
    expect(await answer(asked, { answer: 'DECLINED', reply: 'No' }, actor)).toBe('FORBIDDEN');
  }
  expect(await outcomeOfQuery(administrator, OPTIONS, { id: asked.id })).toBe('FORBIDDEN');
  expect(await answer(asked, { answer: 'DECLINED', reply: 'No' }, administrator)).toBe('FORBIDDEN');
  const foreign = await (await world.tenant()).controller();
  expect(await foreign.ask(LIST)).toEqual({ roleRequests: { totalCount: 0, nodes: [] } });
  expect(await foreign.ask(OPTIONS, { id: asked.id })).toEqual({ roleRequestOptions: null });
  expect(await outcomeOf(foreign, 'requestFinerRole', input())).toBe('NOT_FOUND');
  expect(await answer(asked, { answer: 'DECLINED', reply: 'No' }, foreign)).toBe('NOT_FOUND');
  const far = toGlobalId('Unit', await tenant.unit('Far'));
  expect(await outcomeOf(administrator, 'requestFinerRole', input({ unitId: far }))).toBe('NOT_FOUND');
  expect(await outcomeOf(officer, 'requestFinerRole', input({ unitId: far }))).toBe('DONE');
  const elsewhere = await tenant.group('7c', await tenant.unit('Further'));
  const groups = { scope: 'GROUPS', unitId: null, groupIds: [toGlobalId('Group', elsewhere)] };
  expect(await outcomeOf(administrator, 'requestFinerRole', input(groups))).toBe('NOT_FOUND');
  expect(await outcomeOf(officer, 'requestFinerRole', input(groups))).toBe('DONE');
  expect(await answer(asked, { answer: 'DECLINED', reply: 'No' })).toBe('DONE');
});
