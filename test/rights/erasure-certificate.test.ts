import { expect, test } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import { writeHtml, writePdf } from '../../src/base/documents/index.js';
import { LOCALES } from '../../src/base/locale.js';
import { generateSigningKey, payloadDigest, signDocument } from '../../src/base/signing/index.js';
import {
  CERTIFICATE_TEXTS,
  checkErasureCertificate,
  ERASURE_CERTIFICATE_TYPE,
  erasureCertificateSchema,
  renderErasureCertificate,
} from '../../src/rights/certificates/index.js';
import { sampleCertificate } from './certificate.samples.js';

const refused = (change: object) => erasureCertificateSchema.safeParse({ ...sampleCertificate(), ...change });

test('a complete certificate is accepted as it is', () => {
  expect(erasureCertificateSchema.parse(sampleCertificate())).toEqual(sampleCertificate());
});

test('there is no certificate while anything is left', () => {
  const places = [...sampleCertificate().verification.places.slice(1), { place: 'person', remaining: 1 }];
  expect(refused({ verification: { checkedAt: '2026-11-22T13:00:08Z', places } }).success).toBe(false);
});

test.each([
  [
    'a place of the plan that was not looked at',
    { plan: [{ element: 'x.y', place: 'elsewhere', count: 1, action: 'deleted' }] },
  ],
  ['a start before the request', { startedAt: '2026-11-19T00:00:00Z' }],
  ['a completion before the look', { completedAt: '2026-11-22T13:00:07Z' }],
  ['an unknown member', { personName: 'Ada' }],
  ['a negative count', { blobsRemoved: -1 }],
])('a certificate with %s is refused', (_, change) => {
  expect(refused(change).success).toBe(false);
});

test.each(LOCALES)('what was erased and what was kept can be read in %s, on paper and on screen', async (locale) => {
  const key = await generateSigningKey();
  const certificate = sampleCertificate();
  const seal = { keyId: key.keyId, digest: payloadDigest(certificate) };
  const document = renderErasureCertificate(certificate, locale, { seal });
  const file = await getDocumentProxy(new Uint8Array(await writePdf(document)));
  const { text } = await extractText(file, { mergePages: true });
  const bare = (value: string) => value.replace(/\s+/g, '');
  const texts = CERTIFICATE_TEXTS[locale];
  for (const expected of [
    texts.title,
    'Fjordbyen kommune',
    '974760673',
    'P-7Q4M-2K9X',
    texts.registers.student,
    'person.telephone',
    texts.actions.anonymised,
    'Opplæringslova § 22-1: vitnemål',
    texts.noDate,
    'blob storage',
    '4711',
    certificate.certificateId,
    key.keyId,
    seal.digest,
  ]) {
    expect(bare(text)).toContain(bare(expected));
    expect(writeHtml(document)).toContain(expected);
  }
});

test('names of elements can be given in the language of the reader', () => {
  const document = renderErasureCertificate(sampleCertificate(), 'en', {
    nameOf: (identifier) => (identifier === 'person.telephone' ? 'Telephone' : identifier),
  });
  expect(writeHtml(document)).toContain('<td>Telephone</td>');
});

test('what could not be erased or kept is said', () => {
  const document = renderErasureCertificate({ ...sampleCertificate(), plan: [], kept: [] }, 'nl');
  expect(writeHtml(document)).toContain(CERTIFICATE_TEXTS.nl.nothingErased);
  expect(writeHtml(document)).toContain(CERTIFICATE_TEXTS.nl.nothingKept);
});

test.each(LOCALES)('the words of %s are its own', (locale) => {
  const flat = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value ? Object.values(value).flatMap(flat) : [];
  const texts = CERTIFICATE_TEXTS[locale];
  const words = [...flat(texts), texts.statement('P', 'C'), texts.blobsRemoved('1'), texts.verificationNote('T')];
  expect(words.every((word) => word.trim() !== '' && word === word.normalize('NFC'))).toBe(true);
  if (locale === 'en') return;
  const english = flat(CERTIFICATE_TEXTS.en).filter((word) => word.includes(' '));
  expect(words.filter((word) => english.includes(word))).toEqual([]);
});

test('the check passes what is signed and complete, and names what is not', async () => {
  const key = await generateSigningKey();
  const signed = await signDocument(sampleCertificate(), key, ERASURE_CERTIFICATE_TYPE);
  const check = await checkErasureCertificate(JSON.stringify(signed), [key]);
  expect(check).toMatchObject({ outcome: 'valid', keyId: key.keyId, digest: payloadDigest(sampleCertificate()) });
  expect(check.certificate).toEqual(sampleCertificate());

  const incomplete = { ...sampleCertificate(), completedAt: 'yesterday' };
  const other = await signDocument(incomplete, key, ERASURE_CERTIFICATE_TYPE);
  const failed = await checkErasureCertificate(JSON.stringify(other), [key]);
  expect(failed.outcome).toBe('invalid');
  expect(failed.steps.at(-1)).toMatchObject({ passed: false, text: expect.stringContaining('completedAt') });
});
