import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { fieldGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface Definition {
  readonly id: string;
  readonly key: string;
  readonly label: string;
  readonly type: string;
  readonly choices: string[];
  readonly retiredAt: string | null;
  readonly version: number;
}

interface Payload {
  readonly field: Definition | null;
  readonly userErrors: readonly { readonly code: string; readonly field: string[]; readonly message: string }[];
}

const FIELD = 'id key label type choices retiredAt version';
const ERRORS = 'userErrors { __typename code field message ... on StaleVersionError { currentVersion } }';

const run = async (actor: Actor, mutation: string, type: string, input: object): Promise<Payload> => {
  const query = `mutation($input: ${type}!) { ${mutation}(input: $input) { field { ${FIELD} } ${ERRORS} } }`;
  return (await actor.ask<Record<string, Payload>>(query, { input }))[mutation] as Payload;
};
const create = (actor: Actor, input: object): Promise<Payload> =>
  run(actor, 'createField', 'CreateFieldInput', {
    key: 'allergies',
    label: 'Allergies',
    type: 'TEXT',
    registers: ['STUDENT'],
    category: 'HEALTH',
    purposes: ['SAFETY'],
    retention: 'WHILE_ACTIVE',
    ...input,
  });
const update = (actor: Actor, input: object): Promise<Payload> => run(actor, 'updateField', 'UpdateFieldInput', input);

let world: World;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
});

afterAll(() => world.close());

describe('createField', () => {
  test('defines a field that everybody then finds, with its declaration', async () => {
    const tenant = await world.tenant();
    const made = await create(await tenant.controller(), { readableBy: ['teacher', 'teacher'], correctable: true });
    expect(made.userErrors).toEqual([]);
    const teacher = await tenant.teacher();
    const { fieldDefinitions } = await teacher.ask<{ fieldDefinitions: object[] }>(
      '{ fieldDefinitions { id key label category purposes retention readableBy registers correctable element } }',
    );
    expect(fieldDefinitions).toEqual([
      {
        id: made.field?.id,
        key: 'allergies',
        label: 'Allergies',
        category: 'HEALTH',
        purposes: ['SAFETY'],
        retention: 'WHILE_ACTIVE',
        readableBy: ['teacher'],
        registers: ['STUDENT'],
        correctable: true,
        element: expect.stringMatching(/^field:[0-9a-f-]{36}#HEALTH$/),
      },
    ]);
    const { node } = await teacher.ask<{ node: object }>('query($id: ID!) { node(id: $id) { __typename id } }', {
      id: made.field?.id,
    });
    expect(node).toEqual({ __typename: 'FieldDefinition', id: made.field?.id });
  });

  test.each([
    ['key', { key: 'Not a key' }, 'INVALID', 'key'],
    ['label', { key: 'a1', label: '   ' }, 'INVALID', 'label'],
    ['long label', { key: 'a2', label: 'x'.repeat(201) }, 'INVALID', 'label'],
    ['a choice without choices', { key: 'a4', type: 'CHOICE' }, 'INVALID', 'choices'],
    ['choices without a choice', { key: 'a5', choices: ['x'] }, 'INVALID', 'choices'],
    ['a choice twice', { key: 'a6', type: 'CHOICE', choices: ['x', ' x'] }, 'INVALID', 'choices'],
    ['no register', { key: 'a7', registers: [] }, 'INVALID', 'registers'],
    ['no purpose', { key: 'a8', purposes: [] }, 'INVALID', 'purposes'],
    ['a retention that is none', { key: 'a9', retention: 'forever' }, 'INVALID', 'retention'],
    ['an empty period', { key: 'a10', retention: 'P0D' }, 'INVALID', 'retention'],
    ['a role that does not exist', { key: 'a11', readableBy: ['janitor'] }, 'INVALID', 'readableBy'],
    ['the operator as a reader', { key: 'a12', readableBy: ['operator'] }, 'INVALID', 'readableBy'],
  ])('refuses %s', async (_, input, code, property) => {
    const { field, userErrors } = await create(controller, input);
    expect(field).toBeNull();
    expect(userErrors).toMatchObject([{ code, field: ['input', property] }]);
  });

  test('a key is taken once, also by two who ask at the same time', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => create(controller, { key: 'contested' })));
    expect(answers.filter(({ field }) => field !== null)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
      'ALREADY_EXISTS',
      'ALREADY_EXISTS',
    ]);
  });

  test('the number of fields is bounded', async () => {
    const tenant = await world.tenant();
    const somebody = await tenant.controller();
    await tenant.rows(
      `insert into field_definition (tenant_id, key, label, type, registers, category, purposes, retention)
       select $1, 'f' || n, 'F', 'TEXT', '{STUDENT}', 'OTHER', '{ADMINISTRATION}', 'WHILE_ACTIVE' from generate_series(1, 199) n`,
      [tenant.id],
    );
    const answers = await Promise.all([1, 2, 3].map((n) => create(somebody, { key: `last${n}` })));
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([
      { __typename: 'LimitReachedError', code: 'QUOTA_EXCEEDED' },
      { __typename: 'LimitReachedError', code: 'QUOTA_EXCEEDED' },
    ]);
  });
});

