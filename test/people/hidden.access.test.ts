import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

let world: World;
let school: TestTenant;
let controller: Actor;
let administrator: Actor;
let colleague: Actor;
let hidden: Actor;
let hiddenGid: string;
let groupId: string;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
  administrator = await school.unitAdministrator();
  colleague = await school.teacher({ givenName: 'Anna' });
  hidden = await school.endUser({
    register: 'STAFF',
    givenName: 'Zelda',
    familyName: 'Zimmer',
    email: 'zelda@example.org',
  });
  hiddenGid = personGid(hidden.ids?.personId ?? '');
  groupId = await school.group();
  await school.member(groupId, colleague.ids?.personId ?? '', 'SUPERVISOR');
  await school.member(groupId, hidden.ids?.personId ?? '');
  await school.member(groupId, await school.person());
});

afterAll(() => world.close());

const update = (actor: Actor, changes: object) => outcomeOf(actor, 'updatePerson', { personId: hiddenGid, ...changes });
const PERSONS = `query($filter: PersonFilter) { persons(first: 100, filter: $filter, orderBy: { field: NAME, direction: DESC }) {
  totalCount nodes { id } } }`;
const persons = async (actor: Actor, filter: object = {}) => {
  const list = await actor.ask<{ persons: { totalCount: number; nodes: { id: string }[] } }>(PERSONS, { filter });
  expect(list.persons.totalCount).toBe(list.persons.nodes.length);
  return list.persons.nodes.map(({ id }) => id);
};
const MEMBERS = `query($id: ID!) { group(id: $id) { memberships(first: 100) { totalCount nodes { person { id } } } } }`;
const members = async (actor: Actor) => {
  const { group } = await actor.ask<{
    group: { memberships: { totalCount: number; nodes: { person: { id: string } | null }[] } };
  }>(MEMBERS, { id: toGlobalId('Group', groupId) });
  expect(group.memberships.totalCount).toBe(group.memberships.nodes.length);
  return group.memberships.nodes.map(({ person }) => person?.id);
};

describe('somebody who is hidden from lists', () => {
  test('is hidden by who may update the card, from the version that was read on', async () => {
    expect(await persons(colleague)).toContain(hiddenGid);
    expect(await members(colleague)).toContain(hiddenGid);
    expect(await update(colleague, { expectedVersion: 1, hiddenFromLists: true })).toBe('FORBIDDEN');
    expect(await update(hidden, { expectedVersion: 1, hiddenFromLists: true })).toBe('FORBIDDEN');
    const far = await school.unitAdministrator(await school.unit('Far'));
    expect(await update(far, { expectedVersion: 1, hiddenFromLists: true })).toBe('NOT_FOUND');
    const { person } = await mutate<{ person: object }>(
      administrator,
      'updatePerson',
      { personId: hiddenGid, expectedVersion: 1, hiddenFromLists: true },
      'person { hiddenFromLists register version }',
    );
    expect(person).toEqual({ hiddenFromLists: true, register: 'STAFF', version: 2 });
    expect(await update(administrator, { expectedVersion: 1, hiddenFromLists: false })).toBe('STALE_VERSION');
    const [entry] = await school.rows(
      `select categories::text, details from log_entry where action = 'person.update' and outcome = 'done'
        and person_ids @> array[$1::uuid]`,
      [hidden.ids?.personId],
    );
    expect(entry).toEqual({ categories: '{AFFILIATION}', details: { changed: ['hiddenFromLists'] } });
  });

  test('is missing from lists, their counts, filters and search, and from the members of groups', async () => {
    for (const filter of [{}, { nameStartsWith: 'Zel' }, { registers: ['STAFF'] }, { hiddenFromLists: true }]) {
      expect(await persons(colleague, filter)).not.toContain(hiddenGid);
    }
    expect(await persons(colleague, { email: 'zelda@example.org' })).toEqual([]);
    expect(await members(colleague)).not.toContain(hiddenGid);
    const page = '{ persons(last: 1, orderBy: { field: NAME, direction: ASC }) { nodes { id } } }';
    expect(JSON.stringify(await colleague.ask(page))).not.toContain(hiddenGid);
  });

  test('is in the lists of who keeps the card, and in their own', async () => {
    for (const actor of [controller, administrator]) {
      expect(await persons(actor)).toContain(hiddenGid);
      expect(await persons(actor, { hiddenFromLists: true })).toEqual([hiddenGid]);
      expect(await persons(actor, { hiddenFromLists: false })).not.toContain(hiddenGid);
      expect(await members(actor)).toContain(hiddenGid);
    }
    expect(await persons(hidden)).toEqual([hiddenGid]);
    expect(await members(hidden)).toContain(hiddenGid);
  });

  test('is still reached by id where a right needs the card, and by nobody else', async () => {
    const card = 'query($id: ID!) { person(id: $id) { familyName } }';
    expect(await colleague.ask(card, { id: hiddenGid })).toEqual({ person: { familyName: 'Zimmer' } });
    expect(await (await school.endUser()).ask(card, { id: hiddenGid })).toEqual({ person: null });
    const comment = { personId: hiddenGid, body: 'Welcome' };
    expect(await outcomeOf(colleague, 'addComment', comment)).toBe('DONE');
  });

  test('reads in their own data that they are, and comes back when they are hidden no longer', async () => {
    const own = await hidden.ask<{
      viewer: { person: object; myData: { element: string; values: string[]; valueLabels: string[] }[] };
    }>('{ viewer { person { hiddenFromLists } myData { element values valueLabels } } }');
    expect(own.viewer.person).toEqual({ hiddenFromLists: true });
    expect(own.viewer.myData.find(({ element }) => element === 'person.hiddenFromLists')).toMatchObject({
      values: ['Yes'],
      valueLabels: ['Yes'],
    });
    expect(await update(controller, { expectedVersion: 2, hiddenFromLists: false })).toBe('DONE');
    expect(await persons(colleague)).toContain(hiddenGid);
    expect(await members(colleague)).toContain(hiddenGid);
  });
});
