import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { takeUpRun } from '../../../src/exchange/transfers/transfer.records.js';
import type { Actor } from '../../harness/actor.js';
import { outcomeOf, outcomeOfQuery } from '../../harness/mutation.js';
import { type TestTenant, tenantGid } from '../../harness/tenant.js';
import { World } from '../../harness/world.js';
import { engage, passDays } from '../../processing/sub-processor.samples.js';
import { carried, define, start, transferAccount, urlOf } from './transfer.flow.js';

let world: World;
let school: TestTenant;
let controller: Actor;
let operator: Actor;
let account: Actor;

beforeAll(async () => {
  world = await World.open();
  await world.app.startJobs();
  school = await world.tenant();
  controller = await school.controller();
  operator = await (await world.tenant({ kind: 'operator' })).operator();
  account = await transferAccount(school, await school.person({ register: 'STAFF' }), 'STAFF', [
    { role: 'student_transfer' },
  ]);
  await school.person({ givenName: 'Ada' });
});
afterAll(() => world.close());

const numberOf = async (): Promise<number> =>
  (
    await school.rows<{ number: number }>('select max(number) as number from instruction where tenant_id = $1', [
      school.id,
    ])
  )[0]?.number ?? 0;
const runsOf = async () => (await school.rows('select 1 from transfer_run where tenant_id = $1', [school.id])).length;
const oversee = (name: string, number: number) =>
  outcomeOf(operator, name, { tenantId: tenantGid(school.id), number, reason: 'Third country without safeguards.' });

test('a run names the instruction by which data leaves', async () => {
  const transfer = await define(controller, account);
  const number = await numberOf();
  const run = await carried(controller, transfer.id);
  const { transferRun } = await controller.ask<{ transferRun: { instructionNumber: number } }>(
    'query($id: ID!) { transferRun(id: $id) { instructionNumber } }',
    { id: run.id },
  );
  expect(transferRun).toEqual({ instructionNumber: number });
});

test('nothing leaves by a parked instruction: no run, and no file of an earlier run', async () => {
  const transfer = await define(controller, account);
  const number = await numberOf();
  const run = await carried(controller, transfer.id);
  expect(await urlOf(controller, run.id)).not.toBeNull();
  expect(await oversee('parkInstruction', number)).toBe('DONE');
  const runs = await runsOf();
  expect((await start(controller, transfer.id)).userErrors[0]?.code).toBe('CONFLICT');
  expect(await urlOf(controller, run.id)).toBeNull();
  // Not by going round the pause either, for a run by hand or one that is due.
  expect(await outcomeOf(controller, 'resumeTransfer', { transferId: transfer.id })).toBe('CONFLICT');
  await school.rows(
    `update transfer set is_paused = false, frequency = 'DAILY', time_of_day = '00:00',
    next_due_at = now() - interval '1 minute' where tenant_id = $1 and name = $2`,
    [school.id, transfer.name],
  );
  expect((await start(controller, transfer.id)).userErrors[0]?.code).toBe('CONFLICT');
  await world.app.startDue();
  expect(await runsOf()).toBe(runs);
});

test('nor does the file of a run that carried what a parked instruction widened, under whichever number it ran', async () => {
  const transfer = await define(controller, account);
  const update = async (expectedVersion: number, changes: object): Promise<number> => {
    expect(
      await outcomeOf(controller, 'updateTransfer', { transferId: transfer.id, expectedVersion, ...changes }),
    ).toBe('DONE');
    return numberOf();
  };
  const before = await carried(controller, transfer.id);
  const widened = await update(1, { columns: [{ element: 'person.givenName' }, { element: 'person.email' }] });
  await update(2, { name: `${transfer.name} anew` });
  const later = await carried(controller, transfer.id);
  expect(await oversee('parkInstruction', widened)).toBe('DONE');
  expect([await urlOf(controller, later.id), await urlOf(controller, before.id)]).toEqual([null, expect.any(String)]);
  const narrow = await carried(controller, transfer.id);
  expect(await oversee('releaseInstruction', widened)).toBe('DONE');
  expect(await urlOf(controller, later.id)).not.toBeNull();
  const released = await carried(controller, transfer.id);
  expect(await oversee('parkInstruction', widened)).toBe('DONE');
  for (const run of [later, released]) expect(await urlOf(controller, run.id)).toBeNull();
  expect(await urlOf(controller, narrow.id)).not.toBeNull();
});

