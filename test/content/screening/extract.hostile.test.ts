import { deflateSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { type ExtractionLimits, extractText } from '../../../src/content/screening/extract/index.js';
import { archive, office } from './archive.js';

const MEBI = 1024 * 1024;
const DOCX = `${office}.wordprocessingml.document`;
const XLSX = `${office}.spreadsheetml.sheet`;

/** Why a file cannot be read, or how many texts it has, and what of it could not be read. */
async function outcome(content: string | Buffer, mediaType: string, limits: Partial<ExtractionLimits> = {}) {
  const extraction = await extractText(Buffer.from(content), mediaType, limits);
  if ('unreadable' in extraction) return extraction.unreadable;
  return [extraction.segments.length, ...extraction.unread.map(({ reason }) => reason)];
}

test('archives that unfold to more than is allowed are given up, whatever they say of their size', async () => {
  const bomb = await archive({ 'word/document.xml': Buffer.alloc(24 * MEBI, ' ') });
  expect(bomb.length).toBeLessThan(MEBI);
  expect(await outcome(bomb, DOCX, { unpackedBytes: 8 * MEBI })).toBe('TOO_LARGE');
  // The directory of the archive tells another size: the four bytes at 24 of its entry.
  const entry = bomb.lastIndexOf(Buffer.from('504b0102', 'hex'));
  bomb.writeUInt32LE(10, entry + 24);
  expect(await outcome(bomb, DOCX, { unpackedBytes: 8 * MEBI })).toBe('TOO_LARGE');
  const strings = await archive({
    'xl/workbook.xml': '<workbook><sheets><sheet/></sheets></workbook>',
    'xl/sharedStrings.xml': `<sst><si><t>${'navn '.repeat(2000)}</t></si></sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet>${'<c t="s"><v>0</v></c>'.repeat(20_000)}</worksheet>`,
  });
  expect(await outcome(strings, XLSX, { characters: MEBI })).toEqual([104, 'TOO_LARGE']);
});

test('entities that multiply are not replaced', async () => {
  const entities = Array.from(
    { length: 20 },
    (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
  ).join('');
  const laughs = `<!DOCTYPE x [<!ENTITY l0 "ha">${entities}]><w:document><w:p><w:t>&l20; Kari</w:t></w:p></w:document>`;
  expect(await outcome(await archive({ 'word/document.xml': laughs }), DOCX)).toEqual([1]);
});

test('streams of a PDF that unfold to more than is allowed are given up before its pages are read', async () => {
  const pdf = (stream: Buffer) =>
    Buffer.concat([
      Buffer.from('%PDF-1.4\n1 0 obj\n<</Filter/FlateDecode>>\nstream\n'),
      stream,
      Buffer.from('\nendstream\nendobj\n'),
    ]);
  const once = deflateSync(Buffer.alloc(24 * MEBI, ' '));
  expect(await outcome(pdf(once), 'application/pdf', { unpackedBytes: 8 * MEBI })).toBe('TOO_LARGE');
  expect(await outcome(pdf(deflateSync(once)), 'application/pdf', { unpackedBytes: 8 * MEBI })).toBe('TOO_LARGE');
});

test('a PDF that claims a hundred thousand pages is read as far as it has some', async () => {
  const objects = [
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Count 100000/Kids[3 0 R]>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj',
    '4 0 obj<</Length 28>>stream\nBT /F 12 Tf (Kari) Tj ET    \nendstream endobj',
    '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj',
  ];
  expect(await outcome(`%PDF-1.4\n${objects.join('\n')}\ntrailer<</Root 1 0 R>>`, 'application/pdf')).toEqual([1]);
});

test('what is nested deeply is read in depth as far as is allowed', async () => {
  expect(await outcome(`Kari<p>${'<div>'.repeat(200_000)}Ola`, 'text/html')).toEqual([1, 'TOO_LARGE']);
  expect(await outcome(`${'<div>'.repeat(5000)}Kari`, 'text/html')).toEqual([1]);
  expect(await outcome(await archive({ 'word/document.xml': `<w:p>${'<w:r>'.repeat(50_000)}` }), DOCX)).toBe(
    'TOO_LARGE',
  );
  const forwarded = Array.from({ length: 9 }).reduce<string>(
    (inner, _, depth) =>
      `Subject: no ${depth}\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n${inner}`,
    'Subject: innermost\r\n\r\nKari',
  );
  expect(await outcome(forwarded, 'message/rfc822', { nesting: 3 })).toEqual([4, 'TOO_LARGE']);
  const parts = Array.from(
    { length: 200 },
    (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`,
  );
  expect(await outcome(parts.join(''), 'message/rfc822')).toBe('CORRUPT');
});

test('a file that takes too long, or too much memory, is given up while everything else goes on', async () => {
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 10);
  const table = 'Kari Nordmann;99000012\n'.repeat(600_000);
  expect(await outcome(table, 'text/csv', { milliseconds: 600 })).toBe('TIMED_OUT');
  clearInterval(turning);
  expect(turns).toBeGreaterThan(10);
  expect(await outcome(table, 'text/csv', { mebibytes: 16 })).toBe('TOO_LARGE');
  const given = AbortSignal.abort(new Error('stopped'));
  await expect(extractText(Buffer.from('x'), 'text/plain', { signal: given })).rejects.toThrow('stopped');
  await expect(extractText(Buffer.from(table), 'text/csv', { signal: AbortSignal.timeout(100) })).rejects.toThrow(
    'timeout',
  );
  expect(await outcome('Kari', 'text/plain')).toEqual([1]);
});
