import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { fieldGid, personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface Value {
  readonly definition: { readonly id: string };
  readonly text: string | null;
  readonly number: number | null;
  readonly date: string | null;
  readonly choice: string | null;
  readonly yesNo: boolean | null;
  readonly source: string | null;
  readonly correctable: boolean;
}

interface Reply {
  readonly person: { readonly version: number; readonly fields: Value[] } | null;
  readonly requestIds: readonly string[] | null;
  readonly userErrors: readonly { readonly code: string; readonly field: string[] }[];
}

const SET = `mutation($input: SetFieldValuesInput!) { setFieldValues(input: $input) {
  person { version fields { definition { id key } text number date choice yesNo source correctable } } requestIds
  userErrors { __typename code field message ... on OwnedBySourceError { source requestId } ... on NotCorrectableError { requestId } } } }`;

const set = async (actor: Actor, values: object[], more: object = {}): Promise<Reply> =>
  (await actor.ask<{ setFieldValues: Reply }>(SET, { input: { expectedVersion: 1, values, ...more } })).setFieldValues;

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
});

afterAll(() => world.close());

describe('setFieldValues', () => {
  test('keeps a value of each type, and gives it back in the property of its type', async () => {
    const tenant = await world.tenant();
    const correctable = true;
    const [text, number, date, choice, yesNo] = [
      await tenant.field({ label: 'A', type: 'TEXT', correctable }),
      await tenant.field({ label: 'B', type: 'NUMBER', correctable }),
      await tenant.field({ label: 'C', type: 'DATE', correctable }),
      await tenant.field({ label: 'D', type: 'CHOICE', choices: ['red', 'blue'], correctable }),
      await tenant.field({ label: 'E', type: 'YES_NO', correctable }),
    ].map(fieldGid);
    const ada = await tenant.endUser();
    const { person, userErrors } = await set(ada, [
      { fieldId: text, text: ' Nuts ' },
      { fieldId: number, number: 36.5 },
      { fieldId: date, date: '2028-02-29' },
      { fieldId: choice, choice: 'blue' },
      { fieldId: yesNo, yesNo: false },
    ]);
    expect(userErrors).toEqual([]);
    expect(person?.version).toBe(2);
    const none = { text: null, number: null, date: null, choice: null, yesNo: null, source: null, correctable: true };
    expect(person?.fields).toMatchObject([
      { ...none, text: 'Nuts' },
      { ...none, number: 36.5 },
      { ...none, date: '2028-02-29' },
      { ...none, choice: 'blue' },
      { ...none, yesNo: false },
    ]);
    const cleared = await set(ada, [{ fieldId: text, clear: true }], { expectedVersion: 2 });
    expect(cleared.person?.fields[0]).toMatchObject(none);
    expect(cleared.person?.fields[1]).toMatchObject({ number: 36.5 });
  });

  test.each([
    ['TEXT', { number: 1 }, 'number'],
    ['TEXT', { text: '  ' }, 'text'],
    ['TEXT', { text: 'x'.repeat(4001) }, 'text'],
    ['TEXT', {}, 'text'],
    ['TEXT', { text: 'x', clear: true }, 'text'],
    ['TEXT', { text: 'x', yesNo: true }, 'yesNo'],
    ['DATE', { date: '2027-02-29' }, 'date'],
    ['DATE', { date: 'tomorrow' }, 'date'],
    ['CHOICE', { choice: 'green' }, 'choice'],
    ['YES_NO', { text: 'yes' }, 'text'],
    ['NUMBER', { text: '1' }, 'text'],
    ['FILE', { text: 'file' }, 'text'],
    ['FILE', { fileId: 'not an id' }, 'fileId'],
    ['FILE', { fileId: toGlobalId('Upload', '0191d8a8-0000-7000-8000-000000000000') }, 'fileId'],
  ] as const)('refuses for a %s %j, and changes nothing', async (type, given, property) => {
    const good = await school.field({ correctable: true });
    const bad = await school.field({ type, correctable: true, choices: type === 'CHOICE' ? ['red'] : [] });
    const ada = await school.endUser();
    const { person, userErrors } = await set(ada, [
      { fieldId: fieldGid(good), text: 'good' },
      { fieldId: fieldGid(bad), ...given },
    ]);
    expect(person).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'values', '1', property] }]);
    const rows = await school.rows('select field_values, version from person where id = $1', [ada.ids?.personId]);
    expect(rows).toEqual([{ field_values: {}, version: 1 }]);
  });

  test('refuses unknown, repeated, retired and other registers’ fields by their path', async () => {
    const field = fieldGid(await school.field({ correctable: true }));
    const staff = fieldGid(await school.field({ correctable: true, registers: ['STAFF'] }));
    const retiredId = await school.field({ correctable: true });
    await school.rows('update field_definition set retired_at = now() where id = $1', [retiredId]);
    const ada = await school.endUser();
    const { userErrors } = await set(ada, [
      { fieldId: field, text: 'one' },
      { fieldId: field, text: 'two' },
      { fieldId: staff, text: 'three' },
      { fieldId: fieldGid(retiredId), text: 'four' },
      { fieldId: fieldGid('0191d8a8-0000-7000-8000-000000000000'), text: 'five' },
    ]);
    expect(userErrors).toMatchObject([
      { code: 'INVALID', field: ['input', 'values', '1', 'fieldId'] },
      { code: 'INVALID', field: ['input', 'values', '2', 'fieldId'] },
      { code: 'INVALID', field: ['input', 'values', '3', 'fieldId'] },
      { code: 'NOT_FOUND', field: ['input', 'values', '4', 'fieldId'] },
    ]);
  });

  test('a value of a retired field can still be removed', async () => {
    const retiredId = await school.field({ correctable: true });
    await school.rows('update field_definition set retired_at = now() where id = $1', [retiredId]);
    const ada = await school.endUser({ fieldValues: { [retiredId]: 'old' } });
    await set(ada, [{ fieldId: fieldGid(retiredId), clear: true }]);
    const rows = await school.rows('select field_values from person where id = $1', [ada.ids?.personId]);
    expect(rows).toEqual([{ field_values: {} }]);
  });

  test('what a source owns and what is the controller’s is passed on, and the rest takes effect', async () => {
    const own = await school.field({ label: '1', correctable: true });
    const theirs = await school.field({ label: '2', category: 'EDUCATION' });
    const sourced = await school.field({ label: '3', correctable: true });
    const ada = await school.endUser({
      fieldValues: { [sourced]: 'from there' },
      valueSources: { [`field:${sourced}`]: 'Skoleplattform' },
    });
    const { person, requestIds, userErrors } = await set(ada, [
      { fieldId: fieldGid(own), text: 'mine' },
      { fieldId: fieldGid(theirs), text: 'not mine' },
      { fieldId: fieldGid(sourced), text: 'changed' },
    ]);
    const shown = (id: string) => person?.fields.find(({ definition }) => definition.id === fieldGid(id));
    expect(shown(own)).toMatchObject({ text: 'mine', source: null, correctable: true });
    expect(shown(theirs)).toMatchObject({ text: null, correctable: false });
    expect(shown(sourced)).toMatchObject({ text: 'from there', source: 'Skoleplattform', correctable: false });
    expect(requestIds).toHaveLength(2);
    expect(userErrors).toMatchObject([
      { code: 'NOT_CORRECTABLE', field: ['input', 'values', '1', 'text'], requestId: requestIds?.[0] },
      {
        __typename: 'OwnedBySourceError',
        code: 'OWNED_BY_SOURCE',
        field: ['input', 'values', '2', 'text'],
        source: 'Skoleplattform',
        requestId: requestIds?.[1],
      },
    ]);
    const requests = await school.rows(
      'select element, proposed_value from data_subject_request where person_id = $1 order by id',
      [ada.ids?.personId],
    );
    expect(requests).toEqual([
      { element: `field:${theirs}#EDUCATION`, proposed_value: 'not mine' },
      { element: `field:${sourced}#OTHER`, proposed_value: 'changed' },
    ]);
    const entries = await school.rows(
      `select categories::text, details from log_entry where action = 'person.correct' and person_ids = array[$1::uuid]`,
      [ada.ids?.personId],
    );
    expect(entries).toEqual([
      {
        categories: '{OTHER,EDUCATION}',
        details: {
          corrected: [`field:${own}#OTHER`],
          requested: [`field:${theirs}#EDUCATION`, `field:${sourced}#OTHER`],
        },
      },
    ]);
  });

  test('of two who set values at the same version one does', async () => {
    const field = fieldGid(await school.field({ correctable: true }));
    const ada = await school.endUser();
    const answers = await Promise.all(['a', 'b', 'c'].map((text) => set(ada, [{ fieldId: field, text }])));
    expect(answers.filter(({ person }) => person !== null)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
      'STALE_VERSION',
      'STALE_VERSION',
    ]);
  });

  test('a value and a change of its field’s type at the same time never meet', async () => {
    const controller = await school.controller();
    for (let i = 0; i < 5; i += 1) {
      const field = await school.field({ correctable: true });
      const ada = await school.endUser();
      await Promise.all([
        set(ada, [{ fieldId: fieldGid(field), text: 'words' }]),
        controller.ask('mutation($input: UpdateFieldInput!) { updateField(input: $input) { userErrors { code } } }', {
          input: { fieldId: fieldGid(field), expectedVersion: 1, type: 'NUMBER' },
        }),
      ]);
      const [row] = await school.rows<{ type: string; value: string | null }>(
        'select type, (select field_values ->> $1 from person where id = $2) as value from field_definition where id::text = $1',
        [field, ada.ids?.personId],
      );
      expect([
        { type: 'TEXT', value: 'words' },
        { type: 'NUMBER', value: null },
      ]).toContainEqual(row);
    }
  });
});

