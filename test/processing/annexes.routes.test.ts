import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canonicalJson, type JsonValue } from '../../src/base/signing/index.js';
import type { Actor } from '../harness/actor.js';
import { mutate } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { agreementInput, RECORD } from './agreement.samples.js';
import { engage, passDays } from './sub-processor.samples.js';

type Thing = Readonly<Record<string, unknown>>;

interface Linked {
  readonly '@context': Readonly<Record<string, unknown>>;
  readonly '@graph': readonly Thing[];
}

let world: World;
let tenant: TestTenant;
let controller: Actor;

const get = async (actor: Actor, path: string): Promise<Response> =>
  fetch(`${world.url}${path}`, { headers: actor.token ? { authorization: `Bearer ${actor.token}` } : {} });

beforeAll(async () => {
  world = await World.open();
  tenant = await world.tenant();
  const operator = await (await world.tenant({ kind: 'operator' })).operator();
  await mutate(operator, 'updateProcessor', {
    name: 'Varde',
    legalName: 'Varde Drift AS',
    organisationNumber: '987654321',
    address: 'Kaigata 1',
    country: 'NO',
    contact: 'personvern@varde.example',
    dataProtectionOfficer: 'dpo@varde.example',
  });
  await engage(operator);
  await passDays(world, 34);
  controller = await tenant.controller();
  await tenant.field({ label: 'Allergies', category: 'HEALTH', retention: 'P1Y' });
  await controller.ask(RECORD, { input: agreementInput() });
});

afterAll(() => world.close());

/** Every node of the graph, also those within others. */
function nodesIn(value: unknown): Thing[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Thing, ...Object.values(value).flatMap(nodesIn)];
}

describe('/annexes.jsonld', () => {
  const read = async (): Promise<Linked> => (await (await get(controller, '/annexes.jsonld')).json()) as Linked;

  test('is JSON-LD whose context is its own, and whose terms it declares', async () => {
    const response = await get(controller, '/annexes.jsonld');
    expect(response.headers.get('content-type')).toBe('application/ld+json; charset=utf-8');
    const { '@context': context, '@graph': graph } = (await response.json()) as Linked;
    expect(context).toMatchObject({
      dpv: 'https://w3id.org/dpv#',
      pd: 'https://w3id.org/dpv/pd#',
      'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
    });
    const nodes = nodesIn(graph);
    const names = nodes.flatMap((node) =>
      [...Object.keys(node).filter((key) => !key.startsWith('@')), node['@type']].flat(),
    );
    for (const name of names.filter((one) => one !== undefined)) {
      expect(name).toMatch(/^(dpv|pd|loc|eu-gdpr|dcterms|dcat|rdf|skos|xsd):[\w-]+$/);
    }
    // Whatever is referred to is there, or a term of the vocabulary.
    const described = new Set(nodes.filter((node) => node['@type']).map((node) => node['@id']));
    for (const { '@id': id, '@type': type } of nodes) {
      if (id === undefined || type !== undefined || /^(dpv|loc|eu-gdpr):|^http/.test(JSON.stringify(id).slice(1)))
        continue;
      expect(described).toContain(id);
    }
  });

  test('says in terms of the vocabulary who processes whose data, what for, for how long and with what safeguards', async () => {
    const { '@graph': graph } = await read();
    const ofType = (type: string): Thing[] => graph.filter((node) => [node['@type']].flat().includes(type));
    expect(ofType('dpv:DataController')).toHaveLength(1);
    expect(ofType('dpv:DataProcessor')).toMatchObject([
      { 'dpv:hasName': 'Varde Drift AS', 'dpv:hasCountry': { '@id': 'loc:NO' } },
    ]);
    const [agreement] = ofType('dpv:DataProcessingAgreement');
    expect(agreement).toMatchObject({
      'dcterms:conformsTo': { '@id': 'http://data.europa.eu/eli/dec_impl/2021/915/oj' },
    });
    expect(ofType('dpv:SpecialCategoryPersonalData')).toMatchObject([
      {
        '@type': ['dpv:PersonalData', 'pd:Health', 'dpv:SpecialCategoryPersonalData'],
        'skos:prefLabel': 'Allergies',
        'dpv:hasStorageCondition': {
          '@type': 'dpv:StorageDuration',
          'dpv:hasDuration': { 'rdf:value': { '@value': 'P1Y', '@type': 'xsd:duration' } },
        },
      },
    ]);
    expect(ofType('dpv:DataSubProcessor')).toHaveLength(1);
    const [processing] = ofType('dpv:PersonalDataProcess');
    expect(processing?.['dpv:hasPersonalData']).toHaveLength(ofType('dpv:PersonalData').length);
  });
});

describe('a kept version', () => {
  test('is read as it was, in every format, the same bytes each time, whatever came after', async () => {
    const paths = ['json', 'jsonld', 'html', 'pdf'].map((format) => `/annexes.${format}?version=1&lang=nb`);
    await get(controller, '/annexes.json');
    const bytes = async (): Promise<string[]> =>
      Promise.all(
        paths.map(async (path) => Buffer.from(await (await get(controller, path)).arrayBuffer()).toString('base64')),
      );
    const before = await bytes();
    await tenant.field({ label: 'Shoe size' });
    await get(controller, '/annexes.json');
    expect(await bytes()).toEqual(before);
    const page = await (await get(controller, '/annexes.html?version=1&lang=nb')).text();
    expect(page).toContain('Vedlegg II');
    expect(page).not.toContain('Shoe size');
    expect(page).not.toContain('Nygård');
  });

  test('has the hash of its content', async () => {
    const { version, content } = (await (await get(controller, '/annexes.json?version=1')).json()) as {
      version: { hash: string };
      content: JsonValue;
    };
    expect(createHash('sha256').update(canonicalJson(content)).digest('hex')).toBe(version.hash);
  });

  test.each(['/annexes.json', '/annexes.jsonld', '/annexes.pdf', '/annexes.html'])(
    '%s is for who may read the agreement',
    async (path) => {
      expect((await get(await tenant.endUser(), path)).status).toBe(200);
      expect((await get(world.anonymous(), path)).status).toBe(401);
      expect((await get(controller, `${path}?version=999`)).status).toBe(404);
      expect((await get(controller, `${path}?version=x`)).status).toBe(404);
    },
  );
});

test('Annex II tells of each sub-processor whose and which data it has to do with', async () => {
  const { annexVersion } = await controller.ask<{
    annexVersion: { annexes: { annexII: { subProcessing: object[] } } };
  }>(
    '{ annexVersion { annexes { annexII { subProcessing { subProcessor scope { dataSubjects personalData purposes sensitiveData { category safeguards } } } } } } }',
  );
  expect(annexVersion.annexes.annexII.subProcessing).toMatchObject([
    { scope: { dataSubjects: expect.any(Array), personalData: expect.arrayContaining([expect.any(String)]) } },
  ]);
});
