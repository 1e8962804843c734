import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { personGid, type TestTenant, tenantGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import {
  accountOf,
  ago,
  assessed,
  type BreachRead,
  type IncidentRead,
  logged,
  readBreaches,
  record,
} from './breach.samples.js';

let world: World;
let school: TestTenant;
let other: TestTenant;
let staff: Actor;
let controller: Actor;
let stranger: Actor;
let pupils: readonly string[];
let incident: IncidentRead;
let breach: BreachRead;
let noticeId: string;

const PEOPLE = `query($id: ID!) { node(id: $id) { ... on BreachAssessment { peopleCount units { name people }
  people(first: 10) { totalCount nodes { categories entries firstAt person { givenName } } } } } }`;

interface People {
  readonly node: {
    readonly peopleCount: number;
    readonly units: readonly { readonly people: number }[] | null;
    readonly people: { readonly totalCount: number; readonly nodes: readonly { readonly person: object }[] } | null;
  } | null;
}

const got = (actor: Actor, path: string): Promise<Response> =>
  fetch(`${world.url}${path}`, { headers: { authorization: `Bearer ${actor.token}` } });

beforeAll(async () => {
  world = await World.open();
  await world.app.startJobs();
  staff = await (await world.tenant({ kind: 'operator' })).operator();
  school = await world.tenant();
  other = await world.tenant();
  controller = await school.controller();
  stranger = await other.controller();
  const thief = await school.teacher();
  pupils = [await school.person({ givenName: 'Aino' }), await school.person({ givenName: '=cmd' })];
  await logged(school, { accountId: thief.ids?.accountId ?? '', personIds: pupils, categories: ['NAME'] });
  const opened = await record(staff, { accounts: [accountOf(school, thief.ids?.accountId ?? '')], awareAt: ago(1) });
  incident = await assessed(staff, opened.id);
  const reference = { incidentId: incident.id };
  await mutate(staff, 'draftBreachNotices', { ...reference, expectedVersion: incident.version });
  await mutate(staff, 'sendBreachNotices', { ...reference, expectedVersion: incident.version + 1 });
  breach = (await readBreaches(controller))[0] as BreachRead;
  noticeId = breach.notices.nodes[0]?.id ?? '';
});
afterAll(() => world.close());

describe('who is affected', () => {
  test('is the controller’s to see, as a list and a file, and the look is logged; the operator sees numbers alone', async () => {
    const id = breach.assessment?.id ?? '';
    const seen = await controller.ask<People>(PEOPLE, { id });
    expect(seen.node).toMatchObject({
      peopleCount: 2,
      units: [{ people: 2 }],
      people: { totalCount: 2, nodes: [{ categories: ['NAME'], entries: 1, person: { givenName: 'Aino' } }, {}] },
    });
    expect((await staff.ask<People>(PEOPLE, { id })).node).toEqual({ peopleCount: 2, units: null, people: null });
    expect((await stranger.ask<People>(PEOPLE, { id })).node).toBeNull();
    const path = `/breach-assessments/${id}/people.csv`;
    const file = await (await got(controller, path)).text();
    expect(file).toContain(personGid(pupils[0] ?? ''));
    expect(file).toContain(`'=cmd`);
    for (const actor of [staff, stranger, await school.teacher(), await school.unitAdministrator()]) {
      expect((await got(actor, path)).status).toBe(404);
    }
    const [look] = await school.rows<{ count: number }>(
      `select count(*)::int as count from log_entry where action = 'breach.manage' and person_ids @> $1`,
      [pupils],
    );
    expect(look?.count).toBe(1);
  });

  test('stands behind the wall of the table itself, also for the operator', async () => {
    const client = new pg.Client({ connectionString: world.databaseUrl });
    await client.connect();
    try {
      await client.query(`set app.operator = 'on'; set app.tenant_id = '${other.id}'`);
      const shared = await client.query('select 1 from breach_assessment');
      expect((await client.query('select 1 from breach_person')).rows).toHaveLength(0);
      expect(shared.rows.length).toBeGreaterThan(0);
      await client.query(`set app.tenant_id = '${school.id}'`);
      expect((await client.query('select 1 from breach_person')).rows).toHaveLength(2);
    } finally {
      await client.end();
    }
  });
});

describe('the processor’s part', () => {
  test('is for the operator, and for nobody of a controller', async () => {
    const reference = { incidentId: incident.id, expectedVersion: 99 };
    const inputs: Readonly<Record<string, object>> = {
      recordIncident: {
        title: 'x',
        description: 'x',
        signalAt: ago(1),
        roles: ['teacher'],
        tenantIds: [tenantGid(school.id)],
      },
      assessIncident: reference,
      recordAwareness: { ...reference, awareAt: ago(1) },
      draftBreachNotices: reference,
      updateBreachNotice: { noticeId, expectedVersion: 99, nature: 'x' },
      sendBreachNotices: reference,
      closeIncident: { ...reference, lessons: 'x' },
      reopenIncident: { ...reference, reason: 'x' },
    };
    const others = [controller, await school.unitAdministrator(), await school.teacher(), await school.endUser()];
    for (const [name, input] of Object.entries(inputs)) {
      for (const actor of others) expect([name, await outcomeOf(actor, name, input)]).toEqual([name, 'FORBIDDEN']);
      const done = await outcomeOf(staff, name, input);
      expect([name, ['DONE', 'STALE_VERSION', 'CONFLICT'].includes(done)]).toEqual([name, true]);
    }
    expect(await outcomeOfQuery(controller, '{ incidents(first: 1) { nodes { id } } }')).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(staff, '{ incidents(first: 1, isOpen: true) { nodes { id } } }')).toBe('DONE');
    const node = 'query($id: ID!) { node(id: $id) { id } }';
    expect(await controller.ask(node, { id: incident.id })).toEqual({ node: null });
    expect(await staff.ask(node, { id: incident.id })).toEqual({ node: { id: incident.id } });
  });
});

