import { expect, test } from '@jest/globals';
import {
  type OneRosterSet,
  openOneRosterSet,
  readAcademicSessions,
  readClasses,
  readDemographics,
  readEnrollments,
  readOrgs,
  readRoles,
  readUsers,
} from '../../../src/exchange/oneroster/index.js';
import { brief, type Files, folderOf, readAll, refusalOf } from './roster.builder.js';

const USERS =
  'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,email,phone';
const ENROLLMENTS =
  'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate';
const ROLES = 'sourcedId,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId';

async function open(files: Files): Promise<OneRosterSet> {
  return openOneRosterSet(await folderOf(files));
}

async function users(...rows: readonly string[]) {
  return readAll(readUsers(await open({ 'users.csv': [USERS, ...rows].join('\n') })));
}

async function enrollments(...rows: readonly string[]) {
  return readAll(readEnrollments(await open({ 'enrollments.csv': [ENROLLMENTS, ...rows].join('\n') })));
}

test('a missing required value costs the row, a missing expected one is told', async () => {
  const { rows, problems } = await users(
    'u-1,,,true,o-1,student,eira,Eira,Lund,,',
    ',,,true,o-1,student,nils,Nils,Lund,,',
    'u-3,,,true,,student,ingrid,,Lund,,',
    'u-4,,,,o-1,student,kaur,Kaur, ,,',
    'u-5,,,true,"  , ,",student,mari,Mari,Mets,,',
    'u-6,,,true,o-1,student,,Liis,Mets,,',
  );
  expect(rows.map((row) => row.sourcedId)).toEqual(['u-1', 'u-6']);
  expect(brief(problems)).toEqual(
    [
      '3 sourcedId REQUIRED_MISSING error',
      '4 orgSourcedIds REQUIRED_MISSING error',
      '4 givenName REQUIRED_MISSING error',
      '5 enabledUser REQUIRED_MISSING error',
      '5 familyName REQUIRED_MISSING error',
      '6 orgSourcedIds REQUIRED_MISSING error',
      '7 username REQUIRED_MISSING warning',
    ].sort(byLineThenText),
  );
});

function byLineThenText(left: string, right: string): number {
  return Number.parseInt(left, 10) - Number.parseInt(right, 10);
}

test('a bad e-mail address, modification time or over-long telephone is dropped and the row kept', async () => {
  const { rows, problems } = await users(
    'u-1,,,true,o-1,student,a,Eira,Lund,eira.lund(at)skole.example,',
    `u-2,,yesterday,true,o-1,student,b,Nils,Lund,nils@skole.example,${'9'.repeat(65)}`,
    'u-3,,,true,o-1,student,c,Õie,Kask,õie@kool.example,+372 5000 0003',
  );
  expect(rows.map((row) => [row.email, row.phone, row.dateLastModified])).toEqual([
    [null, null, null],
    ['nils@skole.example', null, null],
    ['õie@kool.example', '+372 5000 0003', null],
  ]);
  expect(brief(problems)).toEqual([
    '2 email BAD_EMAIL warning',
    '3 dateLastModified BAD_DATE_TIME warning',
    '3 phone TOO_LONG warning',
  ]);
});

test.each([
  ['a@b.example', true],
  ['first.last+tag@sub.b.example', true],
  ['postmaster@localhost', true],
  ['a b@c.example', false],
  ['@c.example', false],
  ['a@', false],
  ['a@@c.example', false],
  ['a@.example', false],
  ['a@c..example', false],
  ['Eira <a@c.example>', false],
])('e-mail %s: %s', async (address, valid) => {
  const { rows } = await users(`u-1,,,true,o-1,student,a,Eira,Lund,"${address}",`);
  expect(rows[0]?.email).toBe(valid ? address : null);
});

