import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/base/ids.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { jsonOf, type Rows, sha256, unzip } from './archive.reader.js';
import { download, ended, exportPerson, exportTenant, operation } from './export.flow.js';
import { Filler } from './filler.js';

interface Manifest {
  readonly kind: string;
  readonly controller: { readonly name: string };
  readonly covers: { readonly personId?: string };
  readonly tables: readonly {
    readonly table: string;
    readonly rows: number;
    readonly elements: { element: string }[];
  }[];
  readonly fields: readonly { readonly key: string; readonly label: string }[];
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string; rows: number }[];
}

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  await world.app.startJobs();
  school = await world.tenant();
});

afterAll(() => world.close());

const define = (key: string, label: string): Promise<string> =>
  school.insert('field_definition', {
    id: newId(),
    key,
    label,
    type: 'TEXT',
    registers: ['STUDENT'],
    category: 'OTHER',
    purposes: ['ADMINISTRATION'],
    retention: 'WHILE_ACTIVE',
  });

describe('a person’s archive', () => {
  test('holds every declared element that there is of the person', async () => {
    const ada = await school.endUser();
    const personId = ada.ids?.personId ?? '';
    const texts = await new Filler(world, school).fill(personId, await school.person());
    const files = await unzip(await download(ada, await exportPerson(ada)));
    const manifest = jsonOf<Manifest>(files, 'manifest.json');
    const exported = world.app.catalogue.tables.filter(({ links }) => links.some((link) => link.exported !== false));
    expect(manifest.tables.map(({ table }) => table).sort()).toEqual(exported.map(({ table }) => table).sort());
    const missing = exported.flatMap(({ table, elements }) => {
      const rows = jsonOf<Rows>(files, `data/${table}.json`);
      const csv = files.get(`data/${table}.csv`)?.toString('utf8') ?? '';
      return elements.flatMap(({ id, property, tenantFields }) => {
        const text = texts.find(({ element, exported: shown }) => shown && element === id)?.text;
        const problems = rows.length > 0 && rows.every((row) => property in row) ? [] : [`${id} is not in the JSON`];
        if (text && !JSON.stringify(rows).includes(text)) problems.push(`${id} has lost its value in the JSON`);
        if (text && !csv.includes(text)) problems.push(`${id} has lost its value in the CSV`);
        if (!tenantFields && !csv.split('\n')[0]?.includes(property)) problems.push(`${id} is not in the CSV`);
        return problems;
      });
    });
    expect(missing).toEqual([]);
    expect(files.get('index.html')?.toString('utf8')).toContain(
      texts.find(({ element }) => element === 'person.givenName')?.text,
    );
  });

  test('says of each file its size, hash and rows, and is what the API says it is', async () => {
    const ada = await school.endUser({ telephone: '+4722334455' });
    const started = await exportPerson(ada);
    const archive = await download(ada, started);
    const { archive: facts } = await ended(ada, started.operation?.id ?? '');
    expect(facts).toMatchObject({ size: archive.length, sha256: sha256(archive) });
    const files = await unzip(archive);
    const manifest = jsonOf<Manifest>(files, 'manifest.json');
    expect(manifest).toMatchObject({
      kind: 'person',
      covers: { personId: ada.ids?.personId },
      controller: { name: school.slug },
    });
    for (const { path, bytes, sha256: hash } of manifest.files) {
      expect([path, files.get(path)?.length, sha256(files.get(path) ?? Buffer.alloc(0))]).toEqual([path, bytes, hash]);
    }
    expect([...files.keys()].sort()).toEqual([...manifest.files.map(({ path }) => path), 'manifest.json'].sort());
    expect(files.get('data/person.csv')?.toString('utf8')).toContain("'+4722334455");
    expect(jsonOf<Rows>(files, 'data/person.json')[0]).toMatchObject({ telephone: '+4722334455' });
  });

  test('names the tenant’s own fields, also those that are retired', async () => {
    const kept = await define('locker', 'Locker');
    const retired = await define('nickname', 'Nickname');
    await school.rows(`update field_definition set retired_at = now() where id = $1`, [retired]);
    const ada = await school.endUser();
    const values = JSON.stringify({ [kept]: '=B12', [retired]: 'Ada the great' });
    await school.rows(`update person set field_values = $1 where id = $2`, [values, ada.ids?.personId]);
    const files = await unzip(await download(ada, await exportPerson(ada)));
    expect(jsonOf<Rows>(files, 'data/person.json')[0]?.['fieldValues']).toEqual([
      { field: 'locker', label: 'Locker', category: 'OTHER', value: '=B12' },
      { field: 'nickname', label: 'Nickname', category: 'OTHER', value: 'Ada the great' },
    ]);
    const csv = files.get('data/person.csv')?.toString('utf8') ?? '';
    expect(csv).toContain('fieldValues.locker,fieldValues.nickname');
    expect(csv).toContain("'=B12,Ada the great");
  });

  test('holds of other people no name and nothing else, of a link the id alone, and says so', async () => {
    const mine = await world.tenant();
    const ada = await mine.endUser({ register: 'GUARDIAN' });
    const personId = ada.ids?.personId ?? '';
    const filler = new Filler(world, mine);
    const other = await mine.person({ email: 'gro@example.org', telephone: '+4722778899' });
    const texts = await filler.fill(other, personId);
    await mine.rows(`update person set given_name = 'Grodunn', family_name = 'Moefjell' where id = $1`, [other]);
    const controller = await mine.controller();
    await mine.rows(`update person set given_name = 'Lookfar', family_name = 'Overseer' where id = $1`, [
      controller.ids?.personId,
    ]);
    await controller.ask('query($id: ID!) { person(id: $id) { givenName } }', { id: personGid(personId) });
    const files = await unzip(await download(ada, await exportPerson(ada)));
    expect(jsonOf<Rows>(files, 'data/guardianship.json')).toContainEqual({
      id: expect.any(String),
      guardianId: personId,
      pupilId: other,
      source: null,
      createdAt: expect.any(String),
    });
    expect(jsonOf<Rows>(files, 'data/log_entry.json')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          actorPersonId: null,
          role: 'controller',
          personIds: [personId],
          categories: ['NAME'],
        }),
      ]),
    );
    const all = [...files.values()].map((content) => content.toString('utf8')).join('\n');
    // What goes into the other's archive, though Ada may have written it; what she did stands in the log without contents.
    const theirs = texts.filter(
      ({ element, text, exported }) => exported && text.startsWith('filled') && !element.startsWith('log_entry.'),
    );
    expect(theirs.length).toBeGreaterThan(10);
    expect(theirs.filter(({ text }) => all.includes(text))).toEqual([]);
    for (const text of ['Grodunn', 'Moefjell', 'gro@example.org', '+4722778899', 'Lookfar', 'Overseer']) {
      expect(all).not.toContain(text);
    }
    expect(all).not.toContain(controller.ids?.personId);
    expect(all).not.toContain(controller.ids?.accountId);
    const page = files.get('index.html')?.toString('utf8') ?? '';
    expect(page).toContain('Another person');
    expect(page).toContain('Article 15(4) GDPR');
    expect(page).not.toContain(other);
  });

  test('holds every file and rendition, under the name that it was given, with its hash', async () => {
    const ada = await school.endUser();
    const personId = ada.ids?.personId ?? '';
    const [letter, other] = [newId(), newId()];
    const upload = async (id: string, about: string): Promise<void> => {
      await school.insert('upload', {
        id,
        person_id: about,
        purpose: 'ATTACHMENT',
        file_name: 'Brev: æøå/../=1.txt',
        declared_type: 'text/plain',
        declared_bytes: 6,
        blob_name: `files/${id}`,
        expires_at: '2099-01-01',
      });
      await world.app.blobs.write(school.id, `files/${id}`, Buffer.from(`of ${about}`), 'text/plain');
    };
    await upload(letter, personId);
    await upload(other, await school.person());
    const started = await exportPerson(ada);
    const files = await unzip(await download(ada, started));
    const { done, total } = await ended(ada, started.operation?.id ?? '');
    const rows = jsonOf<Manifest>(files, 'manifest.json').files.filter(({ path }) => path.endsWith('.json'));
    // And one file.
    expect([done, total]).toEqual(Array(2).fill(rows.reduce((sum, file) => sum + (file.rows ?? 0), 1)));
    const uploads = [...files.keys()].filter((path) => path.startsWith('files/'));
    expect(uploads).toEqual([`files/${letter}/Brev_ æøå____1.txt`]);
    expect(files.get(uploads[0] ?? '')?.toString()).toBe(`of ${personId}`);
    expect(jsonOf<Manifest>(files, 'manifest.json').files.find(({ path }) => path === uploads[0])).toMatchObject({
      sha256: sha256(Buffer.from(`of ${personId}`)),
    });
  });

  test('is in the language of the request, and has the same bytes for the same data', async () => {
    const ada = await school.endUser();
    const headers = { 'accept-language': 'fi' };
    const files = await unzip(await download(ada, await exportPerson(ada, {}, headers)));
    expect(files.get('index.html')?.toString('utf8')).toContain('Kaikki sinusta säilytettävät tiedot');
    const again = await unzip(await download(ada, await exportPerson(ada, {}, headers)));
    expect(again.get('data/person.json')).toEqual(files.get('data/person.json'));
  });
});

