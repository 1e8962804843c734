import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseGlobalId } from '../../src/base/ids.js';
import { mayProcess } from '../../src/processing/index.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { agreementInput, RECORD } from './agreement.samples.js';
import { engage, hostInput, passDays } from './sub-processor.samples.js';

interface Window {
  readonly state: string;
  readonly closesAt: string;
  readonly mayObject: boolean;
  readonly withheldFunctions: readonly string[];
  readonly needsSettlement: boolean;
}

interface Change {
  readonly change: {
    readonly id: string;
    readonly state: string;
    readonly takesEffectOn: string;
    readonly window: Window;
  };
}

const CHANGE = `change { id state takesEffectOn window { state closesAt mayObject withheldFunctions needsSettlement } }`;
const EFFECTIVE = '{ viewer { tenant { subProcessors { legalName locations engagedBy } } } }';

let world: World;
let operator: Actor;
let school: TestTenant;
let controller: Actor;
let other: Actor;
let otherSchool: TestTenant;

beforeAll(async () => {
  world = await World.open();
  operator = await (await world.tenant({ kind: 'operator' })).operator();
  await engage(operator);
  school = await world.tenant();
  controller = await school.controller();
  otherSchool = await world.tenant({ country: 'FI' });
  other = await otherSchool.controller();
});

afterAll(() => world.close());

async function effective(actor: Actor): Promise<string[]> {
  interface Answer {
    readonly viewer: { readonly tenant: { readonly subProcessors: readonly { readonly legalName: string }[] } };
  }
  return (await actor.ask<Answer>(EFFECTIVE)).viewer.tenant.subProcessors.map(({ legalName }) => legalName);
}

async function announce(legalName: string, changes: object = {}): Promise<Change['change']> {
  const announced = await engage(operator, { legalName, functions: [], since: '2026-01-01', ...changes });
  if (!announced.change) throw new Error(JSON.stringify(announced.userErrors));
  return announced.change as unknown as Change['change'];
}

const object = (actor: Actor, changeId: string) =>
  mutate<Change>(actor, 'objectToSubProcessor', { changeId, reason: 'It is outside of our risk appetite.' }, CHANGE);

const may = (tenant: TestTenant, name: 'MALWARE_SCANNING' | 'HOSTING'): Promise<boolean> =>
  world.app.database.transaction({ tenantId: tenant.id }, (db) => mayProcess(db, tenant.id, name));

