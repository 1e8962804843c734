import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, adopted, roleInput } from './matrix.samples.js';
import { comesDue, decide, inDays, itemOf, itemsOf, type ReviewReply, started } from './review.samples.js';

let world: World;
let school: TestTenant;
let controller: Actor;
let teacher: Actor;
let farTeacher: Actor;
let reviewer: Actor;
let farUnit: string;
let review: ReviewReply;

const TASKS = '{ viewer { reviewTasks(first: 50) { totalCount nodes { id } } } }';
const tasks = async (actor: Actor): Promise<readonly string[]> => {
  const { viewer } = await actor.ask<{ viewer: { reviewTasks: { nodes: { id: string }[] } } }>(TASKS);
  return viewer.reviewTasks.nodes.map(({ id }) => id);
};

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  controller = await school.controller();
  farUnit = await school.unit('Far');
  [teacher, farTeacher] = [await school.teacher(), await school.teacher({ unitId: farUnit })];
  reviewer = await school.unitAdministrator();
  review = await started(controller, { roles: ['teacher'], reviewerIds: [accountGid(reviewer)] });
});

afterAll(() => world.close());

const begin = { name: 'Spring', roles: ['teacher'], dueAt: inDays(7) };
const queries: readonly (readonly [string, string])[] = [
  ['accessReviews', '{ accessReviews(first: 5) { totalCount } }'],
  ['accessReview', 'query($id: ID!) { accessReview(id: $id) { id } }'],
  ['accessReviewItems', 'query($id: ID!) { accessReviewItems(reviewId: $id, first: 5) { totalCount } }'],
];

describe('who leads and who decides', () => {
  test.each(queries)('%s is for reviewers', async (_name, query) => {
    const variables = query.includes('$id') ? { id: review.id } : {};
    for (const allowed of [controller, reviewer]) expect(await outcomeOfQuery(allowed, query, variables)).toBe('DONE');
    for (const denied of [teacher, await school.operator()]) {
      expect(await outcomeOfQuery(denied, query, variables)).toBe('FORBIDDEN');
    }
    expect(await outcomeOfQuery(world.anonymous(), query, variables)).toBe('UNAUTHENTICATED');
  });

  test('campaigns are led by who holds review.manage, no reviewer and nobody of another tenant', async () => {
    const foreign = await (await world.tenant()).controller();
    const mine = await started(controller, { roles: ['teacher'] });
    const mutations: readonly (readonly [string, object])[] = [
      ['startReview', begin],
      ['updateReview', { reviewId: mine.id, name: 'Spring', dueAt: inDays(9), expectedVersion: 1 }],
      ['closeReview', { reviewId: mine.id }],
      ['withdrawReview', { reviewId: mine.id }],
    ];
    for (const [name, input] of mutations) {
      for (const denied of [teacher, reviewer, await school.operator()]) {
        expect([name, await outcomeOf(denied, name, input)]).toEqual([name, 'FORBIDDEN']);
      }
      if (name !== 'startReview') expect(await outcomeOf(foreign, name, input)).toBe('NOT_FOUND');
    }
    expect(await outcomeOf(controller, 'startReview', begin)).toBe('DONE');
    expect(await outcomeOf(controller, 'updateReview', mutations[1]?.[1] ?? {})).toBe('DONE');
    for (const item of await itemsOf(controller, mine)) {
      await decide(controller, item.id, { decision: 'KEEP', reason: 'Teaches' });
    }
    expect(await outcomeOf(controller, 'closeReview', { reviewId: mine.id })).toBe('DONE');
    const another = await started(controller, { roles: ['teacher'] });
    expect(await outcomeOf(controller, 'withdrawReview', { reviewId: another.id })).toBe('DONE');
  });

  test('items are decided on by who was asked, or by who leads; others, other tenants and random ids are refused', async () => {
    const { id } = await itemOf(controller, review, teacher);
    const foreign = await (await world.tenant()).controller();
    const other = await school.unitAdministrator();
    const keep = { decision: 'KEEP', reason: 'Teaches' };
    for (const denied of [teacher, await school.operator()]) {
      expect(await outcomeOf(denied, 'decideReviewItem', { itemId: id, ...keep })).toBe('FORBIDDEN');
      expect(await outcomeOf(denied, 'decideReviewItems', { itemIds: [id], ...keep })).toBe('FORBIDDEN');
      expect(await outcomeOf(denied, 'restoreReviewedRight', { itemId: id, reason: 'Teaches' })).toBe('FORBIDDEN');
    }
    expect(await outcomeOf(other, 'decideReviewItem', { itemId: id, ...keep })).toBe('FORBIDDEN');
    for (const nobody of [foreign]) {
      expect(await outcomeOf(nobody, 'decideReviewItem', { itemId: id, ...keep })).toBe('NOT_FOUND');
      expect(await outcomeOf(nobody, 'decideReviewItems', { itemIds: [id], ...keep })).toBe('NOT_FOUND');
      expect(await outcomeOf(nobody, 'restoreReviewedRight', { itemId: id, reason: 'Teaches' })).toBe('NOT_FOUND');
    }
    expect(await outcomeOf(reviewer, 'decideReviewItem', { itemId: id, ...keep })).toBe('DONE');
    expect(await outcomeOf(controller, 'decideReviewItem', { itemId: id, ...keep })).toBe('DONE');
    expect(await outcomeOf(controller, 'decideReviewItems', { itemIds: [id], ...keep })).toBe('DONE');
  });

  test('a decision is delegated to who can take it: a reviewer who reaches the holder, and is not the holder', async () => {
    const mine = await started(controller, { roles: ['teacher'] });
    const { id } = await itemOf(controller, mine, teacher);
    const delegate = (to: Actor) =>
      outcomeOf(controller, 'decideReviewItem', { itemId: id, decision: 'DELEGATE', toAccountId: accountGid(to) });
    expect(await delegate(teacher)).toBe('INVALID');
    expect(await delegate(farTeacher)).toBe('INVALID');
    expect(await delegate(await school.unitAdministrator(farUnit))).toBe('INVALID');
    expect(await delegate(await (await world.tenant()).controller())).toBe('NOT_FOUND');
    expect(await outcomeOf(controller, 'decideReviewItem', { itemId: id, decision: 'DELEGATE' })).toBe('NOT_FOUND');
    expect(await delegate(reviewer)).toBe('DONE');
    expect(await tasks(reviewer)).toContain(id);
    await decide(reviewer, id, { decision: 'KEEP', reason: 'Teaches' });
    expect(await delegate(reviewer)).toBe('CONFLICT');
  });
});

