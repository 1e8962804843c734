import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import { LOCALES } from '../../src/base/locale.js';
import { canonicalJson, type JsonValue } from '../../src/base/signing/index.js';
import { agreementAnnexesSchema, CLAUSE_TEXTS } from '../../src/processing/agreements/clauses/index.js';
import type { Actor } from '../harness/actor.js';
import { fieldGid, type TestTenant } from '../harness/tenant.js';
import type { World } from '../harness/world.js';
import { agreementInput, change, RECORD, read, SIGN, worldWithProcessor } from './agreement.samples.js';

interface Body {
  readonly agreement: { readonly documentHash: string; readonly language: string; readonly status: string };
  readonly language: string;
  readonly document: { readonly [key: string]: JsonValue };
  readonly signatures: readonly { readonly side: string; readonly name: string }[];
}

let world: World;
let city: TestTenant;
let controller: Actor;
let reader: Actor;
let operator: Actor;

beforeAll(async () => {
  ({ world, operator } = await worldWithProcessor());
  city = await world.tenant();
  controller = await city.controller();
  await change(controller, RECORD, agreementInput());
  reader = await city.endUser();
});

afterAll(() => world.close());

const get = (path: string, actor: Actor = reader, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(world.url + path, {
    headers: { ...(actor.token ? { authorization: `Bearer ${actor.token}` } : {}), ...headers },
  });

async function words(response: Response): Promise<string> {
  const file = await getDocumentProxy(new Uint8Array(await response.arrayBuffer()));
  const { text } = await extractText(file, { mergePages: true });
  return text.replace(/\s+/g, ' ');
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the agreement outside of GraphQL', () => {
  test('as JSON: the document whose canonical form has the hash that is signed', async () => {
    const { jsonPath } = await read(reader);
    const response = await get(`${jsonPath}&lang=nb`);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    const body = (await response.json()) as Body;
    const { decision, ...annexes } = body.document;
    expect(decision).toMatchObject({ celex: '32021D0915' });
    expect(agreementAnnexesSchema.safeParse(annexes).success).toBe(true);
    expect(sha256(canonicalJson(body.document))).toBe(body.agreement.documentHash);
    expect(body.agreement.documentHash).toBe((await read(reader)).documentHash);
  });

  test.each(LOCALES)('as PDF and page in %s', async (locale) => {
    const { pdfPath, htmlPath, documentHash } = await read(reader);
    const response = await get(pdfPath, reader, { 'accept-language': locale });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const text = await words(response);
    const page = await get(`${htmlPath}&lang=${locale}`);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await page.text();
    expect(html).toContain(`<html lang="${locale}">`);
    for (const expected of [
      CLAUSE_TEXTS[locale].annexTitles.II,
      CLAUSE_TEXTS[locale].parties.notSigned,
      'Åse Nygård, personvernkoordinator',
      'Varde Drift AS',
      'Nordsky Cloud AB',
      documentHash,
    ]) {
      expect(text.replaceAll(' ', '')).toContain(expected.replaceAll(' ', ''));
      expect(html).toContain(expected);
    }
  });

  test('a new field stands in the PDF, and the same agreement gives the same bytes', async () => {
    const { pdfPath } = await read(reader);
    await city.field({ label: 'Skostørrelse' });
    const [first, second] = [await get(pdfPath), await get(pdfPath)];
    const bytes = Buffer.from(await first.clone().arrayBuffer());
    expect(bytes.equals(Buffer.from(await second.arrayBuffer()))).toBe(true);
    expect(await words(first)).toContain('Skostørrelse');
    const again = await get(pdfPath, reader, { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  test('is dated by the latest change of what it says, a measure that went included', async () => {
    const drawnUp = async (): Promise<string> => {
      const { jsonPath } = await read(reader);
      const { document } = (await (await get(jsonPath)).json()) as {
        readonly document: { readonly agreement: { readonly drawnUpAt: string } };
      };
      return document.agreement.drawnUpAt;
    };
    const { setMeasure } = await operator.ask<{ setMeasure: { measure: { id: string; version: number } } }>(
      `mutation { setMeasure(input: { heading: DATA_QUALITY, text: { en: "Checked." } }) { measure { id version } } }`,
    );
    const field = await city.field({ label: 'Bussrute' });
    const before = await drawnUp();
    const renamed = await controller.ask(
      `mutation($id: ID!) { updateField(input: { fieldId: $id, expectedVersion: 1, label: "Skolebuss" }) {
        userErrors { code } } }`,
      { id: fieldGid(field) },
    );
    expect(renamed).toEqual({ updateField: { userErrors: [] } });
    const afterRenaming = await drawnUp();
    expect(afterRenaming > before).toBe(true);
    await operator.ask(`mutation($input: RemoveMeasureInput!) { removeMeasure(input: $input) { removedId } }`, {
      input: { id: setMeasure.measure.id, expectedVersion: setMeasure.measure.version },
    });
    expect((await drawnUp()) > afterRenaming).toBe(true);
  });

  test('what was signed stays readable as it was', async () => {
    const { documentHash } = await read(controller);
    await change(controller, SIGN, { documentHash, name: 'Ola Berg', position: 'rådmann' });
    await city.field({ label: 'Added later' });
    const now = (await (await get('/agreement.json')).json()) as Body;
    expect(JSON.stringify(now)).toContain('Added later');
    expect(now.signatures).toEqual([]);
    const then = (await (await get(`/agreement.json?document=${documentHash}&lang=fi`)).json()) as Body;
    expect(JSON.stringify(then)).not.toContain('Added later');
    expect(then).toMatchObject({ language: 'nb', signatures: [{ side: 'CONTROLLER', name: 'Ola Berg' }] });
    expect(sha256(canonicalJson(then.document))).toBe(documentHash);
    expect(await words(await get(`/agreement.pdf?document=${documentHash}`))).toContain('Ola Berg, rådmann');
  });

  test.each(['/agreement.json', '/agreement.pdf', '/agreement.html'])(
    '%s is for those who may read it',
    async (path) => {
      const anonymous = await get(path, world.anonymous());
      expect([anonymous.status, anonymous.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(await anonymous.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      const unlinked = await get(path, await city.signIn(null));
      expect(unlinked.status).toBe(404);
      expect(await unlinked.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
      const elsewhere = await get(path, await (await world.tenant()).controller());
      expect(elsewhere.status).toBe(404);
      for (const query of ['?number=2', '?number=x', `?document=${'a'.repeat(64)}`, '?document=%00']) {
        expect((await get(path + query)).status).toBe(404);
      }
      expect((await get(path)).status).toBe(200);
    },
  );

  test('a refused attempt is in the log', async () => {
    const rows = await city.rows(`select 1 from log_entry where action = 'agreement.read' and outcome = 'refused'`);
    expect(rows.length).toBeGreaterThan(0);
  });
});
