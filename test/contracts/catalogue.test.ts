import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LOCALES } from '../../src/base/locale.js';
import { isRetention } from '../../src/catalogue/index.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface Element {
  readonly id: string;
  readonly label: string;
  readonly categoryLabel: string;
  readonly purposeLabels: string[];
  readonly ownerLabel: string;
  readonly retentionLabel: string;
}

const CATALOGUE = `{ catalogue { id label kind table category categoryLabel special purposes purposeLabels owner ownerLabel
  retention retentionLabel correctable retiredAt } }`;

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
});

afterAll(() => world.close());

test('every declaration says a retention that can be counted', () => {
  const odd = world.app.catalogue.elements.filter(({ retention }) => !isRetention(retention));
  expect(odd.map(({ id }) => id)).toEqual([]);
});

test.each(LOCALES)('every element of the schema is in the catalogue, in words of %s', async (locale) => {
  const reader = await school.endUser();
  const { data, errors } = await reader.send<{ catalogue: Element[] }>(CATALOGUE, {}, { 'accept-language': locale });
  expect(errors).toEqual([]);
  const declared = world.app.catalogue.elements.filter(({ tenantFields }) => !tenantFields).map(({ id }) => id);
  expect(data?.catalogue.map(({ id }) => id)).toEqual(declared);
  const wordless = (data?.catalogue ?? []).filter(
    ({ id, label, categoryLabel, ownerLabel, retentionLabel, purposeLabels }) =>
      [label, categoryLabel, ownerLabel, retentionLabel, ...purposeLabels].some((words) => !words.trim()) ||
      label === id ||
      purposeLabels.length === 0,
  );
  expect(wordless).toEqual([]);
});

test('a period that counts from the end of something says so', async () => {
  const reader = await school.endUser();
  const { catalogue } = await reader.ask<{ catalogue: Element[] }>(CATALOGUE);
  const labelOf = (id: string) => catalogue.find((element) => element.id === id)?.retentionLabel;
  expect(labelOf('agreement_signature.name')).toBe('10 years after what it belongs to has ended');
  expect(labelOf('data_subject_request.details')).toBe('3 years after what it belongs to has ended');
  expect(labelOf('account_address.address')).toBe('90 days after it was last written');
});

describe('a field of the tenant’s own', () => {
  test('stands in the catalogue with its declaration from the moment it is defined, also once retired', async () => {
    const controller = await school.controller();
    const reader = await school.endUser();
    const { createField } = await controller.ask<{ createField: { field: { id: string; element: string } } }>(
      `mutation { createField(input: { key: "allergies", label: "Allergies", type: TEXT, registers: [STUDENT],
        category: HEALTH, purposes: [SAFETY], retention: "P1Y6M", correctable: true }) { field { id element } } }`,
    );
    const find = async () => {
      const { catalogue } = await reader.ask<{ catalogue: Element[] }>(CATALOGUE);
      return catalogue.find(({ id }) => id === createField.field.element);
    };
    expect(await find()).toEqual({
      id: createField.field.element,
      label: 'Allergies',
      kind: 'TENANT_FIELD',
      table: 'person',
      category: 'HEALTH',
      categoryLabel: 'Data concerning health',
      special: true,
      purposes: ['SAFETY'],
      purposeLabels: ['Safety of pupils and other people'],
      owner: 'PERSON',
      ownerLabel: 'The person',
      retention: 'P1Y6M',
      retentionLabel: '1 year and 6 months after it was last written',
      correctable: true,
      retiredAt: null,
    });
    await controller.ask('mutation($input: FieldVersionInput!) { retireField(input: $input) { field { id } } }', {
      input: { fieldId: createField.field.id, expectedVersion: 1 },
    });
    expect(await find()).toMatchObject({ label: 'Allergies', retiredAt: expect.any(String) });
  });

  test('is in no other tenant’s catalogue', async () => {
    const other = await (await world.tenant()).endUser();
    const { catalogue } = await other.ask<{ catalogue: { kind: string }[] }>(CATALOGUE);
    expect(catalogue.filter(({ kind }) => kind === 'TENANT_FIELD')).toEqual([]);
  });
});

test('who is not signed in, and the operator’s staff, read no tenant’s catalogue', async () => {
  const operator = await (await world.tenant({ kind: 'operator' })).operator();
  expect((await operator.send(CATALOGUE)).errors[0]?.extensions?.code).toBe('FORBIDDEN');
  expect((await world.anonymous().send(CATALOGUE)).errors[0]?.extensions?.code).toBe('UNAUTHENTICATED');
});
