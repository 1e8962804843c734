import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOfQuery } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface Clock {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly dueAt: string;
  readonly isOverdue: boolean;
  readonly what: string | null;
  readonly subjectId: string | null;
  readonly person: { readonly id: string } | null;
  readonly unit: { readonly id: string } | null;
}

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly Clock[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

const CALENDAR = `query($filter: ClockFilter, $first: Int = 100, $after: String) {
  calendar(filter: $filter, first: $first, after: $after) { totalCount
    nodes { id kind label dueAt isOverdue what subjectId person { id } unit { id } } pageInfo { endCursor hasNextPage } } }`;
const COUNTS = `query($filter: ClockFilter) { calendarCounts(filter: $filter) { kind label total overdue firstDueAt } }`;

let world: World;
let tenant: TestTenant;
let elsewhere: TestTenant;
let controller: Actor;
let administrator: Actor;
let ada: Actor;
let contactId: string;

beforeAll(async () => {
  world = await World.open();
  [tenant, elsewhere] = [await world.tenant(), await world.tenant()];
  controller = await tenant.controller();
  administrator = await tenant.unitAdministrator();
  ada = await tenant.endUser({ givenName: 'Ada', familyName: 'Byron' });
  contactId = await tenant.person({ givenName: 'Grace', familyName: 'Hopper' });
  for (const [personId, days] of [
    [ada.ids?.personId, -2],
    [contactId, 9],
  ]) {
    await tenant.insert('data_subject_request', {
      id: newId(),
      person_id: personId,
      kind: 'ACCESS',
      details: 'All of it',
      received_at: inDays(-30),
      due_at: inDays(Number(days)),
    });
  }
  await mutate(controller, 'placeLegalHold', { personId: personGid(contactId), ground: 'A claim', until: day(20) });
  const unitId = toGlobalId('Unit', tenant.unitId);
  const review = { name: 'Autumn; rights, all\nof them', dueAt: inDays(12), reminderDays: [7, 2], repeatMonths: 12 };
  await mutate(controller, 'startReview', { ...review, seats: ['ADMINISTRATOR'], unitId });
});

afterAll(() => world.close());

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

const day = (days: number): string => inDays(days).slice(0, 10);

const calendar = async (actor: Actor, filter: object | null = null, variables: object = {}): Promise<Page> =>
  (await actor.ask<{ calendar: Page }>(CALENDAR, { filter, ...variables })).calendar;

const kinds = async (actor: Actor, filter: object | null = null): Promise<string[]> =>
  (await calendar(actor, filter)).nodes.map(({ kind }) => kind);

test('everything that falls due is one list, the soonest first, and what is overdue is told', async () => {
  const { nodes, totalCount } = await calendar(controller);
  const running = nodes.filter(({ kind }) => kind !== 'RETENTION');
  expect(running.map(({ kind, isOverdue }) => [kind, isOverdue])).toEqual([
    ['REQUEST_ANSWER', true],
    ['REVIEW_REMINDER', false],
    ['REQUEST_ANSWER', false],
    ['ACCESS_REVIEW', false],
    ['LEGAL_HOLD', false],
    ['REVIEW_START', false],
  ]);
  expect(totalCount).toBe(nodes.length);
  const [late] = running;
  expect(late).toMatchObject({
    label: 'Request to be answered',
    what: 'Access',
    person: { id: personGid(String(ada.ids?.personId)) },
  });
  expect(running[3]).toMatchObject({
    what: 'Autumn; rights, all\nof them',
    unit: { id: toGlobalId('Unit', tenant.unitId) },
  });
  const { node } = await controller.ask<{ node: { dueAt: string } }>(
    'query($id: ID!) { node(id: $id) { ... on DataSubjectRequest { dueAt } } }',
    { id: late?.subjectId },
  );
  expect(node.dueAt).toBe(late?.dueAt);
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
});

test('it is narrowed by kind, time, delay and unit, counted by kind, and paged by cursor', async () => {
  expect(await kinds(controller, { kinds: ['LEGAL_HOLD', 'REVIEW_START'] })).toEqual(['LEGAL_HOLD', 'REVIEW_START']);
  expect(await kinds(controller, { from: inDays(0), until: inDays(10) })).toEqual([
    'REVIEW_REMINDER',
    'REQUEST_ANSWER',
  ]);
  expect(await kinds(controller, { overdue: true })).toEqual(['REQUEST_ANSWER']);
  expect(await kinds(controller, { overdue: false, kinds: ['REQUEST_ANSWER'] })).toEqual(['REQUEST_ANSWER']);
  expect(await kinds(controller, { unitId: toGlobalId('Unit', tenant.unitId) })).toEqual([
    'REVIEW_REMINDER',
    'ACCESS_REVIEW',
    'REVIEW_START',
  ]);
  expect(await kinds(controller, { unitId: toGlobalId('Unit', newId()) })).toEqual([]);
  const { calendarCounts } = await controller.ask<{ calendarCounts: { kind: string }[] }>(COUNTS, {
    filter: { kinds: ['REQUEST_ANSWER', 'LEGAL_HOLD'] },
  });
  expect(calendarCounts).toMatchObject([
    { kind: 'REQUEST_ANSWER', label: 'Request to be answered', total: 2, overdue: 1 },
    { kind: 'LEGAL_HOLD', total: 1, overdue: 0 },
  ]);
  const whole = await calendar(controller);
  const seen: string[] = [];
  let after: string | null = null;
  for (let more = true; more; ) {
    const page: Page = await calendar(controller, null, { first: 2, after });
    seen.push(...page.nodes.map(({ id }) => id));
    after = page.pageInfo.endCursor;
    more = page.pageInfo.hasNextPage;
  }
  expect(seen).toEqual(whole.nodes.map(({ id }) => id));
});

test('everybody sees the clocks of what they may see, and no other', async () => {
  expect((await calendar(ada)).nodes.map(({ kind, person }) => [kind, person?.id])).toEqual([
    ['REQUEST_ANSWER', personGid(String(ada.ids?.personId))],
  ]);
  expect(await kinds(administrator)).toEqual(expect.arrayContaining(['ACCESS_REVIEW', 'REVIEW_START']));
  expect(await kinds(administrator)).not.toEqual(expect.arrayContaining(['REQUEST_ANSWER']));
  expect(await kinds(administrator)).not.toEqual(expect.arrayContaining(['LEGAL_HOLD']));
  const stranger = await elsewhere.controller();
  expect((await kinds(stranger)).filter((kind) => kind !== 'RETENTION')).toEqual([]);
  for (const query of [CALENDAR, COUNTS]) {
    expect(await outcomeOfQuery(world.anonymous(), query)).toBe('UNAUTHENTICATED');
    expect(await outcomeOfQuery(await tenant.signIn(null), query)).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(ada, query)).toBe('DONE');
  }
});

