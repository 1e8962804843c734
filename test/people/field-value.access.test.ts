import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { fieldGid, personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface Seen {
  readonly fields: readonly { readonly text: string | null; readonly definition: { readonly id: string } }[];
  readonly withheld: readonly { readonly element: string; readonly category: string }[];
}

const READ = 'query($id: ID!) { person(id: $id) { fields { text definition { id } } withheld { element category } } }';
const SET =
  'mutation($input: SetFieldValuesInput!) { setFieldValues(input: $input) { person { id } userErrors { code field } } }';

let world: World;
let school: TestTenant;
let pupil: string;
let open: string;
let health: string;
let closed: string;

const see = async (actor: Actor, id = pupil): Promise<Seen | null> =>
  (await actor.ask<{ person: Seen | null }>(READ, { id: personGid(id) })).person;
const texts = (seen: Seen | null): (string | null)[] => seen?.fields.map(({ text }) => text) ?? [];
const set = async (actor: Actor, personId: string, field: string, text: string) => {
  const [row] = await school.rows<{ version: number }>('select version from person where id = $1', [personId]);
  const input = {
    personId: personGid(personId),
    expectedVersion: row?.version,
    values: [{ fieldId: fieldGid(field), text }],
  };
  const answer = await actor.ask<{ setFieldValues: { person: object | null; userErrors: { code: string }[] } }>(SET, {
    input,
  });
  return answer.setFieldValues.userErrors.map(({ code }) => code);
};

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  open = await school.field({ label: 'A', readableBy: ['teacher', 'end_user', 'unit_administrator'] });
  health = await school.field({ label: 'B', category: 'HEALTH', readableBy: ['teacher', 'unit_administrator'] });
  closed = await school.field({ label: 'C' });
  pupil = await school.person({ fieldValues: { [open]: 'open', [health]: 'health', [closed]: 'closed' } });
});

afterAll(() => world.close());

describe('who reads a value', () => {
  test('the person all of them, and a stranger not even the card', async () => {
    const ada = await school.endUser({ fieldValues: { [open]: '1', [health]: '2', [closed]: '3' } });
    const seen = await see(ada, ada.ids?.personId ?? '');
    expect(texts(seen)).toEqual(['1', '2', '3']);
    expect(seen?.withheld).toEqual([]);
    expect(await see(await school.endUser(), ada.ids?.personId ?? '')).toBeNull();
  });

  test('the controller all of them, without being named', async () => {
    expect(texts(await see(await school.controller()))).toEqual(['open', 'health', 'closed']);
  });

  test('a teacher what names teachers, of a special category too, where the pupil is supervised', async () => {
    const teacher = await school.teacher();
    expect(await see(teacher)).toBeNull();
    const group = await school.group();
    await school.member(group, pupil);
    await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
    const seen = await see(teacher);
    expect(texts(seen)).toEqual(['open', 'health']);
    expect(seen?.withheld).toEqual([{ element: `field:${closed}#OTHER`, category: 'OTHER' }]);
    expect(await set(teacher, pupil, health, 'changed')).not.toEqual([]);
  });

  test('a guardian what names end users, of the own pupil', async () => {
    const guardian = await school.endUser({ register: 'GUARDIAN' });
    expect(await see(guardian)).toBeNull();
    await school.guardianship(guardian.ids?.personId ?? '', pupil);
    const seen = await see(guardian);
    expect(texts(seen)).toEqual(['open']);
    expect(seen?.withheld).toContainEqual({ element: `field:${health}#HEALTH`, category: 'HEALTH' });
  });

  test('a unit administrator what names the role, in the own unit', async () => {
    expect(texts(await see(await school.unitAdministrator()))).toEqual(['open', 'health']);
    expect(await see(await school.unitAdministrator(await school.unit('Far')))).toBeNull();
  });

  test('in a page of persons each row shows what the viewer may read of it', async () => {
    const tenant = await world.tenant();
    const field = await tenant.field({ readableBy: ['teacher'] });
    const teacher = await tenant.teacher({ fieldValues: { [field]: 'own' } });
    const group = await tenant.group();
    await tenant.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
    const supervised = await tenant.person({ fieldValues: { [field]: 'supervised' } });
    await tenant.member(group, supervised);
    const guardian = await tenant.person({ register: 'GUARDIAN', fieldValues: { [field]: 'guardian' } });
    await tenant.guardianship(guardian, supervised);
    const { persons } = await teacher.ask<{ persons: { nodes: (Seen & { id: string })[] } }>(
      '{ persons(first: 10) { nodes { id fields { text definition { id } } withheld { element } } } }',
    );
    const shown = Object.fromEntries(persons.nodes.map((person) => [person.id, [texts(person), person.withheld]]));
    expect(shown).toEqual({
      [personGid(teacher.ids?.personId ?? '')]: [['own'], []],
      [personGid(supervised)]: [['supervised'], []],
      [personGid(guardian)]: [[], [{ element: `field:${field}#OTHER` }]],
    });
  });

  test('a field of another register’s cards is not named among the withheld', async () => {
    const tenant = await world.tenant();
    await tenant.field({ registers: ['STAFF'] });
    const id = await tenant.person();
    const seen = await see(await tenant.unitAdministrator(), id);
    expect(seen).toEqual({ fields: [], withheld: [] });
  });
});

