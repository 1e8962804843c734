import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import { Translator } from '../../src/base/messages.js';
import { messages } from '../../src/domains.js';
import { type AnnexFacts, wordsOf } from '../../src/processing/agreements/index.js';
import { composeRecord } from '../../src/processing/records/record.js';
import type { Actor } from '../harness/actor.js';
import { outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface Party {
  readonly name: string;
  readonly contact: string | null;
  readonly dataProtectionOfficer: string | null;
  readonly representative: string | null;
}

interface ProcessingRecord {
  readonly number: number;
  readonly hash: string;
  readonly madeAt: string;
  readonly isCurrent: boolean;
  readonly processor: Party | null;
  readonly controller: Party;
  readonly dataSubjects: readonly string[];
  readonly personalData: readonly { readonly category: string; readonly elements: readonly string[] }[];
  readonly measures: readonly { readonly heading: string; readonly measures: readonly string[] }[];
  readonly automatedDecisionMaking: { readonly takesPlace: boolean; readonly statement: string };
}

const PARTS = `number hash madeAt isCurrent
  processor { name organisationNumber address contact dataProtectionOfficer representative }
  controller { name organisationNumber address contact dataProtectionOfficer representative }
  categoriesOfProcessing purposes dataSubjects personalData { category elements } sensitiveData { category elements }
  recipients { name address processing categories countries } transfers { recipient countries basis safeguard }
  measures { heading measures } automatedDecisionMaking { takesPlace statement }`;
const RECORD = `query($number: Int, $on: Date) { processingRecord(number: $number, on: $on) { ${PARTS} } }`;
const VERSIONS = '{ processingRecordVersions { number hash madeAt } }';
const REGISTER = `query($first: Int, $after: String, $last: Int, $before: String) {
  processorRegister(first: $first, after: $after, last: $last, before: $before) {
  totalCount nodes { tenantId slug record { ${PARTS} } } pageInfo { hasNextPage endCursor } } }`;

let world: World;
let tenant: TestTenant;
let other: TestTenant;
let controller: Actor;
let operator: Actor;

beforeAll(async () => {
  world = await World.open();
  [tenant, other] = [await world.tenant(), await world.tenant()];
  controller = await tenant.controller();
  operator = await (await world.tenant({ kind: 'operator' })).operator();
});

afterAll(() => world.close());

const record = async (variables: object = {}, actor = controller): Promise<ProcessingRecord | null> =>
  (await actor.ask<{ processingRecord: ProcessingRecord | null }>(RECORD, variables)).processingRecord;

const current = async (): Promise<ProcessingRecord> => {
  const now = await record();
  if (!now) throw new Error('there is no record');
  return now;
};

const processor = {
  name: 'Varde Drift',
  legalName: 'Varde Drift AS',
  organisationNumber: '999 888 777',
  address: 'Storgata 1, Oslo',
  country: 'NO',
  contact: 'personvern@drift.example',
  dataProtectionOfficer: 'ombud@drift.example',
  representative: 'Varde Europe BV, Amsterdam',
};

describe('the record of processing', () => {
  test('says who, whose and which data, what keeps it safe, and that nothing is decided automatically', async () => {
    expect((await current()).processor).toBeNull();
    expect(await outcomeOf(operator, 'updateProcessor', processor)).toBe('DONE');
    const { viewer } = await controller.ask<{ viewer: { tenant: { version: number } } }>(
      '{ viewer { tenant { version } } }',
    );
    const own = viewer.tenant;
    const contacts = { dataProtectionOfficer: 'ombud@skole.example', representative: 'Skole EU SA, Paris' };
    const settings = { expectedVersion: own.version, privacyContact: 'personvern@skole.example', ...contacts };
    expect(await outcomeOf(controller, 'updateTenantSettings', settings)).toBe('DONE');
    const measure = { heading: 'DATA_QUALITY', text: { en: 'Values are validated.', nb: 'Verdier valideres.' } };
    expect(await outcomeOf(operator, 'setMeasure', measure)).toBe('DONE');
    const read = await current();
    expect(read).toMatchObject({
      isCurrent: true,
      processor: {
        name: 'Varde Drift AS',
        address: 'Storgata 1, Oslo\nNorway',
        contact: processor.contact,
        dataProtectionOfficer: 'ombud@drift.example',
        representative: 'Varde Europe BV, Amsterdam',
      },
      controller: { name: tenant.slug, contact: 'personvern@skole.example', ...contacts },
      sensitiveData: [],
      recipients: [],
      transfers: [],
      automatedDecisionMaking: { takesPlace: false },
    });
    expect(read.automatedDecisionMaking.statement).toMatch(/^There is no automated decision-making .* Article 22 GDPR/);
    expect(read.measures).toEqual([{ heading: expect.any(String), measures: ['Values are validated.'] }]);
    expect(read.dataSubjects.length).toBeGreaterThan(0);
    expect(read.personalData.map(({ category }) => category)).toContain('Contact details');
  });

  test('follows a new field by itself, and stays as it was under its number and on its day', async () => {
    const before = await current();
    await tenant.field({ label: 'Shoe size', category: 'OTHER' });
    const after = await current();
    expect(after.number).toBe(before.number + 1);
    expect(after.hash).not.toBe(before.hash);
    expect(after.personalData.flatMap(({ elements }) => elements)).toContain('Shoe size');
    expect(await current()).toEqual(after);
    expect(await record({ number: before.number })).toEqual({ ...before, isCurrent: false });
    await tenant.rows(`update annex_version set made_at = made_at - interval '400 days' where number = $1`, [
      before.number,
    ]);
    await tenant.rows(`update annex_version set made_at = made_at - interval '500 days' where number < $1`, [
      before.number,
    ]);
    const day = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
    expect(await record({ on: day(30) })).toMatchObject({ number: before.number, isCurrent: false });
    expect(await record({ on: day(0) })).toMatchObject({ number: after.number, isCurrent: true });
    expect(await record({ on: day(2_000) })).toBeNull();
    expect(await record({ number: 99 })).toBeNull();
    const { processingRecordVersions } = await controller.ask<{ processingRecordVersions: { number: number }[] }>(
      VERSIONS,
    );
    expect(processingRecordVersions[0]).toMatchObject({ number: after.number, hash: after.hash });
    expect(processingRecordVersions).toHaveLength(after.number);
  });

  test('is the controller’s own to read, and nobody else’s in the tenant', async () => {
    for (const query of [RECORD, VERSIONS]) {
      expect(await outcomeOfQuery(controller, query)).toBe('DONE');
      for (const actor of [await tenant.teacher(), await tenant.unitAdministrator(), operator]) {
        expect(await outcomeOfQuery(actor, query)).toBe('FORBIDDEN');
      }
      expect(await outcomeOfQuery(world.anonymous(), query)).toBe('UNAUTHENTICATED');
    }
    const theirs = await record({}, await other.controller());
    expect(theirs).toMatchObject({ number: 1, controller: { name: other.slug } });
    expect(JSON.stringify(theirs)).not.toContain('Shoe size');
  });

  test('is a page, a tagged PDF that comes out the same, and JSON, in the language that is asked for', async () => {
    const get = async (path: string, actor: Actor = controller) =>
      fetch(`${world.url}${path}`, { headers: { authorization: `Bearer ${actor.token}` } });
    const json = (await (await get('/processing-record.json')).json()) as ProcessingRecord;
    expect(json).toMatchObject({ language: 'en', hash: (await current()).hash });
    const page = await (await get('/processing-record.html?lang=nb')).text();
    expect(page).toContain('Protokoll over behandlingsaktiviteter');
    expect(page).toContain('ingen automatiserte avgjørelser');
    expect(page).toContain(json.hash);
    const [pdf, again] = [await get('/processing-record.pdf'), await get('/processing-record.pdf')];
    const bytes = Buffer.from(await pdf.arrayBuffer());
    expect(bytes.equals(Buffer.from(await again.arrayBuffer()))).toBe(true);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.includes('/MarkInfo')).toBe(true);
    expect(((await (await get('/processing-record.json?number=1')).json()) as ProcessingRecord).number).toBe(1);
    for (const path of ['?number=0', '?number=77', '?on=1999-01-01']) {
      expect((await get(`/processing-record.json${path}`)).status).toBe(404);
    }
    expect((await get('/processing-record.pdf', await tenant.teacher())).status).toBe(404);
    expect((await get('/processor-register.csv')).status).toBe(404);
    const csv = await get('/processor-register.csv', operator);
    const lines = (await csv.text()).trim().split('\n');
    expect(lines[0]).toMatch(/^slug,version,madeAt,controller/);
    expect(lines.some((line) => line.startsWith(`${tenant.slug},`))).toBe(true);
  });
});

