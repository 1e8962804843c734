import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, adopted, drafted, roleInput } from './matrix.samples.js';

let world: World;
let school: TestTenant;
let controller: Actor;
let unitId: string;

const USE = '{ seats { kind unitId limit used version } }';

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
  unitId = toGlobalId('Unit', school.unitId);
  await adopted(controller, [
    roleInput('manager', { seat: 'ADMINISTRATOR' }),
    roleInput('observer', { seat: 'OBSERVER', scope: 'TENANT' }),
    roleInput('helper'),
  ]);
});

afterAll(() => world.close());

const staff = (): Promise<Actor> => school.endUser({ register: 'STAFF' });
const manager = (holder: Actor, unit = unitId) => ({ accountId: accountGid(holder), role: 'manager', unitId: unit });
const cap = (input: object) =>
  mutate<{ seats: object[] | null }>(controller, 'setSeatCap', input, 'seats { kind unitId limit used version }');

test('a full cap refuses the next with limit, use and how to free a seat; a freed one is taken again', async () => {
  const far = toGlobalId('Unit', await school.unit('Far'));
  const first = await staff();
  expect(await outcomeOf(controller, 'grantRole', manager(first))).toBe('DONE');
  expect(await cap({ kind: 'ADMINISTRATOR', unitId, maximum: 2 })).toMatchObject({
    seats: [{ kind: 'ADMINISTRATOR', unitId, limit: 2, used: 1, version: 1 }],
  });
  expect(await outcomeOf(controller, 'grantRole', manager(await staff()))).toBe('DONE');
  const third = await staff();
  const refused = await controller.ask<{ grantRole: { userErrors: object[] } }>(
    `mutation($input: GrantRoleInput!) { grantRole(input: $input) { userErrors {
      __typename code message field ... on SeatLimitReachedError { limit used } } } }`,
    { input: manager(third) },
  );
  expect(refused.grantRole.userErrors).toEqual([
    {
      __typename: 'SeatLimitReachedError',
      code: 'SEAT_LIMIT_REACHED',
      message: expect.stringContaining('2 of 2 are taken. End a role'),
      field: ['input', 'role'],
      limit: 2,
      used: 2,
    },
  ]);
  expect(await outcomeOf(controller, 'grantRole', manager(third, far))).toBe('DONE');
  expect(await outcomeOf(controller, 'grantRole', { ...manager(await staff()), role: 'helper' })).toBe('DONE');
  const [grant] = await school.rows<{ id: string }>('select id from role_grant where account_id = $1', [
    first.ids?.accountId,
  ]);
  expect(await outcomeOf(controller, 'revokeRole', { roleGrantId: toGlobalId('RoleGrant', grant?.id ?? '') })).toBe(
    'DONE',
  );
  expect(await outcomeOf(controller, 'grantRole', manager(await staff()))).toBe('DONE');
  expect(await cap({ kind: 'ADMINISTRATOR', unitId, expectedVersion: 1 })).toMatchObject({ seats: [] });
  expect(await outcomeOf(controller, 'setSeatCap', { kind: 'ADMINISTRATOR', unitId, expectedVersion: 7 })).toBe(
    'STALE_VERSION',
  );
});

test('a cap of the tenant counts every unit, and is not passed by many who are granted at once', async () => {
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  await adopted(officer, [roleInput('observer', { seat: 'OBSERVER', scope: 'TENANT' })]);
  await mutate(officer, 'setSeatCap', { kind: 'OBSERVER', maximum: 5 });
  const holders = await Promise.all(Array.from({ length: 100 }, () => tenant.endUser({ register: 'STAFF' })));
  const outcomes = await Promise.all(
    holders.map((holder) => outcomeOf(officer, 'grantRole', { accountId: accountGid(holder), role: 'observer' })),
  );
  expect(outcomes.filter((outcome) => outcome === 'DONE')).toHaveLength(5);
  expect(new Set(outcomes)).toEqual(new Set(['DONE', 'SEAT_LIMIT_REACHED']));
  expect(await officer.ask(USE)).toEqual({
    seats: [{ kind: 'OBSERVER', unitId: null, limit: 5, used: 5, version: 1 }],
  });
});

