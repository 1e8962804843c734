import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  CSV_LIMITS,
  type CsvBatch,
  type CsvLimits,
  type CsvRecord,
  readCsv,
} from '../../../src/exchange/oneroster/csv.js';
import { brief, refusalOf } from './roster.builder.js';

/** A source that hands out pieces of a given size. */
function source(content: string | Buffer, pieceSize = 64 * 1024): Readable {
  const bytes = Buffer.from(content);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pieceSize) pieces.push(bytes.subarray(at, at + pieceSize));
  return Readable.from(pieces, { objectMode: false });
}

async function read(content: string | Buffer, pieceSize?: number, limits: Partial<CsvLimits> = {}) {
  const batches: CsvBatch[] = [];
  for await (const batch of readCsv(source(content, pieceSize), 'users.csv', { ...CSV_LIMITS, ...limits }))
    batches.push(batch);
  return {
    header: batches[0]?.header ?? [],
    records: batches.flatMap((batch) => batch.records),
    problems: batches.flatMap((batch) => batch.problems),
    batches,
  };
}

const lines = (records: readonly CsvRecord[]) => records.map((record) => record.line);
const fields = (records: readonly CsvRecord[]) => records.map((record) => record.fields);

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('physical lines are counted with %s, through quoted breaks and blank lines', async (_name, end) => {
  const text = ['a,b', '1,x', '"2","first', 'second', 'third"', '', ' , ', '3,y', ''].join(end);
  for (const pieceSize of [1, 2, 3, 7, 1000]) {
    const { header, records, problems } = await read(text, pieceSize);
    expect(header).toEqual(['a', 'b']);
    expect(fields(records)).toEqual([
      ['1', 'x'],
      ['2', 'first\nsecond\nthird'],
      ['3', 'y'],
    ]);
    expect(lines(records)).toEqual([2, 3, 8]);
    expect(problems).toEqual([]);
  }
});

test('a BOM is no part of the first column, in however small pieces it arrives', async () => {
  for (const pieceSize of [1, 2, 3, 100]) {
    expect((await read('\uFEFFsourcedId,name\nå,ø', pieceSize)).header).toEqual(['sourcedId', 'name']);
  }
});

test('a last line without its end is read, and a file without records still shows its header', async () => {
  expect(fields((await read('a,b\n1,2')).records)).toEqual([['1', '2']]);
  expect((await read('a,b')).header).toEqual(['a', 'b']);
  expect(await read('')).toMatchObject({ header: [], records: [], batches: [{ bytesRead: 0 }] });
});

test('UTF-16, with its mark or without, is refused by name', async () => {
  const text = 'sourcedId,name\n1,Åse\n';
  expect(await refusalOf(read(Buffer.from(`\uFEFF${text}`, 'utf16le')))).toMatchObject({
    code: 'ENCODING_UNSUPPORTED',
  });
  expect(await refusalOf(read(Buffer.from(text, 'utf16le')))).toMatchObject({ code: 'ENCODING_UNSUPPORTED' });
});

test('another separator than the comma is refused by name', async () => {
  expect(await refusalOf(read('sourcedId;name\n1;Åse\n'))).toMatchObject({
    code: 'HEADER_INVALID',
    parameters: { file: 'users.csv', reason: 'NOT_COMMA_SEPARATED' },
  });
});

test('a stray quote costs its own row, and the rows around it keep their lines', async () => {
  const { records, problems } = await read('a,b\n1,x\n2,Ole "Bole\n3,"Ola" Ola\n4,"z\nz"\n5,y\n');
  expect(records).toEqual([
    { line: 2, fields: ['1', 'x'] },
    { line: 7, fields: ['5', 'y'] },
  ]);
  expect(brief(problems)).toEqual(['3 b BAD_QUOTE error', '4 b BAD_QUOTE error', '5 b BAD_QUOTE error']);
  const closed = await read('a,b\n1,x\n2,Ole "Bole"\n3,"Ola "Ola"\n4,"z\nz"\n5,y\n');
  expect(fields(closed.records)).toEqual([
    ['1', 'x'],
    ['4', 'z\nz'],
    ['5', 'y'],
  ]);
  expect(lines(closed.records)).toEqual([2, 5, 7]);
  expect(brief(closed.problems)).toEqual(['3 b BAD_QUOTE error', '4 b BAD_QUOTE error']);
  expect(JSON.stringify(closed.problems)).not.toMatch(/Ol[ea]/);
});