test('booleans and enumerations in any capitals, blank and NULL as nothing', async () => {
  const flags = ['true', 'FALSE', '1', '0', 'Yes', 'no', 'maybe'];
  const { rows, problems } = await enrollments(
    ...flags.map((flag, index) => `e-${index},ACTIVE,,c-1,NULL,u-1,TEACHER,${flag},,`),
    'e-9,Active,,c-1,s-1,u-1,pupil,,,',
    'e-10,inactive,,c-1,s-1,u-1,student,,,',
    'e-11,,,NULL,s-1,u-1,student,,,',
  );
  expect(rows.map((row) => row.primary)).toEqual([true, false, true, false, true, false, null, null]);
  expect(rows.slice(0, 7).every((row) => row.role === 'teacher' && row.schoolSourcedId === null)).toBe(true);
  expect(rows[7]?.classSourcedId).toBe('NULL');
  expect(problems.filter((problem) => problem.column !== 'schoolSourcedId')).toEqual([
    {
      file: 'enrollments.csv',
      line: 8,
      column: 'primary',
      code: 'BAD_BOOLEAN',
      severity: 'warning',
      parameters: { allowed: ['true', 'false'] },
    },
    {
      file: 'enrollments.csv',
      line: 9,
      column: 'role',
      code: 'ROLE_UNSUPPORTED',
      severity: 'error',
      value: 'pupil',
      parameters: { allowed: ['administrator', 'proctor', 'student', 'teacher'] },
    },
    {
      file: 'enrollments.csv',
      line: 10,
      column: 'status',
      code: 'UNKNOWN_ENUM_VALUE',
      severity: 'error',
      value: 'inactive',
      parameters: { allowed: ['active', 'tobedeleted'] },
    },
  ]);
});

test('days are days of the calendar, and a time behind them is cut off', async () => {
  const days = [
    ['2026-08-17', '2026-08-17'],
    ['2024-02-29', '2024-02-29'],
    ['2026-08-17T00:00:00.000Z', '2026-08-17'],
    ['2026-08-17 00:00:00', '2026-08-17'],
    ['9999-12-31', '9999-12-31'],
    ['2026-02-29', null],
    ['2026-13-01', null],
    ['17.08.2026', null],
    ['2026-8-1', null],
    ['0000-00-00', null],
  ] as const;
  const { rows, problems } = await enrollments(
    ...days.map(([day], index) => `e-${index},,,c-1,s-1,u-1,student,,,${day}`),
  );
  expect(rows.map((row) => row.endDate)).toEqual(days.flatMap(([, read]) => (read === null ? [] : [read])));
  expect(new Set(problems.map((problem) => `${problem.code} ${problem.severity}`))).toEqual(
    new Set(['BAD_DATE error']),
  );
});

test('instants become UTC', async () => {
  const instants = [
    ['2026-10-01T08:00:00.000Z', '2026-10-01T08:00:00.000Z'],
    ['2026-10-01T08:00:00+02:00', '2026-10-01T06:00:00.000Z'],
    ['2026-10-01T08:00:00.123456-0330', '2026-10-01T11:30:00.123Z'],
    ['2026-10-01 08:00:05', '2026-10-01T08:00:05.000Z'],
    ['2026-10-01', '2026-10-01T00:00:00.000Z'],
    ['2026-10-01T24:00:00Z', null],
    ['2026-10-32', null],
  ] as const;
  const { rows } = await enrollments(...instants.map(([text], index) => `e-${index},,${text},c-1,s-1,u-1,student,,,`));
  expect(rows.map((row) => row.dateLastModified)).toEqual(instants.map(([, read]) => read));
});

test('a period that ends before it begins is a bad row', async () => {
  const enrolled = await enrollments(
    'e-1,,,c,s,u,student,,2027-01-01,2026-12-31',
    'e-2,,,c,s,u,student,,2027-01-01,2027-01-01',
  );
  expect(enrolled.rows.map((row) => row.sourcedId)).toEqual(['e-2']);
  expect(brief(enrolled.problems)).toEqual(['2 endDate END_BEFORE_BEGIN error']);
  const set = await open({
    'roles.csv': `${ROLES}\nr-1,u,primary,teacher,2027-01-01,2026-01-01,o\n`,
    'academicSessions.csv':
      'sourcedId,title,type,startDate,endDate,schoolYear\ns-1,Høst,term,2027-01-01,2026-01-01,2027\n',
  });
  expect(brief((await readAll(readRoles(set))).problems)).toEqual(['2 endDate END_BEFORE_BEGIN error']);
  expect(brief((await readAll(readAcademicSessions(set))).problems)).toEqual(['2 endDate END_BEFORE_BEGIN error']);
});

test('rows of another length: nothing may have moved', async () => {
  const { rows, problems } = await users(
    'u-1,,,true,o-1,student,a,Eira,Lund,,,,,',
    'u-2,,,true,o-1,student,b,Nils,Lund,,,moved',
    'u-3,,,true,o-1,student,c,Kaur,Mets',
    'u-4,,,true,o-1,student,d,Kaur',
    'u-5,tobedeleted',
  );
  expect(rows.map((row) => [row.sourcedId, row.email])).toEqual([
    ['u-1', null],
    ['u-3', null],
  ]);
  expect(brief(problems)).toEqual(['3 - ROW_TOO_LONG error', '4 - ROW_TOO_SHORT warning', '5 - ROW_TOO_SHORT error']);
  expect(problems[0]?.parameters).toEqual({ fields: 12, columns: 11 });
});

