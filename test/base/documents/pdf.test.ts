import { expect, test } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import { type Block, type Document, writePdf } from '../../../src/base/documents/index.js';
import { LOCALES } from '../../../src/base/locale.js';
import { LONG_WORD, PANGRAMS, sampleDocument } from './document.samples.js';

const withBlocks = (...blocks: Block[]): Document => ({
  title: 'T',
  language: 'en',
  date: new Date('2026-01-02T03:04:05Z'),
  blocks,
});

/** A copy for pdf.js, which takes the bytes it is given away. */
const opened = (pdf: Buffer) => getDocumentProxy(new Uint8Array(pdf));

async function textOf(pdf: Buffer): Promise<string> {
  const { text } = await extractText(await opened(pdf), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}

test.each(LOCALES)(
  'the letters of %s come out of the file as they went in, and its language is set',
  async (locale) => {
    const pdf = await writePdf(withBlocks({ kind: 'paragraph', text: PANGRAMS[locale] }));
    expect(await textOf(pdf)).toContain(PANGRAMS[locale]);
    const empty = await writePdf({ ...sampleDocument(locale) });
    expect(empty.toString('latin1')).toContain(`/Lang (${locale})`);
  },
);

test('the same document gives the same bytes, another date gives others', async () => {
  const first = await writePdf(sampleDocument());
  const second = await writePdf(sampleDocument());
  expect(first.equals(second)).toBe(true);
  const later = await writePdf({ ...sampleDocument(), date: new Date('2026-11-22T13:25:01Z') });
  expect(first.equals(later)).toBe(false);
});

test('the file says that it is PDF/A-2a, and its metadata survive characters that XML reserves', async () => {
  const pdf = await writePdf(sampleDocument('nb'));
  const raw = pdf.toString('latin1');
  expect(raw.startsWith('%PDF-1.7')).toBe(true);
  expect(raw).toContain('/GTS_PDFA1');
  expect(raw).not.toContain('/BaseFont /Helvetica');
  const file = await opened(pdf);
  const { info, metadata } = await file.getMetadata();
  expect(info).toMatchObject({ Title: 'Annexes to the standard contractual clauses', Author: 'Varde Drift AS & Co' });
  expect(metadata?.get('pdfaid:part')).toBe('2');
  expect(metadata?.get('pdfaid:conformance')).toBe('A');
  expect(metadata?.get('dc:creator')).toEqual(['Varde Drift AS & Co']);
  expect(metadata?.get('dc:description')).toBe('A sample <of> everything');
  expect(await file.getMarkInfo()).toMatchObject({ Marked: true });
});

interface OutlineItem {
  readonly title: string;
  readonly items: readonly OutlineItem[];
}

test('headings become nested bookmarks', async () => {
  const file = await opened(await writePdf(sampleDocument()));
  const titles = ({ title, items }: OutlineItem): unknown => [title, ...items.map(titles)];
  expect(((await file.getOutline()) as OutlineItem[]).map(titles)).toEqual([
    ['Annex I – List of parties', ['Controller']],
    ['Annex II – Description of the processing', ['Categories of personal data processed', ['Elements']]],
  ]);
});

test('pages are numbered in the language of the document', async () => {
  const file = await opened(await writePdf(sampleDocument('sv')));
  const { text } = await extractText(file, { mergePages: false });
  expect(text.length).toBeGreaterThan(2);
  text.forEach((page, index) => {
    expect(page).toContain(`Sida ${index + 1} av ${text.length}`);
    expect(page).toContain('Agreement 2026-0042, version 3');
  });
});

test('a table is continued over pages with its header on each, and loses no row', async () => {
  const file = await opened(await writePdf(sampleDocument()));
  const { text } = await extractText(file, { mergePages: false });
  const continued = text.filter((page) => /Element \d+/.test(page));
  expect(continued.length).toBeGreaterThan(2);
  for (const page of continued) expect(page).toMatch(/Element\s+Place\s+Count/);
  const rows = [...text.join('\n').matchAll(/Element (\d+)/g)].map(([, number]) => Number(number));
  expect(rows).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
});

test('a row that is higher than a page is split', async () => {
  const sentences = Array.from({ length: 400 }, (_, index) => `Sentence number ${index}.`);
  const pdf = await writePdf(
    withBlocks({
      kind: 'table',
      columns: [{ label: 'A' }, { label: 'B' }],
      rows: [
        ['before', 'x'],
        [sentences.join(' '), 'beside'],
        ['after', 'y'],
      ],
    }),
  );
  const text = await textOf(pdf);
  const found = [...text.matchAll(/Sentence number (\d+)\./g)].map(([, number]) => Number(number));
  expect(found).toEqual(sentences.map((_, index) => index));
  expect(text.indexOf('after')).toBeGreaterThan(text.indexOf('Sentence number 399'));
});

test('no text runs out of its column, however long its words', async () => {
  const file = await opened(await writePdf(sampleDocument()));
  for (let number = 1; number <= file.numPages; number += 1) {
    const page = await file.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const left = (item.transform as number[])[4] ?? 0;
      expect(left).toBeGreaterThanOrEqual(70);
      expect(left + item.width).toBeLessThanOrEqual(595.28 - 70 + item.height / 3);
    }
  }
  const text = (await textOf(await writePdf(withBlocks({ kind: 'paragraph', text: LONG_WORD })))).replaceAll(' ', '');
  expect(text).toContain(LONG_WORD);
});

test('what the fonts cannot show is written by its code point instead of vanishing', async () => {
  const text = await textOf(
    await writePdf(withBlocks({ kind: 'paragraph', text: 'a中b\u{1F600}c\u202Ed\u0000e\uD800f' })),
  );
  expect(text).toContain('a[U+4E2D]b[U+1F600]c[U+202E]d[U+0000]e');
});

test('letters typed with combining marks become the letters of the font', async () => {
  const text = await textOf(await writePdf(withBlocks({ kind: 'paragraph', text: 'A\u030Asa O\u0303un' })));
  expect(text).toContain('Åsa Õun');
});

interface Node {
  readonly role?: string;
  readonly type?: string;
  readonly children?: readonly Node[];
}

test('the structure a screen reader walks through holds headings, lists and tables in reading order', async () => {
  const file = await opened(await writePdf(sampleDocument()));
  const roles: string[] = [];
  const walk = (node: Node): void => {
    if (node.role !== undefined && node.role !== 'Root') roles.push(node.role);
    node.children?.forEach(walk);
  };
  walk(await (await file.getPage(1)).getStructTree());
  walk(await (await file.getPage(2)).getStructTree());
  expect(roles.filter((role) => /^H\d$/.test(role))).toEqual(['H1', 'H2', 'H3', 'H2', 'H3', 'H4']);
  for (const role of ['Document', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Table', 'Caption', 'THead', 'TH', 'TBody', 'TD']) {
    expect(roles).toContain(role);
  }
});

test('an ill-formed document is refused in words', async () => {
  const skipped = withBlocks({ kind: 'heading', level: 2, text: 'x' });
  await expect(writePdf(skipped)).rejects.toThrow('a heading of level 2 cannot follow level 0');
  const ragged = withBlocks({ kind: 'table', columns: [{ label: 'A' }], rows: [['1', '2']] });
  await expect(writePdf(ragged)).rejects.toThrow('row 0 does not have one text per column');
});