describe('the processor’s register', () => {
  interface Register {
    readonly processorRegister: {
      readonly totalCount: number;
      readonly nodes: readonly {
        readonly tenantId: string;
        readonly slug: string;
        readonly record: ProcessingRecord;
      }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  }

  test('holds every controller’s record as it is now, page by page, for the operator alone', async () => {
    const { processorRegister: first } = await operator.ask<Register>(REGISTER, { first: 1 });
    expect(first.nodes.map(({ slug }) => slug)).toEqual([tenant.slug]);
    expect(first.totalCount).toBe(2);
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(first.nodes[0]?.record).toEqual(await current());
    const { processorRegister: next } = await operator.ask<Register>(REGISTER, {
      first: 9,
      after: first.pageInfo.endCursor,
    });
    expect(next.nodes.map(({ tenantId }) => tenantId)).toEqual([toGlobalId('Tenant', other.id)]);
    expect(next.pageInfo.hasNextPage).toBe(false);
    const { processorRegister: back } = await operator.ask<Register>(REGISTER, {
      last: 5,
      before: next.nodes[0]?.tenantId,
    });
    expect(back.nodes.map(({ slug }) => slug)).toEqual([tenant.slug]);
    expect(await outcomeOfQuery(operator, REGISTER, { first: 101 })).toBe('BAD_USER_INPUT');
    expect(await outcomeOfQuery(operator, REGISTER, { first: 1, after: 'x' })).toBe('BAD_USER_INPUT');
    expect(await outcomeOfQuery(controller, REGISTER, { first: 9 })).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(world.anonymous(), REGISTER, { first: 9 })).toBe('UNAUTHENTICATED');
    expect(await outcomeOfQuery(operator, REGISTER, { first: 9 })).toBe('DONE');
  });

  test('lends no other field of the same request its way into a controller, under whatever names it is asked for', async () => {
    const field = (name: string) => `${name}: processorRegister(first: 9) { totalCount }`;
    const seen = await operator.ask<{ viewer: { tenant: { kind: string } }; tenants: { nodes: object[] } }>(
      `{ ${field('one')} viewer { tenant { kind } } ${field('two')} tenants(first: 9) { nodes { slug } } }`,
    );
    expect(seen).toMatchObject({
      one: { totalCount: 2 },
      two: { totalCount: 2 },
      viewer: { tenant: { kind: 'OPERATOR' } },
    });
    expect(seen.tenants.nodes).toHaveLength(2);
  });

  test('stands in the log of each controller whose record was read, and names no person', async () => {
    const [row] = await tenant.rows<{ role: string; person_ids: string[] }>(
      `select role, person_ids from log_entry where action = 'record.register' and outcome = 'done' limit 1`,
    );
    expect(row).toMatchObject({ role: 'operator', person_ids: [] });
    const { processorRegister } = await operator.ask<Register>(REGISTER, { first: 9 });
    const text = JSON.stringify(processorRegister);
    const people = await tenant.rows<{ given_name: string }>('select given_name from person');
    expect(people.length).toBeGreaterThan(0);
    for (const { given_name } of people) expect(text).not.toContain(`"${given_name}`);
  });
});

