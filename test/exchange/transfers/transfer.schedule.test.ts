import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { App } from '../../../src/app.js';
import { uuidOf } from '../../../src/base/ids.js';
import type { Actor } from '../../harness/actor.js';
import { mutate } from '../../harness/mutation.js';
import type { TestTenant } from '../../harness/tenant.js';
import { World } from '../../harness/world.js';
import {
  define,
  endedRun,
  type RunReply,
  TRANSFER,
  type TransferReply,
  textOf,
  transferAccount,
} from './transfer.flow.js';

let world: World;
let another: App;
let school: TestTenant;
let controller: Actor;
let account: Actor;

beforeAll(async () => {
  world = await World.open();
  another = await world.start({});
  await world.app.startJobs();
  await another.startJobs();
  school = await world.tenant({ country: 'FI' });
  controller = await school.controller();
  account = await transferAccount(school, await school.person({ register: 'STAFF' }), 'STAFF');
  await school.person({ givenName: 'Aino', familyName: 'Virtanen' });
});

afterAll(async () => {
  await another.close();
  await world.close();
});

const DAILY = { frequency: 'DAILY', timeOfDay: '06:30' };

/** The schedule had it due then. */
const dueSince = (transferId: string, interval: string) =>
  school.rows(`update transfer set next_due_at = date_trunc('minute', now()) - $2::interval where id = $1`, [
    uuidOf('Transfer', transferId),
    interval,
  ]);

const runsOf = async (id: string): Promise<readonly RunReply[]> =>
  (
    await controller.ask<{ transfer: { runs: { nodes: RunReply[] } } }>(
      'query($id: ID!) { transfer(id: $id) { runs(first: 10) { nodes { id state startedBy dueAt requestedBy { id } } } } }',
      { id },
    )
  ).transfer.runs.nodes;

const read = async (id: string): Promise<TransferReply> =>
  (await controller.ask<{ transfer: TransferReply }>(`query($id: ID!) { transfer(id: $id) { ${TRANSFER} } }`, { id }))
    .transfer;

/** Both processes look, at the same time and more than once. */
const look = (): Promise<unknown> =>
  Promise.all([world.app.startDue(), another.startDue(), world.app.startDue(), another.startDue()]);

test('a transfer that is due runs once, however many processes look, and is due again at its next time', async () => {
  const { id } = await define(controller, account, { schedule: DAILY });
  await look();
  expect(await runsOf(id)).toEqual([]);
  await dueSince(id, '1 minute');
  await look();
  const [run, ...more] = await runsOf(id);
  expect(more).toEqual([]);
  expect(run).toMatchObject({ startedBy: 'SCHEDULE', requestedBy: null });
  const ended = await endedRun(controller, run?.id ?? '');
  expect(ended).toMatchObject({ state: 'SUCCEEDED', persons: 1 });
  expect(await textOf(controller, ended.id)).toBe('person.givenName,person.familyName\r\nAino,Virtanen\r\n');
  await look();
  expect(await runsOf(id)).toHaveLength(1);
  const times = await school.rows<{ helsinki: string; ahead: boolean }>(
    `select to_char(next_due_at at time zone 'Europe/Helsinki', 'HH24:MI') as helsinki,
      next_due_at between now() and now() + interval '25 hours' as ahead from transfer where id = $1`,
    [uuidOf('Transfer', id)],
  );
  expect(times).toEqual([{ helsinki: '06:30', ahead: true }]);
});

test('times that were missed are made up for by one run', async () => {
  const { id } = await define(controller, account, { schedule: DAILY });
  await dueSince(id, '5 days');
  await look();
  await look();
  const runs = await runsOf(id);
  expect(runs).toHaveLength(1);
  expect(new Date(runs[0]?.dueAt ?? '').getTime()).toBeLessThan(Date.now() - 4 * 86_400_000);
  expect(new Date((await read(id)).nextDueAt ?? '').getTime()).toBeGreaterThan(Date.now());
});

test('the same due time cannot run twice, whoever tries', async () => {
  const { id } = await define(controller, account, { schedule: DAILY });
  await dueSince(id, '1 hour');
  await look();
  await dueSince(id, '1 hour');
  await look();
  expect(await runsOf(id)).toHaveLength(1);
});

test('a paused transfer does not run, and what passed meanwhile is not made up for', async () => {
  const { id: transferId, nextDueAt } = await define(controller, account, { schedule: DAILY });
  expect(nextDueAt).not.toBeNull();
  await mutate(controller, 'pauseTransfer', { transferId });
  expect(await read(transferId)).toMatchObject({ isPaused: true, nextDueAt: null });
  await look();
  await mutate(controller, 'resumeTransfer', { transferId });
  expect(await read(transferId)).toMatchObject({ isPaused: false, nextDueAt });
  await look();
  expect(await runsOf(transferId)).toEqual([]);
});

test('a weekly transfer is due on its day, by the clock of the controller’s country', async () => {
  const schedule = { frequency: 'WEEKLY', weekday: 'WEDNESDAY', timeOfDay: '23:15' };
  const { id: transferId, version, nextDueAt, ...defined } = await define(controller, account, { schedule });
  expect(defined.schedule).toEqual({ ...schedule, timeZone: 'Europe/Helsinki' });
  const shown = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Helsinki',
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
  });
  expect(shown.format(new Date(nextDueAt ?? ''))).toBe('Wednesday 23:15');
  const { transfer } = await mutate<{ transfer: object }>(
    controller,
    'updateTransfer',
    { transferId, expectedVersion: version, schedule: null },
    `transfer { ${TRANSFER} }`,
  );
  expect(transfer).toMatchObject({ schedule: null, nextDueAt: null });
});