describe('a sub-processor that is announced', () => {
  test('is the operator’s alone while it is proposed, and waits 30 days for everybody', async () => {
    const proposed = await mutate<{ subProcessor: { id: string }; change: { id: string } }>(
      operator,
      'proposeSubProcessor',
      hostInput({ legalName: 'Ny AS' }),
      'subProcessor { id } change { id }',
    );
    const node = `query($id: ID!) { node(id: $id) { id } }`;
    for (const id of [proposed.subProcessor.id, proposed.change.id]) {
      expect(await controller.ask(node, { id })).toEqual({ node: null });
      expect(await operator.ask(node, { id })).toEqual({ node: { id } });
    }
    const input = { id: proposed.change.id, reason: { en: 'Why' }, takesEffectOn: '2026-01-01' };
    expect(await outcomeOf(operator, 'announceSubProcessorChange', input)).toBe('INVALID');
    const announced = await mutate<Change>(
      operator,
      'announceSubProcessorChange',
      { id: proposed.change.id, reason: { en: 'Why' } },
      CHANGE,
    );
    expect(announced.change.state).toBe('ANNOUNCED');
    expect(await controller.ask(node, { id: proposed.change.id })).toEqual({ node: { id: proposed.change.id } });
    expect(await effective(controller)).toEqual(['Nordsky Cloud AB']);
    const days = (Date.parse(announced.change.takesEffectOn) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29);
    await passDays(world, 29);
    expect(await effective(controller)).toEqual(['Nordsky Cloud AB']);
    await passDays(world, 5);
    expect(await effective(controller)).toEqual(['Nordsky Cloud AB', 'Ny AS']);
    expect(await outcomeOf(controller, 'objectToSubProcessor', { changeId: announced.change.id, reason: 'Late' })).toBe(
      'EXPIRED',
    );
  });

  test('stands in the own log of every controller that it is announced to, and so does its end', async () => {
    const { id } = await announce('Kort AS');
    expect(await outcomeOf(operator, 'withdrawSubProcessorChange', { id, reason: { en: 'Given up' } })).toBe('DONE');
    const said = (tenant: TestTenant) =>
      tenant.rows<{ role: string; change: string }>(
        `select role, details ->> 'change' as change from log_entry where tenant_id = $1
          and action = 'subProcessor.manage' and details ->> 'changeId' = $2 order by at, id`,
        [tenant.id, parseGlobalId(id)?.id],
      );
    for (const tenant of [school, otherSchool]) {
      expect(await said(tenant)).toEqual([
        { role: 'operator', change: 'announced' },
        { role: 'operator', change: 'withdrawn' },
      ]);
    }
  });

  test('is kept from the data of whoever objects, until the objection is withdrawn', async () => {
    const { id } = await announce('Skann AS', { functions: ['MALWARE_SCANNING'] });
    const objected = await object(controller, id);
    expect(objected.change.window).toMatchObject({
      state: 'OBJECTED',
      withheldFunctions: ['MALWARE_SCANNING'],
      needsSettlement: false,
    });
    const ledger = `{ instructions(first: 1, filter: { kinds: [SUB_PROCESSOR] }) { nodes { name text changes { setting } } }
      settingsAt(kinds: [SUB_PROCESSOR]) { settings { name values { json } } } }`;
    const entered = JSON.stringify(await controller.ask(ledger));
    expect(entered).toContain('“Skann AS”');
    expect(entered).not.toMatch(/appetite|reason/);
    expect((await object(controller, id)).userErrors).toMatchObject([{ code: 'ALREADY_EXISTS' }]);
    // Nobody hands anything over before: the processor does it itself.
    expect(await may(school, 'MALWARE_SCANNING')).toBe(true);
    await passDays(world, 34);
    expect(await effective(other)).toContain('Skann AS');
    expect(await effective(controller)).not.toContain('Skann AS');
    expect(await may(school, 'MALWARE_SCANNING')).toBe(false);
    const asked = 'query($id: ID!) { mayProcess(tenantId: $id, function: MALWARE_SCANNING) }';
    const tenants = await operator.ask<{ tenants: { nodes: { id: string; slug: string }[] } }>(
      '{ tenants(first: 10) { nodes { id slug } } }',
    );
    const answers = await Promise.all(
      tenants.tenants.nodes.map(({ id: tenant }) => operator.ask(asked, { id: tenant })),
    );
    expect(answers).toEqual(expect.arrayContaining([{ mayProcess: true }, { mayProcess: false }]));

    expect(await outcomeOf(controller, 'withdrawSubProcessorObjection', { changeId: id })).toBe('DONE');
    expect(await effective(controller)).toContain('Skann AS');
    expect(await may(school, 'MALWARE_SCANNING')).toBe(true);
    expect(await outcomeOf(controller, 'withdrawSubProcessorObjection', { changeId: id })).toBe('CONFLICT');
  });

  test('what widens an entry is announced as well, and what narrows it is not', async () => {
    const { subProcessors } = await operator.ask<{ subProcessors: { nodes: { id: string; version: number }[] } }>(
      '{ subProcessors(first: 1) { nodes { id version } } }',
    );
    const [host] = subProcessors.nodes;
    const entry = { id: host?.id, expectedVersion: host?.version };
    const wider = { locations: ['SE', 'NO', 'US'], transferBasis: 'SCC' };
    expect(await outcomeOf(operator, 'updateSubProcessor', { ...entry, ...wider })).toBe('INVALID');
    const proposed = await mutate<Change>(
      operator,
      'proposeSubProcessorChange',
      { ...entry, ...wider, takesEffectOn: '2026-01-01' },
      'change { id }',
    );
    const announcedAs = { id: proposed.change.id, reason: { en: 'Capacity' } };
    expect(await outcomeOf(operator, 'announceSubProcessorChange', announcedAs)).toBe('DONE');
    const objected = await object(controller, proposed.change.id);
    expect(objected.change.window).toMatchObject({ state: 'OBJECTED', needsSettlement: true });
    await passDays(world, 34);
    const where = async (actor: Actor): Promise<unknown> => {
      const answer = await actor.ask<{
        viewer: { tenant: { subProcessors: { legalName: string; locations: string[] }[] } };
      }>(EFFECTIVE);
      return answer.viewer.tenant.subProcessors[0]?.locations;
    };
    expect(await where(other)).toEqual(['SE', 'NO', 'US']);
    expect(await where(controller)).toEqual(['SE', 'NO']);

    const objections = `{ subProcessorObjections(first: 10, openOnly: true) { nodes { id reason needsSettlement tenant { name }
      change { id } } } }`;
    const open = await operator.ask<{ subProcessorObjections: { nodes: { id: string }[] } }>(objections);
    expect(open.subProcessorObjections.nodes).toMatchObject([{ needsSettlement: true, tenant: { name: school.slug } }]);
    const settled = { id: open.subProcessorObjections.nodes[0]?.id, settlement: 'CHANGE_GIVEN_UP', note: 'We stay.' };
    expect(await outcomeOf(operator, 'settleSubProcessorObjection', settled)).toBe('DONE');
    expect(await outcomeOf(operator, 'settleSubProcessorObjection', settled)).toBe('CONFLICT');
    expect(await where(other)).toEqual(['SE', 'NO']);

    const read = await operator.ask<{ node: { version: number } }>(
      'query($id: ID!) { node(id: $id) { ... on SubProcessor { version } } }',
      { id: host?.id },
    );
    const narrower = { id: host?.id, expectedVersion: read.node.version, locations: ['SE'] };
    expect(await outcomeOf(operator, 'updateSubProcessor', narrower)).toBe('DONE');
    expect(await where(controller)).toEqual(['SE']);
  });

  test('waits longer where the tenant agreed on that, and for its word where it authorises each', async () => {
    await school.insert('agreed_period', { key: 'SUB_PROCESSOR_OBJECTION', period: 'P60D', valid_from: '2026-01-01' });
    await other.ask(RECORD, { input: agreementInput({ authorisation: 'SPECIFIC' }) });
    const { id } = await announce('Sein OÜ', { functions: ['MONITORING'] });
    await passDays(world, 40);
    expect(await effective(controller)).not.toContain('Sein OÜ');
    expect(await effective(other)).not.toContain('Sein OÜ');
    expect(await outcomeOf(controller, 'authoriseSubProcessor', { changeId: id })).toBe('CONFLICT');
    expect(await outcomeOf(other, 'authoriseSubProcessor', { changeId: id })).toBe('DONE');
    expect(await effective(other)).toContain('Sein OÜ');
    await passDays(world, 25);
    expect(await effective(controller)).toContain('Sein OÜ');
  });

  test('a tenant that joins later has the list that is in force, and a window of its own for what is not yet', async () => {
    await announce('Senere AS');
    await passDays(world, 10);
    const joined = await (await world.tenant()).controller();
    expect(await effective(joined)).toEqual(expect.arrayContaining(['Nordsky Cloud AB', 'Skann AS']));
    await passDays(world, 25);
    expect(await effective(controller)).not.toContain('Senere AS');
    expect(await effective(joined)).not.toContain('Senere AS');
    await passDays(world, 10);
    expect(await effective(joined)).toContain('Senere AS');
  });

  test('who is engaged by another is named with it, kept off with it, and ends with it', async () => {
    const parent = await announce('Kjede AS');
    const id = (parent as unknown as { subProcessor: { id: string; version: number } }).subProcessor.id;
    const link = await announce('Ledd AS', { engagedById: id });
    for (const changeId of [parent.id, link.id]) await mutate(other, 'authoriseSubProcessor', { changeId });
    await object(controller, parent.id);
    await passDays(world, 70);
    expect(await effective(other)).toContain('Kjede AS');
    expect(await effective(controller)).not.toContain('Kjede AS');
    expect(await effective(controller)).not.toContain('Ledd AS');
    const read = `query($id: ID!) { node(id: $id) { ... on SubProcessor { version since engages { legalName engagedBy { legalName } } } } }`;
    const { node } = await world
      .anonymous()
      .ask<{ node: { version: number; engages: object[]; since: string } }>(read, { id });
    expect(node.engages).toEqual([{ legalName: 'Ledd AS', engagedBy: { legalName: 'Kjede AS' } }]);
    const until = new Date().toISOString().slice(0, 10);
    await passDays(world, 2);
    expect(await outcomeOf(operator, 'endSubProcessor', { id, expectedVersion: node.version, until })).toBe('DONE');
    const left = await world.anonymous().ask<object>('{ subProcessors(first: 50) { nodes { legalName } } }');
    expect(JSON.stringify(left)).not.toMatch(/Kjede|Ledd/);
  });
});