test('what will be removed is told as numbers, each day at its end, except what is held', async () => {
  const gone = await tenant.person();
  const closed = (personId: string) =>
    tenant.insert('data_subject_request', {
      id: newId(),
      person_id: personId,
      kind: 'ACCESS',
      state: 'GRANTED',
      details: '',
      received_at: '2024-01-01',
      due_at: '2024-02-01',
      closed_at: new Date(Date.now() + 5 * 86_400_000 - 3 * 365.25 * 86_400_000).toISOString(),
    });
  for (const personId of [gone, gone, contactId]) await closed(personId);
  const { nodes } = await calendar(controller, { kinds: ['RETENTION'], until: inDays(30) });
  expect(nodes).toMatchObject([
    { what: 'Requests of data subjects: 2 rows', person: null, subjectId: null, isOverdue: false },
  ]);
});

test('the feed is a calendar after RFC 5545 without anything about a person', async () => {
  const feed = async (actor: Actor, language = 'en') =>
    fetch(`${world.url}/calendar.ics?lang=${language}`, { headers: { authorization: `Bearer ${actor.token}` } });
  const answer = await feed(controller);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const text = await answer.text();
  expect(text).toBe(await (await feed(controller)).text());
  const lines = text.split('\r\n');
  expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', '']);
  expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
  expect(unfolded).toContain('SUMMARY:Access review due: Autumn\\; rights\\, all\\nof them');
  expect(unfolded).toContain('SUMMARY:Overdue: Request to be answered');
  expect(unfolded.filter((line) => line.startsWith('UID:')).length).toBe((await calendar(controller)).totalCount);
  for (const personal of ['Ada', 'Byron', 'Grace', 'Hopper', String(ada.ids?.personId), contactId, 'A claim']) {
    expect(text).not.toContain(personal);
  }
  expect(await (await feed(controller, 'fi')).text()).toContain('Pyyntöön on vastattava');
  expect((await fetch(`${world.url}/calendar.ics`)).status).toBe(401);
  expect((await feed(await tenant.signIn(null))).status).toBe(404);
});

