import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { namedRoles } from '../../src/access/roles.js';
import { logRoles } from '../../src/audit/log-entry.entity.js';
import { categoryNames, nameOfCode, purposes } from '../../src/catalogue/index.js';
import { registers } from '../../src/people/index.js';
import { World } from '../harness/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});

afterAll(() => world.close());

test('every declared element has a label, which annexes and exports show in six languages', () => {
  const { catalogue, translator } = world.app;
  expect(catalogue.elements.map(({ id }) => id).filter((id) => !translator.has(id))).toEqual([]);
});

test('every code that an element can hold has a name', () => {
  const { catalogue, translator } = world.app;
  const keys = catalogue.elements.flatMap((element) => (element.codes ?? []).map((code) => nameOfCode(element, code)));
  expect(keys.length).toBeGreaterThan(20);
  expect(keys.filter((key) => !translator.has(key))).toEqual([]);
});

test('every element whose column admits only certain codes declares them', async () => {
  const { rows } = await world.owner.query<{ place: string; definition: string }>(`
    select k.conrelid::regclass || '.' || a.attname as place, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'c' and cardinality(k.conkey) = 1 and k.connamespace = 'public'::regnamespace`);
  const admitted = new Map(
    rows.flatMap(({ place, definition }): [string, string[]][] => {
      const [, list] = /= ANY \(ARRAY\[(.*?)\]/.exec(definition) ?? [];
      return list ? [[place, [...list.matchAll(/'([^']*)'/g)].map(([, code = '']) => code)]] : [];
    }),
  );
  const { elements } = world.app.catalogue;
  const checked = elements.filter(({ table, column }) => admitted.has(`${table}.${column}`));
  expect(checked.length).toBeGreaterThan(4);
  const missing = checked.flatMap(({ id, table, column, codes = [] }) =>
    (admitted.get(`${table}.${column}`) ?? []).flatMap((code) => (codes.includes(code) ? [] : [`${id}: ${code}`])),
  );
  expect(missing).toEqual([]);
});

test('every role, in which somebody may act, has a name in the log', () => {
  expect([...logRoles].sort()).toEqual([...namedRoles, 'lockbox', 'none', 'system'].sort());
});

test('every category, purpose and register has a label', () => {
  const keys = [
    ...categoryNames.map((name) => `category.${name}`),
    ...purposes.map((name) => `purpose.${name}`),
    ...registers.map((name) => `register.${name}`),
  ];
  expect(keys.filter((key) => !world.app.translator.has(key))).toEqual([]);
});
