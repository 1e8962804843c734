import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../src/base/ids.js';
import { fieldGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
});

afterAll(() => world.close());

const SET = `mutation($input: SetFieldValuesInput!) { setFieldValues(input: $input) { userErrors { code } } }`;

async function valuesOf(personId: string): Promise<object> {
  const [card] = await school.rows<{ values: object }>('select field_values as values from person where id = $1', [
    personId,
  ]);
  return card?.values ?? {};
}

const pass = (personId: string, fieldId: string, time: string): Promise<unknown> =>
  school.rows(
    `update person set field_value_times = jsonb_build_object($2::text, now() - $3::interval) where id = $1`,
    [personId, fieldId, time],
  );

test('a value goes when its period since it was last written is over, and the log says so', async () => {
  const diet = await school.field({ retention: 'P1Y', correctable: true, category: 'PREFERENCE' });
  const locker = await school.field({ correctable: true });
  const personId = await school.person();
  const person = await school.signIn(personId);
  const written = await person.ask(SET, {
    input: {
      expectedVersion: 1,
      values: [
        { fieldId: fieldGid(diet), text: 'vegan' },
        { fieldId: fieldGid(locker), text: 'B12' },
      ],
    },
  });
  expect(written).toEqual({ setFieldValues: { userErrors: [] } });

  await pass(personId, diet, '364 days');
  await world.app.sweep();
  expect(await valuesOf(personId)).toEqual({ [diet]: 'vegan', [locker]: 'B12' });

  await pass(personId, diet, '367 days');
  await world.app.sweep();
  expect(await valuesOf(personId)).toEqual({ [locker]: 'B12' });
  expect(
    await school.rows(`select role, categories, person_ids, details from log_entry where details ? 'expired'`),
  ).toEqual([
    {
      role: 'system',
      categories: ['PREFERENCE'],
      person_ids: [personId],
      details: { expired: `field:${diet}#PREFERENCE` },
    },
  ]);
});

test('a value that nobody wrote since the card was made counts from then', async () => {
  const diet = await school.field({ retention: 'P2W' });
  const personId = await school.person({ fieldValues: { [diet]: 'vegan' } });
  await world.app.sweep();
  expect(await valuesOf(personId)).toEqual({ [diet]: 'vegan' });
  await school.rows(`update person set created_at = now() - interval '15 days' where id = $1`, [personId]);
  await world.app.sweep();
  expect(await valuesOf(personId)).toEqual({});
});

test('what a legal hold covers stays until the hold is over', async () => {
  const diet = await school.field({ retention: 'P1D', category: 'PREFERENCE' });
  const holds = {
    everything: {},
    category: { category: 'PREFERENCE' },
    element: { element: `field:${diet}#PREFERENCE` },
    formerElement: { element: `field:${diet}#OTHER` },
    otherElement: { element: `field:${newId()}#PREFERENCE` },
    other: { category: 'CONTACT' },
    over: { until: '2020-01-01' },
  };
  const held: Record<string, string> = {};
  for (const [name, hold] of Object.entries(holds)) {
    const personId = await school.person({ fieldValues: { [diet]: 'vegan' } });
    await pass(personId, diet, '2 days');
    await school.insert('legal_hold', { id: newId(), person_id: personId, ground: 'Arkivlova § 6', ...hold });
    held[name] = personId;
  }
  await world.app.sweep();
  const left = await Promise.all(
    Object.entries(held).map(async ([name, id]) => [name, Object.keys(await valuesOf(id)).length]),
  );
  expect(Object.fromEntries(left)).toEqual({
    everything: 1,
    category: 1,
    element: 1,
    formerElement: 1,
    otherElement: 0,
    other: 0,
    over: 0,
  });
});

test('what is wrong with one tenant keeps no other from being tidied up', async () => {
  const later = await world.tenant();
  const broken = await school.field({ retention: 'P1D' });
  await school.person({ fieldValues: { [broken]: 'x' } });
  await school.rows(`update field_definition set retention = 'Pnever' where id = $1`, [broken]);
  const diet = await later.field({ retention: 'P1D' });
  const personId = await later.person({ fieldValues: { [diet]: 'vegan' } });
  await later.rows(`update person set created_at = now() - interval '2 days' where id = $1`, [personId]);
  await world.app.sweep();
  expect(await later.rows('select field_values as values from person where id = $1', [personId])).toEqual([
    { values: {} },
  ]);
});