test('a row to be deleted needs its identifier and nothing else', async () => {
  const { rows, deletions, problems } = await users(
    'u-1,tobedeleted,,,,,,,,,',
    ',tobedeleted,,true,o,student,a,A,B,,',
    'u-3,ToBeDeleted',
  );
  expect(rows).toEqual([]);
  expect(deletions.map((row) => row.sourcedId)).toEqual(['u-1', 'u-3']);
  expect(brief(problems)).toEqual(['3 sourcedId REQUIRED_MISSING error']);
});

test('in a delta file every row says its status', async () => {
  const manifest = 'propertyName,value\noneroster.version,1.1\nfile.users,delta\n';
  const row = 'true,o-1,student,a,Eira,Lund,,';
  const set = await open({ 'users.csv': `${USERS}\nu-1,,,${row}\nu-2,active,,${row}\n`, 'manifest.csv': manifest });
  const { rows, problems } = await readAll(readUsers(set));
  expect(rows.map((user) => user.sourcedId)).toEqual(['u-2']);
  expect(brief(problems)).toEqual(['2 status REQUIRED_MISSING error']);
  const without = await open({ 'users.csv': USERS.replace('status,', ''), 'manifest.csv': manifest });
  expect(await refusalOf(readAll(readUsers(without)))).toMatchObject({
    code: 'REQUIRED_COLUMNS_MISSING',
    parameters: { file: 'users.csv', columns: ['status'] },
  });
});

test('texts become one line, single-spaced and composed; identifiers stay as they are', async () => {
  const { rows } = await users(`" U\u00A01 ",,,true,"o-1, o-2,o-1",student,a,"Anne\n  Grete",A\u030Asen ,,`);
  expect(rows[0]).toMatchObject({
    sourcedId: 'U\u00A01',
    givenName: 'Anne Grete',
    familyName: '\u00C5sen',
    orgSourcedIds: ['o-1', 'o-2'],
  });
});

test('columns in any order, in other capitals and under older names are found, and told once', async () => {
  const set = await open({
    'demographics.csv': 'SEX,birthdate,userSourcedId\nFemale,2013-02-28,u-1\n',
    'classes.csv': 'schoolSourcedId,Title,sourcedId,grade\ns-1,8A,c-1,08\n',
  });
  const demographics = await readAll(readDemographics(set));
  expect(demographics.rows).toMatchObject([{ sourcedId: 'u-1', birthDate: '2013-02-28', sex: 'female' }]);
  expect(demographics.notes).toEqual([
    {
      file: 'demographics.csv',
      code: 'COLUMN_VARIANTS',
      names: ['userSourcedId > sourcedId', 'birthdate > birthDate', 'SEX > sex'],
    },
  ]);
  const classes = await readAll(readClasses(set));
  expect(classes.rows).toMatchObject([
    { sourcedId: 'c-1', title: '8A', grades: ['08'], courseSourcedId: null, classType: null },
  ]);
  expect(classes.notes).toContainEqual({
    file: 'classes.csv',
    code: 'EXPECTED_COLUMNS_MISSING',
    names: ['courseSourcedId', 'termSourcedIds', 'classType'],
  });
  expect(classes.problems).toEqual([]);
});

test('a header without its required columns, or with one twice, is refused without quoting it', async () => {
  const noHeader = await open({ 'users.csv': 'u-1,,,true,o-1,student,a,Eira,Lund,,\n' });
  const refusal = await refusalOf(readAll(readUsers(noHeader)));
  expect(refusal.code).toBe('REQUIRED_COLUMNS_MISSING');
  expect(refusal.message).not.toMatch(/Eira|Lund/);
  const twice = await open({ 'users.csv': `${USERS},GivenName\n` });
  expect(await refusalOf(readAll(readUsers(twice)))).toMatchObject({
    code: 'HEADER_COLUMN_REPEATED',
    parameters: { file: 'users.csv', column: 'givenName' },
  });
});

test('an empty file is told of and holds nothing', async () => {
  const set = await open({ 'orgs.csv': '', 'users.csv': '\n\n' });
  expect((await readAll(readOrgs(set))).notes).toEqual([{ file: 'orgs.csv', code: 'FILE_EMPTY', names: [] }]);
  expect((await readAll(readUsers(set))).notes).toEqual([{ file: 'users.csv', code: 'FILE_EMPTY', names: [] }]);
});
