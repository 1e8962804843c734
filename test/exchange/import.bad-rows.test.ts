import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importRoster, type RosterImportChoices } from '../../src/exchange/roster-import.js';
import { isBirthDate, normaliseEmail, normaliseTelephone } from '../../src/people/index.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

/** A small set of OneRoster 1.1, and of 1.2, by file: a header and one line a row. */
type Files = Readonly<Record<string, readonly string[]>>;

const SET: Files = {
  orgs: ['sourcedId,name,type', 'o1,North,school', 'o2,South,school'],
  classes: ['sourcedId,title,grades,schoolSourcedId', 'c1,8A,08,o1', 'c2,8B,08,o1'],
  users: [
    'sourcedId,enabledUser,orgSourcedIds,role,givenName,familyName,identifier,email,phone,agentSourcedIds',
    't1,true,o1,teacher,Tea,Cher,T1,t1@school.example,+4741234567,',
    's1,true,o1,student,Sam,Student,S1,s1@school.example,+4741234568,',
    's2,true,o1,student,Sue,Student,S2,,,',
    'g1,true,o1,guardian,Gil,Student,,,,s1',
    's3,true,o1,student,Sim,Student,S3,,,',
    's4,true,o1,student,Som,Student,S4,,,',
  ],
  enrollments: [
    'sourcedId,classSourcedId,userSourcedId,role,beginDate,endDate',
    'e1,c1,s1,student,,',
    'e2,c1,s2,student,,',
    'e3,c1,t1,teacher,,',
  ],
  demographics: ['sourcedId,birthDate', 's1,2012-03-04', 's2,2012-05-06'],
};

const SET_12: Files = {
  ...SET,
  users: [
    'sourcedId,enabledUser,givenName,familyName,preferredGivenName',
    't1,true,Tea,Cher,Tia',
    's1,true,Sam,Student,',
    's2,true,Sue,Student,',
    's3,true,Sim,Student,',
  ],
  roles: [
    'sourcedId,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId',
    'r1,t1,primary,teacher,,,o1',
    'r2,t1,secondary,administrator,,,o2',
    'r3,s1,primary,student,,,o1',
    'r4,s2,primary,student,,,o1',
    'r5,s3,primary,student,,,o1',
  ],
};

let world: World;
let folder: string;
let sets = 0;

