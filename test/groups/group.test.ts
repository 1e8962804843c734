import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

let world: World;
let school: TestTenant;
let administrator: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  administrator = await school.unitAdministrator();
});

afterAll(() => world.close());

const groupGid = (id: string) => toGlobalId('Group', id);

describe('groups', () => {
  test('are made, changed, archived and restored', async () => {
    const made = await mutate<{ group: { id: string } }>(
      administrator,
      'createGroup',
      { unitId: toGlobalId('Unit', school.unitId), kind: 'CLASS', name: '5A', stage: '5' },
      'group { id kind name stage unit { id } version }',
    );
    expect(made).toMatchObject({ group: { kind: 'CLASS', name: '5A', stage: '5', version: 1 }, userErrors: [] });
    const groupId = made.group.id;
    const changed = await mutate(
      administrator,
      'updateGroup',
      { groupId, expectedVersion: 1, name: '6A', stage: null },
      'group { name stage version }',
    );
    expect(changed).toMatchObject({ group: { name: '6A', stage: null, version: 2 } });
    expect(await outcomeOf(administrator, 'updateGroup', { groupId, expectedVersion: 1, name: 'X' })).toBe(
      'STALE_VERSION',
    );
    expect(await outcomeOf(administrator, 'archiveGroup', { groupId })).toBe('DONE');
    const member = { groupId, personId: personGid(await school.person()), role: 'MEMBER' };
    expect(await outcomeOf(administrator, 'addMember', member)).toBe('CONFLICT');
    expect(await outcomeOf(administrator, 'restoreGroup', { groupId })).toBe('DONE');
    expect(await outcomeOf(administrator, 'addMember', member)).toBe('DONE');
  });

  test('what a source owns is changed there', async () => {
    const id = await school.insert('person_group', {
      id: newId(),
      unit_id: school.unitId,
      kind: 'class',
      name: 'S',
      source: 'Primus',
    });
    const input = { groupId: groupGid(id), expectedVersion: 1 };
    expect(await outcomeOf(administrator, 'updateGroup', { ...input, name: 'T' })).toBe('OWNED_BY_SOURCE');
    const person = await school.person();
    const membershipId = await school.insert('membership', {
      id: newId(),
      group_id: id,
      person_id: person,
      source: 'Primus',
    });
    const membership = { membershipId: toGlobalId('Membership', membershipId) };
    expect(await outcomeOf(administrator, 'removeMember', membership)).toBe('OWNED_BY_SOURCE');
  });
});

describe('members', () => {
  test('a supervisor sees the members between the dates, and not when taken out', async () => {
    const teacher = await school.teacher();
    const groupId = groupGid(await school.group());
    const pupilId = personGid(await school.person({ givenName: 'Pia' }));
    const see = async () =>
      (
        await teacher.ask<{ person: object | null }>('query($id: ID!) { person(id: $id) { givenName } }', {
          id: pupilId,
        })
      ).person;
    const pupil = await mutate<{ membership: { id: string } }>(
      administrator,
      'addMember',
      { groupId, personId: pupilId, role: 'MEMBER' },
      'membership { id role person { givenName } group { name } }',
    );
    expect(pupil).toMatchObject({ membership: { role: 'MEMBER', person: { givenName: 'Pia' } }, userErrors: [] });
    const supervisor = await mutate<{ membership: { id: string } }>(
      administrator,
      'addMember',
      { groupId, personId: personGid(teacher.ids?.personId ?? ''), role: 'SUPERVISOR' },
      'membership { id }',
    );
    expect(await see()).toEqual({ givenName: 'Pia' });
    const membershipId = supervisor.membership.id;
    const past = { membershipId, startsOn: '2020-08-01', endsOn: '2021-06-30' };
    const updated = await mutate(administrator, 'updateMembership', past, 'membership { startsOn endsOn }');
    expect(updated).toMatchObject({ membership: { startsOn: '2020-08-01', endsOn: '2021-06-30' } });
    expect(await see()).toBeNull();
    expect(await outcomeOf(administrator, 'updateMembership', { membershipId, endsOn: '2019-01-01' })).toBe('INVALID');
    expect(await outcomeOf(administrator, 'updateMembership', { membershipId, endsOn: null })).toBe('DONE');
    expect(await see()).toEqual({ givenName: 'Pia' });
    expect(await outcomeOf(administrator, 'removeMember', { membershipId: pupil.membership.id })).toBe('DONE');
    expect(await see()).toBeNull();
    expect(await outcomeOf(administrator, 'removeMember', { membershipId: pupil.membership.id })).toBe('NOT_FOUND');
  });

  test('nobody is added twice, and nobody makes themselves supervisor', async () => {
    const groupId = groupGid(await school.group());
    const member = { groupId, personId: personGid(await school.person()), role: 'MEMBER' };
    expect(await outcomeOf(administrator, 'addMember', member)).toBe('DONE');
    expect(await outcomeOf(administrator, 'addMember', member)).toBe('ALREADY_EXISTS');
    const oneself = { groupId, personId: personGid(administrator.ids?.personId ?? ''), role: 'SUPERVISOR' };
    expect(await outcomeOf(administrator, 'addMember', oneself)).toBe('FORBIDDEN');
    expect(await outcomeOf(await school.unitAdministrator(), 'addMember', oneself)).toBe('DONE');
  });
});
