import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { mutate } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { noticesOf, publish } from './privacy-notice.samples.js';

let world: World;
let city: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  city = await world.tenant();
  controller = await city.controller();
});

afterAll(() => world.close());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(world.url + path, { headers });
const page = (query = '', headers: Record<string, string> = {}): Promise<Response> =>
  get(`/tenants/${city.slug}/privacy-notice.html${query}`, headers);
const json = async (query = '', headers: Record<string, string> = {}): Promise<Record<string, unknown>> =>
  (await (await get(`/tenants/${city.slug}/privacy-notice.json${query}`, headers)).json()) as Record<string, unknown>;

describe('a privacy notice', () => {
  test('is told from nothing only once it is published, and needs a contact', async () => {
    expect((await page()).status).toBe(404);
    expect(await noticesOf(controller)).toEqual([]);
    expect((await publish(controller, { contact: null })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['input', 'contact'] },
    ]);
  });

  test('is published in versions that stay as they were, by whoever read the newest', async () => {
    expect(await publish(controller)).toMatchObject({
      privacyNotice: { language: 'NB', version: 1, contact: 'personvern@fjordbyen.example' },
      userErrors: [],
    });
    expect((await publish(controller)).userErrors).toMatchObject([{ code: 'STALE_VERSION' }]);
    expect((await publish(controller, { expectedVersion: 2 })).userErrors).toMatchObject([{ code: 'STALE_VERSION' }]);
    const second = await publish(controller, { expectedVersion: 1, title: 'Ny erklæring' });
    expect(second.privacyNotice?.version).toBe(2);
    expect(await noticesOf(await city.endUser())).toMatchObject([{ version: 2, title: 'Ny erklæring' }]);
    expect(await json('?version=1')).toMatchObject({ version: 1, isCurrent: false, title: 'Personvernerklæring' });
    expect(await json()).toMatchObject({ version: 2, isCurrent: true, title: 'Ny erklæring' });
  });

  test('published twice at once is published once', async () => {
    const answers = await Promise.all(['A', 'B', 'C'].map((title) => publish(controller, { language: 'FI', title })));
    const codes = answers.map(({ userErrors }) => userErrors[0]?.code ?? 'DONE').sort();
    expect(codes).toEqual(['DONE', 'STALE_VERSION', 'STALE_VERSION']);
  });

  test('takes the tenant’s privacy contact where it names none', async () => {
    await city.rows(`update tenant set privacy_contact = 'post@fjordbyen.example' where tenant_id = $1`, [city.id]);
    const { privacyNotice } = await publish(controller, { language: 'EN', title: 'Privacy notice', contact: null });
    expect(privacyNotice?.contact).toBe('post@fjordbyen.example');
  });

  test('stands in the log without its words', async () => {
    const rows = await city.rows<{ details: object }>(
      `select details from log_entry where action = 'privacyNotice.publish' and outcome = 'done' order by at`,
    );
    expect(rows[0]?.details).toMatchObject({ language: 'nb', version: 1 });
    expect(JSON.stringify(rows)).not.toContain('erklæring');
  });

  test.each([
    [{ title: ' ' }, 'title'],
    [{ text: '\n \n' }, 'text'],
    [{ title: 'x'.repeat(201) }, 'title'],
    [{ text: 'x'.repeat(40_001) }, 'text'],
    [{ contact: 'nowhere' }, 'contact'],
    [{ expectedVersion: 0 }, 'expectedVersion'],
  ])('with %j is refused', async (changes, field) => {
    const reply = await mutate(controller, 'publishPrivacyNotice', {
      language: 'SV',
      title: 'T',
      text: 'T',
      contact: 'a@b.example',
      ...changes,
    });
    expect(reply.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', field] }]);
  });
});

describe('its open address', () => {
  test('answers in the language that is asked for, else in English', async () => {
    const languageOf = async (query: string, accepted?: string): Promise<string | null> =>
      (await page(query, accepted ? { 'accept-language': accepted } : {})).headers.get('content-language');
    expect(await languageOf('', 'no')).toBe('nb');
    expect(await languageOf('', 'de, fi;q=0.5, en;q=0.3')).toBe('fi');
    expect(await languageOf('', 'sv')).toBe('en');
    expect(await languageOf('')).toBe('en');
    expect(await languageOf('?lang=nb', 'en')).toBe('nb');
    expect(await json()).toMatchObject({
      languages: [
        { language: 'en', path: `/tenants/${city.slug}/privacy-notice.json?lang=en` },
        { language: 'fi' },
        { language: 'nb' },
      ],
    });
  });

  test('is a page in that language, with headings, lists, the contact, and nothing that runs', async () => {
    const response = await page('?lang=nb');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('vary')).toContain('Accept-Language');
    const html = await response.text();
    for (const expected of [
      '<html lang="nb">',
      '<h1>Ny erklæring</h1>',
      '<p>Vi viser opplysninger om elever.</p>\n<h2>Hvor lenge</h2>\n<p>Til eleven slutter:</p>',
      '<ul>\n<li>på skolen</li>\n<li>i byen &lt;b&gt;</li>\n</ul>',
      '<h2>Kontakt</h2>',
      'personvern@fjordbyen.example',
      'Versjon 2, publisert',
    ]) {
      expect(html).toContain(expected);
    }
    expect(html).not.toContain('tidligere versjon');
    expect(await (await page('?lang=nb&version=1')).text()).toContain('Dette er en tidligere versjon.');
  });

  test('leads from the API to exactly that version', async () => {
    const [notice] = (await noticesOf(controller)).filter(({ language }) => language === 'NB');
    expect((await get(notice?.htmlPath ?? '')).status).toBe(200);
    expect(await (await get(notice?.jsonPath ?? '')).json()).toMatchObject({ version: 2, language: 'nb' });
  });

  test.each(['?version=9', '?version=0', '?version=x', '?version=%00'])('has nothing at %s', async (query) => {
    expect((await page(query)).status).toBe(404);
  });

  test.each(['nobody', 'x'.repeat(80), '%00', '..%2f'])('has nothing for the tenant %s', async (slug) => {
    const response = await get(`/tenants/${slug}/privacy-notice.json`);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });
});
