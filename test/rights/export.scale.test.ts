import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { outcomeOf } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { ended, exportTenant, operation } from './export.flow.js';
import { JobsChild } from './jobs.child.js';

/** The application alone takes a hundred of it. */
const HEAP_MIB = 160;
const PERSONS = 44_000;
const BYTES_EACH = 4_000;

let world: World;
let school: TestTenant;
let child: JobsChild | undefined;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  await school.rows(
    `insert into person (tenant_id, register, given_name, family_name, preferred_name)
     select $1, 'STUDENT', 'Given ' || n, 'Family ' || n, repeat(md5(n::text), $3::int / 32) from generate_series(1, $2::int) n`,
    [school.id, PERSONS, BYTES_EACH],
  );
  child = await JobsChild.start(world, [`--max-old-space-size=${HEAP_MIB}`]);
}, 60_000);

afterAll(async () => {
  await child?.kill();
  await world.close();
});

test('an export that is cancelled stops at once and leaves no copy', async () => {
  const controller = await school.controller();
  const started = await exportTenant(controller);
  const id = started.operation?.id ?? '';
  for (let waited = 0; waited < 100 && (await operation(controller, id))?.state === 'QUEUED'; waited += 1)
    await sleep(50);
  expect(await outcomeOf(controller, 'cancelOperation', { operationId: id })).toBe('DONE');
  expect(await ended(controller, id)).toMatchObject({ state: 'CANCELLED', archive: null });
  const names: string[] = [];
  for await (const { name } of world.app.blobs.list(school.id, 'exports/')) names.push(name);
  expect(names).toEqual([]);
});

test('a tenant that is larger than the memory is exported, and tells how far it is', async () => {
  const controller = await school.controller();
  const started = await exportTenant(controller);
  const id = started.operation?.id ?? '';
  const seen: number[] = [];
  for (;;) {
    const { operation: now } = await controller.ask<{
      operation: { state: string; done: number; total: number | null };
    }>('query($id: ID!) { operation(id: $id) { state done total } }', { id });
    if (now.total) seen.push(now.done / now.total);
    if (!['QUEUED', 'RUNNING'].includes(now.state)) break;
    await sleep(200);
  }
  const { state, archive } = await ended(controller, id);
  expect(state).toBe('SUCCEEDED');
  expect(archive?.size).toBeGreaterThan(1_000_000);
  expect(seen.some((share) => share > 0 && share < 1)).toBe(true);
  // As JSON and as CSV, twice the heap went through it: the process would have ended, had it kept any of that.
  expect(2 * PERSONS * BYTES_EACH).toBeGreaterThan(2 * HEAP_MIB * 1024 * 1024);
}, 300_000);