test('a quote that never closes is reported where it may begin, up to where it was noticed', async () => {
  const { records, problems } = await read('a,b\n1,x\n2,"y\n3,z\n');
  expect(lines(records)).toEqual([2]);
  expect(problems).toMatchObject([{ line: 3, code: 'BAD_QUOTE', column: 'b', parameters: { lastLine: 4 } }]);
});

test('a field over the bound costs its row, a record over the bound ends the file', async () => {
  const { records, problems } = await read(`a,b\n1,${'x'.repeat(70_000)}\n2,y\n`);
  expect(lines(records)).toEqual([3]);
  expect(problems).toMatchObject([{ line: 2, column: 'b', code: 'TOO_LONG', parameters: { maximum: 65_536 } }]);
  expect(await refusalOf(read(`a,b\n1,x\n2,"${'x\n'.repeat(600_000)}`))).toMatchObject({
    code: 'RECORD_TOO_LONG',
    parameters: { file: 'users.csv', line: 3, maximum: 1_048_576 },
  });
});

test('batches have the agreed size, and leaving the loop stops reading', async () => {
  const text = `a\n${Array.from({ length: 25 }, (_, index) => `${index}\n`).join('')}`;
  const { batches } = await read(text, 1000, { batchSize: 10 });
  expect(batches.map((batch) => batch.records.length)).toEqual([10, 10, 5]);
  expect(batches.at(-1)?.bytesRead).toBe(text.length);

  const endless = new Readable({ read: () => endless.push('x\n'.repeat(1000)) });
  for await (const batch of readCsv(endless, 'users.csv', { ...CSV_LIMITS, batchSize: 100 })) {
    if (batch.records.length === 100) break;
  }
  expect(endless.destroyed).toBe(true);
});

test('what goes wrong in the source reaches the reader', async () => {
  const broken = new Readable({ read: () => broken.destroy(new Error('disk gone')) });
  const reading = (async () => {
    for await (const batch of readCsv(broken, 'users.csv')) expect(batch).toBeUndefined();
  })();
  await expect(reading).rejects.toThrow('disk gone');
});

const lineBreak = fc.constantFrom('\n', '\r\n', '\r');
const fieldText = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    { weight: 2, arbitrary: fc.constantFrom('"', '""', ',', 'Øyvind', 'Õnne', ' ') },
    { weight: 1, arbitrary: lineBreak },
  ),
  { maxLength: 5 },
);
const written = fc.record({ text: fieldText.map((parts) => parts.join('')), quoted: fc.boolean() });
const withLineFeeds = (text: string) => text.replace(/\r\n?/g, '\n');

test('whatever is written by the rules is read back, with the lines on which it stands', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(written, written, written), { maxLength: 8 }),
      lineBreak,
      fc.boolean(),
      fc.integer({ min: 1, max: 40 }),
      async (rows, end, bom, pieceSize) => {
        let text = `${bom ? '\uFEFF' : ''}a,b,c${end}`;
        const expected: CsvRecord[] = [];
        for (const row of rows) {
          // The sum of all before, so that a CR and an LF of two fields are not taken for one break.
          const line = withLineFeeds(text).split('\n').length;
          if (row.some((field) => field.text.trim() !== '')) {
            expected.push({ line, fields: row.map((field) => withLineFeeds(field.text)) });
          }
          const cells = row.map((field) =>
            field.quoted || /[",\r\n]/.test(field.text) ? `"${field.text.replaceAll('"', '""')}"` : field.text,
          );
          text += cells.join(',') + end;
        }
        const { header, records, problems } = await read(text, pieceSize);
        expect(header).toEqual(['a', 'b', 'c']);
        expect(records).toEqual(expected);
        expect(problems).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
