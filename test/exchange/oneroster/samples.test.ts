import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  openOneRosterSet,
  readAcademicSessions,
  readClasses,
  readCourses,
  readDemographics,
  readEnrollments,
  readOrgs,
  readRoles,
  readUserProfiles,
  readUsers,
} from '../../../src/exchange/oneroster/index.js';
import { brief, findUpwards, readAll, sampleSet } from './roster.builder.js';

test('the 1.1 sample: bulk with extensions, quoted breaks, BOM, CRLF, guardians and rows to be deleted', async () => {
  const set = await openOneRosterSet(sampleSet('1.1'));
  expect(set).toMatchObject({
    version: '1.1',
    systemName: 'Fjordskole Elevregister',
    systemCode: 'fjordvik',
    notes: [],
  });

  const orgs = await readAll(readOrgs(set));
  expect(orgs.rows.map((org) => [org.sourcedId, org.name, org.type, org.parentSourcedId])).toEqual([
    ['org-fjordvik', 'Fjordvik kommune', 'district', null],
    ['org-solbakken', 'Solbakken skole', 'school', 'org-fjordvik'],
    ['org-lilleelv', 'Lilleelv skole, avd. nord', 'school', 'org-fjordvik'],
  ]);
  expect(orgs.notes).toEqual([{ file: 'orgs.csv', code: 'EXTENSION_COLUMNS', names: ['metadata.municipality'] }]);

  const users = await readAll(readUsers(set));
  expect(users.rows).toHaveLength(9);
  expect(users.rows[0]).toEqual({
    line: 2,
    sourcedId: 'u-1001',
    dateLastModified: null,
    enabledUser: true,
    orgSourcedIds: ['org-solbakken'],
    roles: [{ role: 'student', register: 'student', orgSourcedId: 'org-solbakken', primary: true }],
    primaryOrgSourcedId: null,
    username: 'sunniva.brekkhus',
    givenName: 'Sunniva',
    familyName: 'Brekkhus',
    middleName: 'Aurora',
    preferredGivenName: null,
    preferredMiddleName: null,
    preferredFamilyName: null,
    identifier: 'E-1001',
    email: 'sunniva@elev.fjordvik.example',
    sms: null,
    phone: null,
    agentSourcedIds: ['u-3001', 'u-3002'],
    grades: ['08'],
  });
  expect(users.rows[2]).toMatchObject({
    line: 5,
    familyName: 'Myrdal "Tor" Haugen',
    dateLastModified: '2026-10-01T04:15:00.000Z',
    roles: [
      { orgSourcedId: 'org-lilleelv', primary: true },
      { orgSourcedId: 'org-solbakken', primary: false },
    ],
  });
  expect(users.rows.map((user) => user.roles[0]?.register)).toEqual([
    'student',
    'student',
    'student',
    'teacher',
    'staff',
    'teacher',
    'guardian',
    'guardian',
    'guardian',
  ]);
  expect(users.deletions).toEqual([{ line: 6, sourcedId: 'u-1009', dateLastModified: '2026-09-01T00:00:00.000Z' }]);
  expect(brief(users.problems)).toEqual(['12 username REQUIRED_MISSING warning', '12 email BAD_EMAIL warning']);
  expect(users.notes).toEqual([
    { file: 'users.csv', code: 'UNNEEDED_COLUMNS_NOT_READ', names: ['userIds'] },
    { file: 'users.csv', code: 'SECRET_COLUMNS_NOT_READ', names: ['password'] },
    { file: 'users.csv', code: 'EXTENSION_COLUMNS', names: ['ext_bussrute', 'metadata.trivsel'] },
  ]);
  expect(users.bytesRead).toBe(set.size('users'));
  expect(JSON.stringify(users)).not.toContain('hemmelig1');

  const sessions = await readAll(readAcademicSessions(set));
  expect(sessions.rows[1]).toMatchObject({
    title: 'Høst 2026',
    type: 'term',
    startDate: '2026-08-17',
    schoolYear: 2027,
  });

  expect((await readAll(readCourses(set))).rows[0]).toMatchObject({
    courseCode: 'NOR8',
    grades: ['08'],
    subjects: ['Norsk'],
  });

  const classes = await readAll(readClasses(set));
  expect(classes.rows).toMatchObject([
    { line: 2, title: '8A', classType: 'homeroom', termSourcedIds: ['term-h26', 'term-v27'], periods: ['1', '2'] },
    { line: 3, title: 'Matematikk 9', location: 'Bygg B 2. etasje' },
  ]);
  expect(classes.deletions).toMatchObject([{ line: 5, sourcedId: 'class-old' }]);
  expect(classes.problems).toEqual([]);

  const enrollments = await readAll(readEnrollments(set));
  expect(enrollments.rows.map((row) => [row.userSourcedId, row.role, row.primary, row.endDate])).toEqual([
    ['u-1001', 'student', null, '2027-06-18'],
    ['u-1002', 'student', null, null],
    ['u-1003', 'student', null, null],
    ['u-2001', 'teacher', true, null],
    ['u-2003', 'proctor', false, null],
  ]);
  expect(enrollments.deletions.map((row) => row.sourcedId)).toEqual(['e-6']);

  const demographics = await readAll(readDemographics(set));
  expect(demographics.rows[0]).toEqual({
    line: 2,
    sourcedId: 'u-1001',
    dateLastModified: null,
    birthDate: '2013-02-28',
    sex: 'female',
  });
  expect(demographics.notes.map((note) => [note.code, note.names.length])).toEqual([
    ['SPECIAL_CATEGORY_COLUMNS_NOT_READ', 7],
    ['UNNEEDED_COLUMNS_NOT_READ', 4],
  ]);

  expect((await readAll(readRoles(set))).batches).toBe(0);
  expect((await readAll(readUserProfiles(set))).batches).toBe(0);
  await set.close();
});