describe('who may say what', () => {
  test('the controller decides, the operator keeps and settles, and nobody else', async () => {
    const { id } = await announce('Hvem AS');
    const decide = { changeId: id, reason: 'No' };
    const others = [await school.endUser(), await school.teacher(), operator];
    for (const actor of others) expect(await outcomeOf(actor, 'objectToSubProcessor', decide)).toBe('FORBIDDEN');
    const list = '{ subProcessorObjections(first: 1) { totalCount } }';
    expect(await outcomeOfQuery(controller, list)).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(operator, list)).toBe('DONE');
    for (const name of ['announceSubProcessorChange', 'withdrawSubProcessorChange']) {
      expect(await outcomeOf(controller, name, { id, reason: { en: 'x' } })).toBe('FORBIDDEN');
    }
    expect(await outcomeOf(controller, 'objectToSubProcessor', decide)).toBe('DONE');
    const seen = `query($id: ID!) { node(id: $id) { ... on SubProcessorChange { window { state } objections { reason } } } }`;
    expect(await controller.ask(seen, { id })).toMatchObject({ node: { objections: [{ reason: 'No' }] } });
    for (const actor of [other, await school.teacher()]) {
      expect(await actor.ask(seen, { id })).toMatchObject({ node: { objections: [] } });
    }
    expect(await operator.ask(seen, { id })).toMatchObject({ node: { window: null, objections: [{ reason: 'No' }] } });
    expect(await outcomeOf(operator, 'withdrawSubProcessorChange', { id, reason: { en: 'Given up' } })).toBe('DONE');
    expect(await controller.ask(seen, { id })).toMatchObject({ node: { window: { state: 'WITHDRAWN' } } });
    const { rows } = await world.owner.query(`select 1 from log_entry where action = 'subProcessor.decide'`);
    expect(rows.length).toBeGreaterThan(3);
  });
});
