import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import { announceInDemo } from '../../src/development/demo/demo.sub-processors.js';
import { kvarnlunda } from '../../src/development/demo/kvarnlunda.js';
import { findingsOf, screened } from '../content/screenings.js';
import type { Actor } from '../harness/actor.js';
import { acknowledgeAnnexes, mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { ago, assessed, incidentMutation, readBreaches, record } from '../processing/breach.samples.js';
import { passDays } from '../processing/sub-processor.samples.js';
import { Demo, peopleSeenBy } from './demo.js';

/** What the processor owes a supplier for its customers’ portal: rows BJ-4, BJ-7, BJ-8, BJ-9, BJ-12, GD-5 and GD-6. */
let demo: Demo;
let controller: Actor;
let salesperson: Actor;
let elin: Actor;
const { slug } = kvarnlunda;
const CLOUD_HOST = 'Microsoft Ireland Operations Limited';

beforeAll(async () => {
  demo = await Demo.open(kvarnlunda);
  controller = await demo.as('birgitta-rosenlov');
  salesperson = await demo.as('anders-klintmark');
  elin = await demo.as('elin-forsvall');
});

afterAll(() => demo.close());

const json = async (path: string): Promise<Record<string, unknown>> =>
  (await (await fetch(`${demo.world.url}${path}`)).json()) as Record<string, unknown>;

const OWN_LIST = '{ viewer { tenant { subProcessors { legalName isPrimary } } } }';
async function engagedFor(actor: Actor): Promise<string[]> {
  interface List {
    readonly viewer: { readonly tenant: { readonly subProcessors: readonly { readonly legalName: string }[] } };
  }
  return (await actor.ask<List>(OWN_LIST)).viewer.tenant.subProcessors.map(({ legalName }) => legalName);
}

test('BJ-4: the complete list is public and the supplier’s own, with the cloud host marked as the primary one', async () => {
  const { subProcessors } = (await json('/sub-processors.json')) as {
    subProcessors: readonly { legalName: string; isPrimary: boolean }[];
  };
  expect(subProcessors.filter(({ isPrimary }) => isPrimary).map(({ legalName }) => legalName)).toEqual([CLOUD_HOST]);
  expect((await engagedFor(controller)).sort()).toEqual(subProcessors.map(({ legalName }) => legalName).sort());
  expect(await engagedFor(elin)).toContain('Nordlys Datasenter AS');
  const end = { id: toGlobalId('SubProcessor', demo.tenantId), expectedVersion: 1, until: '2026-12-31' };
  expect(await outcomeOf(controller, 'endSubProcessor', end)).toBe('FORBIDDEN');
});

test('GD-5: a new sub-processor waits for its window, and never reaches a controller that objected', async () => {
  await announceInDemo(demo.actors.operator, () => demo.actors.as('birgitta-rosenlov'));
  const WINDOWS = `{ subProcessorChanges(last: 2) { nodes { id reason subProcessor { legalName }
    window { state mayObject } } } }`;
  interface Windows {
    readonly subProcessorChanges: {
      readonly nodes: readonly { readonly id: string; readonly subProcessor: { readonly legalName: string } }[];
    };
  }
  const { nodes } = (await controller.ask<Windows>(WINDOWS)).subProcessorChanges;
  expect(nodes).toMatchObject([
    { subProcessor: { legalName: 'Kontrollpost Viirusetõrje OÜ' }, window: { state: 'OPEN', mayObject: true } },
    { subProcessor: { legalName: 'Nightdesk Support Inc.' }, window: { state: 'OBJECTED' } },
  ]);
  const objection = { changeId: nodes[0]?.id, reason: 'Våra filer stannar hos oss.' };
  expect(await outcomeOf(salesperson, 'objectToSubProcessor', objection)).toBe('FORBIDDEN');
  const before = await engagedFor(controller);
  expect(before).not.toContain('Kontrollpost Viirusetõrje OÜ');
  await passDays(demo.world, 45);
  expect((await engagedFor(controller)).filter((name) => !before.includes(name))).toEqual([
    'Kontrollpost Viirusetõrje OÜ',
  ]);
  expect(await outcomeOf(controller, 'objectToSubProcessor', objection)).not.toBe('DONE');
});

test('BJ-7: what the supplier set is a numbered instruction, and the processor’s staff read what it let them read', async () => {
  const LEDGER = '{ instructions(first: 100) { totalCount nodes { number kind text isInForce } } }';
  const { instructions } = await controller.ask<{
    instructions: { totalCount: number; nodes: { number: number; kind: string; text: string }[] };
  }>(LEDGER);
  const numbers = instructions.nodes.map(({ number }) => number).sort((one, other) => one - other);
  expect(numbers).toEqual(Array.from({ length: instructions.totalCount }, (_, index) => index + 1));
  expect(instructions.nodes.some(({ kind, text }) => kind === 'FIELD' && text.includes('Leveransadress'))).toBe(true);
  expect(await outcomeOfQuery(salesperson, LEDGER)).toBe('FORBIDDEN');

  const personId = demo.gid('person', 'elin-forsvall');
  const CARD = 'query($id: ID!) { person(id: $id) { givenName email } }';
  expect(await outcomeOfQuery(demo.operator, CARD, { id: personId })).toBe('FORBIDDEN');
  const { lockboxAccess } = await mutate<{ lockboxAccess: { id: string; version: number } }>(
    demo.operator,
    'requestLockboxAccess',
    {
      tenantId: toGlobalId('Tenant', demo.tenantId),
      staffName: 'Eirik Vatne',
      reason: 'Kunden ser fel namn',
      needed: 'Kundens kort',
      purpose: 'ADMINISTRATION',
      categories: ['NAME'],
      personIds: [personId],
      until: new Date(Date.now() + 8 * 3_600_000).toISOString(),
    },
    'lockboxAccess { id version }',
  );
  const approval = { lockboxAccessId: lockboxAccess.id, expectedVersion: lockboxAccess.version };
  const asStaff = async () =>
    (await demo.operator.send<{ person: object | null }>(CARD, { id: personId }, { 'varde-lockbox': lockboxAccess.id }))
      .data?.person ?? null;
  expect(await asStaff()).toBeNull();
  for (const other of [salesperson, demo.operator]) {
    expect(await outcomeOf(other, 'approveLockboxAccess', approval)).not.toBe('DONE');
  }
  expect(await outcomeOf(controller, 'approveLockboxAccess', approval)).toBe('DONE');
  expect(await asStaff()).toEqual({ givenName: 'Elin', email: null });
  expect(await outcomeOf(controller, 'endLockboxAccess', { lockboxAccessId: lockboxAccess.id })).toBe('DONE');
  expect(await asStaff()).toBeNull();
});

test('BJ-8: a field that widens the processing stores nothing before the supplier acknowledged the annex', async () => {
  const { field } = await mutate<{ field: { id: string } }>(
    controller,
    'createField',
    {
      key: 'portkod',
      label: 'Portkod',
      type: 'TEXT',
      registers: ['CONTACT'],
      category: 'IDENTIFIER',
      purposes: ['SAFETY'],
      retention: 'WHILE_ACTIVE',
      correctable: true,
    },
    'field { id }',
  );
  const { viewer } = await elin.ask<{ viewer: { person: { version: number } } }>('{ viewer { person { version } } }');
  const values = { expectedVersion: viewer.person.version, values: [{ fieldId: field.id, text: '4711' }] };
  expect(await outcomeOf(elin, 'setFieldValues', values)).toBe('ANNEX_NOT_ACKNOWLEDGED');
  const LATEST = '{ annexVersion { number hash widens changes { text } } }';
  const { annexVersion } = await controller.ask<{ annexVersion: { number: number; hash: string } }>(LATEST);
  expect(JSON.stringify(annexVersion)).toContain('Portkod');
  const acknowledgement = { number: annexVersion.number, expectedHash: annexVersion.hash };
  expect(await outcomeOf(salesperson, 'acknowledgeAnnexVersion', acknowledgement)).toBe('FORBIDDEN');
  expect((await acknowledgeAnnexes(controller)).userErrors).toEqual([]);
  expect(await outcomeOf(elin, 'setFieldValues', values)).toBe('DONE');
});

test('BJ-9: the portal finds telephone numbers in comments and files, shows and purges them', async () => {
  await screened(demo.world, demo.tenantId);
  const open = await findingsOf(controller, { states: ['OPEN'], kinds: ['TELEPHONE'] });
  const inComment = open.find(({ comment }) => comment);
  expect(inComment?.excerpt?.text).toContain('070-174 06 05');
  expect(open.some(({ upload }) => upload)).toBe(true);
  const purge = { findingId: inComment?.id, expectedVersion: inComment?.version, reason: 'Behövs inte' };
  for (const other of [elin, demo.operator]) expect(await outcomeOf(other, 'purgeFinding', purge)).toBe('FORBIDDEN');
  expect(await outcomeOf(controller, 'purgeFinding', purge)).toBe('DONE');
  const COMMENTS = 'query($id: ID!) { person(id: $id) { comments(first: 9) { nodes { body tombstones { kinds } } } } }';
  const read = JSON.stringify(await controller.ask(COMMENTS, { id: demo.gid('person', 'elin-forsvall') }));
  expect(read).not.toContain('174 06 05');
  expect(read).toContain('TELEPHONE');
});

test('BJ-12: the standing questions are answered to everybody, by no name of a customer', async () => {
  const trust = (await json(`/tenants/${slug}/trust.json?lang=sv`)) as Record<string, readonly object[]>;
  for (const part of ['measures', 'subProcessors', 'places', 'agreements', 'contacts']) {
    expect(trust[part]?.length).toBeGreaterThan(0);
  }
  expect(trust).toMatchObject({ language: 'sv', controller: kvarnlunda.legalName });
  const page = await (await fetch(`${demo.world.url}/tenants/${slug}/trust.html?lang=sv`)).text();
  expect(page).toContain(CLOUD_HOST);
  for (const name of await peopleSeenBy(controller)) expect(page).not.toContain(name);
});

test('GD-6: whom a stolen login reached is read off the log, and the supplier is told, and nobody else', async () => {
  // Among whom is the salesperson, whose own data the login gave away to nobody by that.
  const seen = await peopleSeenBy(salesperson);
  expect(await readBreaches(controller)).toEqual([]);
  const incident = await record(demo.operator, {
    awareAt: ago(0),
    from: ago(1),
    accounts: [{ tenantId: toGlobalId('Tenant', demo.tenantId), accountId: demo.accountGid('anders-klintmark') }],
  });
  const found = await assessed(demo.operator, incident.id);
  expect(found.breaches.nodes[0]?.assessment?.peopleCount).toBe(seen.length - 1);
  const reference = (version: number) => ({ incidentId: incident.id, expectedVersion: version });
  const drafted = await incidentMutation(demo.operator, 'draftBreachNotices', reference(found.version));
  expect(drafted.userErrors).toEqual([]);
  const sent = await incidentMutation(demo.operator, 'sendBreachNotices', reference(drafted.incident?.version ?? 0));
  expect(sent.userErrors).toEqual([]);
  const [breach] = await readBreaches(controller);
  expect(breach).toMatchObject({ isOverdue: false, toldAt: expect.any(String) });
  const notice = { noticeId: breach?.notices.nodes[0]?.id };
  expect(breach?.notices.nodes[0]?.measures).toEqual(expect.any(String));
  expect(await outcomeOfQuery(salesperson, '{ breaches(first: 1) { nodes { id } } }')).toBe('FORBIDDEN');
  expect(await outcomeOf(salesperson, 'acknowledgeBreachNotice', notice)).toBe('FORBIDDEN');
  expect(await outcomeOf(controller, 'acknowledgeBreachNotice', notice)).toBe('DONE');
});
