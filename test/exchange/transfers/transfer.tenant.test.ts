import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../../src/base/ids.js';
import type { Actor } from '../../harness/actor.js';
import { outcomeOf } from '../../harness/mutation.js';
import type { TestTenant } from '../../harness/tenant.js';
import { World } from '../../harness/world.js';
import { accountOf, carried, define, rowsOf, runBy, transferAccount, transferInput } from './transfer.flow.js';

let world: World;
let school: TestTenant;
let other: TestTenant;
let controller: Actor;
let stranger: Actor;

beforeAll(async () => {
  world = await World.open();
  await world.app.startJobs();
  [school, other] = [await world.tenant(), await world.tenant()];
  [controller, stranger] = [await school.controller(), await other.controller()];
});

afterAll(() => world.close());

test('another tenant’s transfer, run and file are as unknown as a random id', async () => {
  await school.person({ givenName: 'Ours', familyName: 'Only' });
  await other.person({ givenName: 'Theirs', familyName: 'Only' });
  const account = await transferAccount(school, await school.person({ register: 'STAFF' }), 'STAFF');
  const { id: transferId, version } = await define(controller, account);
  const run = await carried(controller, transferId);
  expect(await rowsOf(controller, transferId)).toEqual(['Ours,Only']);

  const read = async (actor: Actor) =>
    actor.ask('query($id: ID!) { transfer(id: $id) { id } transfers(first: 10) { totalCount nodes { id } } }', {
      id: transferId,
    });
  expect(await read(stranger)).toEqual({ transfer: null, transfers: { totalCount: 0, nodes: [] } });
  expect(await read(controller)).toMatchObject({ transfer: { id: transferId }, transfers: { totalCount: 1 } });
  expect(await runBy(stranger, run.id)).toBeNull();
  const random = toGlobalId('Transfer', '0199c1de-7c1a-7d2b-8b6e-3f5a9c0d1e2f');
  for (const id of [transferId, random]) {
    for (const name of ['runTransfer', 'pauseTransfer', 'resumeTransfer', 'deleteTransfer']) {
      expect(await outcomeOf(stranger, name, { transferId: id })).toBe('NOT_FOUND');
    }
    const change = { transferId: id, expectedVersion: version, name: 'Stolen' };
    expect(await outcomeOf(stranger, 'updateTransfer', change)).toBe('NOT_FOUND');
  }
  for (const input of [{ accountId: accountOf(account) }, { unitId: toGlobalId('Unit', school.unitId) }]) {
    const own = await transferAccount(other, null);
    expect(await outcomeOf(stranger, 'createTransfer', { ...transferInput(own), ...input })).toBe('NOT_FOUND');
  }
  expect(await outcomeOf(controller, 'runTransfer', { transferId })).toBe('DONE');
});
