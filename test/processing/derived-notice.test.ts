import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LOCALES } from '../../src/base/locale.js';
import { adopted, roleInput } from '../access/matrix.samples.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { publish } from './privacy-notice.samples.js';

const SECTIONS = 'sections { kind heading text columns rows { cells } }';
const DRAFTS = `query($languages: [Locale!]) { privacyNoticeDrafts(languages: $languages) { language controller contact
  publishedVersion isStale changes { kind heading added removed } ${SECTIONS} } }`;

interface Section {
  readonly kind: string;
  readonly heading: string;
  readonly text: string;
  readonly rows: readonly { readonly cells: readonly string[] }[];
}

interface Draft {
  readonly language: string;
  readonly contact: string | null;
  readonly publishedVersion: number | null;
  readonly isStale: boolean;
  readonly changes: readonly {
    readonly kind: string;
    readonly added: readonly string[];
    readonly removed: readonly string[];
  }[];
  readonly sections: readonly Section[];
}

let world: World;
let city: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
  city = await world.tenant();
  controller = await city.controller();
  await city.person({ register: 'STUDENT' });
});

afterAll(() => world.close());

const drafts = async (actor: Actor, languages: readonly string[] | null = null): Promise<readonly Draft[]> =>
  (await actor.ask<{ privacyNoticeDrafts: Draft[] }>(DRAFTS, { languages })).privacyNoticeDrafts;
const draft = async (language = 'EN'): Promise<Draft> => {
  const [found] = await drafts(controller, [language]);
  if (!found) throw new Error('no draft');
  return found;
};
const linesOf = (sections: readonly Section[], kind: string): string[] =>
  (sections.find((section) => section.kind === kind)?.rows ?? []).map(({ cells }) => cells.join(' · '));

describe('what a notice says by itself', () => {
  test('is derived from registers, catalogue, own fields, matrix, source systems and transfers', async () => {
    await city.field({ label: 'Allergies', category: 'HEALTH', retention: 'P1Y' });
    await city.rows(`update person set source = 'Schoolhub' where register = 'STUDENT'`);
    await adopted(controller, [
      roleInput('librarian', {
        name: 'Librarian',
        scope: 'TENANT',
        rights: [{ action: 'person.read', about: 'STUDENTS', categories: ['NAME', 'PICTURE'] }],
      }),
    ]);
    const { sections, contact } = await draft();
    expect(contact).toBeNull();
    expect(linesOf(sections, 'DATA_SUBJECTS')).toEqual(
      expect.arrayContaining([expect.stringMatching(/pupil|student/i)]),
    );
    expect(linesOf(sections, 'SOURCES')).toEqual(['Schoolhub']);
    const health = linesOf(sections, 'DATA').find((line) => line.includes('Allergies'));
    expect(health).toMatch(/special category.*Allergies · .* · 1 year/);
    // Each way of counting is said once, the shortest period first.
    for (const line of linesOf(sections, 'DATA'))
      expect(line.split('after it was last written').length).toBeLessThan(3);
    expect(linesOf(sections, 'DATA').find((line) => line.startsWith('Activity'))).toMatch(
      /7 days, .*90 days.* or 3 years after it was last written\. .* after what it belongs to has ended$/,
    );
    expect(linesOf(sections, 'RECIPIENTS')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Librarian · Names?, Pictures?/i),
        expect.stringContaining('nothing, unless'),
      ]),
    );
    expect(linesOf(sections, 'RIGHTS').at(-1)).toContain('Datatilsynet');
    expect(sections.find(({ kind }) => kind === 'AUTOMATED_DECISIONS')?.text).toContain('Article 22');
    expect(sections.find(({ kind }) => kind === 'TRANSFERS')?.text).toContain('no data');
  });

  test.each(LOCALES.map((locale) => locale.toUpperCase()))(
    'is in words of %s, with no key and nothing empty',
    async (language) => {
      const { sections } = await draft(language);
      expect(sections).toHaveLength(9);
      for (const { heading, text, rows } of sections) {
        expect(heading).not.toBe('');
        expect(`${heading} ${text} ${JSON.stringify(rows)}`).not.toMatch(/notice\.|value\.|_[a-z]+_/);
        expect(rows.flatMap(({ cells }) => cells).filter((cell) => cell.trim() === '')).toEqual([]);
      }
    },
  );

  test('is frozen when it is published, and told to be stale with the difference', async () => {
    const { privacyNotice } = await publish(controller, {
      language: 'EN',
      title: 'Privacy',
      closing: '## Law\n\nOur closing words.',
    });
    expect(await draft()).toMatchObject({ publishedVersion: 1, isStale: false, changes: [] });
    await city.field({ label: 'Shoe size', category: 'OTHER' });
    const now = await draft();
    expect(now).toMatchObject({ isStale: true, changes: [{ kind: 'DATA' }] });
    expect(now.changes[0]?.added[0]).toContain('Shoe size');
    expect(now.changes[0]?.removed).toEqual([]);
    const page = await (await fetch(`${world.url}/tenants/${city.slug}/privacy-notice.html?lang=en`)).text();
    expect(page).toContain('Allergies');
    expect(page).not.toContain('Shoe size');
    expect(page.indexOf('Our closing words.')).toBeGreaterThan(page.indexOf('No automated decisions'));
    const json = (await (
      await fetch(`${world.url}/tenants/${city.slug}/privacy-notice.json?lang=en`)
    ).json()) as object;
    expect(json).toMatchObject({ closing: '## Law\n\nOur closing words.', sections: expect.any(Array) });
    const headers = { authorization: `Bearer ${controller.token}` };
    const preview = await fetch(`${world.url}/privacy-notice-preview.html?lang=en`, { headers });
    expect(await preview.text()).toContain('Shoe size');
    await publish(controller, { language: 'EN', title: 'Privacy', expectedVersion: privacyNotice?.version });
    expect(await draft()).toMatchObject({ publishedVersion: 2, isStale: false });
    expect((await drafts(controller)).map(({ language }) => language)).toEqual(['EN']);
  });
});