test('what leaves the European Economic Area is told with its safeguard, and what stays is not', () => {
  const translator = new Translator(messages);
  const words = wordsOf({ locale: 'en', text: (key, parameters) => translator.text(key, 'en', parameters) });
  const party = {
    legalName: 'X',
    organisationNumber: '',
    address: '',
    country: 'NO',
    contact: '',
    dataProtectionOfficer: null,
    representative: null,
  };
  const engaged = (legalName: string, locations: string[], transferBasis: 'NONE_EEA' | 'SCC') => ({
    id: legalName,
    legalName,
    service: { en: 'Hosting' },
    processing: { en: 'Hosts.' },
    responsibilities: { en: 'All.' },
    dataCategories: ['NAME' as const],
    address: 'A street',
    country: 'SE',
    locations,
    transferBasis,
    transferDetails: 'Module 3',
    contact: 'c',
    since: '2026-01-01',
  });
  const facts = {
    agreement: null,
    controller: party,
    processor: party,
    registers: [],
    elements: [],
    fields: [],
    measures: [],
    roleNames: {},
    subProcessors: [engaged('Home', ['SE', 'NO'], 'NONE_EEA'), engaged('Abroad', ['SE', 'US'], 'SCC')],
  } as unknown as AnnexFacts;
  const { transfers, recipients } = composeRecord(
    { number: 1, hash: 'h', madeAt: new Date(0), isCurrent: true, facts, systems: [] },
    words,
  );
  expect(recipients.map(({ name, categories, countries }) => [name, categories, countries])).toEqual([
    ['Home', ['Name'], ['Sweden', 'Norway']],
    ['Abroad', ['Name'], ['Sweden', 'United States']],
  ]);
  expect(transfers).toEqual([
    {
      recipient: 'Abroad',
      countries: ['United States'],
      basis: 'SCC',
      safeguard: expect.stringMatching(/\nModule 3$/),
    },
  ]);
});
