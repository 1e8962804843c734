import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { World } from '../harness/world.js';
import { outsideTheLedger } from './instructions.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const problems = () => outsideTheLedger(world.owner, world.app.translator);

test('every setting of a tenant’s table that directs processing is in the ledger of instructions, or says why not', async () => {
  expect(await problems()).toEqual([]);
});

test('the check can fail: on a trigger that was dropped, or switched off', async () => {
  const before = new Set(await problems());
  await world.owner.query(`drop trigger instruction_ledger on leaver_rule;
    alter table seat_cap disable trigger instruction_ledger`);
  const why = "call instructionLedger in a migration, or say @NotPersonal('configuration', why it is no instruction)";
  expect((await problems()).filter((problem) => !before.has(problem)).sort()).toEqual([
    `leaver_rule.close_after_days: ${why}`,
    `leaver_rule.delete_after_days: ${why}`,
    `seat_cap.kind: ${why}`,
    `seat_cap.maximum: ${why}`,
    `seat_cap.unit_id: ${why}`,
  ]);
});
