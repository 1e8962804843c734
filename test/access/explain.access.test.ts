import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { outcomeOfQuery } from '../harness/mutation.js';
import { fieldGid, personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid } from './matrix.samples.js';

const EXPLAIN = 'query($input: ExplainAccessInput!) { explainAccess(input: $input) { isAllowed message } }';

let world: World;
let school: TestTenant;
let officer: Actor;
let pupil: string;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  officer = await school.controller();
  pupil = await school.person();
});

afterAll(() => world.close());

const staff = (): Promise<Actor> => school.endUser({ register: 'STAFF' });
const faultOf = (asker: Actor, input: object): Promise<string> => outcomeOfQuery(asker, EXPLAIN, { input });

describe('who asks', () => {
  test('is a controller; anybody else is refused, and another tenant finds nobody', async () => {
    const viewer = await staff();
    const input = { accountId: accountGid(viewer), personId: personGid(pupil) };
    expect(await faultOf(officer, input)).toBe('DONE');
    expect(
      await faultOf(officer, { viewerPersonId: personGid(viewer.ids?.personId ?? ''), personId: personGid(pupil) }),
    ).toBe('DONE');
    for (const other of [viewer, await school.teacher(), await school.unitAdministrator(), await school.operator()]) {
      expect(await faultOf(other, input)).toBe('FORBIDDEN');
    }
    const foreign = await (await world.tenant()).controller();
    expect(await faultOf(foreign, input)).toBe('BAD_USER_INPUT');
    expect(await faultOf(foreign, { ...input, personId: personGid(foreign.ids?.personId ?? '') })).toBe(
      'BAD_USER_INPUT',
    );
  });

  test.each([
    ['neither account nor person', { accountId: null }],
    ['a person who is not there', { personId: personGid(newId()) }],
    ['an account that is not there', { accountId: toGlobalId('Account', newId()) }],
    ['an element that is not there', { field: 'person.shoeSize' }],
    ['a field that is not there', { field: fieldGid(newId()) }],
    ['a field with a category beside it', { field: 'person.email', category: 'NAME' }],
    ['what is not done to persons', { action: 'group.manage' }],
  ])('is told that it is wrong: %s', async (_name, wrong) => {
    const input = { accountId: accountGid(await staff()), personId: personGid(pupil) };
    expect(await faultOf(officer, { ...input, ...wrong })).toBe('BAD_USER_INPUT');
    expect(await faultOf(officer, input)).toBe('DONE');
  });
});