test('caps and use show beside the profile, as far as the viewer administers', async () => {
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  const [here, far] = [toGlobalId('Unit', tenant.unitId), toGlobalId('Unit', await tenant.unit('Far'))];
  const caps = [{ maximum: 9 }, { maximum: 3, unitId: here }, { maximum: 4, unitId: far }];
  for (const one of caps) await mutate(officer, 'setSeatCap', { kind: 'ADMINISTRATOR', ...one });
  const administrator = await tenant.unitAdministrator();
  const member = await tenant.endUser();
  const limits = async (viewer: Actor, of: Actor): Promise<number[]> => {
    const query = 'query($id: ID!) { person(id: $id) { accounts { seats { limit used } } } }';
    const { person } = await viewer.ask<{ person: { accounts: { seats: { limit: number; used: number }[] }[] } }>(
      query,
      {
        id: personGid(of.ids?.personId ?? ''),
      },
    );
    const seats = person.accounts[0]?.seats ?? [];
    expect(seats.every(({ limit, used }) => used === (limit === 4 ? 0 : 1))).toBe(true);
    return seats.map(({ limit }) => limit);
  };
  expect(await limits(officer, member)).toEqual([9, 3, 4]);
  expect(await limits(administrator, member)).toEqual([9, 3]);
  expect(await limits(member, member)).toEqual([]);
  expect(await member.ask(USE)).toEqual({ seats: [] });
  const { seats } = await administrator.ask<{ seats: { limit: number }[] }>(USE);
  expect(seats.map(({ limit }) => limit)).toEqual([9, 3]);
});

test('a closed account keeps its seat, so that opening it again passes no cap', async () => {
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  await adopted(officer, [roleInput('observer', { seat: 'OBSERVER', scope: 'TENANT' })]);
  await mutate(officer, 'setSeatCap', { kind: 'OBSERVER', maximum: 1 });
  const [first, second] = [await tenant.endUser(), await tenant.endUser()];
  const observe = (holder: Actor) =>
    outcomeOf(officer, 'grantRole', { accountId: accountGid(holder), role: 'observer' });
  expect(await observe(first)).toBe('DONE');
  expect(await outcomeOf(officer, 'closeAccount', { accountId: accountGid(first) })).toBe('DONE');
  expect(await observe(second)).toBe('SEAT_LIMIT_REACHED');
  expect(await officer.ask('{ seats { used } seatHolders(first: 5) { totalCount } }')).toEqual({
    seats: [{ used: 1 }],
    seatHolders: { totalCount: 1 },
  });
  expect(await outcomeOf(officer, 'reopenAccount', { accountId: accountGid(first) })).toBe('DONE');
  const [grant] = await tenant.rows<{ id: string }>('select id from role_grant where account_id = $1', [
    first.ids?.accountId,
  ]);
  expect(await outcomeOf(officer, 'revokeRole', { roleGrantId: toGlobalId('RoleGrant', grant?.id ?? '') })).toBe(
    'DONE',
  );
  expect(await observe(second)).toBe('DONE');
});

test('an exception takes a seat too', async () => {
  const tenant = await world.tenant();
  const [officer, colleague] = [await tenant.controller(), await tenant.controller()];
  await adopted(officer, [roleInput('key', { seat: 'ADMINISTRATOR', scope: 'TENANT', isMasterKey: true })]);
  await mutate(officer, 'setSeatCap', { kind: 'ADMINISTRATOR', maximum: 0 });
  const holder = await tenant.endUser({ register: 'STAFF' });
  const input = { accountId: accountGid(holder), role: 'key', reason: 'Once', endsAt: new Date(Date.now() + 8.64e7) };
  const { accessException } = await mutate<{ accessException: { id: string } }>(
    colleague,
    'requestException',
    input,
    'accessException { id }',
  );
  const decision = { exceptionId: accessException.id, isConsented: true, consultation: 'With the head' };
  expect(await outcomeOf(officer, 'decideException', decision)).toBe('SEAT_LIMIT_REACHED');
  await mutate(officer, 'setSeatCap', { kind: 'ADMINISTRATOR', maximum: 1, expectedVersion: 1 });
  expect(await outcomeOf(officer, 'decideException', decision)).toBe('DONE');
});