test('a look at another’s values is logged with their categories and elements', async () => {
  const controller = await school.controller();
  await see(controller);
  const entries = await school.rows('select categories::text, details from log_entry where actor_account_id = $1', [
    controller.ids?.accountId,
  ]);
  const elements = [`field:${open}#OTHER`, `field:${health}#HEALTH`, `field:${closed}#OTHER`].toSorted();
  expect(entries).toEqual([{ categories: '{HEALTH,OTHER}', details: { elements } }]);
});

describe('who writes a value', () => {
  test('nobody a stranger’s; the controller anybody’s', async () => {
    expect(await set(await school.endUser(), pupil, open, 'new')).toEqual(['NOT_FOUND']);
    expect(await set(await school.controller(), pupil, open, 'open')).toEqual([]);
  });

  test('a teacher and a guardian read and do not write', async () => {
    const teacher = await school.teacher();
    const guardian = await school.endUser({ register: 'GUARDIAN' });
    const group = await school.group();
    await school.member(group, pupil);
    await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
    await school.guardianship(guardian.ids?.personId ?? '', pupil);
    expect(await set(teacher, pupil, open, 'new')).toEqual(['NOT_FOUND']);
    expect(await set(guardian, pupil, open, 'new')).toEqual(['NOT_FOUND']);
  });

  test('a unit administrator what the role may read, in the own unit', async () => {
    const administrator = await school.unitAdministrator();
    const person = await school.person();
    expect(await set(administrator, person, open, 'new')).toEqual([]);
    expect(await set(administrator, person, closed, 'new')).toEqual(['FORBIDDEN']);
    expect(await set(administrator, person, health, 'new')).toEqual(['FORBIDDEN']);
    const far = await school.unitAdministrator(await school.unit('Far'));
    expect(await set(far, person, open, 'new')).toEqual(['NOT_FOUND']);
  });

  test('the person what the field says is the person’s', async () => {
    const mine = await school.field({ correctable: true });
    const ada = await school.endUser();
    expect(await set(ada, ada.ids?.personId ?? '', mine, 'new')).toEqual([]);
    expect(await set(ada, ada.ids?.personId ?? '', closed, 'new')).toEqual(['NOT_CORRECTABLE']);
  });
});

describe('a filter by a value', () => {
  const FIND = 'query($filter: PersonFilter) { persons(first: 50, filter: $filter) { totalCount } }';
  const find = (actor: Actor, field: string, text: string) =>
    actor.send<{ persons: { totalCount: number } }>(FIND, { filter: { field: { fieldId: fieldGid(field), text } } });

  test('matches only persons whose value the viewer may read', async () => {
    const field = await school.field({ readableBy: ['unit_administrator'] });
    const other = await school.unit('Other');
    await school.person({ fieldValues: { [field]: 'needle' } });
    await school.person({ fieldValues: { [field]: 'needle' }, unitId: other });
    expect((await find(await school.controller(), field, 'needle')).data?.persons.totalCount).toBe(2);
    expect((await find(await school.unitAdministrator(), field, 'needle')).data?.persons.totalCount).toBe(1);
    // Not an oracle: end users may read the field of themselves alone.
    expect((await find(await school.endUser(), field, 'needle')).data?.persons.totalCount).toBe(0);
  });

  test('by a field of another tenant is bad input like a random one', async () => {
    const foreign = await (await world.tenant()).field();
    const { errors } = await find(await school.controller(), foreign, 'x');
    expect(errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

describe('who defines fields', () => {
  const input = {
    key: 'shoeSize',
    label: 'Shoe size',
    type: 'NUMBER',
    registers: ['STUDENT'],
    category: 'OTHER',
    purposes: ['ADMINISTRATION'],
    retention: 'P1Y',
  };
  const CREATE = 'mutation($input: CreateFieldInput!) { createField(input: $input) { field { key } } }';

  test('the controller, and no one else', async () => {
    const others = [await school.endUser(), await school.teacher(), await school.unitAdministrator()];
    for (const actor of [...others, world.anonymous()]) {
      const { errors } = await actor.send(CREATE, { input });
      expect(errors[0]?.extensions?.code).toMatch(/FORBIDDEN|UNAUTHENTICATED/);
    }
    const made = await (await school.controller()).ask<{ createField: object }>(CREATE, { input });
    expect(made.createField).toEqual({ field: { key: 'shoeSize' } });
  });

  test('everybody who is signed in reads them, but not the operator’s staff', async () => {
    const LIST = '{ fieldDefinitions { id } }';
    expect((await (await school.endUser()).send(LIST)).errors).toEqual([]);
    const operator = await (await world.tenant({ kind: 'operator' })).operator();
    expect((await operator.send(LIST)).errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});