describe('a tenant’s archive', () => {
  test('holds every table of the tenant with its rows, and nothing of another tenant', async () => {
    const mine = await world.tenant();
    const other = await world.tenant();
    await other.person({ givenName: 'Stranger' });
    const controller = await mine.controller();
    const person = await mine.person({ givenName: 'Here' });
    await new Filler(world, mine).fill(person, await mine.person());
    const files = await unzip(await download(controller, await exportTenant(controller)));
    const manifest = jsonOf<Manifest>(files, 'manifest.json');
    expect(manifest.tables.map(({ table }) => table)).toEqual(
      world.app.catalogue.tenantTables.map(({ table }) => table),
    );
    for (const { table, rows } of manifest.tables) {
      // These grow by the export itself.
      if (['log_entry', 'operation', 'account', 'account_address', 'export_archive'].includes(table)) continue;
      const [count] = await mine.rows<{ count: string }>(`select count(*) from ${table} where tenant_id = $1`, [
        mine.id,
      ]);
      expect([table, rows]).toEqual([table, Number(count?.count)]);
    }
    expect(manifest.files.find(({ path }) => path === 'data/unit.json')?.rows).toBeGreaterThan(0);
    const all = [...files.values()].map((content) => content.toString('utf8')).join('\n');
    expect(all).not.toContain('Stranger');
    expect(all).not.toContain(other.id);
  });
});