test('the 1.2 sample: roles and profiles of their own, preferred names, open enumerations, a delta file', async () => {
  const set = await openOneRosterSet(sampleSet('1.2'));
  expect([set.version, set.mode('users'), set.mode('enrollments'), set.has('courses')]).toEqual([
    '1.2',
    'bulk',
    'delta',
    false,
  ]);

  expect((await readAll(readOrgs(set))).rows.map((org) => org.type)).toEqual([
    'district',
    'school',
    'ext:primarySchool',
  ]);

  const users = await readAll(readUsers(set));
  expect(users.rows).toHaveLength(7);
  expect(users.rows[0]).toMatchObject({
    givenName: 'Leelo',
    preferredGivenName: 'Lee',
    primaryOrgSourcedId: 'o-gymn',
    orgSourcedIds: [],
    roles: [],
  });
  expect(users.rows[1]).toMatchObject({ familyName: 'van der Meulen', agentSourcedIds: ['p-5', 'p-6'] });
  expect(users.problems).toEqual([]);
  expect(users.notes.map((note) => note.code)).toContain('SPECIAL_CATEGORY_COLUMNS_NOT_READ');

  const roles = await readAll(readRoles(set));
  expect(roles.rows.map((row) => [row.userSourcedId, row.role, row.register, row.primary])).toEqual([
    ['p-1', 'student', 'student', true],
    ['p-2', 'student', 'student', true],
    ['p-3', 'teacher', 'teacher', true],
    ['p-3', 'counselor', 'staff', false],
    ['p-4', 'teacher', 'teacher', true],
    ['p-5', 'parent', 'guardian', true],
    ['p-6', 'guardian', 'guardian', true],
    ['p-7', 'systemAdministrator', 'staff', true],
  ]);
  expect(roles.rows[3]).toMatchObject({ beginDate: '2024-08-15', endDate: '2027-06-30', orgSourcedId: 'o-gymn' });
  expect(brief(roles.problems)).toEqual(['7 role ROLE_UNSUPPORTED error']);

  const profiles = await readAll(readUserProfiles(set));
  expect(profiles.rows).toMatchObject([{ userSourcedId: 'p-3', profileType: 'Õpikeskkond', username: 'tonu.ratsep' }]);
  expect(JSON.stringify(profiles)).not.toContain('salasona3');

  const enrollments = await readAll(readEnrollments(set));
  expect(enrollments.rows).toHaveLength(3);
  expect(enrollments.deletions).toMatchObject([{ sourcedId: 'n-4', dateLastModified: '2026-11-03T07:00:00.000Z' }]);
  await set.close();
});

test('a set of another project, as it comes from a vendor, is read whole when it lies beside this project', async () => {
  const path = findUpwards(join('shared', 'data', 'oneroster-1.1-sample', 'users.csv'));
  if (path === null) {
    process.stdout.write('shared/data/oneroster-1.1-sample is not here: only the samples of this project were read\n');
    return;
  }
  const set = await openOneRosterSet(dirname(path));
  expect(set.version).toBe('1.1');
  const users = await readAll(readUsers(set));
  expect(users.rows.map((user) => [user.sourcedId, user.orgSourcedIds])).toEqual([
    ['user1', ['12345']],
    ['user2', ['54321']],
  ]);
  expect(users.notes.map((note) => note.code)).toEqual([
    'UNNEEDED_COLUMNS_NOT_READ',
    'COLUMN_VARIANTS',
    'EXTENSION_COLUMNS',
  ]);
  const orgs = await readAll(readOrgs(set));
  expect(orgs.rows.map((org) => org.dateLastModified)).toEqual(['2017-05-06T08:01:05.000Z', null]);
  const classes = await readAll(readClasses(set));
  expect(classes.rows).toHaveLength(3);
  expect(new Set(brief(classes.problems))).toContain('2 courseSourcedId REQUIRED_MISSING warning');
  expect((await readAll(readEnrollments(set))).rows).toHaveLength(3);
  for (const empty of [readAcademicSessions(set), readCourses(set), readDemographics(set)]) {
    expect(await readAll<{ line: number; sourcedId: string; dateLastModified: string | null }>(empty)).toMatchObject({
      rows: [],
      problems: [],
      batches: 1,
    });
  }
});