describe('updateField', () => {
  test('renames without touching a value, and only the reader’s newest version', async () => {
    const id = await school.field({ label: 'Old' });
    const person = await school.person({ fieldValues: { [id]: 'kept' } });
    const renamed = await update(controller, { fieldId: fieldGid(id), expectedVersion: 1, label: ' New ' });
    expect(renamed.field).toMatchObject({ label: 'New', version: 2 });
    const stale = await update(controller, { fieldId: fieldGid(id), expectedVersion: 1, label: 'Newer' });
    expect(stale.userErrors).toMatchObject([{ __typename: 'StaleVersionError', currentVersion: 2 }]);
    expect(await school.rows('select field_values from person where id = $1', [person])).toEqual([
      { field_values: { [id]: 'kept' } },
    ]);
  });

  test('of two changes at the same time one takes effect', async () => {
    const id = fieldGid(await school.field());
    const answers = await Promise.all(
      ['One', 'Two'].map((label) => update(controller, { fieldId: id, expectedVersion: 1, label })),
    );
    expect(answers.filter(({ field }) => field !== null)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'STALE_VERSION' }]);
  });

  test('nothing changed is no new version', async () => {
    const id = await school.field({ label: 'Same' });
    const { field } = await update(controller, { fieldId: fieldGid(id), expectedVersion: 1, label: 'Same' });
    expect(field?.version).toBe(1);
  });

  test.each([
    ['type', { type: 'NUMBER' }],
    ['category', { category: 'HEALTH' }],
  ])('the %s changes while nobody has a value, and not after', async (property, change) => {
    const free = await school.field();
    const changed = await update(controller, { fieldId: fieldGid(free), expectedVersion: 1, ...change });
    expect(changed.field).toMatchObject({ version: 2 });
    const held = await school.field();
    await school.person({ fieldValues: { [held]: 'something' } });
    const refused = await update(controller, { fieldId: fieldGid(held), expectedVersion: 1, ...change });
    expect(refused.userErrors).toMatchObject([{ code: 'CONFLICT', field: ['input', property] }]);
  });

  test('a choice goes when nobody has chosen it, and not before', async () => {
    const id = await school.field({ type: 'CHOICE', choices: ['red', 'blue'] });
    await school.person({ fieldValues: { [id]: 'blue' } });
    const refused = await update(controller, { fieldId: fieldGid(id), expectedVersion: 1, choices: ['red'] });
    expect(refused.userErrors).toMatchObject([{ code: 'CONFLICT', field: ['input', 'choices'] }]);
    const done = await update(controller, { fieldId: fieldGid(id), expectedVersion: 1, choices: ['blue', 'green'] });
    expect(done.field?.choices).toEqual(['blue', 'green']);
  });
});

describe('retireField and restoreField', () => {
  test('take a field out of use and back, its values kept', async () => {
    const id = await school.field();
    const ada = await school.endUser({ fieldValues: { [id]: 'kept' } });
    const texts = async () => {
      const { viewer } = await ada.ask<{ viewer: { person: { fields: { text: string }[] } } }>(
        '{ viewer { person { fields { text } } } }',
      );
      return viewer.person.fields.map(({ text }) => text);
    };
    expect(await texts()).toContain('kept');
    const retired = await run(controller, 'retireField', 'FieldVersionInput', {
      fieldId: fieldGid(id),
      expectedVersion: 1,
    });
    expect(retired.field?.retiredAt).not.toBeNull();
    expect(await texts()).not.toContain('kept');
    const list = (includeRetired: boolean) =>
      controller.ask<{ fieldDefinitions: Definition[] }>(
        `{ fieldDefinitions(includeRetired: ${includeRetired}) { id } }`,
      );
    expect((await list(false)).fieldDefinitions).not.toContainEqual({ id: fieldGid(id) });
    expect((await list(true)).fieldDefinitions).toContainEqual({ id: fieldGid(id) });
    const restored = await run(controller, 'restoreField', 'FieldVersionInput', {
      fieldId: fieldGid(id),
      expectedVersion: 2,
    });
    expect(restored.field).toMatchObject({ retiredAt: null, version: 3 });
    expect(await texts()).toContain('kept');
  });
});

test('every change of a field stands in the log', async () => {
  const { field } = await create(controller, { key: 'logged' });
  await update(controller, { fieldId: field?.id, expectedVersion: 1, label: 'Renamed', retention: 'P2Y' });
  const entries = await school.rows<{ details: object; categories: string }>(
    `select details, categories::text from log_entry where action = 'field.manage' and outcome = 'done' order by at desc limit 2`,
  );
  expect(entries).toMatchObject([
    { details: { properties: ['label', 'retention'] }, categories: '{HEALTH}' },
    { details: { created: expect.any(String) }, categories: '{HEALTH}' },
  ]);
});
