import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { uuidOf } from '../../../src/base/ids.js';
import type { Actor } from '../../harness/actor.js';
import { outcomeOf } from '../../harness/mutation.js';
import type { TestTenant } from '../../harness/tenant.js';
import { World } from '../../harness/world.js';
import { JobsChild } from '../../rights/jobs.child.js';
import { define, endedRun, runBy, start, transferAccount } from './transfer.flow.js';

/** The application alone takes a hundred of it. */
const HEAP_MIB = 160;
const PUPILS = 32_000;
const BYTES_EACH = 2_800;

let world: World;
let school: TestTenant;
let controller: Actor;
let child: JobsChild | undefined;
let transferId: string;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
  const account = await transferAccount(school, await school.person({ register: 'STAFF' }), 'STAFF');
  await school.rows(
    `insert into person (tenant_id, register, given_name, family_name, preferred_name)
     select $1, 'STUDENT', 'Given ' || n, 'Family ' || n, repeat(md5(n::text), $3::int / 32) from generate_series(1, $2::int) n`,
    [school.id, PUPILS, BYTES_EACH],
  );
  // As PostgreSQL does by itself within a minute.
  await world.owner.query('analyze person');
  const columns = ['person.givenName', 'person.preferredName'].map((element) => ({ element }));
  transferId = (await define(controller, account, { columns })).id;
}, 60_000);

afterAll(async () => {
  await child?.kill();
  await world.close();
});

const cancel = async (runId: string): Promise<string> =>
  outcomeOf(controller, 'cancelOperation', { operationId: (await runBy(controller, runId))?.operation?.id });

/** Neither a file, nor who would have been in it, nor an entry of the log that names anybody. */
async function expectNothing(runId: string): Promise<void> {
  expect(await endedRun(controller, runId, 150)).toMatchObject({ state: 'CANCELLED', persons: 0, file: null });
  const uuid = uuidOf('TransferRun', runId);
  expect(await school.rows('select 1 from transfer_part where run_id = $1', [uuid])).toEqual([]);
  expect(
    await school.rows(`select 1 from log_entry where details->>'run' = $1 and cardinality(person_ids) > 0`, [uuid]),
  ).toEqual([]);
  for await (const { name } of world.app.blobs.list(school.id, 'transfers/')) expect(name).not.toContain(uuid);
}

test('a run that is cancelled, before it begins or while it reads, leaves nothing', async () => {
  const waiting = (await start(controller, transferId)).run?.id ?? '';
  expect(await cancel(waiting)).toBe('DONE');
  child = await JobsChild.start(world, [`--max-old-space-size=${HEAP_MIB}`]);
  await expectNothing(waiting);
  const reading = (await start(controller, transferId)).run?.id ?? '';
  while (((await runBy(controller, reading))?.done ?? 0) === 0) await sleep(50);
  expect(await cancel(reading)).toBe('DONE');
  await expectNothing(reading);
}, 240_000);

test('more people than the memory holds are carried, and the run tells how far it is', async () => {
  const runId = (await start(controller, transferId)).run?.id ?? '';
  const seen: number[] = [];
  for (;;) {
    const run = await runBy(controller, runId);
    if (run?.total) seen.push(run.done / run.total);
    if (!['QUEUED', 'RUNNING'].includes(run?.state ?? '')) break;
    await sleep(200);
  }
  const { state, persons, file } = await endedRun(controller, runId);
  expect({ state, persons }).toEqual({ state: 'SUCCEEDED', persons: PUPILS });
  // More than the application leaves free of it: the process would have ended, had it kept what went through.
  expect(file?.size).toBeGreaterThan((HEAP_MIB / 2) * 1024 * 1024);
  expect(seen.some((share) => share > 0 && share < 1)).toBe(true);
}, 300_000);
