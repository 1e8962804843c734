import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  openOneRosterSet,
  readClasses,
  readOrgs,
  readUsers,
  SET_LIMITS,
} from '../../../src/exchange/oneroster/index.js';
import { type Files, fileOf, folderOf, readAll, refusalCodeOf, refusalOf, zipFileOf, zipOf } from './roster.builder.js';

const ORGS = 'sourcedId,name,type\no-1,Lilleelv skole,school\n';
const USERS_1_1 = 'sourcedId,enabledUser,orgSourcedIds,role,givenName,familyName\nu-1,true,o-1,student,Eira,Lund\n';
const USERS_1_2 = 'sourcedId,enabledUser,givenName,familyName\nu-1,true,Eira,Lund\n';
const ROLES = 'sourcedId,userSourcedId,roleType,role,orgSourcedId\nr-1,u-1,primary,student,o-1\n';
const SET: Files = { 'orgs.csv': ORGS, 'users.csv': USERS_1_1 };
const CENTRAL_DIRECTORY_ENTRY = Buffer.from([0x50, 0x4b, 0x01, 0x02]);

/** An archive in which the directory's first entry was altered. */
async function tampered(files: Files, alter: (archive: Buffer, entry: number) => void): Promise<string> {
  const archive = await zipOf(files);
  alter(archive, archive.indexOf(CENTRAL_DIRECTORY_ENTRY));
  return fileOf(archive);
}

test.each([
  ['a folder', folderOf],
  ['a ZIP archive', zipFileOf],
])('%s: plain, inside one folder, with by-products and in other capitals', async (_name, make) => {
  const variants: Files[] = [
    SET,
    { 'Eksport 2026/orgs.csv': ORGS, 'Eksport 2026/users.csv': USERS_1_1 },
    { ...SET, '__MACOSX/._users.csv': 'x', '.DS_Store': 'x', '._orgs.csv': 'x', 'deep/er/users.csv': 'not this one' },
    { 'ORGS.CSV': ORGS, 'Users.csv': USERS_1_1 },
  ];
  for (const variant of variants) {
    const set = await openOneRosterSet(await make(variant));
    expect({ version: set.version, files: set.files }).toEqual({ version: '1.1', files: ['orgs', 'users'] });
    expect((await readAll(readOrgs(set))).rows).toMatchObject([{ sourcedId: 'o-1', name: 'Lilleelv skole' }]);
    expect((await readAll(readUsers(set))).rows).toMatchObject([{ sourcedId: 'u-1', familyName: 'Lund' }]);
    expect(set.size('orgs')).toBe(ORGS.length);
    expect([set.has('classes'), set.mode('classes'), set.mode('users')]).toEqual([false, 'absent', 'bulk']);
    expect(await refusalOf(set.open('classes'))).toMatchObject({
      code: 'FILE_MISSING',
      parameters: { file: 'classes.csv' },
    });
    await set.close();
  }
});

test('the manifest gives version, source and modes, and its contradictions are told', async () => {
  const manifest = [
    'PropertyName,Value',
    'oneroster.version,1.1.1',
    'source.systemName, Elevregister Nord ',
    'file.users,Delta',
    'file.courses,absent',
    'file.classes,bulk',
    '',
  ].join('\r\n');
  const extra = { 'courses.csv': 'sourcedId\n', 'results.csv': 'sourcedId\n', 'notater.txt': 'x' };
  const set = await openOneRosterSet(await folderOf({ ...SET, ...extra, 'manifest.csv': `\uFEFF${manifest}` }));
  expect(set).toMatchObject({
    version: '1.1',
    systemName: 'Elevregister Nord',
    systemCode: null,
    files: ['orgs', 'users'],
  });
  expect([set.mode('users'), set.mode('orgs'), set.has('courses')]).toEqual(['delta', 'bulk', false]);
  expect(set.notes).toEqual([
    { file: 'manifest.csv', code: 'FILES_NOT_READ', names: expect.arrayContaining(['results.csv', 'notater.txt']) },
    { file: 'courses.csv', code: 'PRESENT_BUT_DECLARED_ABSENT', names: [] },
    { file: 'classes.csv', code: 'ANNOUNCED_BUT_MISSING', names: [] },
  ]);
});