describe('reading it', () => {
  const UNREAD = '{ viewer { unreadPrivacyNotice { id version language readAt readerCount } } }';
  const unread = async (actor: Actor) =>
    (await actor.ask<{ viewer: { unreadPrivacyNotice: { id: string; version: number } | null } }>(UNREAD)).viewer
      .unreadPrivacyNotice;

  test('is said by everybody for themselves, once for each version', async () => {
    const parent = await city.endUser({ register: 'GUARDIAN', givenName: 'Gro' });
    const first = await unread(parent);
    expect(first).toMatchObject({ version: 2, readAt: null, readerCount: null });
    const input = { privacyNoticeId: first?.id };
    expect(await outcomeOf(parent, 'acknowledgePrivacyNotice', input)).toBe('DONE');
    expect(await outcomeOf(parent, 'acknowledgePrivacyNotice', input)).toBe('DONE');
    expect(await unread(parent)).toBeNull();
    const { privacyNotice } = await publish(controller, { language: 'EN', title: 'Privacy', expectedVersion: 2 });
    expect(await unread(parent)).toMatchObject({ id: privacyNotice?.id, version: 3 });
    expect(await outcomeOf(parent, 'acknowledgePrivacyNotice', input)).toBe('CONFLICT');
    const second = { privacyNoticeId: privacyNotice?.id };
    expect(await outcomeOf(parent, 'acknowledgePrivacyNotice', second)).toBe('DONE');

    const readings = `query($id: ID!) { privacyNoticeReadings(privacyNoticeId: $id, first: 10) { totalCount nodes { person { givenName } readAt } }
      node(id: $id) { ... on PrivacyNotice { readerCount } } }`;
    expect(await controller.ask(readings, { id: privacyNotice?.id })).toEqual({
      privacyNoticeReadings: { totalCount: 1, nodes: [{ person: { givenName: 'Gro' }, readAt: expect.any(String) }] },
      node: { readerCount: 1 },
    });
    expect(await outcomeOfQuery(parent, readings, { id: privacyNotice?.id })).toBe('FORBIDDEN');
  });

  test('is for the tenant’s own people and its notices in force', async () => {
    const parent = await city.endUser();
    const mine = await unread(parent);
    const input = { privacyNoticeId: mine?.id };
    const elsewhere = await world.tenant();
    expect(await outcomeOf(await elsewhere.endUser(), 'acknowledgePrivacyNotice', input)).toBe('NOT_FOUND');
    expect(await outcomeOf(await city.signIn(null), 'acknowledgePrivacyNotice', input)).toBe('FORBIDDEN');
    expect(await outcomeOf(parent, 'acknowledgePrivacyNotice', { privacyNoticeId: personGid(city.id) })).toBe(
      'NOT_FOUND',
    );
    expect(await outcomeOf(world.anonymous(), 'acknowledgePrivacyNotice', input)).toBe('UNAUTHENTICATED');
    expect(await outcomeOf(parent, 'acknowledgePrivacyNotice', input)).toBe('DONE');
    const other = await elsewhere.controller();
    expect(await unread(other)).toBeNull();
    const query = 'query($id: ID!) { privacyNoticeReadings(privacyNoticeId: $id, first: 10) { totalCount } }';
    expect(await other.ask(query, { id: mine?.id })).toEqual({ privacyNoticeReadings: { totalCount: 0 } });
  });

  test('and drafting are the controller’s to see', async () => {
    for (const actor of [await city.endUser(), await city.unitAdministrator()]) {
      expect(await outcomeOfQuery(actor, '{ privacyNoticeDrafts { language } }')).toBe('FORBIDDEN');
      const headers = { authorization: `Bearer ${actor.token}` };
      expect((await fetch(`${world.url}/privacy-notice-preview.html`, { headers })).status).toBe(404);
    }
    expect((await fetch(`${world.url}/privacy-notice-preview.html`)).status).toBe(401);
    expect(
      (
        await mutate(controller, 'publishPrivacyNotice', {
          language: 'SV',
          title: 'T',
          text: 'T',
          contact: 'a@b.example',
          closing: 'x'.repeat(20_001),
        })
      ).userErrors,
    ).toMatchObject([{ code: 'INVALID', field: ['input', 'closing'] }]);
  });
});
