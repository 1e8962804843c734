import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { outcomeOfQuery } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface Entry {
  readonly action: string;
  readonly outcome: string;
  readonly role: string;
  readonly actor: { readonly id: string } | null;
  readonly persons: readonly { readonly id: string }[];
  readonly details: readonly { readonly name: string; readonly value: string }[];
}

interface Look {
  readonly at: string;
  readonly action: string;
  readonly role: string;
  readonly unitName: string | null;
  readonly purpose: string;
  readonly categories: readonly string[];
}

const LOG = `query($filter: LogFilter) { logEntries(first: 50, filter: $filter) { totalCount
  nodes { action outcome role actor { id } actorAccount { id } persons { id } details { name value } unit { name } } } }`;
const LOOKS = '{ viewer { looks(first: 50) { totalCount nodes { at action role unitName purpose categories } } } }';
const SEE = 'query($id: ID!) { person(id: $id) { givenName telephone } }';

let world: World;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
});

afterAll(() => world.close());

const idOf = (actor: Actor) => personGid(actor.ids?.personId ?? '');
const log = async (actor: Actor, filter: object = {}) =>
  (await actor.ask<{ logEntries: { totalCount: number; nodes: Entry[] } }>(LOG, { filter })).logEntries;
const looks = async (actor: Actor) =>
  (await actor.ask<{ viewer: { looks: { totalCount: number; nodes: Look[] } } }>(LOOKS)).viewer.looks;

/** An entry of an age in days, past the API. */
const aged = (tenant: TestTenant, days: number, personId: string) =>
  tenant.insert('log_entry', {
    id: newId(),
    at: new Date(Date.now() - days * 86_400_000),
    role: 'teacher',
    action: 'person.read',
    purpose: 'EDUCATION',
    person_ids: [personId],
    request_id: 'r',
  });