test.each([
  ['no manifest, role in users', { 'users.csv': USERS_1_1 }, '1.1', 0],
  ['no manifest, roles.csv', { 'users.csv': USERS_1_2, 'roles.csv': ROLES }, '1.2', 0],
  ['no manifest, users without role', { 'users.csv': USERS_1_2 }, '1.2', 0],
  ['manifest of 1.1 forgotten', { 'users.csv': USERS_1_2, 'roles.csv': ROLES, 'manifest.csv': '1.1' }, '1.2', 1],
  ['manifest of 1.2 forgotten', { 'users.csv': USERS_1_1, 'manifest.csv': '1.2' }, '1.1', 1],
  ['only the manifest tells', { 'manifest.csv': '1.2' }, '1.2', 0],
  ['nothing tells', {}, '1.1', 0],
] as const)('version: %s', async (_name, files: Files, version, contradictions) => {
  const manifest = files['manifest.csv'];
  const withManifest =
    manifest === undefined
      ? files
      : { ...files, 'manifest.csv': `propertyName,value\noneroster.version,${manifest.toString()}\n` };
  const set = await openOneRosterSet(await folderOf({ 'orgs.csv': ORGS, ...withManifest }));
  expect(set.version).toBe(version);
  expect(set.notes.filter((note) => note.code === 'VERSION_CONTRADICTS_COLUMNS')).toHaveLength(contradictions);
});

test('a manifest that cannot be understood is refused', async () => {
  const open = async (manifest: string) => openOneRosterSet(await folderOf({ ...SET, 'manifest.csv': manifest }));
  expect(await refusalCodeOf(open('propertyName,value\noneroster.version,2.0\n'))).toBe('VERSION_UNSUPPORTED');
  expect(await refusalCodeOf(open('propertyName,value\nfile.users,some\n'))).toBe('MANIFEST_INVALID');
  expect(await refusalCodeOf(open('users.csv\n'))).toBe('MANIFEST_INVALID');
});

test('what is no set is refused', async () => {
  expect(await refusalCodeOf(openOneRosterSet('/nowhere/at/all'))).toBe('SET_NOT_FOUND');
  expect(await refusalCodeOf(openOneRosterSet(await fileOf('sourcedId,name\n')))).toBe('NOT_A_ZIP');
  expect(await refusalCodeOf(openOneRosterSet(await folderOf({ 'readme.txt': 'x' })))).toBe('NO_ONEROSTER_FILES');
  expect(await refusalCodeOf(openOneRosterSet(await zipFileOf({ 'manifest.csv': 'x' })))).toBe('NO_ONEROSTER_FILES');
  expect(await refusalCodeOf(openOneRosterSet(await zipFileOf({ 'a/orgs.csv': ORGS, 'b/orgs.csv': ORGS })))).toBe(
    'SEVERAL_SETS',
  );
  expect(await refusalCodeOf(openOneRosterSet(await zipFileOf({ 'orgs.csv': ORGS, 'Orgs.csv': ORGS })))).toBe(
    'DUPLICATE_FILE',
  );
});

test('an archive that reaches outside itself is refused, on either kind of path', async () => {
  for (const name of ['../orgs.csv', 'C:/orgs.csv', '/ab/orgs.csv', '..\\orgs.csv']) {
    const innocent = `${'x'.repeat(name.length - 9)}/orgs.csv`;
    const path = await tampered({ [innocent]: ORGS }, (archive, entry) => archive.write(name, entry + 46, 'utf8'));
    expect(await refusalCodeOf(openOneRosterSet(path))).toBe('UNSAFE_PATH');
  }
});

test('a link in a folder is not followed', async () => {
  const outside = await folderOf({ 'secret.csv': USERS_1_1 });
  const folder = await folderOf({ 'orgs.csv': ORGS });
  await symlink(join(outside, 'secret.csv'), join(folder, 'users.csv'));
  expect(await refusalCodeOf(openOneRosterSet(folder))).toBe('UNSAFE_PATH');
});

