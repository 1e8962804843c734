import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, adopted, drafted, roleInput } from './matrix.samples.js';

interface Entry {
  readonly id: string;
  readonly number: number;
  readonly state: string;
}

const ENTRY = 'accessException { id number state role reason answer endsAt requestedBy { id } decidedBy { id } }';

let world: World;
let foundation: TestTenant;
let officer: Actor;
let colleague: Actor;
let unitId: string;
let pupil: string;

beforeAll(async () => {
  world = await World.open();
  foundation = await world.tenant();
  officer = await foundation.controller();
  colleague = await foundation.controller();
  unitId = toGlobalId('Unit', foundation.unitId);
  pupil = await foundation.person();
  const { id } = await drafted(officer, { template: 'OPTIMUS' });
  await mutate(officer, 'adoptMatrix', { matrixId: id, expectedVersion: 1 });
});

afterAll(() => world.close());

const soon = (days = 30): string => new Date(Date.now() + days * 86_400_000).toISOString();
const asked = (holder: Actor, more: object = {}): object => ({
  accountId: accountGid(holder),
  role: 'applicatiemedewerker',
  reason: 'Koppeling met het leerlingadministratiesysteem',
  endsAt: soon(),
  ...more,
});
const request = async (holder: Actor, more: object = {}): Promise<Entry> => {
  const { accessException, userErrors } = await mutate<{ accessException: Entry | null }>(
    colleague,
    'requestException',
    asked(holder, more),
    ENTRY,
  );
  if (!accessException) throw new Error(JSON.stringify(userErrors));
  return accessException;
};
const consent = (exceptionId: string, actor = officer): Promise<string> =>
  outcomeOf(actor, 'decideException', { exceptionId, isConsented: true, consultation: 'Met de schooldirecteur' });
const reads = async (actor: Actor): Promise<boolean> =>
  (await actor.ask<{ person: object | null }>('query($id: ID!) { person(id: $id) { id } }', { id: personGid(pupil) }))
    .person !== null;