test('it says of each thing what the list of that thing says, to everybody who may see either', async () => {
  const random = (below: number): number => Math.floor(Math.random() * below);
  for (let number = 0; number < 6; number += 1) {
    const { ids } = await tenant.teacher();
    const person_id = ids?.personId;
    const valid_until = inDays(1 + random(300));
    const grant = { account_id: ids?.accountId, person_id, role: 'unit_administrator', unit_id: tenant.unitId };
    await tenant.insert('role_grant', { id: newId(), ...grant, valid_until });
    const course = { person_id, course: `c${number % 2}`, completed_on: '2026-01-01', recorded_at: inDays(0) };
    await tenant.insert('course_record', { id: newId(), ...course, valid_until: day(1 + random(300)) });
    const request = {
      person_id,
      kind: 'ERASURE',
      details: '',
      received_at: inDays(-40),
      due_at: inDays(random(60) - 30),
    };
    const extension = random(2) === 0 ? {} : { extended_at: inDays(-12), extension_reason: 'Many records' };
    await tenant.insert('data_subject_request', { id: newId(), ...request, ...extension });
  }
  const rights = ['ROLE_END', 'EXCEPTION_END', 'FUNCTION_END', 'COURSE_LAPSE'];
  const EXPIRING = `{ expiringRights(first: 100, withinDays: 3660) { nodes { endsAt roleGrant { id } courseRecord { id } } } }`;
  const OPEN = '{ dataSubjectRequests(first: 100, filter: { state: OPEN }) { nodes { id dueAt isOverdue } } }';
  interface Lists {
    readonly expiringRights: {
      readonly nodes: readonly {
        readonly endsAt: string;
        readonly roleGrant: { readonly id: string } | null;
        readonly courseRecord: { readonly id: string } | null;
      }[];
    };
    readonly dataSubjectRequests: {
      readonly nodes: readonly { readonly id: string; readonly dueAt: string; readonly isOverdue: boolean }[];
    };
  }
  for (const actor of [controller, administrator]) {
    const { expiringRights } = await actor.ask<Lists>(EXPIRING);
    const listed = expiringRights.nodes.map(({ endsAt, roleGrant, courseRecord }) => [
      (roleGrant ?? courseRecord)?.id,
      endsAt,
    ]);
    const clocks = (await calendar(actor, { kinds: rights })).nodes.map(({ subjectId, dueAt }) => [subjectId, dueAt]);
    expect(new Set(clocks.map(String))).toEqual(new Set(listed.map(String)));
    expect(clocks.length).toBe(listed.length);
  }
  const { dataSubjectRequests } = await controller.ask<Lists>(OPEN);
  const clocks = await calendar(controller, { kinds: ['REQUEST_ANSWER', 'REQUEST_EXTENSION'] });
  expect(new Set(clocks.nodes.map(({ subjectId, dueAt, isOverdue }) => [subjectId, dueAt, isOverdue].join()))).toEqual(
    new Set(dataSubjectRequests.nodes.map(({ id, dueAt, isOverdue }) => [id, dueAt, isOverdue].join())),
  );
  expect(clocks.totalCount).toBe(dataSubjectRequests.nodes.length);
  expect((await calendar(controller, { kinds: rights })).totalCount).toBeGreaterThan(6);
});