describe('the controller’s part', () => {
  test('is for who acts for it, and for nobody else', async () => {
    const reference = { breachId: breach.id, expectedVersion: 99 };
    const inputs: Readonly<Record<string, object>> = {
      recordBreachSignal: { description: 'x', signalAt: ago(1), from: ago(2) },
      assessBreach: reference,
      recordBreachResponse: reference,
      closeBreach: { ...reference, lessons: 'x' },
      reopenBreach: reference,
      acknowledgeBreachNotice: { noticeId },
    };
    for (const [name, input] of Object.entries(inputs)) {
      for (const actor of [staff, await school.unitAdministrator(), await school.endUser()]) {
        expect([name, await outcomeOf(actor, name, input)]).toEqual([name, 'FORBIDDEN']);
      }
      const elsewhere = name === 'recordBreachSignal' ? 'DONE' : 'NOT_FOUND';
      expect([name, await outcomeOf(stranger, name, input)]).toEqual([name, elsewhere]);
      const done = await outcomeOf(controller, name, input);
      expect([name, ['DONE', 'STALE_VERSION'].includes(done)]).toEqual([name, true]);
    }
    const account = (await other.teacher()).ids?.accountId ?? '';
    const accountIds = [(accountOf(other, account) as { accountId: string }).accountId];
    const signal = { description: 'x', signalAt: ago(1), accountIds };
    expect(await outcomeOf(controller, 'recordBreachSignal', signal)).toBe('NOT_FOUND');
    expect(await outcomeOf(stranger, 'recordBreachSignal', signal)).toBe('DONE');
  });

  test('a signal of its own becomes part of an incident, with its own time and words', async () => {
    const made = await mutate<{ breach: { id: string } }>(
      stranger,
      'recordBreachSignal',
      { description: 'A strange login.', signalAt: ago(30) },
      'breach { id }',
    );
    const taken = await record(staff, {
      tenantIds: [tenantGid(other.id)],
      roles: ['teacher'],
      breachId: made.breach.id,
      signalAt: ago(20),
    });
    expect((await assessed(staff, taken.id)).breaches.nodes.map(({ id }) => id)).toEqual([made.breach.id]);
    const again = { title: 'x', description: 'x', signalAt: ago(1), roles: ['teacher'], breachId: made.breach.id };
    // What the processor knew before the controller's sign of it has the earlier sign of the two.
    const later = await mutate<{ breach: { id: string } }>(
      stranger,
      'recordBreachSignal',
      { description: 'Another.', signalAt: ago(1) },
      'breach { id }',
    );
    const times = { signalAt: ago(6), awareAt: ago(5) };
    const known = await record(staff, {
      ...again,
      ...times,
      breachId: later.breach.id,
      tenantIds: [tenantGid(other.id)],
    });
    await assessed(staff, known.id);
    const { node } = await stranger.ask<{ node: object }>(
      'query($id: ID!) { node(id: $id) { ... on Breach { signalAt awareAt } } }',
      { id: later.breach.id },
    );
    expect(node).toEqual(times);
    expect(await outcomeOf(staff, 'recordIncident', { ...again, tenantIds: [tenantGid(other.id)] })).toBe('NOT_FOUND');
  });
});

