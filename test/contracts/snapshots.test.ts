import { diff } from '@graphql-inspector/core';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { World } from '../harness/world.js';
import { describeDatabase } from './database-schema.js';
import { describeApi, RENEW, readSnapshot } from './snapshots.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

test('the API is the one that is committed', async () => {
  const committed = await readSnapshot('schema.graphql');
  const current = describeApi(world.app.schema);
  if (current === committed) return;
  // Named by what it means to clients, the worst first.
  const order = ['BREAKING', 'DANGEROUS', 'NON_BREAKING'];
  const changes = committed === '' ? [] : await diff(buildSchema(committed), buildSchema(current));
  const listed = changes
    .map((change) => ({ level: change.criticality.level as string, message: change.message }))
    .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
    .map(({ level, message }) => `${level}: ${message}`);
  throw new Error(`schema/schema.graphql is not what the app serves. ${RENEW}\n${listed.join('\n')}`);
});

test('the database is the one that is committed', async () => {
  const committed = await readSnapshot('database.sql');
  const current = await describeDatabase(world.owner);
  const lines = new Set(committed.split('\n'));
  const now = new Set(current.split('\n'));
  const changes = [
    ...current.split('\n').flatMap((line) => (lines.has(line) ? [] : [`+ ${line}`])),
    ...committed.split('\n').flatMap((line) => (now.has(line) ? [] : [`- ${line}`])),
  ];
  if (current !== committed) {
    throw new Error(`schema/database.sql is not what the migrations make. ${RENEW}\n${changes.join('\n')}`);
  }
  expect(changes).toEqual([]);
});