describe('an exception', () => {
  test('opens a master key once somebody else consents, is in the register, and ends by itself', async () => {
    const holder = await foundation.endUser({ register: 'STAFF' });
    expect(await outcomeOf(officer, 'grantRole', { accountId: accountGid(holder), role: 'applicatiemedewerker' })).toBe(
      'INVALID',
    );
    const { id, number } = await request(holder);
    expect(await reads(holder)).toBe(false);
    expect(await consent(id, colleague)).toBe('FORBIDDEN');
    expect(await consent(id)).toBe('DONE');
    expect(await consent(id)).toBe('CONFLICT');
    expect(await reads(holder)).toBe(true);
    const register =
      '{ accessExceptions(first: 50, state: IN_FORCE) { nodes { number role state decidedBy { id } } } }';
    expect(await officer.ask(register)).toEqual({
      accessExceptions: {
        nodes: [
          {
            number,
            role: 'applicatiemedewerker',
            state: 'IN_FORCE',
            decidedBy: { id: personGid(officer.ids?.personId ?? '') },
          },
        ],
      },
    });
    await foundation.rows(
      `update role_grant set valid_until = now() where exception_id is not null and account_id = $1`,
      [holder.ids?.accountId],
    );
    expect(await reads(holder)).toBe(false);
  });

  test('is ended before its time, refused, and asked for anew', async () => {
    const holder = await foundation.endUser({ register: 'STAFF' });
    const first = await request(holder);
    const refusal = { exceptionId: first.id, isConsented: false, answer: 'Niet nodig' };
    expect(await mutate(officer, 'decideException', refusal, ENTRY)).toMatchObject({
      accessException: { state: 'REFUSED', answer: 'Niet nodig' },
    });
    expect(await reads(holder)).toBe(false);
    const second = await request(holder);
    expect(second.number).toBe(first.number + 1);
    expect(await consent(second.id)).toBe('DONE');
    expect(await reads(holder)).toBe(true);
    expect(await outcomeOf(officer, 'endException', { exceptionId: second.id })).toBe('DONE');
    expect(await reads(holder)).toBe(false);
    expect(await outcomeOf(officer, 'endException', { exceptionId: second.id })).toBe('CONFLICT');
    const third = await request(holder);
    expect(await outcomeOf(officer, 'endException', { exceptionId: third.id })).toBe('DONE');
    expect(await consent(third.id)).toBe('CONFLICT');
  });

  test('goes stale when the holder’s function changes, or the role', async () => {
    const holder = await foundation.endUser({ register: 'STAFF' });
    const { id } = await request(holder, { role: 'intern_begeleider', unitId });
    const inRegister = async (): Promise<object> => {
      const entry = '... on AccessException { state roleGrant { effect { state reasons } } }';
      const { node } = await officer.ask<{ node: object }>(`query($id: ID!) { node(id: $id) { ${entry} } }`, { id });
      return node;
    };
    expect(await inRegister()).toEqual({ state: 'REQUESTED', roleGrant: null });
    expect(await consent(id)).toBe('DONE');
    expect(await reads(holder)).toBe(true);
    const personId = personGid(holder.ids?.personId ?? '');
    const assigned = await mutate<{ functionAssignment: { id: string } }>(
      officer,
      'assignFunction',
      { personId, function: 'concierge', acknowledgesGuidance: true },
      'functionAssignment { id }',
    );
    expect(await reads(holder)).toBe(false);
    expect(await inRegister()).toEqual({
      state: 'IN_FORCE',
      roleGrant: { effect: { state: 'NOT_IN_EFFECT', reasons: ['STALE_EXCEPTION'] } },
    });
    await mutate(officer, 'endFunction', { functionAssignmentId: assigned.functionAssignment.id });
    expect(await reads(holder)).toBe(true);
    const draft = await drafted(officer);
    const changed = roleInput('intern_begeleider', {
      rights: [{ action: 'person.read', about: 'PERSONS', categories: ['NAME'] }],
    });
    const version = { matrixId: draft.id, expectedVersion: 1 };
    expect(await outcomeOf(officer, 'setMatrixRole', { ...version, role: changed })).toBe('DONE');
    expect(await outcomeOf(officer, 'adoptMatrix', { ...version, expectedVersion: 2 })).toBe('DONE');
    expect(await reads(holder)).toBe(false);
  });

  test('reaches the people whom it names, once consented to, and tells who they are', async () => {
    const tenant = await world.tenant();
    const [one, other] = [await tenant.controller(), await tenant.controller()];
    await adopted(one, [roleInput('buddy', { scope: 'PEOPLE' }), roleInput('head', { scope: 'GROUPS' })]);
    const holder = await tenant.endUser({ register: 'STAFF' });
    const [near, far] = [await tenant.person(), await tenant.person()];
    const ask = (input: object) =>
      mutate<{ accessException: Entry | null }>(
        other,
        'requestException',
        { accountId: accountGid(holder), reason: 'Support', endsAt: soon(), ...input },
        'accessException { id persons { id } groups { id } stage }',
      );
    expect(await ask({ role: 'buddy' })).toMatchObject({ userErrors: [{ code: 'INVALID' }] });
    expect(await ask({ role: 'buddy', personIds: [toGlobalId('Person', newId())] })).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    expect(await ask({ role: 'head', stage: '8' })).toMatchObject({ accessException: { stage: '8', persons: [] } });
    const { accessException } = await ask({ role: 'buddy', personIds: [personGid(near)] });
    expect(accessException).toMatchObject({ persons: [{ id: personGid(near) }], groups: [] });
    const sees = async (id: string): Promise<boolean> =>
      (await holder.ask<{ node: object | null }>('query($id: ID!) { node(id: $id) { id } }', { id })).node !== null;
    expect(await sees(personGid(near))).toBe(false);
    expect(await consent(accessException?.id ?? '', one)).toBe('DONE');
    expect([await sees(personGid(near)), await sees(personGid(far))]).toEqual([true, false]);
    const grants =
      'query($id: ID!) { node(id: $id) { ... on Account { roles { role persons { id } groups { id } } } } }';
    expect(await one.ask(grants, { id: accountGid(holder) })).toEqual({
      node: { roles: [{ role: 'buddy', persons: [{ id: personGid(near) }], groups: [] }] },
    });
  });

  test('is consented to after a consultation, by somebody who holds what it opens', async () => {
    const tenant = await world.tenant();
    const [one, other] = [await tenant.controller(), await tenant.controller()];
    await adopted(one, [
      roleInput('key', { scope: 'TENANT', isMasterKey: true }),
      roleInput('medic', {
        scope: 'TENANT',
        rights: [{ action: 'person.read', about: 'PERSONS', categories: ['NAME', 'HEALTH'] }],
      }),
      roleInput('officer', {
        scope: 'TENANT',
        actions: ['exception.decide'],
        rights: ['person.read', 'person.update'].map((action) => ({
          action,
          about: 'PERSONS',
          categories: ['NAME', 'CONTACT', 'SIGN_IN'],
        })),
      }),
    ]);
    const deciding = await tenant.endUser({ register: 'STAFF' });
    expect(await outcomeOf(one, 'grantRole', { accountId: accountGid(deciding), role: 'officer' })).toBe('DONE');
    const asking = async (role: string): Promise<string> => {
      const holder = await tenant.endUser({ register: 'STAFF' });
      const input = { accountId: accountGid(holder), role, reason: 'A coupling', endsAt: soon() };
      const { accessException } = await mutate<{ accessException: Entry }>(other, 'requestException', input, ENTRY);
      return accessException.id;
    };
    const exceptionId = await asking('key');
    expect(await outcomeOf(deciding, 'decideException', { exceptionId, isConsented: true })).toBe('INVALID');
    expect(await consent(exceptionId, deciding)).toBe('DONE');
    const beyond = await asking('medic');
    expect(await consent(beyond, deciding)).toBe('FORBIDDEN');
    expect(await consent(beyond, one)).toBe('DONE');
  });

  test('is the only way also to a role that contains a master key', async () => {
    const tenant = await world.tenant();
    const one = await tenant.controller();
    const key = roleInput('key', { scope: 'TENANT', isMasterKey: true });
    await adopted(one, [key, roleInput('janitor', { scope: 'TENANT', contains: ['key'] })]);
    const accountId = accountGid(await tenant.endUser({ register: 'STAFF' }));
    expect(await mutate(one, 'grantRole', { accountId, role: 'janitor' })).toMatchObject({
      userErrors: [{ code: 'INVALID', message: expect.stringContaining('through an exception alone') }],
    });
    expect(await mutate(one, 'grantRole', { accountId, role: 'gardener' })).toMatchObject({
      userErrors: [{ code: 'INVALID', message: 'The matrix in force has no such role.' }],
    });
    const wanted = { accountId, role: 'janitor', reason: 'A coupling', endsAt: soon() };
    expect(await outcomeOf(await tenant.controller(), 'requestException', wanted)).toBe('DONE');
  });

  test.each([
    ['without a reason', { reason: '  ' }, 'INVALID'],
    ['with an end in the past', { endsAt: '2020-01-01T00:00:00Z' }, 'INVALID'],
    ['for longer than a year', { endsAt: '2090-01-01T00:00:00Z' }, 'INVALID'],
    ['to a role that there is not', { role: 'nobody' }, 'INVALID'],
    ['to act for the controller', { role: 'controller' }, 'INVALID'],
    ['in a unit, to a role that has none', { unitId: toGlobalId('Unit', newId()) }, 'INVALID'],
    ['in a unit that there is not', { role: 'map', unitId: toGlobalId('Unit', newId()) }, 'NOT_FOUND'],
    ['for an account that there is not', { accountId: toGlobalId('Account', newId()) }, 'NOT_FOUND'],
  ])('is not asked for %s', async (_name, wrong, code) => {
    const holder = await foundation.endUser({ register: 'STAFF' });
    expect(await outcomeOf(colleague, 'requestException', asked(holder, wrong))).toBe(code);
    expect(await outcomeOf(colleague, 'requestException', asked(holder))).toBe('DONE');
  });
});