test('the clock of the controller stands in its calendar, and in nobody else’s', async () => {
  const running =
    '{ calendar(first: 9, filter: { kinds: [BREACH_TO_AUTHORITY, BREACH_TO_CONTROLLER] }) { nodes { kind subjectId } } }';
  const clock = { kind: 'BREACH_TO_AUTHORITY', subjectId: breach.id };
  expect(await controller.ask(running)).toMatchObject({
    calendar: { nodes: expect.arrayContaining([clock]) as object },
  });
  for (const actor of [stranger, await school.teacher()]) {
    expect(JSON.stringify(await actor.ask(running))).not.toContain(breach.id);
  }
});

describe('the register', () => {
  test('is each controller’s own, and the operator’s of all; filtered, ordered, paged, and as files', async () => {
    const list = `query($filter: BreachFilter, $after: String) { breaches(first: 2, after: $after, filter: $filter,
      orderBy: { field: SIGNAL_AT, direction: DESC }) { totalCount nodes { id tenant { id } } pageInfo { hasNextPage endCursor } } }`;
    interface Listed {
      readonly breaches: {
        readonly totalCount: number;
        readonly nodes: readonly { readonly id: string; readonly tenant: { readonly id: string } }[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      };
    }
    const ask = async (actor: Actor, variables: object): Promise<Listed['breaches']> =>
      (await actor.ask<Listed>(list, variables)).breaches;
    const all = await ask(staff, {});
    const own = await ask(controller, { filter: { state: 'TOLD' } });
    expect(own.nodes).toEqual([{ id: breach.id, tenant: { id: tenantGid(school.id) } }]);
    expect(all.totalCount).toBeGreaterThan(own.totalCount);
    for (const field of ['AWARE_AT', 'DUE_AT', 'TOLD_AT', 'CLOSED_AT']) {
      const found: string[] = [];
      for (let after: string | null = null; ; ) {
        const sorted: Listed = await staff.ask<Listed>(list.replace('SIGNAL_AT', field), { after });
        found.push(...sorted.breaches.nodes.map(({ id }) => id));
        if (!sorted.breaches.pageInfo.hasNextPage) break;
        after = sorted.breaches.pageInfo.endCursor;
      }
      expect(new Set(found).size).toBe(all.totalCount);
      expect(found).toHaveLength(all.totalCount);
    }
    const next = await ask(staff, { after: all.pageInfo.endCursor });
    expect(next.nodes.some(({ id }) => all.nodes.some((node) => node.id === id))).toBe(false);
    const elsewhere = await ask(staff, { filter: { tenantId: tenantGid(other.id) } });
    expect(elsewhere.nodes.every(({ tenant }) => tenant.id === tenantGid(other.id))).toBe(true);
    expect((await ask(controller, { filter: { tenantId: tenantGid(other.id) } })).totalCount).toBe(0);
    expect((await ask(controller, { filter: { isOverdue: true } })).totalCount).toBe(0);
    const file = JSON.parse(await (await got(controller, '/breaches/register.json')).text()) as {
      breaches: { controller: string }[];
    };
    expect(new Set(file.breaches.map((row) => row.controller))).toEqual(new Set([school.slug]));
    expect(await (await got(staff, '/breaches/register.csv')).text()).toContain(other.slug);
    expect((await got(controller, '/breaches/register.pdf')).headers.get('content-type')).toBe('application/pdf');
    const teacher = await school.teacher();
    expect((await got(teacher, '/breaches/register.csv')).status).toBe(404);
    expect(await outcomeOfQuery(teacher, list)).toBe('FORBIDDEN');
    expect((await got(stranger, `/breach-notices/${noticeId}/notice.json`)).status).toBe(404);
    expect((await got(staff, `/breach-notices/${noticeId}/notice.json`)).status).toBe(200);
    const notices = '{ breachNotices(first: 5, isAcknowledged: true) { nodes { id breach { id } } } }';
    expect(await controller.ask(notices)).toEqual({
      breachNotices: { nodes: [{ id: noticeId, breach: { id: breach.id } }] },
    });
    expect(await stranger.ask(notices)).toEqual({ breachNotices: { nodes: [] } });
  });
});
