import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import type { World } from '../harness/world.js';
import { agreementInput, change, RECORD, worldWithProcessor } from './agreement.samples.js';
import { engage, passDays } from './sub-processor.samples.js';

let world: World;
let operator: Actor;
let school: TestTenant;
let controller: Actor;

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${world.url}${path}`, { headers });
const page = async (language = 'en'): Promise<string> =>
  (await get(`/tenants/${school.slug}/trust.html?lang=${language}`)).text();

interface Trust {
  readonly language: string;
  readonly measures: readonly { readonly title: string; readonly measures: readonly string[] }[];
  readonly sensitiveData: readonly { readonly category: string; readonly safeguards: readonly string[] }[];
  readonly subProcessors: readonly { readonly legalName: string; readonly isPrimary: boolean }[];
  readonly places: readonly { readonly country: string; readonly isInEea: boolean }[];
  readonly agreements: readonly { readonly state: string }[];
  readonly contacts: readonly { readonly contact: string }[];
}

const json = async (): Promise<Trust> =>
  (await (await get(`/tenants/${school.slug}/trust.json?lang=en`)).json()) as Trust;

beforeAll(async () => {
  ({ world, operator } = await worldWithProcessor());
  school = await world.tenant();
  controller = await school.controller();
});

afterAll(() => world.close());

describe('a trust page', () => {
  test('answers from the records, without signing in and without personal data', async () => {
    await school.field({ label: 'Allergies', category: 'HEALTH' });
    await change(controller, RECORD, agreementInput());
    const trust = await json();
    expect(trust).toMatchObject({
      language: 'en',
      measures: [{ measures: ['Every look is logged.'] }],
      sensitiveData: [{ category: 'Data concerning health' }],
      subProcessors: [{ legalName: 'Nordsky Cloud AB', isPrimary: true }],
      agreements: [{ state: 'DRAFT' }],
    });
    expect(trust.places).toMatchObject([
      { country: 'Norway', isInEea: true },
      { country: 'Sweden', isInEea: true },
    ]);
    expect(trust.contacts.map(({ contact }) => contact)).toContain('ombud@varde.example');
    const html = await page();
    for (const personal of ['Åse', 'Nygård', 'ase@', '33 44 55', 'Allergies']) {
      expect(html + JSON.stringify(trust)).not.toContain(personal);
    }
    const answer = await world
      .anonymous()
      .ask<{ trustPage: object }>(
        'query($slug: String!) { trustPage(slug: $slug) { controller subProcessors { legalName } agreements { state } } }',
        { slug: school.slug },
      );
    expect(answer.trustPage).toMatchObject({ agreements: [{ state: 'DRAFT' }] });
  });

  test('is built so that keyboards and screen readers find their way', async () => {
    const html = await page('nb');
    expect(html).toContain('<html lang="nb">');
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html).toMatch(/<a class="skip" href="#main">/);
    expect(html).toMatch(/<main id="main"/);
    const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    levels.forEach((level, index) => expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1));
    for (const [, id] of html.matchAll(/href="#([\w-]+)"/g)) expect(html).toContain(`id="${id}"`);
    for (const [, id] of html.matchAll(/aria-labelledby="([\w-]+)"/g)) expect(html).toContain(`id="${id}"`);
    expect(html).not.toMatch(/<script|javascript:|http:\/\//);
    expect(html).toContain("default-src 'none'");
    for (const language of ['sv', 'fi', 'et', 'nl'])
      expect(await page(language)).toContain(`<html lang="${language}">`);
  });

  test('escapes what others wrote', async () => {
    await world.owner.query(`set app.operator = 'on'; update tenant set legal_name = '<img src=x onerror=alert(1)>"'
      where tenant_id = '${school.id}'`);
    const html = await page();
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;');
  });

  test('shows what is in force for this controller: not before its window closed, nor what it objected to', async () => {
    const announced = await engage(operator, { legalName: 'Ny AS', functions: [] });
    const objected = await engage(operator, { legalName: 'Nei AS', functions: [] });
    await mutate(controller, 'objectToSubProcessor', { changeId: objected.change?.id, reason: 'No' });
    expect(announced.change?.state).toBe('ANNOUNCED');
    expect(JSON.stringify(await json())).not.toMatch(/Ny AS|Nei AS/);
    await passDays(world, 40);
    expect((await json()).subProcessors.map(({ legalName }) => legalName)).toEqual(['Nordsky Cloud AB', 'Ny AS']);
  });

  test('is sent again only when it changes, and is the controller’s to turn off', async () => {
    const tag = (await get(`/tenants/${school.slug}/trust.html`)).headers.get('etag') ?? '';
    expect((await get(`/tenants/${school.slug}/trust.html`, { 'if-none-match': tag })).status).toBe(304);
    const setting = async (publishesTrustPage: boolean, actor = controller): Promise<string> => {
      const { viewer } = await controller.ask<{ viewer: { tenant: { version: number } } }>(
        '{ viewer { tenant { version publishesTrustPage } } }',
      );
      return outcomeOf(actor, 'updateTenantSettings', { expectedVersion: viewer.tenant.version, publishesTrustPage });
    };
    expect(await setting(false, await school.teacher())).toBe('FORBIDDEN');
    expect((await get(`/tenants/${school.slug}/trust.html`)).status).toBe(200);
    expect(await setting(false)).toBe('DONE');
    for (const path of [
      `/tenants/${school.slug}/trust.html`,
      `/tenants/${school.slug}/trust.json`,
      '/tenants/none/trust.html',
    ]) {
      expect((await get(path)).status).toBe(404);
    }
    const query = 'query($slug: String!) { trustPage(slug: $slug) { controller } }';
    expect(await controller.ask(query, { slug: school.slug })).toEqual({ trustPage: null });
    expect(await setting(true)).toBe('DONE');
    expect((await get(`/tenants/${school.slug}/trust.html`)).status).toBe(200);
  });
});
