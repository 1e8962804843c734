import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import { Translator } from '../../src/base/messages.js';
import { messages } from '../../src/domains.js';
import type { AnnexSources } from '../../src/processing/agreements/annex-sources.js';
import { wordsIn } from '../../src/processing/agreements/annex-words.js';
import { composeRecord } from '../../src/processing/records/record.js';
import type { Actor } from '../harness/actor.js';
import { outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface Party {
  readonly name: string;
  readonly contact: string | null;
  readonly dataProtectionOfficer: string | null;
}

interface ProcessingRecord {
  readonly hash: string;
  readonly madeAt: string;
  readonly processor: Party | null;
  readonly controller: Party;
  readonly dataSubjects: readonly string[];
  readonly personalData: readonly { readonly category: string; readonly elements: readonly string[] }[];
  readonly measures: readonly { readonly heading: string; readonly measures: readonly string[] }[];
  readonly automatedDecisionMaking: { readonly takesPlace: boolean; readonly statement: string };
}

const PARTS = `hash madeAt
  processor { name organisationNumber address contact dataProtectionOfficer }
  controller { name organisationNumber address contact dataProtectionOfficer }
  categoriesOfProcessing purposes dataSubjects personalData { category elements } sensitiveData { category elements }
  recipients { name address processing categories countries } transfers { recipient countries basis safeguard }
  measures { heading measures } automatedDecisionMaking { takesPlace statement }`;
const RECORD = `query Record { processingRecord { ${PARTS} } }`;
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
};

describe('the record of processing', () => {
  test('says who, whose and which data, what keeps it safe, and that nothing is decided automatically', async () => {
    expect(await record()).toBeNull();
    expect(await outcomeOf(operator, 'updateProcessor', processor)).toBe('DONE');
    expect(await record()).not.toBeNull();
    const measure = { heading: 'DATA_QUALITY', text: { en: 'Values are validated.', nb: 'Verdier valideres.' } };
    expect(await outcomeOf(operator, 'setMeasure', measure)).toBe('DONE');
    const read = await current();
    expect(read).toMatchObject({
      processor: {
        name: 'Varde Drift AS',
        address: 'Storgata 1, Oslo\nNorway',
        contact: processor.contact,
        dataProtectionOfficer: 'ombud@drift.example',
      },
      controller: { name: tenant.slug },
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

  test('follows a new field by itself, and is the same for as long as nothing changes', async () => {
    const before = await current();
    await tenant.field({ label: 'Shoe size', category: 'OTHER' });
    const after = await current();
    expect(after.hash).not.toBe(before.hash);
    expect(after.personalData.flatMap(({ elements }) => elements)).toContain('Shoe size');
    expect(await current()).toEqual(after);
  });

  test('is the controller’s own to read, and nobody else’s in the tenant', async () => {
    for (const query of [RECORD]) {
      expect(await outcomeOfQuery(controller, query)).toBe('DONE');
      for (const actor of [await tenant.teacher(), await tenant.unitAdministrator(), operator]) {
        expect(await outcomeOfQuery(actor, query)).toBe('FORBIDDEN');
      }
      expect(await outcomeOfQuery(world.anonymous(), query)).toBe('UNAUTHENTICATED');
    }
    const theirs = await record({}, await other.controller());
    expect(theirs).toMatchObject({ controller: { name: other.slug } });
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
    expect((await get('/processing-record.pdf', await tenant.teacher())).status).toBe(404);
    expect((await get('/processor-register.csv')).status).toBe(404);
    const csv = await get('/processor-register.csv', operator);
    const lines = (await csv.text()).trim().split('\n');
    expect(lines[0]).toMatch(/^slug,madeAt,controller/);
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
  const words = wordsIn(new Translator(messages), 'en');
  const party = {
    legalName: 'X',
    organisationNumber: '',
    address: '',
    country: 'NO',
    contact: '',
    dataProtectionOfficer: null,
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
    agreement: {
      startsOn: '2026-01-01',
      endsOn: null,
      mainContractName: '',
      mainContractNumber: null,
      mainContractDate: null,
      annexNumber: '',
      contactName: null,
      contactPosition: null,
      contactEmail: null,
      contactTelephone: null,
      version: 1,
    },
    changedAt: new Date(0),
    controller: party,
    processor: party,
    registers: [],
    elements: [],
    fields: [],
    measures: [],
    roleNames: new Map(),
    subProcessors: [engaged('Home', ['SE', 'NO'], 'NONE_EEA'), engaged('Abroad', ['SE', 'US'], 'SCC')],
  } as unknown as AnnexSources;
  const { transfers, recipients } = composeRecord(facts, words);
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
