import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clockKinds } from '../../src/catalogue/index.js';
import { domains } from '../../src/domains.js';
import { letIn } from '../access/lockbox.samples.js';
import type { Actor } from '../harness/actor.js';
import { acknowledgeAnnexes, mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { publish } from './privacy-notice.samples.js';
import { engage, passDays } from './sub-processor.samples.js';

interface Clock {
  readonly kind: string;
  readonly dueAt: string;
  readonly isOverdue: boolean;
  readonly what: string | null;
  readonly subjectId: string;
}

const CALENDAR = `query($kinds: [ClockKind!]) { calendar(filter: { kinds: $kinds }, first: 100) {
  nodes { kind dueAt isOverdue what subjectId } } }`;

let world: World;
let city: TestTenant;
let controller: Actor;
let teacher: Actor;
let operator: Actor;

beforeAll(async () => {
  world = await World.open();
  city = await world.tenant();
  operator = await (await world.tenant({ kind: 'operator' })).operator();
  [controller, teacher] = [await city.controller(), await city.teacher()];
  await city.person({ register: 'STUDENT' });
  await city.unitAdministrator();
});

afterAll(() => world.close());

const clocks = async (kinds: readonly string[], actor = controller): Promise<Clock[]> =>
  (await actor.ask<{ calendar: { nodes: Clock[] } }>(CALENDAR, { kinds })).calendar.nodes;
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const pairs = (rows: readonly (readonly unknown[])[]): Set<string> => new Set(rows.map((row) => row.join(' ')));

test('every kind of clock has one source', () => {
  const sources = domains.flatMap((domain) => domain.clocks ?? []).map(({ kind }) => kind);
  expect([...new Set(sources)].sort()).toEqual([...clockKinds].sort());
});

describe('a privacy notice', () => {
  test('is due from when what it is derived from changed until the next version, whoever else looks', async () => {
    await publish(controller, { language: 'EN', title: 'Privacy at our schools' });
    expect(await clocks(['PRIVACY_NOTICE'])).toEqual([]);
    await city.rows(`update person set source = 'Schoolhub' where tenant_id = $1 and register = 'STUDENT'`, [city.id]);
    expect(await clocks(['PRIVACY_NOTICE'], teacher)).toEqual([]);
    const [stale] = await clocks(['PRIVACY_NOTICE']);
    expect(stale).toMatchObject({ what: 'Privacy at our schools' });
    expect(await clocks(['PRIVACY_NOTICE'])).toEqual([{ ...stale, isOverdue: true }]);
    const node = 'query($id: ID!) { node(id: $id) { ... on PrivacyNotice { version } } }';
    expect(await controller.ask(node, { id: stale?.subjectId })).toEqual({ node: { version: 1 } });
    const counts = '{ calendarCounts(filter: { kinds: [PRIVACY_NOTICE] }) { total overdue } }';
    expect(await controller.ask(counts)).toEqual({ calendarCounts: [{ total: 1, overdue: 1 }] });
    await publish(controller, { language: 'EN', title: 'Privacy at our schools', expectedVersion: 1 });
    expect(await clocks(['PRIVACY_NOTICE'])).toEqual([]);
  });

  test('is due no longer when that is again as it was published', async () => {
    const source = (name: string | null) =>
      city.rows('update person set source = $2 where tenant_id = $1 and register = $3', [city.id, name, 'STUDENT']);
    await source('Elsewhere');
    expect(await clocks(['PRIVACY_NOTICE'])).toHaveLength(1);
    await source('Schoolhub');
    expect(await clocks(['PRIVACY_NOTICE'])).toEqual([]);
  });
});

test('access of the processor’s staff is in it until it ends, and says nobody’s name', async () => {
  await letIn(operator, controller, city, { unit: city.unitId, hours: 5 });
  const LOCKBOX = '{ lockboxAccesses(first: 9) { nodes { id endsAt } } }';
  const { lockboxAccesses } = await controller.ask<{ lockboxAccesses: { nodes: { id: string; endsAt: string }[] } }>(
    LOCKBOX,
  );
  const [access] = lockboxAccesses.nodes;
  expect(await clocks(['LOCKBOX_END'])).toEqual([
    { kind: 'LOCKBOX_END', dueAt: access?.endsAt, isOverdue: false, what: null, subjectId: access?.id },
  ]);
  expect(await outcomeOfQuery(teacher, LOCKBOX)).toBe('FORBIDDEN');
  expect(await clocks(['LOCKBOX_END'], teacher)).toEqual([]);
  expect(await outcomeOf(controller, 'endLockboxAccess', { lockboxAccessId: access?.id })).toBe('DONE');
  expect(await clocks(['LOCKBOX_END'])).toEqual([]);
});

test('analyses, reviews, windows and annexes are in it as their own lists have them', async () => {
  for (const days of [-9, 0, 40, 400]) {
    await mutate(controller, 'planAnalysis', {
      kind: 'RISK',
      subject: `In ${days}`,
      everyMonths: 12,
      firstDueOn: day(days),
    });
  }
  await mutate(controller, 'planAnalysis', { kind: 'RISK', subject: 'Some day' });
  const { analyses } = await controller.ask<{
    analyses: { nodes: { id: string; nextDueOn: string | null; isOverdue: boolean }[] };
  }>('{ analyses(first: 50) { nodes { id nextDueOn isOverdue } } }');
  const dated = analyses.nodes.filter(({ nextDueOn }) => nextDueOn !== null);
  expect(dated).toHaveLength(4);
  const dayAfter = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString();
  expect(pairs((await clocks(['ANALYSIS'])).map((row) => [row.subjectId, row.dueAt, row.isOverdue]))).toEqual(
    pairs(dated.map(({ id, nextDueOn, isOverdue }) => [id, dayAfter(String(nextDueOn)), isOverdue])),
  );

  const dueAt = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
  for (const days of [3, 30]) {
    await mutate(controller, 'startReview', { name: `Review ${days}`, dueAt: dueAt(days), seats: ['ADMINISTRATOR'] });
  }
  const { accessReviews } = await controller.ask<{ accessReviews: { nodes: { id: string; dueAt: string }[] } }>(
    '{ accessReviews(first: 50) { nodes { id dueAt } } }',
  );
  expect(accessReviews.nodes).toHaveLength(2);
  expect(pairs((await clocks(['ACCESS_REVIEW'])).map((row) => [row.subjectId, row.dueAt]))).toEqual(
    pairs(accessReviews.nodes.map((review) => [review.id, review.dueAt])),
  );

  const announced = [await engage(operator), await engage(operator, { legalName: 'Post Bud AS' })];
  const WINDOWS = `{ subProcessorChanges(first: 50) { nodes { id window { closesAt } } } }`;
  expect(announced.map(({ change }) => change?.id)).not.toContain(undefined);
  const windows = await clocks(['SUB_PROCESSOR_OBJECTION']);
  const { subProcessorChanges } = await controller.ask<{
    subProcessorChanges: { nodes: { id: string; window: { closesAt: string } | null }[] };
  }>(WINDOWS);
  expect(windows).toHaveLength(2);
  expect(pairs(windows.map((row) => [row.subjectId, row.dueAt]))).toEqual(
    pairs(subProcessorChanges.nodes.flatMap(({ id, window }) => (window ? [[id, window.closesAt]] : []))),
  );
  const [first] = windows;
  const objection = { changeId: first?.subjectId, reason: 'Not with our pupils’ data.' };
  expect(await outcomeOf(controller, 'objectToSubProcessor', objection)).toBe('DONE');
  expect((await clocks(['SUB_PROCESSOR_OBJECTION'])).map(({ subjectId }) => subjectId)).toEqual([
    windows[1]?.subjectId,
  ]);
  await passDays(world, 400);
  expect(await clocks(['SUB_PROCESSOR_OBJECTION'])).toEqual([]);

  const { annexVersions } = await controller.ask<{
    annexVersions: { nodes: { id: string; madeAt: string; widens: boolean; acknowledgedAt: string | null }[] };
  }>('{ annexVersions(first: 50) { nodes { id madeAt widens acknowledgedAt } } }');
  const waiting = annexVersions.nodes.filter(({ widens, acknowledgedAt }) => widens && acknowledgedAt === null);
  expect(waiting.length).toBeGreaterThan(0);
  expect(pairs((await clocks(['ANNEX_ACKNOWLEDGEMENT'])).map((row) => [row.subjectId, row.dueAt]))).toEqual(
    pairs(waiting.map(({ id, madeAt }) => [id, madeAt])),
  );
  expect((await acknowledgeAnnexes(controller)).userErrors).toEqual([]);
  expect(await clocks(['ANNEX_ACKNOWLEDGEMENT'])).toEqual([]);
});

test('who joins while a change is under way has its own window in the calendar at once', async () => {
  await engage(operator, { legalName: 'Arkiv AS' });
  const joined = await world.tenant();
  const reader = await joined.controller();
  expect(await clocks(['SUB_PROCESSOR_OBJECTION'], reader)).toMatchObject([{ what: 'Arkiv AS', isOverdue: false }]);
  expect(await clocks(['SUB_PROCESSOR_OBJECTION'], await joined.teacher())).toEqual([]);
});

test('an occasion that was recorded by mistake is withdrawn: it stays in the history and counts no longer', async () => {
  interface Planned {
    readonly id: string;
    readonly lastHeldOn: string | null;
    readonly nextDueOn: string;
    readonly isOverdue: boolean;
    readonly occasions: readonly { readonly id: string; readonly findings: readonly { readonly id: string }[] }[];
  }
  const PARTS = `analysis { id lastHeldOn nextDueOn isOverdue
    occasions { id heldOn withdrawnAt withdrawalReason findings { id title } } }`;
  const done = async (name: string, input: object): Promise<Planned> =>
    (await mutate<{ analysis: Planned }>(controller, name, input, PARTS)).analysis;
  const plan = { kind: 'RISK', subject: 'By mistake', everyMonths: 12, firstDueOn: day(-4) };
  const { id } = await done('planAnalysis', plan);
  const held = { analysisId: id, heldOn: day(-2), heldBy: 'The ICT department', summary: 'Held.' };
  const findings = [{ title: 'Not of this one', severity: 'HIGH', dueOn: day(-1) }];
  const { occasions } = await done('recordAnalysis', { ...held, findings });
  const input = { occasionId: occasions[0]?.id, reason: 'It was the one of the other school.' };
  const stranger = await (await world.tenant()).controller();
  expect(await outcomeOf(teacher, 'withdrawAnalysisOccasion', input)).toBe('FORBIDDEN');
  expect(await outcomeOf(stranger, 'withdrawAnalysisOccasion', input)).toBe('NOT_FOUND');
  expect(await outcomeOf(controller, 'withdrawAnalysisOccasion', { ...input, reason: ' ' })).toBe('INVALID');
  const found = async () =>
    JSON.stringify(
      await controller.ask(`{ analysisFindings(first: 50) { nodes { title } }
        calendar(first: 50, filter: { kinds: [FOLLOW_UP] }) { nodes { what } } }`),
    ).split('Not of this one').length - 1;
  expect(await found()).toBe(2);
  const after = await done('withdrawAnalysisOccasion', input);
  expect(after).toMatchObject({
    lastHeldOn: null,
    nextDueOn: day(-4),
    isOverdue: true,
    occasions: [
      { withdrawnAt: expect.any(String), withdrawalReason: input.reason, findings: [{ title: 'Not of this one' }] },
    ],
  });
  expect(await found()).toBe(0);
  const finding = { id: after.occasions[0]?.findings[0]?.id, expectedVersion: 1, state: 'DONE' };
  expect(await outcomeOf(controller, 'updateAnalysisFinding', finding)).toBe('NOT_FOUND');
  expect(await outcomeOf(controller, 'withdrawAnalysisOccasion', input)).toBe('CONFLICT');
  expect(await done('recordAnalysis', held)).toMatchObject({ lastHeldOn: day(-2), isOverdue: false });
});