describe('who is shown', () => {
  test('reviewers see those within their reach alone, with evidence, and count no others', async () => {
    const query = `query($id: ID!) { accessReviewItems(reviewId: $id, first: 50) { totalCount nodes { account { id }
      evidence { rights { action } } } } accessReview(id: $id) { totals { items } } }`;
    const seen = (actor: Actor) => actor.ask(query, { id: review.id });
    const one = { account: { id: accountGid(teacher) }, evidence: { rights: expect.any(Array) } };
    const two = { account: { id: accountGid(farTeacher) }, evidence: { rights: expect.any(Array) } };
    expect(await seen(reviewer)).toEqual({
      accessReviewItems: { totalCount: 1, nodes: [one] },
      accessReview: { totals: { items: 1 } },
    });
    expect(await seen(controller)).toEqual({
      accessReviewItems: { totalCount: 2, nodes: expect.arrayContaining([one, two]) },
      accessReview: { totals: { items: 2 } },
    });
    const beyond = await itemOf(controller, review, farTeacher);
    expect(beyond.reviewer).toBeNull();
    expect((await decide(reviewer, beyond.id, { decision: 'KEEP', reason: 'Unseen' })).userErrors[0]?.code).toBe(
      'NOT_FOUND',
    );
  });

  test('holders see what was reviewed of themselves, and nothing of others', async () => {
    const node =
      'query($id: ID!) { node(id: $id) { ... on AccessReviewItem { role roleLabel evidence { usedSince } history { kind } } } }';
    const { id } = await itemOf(controller, review, teacher);
    expect(await teacher.ask(node, { id })).toMatchObject({
      node: { role: 'teacher', roleLabel: 'Teacher', evidence: {} },
    });
    expect(await farTeacher.ask(node, { id })).toEqual({ node: null });
    expect(await (await (await world.tenant()).controller()).ask(node, { id })).toEqual({ node: null });
    expect(await tasks(teacher)).toEqual([]);
  });

  test('the look at what was known of somebody stands in the log of that person', async () => {
    const mine = await school.teacher();
    await started(controller, { roles: ['teacher'] });
    const looks = await mine.ask('{ viewer { looks(first: 5) { nodes { categories } } } }');
    expect(JSON.stringify(looks)).toContain('ACTIVITY');
  });
});

test('who leads reviews in a unit begins them there alone, and reads their report', async () => {
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  const unitId = toGlobalId('Unit', tenant.unitId);
  const far = await tenant.unit('Far');
  await adopted(officer, [
    roleInput('lead', {
      actions: ['review.manage', 'review.decide'],
      rights: [{ action: 'person.read', about: 'PERSONS', categories: ['NAME', 'SIGN_IN', 'ACTIVITY'] }],
    }),
  ]);
  const lead = await tenant.signIn(await tenant.person({ register: 'STAFF' }), [
    { role: 'lead', unitId: tenant.unitId },
  ]);
  const [near] = [await tenant.teacher(), await tenant.teacher({ unitId: far })];
  expect(await outcomeOf(lead, 'startReview', begin)).toBe('NOT_FOUND');
  expect(await outcomeOf(lead, 'startReview', { ...begin, unitId: toGlobalId('Unit', far) })).toBe('NOT_FOUND');
  const own = await started(lead, { roles: ['teacher'], unitId });
  expect((await itemsOf(lead, own)).map(({ account }) => account)).toEqual([null]);
  const whole = await started(officer, { roles: ['teacher'] });
  expect(await outcomeOf(lead, 'withdrawReview', { reviewId: whole.id })).toBe('NOT_FOUND');
  const report = (actor: Actor, { id }: { id: string }): Promise<number> =>
    fetch(`${world.url}/access-reviews/${id}/report.html`, {
      headers: { authorization: `Bearer ${actor.token}` },
    }).then(({ status }) => status);
  expect([await report(lead, own), await report(lead, whole), await report(officer, whole)]).toEqual([200, 404, 200]);
  expect(await report(near, own)).toBe(404);
  await comesDue(tenant);
  expect(await outcomeOf(lead, 'withdrawReview', { reviewId: own.id })).toBe('CONFLICT');
});
