import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, adopted, drafted, roleInput } from './matrix.samples.js';
import { decide, inDays, itemOf, itemsOf, started, TOTALS } from './review.samples.js';

let world: World;
let school: TestTenant;
let controller: Actor;
let colleague: Actor;
let unitId: string;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  [controller, colleague] = [await school.controller(), await school.controller()];
  unitId = toGlobalId('Unit', school.unitId);
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

describe('a campaign', () => {
  test('asks about seats, exceptions, roles by key and by risk, or a unit', async () => {
    const [manager, observer, helper] = [
      await holding('manager'),
      await holding('observer', {}),
      await holding('helper'),
    ];
    const far = await school.unit('Far');
    const farHelper = await holding('helper', { unitId: toGlobalId('Unit', far) });
    const excepted = await school.endUser({ register: 'STAFF' });
    const wanted = { accountId: accountGid(excepted), role: 'key', reason: 'Coupling', endsAt: inDays(30) };
    const { accessException } = await mutate<{ accessException: { id: string } }>(
      colleague,
      'requestException',
      wanted,
      'accessException { id }',
    );
    const consent = { exceptionId: accessException.id, isConsented: true, consultation: 'Talked with the school' };
    expect(await outcomeOf(controller, 'decideException', consent)).toBe('DONE');
    const asked = async (scope: object): Promise<Set<string | undefined>> =>
      new Set((await itemsOf(controller, await started(controller, scope))).map(({ account }) => account?.id));
    const [m, o, h, f, e] = [manager, observer, helper, farHelper, excepted].map(accountGid);
    expect(await asked({ seats: ['ADMINISTRATOR', 'OBSERVER'] })).toEqual(new Set([m, o]));
    expect(await asked({ hasExceptions: true })).toEqual(new Set([e]));
    expect(await asked({ roles: ['helper'] })).toEqual(new Set([h, f]));
    expect(await asked({ roles: ['helper', 'observer'], unitId })).toEqual(new Set([h, o]));
    expect(await asked({ risks: ['HIGH'] })).toEqual(new Set([m, accountGid(controller), accountGid(colleague)]));
  });

  test('lays before the reviewer what is known: use of each right, function, changes, earlier decisions', async () => {
    const tenant = await world.tenant();
    const officer = await tenant.controller();
    await adopted(officer, [
      roleInput('desk', {
        actions: ['account.read', 'group.manage'],
        rights: [{ action: 'person.read', about: 'PERSONS', categories: ['NAME', 'SIGN_IN'] }],
      }),
    ]);
    const holder = await tenant.endUser({ register: 'STAFF' });
    const unit = toGlobalId('Unit', tenant.unitId);
    await mutate(officer, 'grantRole', { accountId: accountGid(holder), role: 'desk', unitId: unit });
    const look = '{ accounts(first: 5) { nodes { id } } }';
    const other = await tenant.person();
    await holder.ask('query($id: ID!) { person(id: $id) { givenName } }', { id: personGid(other) });
    await holder.ask(look);
    const first = await started(officer, { roles: ['desk'] });
    const { id } = await itemOf(officer, first, holder);
    expect(await decide(officer, id, { decision: 'KEEP', reason: 'Works at the desk' })).toMatchObject({
      item: { outcome: 'KEPT' },
    });
    await tenant.insert('function_assignment', {
      id: newId(),
      person_id: holder.ids?.personId,
      function: 'clerk',
      valid_from: new Date(),
    });
    const draft = await drafted(officer);
    const changed = roleInput('desk', { actions: ['account.read'] });
    await mutate(officer, 'setMatrixRole', { matrixId: draft.id, expectedVersion: 1, role: changed });
    await mutate(officer, 'adoptMatrix', { matrixId: draft.id, expectedVersion: 2 });
    const second = await started(officer, { roles: ['desk'] });
    const evidence = await officer.ask<{ accessReviewItems: { nodes: object[] } }>(
      `query($id: ID!) { accessReviewItems(reviewId: $id, first: 5) { nodes { grantedAt grantedBy { id } evidence {
        usedSince rights { action lastUsedAt } functions { function }
        roles { role unitId } changes { kind what } previous { reviewNumber decision } exceptionNumber } } } }`,
      { id: second.id },
    );
    expect(evidence.accessReviewItems.nodes).toEqual([
      {
        grantedAt: expect.any(String),
        grantedBy: { id: personGid(officer.ids?.personId ?? '') },
        evidence: {
          usedSince: expect.any(String),
          rights: [
            { action: 'account.read', lastUsedAt: null },
            { action: 'person.read', lastUsedAt: expect.any(String) },
          ],
          functions: [{ function: 'clerk' }],
          roles: [{ role: 'desk', unitId: unit }],
          changes: [
            { kind: 'FUNCTION_BEGAN', what: 'clerk' },
            { kind: 'ROLE_CHANGED', what: '2' },
          ],
          previous: [{ reviewNumber: 1, decision: 'KEEP' }],
          exceptionNumber: null,
        },
      },
    ]);
  });

  test('says when the account was last used, and with a second factor', async () => {
    const tenant = await world.tenant();
    const officer = await tenant.controller();
    const quiet = await tenant.teacher();
    await tenant.rows('update account set last_visit_at = $2, last_second_factor_at = $3 where id = $1', [
      quiet.ids?.accountId,
      '2026-11-20T08:00:00Z',
      '2026-11-19T08:00:00Z',
    ]);
    const { id } = await started(officer, { roles: ['teacher'] });
    const query = `query($id: ID!) { accessReviewItems(reviewId: $id, first: 5) { nodes {
      evidence { lastVisitAt lastSecondFactorAt } } } }`;
    expect(await officer.ask(query, { id })).toEqual({
      accessReviewItems: {
        nodes: [
          { evidence: { lastVisitAt: '2026-11-20T08:00:00.000Z', lastSecondFactorAt: '2026-11-19T08:00:00.000Z' } },
        ],
      },
    });
  });

  test.each([
    ['without a name', { name: ' ' }, 'INVALID'],
    ['over nothing', { roles: [] }, 'INVALID'],
    ['over a role that there is not', { roles: ['nobody'] }, 'INVALID'],
    ['over what nobody holds', { roles: ['teacher'] }, 'INVALID'],
    ['that is due in the past', { dueAt: inDays(-1) }, 'INVALID'],
    ['that is due in two years', { dueAt: inDays(730) }, 'INVALID'],
    ['with a reminder after it is due', { reminderDays: [0] }, 'INVALID'],
    ['of a unit that there is not', { unitId: toGlobalId('Unit', newId()) }, 'NOT_FOUND'],
    ['by an account that there is not', { reviewerIds: [toGlobalId('Account', newId())] }, 'NOT_FOUND'],
  ])('does not begin %s', async (_name, wrong, code) => {
    await holding('helper');
    const right = { name: 'Winter', roles: ['helper'], dueAt: inDays(7) };
    expect(await outcomeOf(controller, 'startReview', { ...right, ...wrong })).toBe(code);
    expect(await outcomeOf(controller, 'startReview', right)).toBe('DONE');
  });

  test('does not begin with a reviewer whose role does not decide', async () => {
    const [holder, administrator] = [await holding('helper'), await school.unitAdministrator()];
    const input = { name: 'Winter', roles: ['helper'], dueAt: inDays(7) };
    expect(await outcomeOf(controller, 'startReview', { ...input, reviewerIds: [accountGid(holder)] })).toBe('INVALID');
    expect(await outcomeOf(controller, 'startReview', { ...input, reviewerIds: [accountGid(administrator)] })).toBe(
      'DONE',
    );
  });

  test('moves its due date and closes early once everything is decided; withdrawn, it asks no more', async () => {
    const tenant = await world.tenant();
    const officer = await tenant.controller();
    await tenant.teacher();
    const review = await started(officer, { roles: ['teacher'], reminderDays: [7] });
    const dueAt = inDays(30);
    const change = { reviewId: review.id, name: 'Later', dueAt, expectedVersion: 1 };
    expect(await outcomeOf(officer, 'updateReview', { ...change, expectedVersion: 9 })).toBe('STALE_VERSION');
    expect(await outcomeOf(officer, 'updateReview', { ...change, dueAt: inDays(-1) })).toBe('INVALID');
    expect(
      await mutate(officer, 'updateReview', change, 'accessReview { name dueAt reminderDays version }'),
    ).toMatchObject({ accessReview: { name: 'Later', dueAt, reminderDays: [], version: 2 } });
    expect(await tenant.rows('select due_at, freezes_at, remind_at from access_review_item')).toEqual([
      { due_at: new Date(dueAt), freezes_at: new Date(dueAt), remind_at: null },
    ]);
    expect(await outcomeOf(officer, 'closeReview', { reviewId: review.id })).toBe('CONFLICT');
    const [item] = await itemsOf(officer, review);
    await decide(officer, item?.id ?? '', { decision: 'KEEP', reason: 'Teaches' });
    expect(
      await mutate(officer, 'closeReview', { reviewId: review.id }, `accessReview { state ${TOTALS} }`),
    ).toMatchObject({ accessReview: { state: 'CLOSED', totals: { items: 1, kept: 1, open: 0 } } });
    expect(await outcomeOf(officer, 'closeReview', { reviewId: review.id })).toBe('CONFLICT');
    expect((await decide(officer, item?.id ?? '', { decision: 'REVOKE' })).userErrors[0]?.code).toBe('CONFLICT');
    const other = await started(officer, { roles: ['teacher'] });
    expect(await mutate(officer, 'withdrawReview', { reviewId: other.id }, 'accessReview { state }')).toMatchObject({
      accessReview: { state: 'WITHDRAWN' },
    });
    expect(await itemsOf(officer, other)).toEqual([]);
    const states = '{ accessReviews(first: 5, state: WITHDRAWN) { nodes { id } } }';
    expect(await officer.ask(states)).toEqual({ accessReviews: { nodes: [{ id: other.id }] } });
  });
});
