import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, adopted, drafted, roleInput } from './matrix.samples.js';
import { rightsOf } from './rights-state.js';

interface Conflict {
  readonly kind: string;
  readonly role: string | null;
  readonly message: string;
}

interface Opening {
  readonly action: string;
  readonly categories: readonly string[];
  readonly fieldIds: readonly string[];
  readonly personCount: number;
}

interface Rehearsal {
  readonly isPossible: boolean;
  readonly refusals: readonly { readonly code: string }[];
  readonly conflicts: readonly Conflict[];
  readonly conflictCount: number;
  readonly accountCount: number;
  readonly gainedCount: number;
  readonly lostCount: number;
  readonly seats: readonly object[];
  readonly accounts: {
    readonly nodes: readonly {
      readonly accountId: string;
      readonly gained: readonly Opening[];
      readonly lost: readonly object[];
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

const REHEARSE = `query($input: RehearseInput!, $first: Int = 50, $after: String) { rehearse(input: $input) { isPossible
  refusals { code message } conflicts { kind role accountId roleGrantId count message } conflictCount accountCount gainedCount
  lostCount seats { kind unitId limit usedBefore used } accounts(first: $first, after: $after) { totalCount
    nodes { accountId personId gained { action categories fieldIds personCount } lost { action categories personCount } }
    pageInfo { hasNextPage endCursor } } } }`;

let world: World;
let school: TestTenant;
let officer: Actor;
let unitId: string;

const ROLES = [
  roleInput('keeper'),
  roleInput('head', { contains: ['keeper'], seat: 'OBSERVER', risk: 'HIGH', rights: [] }),
  roleInput('nurse', { rights: [{ action: 'person.read', about: 'PERSONS', categories: ['HEALTH'] }] }),
];

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  officer = await school.controller();
  unitId = toGlobalId('Unit', school.unitId);
  await adopted(officer, ROLES);
});

afterAll(() => world.close());

const rehearse = async (input: object, page: object = {}, asker = officer): Promise<Rehearsal> =>
  (await asker.ask<{ rehearse: Rehearsal }>(REHEARSE, { input, ...page })).rehearse;
const faultOf = async (asker: Actor, input: object): Promise<string> => {
  const { errors } = await asker.send(REHEARSE, { input });
  return errors[0] ? (errors[0].extensions?.code ?? '') : 'DONE';
};
const staff = (): Promise<Actor> => school.endUser({ register: 'STAFF' });
const grantOf = (actor: Actor, role = 'keeper', more: object = {}): object => ({
  accountId: accountGid(actor),
  role,
  unitId,
  ...more,
});
const granted = async (actor: Actor, role = 'keeper'): Promise<string> =>
  (await mutate<{ roleGrant: { id: string } }>(officer, 'grantRole', grantOf(actor, role), 'roleGrant { id }'))
    .roleGrant.id;

describe('a rehearsal', () => {
  test('of a grant tells what of how many persons, and lists them', async () => {
    const viewer = await staff();
    for (const _ of [1, 2, 3]) await school.person();
    const pupils = await school.rows<{ id: string }>('select person_id as id from affiliation where unit_id = $1', [
      school.unitId,
    ]);
    const field = await school.field({ readableBy: ['keeper'] });
    const told = await rehearse({ grant: grantOf(viewer) });
    expect(told).toMatchObject({ isPossible: true, refusals: [], conflicts: [], accountCount: 1, lostCount: 0 });
    const others = pupils.length - 1;
    expect(told.gainedCount).toBe(3 * others);
    const [account] = told.accounts.nodes;
    expect(account).toMatchObject({
      accountId: accountGid(viewer),
      personId: personGid(viewer.ids?.personId ?? ''),
      lost: [],
    });
    expect(account?.gained.flatMap(({ categories, fieldIds }) => [...categories, ...fieldIds])).toEqual(
      expect.arrayContaining(['NAME', 'CONTACT', toGlobalId('FieldDefinition', field)]),
    );
    expect(account?.gained.every(({ action, personCount }) => action === 'person.read' && personCount === others)).toBe(
      true,
    );
    const list = `query($input: RehearseInput!, $accountId: ID!) { rehearsedPersons(input: $input, accountId: $accountId,
      direction: GAINED, action: "person.read", category: CONTACT, first: 2) { totalCount nodes { id } pageInfo { hasNextPage } } }`;
    expect(await officer.ask(list, { input: { grant: grantOf(viewer) }, accountId: accountGid(viewer) })).toMatchObject(
      {
        rehearsedPersons: { totalCount: others, pageInfo: { hasNextPage: true } },
      },
    );
    expect(await rehearse({ grant: grantOf(viewer, 'nurse') })).toMatchObject({ accountCount: 1 });
  });

  test('of a revocation, of a function and of its end tells what is lost and gained', async () => {
    const viewer = await staff();
    const revokedRoleGrantId = await granted(viewer);
    expect(await rehearse({ revokedRoleGrantId })).toMatchObject({ isPossible: true, accountCount: 1, gainedCount: 0 });
    const before = await rightsOf(school);
    expect((await rehearse({ revokedRoleGrantId })).lostCount).toBeGreaterThan(0);
    expect(await rightsOf(school)).toBe(before);
  });

  test('answers what the change would be refused with, as a conflict', async () => {
    const viewer = await staff();
    await granted(viewer, 'head');
    expect(await rehearse({ grant: grantOf(viewer) })).toMatchObject({
      isPossible: false,
      refusals: [{ code: 'SUPERFLUOUS' }],
      conflicts: [{ kind: 'REFUSED', message: expect.stringMatching(/contains this one already/) }],
      accountCount: 0,
      accounts: { nodes: [] },
    });
    expect(await rehearse({ revokedRoleGrantId: toGlobalId('RoleGrant', newId()) })).toMatchObject({
      isPossible: false,
      refusals: [{ code: 'NOT_FOUND' }],
    });
  });

  test('tells the seats, and the cap that a draft would exceed', async () => {
    await mutate(officer, 'setSeatCap', { kind: 'OBSERVER', maximum: 2 });
    const viewer = await staff();
    const { seats } = await rehearse({ grant: grantOf(viewer, 'head') });
    expect(seats).toEqual([{ kind: 'OBSERVER', unitId: null, limit: 2, usedBefore: 1, used: 2 }]);
    await granted(viewer, 'head');
    const another = await staff();
    await granted(another, 'nurse');
    expect(await rehearse({ grant: grantOf(another, 'head') })).toMatchObject({
      refusals: [{ code: 'SEAT_LIMIT_REACHED' }],
      seats: [{ usedBefore: 2, used: 2 }],
    });
    const { id } = await drafted(officer);
    const nurse = roleInput('nurse', { contains: ['keeper'], seat: 'OBSERVER', risk: 'HIGH', rights: [] });
    await mutate(officer, 'setMatrixRole', { matrixId: id, expectedVersion: 1, role: nurse });
    expect(await rehearse({ matrixId: id })).toMatchObject({
      isPossible: false,
      refusals: [{ code: 'SEAT_LIMIT_REACHED' }],
      conflicts: [{ kind: 'REFUSED', message: expect.stringContaining('3 would hold an observer’s seat where 2 may') }],
      seats: [{ usedBefore: 2, used: 2 }],
    });
    await mutate(officer, 'withdrawMatrix', { matrixId: id, expectedVersion: 2 });
  });

  test('of a draft tells roles that vanish, grants without effect, stale exceptions and superfluous roles', async () => {
    const [holder, both, excepted] = [await staff(), await staff(), await staff()];
    await granted(holder, 'nurse');
    await granted(both, 'nurse');
    await granted(both, 'keeper');
    const colleague = await school.controller();
    const { accessException } = await mutate<{ accessException: { id: string } }>(
      colleague,
      'requestException',
      { ...grantOf(excepted), reason: 'A leave', endsAt: new Date(Date.now() + 86_400_000).toISOString() },
      'accessException { id }',
    );
    const exceptionId = accessException.id;
    expect((await rehearse({ consentedExceptionId: exceptionId })).gainedCount).toBeGreaterThan(0);
    await mutate(officer, 'decideException', { exceptionId, isConsented: true, consultation: 'By letter' });
    const { id } = await drafted(officer);
    const change = async (name: string, input: object, expectedVersion: number): Promise<unknown> =>
      mutate(officer, name, { matrixId: id, expectedVersion, ...input });
    await change('removeMatrixRole', { key: 'nurse' }, 1);
    expect((await rehearse({ matrixId: id })).conflicts).toEqual([
      expect.objectContaining({
        kind: 'ROLE_VANISHES',
        role: 'nurse',
        message: expect.stringMatching(/grants of the role nurse/),
      }),
    ]);
    await change('setMatrixRole', { role: roleInput('nurse', { contains: ['keeper'] }) }, 2);
    await change(
      'setMatrixRole',
      { role: roleInput('keeper', { rights: [{ action: 'person.read', about: 'PERSONS', categories: ['NAME'] }] }) },
      3,
    );
    const { conflicts, conflictCount } = await rehearse({ matrixId: id });
    expect(conflicts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'ROLE_SUPERFLUOUS', role: 'keeper', accountId: accountGid(both) }),
        expect.objectContaining({ kind: 'EXCEPTION_STALE', role: 'keeper', accountId: accountGid(excepted) }),
      ]),
    );
    expect(conflictCount).toBe(conflicts.length);
    const job = { key: 'janitor', name: 'Janitor', guidance: [], roles: [{ role: 'keeper', kind: 'BASE' }] };
    await change('setJobFunction', { function: job }, 4);
    expect((await rehearse({ matrixId: id })).conflicts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'GRANT_LOSES_EFFECT', role: 'nurse', accountId: accountGid(holder) }),
      ]),
    );
    await mutate(officer, 'withdrawMatrix', { matrixId: id, expectedVersion: 5 });
  });

  test('pages the accounts, with counts over all of them', async () => {
    const { id } = await drafted(officer);
    await mutate(officer, 'removeMatrixRole', { matrixId: id, expectedVersion: 1, key: 'head' });
    const first = await rehearse({ matrixId: id }, { first: 1 });
    const second = await rehearse({ matrixId: id }, { first: 1, after: first.accounts.pageInfo.endCursor });
    expect(first.accounts.nodes).toHaveLength(1);
    expect(second.accounts.nodes).not.toEqual(first.accounts.nodes);
    expect(second.accountCount).toBe(first.accountCount);
    await mutate(officer, 'withdrawMatrix', { matrixId: id, expectedVersion: 2 });
  });
});