describe('asking', () => {
  test('twice with one key finds one export; the key for another person is refused', async () => {
    const controller = await school.controller();
    const [one, other] = [personGid(await school.person()), personGid(await school.person())];
    const first = await exportPerson(controller, { personId: one, idempotencyKey: 'k1' });
    expect((await exportPerson(controller, { personId: one, idempotencyKey: 'k1' })).operation?.id).toBe(
      first.operation?.id,
    );
    expect(await exportPerson(controller, { personId: other, idempotencyKey: 'k1' })).toMatchObject({
      operation: null,
      userErrors: [{ code: 'CONFLICT' }],
    });
    await ended(controller, first.operation?.id ?? '');
  });

  test('an archive that was begun before somebody’s erasure is not handed over after it', async () => {
    const tenant = await world.tenant();
    const ada = await tenant.endUser();
    const operationId = await tenant.insert('operation', { id: newId(), kind: 'ERASURE', state: 'SUCCEEDED' });
    await tenant.insert('erasure', {
      id: newId(),
      person_id: newId(),
      register: 'STUDENT',
      operation_id: operationId,
      reason: 'OBJECTION',
      plan_hash: '',
      plan: '{}',
      certificate: '{}',
      erased_at: '2099-01-01',
      completed_at: '2099-01-01',
    });
    const { state, failure, archive } = await ended(ada, (await exportPerson(ada)).operation?.id ?? '');
    expect({ state, archive }).toEqual({ state: 'FAILED', archive: null });
    expect(failure).toContain('erased');
    for await (const { name } of world.app.blobs.list(tenant.id, 'exports/')) throw new Error(`${name} was left`);
  });

  test('an archive whose time is over has no address', async () => {
    const ada = await school.endUser();
    const started = await exportPerson(ada);
    const id = started.operation?.id ?? '';
    await download(ada, started);
    await school.rows(
      `update export_archive set created_at = now() - interval '2 days', expires_at = now() - interval '1 day'
      where person_id = $1`,
      [ada.ids?.personId],
    );
    expect((await operation(ada, id))?.archive).toMatchObject({ downloadUrl: null });
  });
});