test('a matrix that makes a seat of what more people hold than may is not adopted, and nothing changes', async () => {
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  await adopted(officer, [roleInput('reader', { scope: 'TENANT' })]);
  for (let count = 0; count < 2; count += 1) {
    const accountId = accountGid(await tenant.endUser({ register: 'STAFF' }));
    expect(await outcomeOf(officer, 'grantRole', { accountId, role: 'reader' })).toBe('DONE');
  }
  await mutate(officer, 'setSeatCap', { kind: 'OBSERVER', maximum: 1 });
  const { id: matrixId } = await drafted(officer);
  const role = roleInput('reader', { scope: 'TENANT', seat: 'OBSERVER' });
  await mutate(officer, 'setMatrixRole', { matrixId, expectedVersion: 1, role });
  const adopt = { matrixId, expectedVersion: 2 };
  const refused = await officer.ask<{ adoptMatrix: { userErrors: object[] } }>(
    `mutation($input: AdoptMatrixInput!) { adoptMatrix(input: $input) { userErrors {
      code ... on SeatLimitReachedError { limit used } } } }`,
    { input: adopt },
  );
  expect(refused.adoptMatrix.userErrors).toEqual([{ code: 'SEAT_LIMIT_REACHED', limit: 1, used: 2 }]);
  expect(await officer.ask('{ matrix { number } seats { used } }')).toEqual({
    matrix: { number: 1 },
    seats: [{ used: 0 }],
  });
  await mutate(officer, 'setSeatCap', { kind: 'OBSERVER', maximum: 2, expectedVersion: 1 });
  expect(await outcomeOf(officer, 'adoptMatrix', adopt)).toBe('DONE');
  expect(await officer.ask('{ matrix { number } seats { used } }')).toEqual({
    matrix: { number: 2 },
    seats: [{ used: 2 }],
  });
});

test('a role that contains one with a seat takes that seat', async () => {
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  await adopted(officer, [
    roleInput('observer', { seat: 'OBSERVER', scope: 'TENANT' }),
    roleInput('inspector', { scope: 'TENANT', contains: ['observer'] }),
  ]);
  await mutate(officer, 'setSeatCap', { kind: 'OBSERVER', maximum: 1 });
  const inspector = async (): Promise<string> =>
    outcomeOf(officer, 'grantRole', { accountId: accountGid(await tenant.endUser()), role: 'inspector' });
  expect([await inspector(), await inspector()]).toEqual(['DONE', 'SEAT_LIMIT_REACHED']);
  expect(await officer.ask('{ seats { kind limit used } }')).toEqual({
    seats: [{ kind: 'OBSERVER', limit: 1, used: 1 }],
  });
});

test('who holds a seat is listed with what, since when, last visit and second factor', async () => {
  const observer = await staff();
  await mutate(controller, 'grantRole', { accountId: accountGid(observer), role: 'observer' });
  const seen = '2026-11-20T08:00:00.000Z';
  await school.rows('update account set last_visit_at = $2, last_second_factor_at = $2 where id = $1', [
    observer.ids?.accountId,
    seen,
  ]);
  const query = `query($kind: SeatKind, $unit: ID) { seatHolders(first: 10, kind: $kind, unitId: $unit) { totalCount nodes {
    role validFrom account { id lastVisitAt lastSecondFactorAt person { id } } } } }`;
  expect(await controller.ask(query, { kind: 'OBSERVER' })).toEqual({
    seatHolders: {
      totalCount: 1,
      nodes: [
        {
          role: 'observer',
          validFrom: expect.any(String),
          account: {
            id: accountGid(observer),
            lastVisitAt: seen,
            lastSecondFactorAt: seen,
            person: { id: personGid(observer.ids?.personId ?? '') },
          },
        },
      ],
    },
  });
  const others = await controller.ask<{ seatHolders: { totalCount: number } }>(query, {
    kind: 'OBSERVER',
    unit: unitId,
  });
  expect(others.seatHolders.totalCount).toBe(0);
});

test('the controller alone caps seats, in the own tenant; who sees accounts sees their use', async () => {
  for (const other of [await school.endUser(), await school.operator()]) {
    expect(await outcomeOf(other, 'setSeatCap', { kind: 'OBSERVER', maximum: 1 })).toBe('FORBIDDEN');
  }
  expect((await (await school.operator()).send(USE)).errors[0]?.extensions?.code).toBe('FORBIDDEN');
  const foreign = await (await world.tenant()).controller();
  expect(await outcomeOf(foreign, 'setSeatCap', { kind: 'OBSERVER', unitId, maximum: 1 })).toBe('NOT_FOUND');
  expect(await outcomeOf(controller, 'setSeatCap', { kind: 'OBSERVER', maximum: -1 })).toBe('INVALID');
  expect(await outcomeOf(controller, 'setSeatCap', { kind: 'OBSERVER', unitId, maximum: 1 })).toBe('DONE');
  expect(await foreign.ask(USE)).toEqual({ seats: [] });
  expect(await foreign.ask('{ seatHolders(first: 5) { totalCount } }')).toEqual({ seatHolders: { totalCount: 0 } });
});
