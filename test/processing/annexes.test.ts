import { expect, test } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import { writeHtml, writePdf } from '../../src/base/documents/index.js';
import { LOCALES, type Locale } from '../../src/base/locale.js';
import {
  ANNEX_NUMBERS,
  agreementAnnexesSchema,
  annexesAsJson,
  CLAUSE_TEXTS,
  type ClauseTexts,
  clauseTextHash,
  MEASURE_HEADINGS,
  renderAnnexes,
} from '../../src/processing/agreements/clauses/index.js';
import { sampleAnnexes } from './annexes.samples.js';

const headingsOf = (locale: Locale, level: number) =>
  renderAnnexes(sampleAnnexes(), locale).blocks.flatMap((block) =>
    block.kind === 'heading' && block.level === level ? [block.text] : [],
  );

/** Every text of a language, with the path it stands under. */
function textsOf(texts: ClauseTexts): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.set(path, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`);
    }
  };
  walk(texts, '');
  for (const number of ANNEX_NUMBERS) found.set(`.annex.${number}`, texts.annex(number));
  return found;
}

test('the annexes stand in the order of the Decision, under its headings', () => {
  expect(headingsOf('en', 1)).toEqual([
    'The agreement',
    'Annex I – List of parties',
    'Annex II – Description of the processing',
    'Annex III – Technical and organisational measures including technical and organisational measures to ensure the security of the data',
    'Annex IV – List of sub-processors',
  ]);
  expect(MEASURE_HEADINGS).toHaveLength(17);
  const measures = MEASURE_HEADINGS.map((heading) => CLAUSE_TEXTS.en.measures.headings[heading]);
  const inOrder = headingsOf('en', 2).filter((heading) => measures.includes(heading));
  expect(inOrder).toEqual(measures);
});

test.each(LOCALES)('every text exists in %s and is its own', (locale) => {
  const texts = textsOf(CLAUSE_TEXTS[locale]);
  const english = textsOf(CLAUSE_TEXTS.en);
  expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  for (const text of texts.values()) expect(text).toBe(text.normalize('NFC').trim());
  const headings = MEASURE_HEADINGS.map((heading) => CLAUSE_TEXTS[locale].measures.headings[heading]);
  expect(new Set(headings).size).toBe(17);
  if (locale !== 'en') {
    const shared = [...texts].filter(([path, text]) => text === english.get(path)).map(([path]) => path);
    expect(shared.filter((path) => !['.agreement.version'].includes(path))).toEqual([]);
  }
});

test.each(LOCALES)('what was agreed is in the PDF and in the page in %s', async (locale) => {
  const annexes = sampleAnnexes();
  const document = renderAnnexes(annexes, locale);
  const file = await getDocumentProxy(new Uint8Array(await writePdf(document)));
  const { text } = await extractText(file, { mergePages: true });
  const words = text.replace(/\s+/g, ' ');
  const html = writeHtml(document);
  expect(document.language).toBe(locale);
  for (const expected of [
    '32021D0915',
    'DPA-2026-0042',
    'Fjordbyen kommune',
    '974760673',
    'Åse Nygård, personvernkoordinator',
    'ombud@fjordbyen.example',
    'Varde Drift AS',
    CLAUSE_TEXTS[locale].parties.notSigned,
    'Every look is logged',
    'Deletes on request within 24 hours',
    'Hosts the database and the files.',
    'What is done: portabilityAndErasure.',
  ]) {
    expect(words).toContain(expected);
    expect(html).toContain(expected);
  }
});

test('the clauses themselves are not repeated', () => {
  const html = writeHtml(renderAnnexes(sampleAnnexes(), 'en'));
  expect(html).not.toMatch(/Clause 1\b|Purpose and scope|docking clause/i);
});

test('what is missing is said, not left out', () => {
  const annexes = sampleAnnexes();
  annexes.annexII.sensitiveData = [];
  annexes.annexII.subProcessing = [];
  annexes.annexIII.measures.dataQuality = [];
  annexes.annexIV.subProcessors = [];
  const html = writeHtml(renderAnnexes(annexes, 'en'));
  expect(html).toContain('No sensitive data is processed.');
  expect(html).toContain(
    '<h3>Measures for ensuring data quality</h3>\n<p>No measure is recorded under this heading.</p>',
  );
  expect(html.match(/No sub-processors are used\./g)).toHaveLength(2);
});

test('the note of Annex IV follows the kind of authorisation', () => {
  const annexes = sampleAnnexes();
  expect(writeHtml(renderAnnexes(annexes, 'en'))).toContain('Option 2');
  annexes.annexIV.authorisation = 'specific';
  expect(writeHtml(renderAnnexes(annexes, 'en'))).toContain('Option 1');
});

test('several parties are numbered', () => {
  const annexes = sampleAnnexes();
  const [first] = annexes.annexI.controllers;
  if (first) annexes.annexI.controllers.push({ ...first, name: 'Nabobyen kommune' });
  const html = writeHtml(renderAnnexes(annexes, 'nb'));
  expect(html).toContain('<h4>1. Fjordbyen kommune</h4>');
  expect(html).toContain('<h4>2. Nabobyen kommune</h4>');
});

test('as JSON the annexes name their Decision and can be read back', () => {
  const json = annexesAsJson(sampleAnnexes());
  const { decision, ...annexes } = JSON.parse(JSON.stringify(json)) as typeof json;
  expect(decision).toEqual({
    number: '2021/915',
    celex: '32021D0915',
    eli: 'http://data.europa.eu/eli/dec_impl/2021/915/oj',
    adopted: '2021-06-04',
  });
  expect(agreementAnnexesSchema.parse(annexes)).toEqual(sampleAnnexes());
});

test('annexes with a heading of Annex III missing, or with anything unknown, are refused', () => {
  const annexes = sampleAnnexes();
  const { dataQuality: _, ...rest } = annexes.annexIII.measures;
  expect(
    agreementAnnexesSchema.safeParse({ ...annexes, annexIII: { ...annexes.annexIII, measures: rest } }).success,
  ).toBe(false);
  expect(agreementAnnexesSchema.safeParse({ ...annexes, annexV: {} }).success).toBe(false);
});

test('the wording of the Decision, which nobody may change, is fixed by its hash in each language', () => {
  expect(Object.fromEntries(LOCALES.map((locale) => [locale, clauseTextHash(locale)]))).toEqual({
    en: '2043580a19f33421d3e707b957873ba8bc8379d5aef977819c206489664f5752',
    nb: '3c349b26183c2dcffb94c89fcf77958de7ffd42990b0e7006023e54ad55addff',
    sv: '316be40e75d2e8e024c7f6b55f0ee88ec459ae202f14e5dc5098179c77fc64f5',
    fi: '6d67e78a5cbf658c84837371f566f87110c54b1522c99edd0769e2b3933d9c72',
    et: 'daada7fa017f1423d81610edbbfd3378bdf6f9eb30e98f681a5ef1ba53ea4a87',
    nl: 'c72d3ba29f5f101145b072a073721d994f5f5df45c8e14f30698d61c771d5a69',
  });
});