describe('persons by a field’s value', () => {
  test('finds equal values of each type', async () => {
    const controller = await school.controller();
    const [size, bus] = [await school.field({ type: 'NUMBER' }), await school.field({ type: 'YES_NO' })];
    const ada = await school.person({ fieldValues: { [size]: 36.5, [bus]: true } });
    await school.person({ fieldValues: { [size]: 37, [bus]: false } });
    const find = async (field: object) => {
      const { persons } = await controller.ask<{ persons: { totalCount: number; nodes: { id: string }[] } }>(
        'query($filter: PersonFilter) { persons(first: 5, filter: $filter) { totalCount nodes { id } } }',
        { filter: { field } },
      );
      return persons;
    };
    const expected = { totalCount: 1, nodes: [{ id: personGid(ada) }] };
    expect(await find({ fieldId: fieldGid(size), number: 36.5 })).toEqual(expected);
    expect(await find({ fieldId: fieldGid(bus), yesNo: true })).toEqual(expected);
    expect(await find({ fieldId: fieldGid(size), number: 1 })).toEqual({ totalCount: 0, nodes: [] });
  });

  test('a condition of another type is bad input', async () => {
    const controller = await school.controller();
    const field = fieldGid(await school.field({ type: 'NUMBER' }));
    const { errors } = await controller.send(
      'query($filter: PersonFilter) { persons(first: 5, filter: $filter) { nodes { id } } }',
      { filter: { field: { fieldId: field, text: '1' } } },
    );
    expect(errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});
