import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../../src/base/ids.js';
import { adopted, drafted, roleInput } from '../../access/matrix.samples.js';
import type { Actor } from '../../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../../harness/mutation.js';
import type { TestTenant } from '../../harness/tenant.js';
import { World } from '../../harness/world.js';
import { accountOf, carried, define, runBy, TRANSFER, transferAccount, transferInput, urlOf } from './transfer.flow.js';

let world: World;
let school: TestTenant;
let controller: Actor;
let account: Actor;
let operator: Actor;

beforeAll(async () => {
  world = await World.open();
  await world.app.startJobs();
  school = await world.tenant();
  controller = await school.controller();
  await adopted(controller, [roleInput('courier', { scope: 'TENANT', actions: ['transfer.run'], rights: [] })]);
  account = await transferAccount(school, await school.person({ register: 'STAFF' }), 'STAFF');
  await school.person();
  operator = await (await world.tenant({ kind: 'operator' })).operator();
});

afterAll(() => world.close());

const courier = async (): Promise<Actor> =>
  school.signIn(await school.person({ register: 'STAFF' }), [{ role: 'courier' }]);

/** Everybody who has no business with transfers. */
const others = async (): Promise<readonly Actor[]> => [
  await school.endUser(),
  await school.teacher(),
  await school.unitAdministrator(),
  await school.signIn(null, [{ role: 'controller' }]),
  account,
  operator,
];

const QUERIES = [
  '{ transfers(first: 1) { nodes { id name nextDueAt } } }',
  'query($id: ID!) { transfer(id: $id) { id runs(first: 1) { nodes { id } } } }',
  'query($run: ID!) { transferRun(id: $run) { id file { downloadUrl } } }',
];

test('transfers, their runs and files are read by the controller and by who may run them, and by nobody else', async () => {
  const { id } = await define(controller, account);
  const run = await carried(controller, id);
  const readers = [controller, await courier()];
  for (const query of QUERIES) {
    const variables = { ...(query.includes('$id') ? { id } : {}), ...(query.includes('$run') ? { run: run.id } : {}) };
    for (const reader of readers) expect(await outcomeOfQuery(reader, query, variables)).toBe('DONE');
    for (const other of await others()) expect(await outcomeOfQuery(other, query, variables)).toBe('FORBIDDEN');
  }
});

test('who may run transfers runs them and downloads, and decides nothing of them', async () => {
  const carrier = await courier();
  const { id: transferId, version } = await define(controller, account);
  const run = await carried(carrier, transferId);
  expect(run.state).toBe('SUCCEEDED');
  expect(run.persons).toBeGreaterThan(0);
  expect(run.operation).not.toBeNull();
  expect(await urlOf(carrier, run.id)).toMatch(/^http/);
  for (const other of await others()) expect(await outcomeOf(other, 'runTransfer', { transferId })).toBe('FORBIDDEN');

  const change = { transferId, expectedVersion: version, name: 'Anew' };
  const decisions: readonly [string, object][] = [
    ['createTransfer', transferInput(account)],
    ['updateTransfer', change],
    ['pauseTransfer', { transferId }],
    ['resumeTransfer', { transferId }],
    ['deleteTransfer', { transferId }],
  ];
  for (const [name, input] of decisions) {
    for (const other of [carrier, ...(await others())]) expect(await outcomeOf(other, name, input)).toBe('FORBIDDEN');
    expect(await outcomeOf(controller, name, input)).toBe('DONE');
  }
  expect(await outcomeOfQuery(carrier, '{ transferableColumns(register: STUDENT) { label } }')).toBe('FORBIDDEN');
  expect(await outcomeOfQuery(controller, '{ transferableColumns(register: STUDENT) { label } }')).toBe('DONE');
});

test('running a transfer asks for a recent second factor, as letting data leave does', async () => {
  const { id: transferId } = await define(controller, account);
  const late = await school.signIn(await school.person({ register: 'STAFF' }), [{ role: 'courier' }], {
    secondFactorAt: null,
  });
  expect(await outcomeOf(late, 'runTransfer', { transferId })).toBe('SECOND_FACTOR_REQUIRED');
  expect(await outcomeOf(await courier(), 'runTransfer', { transferId })).toBe('DONE');
});

test('no role of a matrix defines transfers, and none that reaches a part of the tenant runs them', async () => {
  const { id: matrixId, version } = await drafted(controller);
  const set = (role: object) => outcomeOf(controller, 'setMatrixRole', { matrixId, expectedVersion: version, role });
  expect(await set(roleInput('definer', { scope: 'TENANT', actions: ['transfer.manage'] }))).toBe('INVALID');
  expect(await set(roleInput('runner', { scope: 'UNIT', actions: ['transfer.run'] }))).toBe('INVALID');
  expect(await set(roleInput('runner', { scope: 'TENANT', actions: ['transfer.run'] }))).toBe('DONE');
});

