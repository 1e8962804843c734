import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../src/base/ids.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { jsonOf, type Rows, unzip } from './archive.reader.js';
import { download, exportPerson } from './export.flow.js';

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  await world.app.startJobs();
  school = await world.tenant();
});

afterAll(() => world.close());

test.each([
  ['en', 'Contact person', 'Active', 'Member', 'Yes', 'Article 15(4)'],
  ['nb', 'Kontaktperson', 'Aktiv', 'Medlem', 'Ja', 'artikkel 15 nr. 4'],
  ['sv', 'Kontaktperson', 'Aktiv', 'Medlem', 'Ja', 'artikel 15.4'],
  ['fi', 'Yhteyshenkilö', 'Aktiivinen', 'Jäsen', 'Kyllä', '15 artiklan 4 kohta'],
  ['et', 'Kontaktisik', 'Aktiivne', 'Liige', 'Jah', 'artikli 15 lõige 4'],
  ['nl', 'Contactpersoon', 'Actief', 'Lid', 'Ja', 'artikel 15, lid 4'],
])('the page of an archive is in words (%s), while its data keeps the codes', async (language, ...words) => {
  const [bus, letter] = [await school.field({ type: 'YES_NO' }), await school.field({ type: 'FILE' })];
  const upload = newId();
  const ada = await school.endUser({ register: 'CONTACT', fieldValues: { [bus]: true, [letter]: upload } });
  const personId = ada.ids?.personId ?? '';
  await school.member(await school.group(), personId);
  await school.insert('upload', {
    id: upload,
    person_id: personId,
    purpose: 'PICTURE',
    file_name: 'portrait of Ada.png',
    declared_type: 'image/png',
    declared_bytes: 6,
    blob_name: `files/${upload}`,
    expires_at: '2099-01-01',
  });
  await school.rows('update person set picture_upload_id = $1 where id = $2', [upload, personId]);
  const files = await unzip(await download(ada, await exportPerson(ada, {}, { 'accept-language': language })));
  const page = (files.get('index.html')?.toString('utf8') ?? '').replace(/<style>.*?<\/style>/gs, '');
  for (const word of words) expect(page).toContain(word);
  for (const code of ['CONTACT', 'MEMBER', '>active<', 'true', upload]) {
    expect({ language, code, shown: page.includes(code) }).toEqual({ language, code, shown: false });
  }
  expect(page.split('portrait of Ada.png').length).toBeGreaterThan(3);
  expect(jsonOf<Rows>(files, 'data/person.json')[0]).toMatchObject({
    register: 'CONTACT',
    status: 'active',
    pictureUploadId: upload,
  });
  expect(files.get('data/membership.csv')?.toString('utf8')).toContain('MEMBER');
});
