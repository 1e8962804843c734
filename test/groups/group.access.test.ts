import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { outcomeOf } from '../harness/mutation.js';
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

/** Each mutation on rows of a unit, in an order in which each can be done once. */
async function onRowsOf(unitId: string): Promise<[string, object][]> {
  const group = await school.group('G', unitId);
  const groupId = toGlobalId('Group', group);
  const personId = personGid(await school.person({ unitId }));
  const membershipId = toGlobalId('Membership', await school.member(group, await school.person({ unitId })));
  return [
    ['createGroup', { unitId: toGlobalId('Unit', unitId), kind: 'CIRCLE', name: 'Chess' }],
    ['updateGroup', { groupId, expectedVersion: 1, name: 'H' }],
    ['addMember', { groupId, personId, role: 'MEMBER' }],
    ['updateMembership', { membershipId, endsOn: '2040-01-01' }],
    ['removeMember', { membershipId }],
    ['archiveGroup', { groupId }],
    ['restoreGroup', { groupId }],
  ];
}

describe('who manages groups', () => {
  test('the administrators of the unit, not those of another', async () => {
    const far = await school.unit('Far');
    const here = await school.unitAdministrator();
    const there = await school.unitAdministrator(far);
    for (const [name, input] of await onRowsOf(far)) {
      expect(await outcomeOf(here, name, input)).toBe('NOT_FOUND');
      expect(await outcomeOf(there, name, input)).toBe('DONE');
    }
  });

  test('neither teachers nor end users, but the controller', async () => {
    for (const [name, input] of await onRowsOf(school.unitId)) {
      expect(await outcomeOf(await school.endUser(), name, input)).toBe('FORBIDDEN');
      expect(await outcomeOf(await school.teacher(), name, input)).toBe('FORBIDDEN');
      expect(await outcomeOf(controller, name, input)).toBe('DONE');
    }
  });

  test('no other tenant', async () => {
    const other = await (await world.tenant()).controller();
    for (const [name, input] of await onRowsOf(school.unitId)) {
      expect(await outcomeOf(other, name, input)).toBe('NOT_FOUND');
      expect(await outcomeOf(controller, name, input)).toBe('DONE');
    }
  });

  test('nobody of another unit is drawn into a group', async () => {
    const far = await school.unit('Farther');
    const administrator = await school.unitAdministrator();
    const input = {
      groupId: toGlobalId('Group', await school.group()),
      personId: personGid(await school.person({ unitId: far })),
      role: 'MEMBER',
    };
    expect(await outcomeOf(administrator, 'addMember', input)).toBe('NOT_FOUND');
    expect(await outcomeOf(controller, 'addMember', input)).toBe('DONE');
  });
});
