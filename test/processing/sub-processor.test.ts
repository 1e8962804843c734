import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { World } from '../harness/world.js';
import { type Changed, engage, hostInput, PROPOSE } from './sub-processor.samples.js';

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
    const host = await engage(operator);
    expect(host).toMatchObject({ change: { state: 'IN_FORCE', subProcessor: { isPrimary: true } }, userErrors: [] });
    const mail = await engage(operator, { legalName: 'Brevdue OÜ', since: '2026-03-01' });
    expect(mail.change?.subProcessor.isPrimary).toBe(false);
    expect(await primaries()).toEqual(['Nordsky Cloud AB']);

    const id = mail.change?.subProcessor.id;
    const moved = await change('setPrimarySubProcessor', { id, expectedVersion: 2 });
    expect(moved.subProcessor).toMatchObject({ isPrimary: true, version: 3 });
    expect(await primaries()).toEqual(['Brevdue OÜ']);

    const refused = await change('endSubProcessor', { id, expectedVersion: 3, until: '2026-06-30' });
    expect(refused).toMatchObject({ subProcessor: null, userErrors: [{ code: 'CONFLICT' }] });
    await change('setPrimarySubProcessor', { id: host.change?.subProcessor.id, expectedVersion: 4 });
    const ended = await change('endSubProcessor', { id, expectedVersion: 4, until: '2026-06-30' });
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
    const added = await engage(operator, { legalName: 'Stale AS' });
    const id = added.change?.subProcessor.id;
    expect((await change('updateSubProcessor', { id, expectedVersion: 2, address: 'New road 1' })).userErrors).toEqual(
      [],
    );
    expect(await change('updateSubProcessor', { id, expectedVersion: 2, address: 'Other' })).toMatchObject({
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
    const refused = await change('proposeSubProcessor', hostInput({ legalName: 'Refused', ...changes }));
    expect(refused).toMatchObject({ subProcessor: null, userErrors: [{ code: 'INVALID', field: ['input', field] }] });
    expect((await list(true)).some(({ legalName }) => legalName === 'Refused')).toBe(false);
  });

  test('a transfer with a ground is accepted', async () => {
    const added = await engage(operator, {
      legalName: 'Faraway Inc',
      country: 'US',
      locations: ['US'],
      transferBasis: 'ADEQUACY',
    });
    expect(added.userErrors).toEqual([]);
  });

  test('two who become the primary one at the same time leave one', async () => {
    const one = async (legalName: string) => {
      const id = (await engage(operator, { legalName })).change?.subProcessor.id;
      return () => change('setPrimarySubProcessor', { id, expectedVersion: 2 });
    };
    const three = [await one('First AS'), await one('Second AS'), await one('Third AS')];
    const both = await Promise.all(three.map((become) => become()));
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
      const { errors } = await actor.send(PROPOSE, { input: hostInput({ legalName: 'Intruder' }) });
      expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
      expect(await actor.ask(LIST)).toMatchObject({ subProcessors: { nodes: expect.any(Array) } });
    }
    const { errors } = await world.anonymous().send(PROPOSE, { input: hostInput() });
    expect(errors[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    expect((await engage(operator, { legalName: 'Intruder' })).userErrors).toEqual([]);
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
    const ny = await change('proposeSubProcessor', hostInput({ legalName: 'Ny AS' }));
    expect((await get({ 'if-none-match': tag })).status).toBe(304);
    expect(ny.userErrors).toEqual([]);
    await engage(operator, { legalName: 'Ny to AS' });
    expect((await get({ 'if-none-match': tag })).status).toBe(200);
  });

  test('a bad token is refused, as everywhere', async () => {
    const response = await get({ authorization: 'Bearer nonsense' });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});

describe('versions and feeds', () => {
  const read = async (path: string) => fetch(`${world.url}${path}`);

  test('an earlier version stays readable, and what never was is missing', async () => {
    const before = (await (await read('/sub-processors.json')).json()) as { version: number; subProcessors: object[] };
    await engage(operator, { legalName: 'Versjon AS', functions: [], since: '2026-02-01' });
    const versions = (await (await read('/sub-processors/versions.json?lang=en')).json()) as {
      versions: { number: number; text: string; path: string }[];
    };
    expect(versions.versions[0]?.number).toBeGreaterThan(before.version);
    expect(versions.versions[0]?.text).toMatch(/Versjon AS/);
    const old = (await (await read(`/sub-processors.json?version=${before.version}`)).json()) as typeof before;
    expect(old).toMatchObject({ isCurrent: false, subProcessors: before.subProcessors });
    for (const version of ['0', '99999', 'x']) {
      expect((await read(`/sub-processors.json?version=${version}`)).status).toBe(404);
    }
  });

  test('tell of announcements as JSON Feed and Atom: escaped, with ids that stay, not sent twice', async () => {
    await engage(operator, { legalName: 'Tegn & <b>Søn</b> AS', functions: [] });
    const response = await read('/sub-processors/feed.json?lang=nb');
    expect(response.headers.get('content-type')).toBe('application/feed+json; charset=utf-8');
    const feed = (await response.json()) as { version: string; items: { id: string; title: string; url: string }[] };
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
    expect(feed.items[0]).toMatchObject({ title: expect.stringContaining('Tegn & <b>Søn</b> AS') });
    expect(new Set(feed.items.map(({ id }) => id)).size).toBe(feed.items.length);
    const atom = await read('/sub-processors/feed.atom?lang=nb');
    expect(atom.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const xml = await atom.text();
    expect(xml).toContain('Tegn &amp; &lt;b&gt;Søn&lt;/b&gt; AS');
    expect(xml).not.toContain('<b>');
    for (const { id } of feed.items) expect(xml).toContain(`<id>${id}</id>`);
    const tag = atom.headers.get('etag') ?? '';
    const again = await fetch(`${world.url}/sub-processors/feed.atom?lang=nb`, { headers: { 'if-none-match': tag } });
    expect(again.status).toBe(304);
    expect((await fetch(feed.items[0]?.url ?? '')).status).toBe(200);
  });
});
