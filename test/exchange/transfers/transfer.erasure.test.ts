import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { uuidOf } from '../../../src/base/ids.js';
import type { Actor } from '../../harness/actor.js';
import type { TestTenant } from '../../harness/tenant.js';
import { World } from '../../harness/world.js';
import { erased, planOf, recordProcessor } from '../../rights/erasure.flow.js';
import { carried, define, endedRun, rowsOf, runBy, start, transferAccount, urlOf } from './transfer.flow.js';

let world: World;
let school: TestTenant;
let controller: Actor;
let account: Actor;

beforeAll(async () => {
  world = await World.open();
  await recordProcessor(world);
  school = await world.tenant();
  controller = await school.controller();
  account = await transferAccount(school, await school.person({ register: 'STAFF' }), 'STAFF');
});

afterAll(() => world.close());

const LOOKS = `{ viewer { looks(first: 20) { nodes { action role purpose categories } } } }`;
const looksOf = async (actor: Actor) =>
  (await actor.ask<{ viewer: { looks: { nodes: { action: string }[] } } }>(LOOKS)).viewer.looks.nodes.filter(
    ({ action }) => action === 'transfer.run',
  );

test('the erasure of a person removes every file that holds the person, and no other', async () => {
  await world.app.startJobs();
  const ada = await school.person({ givenName: 'Ada', familyName: 'Gone' });
  const unit = await school.unit('Elsewhere');
  await school.person({ givenName: 'Eve', familyName: 'Stays', unitId: unit });
  const all = await define(controller, account);
  const elsewhere = await define(controller, account, {
    unitId: Buffer.from(`Unit:${unit}`).toString('base64url'),
  });
  const [holding, other] = [await carried(controller, all.id), await carried(controller, elsewhere.id)];
  const [url, kept] = [(await urlOf(controller, holding.id)) ?? '', (await urlOf(controller, other.id)) ?? ''];
  expect((await fetch(url)).status).toBe(200);
  expect(await planOf(controller, ada)).toMatchObject({ transferFiles: 1 });

  const erasure = await erased(controller, ada);
  expect(erasure.certificate).not.toBeNull();
  expect((await fetch(url)).status).toBe(404);
  expect((await runBy(controller, holding.id))?.file).toBeNull();
  expect((await fetch(kept)).status).toBe(200);
  expect((await runBy(controller, other.id))?.file).not.toBeNull();
  expect(await school.rows('select 1 from transfer_part where $1 = any(person_ids)', [ada])).toEqual([]);
  expect(await rowsOf(controller, all.id)).toEqual(['Eve,Stays']);
});

test('nobody is carried whose erasure has been decided, also while the file is being made', async () => {
  const bob = await school.person({ givenName: 'Bob', familyName: 'Going' });
  const { id } = await define(controller, account);
  await school.rows('update person set erasure_id = uuidv7() where id = $1', [bob]);
  expect((await rowsOf(controller, id)).join()).not.toContain('Bob');
  await school.rows('update person set erasure_id = null where id = $1', [bob]);
  // The handing over waits here: it has read Bob by then.
  await world.owner.query('begin');
  await world.owner.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`archives ${school.id}`]);
  const { run } = await start(controller, id);
  for (let tries = 0; tries < 100; tries += 1) {
    const { rows } = await world.owner.query(
      `select 1 from pg_stat_activity where wait_event = 'advisory' and datname = current_database()`,
    );
    if (rows.length > 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await world.owner.query('update person set erasure_id = uuidv7() where id = $1', [bob]);
  await world.owner.query('commit');
  const ended = await endedRun(controller, run?.id ?? '');
  expect(ended.state).toBe('SUCCEEDED');
  const text = await (await fetch((await urlOf(controller, ended.id)) ?? '')).text();
  expect(text).not.toContain('Bob');
  expect(text).toContain('Eve');
  await school.rows('delete from affiliation where person_id = $1', [bob]);
  await school.rows('delete from person where id = $1', [bob]);
});

test('each person sees that their data was carried: in which role, for which purpose, and which kinds', async () => {
  const pupil = await school.endUser({ givenName: 'Lea', familyName: 'Looked' });
  const stranger = await school.endUser({ register: 'STAFF' });
  const { id } = await define(controller, account, {
    purpose: 'SAFETY',
    columns: [{ element: 'person.givenName' }, { element: 'person.telephone' }],
  });
  const run = await carried(controller, id);
  const look = { action: 'transfer.run', categories: ['CONTACT', 'NAME'] };
  expect(await looksOf(pupil)).toEqual([{ ...look, role: 'student_transfer', purpose: 'SAFETY' }]);
  await urlOf(controller, run.id);
  expect(await looksOf(pupil)).toEqual([
    { ...look, role: 'controller', purpose: 'ADMINISTRATION' },
    { ...look, role: 'student_transfer', purpose: 'SAFETY' },
  ]);
  expect(await looksOf(stranger)).toEqual([]);
  const entries = await school.rows<{ details: object; persons: number; actor: string }>(
    `select details, cardinality(person_ids) as persons, actor_account_id as actor from log_entry
      where action = 'transfer.run' and details->>'run' = $1 order by at`,
    [uuidOf('TransferRun', run.id)],
  );
  const ids = { transfer: uuidOf('Transfer', id), run: uuidOf('TransferRun', run.id) };
  expect(entries).toEqual([
    { details: { ...ids, started: true }, persons: 0, actor: controller.ids?.accountId },
    { details: ids, persons: 2, actor: account.ids?.accountId },
    { details: { run: ids.run, downloaded: true }, persons: 2, actor: controller.ids?.accountId },
  ]);
  expect(JSON.stringify(entries)).not.toContain('Lea');
});

test('with the person whose card the account is linked to, what its transfers carry is gone', async () => {
  const boss = await school.person({ register: 'STAFF' });
  const { id } = await define(controller, await transferAccount(school, boss, 'STAFF'));
  expect(await rowsOf(controller, id)).not.toEqual([]);
  await erased(controller, boss);
  expect(await carried(controller, id)).toMatchObject({ state: 'SUCCEEDED', notes: [{ code: 'ACCOUNT_GONE' }] });
});