test('encrypted entries and unknown methods are refused by name', async () => {
  const encrypted = await tampered(SET, (archive, entry) =>
    archive.writeUInt16LE(archive.readUInt16LE(entry + 8) | 1, entry + 8),
  );
  expect(await refusalCodeOf(openOneRosterSet(encrypted))).toBe('ZIP_ENCRYPTED');
  const strong = await tampered(SET, (archive, entry) => archive.writeUInt16LE(0x41, entry + 8));
  expect(await refusalCodeOf(openOneRosterSet(strong))).toBe('ZIP_ENCRYPTED');
  const method = await tampered(SET, (archive, entry) => archive.writeUInt16LE(12, entry + 10));
  expect(await refusalCodeOf(openOneRosterSet(method))).toBe('ZIP_METHOD_UNSUPPORTED');
});

test('an archive that unpacks to more than it should is refused before it is unpacked', async () => {
  const bomb = { 'orgs.csv': ORGS + '\n'.repeat(20_000_000) };
  expect(await refusalCodeOf(openOneRosterSet(await zipFileOf(bomb)))).toBe('COMPRESSION_SUSPICIOUS');
  const refused = async (limits: Partial<typeof SET_LIMITS>, path: string) =>
    refusalCodeOf(openOneRosterSet(path, { ...SET_LIMITS, ...limits }));
  for (const path of [await zipFileOf(SET), await folderOf(SET)]) {
    expect(await refused({ fileBytes: 20 }, path)).toBe('FILE_TOO_LARGE');
    expect(await refused({ setBytes: ORGS.length + 20 }, path)).toBe('SET_TOO_LARGE');
    expect(await refused({ entries: 1 }, path)).toBe('TOO_MANY_ENTRIES');
  }
});

test('an archive that lies about a size or a checksum is noticed when that file is read', async () => {
  const reading = async (path: string) => {
    const set = await openOneRosterSet(path);
    try {
      return await readAll(readOrgs(set));
    } finally {
      await set.close();
    }
  };
  const smaller = await tampered(SET, (archive, entry) => archive.writeUInt32LE(10, entry + 24));
  expect(await refusalCodeOf(reading(smaller))).toBe('ZIP_DAMAGED');
  const checksum = await tampered(SET, (archive, entry) => archive.writeUInt32LE(1, entry + 16));
  expect(await refusalCodeOf(reading(checksum))).toBe('ZIP_DAMAGED');
  const content = await tampered(SET, (archive) => archive.fill(0xff, 45, 60));
  expect(await refusalCodeOf(reading(content))).toBe('ZIP_DAMAGED');
});

test.each([true, false])('an archive with and without compression (%s), an empty file in it', async (compress) => {
  const archive = await zipOf({ ...SET, 'classes.csv': '' }, compress);
  const set = await openOneRosterSet(await fileOf(archive));
  expect((await readAll(readUsers(set))).rows).toHaveLength(1);
  expect((await readAll(readClasses(set))).notes).toMatchObject([{ code: 'FILE_EMPTY' }]);
  await set.close();
});

test('a cut archive is refused', async () => {
  const archive = await zipOf(SET);
  expect(await refusalCodeOf(openOneRosterSet(await fileOf(archive.subarray(0, archive.length - 30))))).toBe(
    'NOT_A_ZIP',
  );
});

test('files of an archive can be read side by side, and reading can be given up', async () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, n) => `u-${n},true,o-1,student,Eira ${n * 7919},Lund ${n * 104_729}\n`,
  );
  const header = USERS_1_1.slice(0, USERS_1_1.indexOf('\n') + 1);
  const set = await openOneRosterSet(await zipFileOf({ 'orgs.csv': ORGS, 'users.csv': header + rows.join('') }));
  for await (const batch of readUsers(set)) {
    expect(batch.rows).toHaveLength(5_000);
    expect(batch.bytesRead).toBeLessThan(set.size('users'));
    break;
  }
  const [users, orgs] = await Promise.all([readAll(readUsers(set)), readAll(readOrgs(set))]);
  expect([users.rows.length, users.batches, orgs.rows.length]).toEqual([20_000, 4, 1]);
  expect(users.bytesRead).toBe(set.size('users'));
  await set.close();
});
