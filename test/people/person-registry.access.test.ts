import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

let world: World;
let school: TestTenant;
let far: string;
let administrator: Actor;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  far = await school.unit('Far');
  administrator = await school.unitAdministrator();
  controller = await school.controller();
});

afterAll(() => world.close());

const unitGid = (id: string) => toGlobalId('Unit', id);

/** Each mutation on rows of a unit, in an order in which each can be done once. */
async function onRowsOf(unitId: string): Promise<[string, object][]> {
  const personId = personGid(await school.person({ unitId }));
  const guardianId = personGid(await school.person({ unitId, register: 'GUARDIAN' }));
  const second = await school.unit('Second');
  return [
    ['createPerson', { register: 'STUDENT', givenName: 'A', familyName: 'B', unitIds: [unitGid(unitId)] }],
    ['updatePerson', { personId, expectedVersion: 1, identifier: '1' }],
    ['linkGuardian', { guardianId, pupilId: personId }],
    ['unlinkGuardian', { guardianId, pupilId: personId }],
    ['removeAffiliation', { personId, unitId: unitGid(unitId) }],
    ['addAffiliation', { personId: guardianId, unitId: unitGid(second) }],
  ];
}

describe('a unit administrator', () => {
  test('keeps the cards of the own unit', async () => {
    const rows = await onRowsOf(school.unitId);
    for (const [name, input] of rows.slice(0, -1)) {
      expect(await outcomeOf(administrator, name, input)).toBe('DONE');
    }
    const personId = personGid(await school.person());
    const two = await school.unit('Two');
    const both = await school.signIn(await school.person({ register: 'STAFF' }), [
      { role: 'unit_administrator', unitId: school.unitId },
      { role: 'unit_administrator', unitId: two },
    ]);
    expect(await outcomeOf(administrator, 'addAffiliation', { personId, unitId: unitGid(two) })).toBe('NOT_FOUND');
    expect(await outcomeOf(both, 'addAffiliation', { personId, unitId: unitGid(two) })).toBe('DONE');
  });

  test('and none of another unit, which the controller does', async () => {
    for (const [name, input] of await onRowsOf(far)) {
      expect(await outcomeOf(administrator, name, input)).toBe('NOT_FOUND');
      expect(await outcomeOf(controller, name, input)).toBe('DONE');
    }
  });

  test('draws nobody from another unit into the own', async () => {
    const input = { personId: personGid(await school.person({ unitId: far })), unitId: unitGid(school.unitId) };
    expect(await outcomeOf(administrator, 'addAffiliation', input)).toBe('NOT_FOUND');
    expect(await outcomeOf(controller, 'addAffiliation', input)).toBe('DONE');
  });

  test('makes nobody the own pupil', async () => {
    const pupilId = personGid(await school.person());
    const input = { pupilId, guardianId: personGid(administrator.ids?.personId ?? '') };
    expect(await outcomeOf(administrator, 'linkGuardian', input)).toBe('FORBIDDEN');
    expect(await outcomeOf(await school.unitAdministrator(), 'linkGuardian', input)).toBe('DONE');
  });

  test('adds no card without a unit, which the controller may', async () => {
    const input = { register: 'CONTACT', givenName: 'A', familyName: 'B' };
    expect(await outcomeOf(administrator, 'createPerson', input)).toBe('NOT_FOUND');
    expect(await outcomeOf(controller, 'createPerson', input)).toBe('DONE');
  });
});

test('end users and teachers keep no cards', async () => {
  const teacher = await school.teacher();
  for (const [name, input] of await onRowsOf(school.unitId)) {
    expect(await outcomeOf(await school.endUser(), name, input)).toBe('FORBIDDEN');
    expect(await outcomeOf(teacher, name, input)).toBe('FORBIDDEN');
    expect(await outcomeOf(controller, name, input)).toBe('DONE');
  }
});

test('another tenant’s controller reaches nothing here', async () => {
  const other = await (await world.tenant()).controller();
  for (const [name, input] of await onRowsOf(school.unitId)) {
    expect(await outcomeOf(other, name, input)).toBe('NOT_FOUND');
    expect(await outcomeOf(controller, name, input)).toBe('DONE');
  }
});