test('nobody decides on an exception for themselves', async () => {
  const { id } = await request(officer);
  expect(await consent(id)).toBe('FORBIDDEN');
  expect(await consent(id, colleague)).toBe('FORBIDDEN');
  expect(await consent(id, await foundation.controller())).toBe('DONE');
});

test('who may not, is refused; another tenant’s are not there', async () => {
  const holder = await foundation.endUser({ register: 'STAFF' });
  const { id } = await request(holder);
  for (const other of [await foundation.endUser(), await foundation.operator()]) {
    expect(await outcomeOf(other, 'requestException', asked(holder))).toBe('FORBIDDEN');
    expect(await consent(id, other)).toBe('FORBIDDEN');
    expect(await outcomeOf(other, 'endException', { exceptionId: id })).toBe('FORBIDDEN');
  }
  const foreign = await (await world.tenant()).controller();
  expect(await outcomeOf(foreign, 'requestException', asked(holder))).toBe('NOT_FOUND');
  expect(await consent(id, foreign)).toBe('NOT_FOUND');
  expect(await outcomeOf(foreign, 'endException', { exceptionId: id })).toBe('NOT_FOUND');
  const list = '{ accessExceptions(first: 50) { totalCount } }';
  expect(await foreign.ask(list)).toEqual({ accessExceptions: { totalCount: 0 } });
  const own = await holder.ask<{ accessExceptions: { totalCount: number } }>(list);
  expect(own.accessExceptions.totalCount).toBe(1);
});

test('the database itself holds no right by an exception without consent, or without an end', async () => {
  const holder = await foundation.endUser({ register: 'STAFF' });
  await request(holder);
  const [entry] = await foundation.rows<{ id: string }>('select id from access_exception where account_id = $1', [
    holder.ids?.accountId,
  ]);
  const grant = {
    id: newId(),
    account_id: holder.ids?.accountId,
    role: 'applicatiemedewerker',
    exception_id: entry?.id,
    exception_consented: true,
    basis: 'x',
    valid_until: soon(),
  };
  await expect(foundation.insert('role_grant', grant)).rejects.toThrow(/foreign key/);
  const consented = `update access_exception set is_consented = true, decided_at = now(), decided_by_account_id = $2
    where id = $1`;
  await foundation.rows(consented, [entry?.id, officer.ids?.accountId]);
  await expect(foundation.insert('role_grant', { ...grant, valid_until: null })).rejects.toThrow(/check constraint/);
  await expect(foundation.insert('role_grant', { ...grant, exception_consented: null })).rejects.toThrow(/check/);
  await expect(foundation.rows(consented, [entry?.id, colleague.ids?.accountId])).rejects.toThrow(/check constraint/);
  await foundation.insert('role_grant', grant);
});
