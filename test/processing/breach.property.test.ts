import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { outcomeOf } from '../harness/mutation.js';
import { type TestTenant, tenantGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountOf, ago, assessed, type Entry, logged, readIncident, record } from './breach.samples.js';

const RUNS = 12;
const HOURS = 60;
const roles = ['teacher', 'unit_administrator', 'controller'];
const categories = ['NAME', 'CONTACT', 'BIRTH', 'HEALTH'];

let world: World;
let school: TestTenant;
let staff: Actor;
let accounts: readonly string[];
let persons: readonly string[];
let log: readonly (Required<Entry> & { readonly hours: number })[];

beforeAll(async () => {
  world = await World.open();
  await world.app.startJobs();
  school = await world.tenant();
  staff = await (await world.tenant({ kind: 'operator' })).operator();
  accounts = await Promise.all([1, 2, 3].map(async () => (await school.teacher()).ids?.accountId ?? ''));
  const cards = [await school.person(), await school.person(), await school.person(), await school.person()];
  // Two who were erased, of whom the log alone knows.
  persons = [...cards, newId(), newId()];
  const entry = fc.record({
    hours: fc.integer({ min: 1, max: HOURS }),
    accountId: fc.constantFrom(...accounts),
    role: fc.constantFrom(...roles),
    action: fc.constantFrom('person.read', 'person.update', 'export.person', 'transfer.run'),
    personIds: fc.uniqueArray(fc.constantFrom(...persons), { maxLength: 4 }),
    categories: fc.uniqueArray(fc.constantFrom(...categories), { maxLength: 3 }),
    outcome: fc.constantFrom('done', 'done', 'done', 'refused'),
  });
  log = fc.sample(entry, 120).map((each) => ({ ...each, at: ago(each.hours) }));
  for (const { hours: _hours, ...each } of log) await logged(school, each);
});
afterAll(() => world.close());

const suspicion = fc
  .record({
    accounts: fc.subarray([0, 1, 2]),
    roles: fc.subarray(roles),
    from: fc.option(fc.integer({ min: 1, max: HOURS + 2 })),
    lasts: fc.option(fc.integer({ min: 0, max: HOURS })),
  })
  .filter((one) => one.accounts.length + one.roles.length > 0 || one.from !== null);

test('whoever and whatever a breach affects is what a plain reading of the log finds', async () => {
  await fc.assert(
    fc.asyncProperty(suspicion, async (one) => {
      // Half an hour past the entries, so that none lies on the border.
      const fromHours = one.from === null ? null : one.from + 0.5;
      const untilHours = fromHours === null || one.lasts === null ? null : Math.max(fromHours - one.lasts - 1, 0);
      const suspected = accounts.filter((_, index) => one.accounts.includes(index));
      const opened = await record(staff, {
        ...(suspected.length > 0
          ? { accounts: suspected.map((id) => accountOf(school, id)) }
          : { tenantIds: [tenantGid(school.id)] }),
        roles: one.roles,
        ...(fromHours === null ? {} : { from: ago(fromHours) }),
        ...(untilHours === null ? {} : { until: ago(untilHours) }),
      });
      const found = (await assessed(staff, opened.id)).breaches.nodes[0]?.assessment;
      const expected = new Map<string, Set<string>>();
      for (const each of log) {
        const fits =
          each.outcome === 'done' &&
          (suspected.length === 0 || suspected.includes(each.accountId)) &&
          (one.roles.length === 0 || one.roles.includes(each.role)) &&
          (fromHours === null || each.hours <= fromHours) &&
          (untilHours === null || each.hours >= untilHours);
        for (const id of fits ? each.personIds : []) {
          expected.set(id, new Set([...(expected.get(id) ?? []), ...each.categories]));
        }
      }
      const having = (category: string): number => [...expected.values()].filter((of) => of.has(category)).length;
      expect(found).toMatchObject({
        peopleCount: expected.size,
        erasedPeople: persons.slice(-2).filter((id) => expected.has(id)).length,
        specialPeople: having('HEALTH'),
        records: [...expected.values()].reduce((sum, of) => sum + of.size, 0),
      });
      expect(found?.categories).toEqual(
        [...categories]
          .sort()
          .map((category) => ({ category, people: having(category) }))
          .filter(({ people }) => people > 0),
      );
    }),
    { numRuns: RUNS },
  );
});

test('an incident was not known later than the controller acted on it', async () => {
  const tenant = await world.tenant();
  const own = await tenant.controller();
  const incident = await record(staff, { tenantIds: [tenantGid(tenant.id)], roles: ['teacher'], awareAt: ago(4) });
  const { breaches, id } = await assessed(staff, incident.id);
  const response = {
    breachId: breaches.nodes[0]?.id,
    expectedVersion: breaches.nodes[0]?.version,
    authorityToldAt: ago(3),
  };
  expect(await outcomeOf(own, 'recordBreachResponse', response)).toBe('DONE');
  const input = { incidentId: id, expectedVersion: 1 };
  expect(await outcomeOf(staff, 'recordAwareness', { ...input, awareAt: ago(2) })).toBe('INVALID');
  expect(await outcomeOf(staff, 'recordAwareness', { ...input, awareAt: ago(3.5) })).toBe('DONE');
});

test('an incident is not closed, nor told for the last time, before the controller knows what was found since', async () => {
  const tenant = await world.tenant({ locale: 'sv' });
  const [first, second] = [await tenant.person(), await tenant.person()];
  const entry = { role: 'teacher', categories: ['NAME'] };
  await logged(tenant, { ...entry, personIds: [first] });
  let incident = await record(staff, { tenantIds: [tenantGid(tenant.id)], roles: ['teacher'], awareAt: ago(4) });
  const step = async (name: string, more: object = {}): Promise<string> => {
    incident = await assessed(staff, incident.id);
    const input = { incidentId: incident.id, expectedVersion: incident.version, ...more };
    return outcomeOf(staff, name, input);
  };
  expect(await step('draftBreachNotices', { isFinal: true })).toBe('DONE');
  const [draft] = (await readIncident(staff, incident.id)).breaches.nodes[0]?.notices.nodes ?? [];
  expect(draft?.nature).toContain('roller misstänks: Lärare.\nOmkring 1 person och 1 post berörs');
  expect(await step('sendBreachNotices')).toBe('DONE');
  expect(await step('draftBreachNotices')).toBe('CONFLICT');
  await logged(tenant, { ...entry, personIds: [second] });
  expect(await step('assessIncident')).toBe('DONE');
  expect(await step('closeIncident', { lessons: 'x' })).toBe('CONFLICT');
  expect(await step('draftBreachNotices', { isFinal: true })).toBe('DONE');
  expect(await step('sendBreachNotices')).toBe('DONE');
  expect(await step('assessIncident')).toBe('DONE');
  expect(await step('closeIncident', { lessons: 'x' })).toBe('DONE');
});
