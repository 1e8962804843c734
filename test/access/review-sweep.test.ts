import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { App } from '../../src/app.js';
import type { Actor } from '../harness/actor.js';
import { mutate } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid } from './matrix.samples.js';
import { comesDue, decide, inDays, itemOf, itemsOf, started } from './review.samples.js';

let world: World;
let other: App;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  other = await world.start({});
  school = await world.tenant();
  controller = await school.controller();
});

afterAll(async () => {
  await other.close();
  await world.close();
});

interface Task {
  readonly id: string;
  readonly daysLeft: number;
  readonly isOverdue: boolean;
  readonly isReminderDue: boolean;
  readonly outcome: string;
}

const tasks = async (actor: Actor): Promise<readonly Task[]> => {
  const { viewer } = await actor.ask<{ viewer: { reviewTasks: { nodes: Task[]; totalCount: number } } }>(
    '{ viewer { reviewTasks(first: 50) { totalCount nodes { id dueAt daysLeft isOverdue isReminderDue outcome } } } }',
  );
  expect(viewer.reviewTasks.totalCount).toBe(viewer.reviewTasks.nodes.length);
  return viewer.reviewTasks.nodes;
};

/** Two processes tidy up at once, and once more. */
const sweep = async (): Promise<void> => {
  await Promise.all([world.app.sweep(), other.sweep(), world.app.sweep(), other.sweep()]);
  await world.app.sweep();
};

const entries = (change: string): Promise<{ details: Record<string, unknown>; person_ids: string[] }[]> =>
  school.rows(
    `select details, person_ids from log_entry where action = 'review.manage' and role = 'system'
      and details ->> 'change' = $1 order by at`,
    [change],
  );

test('reminders are data: shown from the first of their days on, and entered into the log once for each', async () => {
  const reviewer = await school.unitAdministrator();
  await school.teacher();
  const input = { roles: ['teacher'], dueAt: inDays(10), reminderDays: [7, 2], reviewerIds: [accountGid(reviewer)] };
  const review = await started(controller, input);
  expect(await tasks(reviewer)).toMatchObject([
    { daysLeft: 10, isOverdue: false, isReminderDue: false, outcome: 'OPEN' },
  ]);
  await sweep();
  expect(await entries('reminded')).toEqual([]);
  const soon = (interval: string): Promise<object[]> =>
    school.rows(
      `with r as (update access_review set due_at = now() + $1::interval returning id, due_at)
      update access_review_item i set due_at = r.due_at, freezes_at = r.due_at,
        remind_at = r.due_at - interval '7 days' from r where i.review_id = r.id`,
      [interval],
    );
  await soon('6 days');
  expect(await tasks(reviewer)).toMatchObject([{ daysLeft: 6, isReminderDue: true }]);
  await sweep();
  const first = { reviewId: expect.any(String), change: 'reminded', days: 7, items: 1 };
  expect(await entries('reminded')).toEqual([{ details: first, person_ids: [reviewer.ids?.personId] }]);
  await soon('1 day');
  await sweep();
  expect((await entries('reminded')).map(({ details }) => details['days'])).toEqual([7, 2]);
  const reminded = 'query($id: ID!) { accessReview(id: $id) { reminderDays remindedDays } }';
  expect(await controller.ask(reminded, { id: review.id })).toEqual({
    accessReview: { reminderDays: [7, 2], remindedDays: [2, 7] },
  });
  expect(await tasks(controller)).toEqual([]);
  await comesDue(school);
  expect(await tasks(controller)).toMatchObject([{ outcome: 'FROZEN' }]);
  expect(await tasks(reviewer)).toMatchObject([{ isOverdue: true, isReminderDue: true, outcome: 'FROZEN' }]);
  const [task] = await tasks(reviewer);
  await decide(controller, task?.id ?? '', { decision: 'KEEP', reason: 'Teaches' });
  expect([await tasks(reviewer), await tasks(controller)]).toEqual([[], []]);
});

test('what is not asked of anybody is a task of whoever may grant the role, never of the holder', async () => {
  const tenant = await world.tenant();
  const [one, two] = [await tenant.controller(), await tenant.controller()];
  const [teacher, administrator] = [await tenant.teacher(), await tenant.unitAdministrator()];
  const review = await started(one, { roles: ['teacher', 'controller'] });
  const [ofTeacher, ofOne, ofTwo] = [
    await itemOf(one, review, teacher),
    await itemOf(one, review, one),
    await itemOf(one, review, two),
  ];
  const ids = async (actor: Actor): Promise<Set<string>> => new Set((await tasks(actor)).map(({ id }) => id));
  expect(await ids(one)).toEqual(new Set([ofTeacher.id, ofTwo.id]));
  expect(await ids(two)).toEqual(new Set([ofTeacher.id, ofOne.id]));
  expect(await ids(administrator)).toEqual(new Set());
  expect(await ids(teacher)).toEqual(new Set());
  const delegation = { decision: 'DELEGATE', toAccountId: accountGid(administrator), reason: 'Knows the school' };
  expect(await decide(one, ofTeacher.id, delegation)).toMatchObject({
    item: { reviewer: { id: personGid(administrator.ids?.personId ?? '') }, history: [{ kind: 'DELEGATE' }] },
  });
  expect(await ids(administrator)).toEqual(new Set([ofTeacher.id]));
  expect(await ids(two)).toEqual(new Set([ofOne.id]));
  await tenant.rows('update account set closed_at = now() where id = $1', [administrator.ids?.accountId]);
  expect(await ids(two)).toEqual(new Set([ofTeacher.id, ofOne.id]));
});

test('a campaign that repeats begins again once, over what is so by then', async () => {
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  await tenant.teacher();
  const input = { roles: ['teacher'], dueAt: inDays(20), reminderDays: [3], repeatMonths: 6 };
  const { id } = await started(officer, input);
  await sweep();
  const all =
    '{ accessReviews(first: 10) { nodes { id number state dueAt repeatMonths next { id } totals { items } } } }';
  const list = async () =>
    (await officer.ask<{ accessReviews: { nodes: { id: string; dueAt: string }[] } }>(all)).accessReviews.nodes;
  expect(await list()).toHaveLength(1);
  await tenant.teacher();
  await tenant.rows(`update access_review set started_at = started_at - interval '7 months',
    due_at = due_at - interval '7 months'`);
  await sweep();
  const [next, first] = await list();
  expect(await list()).toEqual([
    expect.objectContaining({ number: 2, state: 'OPEN', repeatMonths: 6, next: null, totals: { items: 2 } }),
    expect.objectContaining({ id, number: 1, state: 'CLOSED', next: { id: next?.id }, totals: { items: 1 } }),
  ]);
  expect(first?.id).toBe(id);
  const days = (new Date(next?.dueAt ?? 0).getTime() - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(20);
  expect(await itemsOf(officer, next ?? { id: '' })).toHaveLength(2);
  await mutate(officer, 'withdrawReview', { reviewId: next?.id });
  await tenant.rows(`update access_review set started_at = started_at - interval '7 months'`);
  await sweep();
  expect(await list()).toHaveLength(2);
});
