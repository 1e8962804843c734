import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../../harness/actor.js';
import type { TestTenant } from '../../harness/tenant.js';
import { World } from '../../harness/world.js';
import { JobsChild } from '../../rights/jobs.child.js';
import { define, endedRun, runBy, start, textOf, transferAccount } from './transfer.flow.js';

const PUPILS = 20_000;
const KILLS = 2;

let world: World;
let school: TestTenant;
let controller: Actor;
let account: Actor;
let child: JobsChild | undefined;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
  account = await transferAccount(school, await school.person({ register: 'STAFF' }), 'STAFF');
  await school.rows(
    `insert into person (tenant_id, register, given_name, family_name)
     select $1, 'STUDENT', 'Given' || n, 'Family' || n from generate_series(1, ${PUPILS}) n`,
    [school.id],
  );
  // As PostgreSQL does by itself within a minute.
  await world.owner.query('analyze person');
});

afterAll(async () => {
  await child?.kill();
  await world.close();
});

test('a run that is killed at any point carries everybody once, in one file and one round of the log', async () => {
  const { id } = await define(controller, account);
  const { run } = await start(controller, id);
  const runId = run?.id ?? '';
  for (let round = 0; round < KILLS; round += 1) {
    child = await JobsChild.start(world);
    for (let waited = 0; waited < 100 && (await runBy(controller, runId))?.state === 'QUEUED'; waited += 1) {
      await sleep(20);
    }
    await sleep(Math.random() * 300);
    await child.kill();
  }
  child = await JobsChild.start(world);
  const ended = await endedRun(controller, runId, 150);
  expect(ended).toMatchObject({ state: 'SUCCEEDED', persons: PUPILS, done: PUPILS });
  const [entries] = await school.rows<{ entries: number; persons: number; distinct: number }>(
    `select count(distinct e.id)::int as entries, count(*)::int as persons, count(distinct p)::int as distinct
      from log_entry e, unnest(e.person_ids) p where e.action = 'transfer.run' and e.actor_account_id = $1`,
    [account.ids?.accountId],
  );
  expect(entries).toEqual({ entries: PUPILS / 1_000, persons: PUPILS, distinct: PUPILS });
  const lines = (await textOf(controller, runId)).split('\r\n');
  expect(lines).toHaveLength(PUPILS + 2);
  expect(new Set(lines).size).toBe(PUPILS + 2);
}, 240_000);
