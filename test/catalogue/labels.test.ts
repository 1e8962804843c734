import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { categoryNames, purposes } from '../../src/catalogue/index.js';
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
  const keys = catalogue.elements.flatMap(({ id, codes = [] }) => codes.map((code) => `value.${id}.${code}`));
  expect(keys.length).toBeGreaterThan(20);
  expect(keys.filter((key) => !translator.has(key))).toEqual([]);
});

test('every category, purpose and register has a label', () => {
  const keys = [
    ...categoryNames.map((name) => `category.${name}`),
    ...purposes.map((name) => `purpose.${name}`),
    ...registers.map((name) => `register.${name}`),
  ];
  expect(keys.filter((key) => !world.app.translator.has(key))).toEqual([]);
});
