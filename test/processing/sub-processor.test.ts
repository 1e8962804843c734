import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { World } from '../harness/world.js';
import { ADD_SUB_PROCESSOR, type Changed, hostInput } from './sub-processor.samples.js';

interface Listed {
  readonly legalName: string;
  readonly service: string;
  readonly isPrimary: boolean;
  readonly since: string;
  readonly until: string | null;
}

const LIST = `query($past: Boolean = false) { subProcessors(first: 50, includePast: $past) { totalCount nodes {
  legalName service processing isPrimary since until dataCategories locations serviceTexts { en nb sv } } } }`;

let world: World;
let operator: Actor;

beforeAll(async () => {
  world = await World.open();
  operator = await (await world.tenant({ kind: 'operator' })).operator();
});

afterAll(() => world.close());

async function change(name: string, input: object): Promise<Changed> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation($input: ${type}!) { answer: ${name}(input: $input) { subProcessor { id isPrimary version } userErrors { code field } } }`;
  return (await operator.ask<{ answer: Changed }>(mutation, { input })).answer;
}

const list = async (past = false): Promise<readonly Listed[]> =>
  (await world.anonymous().ask<{ subProcessors: { nodes: Listed[] } }>(LIST, { past })).subProcessors.nodes;

const primaries = async (): Promise<string[]> =>
  (await list()).filter(({ isPrimary }) => isPrimary).map(({ legalName }) => legalName);

describe('the list of sub-processors', () => {
  test('the operator keeps it, and there is always one primary', async () => {
    const host = await change('addSubProcessor', hostInput());
    expect(host).toMatchObject({ subProcessor: { isPrimary: true, version: 1 }, userErrors: [] });
    const mail = await change('addSubProcessor', hostInput({ legalName: 'Brevdue OÜ', since: '2026-03-01' }));
    expect(mail.subProcessor?.isPrimary).toBe(false);
    expect(await primaries()).toEqual(['Nordsky Cloud AB']);

    const id = mail.subProcessor?.id;
    const moved = await change('setPrimarySubProcessor', { id, expectedVersion: 1 });
    expect(moved.subProcessor).toMatchObject({ isPrimary: true, version: 2 });
    expect(await primaries()).toEqual(['Brevdue OÜ']);

    const refused = await change('endSubProcessor', { id, expectedVersion: 2, until: '2026-06-30' });
    expect(refused).toMatchObject({ subProcessor: null, userErrors: [{ code: 'CONFLICT' }] });
    await change('setPrimarySubProcessor', { id: host.subProcessor?.id, expectedVersion: 2 });
    const ended = await change('endSubProcessor', { id, expectedVersion: 3, until: '2026-06-30' });
    expect(ended.userErrors).toEqual([]);
    expect((await list()).map(({ legalName }) => legalName)).toEqual(['Nordsky Cloud AB']);
    expect((await list(true)).map(({ legalName, until }) => [legalName, until])).toEqual([
      ['Brevdue OÜ', '2026-06-30'],
      ['Nordsky Cloud AB', null],
    ]);
  });

  test('speaks the language of the request, and English where a text is missing', async () => {
    const { data } = await world.anonymous().send<{ subProcessors: { nodes: object[] } }>(
      LIST,
      {},
      {
        'accept-language': 'nb',
      },
    );
    expect(data?.subProcessors.nodes[0]).toMatchObject({
      service: 'Skytjeneste',
      processing: 'Drifter databasen og filene.',
      since: '2026-01-15',
      serviceTexts: { en: 'Cloud hosting', nb: 'Skytjeneste', sv: null },
    });
    const { data: swedish } = await world
      .anonymous()
      .send<{ subProcessors: { nodes: object[] } }>(LIST, {}, { 'accept-language': 'sv' });
    expect(swedish?.subProcessors.nodes[0]).toMatchObject({ service: 'Cloud hosting' });
  });

  test('a stale version changes nothing', async () => {
    const added = await change('addSubProcessor', hostInput({ legalName: 'Stale AS' }));
    const id = added.subProcessor?.id;
    expect((await change('updateSubProcessor', { id, expectedVersion: 1, address: 'New road 1' })).userErrors).toEqual(
      [],
    );
    expect(await change('updateSubProcessor', { id, expectedVersion: 1, address: 'Other' })).toMatchObject({
      subProcessor: null,
      userErrors: [{ code: 'STALE_VERSION' }],
    });
  });

  test.each([
    ['transferBasis', { locations: ['US'], transferBasis: 'NONE_EEA' }],
    ['transferDetails', { locations: ['US'], transferBasis: 'OTHER' }],
    ['legalName', { legalName: '   ' }],
    ['country', { country: 'Norway' }],
    ['locations', { locations: [] }],
    ['dataCategories', { dataCategories: [] }],
    ['address', { address: 'x'.repeat(2000) }],
  ])('refuses an entry that does not hold at %s', async (field, changes) => {
    const refused = await change('addSubProcessor', hostInput({ legalName: 'Refused', ...changes }));
    expect(refused).toMatchObject({ subProcessor: null, userErrors: [{ code: 'INVALID', field: ['input', field] }] });
    expect((await list()).some(({ legalName }) => legalName === 'Refused')).toBe(false);
  });

  test('a transfer with a ground is accepted', async () => {
    const added = await change(
      'addSubProcessor',
      hostInput({ legalName: 'Faraway Inc', country: 'US', locations: ['US'], transferBasis: 'ADEQUACY' }),
    );
    expect(added.userErrors).toEqual([]);
  });

  test('two who add a primary at the same time leave one', async () => {
    const add = (legalName: string) => change('addSubProcessor', hostInput({ legalName, isPrimary: true }));
    const both = await Promise.all([add('First AS'), add('Second AS'), add('Third AS')]);
    expect(both.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(await primaries()).toHaveLength(1);
  });

  test('each change is in the operator’s log, without contents', async () => {
    const { rows } = await world.owner.query<{ details: object }>(
      `select details from log_entry where action = 'subProcessor.manage' and outcome = 'done'`,
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(JSON.stringify(rows)).not.toMatch(/Nordsky|Storgatan/);
  });
});

describe('who may change it', () => {
  test('the operator and nobody else; everybody reads', async () => {
    const school = await world.tenant();
    const actors = [await school.endUser(), await school.teacher(), await school.controller()];
    for (const actor of actors) {
      const { errors } = await actor.send(ADD_SUB_PROCESSOR, { input: hostInput({ legalName: 'Intruder' }) });
      expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
      expect(await actor.ask(LIST)).toMatchObject({ subProcessors: { nodes: expect.any(Array) } });
    }
    const { errors } = await world.anonymous().send(ADD_SUB_PROCESSOR, { input: hostInput() });
    expect(errors[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    expect(
      (
        await operator.ask<{ addSubProcessor: Changed }>(ADD_SUB_PROCESSOR, {
          input: hostInput({ legalName: 'Intruder' }),
        })
      ).addSubProcessor.userErrors,
    ).toEqual([]);
  });
});

describe('/sub-processors.json', () => {
  const get = (headers: Record<string, string> = {}, query = '') =>
    fetch(`${world.url}/sub-processors.json${query}`, { headers });

  test('is read without signing in, from any web page, primary first', async () => {
    const response = await get({ 'accept-language': 'fi' });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const body = (await response.json()) as { language: string; subProcessors: Listed[] };
    expect(body.language).toBe('fi');
    expect(body.subProcessors[0]).toMatchObject({ isPrimary: true, service: 'Pilvipalvelu' });
    expect(body.subProcessors.every(({ until }) => until === null)).toBe(true);
    const past = (await (await get({}, '?includePast=true&lang=nb')).json()) as typeof body;
    expect(past.language).toBe('nb');
    expect(past.subProcessors.map(({ legalName }) => legalName)).toContain('Brevdue OÜ');
  });

  test('is not sent again until it changes', async () => {
    const tag = (await get()).headers.get('etag') ?? '';
    const same = await get({ 'if-none-match': `W/"other", ${tag}` });
    expect([same.status, await same.text()]).toEqual([304, '']);
    await change('addSubProcessor', hostInput({ legalName: 'Ny AS' }));
    expect((await get({ 'if-none-match': tag })).status).toBe(200);
  });

  test('a bad token is refused, as everywhere', async () => {
    const response = await get({ authorization: 'Bearer nonsense' });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});
