import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { type MutationReply, mutate, outcomeOf } from '../harness/mutation.js';
import { type TestTenant, tenantGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import {
  accountOf,
  ago,
  assessed,
  type BreachRead,
  HOUR_MS,
  type IncidentRead,
  incidentMutation,
  logged,
  readBreaches,
  readIncident,
  record,
} from './breach.samples.js';
import { engage, passDays } from './sub-processor.samples.js';

let world: World;
let school: TestTenant;
let staff: Actor;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  await world.app.startJobs();
  staff = await (await world.tenant({ kind: 'operator' })).operator();
  school = await world.tenant({ locale: 'sv' });
  controller = await school.controller();
});
afterAll(() => world.close());

const only = (incident: IncidentRead): BreachRead => {
  const [breach] = incident.breaches.nodes;
  if (!breach) throw new Error('no breach');
  return breach;
};
const fetched = (actor: Actor, path: string): Promise<Response> =>
  fetch(`${world.url}${path}`, { headers: { authorization: `Bearer ${actor.token}` } });

describe('an incident', () => {
  test('goes from an account to the people affected, is told in phases and closed with each time apart', async () => {
    const thief = await school.teacher();
    const accountId = thief.ids?.accountId ?? '';
    const [first, second, third] = [
      await school.person(),
      await school.person({ register: 'GUARDIAN' }),
      await school.person(),
    ];
    await logged(school, { accountId, personIds: [first, second], categories: ['NAME', 'CONTACT'] });
    await logged(school, { accountId, personIds: [third], categories: ['BIRTH'], at: ago(50) });
    await logged(school, { accountId, personIds: [third], categories: ['BIRTH'], outcome: 'refused' });
    await logged(school, { personIds: [third], categories: ['NAME'] });
    const opened = await record(staff, { accounts: [accountOf(school, accountId)], from: ago(10) });
    const incident = await assessed(staff, opened.id);
    const breach = only(incident);
    expect(breach).toMatchObject({ state: 'SIGNAL', tenant: { id: tenantGid(school.id) }, isOverdue: false });
    expect(breach.assessment).toMatchObject({
      peopleCount: 2,
      records: 4,
      unitCount: 1,
      isIncomplete: false,
      categories: [
        { category: 'CONTACT', people: 2 },
        { category: 'NAME', people: 2 },
      ],
      registers: [
        { register: 'GUARDIAN', people: 1 },
        { register: 'STUDENT', people: 1 },
      ],
    });
    const reference = { incidentId: incident.id };
    const version = incident.version;

    expect(await outcomeOf(staff, 'draftBreachNotices', { ...reference, expectedVersion: version })).toBe('CONFLICT');
    expect(await outcomeOf(staff, 'recordAwareness', { ...reference, expectedVersion: version, awareAt: ago(6) })).toBe(
      'INVALID',
    );
    const awareAt = ago(2);
    const aware = await incidentMutation(staff, 'recordAwareness', { ...reference, expectedVersion: version, awareAt });
    const due = only(aware.incident as IncidentRead);
    expect(Date.parse(due.dueAt ?? '') - Date.parse(awareAt)).toBe(24 * HOUR_MS);

    const drafted = await incidentMutation(staff, 'draftBreachNotices', { ...reference, expectedVersion: version + 1 });
    const draft = only(drafted.incident as IncidentRead).notices.nodes[0];
    expect(draft).toMatchObject({ phase: 1, kind: 'FIRST', sentAt: null, hash: null });
    expect(draft?.nature).toContain('A login was used by somebody else.');
    expect(draft?.nature).toContain('Omkring 2 personer och 4 poster berörs');
    expect(draft?.consequences).toContain('bedrägeriförsök');
    expect((await readBreaches(controller))[0]?.notices.nodes).toEqual([]);
    const edit = { noticeId: draft?.id, expectedVersion: draft?.version, measures: 'Kontot är stängt.' };
    const edited = await mutate<{ notice: object }>(staff, 'updateBreachNotice', edit, 'notice { measures }');
    expect(edited.notice).toEqual({ measures: 'Kontot är stängt.' });
    expect(await outcomeOf(staff, 'updateBreachNotice', edit)).toBe('STALE_VERSION');

    const closing = { ...reference, lessons: 'Second factors for everybody.' };
    expect(await outcomeOf(staff, 'closeIncident', { ...closing, expectedVersion: version + 2 })).toBe('CONFLICT');
    // Two at once: one is sent.
    const both = await Promise.all(
      [1, 2].map(() => outcomeOf(staff, 'sendBreachNotices', { ...reference, expectedVersion: version + 2 })),
    );
    expect(both.sort()).toEqual(['DONE', 'STALE_VERSION']);
    const told = (await readBreaches(controller))[0];
    const sent = told?.notices.nodes[0];
    expect(told).toMatchObject({ state: 'TOLD', isOverdue: false });
    expect(Date.parse(told?.authorityDueAt ?? '') - Date.parse(told?.toldAt ?? '')).toBe(72 * HOUR_MS);
    expect(await outcomeOf(staff, 'updateBreachNotice', { ...edit, expectedVersion: sent?.version })).toBe('CONFLICT');

    const json = await (await fetched(controller, `/breach-notices/${sent?.id}/notice.json`)).text();
    expect(createHash('sha256').update(json).digest('hex')).toBe(sent?.hash);
    expect(JSON.parse(json)).toMatchObject({ kind: 'FIRST', language: 'sv', numbers: { people: 2, records: 4 } });
    const html = await (await fetched(controller, `/breach-notices/${sent?.id}/notice.html`)).text();
    expect(html).toContain('Kontot är stängt.');
    expect(html).toContain('Vårdnadshavare');
    const pdf = await fetched(controller, `/breach-notices/${sent?.id}/notice.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');

    const corrected = { ...reference, expectedVersion: version + 3, awareAt };
    expect(await outcomeOf(staff, 'recordAwareness', corrected)).toBe('CONFLICT');
    const receipt = { noticeId: sent?.id };
    expect(await outcomeOf(controller, 'acknowledgeBreachNotice', receipt)).toBe('DONE');
    expect(await outcomeOf(controller, 'acknowledgeBreachNotice', receipt)).toBe('CONFLICT');

    // A second phase: what the assessment finds anew.
    await logged(school, { accountId, personIds: [third], categories: ['BIRTH', 'NAME'] });
    const again = await incidentMutation(staff, 'assessIncident', { ...reference, expectedVersion: version + 3 });
    expect(again.userErrors).toEqual([]);
    const renewed = only(await assessed(staff, incident.id)).assessment;
    expect(renewed).toMatchObject({
      phase: 2,
      peopleCount: 3,
      difference: { newPeople: 1, addedCategories: ['BIRTH'] },
    });
    expect(renewed?.hash).not.toBe(breach.assessment?.hash);
    const final = { ...reference, expectedVersion: version + 4, isFinal: true };
    expect(await outcomeOf(staff, 'draftBreachNotices', final)).toBe('DONE');
    expect(await outcomeOf(staff, 'closeIncident', { ...closing, expectedVersion: version + 5 })).toBe('CONFLICT');
    expect(await outcomeOf(staff, 'sendBreachNotices', { ...reference, expectedVersion: version + 5 })).toBe('DONE');
    expect(await outcomeOf(staff, 'draftBreachNotices', { ...reference, expectedVersion: version + 6 })).toBe(
      'CONFLICT',
    );
    expect(await outcomeOf(staff, 'closeIncident', { ...closing, expectedVersion: version + 6 })).toBe('DONE');
    const closed = (await readBreaches(controller))[0];
    expect(closed).toMatchObject({ state: 'CLOSED', notices: { nodes: [{ kind: 'FIRST' }, { kind: 'FINAL' }] } });

    const told2 = { breachId: closed?.id, expectedVersion: closed?.version };
    const early = { ...told2, authorityToldAt: ago(1), authorityReference: 'IMY-1' };
    expect(await outcomeOf(controller, 'recordBreachResponse', early)).toBe('INVALID');
    const response = { ...told2, authorityToldAt: new Date().toISOString(), peopleReason: 'No high risk.' };
    expect(await outcomeOf(controller, 'recordBreachResponse', response)).toBe('DONE');

    const reopening = { ...reference, expectedVersion: version + 7, reason: 'Another login turned up.' };
    expect(await outcomeOf(staff, 'reopenIncident', reopening)).toBe('DONE');
    expect(await outcomeOf(staff, 'reopenIncident', { ...reopening, expectedVersion: version + 8 })).toBe('CONFLICT');
    expect(only(await readIncident(staff, incident.id)).state).toBe('TOLD');
    expect(await outcomeOf(staff, 'draftBreachNotices', { ...reference, expectedVersion: version + 8 })).toBe('DONE');

    const log = await school.rows<{ change: string; role: string }>(
      `select details ->> 'change' as change, role from log_entry where action = 'incident.manage' order by id`,
    );
    expect(log.every(({ role }) => role === 'operator')).toBe(true);
    expect(log.map(({ change }) => change)).toEqual([
      'recorded',
      'aware',
      'notified',
      'assessed',
      'notified',
      'closed',
      'reopened',
    ]);
  });

  test('counts copies of everything, who was erased since, and says what the log no longer has', async () => {
    const other = await world.tenant();
    const [first] = [await other.person(), await other.person({ register: 'STAFF' })];
    const health = await other.field({ category: 'HEALTH' });
    await other.rows(`update person set field_values = jsonb_build_object($1::text, 'x') where id = $2`, [
      health,
      first,
    ]);
    const gone = newId();
    await logged(other, { role: 'intruder', personIds: [gone, first], categories: ['NAME'] });
    await logged(other, {
      role: 'intruder',
      action: 'export.tenant',
      categories: ['NAME', 'CONTACT', 'HEALTH'],
      at: new Date().toISOString(),
    });
    await other.rows(
      `update tenant set log_retention_days = 1, created_at = now() - interval '9 days' where tenant_id = $1`,
      [other.id],
    );
    const opened = await record(staff, { tenantIds: [tenantGid(other.id)], roles: ['intruder'], from: ago(100) });
    const { assessment } = only(await assessed(staff, opened.id));
    expect(assessment).toMatchObject({
      peopleCount: 3,
      erasedPeople: 1,
      specialPeople: 1,
      copies: 1,
      isIncomplete: true,
      categories: [
        { category: 'CONTACT', people: 2 },
        { category: 'HEALTH', people: 1 },
        { category: 'NAME', people: 3 },
      ],
    });
    // What a short retention removed does not come back with a long one.
    await other.rows('update tenant set log_retention_days = 400 where tenant_id = $1', [other.id]);
    const again = { incidentId: opened.id, expectedVersion: opened.version };
    expect(await outcomeOf(staff, 'assessIncident', again)).toBe('DONE');
    expect(only(await assessed(staff, opened.id)).assessment).toMatchObject({ phase: 2, isIncomplete: true });
  });

  test('goes from a sub-processor, over all controllers, to what it processes of whom', async () => {
    const added = await engage(staff, { dataCategories: ['NAME', 'HEALTH'] });
    await passDays(world, 40);
    const subProcessorIds = [added.change?.subProcessor.id];
    const opened = await record(staff, { allTenants: true, subProcessorIds });
    const { nodes } = (await assessed(staff, opened.id)).breaches;
    expect(nodes.length).toBeGreaterThanOrEqual(2);
    const own = nodes.find(({ tenant }) => tenant.id === tenantGid(school.id))?.assessment;
    const [cards] = await school.rows<{ count: number }>(
      `select count(*)::int as count from person where tenant_id = $1`,
      [school.id],
    );
    expect(own).toMatchObject({ peopleCount: cards?.count, categories: [{ category: 'NAME', people: cards?.count }] });
  });

  test('is assessed again where the work had failed, and not while it runs', async () => {
    const opened = await record(staff, { tenantIds: [tenantGid(school.id)], from: ago(10) });
    const { id, version } = await assessed(staff, opened.id);
    const again = { incidentId: id, expectedVersion: version };
    const ends = async (state: string): Promise<void> => {
      await school.rows(`update operation set state = $1, finished_at = now() where kind = 'BREACH_ASSESSMENT'`, [
        state,
      ]);
    };
    await school.rows(
      `update breach_assessment set state = 'RUNNING', hash = null where breach_id = (select id from breach
      where tenant_id = $1 order by number desc limit 1)`,
      [school.id],
    );
    await ends('RUNNING');
    expect(await outcomeOf(staff, 'assessIncident', again)).toBe('CONFLICT');
    await ends('FAILED');
    expect(await outcomeOf(staff, 'assessIncident', again)).toBe('DONE');
    expect(only(await assessed(staff, id)).assessments.nodes).toMatchObject([{ phase: 1, state: 'DONE' }]);
  });

  test('must name a source and whom it may concern', async () => {
    const input = { title: 'x', description: 'x', signalAt: ago(1) };
    const tenantIds = [tenantGid(school.id)];
    const account = accountOf(school, (await school.teacher()).ids?.accountId ?? '');
    for (const [more, code] of [
      [{ tenantIds }, 'INVALID'],
      [{ roles: ['x'] }, 'INVALID'],
      [{ roles: ['x'], tenantIds, allTenants: true }, 'INVALID'],
      [{ accounts: [account], allTenants: true }, 'INVALID'],
      [{ accounts: [accountOf(school, newId())] }, 'NOT_FOUND'],
      [{ roles: ['x'], tenantIds: [tenantGid(newId())] }, 'NOT_FOUND'],
      [{ roles: ['x'], tenantIds, signalAt: ago(-1) }, 'INVALID'],
      [{ roles: ['teacher', 'taecher'], tenantIds }, 'NOT_FOUND'],
      [{ from: ago(1), until: ago(2), tenantIds }, 'INVALID'],
    ] as const) {
      expect(await outcomeOf(staff, 'recordIncident', { ...input, ...more })).toBe(code);
    }
  });
});

describe('a controller’s own breach', () => {
  test('is signalled, assessed, responded to and closed by the controller, in order', async () => {
    const made = await mutate<{ breach: BreachRead } & MutationReply>(
      controller,
      'recordBreachSignal',
      { description: 'A paper list was lost.', signalAt: ago(4), awareAt: ago(3) },
      'breach { id version state authorityDueAt dueAt }',
    );
    expect(made.breach).toMatchObject({ state: 'AWARE', dueAt: null });
    const reference = { breachId: made.breach.id };
    // Of a paper list the log knows nothing.
    expect(await outcomeOf(controller, 'assessBreach', { ...reference, expectedVersion: 1 })).toBe('INVALID');
    const late = { ...reference, expectedVersion: 1, authorityToldAt: ago(3.5) };
    expect(await outcomeOf(controller, 'recordBreachResponse', late)).toBe('INVALID');
    expect(await outcomeOf(controller, 'recordBreachResponse', { ...late, authorityToldAt: ago(1) })).toBe('DONE');
    const closing = { ...reference, expectedVersion: 2, lessons: 'No more paper.' };
    expect(await outcomeOf(controller, 'closeBreach', closing)).toBe('DONE');
    expect(await outcomeOf(controller, 'closeBreach', { ...closing, expectedVersion: 3 })).toBe('CONFLICT');
    expect(await outcomeOf(controller, 'reopenBreach', { ...reference, expectedVersion: 3 })).toBe('DONE');
    const own = (await readBreaches(controller)).find(({ id }) => id !== made.breach.id);
    expect(
      await outcomeOf(controller, 'closeBreach', { breachId: own?.id, expectedVersion: own?.version, lessons: 'x' }),
    ).toBe('CONFLICT');
  });
});
