import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CSV_LIMITS, type OneRosterSet, openOneRosterSet, readUsers } from '../../../src/exchange/oneroster/index.js';
import { brief, type Files, folderOf, readAll } from './roster.builder.js';

const USERS =
  'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,email,phone';

async function open(files: Files): Promise<OneRosterSet> {
  return openOneRosterSet(await folderOf(files));
}

async function users(...rows: readonly string[]) {
  return readAll(readUsers(await open({ 'users.csv': [USERS, ...rows].join('\n') })));
}

test('bytes that are not UTF-8, NUL and control characters cost the value, with line, column and place', async () => {
  const row = (name: Buffer) =>
    Buffer.concat([Buffer.from('u-1,,,true,o-1,student,a,Eira,'), name, Buffer.from(',,\n')]);
  const names = [
    Buffer.from('Sørås', 'latin1'),
    Buffer.from('Lu\0nd'),
    Buffer.from('Lund\u001b[2J'),
    Buffer.from('Sørås'),
  ];
  const content = Buffer.concat([Buffer.from(`${USERS}\n`), ...names.map(row)]);
  const { rows, problems } = await readAll(readUsers(await open({ 'users.csv': content })));
  expect(rows.map((user) => user.familyName)).toEqual(['Sørås']);
  expect(problems.map(({ line, column, code, parameters }) => [line, column, code, parameters])).toEqual([
    [2, 'familyName', 'BAD_CHARACTER', { reason: 'NOT_UTF8', position: 2 }],
    [3, 'familyName', 'BAD_CHARACTER', { reason: 'NUL', position: 3 }],
    [4, 'familyName', 'BAD_CHARACTER', { reason: 'CONTROL_CHARACTER', position: 5 }],
  ]);
});

test('lists and identifiers have bounds', async () => {
  const many = Array.from({ length: 1_001 }, (_, index) => `o-${index}`).join(',');
  const { problems } = await users(
    `u-1,,,true,"${many}",student,a,Eira,Lund,,`,
    `${'u'.repeat(256)},,,true,o-1,student,a,Eira,Lund,,`,
    `u-3,,,true,o-1,student,a,${'E'.repeat(256)},Lund,,`,
  );
  expect(brief(problems)).toEqual([
    '2 orgSourcedIds TOO_MANY_ITEMS error',
    '3 sourcedId TOO_LONG error',
    '4 givenName TOO_LONG error',
  ]);
});

test('no problem ever tells anything of a person', async () => {
  const secret = 'Hemmeligsen';
  const parts = USERS.split(',').map((_, index) => {
    const cells = 'u-1,active,2026-01-01,true,o-1,student,a,Eira,Lund,e@x.example,1'.split(',');
    cells[index] = secret;
    return cells.join(',');
  });
  const broken = [`u,,,true,o,"${secret}"x,a,E,L,,`, `${secret},,,,${secret}`, `u,,,t,o,s,${secret},E,L,,,${secret}`];
  const { problems } = await users(...parts, ...broken, `u,"${secret}`);
  expect(problems.length).toBeGreaterThan(6);
  expect(JSON.stringify(problems)).not.toContain(secret);
});

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((text) => text.replace(/\p{Cc}|\uFFFD/gu, 'x'));
const id = fc.stringMatching(/^[A-Za-z0-9._-]{1,30}$/).filter((text) => text !== 'NULL');
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

test('people are read back as they were written', async () => {
  const person = fc.record({
    sourcedId: id,
    orgs: fc.uniqueArray(id, { minLength: 1, maxLength: 4 }),
    givenName: name.filter((text) => text.trim() !== ''),
    familyName: name.filter((text) => text.trim() !== ''),
    enabledUser: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 20 }), async (people) => {
      const { rows, problems } = await users(
        ...people.map(
          (one) =>
            `${one.sourcedId},,,${one.enabledUser},${quoted(one.orgs.join(','))},student,x,${quoted(one.givenName)},${quoted(one.familyName)},,`,
        ),
      );
      expect(problems).toEqual([]);
      expect(
        rows.map((row) => [row.sourcedId, row.enabledUser, row.orgSourcedIds, row.givenName, row.familyName]),
      ).toEqual(
        people.map((one) => [one.sourcedId, one.enabledUser, one.orgs, tidy(one.givenName), tidy(one.familyName)]),
      );
    }),
    { numRuns: 50 },
  );
});

function tidy(text: string): string {
  return text.trim().replace(/\s+/g, ' ').normalize('NFC');
}

test('whatever bytes stand in a file, it ends in rows, problems or a refusal by code', async () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(',', '"', '\n', '\r\n', 'u-1,,,true,o-1,student,a,Eira,Lund,,\n').map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), fc.boolean(), async (pieces, header) => {
      const content = Buffer.concat([Buffer.from(header ? `${USERS}\n` : ''), ...pieces]);
      try {
        const set = await open({ 'users.csv': content });
        const { rows, problems } = await readAll(readUsers(set, { ...CSV_LIMITS, batchSize: 3 }));
        for (const row of rows) expect(row.sourcedId).not.toBe('');
        for (const problem of problems) expect(problem.line).toBeGreaterThan(1);
      } catch (error) {
        expect(error).toMatchObject({ name: 'OneRosterError' });
      }
    }),
    { numRuns: 200 },
  );
});
