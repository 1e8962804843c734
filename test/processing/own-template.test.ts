import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import { canonicalJson, type JsonValue } from '../../src/base/signing/index.js';
import { type TestFile, zip } from '../content/files.js';
import type { Actor } from '../harness/actor.js';
import { tenantGid } from '../harness/tenant.js';
import type { World } from '../harness/world.js';
import {
  agreementInput,
  COUNTERSIGN,
  change,
  RECORD,
  read,
  SIGN,
  UPDATE,
  worldWithProcessor,
} from './agreement.samples.js';
import {
  ACCEPT,
  COVER,
  completeTemplate,
  contract,
  done,
  MAP,
  NOTE,
  RECORD_TEMPLATE,
  REJECT,
  recorded,
  tell,
  uploaded,
  WITHDRAW,
} from './own-template.samples.js';

let world: World;
let operator: Actor;

beforeAll(async () => {
  ({ world, operator } = await worldWithProcessor());
});

afterAll(() => world.close());

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const word = async (body: string): Promise<TestFile> => ({
  name: 'avtale.docx',
  type: DOCX,
  content: await zip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${DOCX}.main+xml"/></Types>`,
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
  }),
});
const paragraphsOf = async (actor: Actor, file: TestFile): Promise<object> =>
  (await done(actor, RECORD_TEMPLATE, { uploadId: await uploaded(actor, file), name: 'Avtale' })).paragraphs;

describe('a template of the controller’s own', () => {
  test('is read with its headings from HTML, Word and plain text, without what nobody sees', async () => {
    const controller = await (await world.tenant()).controller();
    const { paragraphs, places } = await recorded(controller);
    expect(paragraphs.slice(0, 3)).toEqual([
      { number: 1, level: 1, text: 'Databehandleravtale' },
      { number: 2, level: 0, text: 'Mellom {{controller}} og {{processor}}, vedlegg til {{main contract}}.' },
      { number: 3, level: 2, text: '1. Behandlingen' },
    ]);
    expect(JSON.stringify(paragraphs)).not.toMatch(/alert|mal\.html|<b>/);
    expect(places).toContainEqual({ written: 'data subjects', place: 'DATA_SUBJECTS', paragraphs: [4] });
    expect(places).toContainEqual({ written: 'kategorier', place: null, paragraphs: [5] });
    const body = `<w:p><w:pPr><w:pStyle w:val="Overskrift2"/></w:pPr><w:r><w:t>Plikter</w:t></w:r></w:p>
      <w:p><w:r><w:t>Gjelder {{dura</w:t></w:r><w:r><w:t>tion}}</w:t></w:r><w:del><w:r><w:delText> aldri</w:delText></w:r></w:del>
      <w:r><w:instrText>PAGE</w:instrText></w:r></w:p>`;
    expect(await paragraphsOf(controller, await word(body))).toEqual([
      { number: 1, level: 2, text: 'Plikter' },
      { number: 2, level: 0, text: 'Gjelder {{duration}}' },
    ]);
    const plain = contract(
      '# Avtale\n\n1.2 Varighet\nGjelder til\nden sies opp.\n\nSlutt.',
      'avtale.txt',
      'text/plain',
    );
    expect(await paragraphsOf(controller, plain)).toEqual([
      { number: 1, level: 1, text: 'Avtale' },
      { number: 2, level: 2, text: '1.2 Varighet' },
      { number: 3, level: 0, text: 'Gjelder til den sies opp.' },
      { number: 4, level: 0, text: 'Slutt.' },
    ]);
  });

  test('that is hostile or empty is refused, with the reason', async () => {
    const controller = await (await world.tenant()).controller();
    const refused = async (file: TestFile): Promise<string> => {
      const { userErrors } = await tell(controller, RECORD_TEMPLATE, {
        uploadId: await uploaded(controller, file),
        name: 'X',
      });
      return `${userErrors[0]?.code}: ${userErrors[0]?.message}`;
    };
    expect(await refused(contract('<p></p><script>1</script>'))).toBe('INVALID: There is no text in the file.');
    expect(await refused(contract(`${'<div>'.repeat(20_000)}x`))).toMatch(
      /^INVALID: The file cannot be read: it holds/,
    );
    expect(await refused(await word('<w:p>'.repeat(3000)))).toMatch(/^INVALID: The file cannot be read: it holds/);
    expect(await refused(contract('<p>x</p>'.repeat(2001)))).toMatch(/^INVALID: The template has more than 2,000/);
  });

  test('is filled in with what the annexes are made of, and what has no place stands in annexes', async () => {
    const city = await world.tenant();
    const controller = await city.controller();
    const { id: templateId } = await completeTemplate(controller);
    await change(controller, RECORD, agreementInput({ templateId }));
    const headers = { authorization: `Bearer ${controller.token}`, 'accept-language': 'nl' };
    const get = (path: string) => fetch(world.url + path, { headers });
    const { jsonPath, htmlPath, pdfPath, documentHash } = await read(controller);
    const { document } = (await (await get(jsonPath)).json()) as { document: Record<string, JsonValue> };
    expect(createHash('sha256').update(canonicalJson(document)).digest('hex')).toBe(documentHash);
    const html = await (await get(htmlPath)).text();
    expect(html).toContain('<html lang="nb">');
    for (const expected of [
      'Skolestiftelsens avtale',
      '1. Behandlingen',
      'Varde Drift AS, 923609016',
      'Nordsky Cloud AB',
      'Hovedavtale om portalen',
      'Ansatte',
      'Vedlegg I –',
      'Vedlegg II –',
      documentHash,
    ]) {
      expect(html).toContain(expected);
    }
    // The sub-processors have their place in the text.
    expect(html).not.toContain('Vedlegg IV –');
    expect(html).not.toContain('{{');
    const [one, other] = [await get(pdfPath), await get(pdfPath)].map((response) => response.arrayBuffer());
    const bytes = Buffer.from((await one) ?? new ArrayBuffer());
    expect(bytes.equals(Buffer.from((await other) ?? new ArrayBuffer()))).toBe(true);
    const pdf = await getDocumentProxy(new Uint8Array(bytes));
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
    expect((await extractText(pdf, { mergePages: true })).text).toContain('Skolestiftelsens avtale');
    await city.field({ label: 'Skostørrelse' });
    expect(await (await get(htmlPath)).text()).toContain('Skostørrelse');
    expect((await read(controller)).documentHash).not.toBe(documentHash);
  });
});

