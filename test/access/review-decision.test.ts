import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, adopted, roleInput } from './matrix.samples.js';
import { decide, inDays, itemOf, reads, started } from './review.samples.js';

let world: World;
let school: TestTenant;
let controller: Actor;
let colleague: Actor;
let unitId: string;
let pupil: string;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  [controller, colleague] = [await school.controller(), await school.controller()];
  unitId = toGlobalId('Unit', school.unitId);
  pupil = personGid(await school.person());
  await adopted(controller, [
    roleInput('manager', { seat: 'ADMINISTRATOR', risk: 'HIGH' }),
    roleInput('observer', { seat: 'OBSERVER', scope: 'TENANT' }),
    roleInput('helper'),
    roleInput('key', { scope: 'TENANT', isMasterKey: true }),
  ]);
});

afterAll(() => world.close());

async function holding(role: string, more: object = { unitId }): Promise<Actor> {
  const holder = await school.endUser({ register: 'STAFF' });
  const { userErrors } = await mutate(controller, 'grantRole', { accountId: accountGid(holder), role, ...more });
  expect(userErrors).toEqual([]);
  return holder;
}

describe('a decision', () => {
  test('takes effect at once, is entered in the history, and can be changed until the campaign is over', async () => {
    const holder = await holding('helper');
    const review = await started(controller, { roles: ['helper'] });
    const { id, grant } = await itemOf(controller, review, holder);
    expect((await decide(controller, id, { decision: 'KEEP', reason: ' ' })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['input', 'reason'] },
    ]);
    expect(await reads(holder, pupil)).toBe(true);
    expect(await decide(controller, id, { decision: 'REVOKE', reason: 'Left the office' })).toMatchObject({
      item: { outcome: 'REVOKED', reason: 'Left the office', grant: null },
    });
    expect(await reads(holder, pupil)).toBe(false);
    const back = await decide(colleague, id, { decision: 'KEEP', reason: 'Is back' });
    expect(back.item?.grant).toMatchObject({ role: 'helper', validUntil: null });
    expect(back.item?.grant?.id).not.toBe(grant?.id);
    expect(await reads(holder, pupil)).toBe(true);
    const validUntil = inDays(20);
    expect(await decide(controller, id, { decision: 'CHANGE', validUntil })).toMatchObject({
      item: { outcome: 'CHANGED', grant: { role: 'helper', validUntil } },
    });
    expect(await decide(controller, id, { decision: 'CHANGE', toRole: 'observer' })).toMatchObject({
      item: { outcome: 'CHANGED', grant: { role: 'observer', validUntil: null } },
    });
    expect((await decide(controller, id, { decision: 'CHANGE' })).userErrors[0]?.code).toBe('INVALID');
    expect((await decide(controller, id, { decision: 'CHANGE', toRole: 'nobody' })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['input', 'toRole'] },
    ]);
    expect((await itemOf(controller, review, holder)).history).toMatchObject([
      {
        kind: 'REVOKE',
        before: 'OPEN',
        reason: 'Left the office',
        by: { id: personGid(controller.ids?.personId ?? '') },
      },
      { kind: 'KEEP', before: 'REVOKED', reason: 'Is back', by: { id: personGid(colleague.ids?.personId ?? '') } },
      { kind: 'CHANGE', before: 'KEPT' },
      { kind: 'CHANGE', before: 'CHANGED' },
    ]);
  });

  test('on an exception ends it in the register, and does not bring it back', async () => {
    const holder = await school.endUser({ register: 'STAFF' });
    const wanted = { accountId: accountGid(holder), role: 'key', reason: 'Coupling', endsAt: inDays(30) };
    const { accessException } = await mutate<{ accessException: { id: string } }>(
      colleague,
      'requestException',
      wanted,
      'accessException { id }',
    );
    const consent = { exceptionId: accessException.id, isConsented: true, consultation: 'Talked with the school' };
    await mutate(controller, 'decideException', consent);
    const review = await started(controller, { hasExceptions: true });
    const { id } = await itemOf(controller, review, holder);
    expect((await decide(controller, id, { decision: 'CHANGE', validUntil: inDays(3) })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['input', 'validUntil'] },
    ]);
    expect(await decide(controller, id, { decision: 'REVOKE' })).toMatchObject({ item: { outcome: 'REVOKED' } });
    expect(await reads(holder, pupil)).toBe(false);
    expect(
      await school.rows('select ended_at from access_exception where account_id = $1', [holder.ids?.accountId]),
    ).toEqual([{ ended_at: expect.any(Date) }]);
    expect((await decide(controller, id, { decision: 'KEEP', reason: 'Oh' })).userErrors[0]?.code).toBe('CONFLICT');
  });

  test('on many takes effect on each that is not refused, and says of each other why', async () => {
    const tenant = await world.tenant();
    const officer = await tenant.controller();
    const [one, two] = [await tenant.teacher(), await tenant.teacher()];
    const review = await started(officer, { roles: ['teacher', 'controller'] });
    const items = [
      await itemOf(officer, review, one),
      await itemOf(officer, review, officer),
      await itemOf(officer, review, two),
    ];
    const unknown = toGlobalId('AccessReviewItem', newId());
    const input = { itemIds: [...items.map(({ id }) => id), unknown], decision: 'REVOKE', reason: 'Nobody needs it' };
    const { items: done, userErrors } = await mutate<{ items: { id: string; outcome: string }[] }>(
      officer,
      'decideReviewItems',
      input,
      'items { id outcome }',
    );
    expect(done).toEqual([
      { id: items[0]?.id, outcome: 'REVOKED' },
      { id: items[2]?.id, outcome: 'REVOKED' },
    ]);
    expect(userErrors).toMatchObject([
      { code: 'FORBIDDEN', field: ['input', 'itemIds', '1'] },
      { code: 'NOT_FOUND', field: ['input', 'itemIds', '3'] },
    ]);
    const second = await tenant.controller();
    const last = await itemOf(second, review, officer);
    await tenant.rows(`update role_grant set valid_until = now() + interval '1 day' where account_id = $1`, [
      second.ids?.accountId,
    ]);
    expect((await decide(second, last.id, { decision: 'REVOKE' })).userErrors).toMatchObject([
      { code: 'LAST_CONTROLLER', field: ['input', 'itemId'] },
    ]);
    const tooMany = Array.from({ length: 101 }, () => toGlobalId('AccessReviewItem', newId()));
    expect(await outcomeOf(officer, 'decideReviewItems', { ...input, itemIds: tooMany })).toBe('INVALID');
  });

  test('has nothing to decide where the right has ended otherwise', async () => {
    const holder = await holding('helper');
    const review = await started(controller, { roles: ['helper'] });
    const { id, grant } = await itemOf(controller, review, holder);
    expect(await outcomeOf(controller, 'revokeRole', { roleGrantId: grant?.id })).toBe('DONE');
    expect((await decide(controller, id, { decision: 'KEEP', reason: 'Needed' })).userErrors[0]?.code).toBe('CONFLICT');
    expect(await itemOf(controller, review, holder)).toMatchObject({ outcome: 'ENDED' });
  });
});

test('a decision asks for a recent second factor, and one that grants for that of granting', async () => {
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  const teacher = await tenant.teacher();
  const without = await tenant.signIn(await tenant.person({ register: 'STAFF' }), [{ role: 'controller' }], {
    secondFactorAt: null,
  });
  const review = await started(officer, { roles: ['teacher'] });
  const { id } = await itemOf(officer, review, teacher);
  const keep = { decision: 'KEEP', reason: 'Teaches' };
  const change = { decision: 'CHANGE', validUntil: inDays(9) };
  expect((await decide(without, id, keep)).userErrors[0]?.code).toBe('SECOND_FACTOR_REQUIRED');
  const rule = { action: 'review.decide', maxAgeMinutes: null, expectedVersion: 0 };
  expect(await outcomeOf(officer, 'setSecondFactorAge', rule)).toBe('DONE');
  expect((await decide(without, id, change)).userErrors).toMatchObject([
    { code: 'SECOND_FACTOR_REQUIRED', field: ['input', 'itemId'] },
  ]);
  expect((await decide(without, id, keep)).userErrors).toEqual([]);
  expect((await decide(officer, id, change)).userErrors).toEqual([]);
});