describe('a definition', () => {
  const refused = async (changes: object): Promise<object | undefined> => {
    const { userErrors } = await mutate(controller, 'createTransfer', transferInput(account, changes));
    return userErrors[0];
  };

  test('names an account for transfers that is open', async () => {
    for (const other of [await school.teacher(), await school.signIn(null, [], { kind: 'service' })]) {
      expect(await refused({ accountId: accountOf(other) })).toMatchObject({
        code: 'INVALID',
        field: ['input', 'accountId'],
      });
    }
    const closed = await transferAccount(school, null);
    await school.rows('update account set closed_at = now() where id = $1', [closed.ids?.accountId]);
    expect(await refused({ accountId: accountOf(closed) })).toMatchObject({ code: 'CONFLICT' });
    expect(await refused({ accountId: accountOf(await transferAccount(school, null)) })).toBeUndefined();
  });

  test('names what is declared, once each', async () => {
    await school.field({ key: 'teachersOnly', registers: ['TEACHER'] });
    await school.field({ key: 'paper', type: 'FILE' });
    const columns: readonly [object, string][] = [
      [{ element: 'person.shoeSize' }, 'element'],
      [{ element: 'account.subject' }, 'element'],
      [{ element: 'person.fieldValues' }, 'element'],
      [{ fieldKey: 'unknown' }, 'fieldKey'],
      [{ fieldKey: 'teachersOnly' }, 'fieldKey'],
      [{ fieldKey: 'paper' }, 'fieldKey'],
      [{}, 'element'],
      [{ element: 'person.email', fieldKey: 'teachersOnly' }, 'fieldKey'],
      [{ element: 'person.email', header: 'person.givenName' }, 'header'],
    ];
    for (const [column, field] of columns) {
      expect(await refused({ columns: [{ element: 'person.givenName' }, column] })).toMatchObject({
        code: 'INVALID',
        field: ['input', 'columns', '1', field],
      });
    }
    const { transferableColumns } = await controller.ask<{ transferableColumns: { element: string; label: string }[] }>(
      '{ transferableColumns(register: STUDENT) { element fieldKey label category } }',
    );
    expect(transferableColumns).toContainEqual({
      element: 'person.givenName',
      fieldKey: null,
      label: 'First name',
      category: 'NAME',
    });
    expect(transferableColumns.filter(({ label }) => label.startsWith('Field'))).toEqual([]);
    const all = transferableColumns.map(({ element }) => ({ element }));
    expect(await refused({ columns: all })).toBeUndefined();
  });

  test('is bounded: its columns, its days, its time, its day of the week', async () => {
    const bad = [
      { columns: [] },
      { columns: Array.from({ length: 51 }, (_, n) => ({ element: 'person.givenName', header: `h${n}` })) },
      { retentionDays: 0 },
      { retentionDays: 366 },
      { name: ' ' },
      { schedule: { frequency: 'DAILY', timeOfDay: '24:00' } },
      { schedule: { frequency: 'DAILY', timeOfDay: '06:00', weekday: 'MONDAY' } },
      { schedule: { frequency: 'WEEKLY', timeOfDay: '06:00' } },
      { unitId: toGlobalId('Unit', '0199c1de-7c1a-7d2b-8b6e-3f5a9c0d1e2f') },
    ];
    for (const changes of bad) {
      expect(await outcomeOf(controller, 'createTransfer', transferInput(account, changes))).toMatch(
        /INVALID|BAD_USER_INPUT|NOT_FOUND/,
      );
    }
  });

  test('has a name of its own, and changes by its version alone', async () => {
    const { id: transferId, name, version } = await define(controller, account);
    expect(await refused({ name })).toMatchObject({ code: 'ALREADY_EXISTS' });
    const update = (changes: object) =>
      mutate<{ transfer: object | null }>(
        controller,
        'updateTransfer',
        { transferId, expectedVersion: version, ...changes },
        `transfer { ${TRANSFER} }`,
      );
    const taken = await define(controller, account);
    expect((await update({ name: taken.name })).userErrors).toMatchObject([{ code: 'ALREADY_EXISTS' }]);
    const { transfer } = await update({ columns: [{ element: 'person.email', header: 'mail' }] });
    expect(transfer).toMatchObject({
      version: version + 1,
      columns: [{ element: 'person.email', fieldKey: null, header: 'mail' }],
    });
    expect((await update({ name: 'Late' })).userErrors).toMatchObject([{ code: 'STALE_VERSION' }]);
  });

  test('is gone with its runs and files when it is deleted', async () => {
    const { id: transferId } = await define(controller, account);
    const run = await carried(controller, transferId);
    const url = (await urlOf(controller, run.id)) ?? '';
    expect((await fetch(url)).status).toBe(200);
    expect(await outcomeOf(controller, 'deleteTransfer', { transferId })).toBe('DONE');
    expect(await runBy(controller, run.id)).toBeNull();
    for (let tries = 0; tries < 50 && (await fetch(url)).status === 200; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect((await fetch(url)).status).toBe(404);
    expect(await outcomeOf(controller, 'deleteTransfer', { transferId })).toBe('NOT_FOUND');
  });
});