describe('who looked at me', () => {
  test('says when, in which role and unit, why and at what, and not who', async () => {
    const user = await school.endUser();
    const administrator = await school.unitAdministrator();
    await administrator.send(SEE, { id: idOf(user) }, { 'varde-purpose': 'CUSTOMER_SERVICE' });
    await controller.ask(SEE, { id: idOf(user) });
    await user.ask(SEE, { id: idOf(user) });
    const { totalCount, nodes } = await looks(user);
    expect(totalCount).toBe(2);
    expect(nodes).toMatchObject([
      { action: 'person.read', role: 'controller', unitName: null, purpose: 'ADMINISTRATION' },
      {
        role: 'unit_administrator',
        unitName: `${school.slug} school`,
        purpose: 'CUSTOMER_SERVICE',
        categories: ['CONTACT', 'NAME'],
      },
    ]);
    expect(Object.keys(nodes[0] ?? {}).sort()).toEqual(['action', 'at', 'categories', 'purpose', 'role', 'unitName']);
  });

  test('says that a copy of everything was made and fetched since one has a card, without a row for each', async () => {
    const tenant = await world.tenant();
    const [before, user, exporter] = [await tenant.endUser(), await tenant.endUser(), await tenant.controller()];
    await tenant.rows(`update person set created_at = now() + interval '1 hour' where id = $1`, [before.ids?.personId]);
    await exporter.ask('mutation { exportTenant(input: {}) { operation { id } } }');
    const [operation] = await tenant.rows<{ id: string }>('select id from operation');
    await tenant.insert('export_archive', {
      operation_id: operation?.id,
      blob_name: `exports/tenant/${operation?.id}.zip`,
      size: 1,
      sha256: '0'.repeat(64),
      expires_at: new Date(Date.now() + 60_000),
    });
    await exporter.ask('query($id: ID!) { operation(id: $id) { archive { downloadUrl } } }', {
      id: toGlobalId('Operation', operation?.id ?? ''),
    });
    const copied = { action: 'export.tenant', role: 'controller', unitName: null, purpose: 'ADMINISTRATION' };
    const { nodes, totalCount } = await looks(user);
    expect(totalCount).toBe(2);
    expect(nodes).toMatchObject([copied, copied]);
    expect(nodes[0]?.categories).toEqual(expect.arrayContaining(['CONTACT', 'NAME']));
    expect(await tenant.rows(`select 1 from log_entry where action = 'export.tenant' and person_ids <> '{}'`)).toEqual(
      [],
    );
    expect(await looks(before)).toMatchObject({ totalCount: 0 });
    expect(await looks(exporter)).toMatchObject({ totalCount: 0 });
    expect((await looks(await school.endUser())).nodes.map(({ action }) => action)).not.toContain('export.tenant');
  });

  test('tells nothing of others, and of the own unit of a teacher', async () => {
    const teacher = await school.teacher();
    const group = await school.group();
    await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
    const [one, two] = [await school.endUser(), await school.endUser()];
    await school.member(group, one.ids?.personId ?? '');
    await teacher.ask(SEE, { id: idOf(one) });
    expect(await looks(two)).toMatchObject({ totalCount: 0 });
    expect((await looks(one)).nodes).toMatchObject([{ role: 'teacher', unitName: `${school.slug} school` }]);
    expect(await looks(await school.signIn(null))).toMatchObject({ totalCount: 0 });
  });

  test('leaves nothing out that was seen through the answer of a mutation', async () => {
    const teacher = await school.teacher();
    const group = await school.group();
    await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
    const pupil = await school.endUser();
    await school.member(group, pupil.ids?.personId ?? '');
    await teacher.ask(`mutation { correctProfile(input: { expectedVersion: 1 }) { person { memberships { group {
      memberships(first: 10) { nodes { person { givenName telephone } } } } } } } }`);
    expect((await looks(pupil)).nodes).toMatchObject([
      { action: 'person.read', role: 'teacher', categories: expect.arrayContaining(['CONTACT', 'NAME']) },
    ]);
  });

  test('counts being found by a filter as being looked at, also where nothing else is asked', async () => {
    const user = await school.endUser({ email: 'wanted@example.org' });
    await controller.ask('{ persons(first: 1, filter: { email: "wanted@example.org" }) { totalCount } }');
    expect((await looks(user)).nodes).toMatchObject([{ action: 'person.read', categories: ['CONTACT'] }]);
  });

  test('has one entry for what a mutation changed and showed, and another for what else it showed', async () => {
    const correct = async (user: Actor, selection: string) => {
      await controller.ask(
        `mutation($i: CorrectProfileInput!) { correctProfile(input: $i) { person { ${selection} } } }`,
        {
          i: { personId: idOf(user), expectedVersion: 1, telephone: '+4722334455' },
        },
      );
      return (await looks(user)).nodes;
    };
    const changed = { action: 'person.update', role: 'controller', categories: ['CONTACT'] };
    expect(await correct(await school.endUser(), 'id telephone email')).toMatchObject([changed]);
    expect(await correct(await school.endUser(), 'givenName birthDate telephone')).toMatchObject([
      { action: 'person.read', role: 'controller', categories: ['BIRTH', 'NAME'] },
      changed,
    ]);
  });

  test('tells each person apart what a mutation showed, as a query of the same would', async () => {
    const [one, two] = [await school.endUser(), await school.endUser()];
    const group = await school.group();
    for (const member of [one, two]) await school.member(group, member.ids?.personId ?? '');
    const account = toGlobalId('Account', one.ids?.accountId ?? '');
    await controller.ask(
      `mutation($i: GrantRoleInput!) { grantRole(input: $i) { roleGrant { role account { subject person {
        givenName memberships { group { memberships(first: 10) { nodes { person { telephone } } } } } } } } } }`,
      { i: { accountId: account, role: 'teacher' } },
    );
    expect((await looks(one)).nodes).toMatchObject([
      { action: 'person.read', categories: ['CONTACT', 'MEMBERSHIP', 'NAME'] },
      { action: 'role.grant', categories: ['SIGN_IN'] },
    ]);
    expect((await looks(two)).nodes).toMatchObject([{ action: 'person.read', categories: ['CONTACT'] }]);
  });

  test('leaves out what is past the retention, and refused attempts', async () => {
    const user = await school.endUser();
    await aged(school, 91, user.ids?.personId ?? '');
    await aged(school, 93, user.ids?.personId ?? '');
    expect(await looks(user)).toMatchObject({ totalCount: 1 });
    const stranger = await school.endUser();
    await stranger.ask(SEE, { id: idOf(user) });
    expect(await looks(user)).toMatchObject({ totalCount: 1 });
  });
});

