import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { uuidOf } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { erase, recordProcessor } from './erasure.flow.js';
import { ended, exportTenant } from './export.flow.js';

let world: World;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  await recordProcessor(world);
  school = await world.tenant();
  controller = await school.controller();
});

afterAll(() => world.close());

const REASON = 'query($id: ID!) { operation(id: $id) { state failure } }';

test('who asked for an export that an erasure stopped is told why, in the own language and without a name', async () => {
  const [waiting, running] = [await school.controller(), await school.controller()];
  const [first, second] = [(await exportTenant(waiting)).operation?.id, (await exportTenant(running)).operation?.id];
  // As a process leaves it that has begun.
  await school.rows(`update operation set state = 'RUNNING' where id = $1`, [uuidOf('Operation', second ?? '')]);
  await erase(controller, await school.person({ familyName: 'Unsaid' }));
  const { data } = await waiting.send<{ operation: object }>(REASON, { id: first }, { 'accept-language': 'nb' });
  expect(data?.operation).toEqual({ state: 'CANCELLED', failure: expect.stringContaining('i ferd med å bli slettet') });
  expect(JSON.stringify(data)).not.toContain('Unsaid');
  // What it reads is held until it has been told to stop.
  const lock = new pg.Client({ connectionString: world.ownerUrl });
  await lock.connect();
  await lock.query('begin; lock table unit in access exclusive mode');
  await world.app.startJobs();
  const isReading = async (): Promise<boolean> =>
    (await lock.query(`select 1 from pg_locks where relation = 'unit'::regclass and not granted`)).rows.length > 0;
  while (!(await isReading())) await wait(50);
  // Whether it is to stop is looked at twice a second.
  await wait(1_500);
  await lock.query('rollback');
  await lock.end();
  expect(await ended(running, second ?? '')).toMatchObject({
    state: 'CANCELLED',
    failure: expect.stringContaining('is being erased'),
  });
});

test('an export that its asker had stopped before says nothing of an erasure', async () => {
  const asker = await school.controller();
  await school.insert('operation', {
    id: '0191d8a8-0000-7000-8000-00000000000a',
    kind: 'EXPORT',
    state: 'RUNNING',
    requested_by_account_id: asker.ids?.accountId,
    cancel_requested_at: new Date(),
  });
  await erase(controller, await school.person());
  expect(
    await school.rows('select failure from operation where requested_by_account_id = $1', [asker.ids?.accountId]),
  ).toEqual([{ failure: null }]);
  await school.rows(`update operation set state = 'CANCELLED' where state = 'RUNNING' and kind = 'EXPORT'`);
});