describe('an agreement on it', () => {
  test('is not signed before every place has a meaning and every requirement of the law is met', async () => {
    const controller = await (await world.tenant()).controller();
    const { id: templateId, version } = await recorded(controller);
    await change(controller, RECORD, agreementInput({ templateId }));
    const sign = async () =>
      change(controller, SIGN, { documentHash: (await read(controller)).documentHash, position: 'rådmann' });
    expect((await sign()).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    const mapped = await done(controller, MAP, {
      templateId,
      expectedVersion: version,
      written: 'kategorier',
      place: 'CATEGORIES',
    });
    expect(mapped.requirements).toContainEqual(
      expect.objectContaining({
        requirement: 'ARTICLE_28_3_H',
        coverage: 'MISSING',
        meaning: 'Article 28(3)(h): information and audits',
      }),
    );
    expect(mapped.requirements).toContainEqual(
      expect.objectContaining({ requirement: 'CATEGORIES', coverage: 'PLACE' }),
    );
    expect(mapped.requirements).toContainEqual(expect.objectContaining({ requirement: 'MEASURES', coverage: 'ANNEX' }));
    expect((await sign()).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    const stale = await tell(controller, COVER, {
      templateId,
      expectedVersion: version,
      requirement: 'ARTICLE_28_2',
      paragraphs: [1],
    });
    expect(stale.userErrors).toMatchObject([{ code: 'STALE_VERSION' }]);
    const beyond = await tell(controller, COVER, {
      templateId,
      expectedVersion: mapped.version,
      requirement: 'ARTICLE_28_2',
      paragraphs: [99],
    });
    expect(beyond.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'paragraphs'] }]);
  });

  test('is countersigned once the processor has accepted every deviation, and never with one that it rejected', async () => {
    const city = await world.tenant();
    const controller = await city.controller();
    const tenantId = tenantGid(city.id);
    const { id: templateId } = await completeTemplate(controller);
    await change(controller, RECORD, agreementInput({ templateId }));
    const note = (text: string) =>
      done(controller, NOTE, {
        templateId,
        requirement: 'ARTICLE_28_3_H',
        paragraph: 8,
        standardText: 'Revisjon skjer på stedet.',
        text,
        reason: 'Sky: ingen besøk i datasenteret.',
      });
    const both = async () => {
      const { documentHash } = await read(controller);
      expect((await change(controller, SIGN, { documentHash, position: 'rådmann' })).userErrors).toEqual([]);
      const input = { tenantId, documentHash, name: 'Per Olsen', position: 'daglig leder' };
      return (await change(operator, COUNTERSIGN, input)).userErrors.map(({ code }) => code);
    };
    const [first] = (await note('Aldri.')).deviations;
    expect(await both()).toEqual(['CONFLICT']);
    const input = { tenantId, deviationId: first?.id };
    const rejected = await operator.ask(REJECT, { input: { ...input, reason: 'Loven krever revisjon.' } });
    expect(rejected).toMatchObject({ answer: { deviation: { state: 'REJECTED' } } });
    expect(await operator.ask(ACCEPT, { input })).toMatchObject({
      answer: { userErrors: [{ code: 'ALREADY_EXISTS' }] },
    });
    const { documentHash } = await read(controller);
    const again = { tenantId, documentHash, name: 'Per Olsen', position: 'daglig leder' };
    expect((await change(operator, COUNTERSIGN, again)).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    expect((await done(controller, WITHDRAW, { deviationId: first?.id })).deviations).toEqual([]);
    const [second] = (await note('Revisjon skjer ved rapporter fra uavhengig revisor.')).deviations;
    expect(await operator.ask('{ deviationsToDecide { tenantName text reason } }')).toMatchObject({
      deviationsToDecide: [{ text: 'Revisjon skjer ved rapporter fra uavhengig revisor.' }],
    });
    await operator.ask(ACCEPT, { input: { tenantId, deviationId: second?.id } });
    expect(await both()).toEqual([]);
    expect(await read(controller)).toMatchObject({ status: 'IN_FORCE', isSignedByProcessor: true });
    const signed =
      'query($id: ID!) { tenantAgreement(tenantId: $id) { text { paragraphs { number lines } deviations { templateText text } } } }';
    expect(await operator.ask(signed, { id: tenantId })).toMatchObject({
      tenantAgreement: { text: { deviations: [{ text: 'Revisjon skjer ved rapporter fra uavhengig revisor.' }] } },
    });
  });

  test('has one text in place of a paragraph, whoever says so at the same time', async () => {
    const controller = await (await world.tenant()).controller();
    const { id: templateId } = await completeTemplate(controller);
    const noted = await Promise.all(
      ['Aldri.', 'Årlig.', 'Ved rapporter.', 'På forespørsel.', 'Hvert halvår.'].map((said) =>
        tell(controller, NOTE, {
          templateId,
          requirement: 'ARTICLE_28_3_H',
          paragraph: 8,
          standardText: 'Revisjon skjer på stedet.',
          text: said,
          reason: 'Sky: ingen besøk i datasenteret.',
        }),
      ),
    );
    const refused = noted.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
    expect(refused).toEqual(Array(4).fill('ALREADY_EXISTS'));
  });

  test('is signed anew when it changes to the standard template', async () => {
    const controller = await (await world.tenant()).controller();
    const { id: templateId } = await completeTemplate(controller);
    await change(controller, RECORD, agreementInput({ templateId }));
    const { documentHash } = await read(controller);
    await change(controller, SIGN, { documentHash, position: 'rådmann' });
    await change(controller, UPDATE, { expectedVersion: 1, templateId: null });
    expect(await read(controller)).toMatchObject({ version: 2, isSignedByController: false });
    const ledger = '{ instructions(first: 100) { nodes { changes { after } } } }';
    expect(JSON.stringify(await controller.ask(ledger))).toContain('STANDARD');
    await change(controller, UPDATE, { expectedVersion: 2, templateId });
    expect(await controller.ask('{ agreement { template templateVersion ownTemplate { name } } }')).toEqual({
      agreement: { template: 'OWN', templateVersion: '1', ownTemplate: { name: 'Skolestiftelsens avtale' } },
    });
  });
});
