import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sql from 'sql-template-tag';
import { BulkTransaction } from '../../src/base/database/bulk.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { certified, erase, recordProcessor } from './erasure.flow.js';

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  await recordProcessor(world);
  await world.app.startJobs();
  school = await world.tenant();
});

afterAll(() => world.close());

test('an erasure takes its turn after an import under way, which still gets at the card', async () => {
  const personId = await school.person();
  const controller = await school.controller();
  const importing = await BulkTransaction.run(world.databaseUrl, school.id, async (bulk) => {
    await bulk.run(sql`select pg_advisory_xact_lock(hashtext('import'), hashtext(${school.id}))`);
    const { erasure } = await erase(controller, personId);
    const isWaiting = async () =>
      (await bulk.many(sql`select 1 from pg_locks where locktype = 'advisory' and not granted`)).length > 0;
    while (!(await isWaiting())) await wait(50);
    await bulk.run(sql`set local lock_timeout = '500ms'`);
    await bulk.run(
      sql`select 1 from person where tenant_id = ${school.id}::uuid and id = ${personId}::uuid for update`,
    );
    return erasure;
  });
  expect((await certified(controller, importing?.id ?? '')).state).toBe('COMPLETED');
});
