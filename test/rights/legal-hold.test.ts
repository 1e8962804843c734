import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { type MutationReply, mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { erase, erased, placesOf, planOf, recordProcessor, statedBy } from './erasure.flow.js';

let world: World;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  await recordProcessor(world);
  await world.app.startJobs();
  school = await world.tenant();
  controller = await school.controller();
});

afterAll(() => world.close());

interface Held extends MutationReply {
  readonly legalHolds: readonly { readonly id: string }[];
}

const hold = (personId: string, of: object): Promise<Held> =>
  mutate<Held>(
    controller,
    'placeLegalHold',
    { personId: personGid(personId), ground: 'Arkivlova § 6', ...of },
    'legalHolds { id }',
  );

test('a hold on everything stands in the way until it is lifted', async () => {
  const personId = await school.person();
  const { legalHolds } = await hold(personId, {});
  expect((await planOf(controller, personId))?.blockers).toMatchObject([{ code: 'LEGAL_HOLD' }]);
  expect(await erase(controller, personId)).toMatchObject({ erasure: null, userErrors: [{ code: 'LEGAL_HOLD' }] });
  expect(await outcomeOf(controller, 'liftLegalHold', { legalHoldId: legalHolds[0]?.id ?? '' })).toBe('DONE');
  await erased(controller, personId);
});

test('what a hold covers stays with its ground and date, everything else goes, and the rest once it is lifted', async () => {
  const personId = await school.person({
    givenName: 'Vilde',
    familyName: 'Borte',
    email: 'vilde@example.org',
    telephone: '+4722334455',
  });
  const groupId = await school.group();
  await school.member(groupId, personId);
  await school.insert('comment', { id: newId(), person_id: personId, author_account_id: newId(), body: 'Borte vekk' });
  const { legalHolds } = await hold(personId, { category: 'MEMBERSHIP', until: '2099-06-30' });
  const plan = await planOf(controller, personId);
  expect(plan?.steps).toContainEqual(
    expect.objectContaining({ place: 'membership', action: 'KEEP', ground: 'Arkivlova § 6', until: '2099-06-30' }),
  );
  const stated = statedBy(await erased(controller, personId));
  expect(stated.kept).toContainEqual(
    expect.objectContaining({ element: 'membership.role', ground: 'Arkivlova § 6', until: '2099-06-30' }),
  );
  expect(stated.plan).toContainEqual({ element: 'person.email', place: 'person', action: 'deleted', count: 1 });
  expect(await school.rows('select role from membership where person_id = $1', [personId])).toEqual([
    { role: 'MEMBER' },
  ]);
  expect(
    await school.rows('select given_name, email, telephone, birth_date from person where id = $1', [personId]),
  ).toEqual([{ given_name: '', email: null, telephone: null, birth_date: null }]);
  expect(await placesOf(world, school, ['Vilde', 'Borte', 'vilde@example.org', '+4722334455'])).toEqual([]);
  // Nothing more can go while the hold is in force: the same erasure answers.
  const again = await erase(controller, personId);
  expect(again.erasure?.state).toBe('COMPLETED');
  expect(await outcomeOf(controller, 'liftLegalHold', { legalHoldId: legalHolds[0]?.id ?? '' })).toBe('DONE');
  const last = statedBy(await erased(controller, personId));
  expect(last.plan).toContainEqual(expect.objectContaining({ element: 'membership.role', action: 'deleted' }));
  expect(await school.rows('select 1 from person where id = $1', [personId])).toEqual([]);
  expect(await school.rows('select 1 from legal_hold where person_id = $1', [personId])).toEqual([]);
});

test('of the tenant’s own fields those of a held category stay', async () => {
  const define = (key: string, category: string): Promise<string> =>
    school.insert('field_definition', {
      id: newId(),
      key,
      label: key,
      type: 'TEXT',
      registers: ['STUDENT'],
      category,
      purposes: ['SAFETY'],
      retention: 'WHILE_ACTIVE',
    });
  const allergy = await define('allergy', 'HEALTH');
  const locker = await define('locker', 'OTHER');
  const personId = await school.person();
  const values = { [allergy]: 'nuts', [locker]: 'B12' };
  const times = { [allergy]: '2026-01-02T00:00:00Z', [locker]: '2026-01-02T00:00:00Z' };
  await school.rows('update person set field_values = $2, field_value_times = $3 where id = $1', [
    personId,
    JSON.stringify(values),
    JSON.stringify(times),
  ]);
  await hold(personId, { category: 'HEALTH' });
  const stated = statedBy(await erased(controller, personId));
  expect(await school.rows('select field_values, field_value_times from person where id = $1', [personId])).toEqual([
    { field_values: { [allergy]: 'nuts' }, field_value_times: { [allergy]: '2026-01-02T00:00:00Z' } },
  ]);
  expect(stated.kept.map(({ element }) => element)).toContain(`field:${allergy}#HEALTH`);
  expect(stated.plan.map(({ element }) => element)).toContain(`field:${locker}#OTHER`);
});

test('a card that a hold kept says of what is held alone where it came from, and ends like any other', async () => {
  const [allergy, locker] = [
    await school.field({ category: 'HEALTH', retention: 'P1Y' }),
    await school.field({ category: 'OTHER', retention: 'P1Y' }),
  ];
  const personId = await school.person({
    telephone: '+4722334455',
    fieldValues: { [allergy]: 'nuts', [locker]: 'B12' },
    valueSources: { email: 'Feide', telephone: 'Feide', [`field:${allergy}`]: 'SATS', [`field:${locker}`]: 'SATS' },
  });
  const { legalHolds } = await hold(personId, { category: 'HEALTH' });
  await hold(personId, { element: 'person.telephone' });
  await erased(controller, personId);
  expect(await school.rows('select value_sources as sources from person where id = $1', [personId])).toEqual([
    { sources: { telephone: 'Feide', [`field:${allergy}`]: 'SATS' } },
  ]);
  const values = async (): Promise<object[]> => {
    await school.rows(`update person set created_at = now() - interval '2 years' where id = $1`, [personId]);
    await world.app.sweep();
    return school.rows('select field_values as values, value_sources as sources from person where id = $1', [personId]);
  };
  expect(await values()).toMatchObject([{ values: { [allergy]: 'nuts' } }]);
  expect(await outcomeOf(controller, 'liftLegalHold', { legalHoldId: legalHolds[0]?.id ?? '' })).toBe('DONE');
  expect(await values()).toEqual([{ values: {}, sources: { telephone: 'Feide' } }]);
});

test('a hold that covers nothing held, or is over, keeps nothing', async () => {
  const personId = await school.person();
  await hold(personId, { category: 'HEALTH' });
  await school.insert('legal_hold', { id: newId(), person_id: personId, ground: 'Over', until: '2020-01-01' });
  await erased(controller, personId);
  expect(await school.rows('select 1 from person where id = $1', [personId])).toEqual([]);
});

test('a hold names something that there is, once, and a day to come', async () => {
  const personId = await school.person();
  const code = async (of: object): Promise<string | undefined> => (await hold(personId, of)).userErrors[0]?.code;
  expect(await code({ element: 'person.nonsense' })).toBe('INVALID');
  expect(await code({ element: 'person.email', category: 'CONTACT' })).toBe('INVALID');
  expect(await code({ until: '2020-01-01' })).toBe('INVALID');
  expect(await code({ ground: ' ' })).toBe('INVALID');
  expect(await code({ element: 'person.email' })).toBeUndefined();
});