test('what else is asked in the same operation, or at the same time, never sees what was tried out', async () => {
  const { id, number: next } = await drafted(officer);
  await mutate(officer, 'removeMatrixRole', { matrixId: id, expectedVersion: 1, key: 'nurse' });
  const { number } = (await officer.ask<{ matrix: { number: number } }>('{ matrix { number } }')).matrix;
  const together = `query($input: RehearseInput!) { one: rehearse(input: $input) { isPossible } a: matrix { number }
    two: rehearse(input: $input) { isPossible } b: matrix { number } log: logEntries(first: 50) { nodes { action } } }`;
  const answers = await Promise.all(
    Array.from({ length: 4 }, () =>
      officer.ask<{ a: object; b: object; one: object; two: object }>(together, { input: { matrixId: id } }),
    ),
  );
  for (const { a, b, one, two } of answers) {
    expect([a, b]).toEqual([{ number }, { number }]);
    expect([one, two]).toEqual([{ isPossible: true }, { isPossible: true }]);
  }
  expect(await outcomeOf(officer, 'adoptMatrix', { matrixId: id, expectedVersion: 2 })).toBe('DONE');
  expect((await officer.ask<{ matrix: { number: number } }>('{ matrix { number } }')).matrix.number).toBe(next);
});

describe('who rehearses', () => {
  test('is who could make the change; anybody else is refused, and another tenant finds nothing', async () => {
    const viewer = await staff();
    const input = { grant: grantOf(viewer) };
    expect(await faultOf(officer, input)).toBe('DONE');
    for (const other of [viewer, await school.teacher(), await school.unitAdministrator(), await school.operator()]) {
      expect(await faultOf(other, input)).toBe('FORBIDDEN');
    }
    const foreign = await (await world.tenant()).controller();
    expect(await rehearse(input, {}, foreign)).toMatchObject({
      isPossible: false,
      refusals: [{ code: 'NOT_FOUND' }],
      accountCount: 0,
    });
    const { id } = await drafted(officer);
    expect(await faultOf(foreign, { matrixId: id })).toBe('BAD_USER_INPUT');
    expect(await faultOf(officer, { matrixId: id })).toBe('DONE');
    expect(await faultOf(officer, { ...input, matrixId: id })).toBe('BAD_USER_INPUT');
    expect(await faultOf(officer, {})).toBe('BAD_USER_INPUT');
  });
});
