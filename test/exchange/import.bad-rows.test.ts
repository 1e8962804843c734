import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RosterImportChoices } from '../../src/exchange/roster-import.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { cards, ENDED, endedBy, type Files, importSet, notes, SET, SET_12, withRow } from './roster.sets.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});

afterAll(() => world.close());

const load = (tenant: TestTenant, files: Files, choices: Partial<RosterImportChoices> = {}) =>
  importSet(world, tenant, files, choices);

async function loaded(files: Files = SET): Promise<TestTenant> {
  const tenant = await world.tenant();
  expect((await load(tenant, files)).problems.errors).toBe(0);
  return tenant;
}

describe('a refused row ends nothing that it stands for', () => {
  const refused: readonly [string, string, string, string][] = [
    ['a name that is too long', 'users', 't1', `t1,true,o1,teacher,${'x'.repeat(300)},Cher,,,,`],
    ['bytes that are not UTF-8', 'users', 't1', 't1,true,o1,teacher,Te\xe9,Cher,,,,'],
    ['a row that is too short', 'users', 't1', 't1,true,o1'],
    ['a row that is too long', 'users', 't1', 't1,true,o1,teacher,Tea,Cher,a,b,c,d,e,f'],
    ['an organisation that nobody knows', 'users', 't1', 't1,true,nowhere,teacher,Tea,Cher,,,,'],
    ['a guardian’s row', 'users', 'g1', 'g1,true,o1,guardian,,Student,,,,s1'],
    ['an enrolment with a bad day', 'enrollments', 'e1', 'e1,c1,s1,student,someday,'],
    ['an enrolment in a class that nobody knows', 'enrollments', 'e1', 'e1,nowhere,s1,student,,'],
    ['a class without a title', 'classes', 'c1', 'c1,,08,o1'],
    ['a class of an organisation that nobody knows', 'classes', 'c1', 'c1,8A,08,nowhere'],
    ['an organisation without a name', 'orgs', 'o1', 'o1,,school'],
  ];

  test.each(refused)('%s', async (_, file, id, row) => {
    const tenant = await loaded();
    const before = await cards(tenant);
    const outcome = await load(tenant, withRow(SET, file, id, row));
    expect(outcome).toMatchObject({ applied: true, problems: { errors: expect.any(Number) } });
    expect(outcome.problems.errors).toBeGreaterThan(0);
    expect(endedBy(outcome)).toEqual(ENDED);
    expect(notes(outcome)).toEqual([]);
    expect(await cards(tenant)).toEqual(before);
  });

  test('while what is missing beside it is ended as ever', async () => {
    const tenant = await loaded();
    const outcome = await load(
      tenant,
      withRow(
        withRow(withRow(SET, 'users', 't1', 't1,true,o1,teacher,,Cher,,,,'), 'users', 's4', null),
        'enrollments',
        'e2',
        null,
      ),
    );
    expect(endedBy(outcome)).toEqual({ ...ENDED, people: 1, memberships: 1 });
    expect((await cards(tenant)).get('s4')).toMatchObject({ status: 'left' });
  });

  test('nor the register and places of somebody whose role is refused', async () => {
    const tenant = await loaded(SET_12);
    const before = await cards(tenant);
    expect(before.get('t1')).toMatchObject({ register: 'STAFF' });
    const outcome = await load(tenant, withRow(SET_12, 'roles', 'r2', 'r2,t1,secondary,administrator,,bad,o2'));
    expect(outcome.problems.errors).toBe(1);
    expect(endedBy(outcome)).toEqual(ENDED);
    expect(await cards(tenant)).toEqual(before);
    // The allow twin: a role that is gone is gone.
    const whole = await load(tenant, withRow(SET_12, 'roles', 'r2', null));
    expect(whole.counts['affiliations']?.ended).toBe(1);
    expect((await cards(tenant)).get('t1')).toMatchObject({ register: 'TEACHER' });
  });
});

describe('a row that does not tell whose it is leaves its file incomplete', () => {
  const unclear: readonly [string, string, string, string][] = [
    ['without an identifier', 'users', 't1', ',true,o1,teacher,Tea,Cher,,,,'],
    ['with an identifier that cannot be read', 'users', 't1', 't\xe9,true,o1,teacher,Tea,Cher,,,,'],
    ['with a quotation mark in the wrong place', 'users', 't1', 't1,true,o1,teacher,"Te"a,Cher,,,,'],
    ['of a class', 'classes', 'c1', ',8A,08,o1'],
    ['of an enrolment', 'enrollments', 'e1', ',c1,s1,student,,'],
  ];

  test.each(unclear)('%s', async (_, file, id, row) => {
    const tenant = await loaded();
    const before = await cards(tenant);
    const outcome = await load(tenant, withRow(SET, file, id, row));
    expect(outcome.applied).toBe(true);
    expect(endedBy(outcome)).toEqual(ENDED);
    expect(notes(outcome)).toEqual([`${file}.csv`]);
    expect(await cards(tenant)).toEqual(before);
  });

  test('as does a role', async () => {
    const tenant = await loaded(SET_12);
    const before = await cards(tenant);
    const outcome = await load(tenant, withRow(SET_12, 'roles', 'r2', 'r2,,secondary,administrator,,,o2'));
    expect(endedBy(outcome)).toEqual(ENDED);
    expect(notes(outcome)).toEqual(['roles.csv']);
    expect(await cards(tenant)).toEqual(before);
  });

  test('as does a file without any byte', async () => {
    const tenant = await loaded();
    const before = await cards(tenant);
    const outcome = await load(tenant, { ...SET, users: [] });
    expect(endedBy(outcome)).toEqual(ENDED);
    expect(notes(outcome)).toEqual(['users.csv']);
    expect(await cards(tenant)).toEqual(before);
  });
});
