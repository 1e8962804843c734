import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface PersonReply {
  readonly person: { givenName: string | null; telephone: string | null; withheld: { element: string }[] } | null;
}

const PERSON =
  'query($id: ID!) { person(id: $id) { id givenName telephone email withheld { element category reason } } }';

let world: World;
let school: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  other = await world.tenant();
});

afterAll(() => world.close());

const see = async (actor: Actor, id: string) => (await actor.ask<PersonReply>(PERSON, { id: personGid(id) })).person;

describe('who sees a person', () => {
  test('oneself, and no other', async () => {
    const ada = await school.endUser({ givenName: 'Ada', telephone: '+4722334455' });
    const stranger = await school.endUser();
    expect(await see(ada, ada.ids?.personId ?? '')).toMatchObject({
      givenName: 'Ada',
      telephone: '+4722334455',
      withheld: [],
    });
    expect(await see(stranger, ada.ids?.personId ?? '')).toBeNull();
  });

  test('a guardian sees the own pupil and no other', async () => {
    const pupil = await school.person({ givenName: 'Pia' });
    const guardian = await school.endUser({ register: 'GUARDIAN' });
    expect(await see(guardian, pupil)).toBeNull();
    await school.guardianship(guardian.ids?.personId ?? '', pupil);
    expect(await see(guardian, pupil)).toMatchObject({ givenName: 'Pia' });
  });

  test('a pupil sees the guardian’s name but not the telephone, and is told so', async () => {
    const pupil = await school.endUser();
    const guardian = await school.person({ register: 'GUARDIAN', givenName: 'Gro', telephone: '+4722334455' });
    await school.guardianship(guardian, pupil.ids?.personId ?? '');
    expect(await see(pupil, guardian)).toMatchObject({
      givenName: 'Gro',
      telephone: null,
      withheld: [{ element: 'person.email' }, { element: 'person.telephone' }].sort((a, b) =>
        b.element.localeCompare(a.element),
      ),
    });
  });

  test('guardians show as long as the pupil is active, and no longer', async () => {
    const pupil = await school.person();
    const guardian = await school.person({ register: 'GUARDIAN', givenName: 'Gro' });
    await school.guardianship(guardian, pupil);
    const teacher = await school.teacher();
    const group = await school.group();
    await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
    await school.member(group, pupil);
    expect(await see(teacher, guardian)).toMatchObject({ givenName: 'Gro' });
    await school.rows(`update person set status = 'left', left_at = now() where id = $1 returning id`, [pupil]);
    expect(await see(teacher, guardian)).toBeNull();
  });

  test('neither a pupil nor a teacher learns through a guardian of children whom they do not see', async () => {
    const pupil = await school.endUser();
    const guardian = await school.endUser({ register: 'GUARDIAN' });
    const far = await school.person({ unitId: null });
    for (const child of [pupil.ids?.personId ?? '', far]) {
      await school.guardianship(guardian.ids?.personId ?? '', child);
    }
    const teacher = await school.teacher();
    const group = await school.group();
    await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
    await school.member(group, pupil.ids?.personId ?? '');
    const query = 'query($id: ID!) { person(id: $id) { pupils { pupil { id } } } }';
    const pupils = async (actor: Actor) =>
      (
        await actor.ask<{ person: { pupils: { pupil: { id: string } | null }[] } | null }>(query, {
          id: personGid(guardian.ids?.personId ?? ''),
        })
      ).person?.pupils.map((link) => link.pupil?.id);
    const near = personGid(pupil.ids?.personId ?? '');
    for (const actor of [pupil, teacher, await school.unitAdministrator()]) {
      expect(await pupils(actor)).toEqual([near]);
    }
    for (const actor of [guardian, await school.controller()]) {
      expect((await pupils(actor))?.sort()).toEqual([near, personGid(far)].sort());
    }
  });

  test('a guardian learns nothing of the pupil’s other guardians, the pupil and the controller see them all', async () => {
    const pupil = await school.endUser();
    const guardian = await school.endUser({ register: 'GUARDIAN' });
    const mine = guardian.ids?.personId ?? '';
    const second = await school.person({ register: 'GUARDIAN', givenName: 'Gro' });
    for (const one of [mine, second]) await school.guardianship(one, pupil.ids?.personId ?? '');
    const query = 'query($id: ID!) { person(id: $id) { guardians { guardian { id } } } }';
    const guardians = async (actor: Actor) =>
      (
        await actor.ask<{ person: { guardians: { guardian: { id: string } | null }[] } }>(query, {
          id: personGid(pupil.ids?.personId ?? ''),
        })
      ).person.guardians.map((link) => link.guardian?.id ?? null);
    expect(await guardians(guardian)).toEqual([personGid(mine)]);
    for (const actor of [pupil, await school.controller()]) {
      expect(new Set(await guardians(actor))).toEqual(new Set([personGid(mine), personGid(second)]));
    }
  });

  test('which source system owns a value is told to those alone who may read the value', async () => {
    const teacher = await school.teacher({ email: 'kai@example.org', valueSources: { email: 'HR', givenName: 'HR' } });
    const teacherId = teacher.ids?.personId ?? '';
    const pupil = await school.endUser();
    const group = await school.group();
    await school.member(group, teacherId, 'SUPERVISOR');
    await school.member(group, pupil.ids?.personId ?? '');
    const query = 'query($id: ID!) { person(id: $id) { email sources { field source } } }';
    const sources = async (actor: Actor) =>
      (await actor.ask<{ person: { sources: object[] } }>(query, { id: personGid(teacherId) })).person.sources;
    expect(await sources(pupil)).toEqual([{ field: 'givenName', source: 'HR' }]);
    for (const actor of [teacher, await school.controller()]) {
      expect(await sources(actor)).toEqual([
        { field: 'givenName', source: 'HR' },
        { field: 'email', source: 'HR' },
      ]);
    }
  });

  test('a teacher sees the pupils of supervised groups alone', async () => {
    const teacher = await school.teacher();
    const group = await school.group();
    const pupil = await school.person();
    await school.member(group, pupil);
    expect(await see(teacher, pupil)).toBeNull();
    await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
    expect(await see(teacher, pupil)).not.toBeNull();
  });

  test('a unit administrator sees the own unit alone', async () => {
    const far = await school.unit('Far');
    const administrator = await school.unitAdministrator();
    expect(await see(administrator, await school.person())).not.toBeNull();
    expect(await see(administrator, await school.person({ unitId: far }))).toBeNull();
  });

  test('a controller sees everybody of the tenant and nobody of another', async () => {
    const controller = await school.controller();
    expect(await see(controller, await school.person({ unitId: null }))).not.toBeNull();
    expect(await see(controller, await other.person())).toBeNull();
  });

  test('an unlinked account sees nobody, whatever it was granted', async () => {
    const unlinked = await school.signIn(null, [{ role: 'controller' }]);
    const { errors, data } = await unlinked.send(PERSON, { id: personGid(await school.person()) });
    expect(data).toEqual({ person: null });
    expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  test('a connection shows whom `person` shows', async () => {
    const teacher = await school.teacher();
    const group = await school.group();
    await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
    for (let i = 0; i < 5; i += 1) await school.member(group, await school.person());
    const page = await teacher.ask<{
      persons: { totalCount: number; nodes: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    }>(
      `{ persons(first: 4) { totalCount nodes { givenName memberships { role group { name } } guardians { guardian { givenName } } } edges { cursor } pageInfo { hasNextPage endCursor } } }`,
    );
    expect(page.persons.totalCount).toBe(6);
    expect(page.persons.nodes).toHaveLength(4);
    const next = await teacher.ask<{ persons: { nodes: unknown[] } }>(
      `query($after: String) { persons(first: 4, after: $after) { nodes { givenName } } }`,
      { after: page.persons.pageInfo.endCursor },
    );
    expect(next.persons.nodes).toHaveLength(2);
  });

  test('whom one knows by name alone is in no list and no count, and is read where the tie is shown', async () => {
    const pupil = await school.endUser();
    const guardian = await school.endUser({ register: 'GUARDIAN', givenName: 'Gro' });
    await school.guardianship(guardian.ids?.personId ?? '', pupil.ids?.personId ?? '');
    const list = `{ persons(first: 10) { totalCount nodes { id } } viewer { person { guardians { guardian { givenName } } } } }`;
    const own = personGid(pupil.ids?.personId ?? '');
    expect(await pupil.ask(list)).toEqual({
      persons: { totalCount: 1, nodes: [{ id: own }] },
      viewer: { person: { guardians: [{ guardian: { givenName: 'Gro' } }] } },
    });
    expect(await guardian.ask(list)).toMatchObject({ persons: { totalCount: 2 } });
  });

  test('a cursor tells nobody’s name, is the same each time, and points nowhere in another tenant or order', async () => {
    const controller = await school.controller();
    const ends = `query($after: String, $orderBy: PersonOrder) {
      persons(first: 1, after: $after, orderBy: $orderBy) { edges { cursor node { familyName } } } }`;
    const read = async (): Promise<{ cursor: string; node: { familyName: string } } | undefined> =>
      (await controller.ask<{ persons: { edges: { cursor: string; node: { familyName: string } }[] } }>(ends)).persons
        .edges[0];
    const edge = await read();
    const cursor = edge?.cursor ?? '';
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain(edge?.node.familyName);
    expect((await read())?.cursor).toBe(cursor);
    expect((await controller.send(ends, { after: cursor })).errors).toEqual([]);
    const elsewhere = await (await world.tenant()).controller();
    const forged = `${cursor.slice(0, -4)}${cursor.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
    const inOtherOrder = { after: cursor, orderBy: { field: 'CREATED_AT', direction: 'ASC' } };
    for (const { errors } of [
      await elsewhere.send(ends, { after: cursor }),
      await controller.send(ends, inOtherOrder),
      await controller.send(ends, { after: forged }),
      await controller.send(ends, { after: 'x' }),
    ]) {
      expect(errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    }
  });
});

describe('what is logged of a look', () => {
  test('one entry with the people and categories; none of a look at oneself', async () => {
    const controller = await school.controller();
    const person = await school.person();
    await see(controller, person);
    await see(controller, controller.ids?.personId ?? '');
    const entries = await school.rows<{ person_ids: string; categories: string; role: string }>(
      `select person_ids::text, categories::text, role from log_entry where actor_account_id = $1`,
      [controller.ids?.accountId],
    );
    expect(entries).toEqual([{ person_ids: `{${person}}`, categories: '{CONTACT,NAME}', role: 'controller' }]);
  });
});
