import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { World } from '../harness/world.js';
import { undeclared, unreachedByErasure } from './declarations.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const problems = () => undeclared(world.owner, world.app.translator);

test('every column is a declared property of an entity, and every entity a table', async () => {
  expect(await problems()).toEqual([]);
});

test('an erasure reaches every row that points to a person', async () => {
  expect(await unreachedByErasure(world.owner)).toEqual([]);
});

test('the check can fail: on a column that nobody declared, changed its type, or went', async () => {
  await world.owner.query(`alter table person add column shoe_size integer; alter table person alter column telephone type varchar;
    alter table person alter column email set not null; alter table affiliation drop column source`);
  expect((await problems()).sort()).toEqual([
    'affiliation.source: Affiliation.source has no such column',
    'person.email: must not be null, which Person does not say',
    'person.shoe_size: is no property of an entity',
    'person.telephone: is character varying, mapped as text',
  ]);
});