beforeAll(async () => {
  world = await World.open();
  folder = await mkdtemp(join(tmpdir(), 'varde-bad-rows-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await world.close();
});

/** Replaces the row that begins with the identifier; null leaves it out. */
const withRow = (files: Files, file: string, id: string, row: string | null): Files => ({
  ...files,
  [file]: (files[file] ?? []).flatMap((line) => (line.startsWith(`${id},`) ? (row === null ? [] : [row]) : [line])),
});

async function load(tenant: TestTenant, files: Files, choices: Partial<RosterImportChoices> = {}) {
  sets += 1;
  const path = join(folder, String(sets));
  await mkdir(path);
  const version = files['roles'] ? '1.2' : '1.1';
  const modes = Object.keys(files).map((name) => `file.${name},bulk`);
  const manifest = ['propertyName,value', 'manifest.version,1.0', `oneroster.version,${version}`, ...modes];
  for (const [name, lines] of Object.entries({ ...files, manifest })) {
    await writeFile(join(path, `${name}.csv`), lines.length === 0 ? '' : `${lines.join('\n')}\n`, 'latin1');
  }
  return importRoster(
    world.databaseUrl,
    tenant.id,
    path,
    { source: 'SIS', onBadRows: 'APPLY_GOOD', acceptShrink: false, ...choices },
    {
      progress: () => undefined,
      checkpoint: async () => {},
      normaliseEmail,
      normaliseTelephone: (text) => normaliseTelephone(text, 'NO'),
      isBirthDate: (date) => isBirthDate(date),
    },
  );
}

const ENDED = { people: 0, affiliations: 0, guardianships: 0, groups: 0, memberships: 0 };

const endedBy = (outcome: Awaited<ReturnType<typeof load>>) =>
  Object.fromEntries(Object.keys(ENDED).map((kind) => [kind, outcome.counts[kind]?.ended]));

const codes = ({ problems }: Awaited<ReturnType<typeof load>>) =>
  problems.kept.map(({ file, column, code, severity }) => [file, column, code, severity].join(' '));

const notes = ({ problems }: Awaited<ReturnType<typeof load>>) =>
  problems.notes.filter(({ code }) => code === 'ROW_WITHOUT_IDENTIFIER').map(({ file }) => file);

const cards = async (tenant: TestTenant) => {
  const rows = await tenant.rows<{
    source_id: string;
  }>(`select source_id, register, given_name, status, email, telephone,
    birth_date::text, identifier, value_sources, version from person order by source_id`);
  return new Map(rows.map((row) => [row.source_id, row]));
};

async function loaded(files: Files = SET): Promise<TestTenant> {
  const tenant = await world.tenant();
  const outcome = await load(tenant, files);
  expect(codes(outcome).filter((code) => code.endsWith('error'))).toEqual([]);
  return tenant;
}

describe('a refused row ends nothing that it stands for', () => {
  const refused: readonly [string, string, string, string][] = [
    ['a name that is too long', 'users', 't1', `t1,true,o1,teacher,${'x'.repeat(300)},Cher,,,,`],
    ['bytes that are not UTF-8', 'users', 't1', 't1,true,o1,teacher,Te\xe9,Cher,,,,'],
    ['a row that is too short', 'users', 't1', 't1,true,o1'],
    ['a row that is too long', 'users', 't1', 't1,true,o1,teacher,Tea,Cher,a,b,c,d,e,f'],
    ['an organisation that nobody knows', 'users', 't1', 't1,true,nowhere,teacher,Tea,Cher,,,,'],
    ['a guardian’s row', 'users', 'g1', 'g1,true,o1,guardian,,Student,,,,s1'],
    ['an enrolment with a bad day', 'enrollments', 'e1', 'e1,c1,s1,student,someday,'],
    ['an enrolment in a class that nobody knows', 'enrollments', 'e1', 'e1,nowhere,s1,student,,'],
    ['a class without a title', 'classes', 'c1', 'c1,,08,o1'],
    ['a class of an organisation that nobody knows', 'classes', 'c1', 'c1,8A,08,nowhere'],
    ['an organisation without a name', 'orgs', 'o1', 'o1,,school'],
  ];

  test.each(refused)('%s', async (_, file, id, row) => {
    const tenant = await loaded();
    const before = await cards(tenant);
    const outcome = await load(tenant, withRow(SET, file, id, row));
    expect(outcome).toMatchObject({ applied: true, problems: { errors: expect.any(Number) } });
    expect(outcome.problems.errors).toBeGreaterThan(0);
    expect(endedBy(outcome)).toEqual(ENDED);
    expect(notes(outcome)).toEqual([]);
    expect(await cards(tenant)).toEqual(before);
  });

  test('while what is missing beside it is ended as ever', async () => {
    const tenant = await loaded();
    const outcome = await load(
      tenant,
      withRow(
        withRow(withRow(SET, 'users', 't1', 't1,true,o1,teacher,,Cher,,,,'), 'users', 's4', null),
        'enrollments',
        'e2',
        null,
      ),
    );
    expect(endedBy(outcome)).toEqual({ ...ENDED, people: 1, memberships: 1 });
    expect((await cards(tenant)).get('s4')).toMatchObject({ status: 'left' });
  });

  test('nor the register and places of somebody whose role is refused', async () => {
    const tenant = await loaded(SET_12);
    const before = await cards(tenant);
    expect(before.get('t1')).toMatchObject({ register: 'STAFF' });
    const outcome = await load(tenant, withRow(SET_12, 'roles', 'r2', 'r2,t1,secondary,administrator,,bad,o2'));
    expect(outcome.problems.errors).toBe(1);
    expect(endedBy(outcome)).toEqual(ENDED);
    expect(await cards(tenant)).toEqual(before);
    // The allow twin: a role that is gone is gone.
    const whole = await load(tenant, withRow(SET_12, 'roles', 'r2', null));
    expect(whole.counts['affiliations']?.ended).toBe(1);
    expect((await cards(tenant)).get('t1')).toMatchObject({ register: 'TEACHER' });
  });
});

describe('a row that does not tell whose it is leaves its file incomplete', () => {
  const unclear: readonly [string, string, string, string][] = [
    ['without an identifier', 'users', 't1', ',true,o1,teacher,Tea,Cher,,,,'],
    ['with an identifier that cannot be read', 'users', 't1', 't\xe9,true,o1,teacher,Tea,Cher,,,,'],
    ['with a quotation mark in the wrong place', 'users', 't1', 't1,true,o1,teacher,"Te"a,Cher,,,,'],
    ['of a class', 'classes', 'c1', ',8A,08,o1'],
    ['of an enrolment', 'enrollments', 'e1', ',c1,s1,student,,'],
  ];

  test.each(unclear)('%s', async (_, file, id, row) => {
    const tenant = await loaded();
    const before = await cards(tenant);
    const outcome = await load(tenant, withRow(SET, file, id, row));
    expect(outcome.applied).toBe(true);
    expect(endedBy(outcome)).toEqual(ENDED);
    expect(notes(outcome)).toEqual([`${file}.csv`]);
    expect(await cards(tenant)).toEqual(before);
  });

  test('as does a role', async () => {
    const tenant = await loaded(SET_12);
    const before = await cards(tenant);
    const outcome = await load(tenant, withRow(SET_12, 'roles', 'r2', 'r2,,secondary,administrator,,,o2'));
    expect(endedBy(outcome)).toEqual(ENDED);
    expect(notes(outcome)).toEqual(['roles.csv']);
    expect(await cards(tenant)).toEqual(before);
  });

  test('as does a file without any byte', async () => {
    const tenant = await loaded();
    const before = await cards(tenant);
    const outcome = await load(tenant, { ...SET, users: [] });
    expect(endedBy(outcome)).toEqual(ENDED);
    expect(notes(outcome)).toEqual(['users.csv']);
    expect(await cards(tenant)).toEqual(before);
  });
});

describe('a rejected value', () => {
  test('keeps the stored one, with its source', async () => {
    const tenant = await loaded();
    const before = await cards(tenant);
    const bad = withRow(SET, 'users', 's1', `s1,true,o1,student,Sam,Student,${'9'.repeat(300)},s1-no-email,zzz,`);
    const worse = withRow(withRow(bad, 'demographics', 's1', 's1,soon'), 'demographics', 's2', 's2,1850-01-01');
    const outcome = await load(tenant, withRow(worse, 'classes', 'c1', `c1,8A,${'9'.repeat(300)},o1`));
    expect(codes(outcome).sort()).toEqual([
      'classes.csv grades TOO_LONG warning',
      'demographics.csv birthDate BAD_BIRTH_DATE warning',
      'demographics.csv birthDate BAD_DATE warning',
      'users.csv email BAD_EMAIL warning',
      'users.csv identifier TOO_LONG warning',
      'users.csv phone BAD_TELEPHONE warning',
    ]);
    expect(await cards(tenant)).toEqual(before);
    expect(await tenant.rows(`select stage from person_group where source_id = 'c1'`)).toEqual([{ stage: '08' }]);
  });

  test('while a blank one takes it away', async () => {
    const tenant = await loaded();
    await load(
      tenant,
      withRow(withRow(SET, 'users', 's1', 's1,true,o1,student,Sam,Student,,,,'), 'demographics', 's1', 's1,'),
    );
    const card = (await cards(tenant)).get('s1');
    expect(card).toMatchObject({ email: null, telephone: null, birth_date: null, identifier: null });
  });

  test('of a telephone number with an extension is reported, and nothing is dropped from it silently', async () => {
    const tenant = await loaded();
    const outcome = await load(
      tenant,
      withRow(
        withRow(SET, 'users', 's1', 's1,true,o1,student,Sam,Student,S1,s1@school.example,+1 (415) 555-0132 ext 5,'),
        'users',
        's2',
        's2,true,o1,student,Sue,Student,S2,,+1 (415) 555-0132 ext 5,',
      ),
    );
    expect(codes(outcome)).toEqual(['users.csv phone BAD_TELEPHONE warning', 'users.csv phone BAD_TELEPHONE warning']);
    const now = await cards(tenant);
    expect(now.get('s1')).toMatchObject({ telephone: '+4741234568' });
    expect(now.get('s2')).toMatchObject({ telephone: null });
  });

  test('of a birth date that nobody alive has is not taken over', async () => {
    const tenant = await world.tenant();
    const demographics = ['sourcedId,birthDate', 's1,2190-01-01', 's2,1899-12-31', 's3,1900-01-01'];
    const outcome = await load(tenant, { ...SET, demographics });
    expect(codes(outcome)).toEqual(Array(2).fill('demographics.csv birthDate BAD_BIRTH_DATE warning'));
    const now = await cards(tenant);
    expect(['s1', 's2', 's3'].map((id) => now.get(id))).toMatchObject([
      { birth_date: null },
      { birth_date: null },
      { birth_date: '1900-01-01' },
    ]);
  });

  test('a set without demographics takes no birth date away', async () => {
    const tenant = await loaded();
    const { demographics: _, ...others } = SET;
    await load(tenant, others);
    expect((await cards(tenant)).get('s1')).toMatchObject({ birth_date: '2012-03-04' });
  });

  test('format controls that nobody sees are left out of names', async () => {
    const tenant = await world.tenant();
    const utf8 = (text: string): string => Buffer.from(text).toString('latin1');
    await load(tenant, withRow(SET, 'users', 's1', utf8('s1,true,o1,student,Sa\u202em\u200b,Student,,,,')));
    expect((await cards(tenant)).get('s1')).toMatchObject({ given_name: 'Sam' });
  });
});

describe('a set that shrinks', () => {
  const without = (...ids: string[]): Files => ids.reduce((files, id) => withRow(files, 'users', id, null), SET);

  test('asks before everybody leaves, however few they are', async () => {
    const tenant = await loaded();
    await tenant.rows(`update person set status = 'left' where source_id not in ('s3', 's4')`);
    const others = { ...SET, users: [SET['users']?.[0] ?? '', 'x1,true,o1,student,Xi,New,,,,'] };
    expect(await load(tenant, others)).toMatchObject({ applied: false, refusal: 'failure.importShrinks' });
    expect((await load(tenant, others, { acceptShrink: true })).counts['people']?.ended).toBe(2);
  });

  test('asks before five leave who are more than half', async () => {
    const tenant = await loaded();
    expect((await load(tenant, without('t1', 's1', 's2', 's3', 's4'))).refusal).toBe('failure.importShrinks');
    expect((await load(tenant, without('s1', 's2', 's3', 's4'))).refusal).toBeNull();
  });
});
