import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { type TestFile } from './files.js';
import { removePicture, setPicture, telephonePicture, uploadPicture } from './pictures.js';

let world: World;
let school: TestTenant;
let other: TestTenant;
let file: TestFile;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  other = await world.tenant();
  file = await telephonePicture(120, 80);
});

afterAll(() => world.close());

async function pupilWithPicture(): Promise<{ readonly pupil: Actor; readonly id: string; readonly gid: string }> {
  const pupil = await school.endUser();
  await setPicture(pupil, await uploadPicture(pupil, file));
  const id = pupil.ids?.personId ?? '';
  return { pupil, id, gid: personGid(id) };
}

const see = async (actor: Actor, gid: string) =>
  (
    await actor.ask<{ person: { picture: object | null; withheld: { element: string; category: string }[] } | null }>(
      'query($id: ID!) { person(id: $id) { picture { small } withheld { element category } } }',
      { id: gid },
    )
  ).person;

test('a picture is seen by who may see pictures of the person; the others are told that it is withheld', async () => {
  const { pupil, id, gid } = await pupilWithPicture();
  const teacher = await school.teacher();
  const group = await school.group();
  await school.member(group, id);
  expect(await see(teacher, gid)).toBeNull();
  // One's teacher's name is for pupils to see, the teacher's picture is not.
  await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
  for (const actor of [pupil, teacher, await school.controller()]) {
    expect(await see(actor, gid)).toMatchObject({ picture: { small: expect.any(String) }, withheld: [] });
  }
  await setPicture(teacher, await uploadPicture(teacher, file));
  expect(await see(pupil, personGid(teacher.ids?.personId ?? ''))).toEqual({
    picture: null,
    withheld: [{ element: 'picture.blobName', category: 'PICTURE' }],
  });
});

test('a picture is set by the person, the unit’s administrator and the controller, and by nobody else', async () => {
  const { pupil, id, gid } = await pupilWithPicture();
  const teacher = await school.teacher();
  const group = await school.group();
  await school.member(group, id);
  await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
  const far = await school.unitAdministrator(await school.unit('Far'));
  let version = 2;
  for (const stranger of [teacher, far, await school.endUser()]) {
    const uploadId = await uploadPicture(pupil, file);
    expect((await setPicture(stranger, uploadId, version, gid)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await removePicture(stranger, version, gid)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  }
  for (const actor of [await school.unitAdministrator(), await school.controller()]) {
    const done = await setPicture(actor, await uploadPicture(actor, file, gid), version, gid);
    expect(done.userErrors).toEqual([]);
    version += 1;
  }
  expect((await removePicture(await school.controller(), version, gid)).userErrors).toEqual([]);
});

test('another tenant’s person and upload are as unknown as random ones', async () => {
  const { gid } = await pupilWithPicture();
  const foreign = await other.controller();
  const own = await uploadPicture(foreign, file);
  expect(await see(foreign, gid)).toBeNull();
  expect((await setPicture(foreign, own, 2, gid)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  expect((await removePicture(foreign, 2, gid)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  const ada = await school.endUser();
  expect((await setPicture(ada, own)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  expect((await setPicture(foreign, own)).userErrors).toEqual([]);
});

test('while the person is being erased the picture stays as it is; before and after it changes', async () => {
  const { pupil, id } = await pupilWithPicture();
  const uploadId = await uploadPicture(pupil, file);
  await school.rows('update person set erasure_id = gen_random_uuid() where id = $1', [id]);
  expect((await setPicture(pupil, uploadId, 2)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  expect((await removePicture(pupil, 2)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  await school.rows('update person set erasure_id = null where id = $1', [id]);
  expect((await setPicture(pupil, uploadId, 2)).userErrors).toEqual([]);
});

test('setting and removing is logged, and a look at another’s picture too', async () => {
  const { id, gid } = await pupilWithPicture();
  const controller = await school.controller();
  await see(controller, gid);
  await removePicture(controller, 2, gid);
  const entries = await school.rows(
    `select action, categories, details from log_entry where actor_account_id = $1 order by id`,
    [controller.ids?.accountId],
  );
  expect(entries).toEqual([
    { action: 'person.read', categories: ['PICTURE'], details: { elements: ['picture.blobName'] } },
    { action: 'person.update', categories: ['PICTURE'], details: { picture: 'removed' } },
  ]);
  expect(await school.rows('select picture_upload_id from person where id = $1', [id])).toEqual([
    { picture_upload_id: null },
  ]);
});
