import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fieldGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

let world: World;
let school: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  other = await world.tenant();
});

afterAll(() => world.close());

test('a field of another tenant is neither listed, read, changed, retired nor filled', async () => {
  const foreign = await other.field({ correctable: true });
  const controller = await school.controller();
  const { fieldDefinitions } = await controller.ask('{ fieldDefinitions(includeRetired: true) { id } }');
  expect(fieldDefinitions).toEqual([]);
  expect(await controller.ask('query($id: ID!) { node(id: $id) { id } }', { id: fieldGid(foreign) })).toEqual({
    node: null,
  });
  const input = { fieldId: fieldGid(foreign), expectedVersion: 1 };
  const { updateField, retireField } = await controller.ask(
    `mutation($update: UpdateFieldInput!, $version: FieldVersionInput!) {
      updateField(input: $update) { userErrors { code } } retireField(input: $version) { userErrors { code } } }`,
    { update: { ...input, label: 'Mine' }, version: input },
  );
  expect([updateField, retireField]).toEqual([
    { userErrors: [{ code: 'NOT_FOUND' }] },
    { userErrors: [{ code: 'NOT_FOUND' }] },
  ]);
  const { setFieldValues } = await controller.ask(
    'mutation($input: SetFieldValuesInput!) { setFieldValues(input: $input) { userErrors { code field } } }',
    { input: { expectedVersion: 1, values: [{ fieldId: fieldGid(foreign), text: 'x' }] } },
  );
  expect(setFieldValues).toEqual({
    userErrors: [{ code: 'NOT_FOUND', field: ['input', 'values', '0', 'fieldId'] }],
  });
  expect((await other.rows('select label, version from field_definition where id = $1', [foreign]))[0]).toMatchObject({
    version: 1,
  });
});

test('the same key may be used by each tenant', async () => {
  await other.field({ key: 'shared' });
  const { createField } = await (await school.controller()).ask<{ createField: object }>(
    `mutation { createField(input: { key: "shared", label: "Shared", type: TEXT, registers: [STUDENT], category: OTHER,
      purposes: [ADMINISTRATION], retention: "WHILE_ACTIVE" }) { field { key } userErrors { code } } }`,
  );
  expect(createField).toEqual({ field: { key: 'shared' }, userErrors: [] });
});
