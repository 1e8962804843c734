import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importRoster, type RosterImportChoices } from '../../src/exchange/roster-import.js';
import { isBirthDate, normaliseEmail, normaliseTelephone } from '../../src/people/index.js';
import type { TestTenant } from '../harness/tenant.js';
import type { World } from '../harness/world.js';

/** A small set of OneRoster 1.1, and of 1.2, by file: a header and one line a row. */
export type Files = Readonly<Record<string, readonly string[]>>;

export const SET: Files = {
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

export const SET_12: Files = {
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

/** Replaces the row that begins with the identifier; null leaves it out. */
export const withRow = (files: Files, file: string, id: string, row: string | null): Files => ({
  ...files,
  [file]: (files[file] ?? []).flatMap((line) => (line.startsWith(`${id},`) ? (row === null ? [] : [row]) : [line])),
});

/** Imports a set, its bytes as they are: characters beyond Latin 1 must be written as the bytes of UTF-8. */
export async function importSet(
  world: World,
  tenant: TestTenant,
  files: Files,
  choices: Partial<RosterImportChoices> = {},
) {
  const path = await mkdtemp(join(tmpdir(), 'varde-roster-'));
  const version = files['roles'] ? '1.2' : '1.1';
  const modes = Object.keys(files).map((name) => `file.${name},bulk`);
  const manifest = ['propertyName,value', 'manifest.version,1.0', `oneroster.version,${version}`, ...modes];
  for (const [name, lines] of Object.entries({ ...files, manifest })) {
    await writeFile(join(path, `${name}.csv`), lines.length === 0 ? '' : `${lines.join('\n')}\n`, 'latin1');
  }
  const outcome = await importRoster(
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
  await rm(path, { recursive: true });
  return outcome;
}

export const ENDED = { people: 0, affiliations: 0, guardianships: 0, groups: 0, memberships: 0 };

export const endedBy = (outcome: Awaited<ReturnType<typeof importSet>>) =>
  Object.fromEntries(Object.keys(ENDED).map((kind) => [kind, outcome.counts[kind]?.ended]));

export const codes = ({ problems }: Awaited<ReturnType<typeof importSet>>) =>
  problems.kept.map(({ file, column, code, severity }) => [file, column, code, severity].join(' '));

export const notes = ({ problems }: Awaited<ReturnType<typeof importSet>>) =>
  problems.notes.filter(({ code }) => code === 'ROW_WITHOUT_IDENTIFIER').map(({ file }) => file);

export const cards = async (tenant: TestTenant) => {
  const rows = await tenant.rows<{
    source_id: string;
  }>(`select source_id, register, given_name, status, email, telephone,
    birth_date::text, identifier, value_sources, version from person order by source_id`);
  return new Map(rows.map((row) => [row.source_id, row]));
};
