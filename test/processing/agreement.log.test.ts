import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { personGid } from '../harness/tenant.js';
import type { World } from '../harness/world.js';
import { agreementInput, change, RECORD, read, SIGN, UPDATE, worldWithProcessor } from './agreement.samples.js';

let world: World;

beforeAll(async () => {
  ({ world } = await worldWithProcessor());
});

afterAll(() => world.close());

test('the contact person is told of each look, through the answer of a mutation as well, and once of what it changed', async () => {
  const school = await world.tenant();
  const [chief, deputy] = [await school.controller(), await school.controller()];
  const kari = await school.person({ register: 'STAFF' });
  const contact = { personId: personGid(kari), name: 'Kari', email: 'kari@example.org' };
  const looksAt = async (personId: string) =>
    school.rows<{ action: string; categories: string[] }>(
      `select action, categories from log_entry where person_ids @> array[$1::uuid] order by at, id`,
      [personId],
    );
  await change(chief, RECORD, agreementInput({ contact }));
  const recorded = { action: 'agreement.manage', categories: ['CONTACT', 'EMPLOYMENT', 'NAME'] };
  expect(await looksAt(kari)).toEqual([recorded]);
  const { documentHash } = await read(chief);
  const signed = await change(chief, SIGN, { documentHash, position: 'Rektor' });
  expect(signed.userErrors).toEqual([]);
  expect((await looksAt(kari)).slice(2)).toEqual([
    { action: 'agreement.manage', categories: ['NAME'] },
    { action: 'agreement.read', categories: ['CONTACT', 'EMPLOYMENT'] },
  ]);
  const before = (await looksAt(chief.ids?.personId ?? '')).length;
  await change(deputy, UPDATE, { expectedVersion: 1, annexNumber: '2' });
  expect((await looksAt(chief.ids?.personId ?? '')).slice(before)).toEqual([
    { action: 'agreement.read', categories: ['ACTIVITY', 'EMPLOYMENT', 'NAME'] },
  ]);
});