test('a run stands on the instruction by which its transfer is what it is when work begins', async () => {
  const transfer = await define(controller, account);
  const first = await numberOf();
  const change = { transferId: transfer.id, expectedVersion: 1, columns: [{ element: 'person.email' }] };
  expect(await outcomeOf(controller, 'updateTransfer', change)).toBe('DONE');
  // As of a run that was claimed before the change, and taken up after it.
  const run = await carried(controller, transfer.id);
  const numbers = 'instruction_number as number from transfer_run where tenant_id = $1 and id = $2';
  const [, id] = Buffer.from(run.id, 'base64url').toString().split(':');
  await school.rows('update transfer_run set instruction_number = $2, carried_at = null where id = $1', [id, first]);
  const [{ operation } = { operation: '' }] = await school.rows<{ operation: string }>(
    'select operation_id as operation from transfer_run where id = $1',
    [id],
  );
  await world.app.database.transaction({ tenantId: school.id }, (db) => takeUpRun(db, operation));
  expect(await school.rows(`select ${numbers}`, [school.id, id])).toEqual([{ number: first + 1 }]);
});

test('a released one is in force again', async () => {
  const transfer = await define(controller, account);
  const number = await numberOf();
  await oversee('parkInstruction', number);
  expect(await oversee('releaseInstruction', number)).toBe('DONE');
  expect((await carried(controller, transfer.id)).state).toBe('SUCCEEDED');
});

test('nothing leaves by a definition that stands in no instruction, or otherwise than it was instructed', async () => {
  const transfer = await define(controller, account);
  await world.owner.query(`set app.tenant_id = '${school.id}'`);
  await world.owner.query('alter table transfer disable trigger instruction_ledger');
  await school.rows(`update transfer set register = 'STAFF' where tenant_id = $1 and name = $2`, [
    school.id,
    transfer.name,
  ]);
  const runs = await runsOf();
  const { run, userErrors } = await start(controller, transfer.id);
  expect([run, userErrors[0]?.code]).toEqual([null, 'CONFLICT']);
  const unknown = await define(controller, account);
  expect((await start(controller, unknown.id)).userErrors[0]?.code).toBe('CONFLICT');
  expect(await runsOf()).toBe(runs);
  await world.owner.query('alter table transfer enable trigger instruction_ledger');
});

test('the record of processing names the systems to which the controller has data passed on, and by which instruction', async () => {
  const RECORD = `query($number: Int) { processingRecord(number: $number) { number
    recipients { name address processing categories countries instructionNumber } } }`;
  interface Recipient {
    readonly name: string;
    readonly instructionNumber: number | null;
  }
  const read = async (number: number | null = null) =>
    (await controller.ask<{ processingRecord: { number: number; recipients: Recipient[] } }>(RECORD, { number }))
      .processingRecord;
  const field = await school.field({ key: 'house', label: 'House', category: 'EDUCATION', registers: ['STUDENT'] });
  expect(field).toBeTruthy();
  await define(controller, account, {
    name: 'Library system',
    columns: [{ element: 'person.givenName' }, { fieldKey: 'house' }],
  });
  const number = await numberOf();
  const { recipients, number: version } = await read();
  expect(recipients).toContainEqual({
    name: 'Library system',
    address: null,
    processing: `Receives data that the controller has passed on to it (instruction ${number})`,
    categories: ['Name', 'Education'],
    countries: [],
    instructionNumber: number,
  });
  expect(recipients.filter(({ name }) => name.startsWith('Transfer ')).length).toBeGreaterThan(0);
  const page = await fetch(`${world.url}/processing-record.html`, {
    headers: { authorization: `Bearer ${controller.token}` },
  });
  expect(await page.text()).toContain('Library system');
  expect(await oversee('parkInstruction', number)).toBe('DONE');
  expect((await read()).recipients.map(({ name }) => name)).not.toContain('Library system');
  // As it was stays as it was: the next version begins with the next change of what is processed.
  expect((await read(version)).number).toBe(version);
  await school.field({ key: 'locker', label: 'Locker' });
  const next = await read();
  expect(next.number).toBe(version + 1);
  expect((await read(version)).recipients.map(({ name }) => name)).toContain('Library system');
  expect(await outcomeOfQuery(account, RECORD)).toBe('FORBIDDEN');
});

test('nothing is handed over by whom the controller keeps from its data, until it accepts them', async () => {
  const transfer = await define(controller, account);
  const { change } = await engage(operator, { legalName: 'Bud AS', functions: ['TRANSFERS'] });
  const changeId = change?.id;
  expect(await outcomeOf(controller, 'objectToSubProcessor', { changeId, reason: 'Not them.' })).toBe('DONE');
  expect((await carried(controller, transfer.id)).state).toBe('SUCCEEDED');
  await passDays(world, 34);
  const kept = await carried(controller, transfer.id);
  expect(kept).toMatchObject({ state: 'FAILED', file: null, persons: 0 });
  expect(kept.failure).toContain('sub-processor');
  expect(await urlOf(controller, kept.id)).toBeNull();
  expect(await outcomeOf(controller, 'withdrawSubProcessorObjection', { changeId })).toBe('DONE');
  expect((await carried(controller, transfer.id)).state).toBe('SUCCEEDED');
});
