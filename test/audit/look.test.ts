import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { fieldGid, personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface Entry {
  readonly action: string;
  readonly role: string;
  readonly persons: readonly { readonly id: string }[];
}

interface Look {
  readonly action: string;
  readonly role: string;
  readonly unitName: string | null;
  readonly purpose: string;
  readonly categories: readonly string[];
}

const LOG = `query($filter: LogFilter) { logEntries(first: 50, filter: $filter) { nodes { action role persons { id } } } }`;
const LOOKS = '{ viewer { looks(first: 50) { totalCount nodes { action role unitName purpose categories } } } }';

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
  (await actor.ask<{ logEntries: { nodes: Entry[] } }>(LOG, { filter })).logEntries;
const looks = async (actor: Actor) =>
  (await actor.ask<{ viewer: { looks: { totalCount: number; nodes: Look[] } } }>(LOOKS)).viewer.looks;

describe('what was shown', () => {
  test('tells each person what was shown of that person alone', async () => {
    const teacher = await school.teacher();
    const group = await school.group();
    await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
    const [pupil, guardian] = [await school.endUser(), await school.endUser({ register: 'GUARDIAN' })];
    await school.member(group, pupil.ids?.personId ?? '');
    await school.guardianship(guardian.ids?.personId ?? '', pupil.ids?.personId ?? '');
    for (const actor of [teacher, controller]) {
      await actor.ask(
        'query($id: ID!) { person(id: $id) { telephone birthDate guardians { guardian { displayName } } } }',
        { id: idOf(pupil) },
      );
    }
    const ofGuardian = { action: 'person.read', categories: ['NAME'] };
    const ofPupil = { action: 'person.read', categories: ['BIRTH', 'CONTACT', 'RELATION'] };
    expect((await looks(guardian)).nodes).toMatchObject([ofGuardian, ofGuardian]);
    expect((await looks(pupil)).nodes).toMatchObject([ofPupil, ofPupil]);
  });

  test('writes few entries for a page of many', async () => {
    const tenant = await world.tenant();
    const chief = await tenant.controller();
    for (let i = 0; i < 20; i += 1) {
      const pupil = await tenant.person();
      if (i % 2 > 0) await tenant.guardianship(await tenant.person({ register: 'GUARDIAN' }), pupil);
    }
    await chief.ask(`{ persons(first: 50, filter: { registers: [STUDENT] }) { nodes {
      telephone guardians { guardian { displayName } } } } }`);
    const entries = await tenant.rows<{ count: number }>(
      `select cardinality(person_ids) as count from log_entry where action = 'person.read' order by 1`,
    );
    expect(entries.map(({ count }) => count)).toEqual([10, 20]);
  });

  test('tells what was shown and not what was withheld, and of a field on whose card it is', async () => {
    const tenant = await world.tenant();
    const locker = await tenant.field({ category: 'HEALTH', registers: ['STUDENT'], readableBy: ['teacher'] });
    await tenant.field({ category: 'BELIEF', registers: ['STUDENT'], readableBy: [] });
    const teacher = await tenant.teacher();
    const group = await tenant.group();
    await tenant.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
    const [pupil, guardian] = [await tenant.endUser(), await tenant.endUser({ register: 'GUARDIAN' })];
    await tenant.member(group, pupil.ids?.personId ?? '');
    await tenant.guardianship(guardian.ids?.personId ?? '', pupil.ids?.personId ?? '');
    const CARD = `{ givenName telephone identifier birthDate picture { small } fields { definition { id } }
      withheld { category } }`;
    const seen = await teacher.ask<{ person: { fields: object[]; guardians: { guardian: object }[] } }>(
      `query($id: ID!) { person(id: $id) { ...Card guardians { guardian { ...Card } } } } fragment Card on Person ${CARD}`,
      { id: idOf(pupil) },
    );
    expect(seen.person.fields).toEqual([{ definition: { id: fieldGid(locker) } }]);
    expect(seen.person.guardians).toMatchObject([{ guardian: { birthDate: null, fields: [] } }]);
    expect((await looks(pupil)).nodes).toMatchObject([
      { categories: ['BIRTH', 'CONTACT', 'HEALTH', 'NAME', 'PICTURE', 'RELATION'] },
    ]);
    expect((await looks(guardian)).nodes).toMatchObject([{ categories: ['CONTACT', 'NAME'] }]);
    const chief = await tenant.controller();
    await chief.ask(`query($id: ID!) { person(id: $id) { fields { definition { id } } } }`, { id: idOf(guardian) });
    expect(await looks(guardian)).toMatchObject({ totalCount: 1 });
  });
});

describe('in which role', () => {
  test('says in which of several roles somebody saw each person: in that of the narrowest tie that shows it all', async () => {
    const tenant = await world.tenant();
    const teacher = await tenant.teacher();
    const own = teacher.ids?.personId ?? '';
    const group = await tenant.group();
    await tenant.member(group, own, 'SUPERVISOR');
    const [child, pupil, both] = [await tenant.endUser(), await tenant.endUser(), await tenant.endUser()];
    for (const { ids } of [child, both]) await tenant.guardianship(own, ids?.personId ?? '');
    for (const { ids } of [pupil, both]) await tenant.member(group, ids?.personId ?? '');
    await teacher.ask('{ persons(first: 50) { nodes { givenName telephone } } }');
    const asGuardian = { role: 'end_user', purpose: 'COMMUNICATION', unitName: `${tenant.slug} school` };
    const asTeacher = { role: 'teacher', purpose: 'EDUCATION', unitName: `${tenant.slug} school` };
    expect((await looks(child)).nodes).toMatchObject([asGuardian]);
    expect((await looks(both)).nodes).toMatchObject([asGuardian]);
    expect((await looks(pupil)).nodes).toMatchObject([asTeacher]);

    await tenant.field({ category: 'FREE_TEXT', readableBy: ['teacher'] });
    for (const { ids } of [both, child]) {
      await teacher.ask('query($id: ID!) { person(id: $id) { givenName fields { definition { id } } } }', {
        id: personGid(ids?.personId ?? ''),
      });
    }
    expect((await looks(both)).nodes).toMatchObject([{ ...asTeacher, categories: ['FREE_TEXT', 'NAME'] }, asGuardian]);
    expect((await looks(child)).nodes).toMatchObject([{ ...asGuardian, categories: ['NAME'] }, asGuardian]);

    const chief = await tenant.signIn(own, [{ role: 'controller' }], { secondFactorAt: new Date() });
    await chief.ask('{ persons(first: 50) { nodes { givenName } } }');
    expect((await looks(child)).nodes[0]).toMatchObject(asGuardian);
    expect((await looks(pupil)).nodes[0]).toMatchObject({
      role: 'controller',
      purpose: 'ADMINISTRATION',
      unitName: null,
    });
  });

  test('says in which role somebody wrote about a person', async () => {
    const tenant = await world.tenant();
    const teacher = await tenant.teacher();
    const own = teacher.ids?.personId ?? '';
    const group = await tenant.group();
    await tenant.member(group, own, 'SUPERVISOR');
    const [child, pupil] = [await tenant.endUser(), await tenant.endUser()];
    await tenant.guardianship(own, child.ids?.personId ?? '');
    await tenant.member(group, pupil.ids?.personId ?? '');
    for (const person of [child, pupil]) {
      await teacher.ask(
        'mutation($i: AddCommentInput!) { addComment(input: $i) { comment { id } userErrors { code } } }',
        {
          i: { personId: idOf(person), body: 'Hello' },
        },
      );
    }
    const written = { action: 'comment.write', categories: ['FREE_TEXT'] };
    expect((await looks(child)).nodes).toMatchObject([{ ...written, role: 'end_user', purpose: 'COMMUNICATION' }]);
    expect((await looks(pupil)).nodes).toMatchObject([{ ...written, role: 'teacher', purpose: 'EDUCATION' }]);
  });

  test('names what was attempted on whom in which role, where the viewer sees that person at all', async () => {
    const tenant = await world.tenant();
    const chief = await tenant.controller();
    const teacher = await tenant.teacher();
    const group = await tenant.group();
    await tenant.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
    const [child, pupil, stranger] = [await tenant.endUser(), await tenant.endUser(), await tenant.endUser()];
    const elsewhere = await school.endUser();
    await tenant.guardianship(teacher.ids?.personId ?? '', child.ids?.personId ?? '');
    await tenant.member(group, pupil.ids?.personId ?? '');
    const attempt = async (actor: Actor, person: Actor) => {
      await actor.ask('mutation($i: CorrectProfileInput!) { correctProfile(input: $i) { userErrors { code } } }', {
        i: { personId: idOf(person), expectedVersion: 7, telephone: '+4722334455' },
      });
      const { nodes } = await log(chief, { outcome: 'REFUSED' });
      return nodes[0];
    };
    const of = (role: string, action: string, ...persons: Actor[]) => ({
      role,
      action,
      persons: persons.map((person) => ({ id: idOf(person) })),
    });
    expect(await attempt(chief, pupil)).toMatchObject(of('controller', 'person.update', pupil));
    expect(await attempt(teacher, pupil)).toMatchObject(of('teacher', 'person.update', pupil));
    expect(await attempt(teacher, child)).toMatchObject(of('end_user', 'person.update', child));
    expect(await attempt(teacher, stranger)).toMatchObject(of('teacher', 'person.update'));
    expect(await attempt(chief, elsewhere)).toMatchObject(of('controller', 'person.update'));
    expect(await attempt(teacher, teacher)).toMatchObject(of('end_user', 'person.correct', teacher));
    const named = await tenant.rows<{ id: string }>(
      `select distinct p.id from log_entry e, unnest(e.person_ids) as p (id) where e.outcome = 'refused'`,
    );
    expect(new Set(named.map(({ id }) => id))).toEqual(
      new Set([pupil, child, teacher].map(({ ids }) => ids?.personId)),
    );
  });

  test('names nobody on whom something else of the same request was done', async () => {
    const tenant = await world.tenant();
    const administrator = await tenant.unitAdministrator();
    const user = await tenant.endUser();
    await administrator.send(
      `mutation($i: CorrectProfileInput!, $u: CreateUnitInput!) {
        correctProfile(input: $i) { userErrors { code } } createUnit(input: $u) { userErrors { code } } }`,
      {
        i: { personId: idOf(user), expectedVersion: 1, telephone: '+4722334455' },
        u: { kind: 'SCHOOL', name: 'Another' },
      },
    );
    const entries = await tenant.rows(
      `select action, outcome, cardinality(person_ids) as persons from log_entry where outcome = 'refused'`,
    );
    expect(entries).toEqual([{ action: 'unit.manage', outcome: 'refused', persons: 0 }]);
  });
});

describe('a look into the log', () => {
  test('is one at whoever the entries name that it showed, and at whom it was narrowed to', async () => {
    const tenant = await world.tenant();
    const [chief, other] = [await tenant.controller(), await tenant.controller()];
    const [one, two] = [await tenant.endUser(), await tenant.endUser()];
    await other.ask('query($id: ID!) { person(id: $id) { telephone } }', { id: idOf(one) });
    await chief.ask('{ logEntries(first: 50, filter: { action: "person.read" }) { totalCount } }');
    expect(await looks(one)).toMatchObject({ totalCount: 1 });
    await chief.ask('{ logEntries(first: 50, filter: { action: "person.read" }) { nodes { at } } }');
    const told = { action: 'log.read', role: 'controller', purpose: 'ADMINISTRATION', categories: ['ACTIVITY'] };
    expect((await looks(one)).nodes).toMatchObject([told, { action: 'person.read' }]);
    expect((await looks(other)).nodes).toMatchObject([told]);
    expect(await looks(two)).toMatchObject({ totalCount: 0 });
    await chief.ask('query($filter: LogFilter) { logEntries(first: 1, filter: $filter) { totalCount } }', {
      filter: { personId: idOf(two) },
    });
    expect((await looks(two)).nodes).toMatchObject([told]);
    expect(await looks(chief)).toMatchObject({ totalCount: 0 });
  });

  test('is one as well where an entry is read by its id', async () => {
    const tenant = await world.tenant();
    const [chief, user] = [await tenant.controller(), await tenant.endUser()];
    const entry = await tenant.insert('log_entry', {
      id: newId(),
      role: 'teacher',
      action: 'person.read',
      purpose: 'EDUCATION',
      person_ids: [user.ids?.personId ?? ''],
      request_id: 'r',
    });
    await chief.ask('query($id: ID!) { node(id: $id) { ... on LogEntry { action } } }', {
      id: toGlobalId('LogEntry', entry),
    });
    expect((await looks(user)).nodes).toMatchObject([{ role: 'controller', categories: ['ACTIVITY'] }, {}]);
  });
});