describe('the log', () => {
  test('shows the controller who did what to whom, and that the log was looked into', async () => {
    const teacher = await school.teacher();
    const pupil = await school.person();
    const group = await school.group();
    await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
    await school.member(group, pupil);
    await teacher.ask(SEE, { id: personGid(pupil) });
    const { nodes } = await log(controller, { personId: personGid(pupil) });
    expect(nodes).toMatchObject([
      {
        action: 'person.read',
        outcome: 'DONE',
        role: 'teacher',
        actor: { id: idOf(teacher) },
        persons: [{ id: personGid(pupil) }],
      },
    ]);
    const again = await log(controller, { personId: personGid(pupil), action: 'log.read' });
    expect(again.nodes).toMatchObject([
      {
        action: 'log.read',
        actor: { id: idOf(controller) },
        details: [{ name: 'filters', value: '["personId"]' }],
      },
    ]);
  });

  test('is narrowed by actor, action, outcome and time', async () => {
    const fresh = await world.tenant();
    const chief = await fresh.controller();
    const user = await fresh.endUser();
    await user.send('{ logEntries(first: 1) { totalCount } }');
    await chief.ask(SEE, { id: idOf(user) });
    const count = async (filter: object) =>
      (await log(chief, filter)).nodes.filter(({ action }) => action !== 'log.read').length;
    expect(await count({ actorPersonId: idOf(user) })).toBe(0);
    expect((await log(chief, { actorPersonId: idOf(user) })).nodes).toMatchObject([
      { action: 'log.read', outcome: 'REFUSED' },
    ]);
    expect(await count({ actorAccountId: toGlobalId('Account', chief.ids?.accountId ?? '') })).toBe(1);
    expect(await count({ action: 'person.read' })).toBe(1);
    expect(await count({ action: 'person.read', outcome: 'REFUSED' })).toBe(0);
    expect(await count({ before: new Date(Date.now() - 60_000) })).toBe(0);
    expect(await count({ action: 'person.read', from: new Date(Date.now() - 60_000) })).toBe(1);
    expect(await count({ personId: 'nonsense' })).toBe(0);
  });

  test('is the controller’s alone, each of the own tenant', async () => {
    const query = '{ logEntries(first: 5) { totalCount } }';
    for (const actor of [await school.endUser(), await school.teacher(), await school.unitAdministrator()]) {
      expect(await outcomeOfQuery(actor, query)).toBe('FORBIDDEN');
    }
    expect(await outcomeOfQuery(world.anonymous(), query)).toBe('UNAUTHENTICATED');
    const person = await school.person();
    const entry = toGlobalId('LogEntry', await aged(school, 1, person));
    const node = 'query($id: ID!) { node(id: $id) { ... on LogEntry { action } } }';
    const other = await (await world.tenant()).controller();
    expect(await other.ask(node, { id: entry })).toEqual({ node: null });
    expect(await (await school.teacher()).ask(node, { id: entry })).toEqual({ node: null });
    expect(await controller.ask(node, { id: entry })).toEqual({ node: { action: 'person.read' } });
    expect(await log(other, { personId: personGid(person) })).toMatchObject({ totalCount: 0 });
    const before = new Date(Date.now() - 60_000);
    expect(await log(controller, { personId: personGid(person), before })).toMatchObject({ totalCount: 1 });
  });

  test('loses what is past each tenant’s own retention, and nothing else', async () => {
    const [short, long] = [await world.tenant(), await world.tenant()];
    await world.owner.query(`set app.operator = 'on'`);
    await world.owner.query('update tenant set log_retention_days = 10 where tenant_id = $1', [short.id]);
    for (const tenant of [short, long]) {
      const person = await tenant.person();
      for (const days of [5, 15, 20]) await aged(tenant, days, person);
    }
    await world.app.sweep();
    expect(await short.rows('select 1 from log_entry')).toHaveLength(1);
    expect(await long.rows('select 1 from log_entry')).toHaveLength(3);
  });
});
