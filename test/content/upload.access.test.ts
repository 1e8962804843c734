import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { complete, put, stage, text, upload } from './files.js';

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
});

afterAll(() => world.close());

const codes = (answer: { readonly userErrors: readonly Record<string, unknown>[] }) =>
  answer.userErrors.map(({ code }) => code);

const namesOf = async (actor: Actor, personId: string): Promise<string[] | null> => {
  const { person } = await actor.ask<{ person: { uploads: { nodes: { fileName: string }[] } } | null }>(
    `query($id: ID!) { person(id: $id) { uploads(first: 10) { nodes { fileName downloadUrl } } } }`,
    { id: personGid(personId) },
  );
  return person && person.uploads.nodes.map(({ fileName }) => fileName);
};

const remove = async (actor: Actor, id: string | undefined) => {
  const { deleteUpload } = await actor.ask<{ deleteUpload: { userErrors: { code: string }[] } }>(
    `mutation($id: ID!) { deleteUpload(input: { uploadId: $id }) { userErrors { code } } }`,
    { id },
  );
  return codes(deleteUpload);
};

const node = async (actor: Actor, id: string | undefined) =>
  (
    await actor.ask<{ node: { downloadUrl: string } | null }>(
      `query($id: ID!) { node(id: $id) { id ... on Upload { downloadUrl } } }`,
      { id },
    )
  ).node;

async function teacherOf(pupilId: string): Promise<Actor> {
  const teacher = await school.teacher();
  const group = await school.group();
  await school.member(group, pupilId);
  await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
  return teacher;
}

describe('who uploads and sees files about a person', () => {
  test('the person, who sees them, and no stranger', async () => {
    const pupil = await school.endUser();
    const stranger = await school.endUser();
    const id = pupil.ids?.personId ?? '';
    const { upload: done } = await upload(pupil, text('mine'));
    expect(codes(await stage(stranger, text('x'), { personId: personGid(id) }))).toEqual(['NOT_FOUND']);
    expect(await namesOf(pupil, id)).toEqual(['note.txt']);
    expect(await namesOf(stranger, id)).toBeNull();
    expect(await node(pupil, done?.id)).not.toBeNull();
    expect(await node(stranger, done?.id)).toBeNull();
  });

  test('a supervising teacher, who may not delete them, and no other teacher', async () => {
    const pupil = await school.person();
    const teacher = await teacherOf(pupil);
    const other = await teacherOf(await school.person());
    const { upload: done } = await upload(teacher, text('report'), { personId: personGid(pupil) });
    expect(done?.downloadUrl).toMatch(/^http/);
    expect(await namesOf(teacher, pupil)).toEqual(['note.txt']);
    expect(await namesOf(other, pupil)).toBeNull();
    expect(codes(await stage(other, text('x'), { personId: personGid(pupil) }))).toEqual(['NOT_FOUND']);
    expect(await remove(teacher, done?.id)).toEqual(['NOT_FOUND']);
    expect(await remove(await school.unitAdministrator(), done?.id)).toEqual([]);
  });

  test('a guardian sees the card, but no file', async () => {
    const pupil = await school.endUser();
    const guardian = await school.endUser({ register: 'GUARDIAN' });
    const id = pupil.ids?.personId ?? '';
    await school.guardianship(guardian.ids?.personId ?? '', id);
    await upload(pupil, text('mine'));
    expect(await namesOf(guardian, id)).toEqual([]);
    expect(await namesOf(pupil, id)).toEqual(['note.txt']);
    expect(codes(await stage(guardian, text('x'), { personId: personGid(id) }))).toEqual(['NOT_FOUND']);
  });

  test('a unit administrator in the own unit alone; the controller everywhere', async () => {
    const near = await school.endUser();
    const far = await school.endUser({ unitId: await school.unit('Far') });
    const administrator = await school.unitAdministrator();
    const controller = await school.controller();
    const { upload: here } = await upload(near, text('near'));
    const { upload: there } = await upload(far, text('far'));
    expect(await node(administrator, here?.id)).not.toBeNull();
    expect(await node(administrator, there?.id)).toBeNull();
    expect(await node(controller, there?.id)).not.toBeNull();
    expect(await remove(administrator, there?.id)).toEqual(['NOT_FOUND']);
    expect(await remove(controller, there?.id)).toEqual([]);
  });

  test('a picture needs the right to pictures: the administrator has it, the teacher has not', async () => {
    const pupil = await school.person();
    const teacher = await teacherOf(pupil);
    const picture = { personId: personGid(pupil), purpose: 'PICTURE', contentType: 'image/png', fileName: 'a.png' };
    expect(codes(await stage(teacher, text('x'), picture))).toEqual(['NOT_FOUND']);
    expect(codes(await stage(await school.unitAdministrator(), text('x'), picture))).toEqual([]);
  });

  test('the file of a field is seen by the person and who reads every field, apart from the field by nobody else', async () => {
    const pupil = await school.endUser();
    const id = pupil.ids?.personId ?? '';
    const teacher = await teacherOf(id);
    const administrator = await school.unitAdministrator();
    const controller = await school.controller();
    const { upload: plain } = await upload(pupil, text('plain'));
    const { upload: field } = await upload(pupil, text('health'), { purpose: 'FIELD' });
    for (const actor of [teacher, administrator]) {
      expect(await node(actor, plain?.id)).not.toBeNull();
      expect(await node(actor, field?.id)).toBeNull();
    }
    expect(await remove(administrator, field?.id)).toEqual(['NOT_FOUND']);
    for (const actor of [pupil, controller]) expect(await node(actor, field?.id)).not.toBeNull();
  });

  test('an import is the controller’s', async () => {
    const controller = await school.controller();
    const csv = { ...text('a;b\n', 'users.csv', 'text/csv') };
    const { upload: done } = await upload(controller, csv, { purpose: 'IMPORT' });
    expect(done?.state).toBe('COMPLETE');
    expect(codes(await stage(await school.unitAdministrator(), csv, { purpose: 'IMPORT' }))).toEqual(['FORBIDDEN']);
    expect(await node(await school.unitAdministrator(), done?.id)).toBeNull();
    expect(await node(await school.controller(), done?.id)).not.toBeNull();
  });

  test('nobody completes the upload of another, the controller neither', async () => {
    const pupil = await school.endUser();
    const staged = await stage(pupil, text('mine'));
    await put(staged.target, Buffer.from('mine'));
    expect(codes(await complete(await school.controller(), staged.upload?.id))).toEqual(['NOT_FOUND']);
    expect(codes(await complete(pupil, staged.upload?.id))).toEqual([]);
  });

  test('one’s own staged upload may be taken back, also without the right to delete', async () => {
    const pupil = await school.person();
    const teacher = await teacherOf(pupil);
    const staged = await stage(teacher, text('x'), { personId: personGid(pupil) });
    expect(await remove(await teacherOf(pupil), staged.upload?.id)).toEqual(['NOT_FOUND']);
    expect(await remove(teacher, staged.upload?.id)).toEqual([]);
  });

  test('a right that is lost between staging and completing is gone', async () => {
    const pupil = await school.person();
    const teacher = await teacherOf(pupil);
    const lost = await stage(teacher, text('x'), { personId: personGid(pupil) });
    const kept = await stage(teacher, text('x'), { personId: personGid(teacher.ids?.personId ?? '') });
    for (const { target } of [lost, kept]) await put(target, Buffer.from('x'));
    await school.rows('delete from membership where person_id = $1', [teacher.ids?.personId]);
    expect(codes(await complete(teacher, lost.upload?.id))).toEqual(['NOT_FOUND']);
    expect(codes(await complete(teacher, kept.upload?.id))).toEqual([]);
  });

  test('an unlinked account and nobody upload nothing', async () => {
    const unlinked = await school.signIn(null);
    for (const actor of [unlinked, world.anonymous()]) {
      const { errors } = await actor.send(
        `mutation { stageUpload(input: { purpose: ATTACHMENT, fileName: "a.txt", contentType: "text/plain", byteSize: 1 }) { upload { id } } }`,
      );
      expect(['FORBIDDEN', 'UNAUTHENTICATED']).toContain(errors[0]?.extensions?.code);
    }
  });
});

describe('while the person is being erased', () => {
  test('nothing is staged or completed; before, it is', async () => {
    const pupil = await school.endUser();
    const personId = pupil.ids?.personId ?? '';
    const before = await stage(pupil, text('x'));
    await put(before.target, Buffer.from('x'));
    await school.rows('update person set erasure_id = gen_random_uuid() where id = $1', [personId]);
    expect(codes(await complete(pupil, before.upload?.id))).toEqual(['NOT_FOUND']);
    expect(codes(await stage(pupil, text('x')))).toEqual(['NOT_FOUND']);
    await school.rows('update person set erasure_id = null where id = $1', [personId]);
    expect(codes(await complete(pupil, before.upload?.id))).toEqual([]);
  });
});

describe('what is logged', () => {
  test('the look at another person’s files, without their names', async () => {
    const pupil = await school.endUser();
    const id = pupil.ids?.personId ?? '';
    await upload(pupil, text('mine', 'secret-name.txt'));
    const controller = await school.controller();
    await namesOf(controller, id);
    const entries = await school.rows<{ categories: string[]; details: object; person_ids: string[] }>(
      `select categories, details, person_ids from log_entry where actor_account_id = $1`,
      [controller.ids?.accountId],
    );
    expect(entries).toMatchObject([{ categories: ['FILE'], person_ids: [id] }]);
    expect(JSON.stringify(entries)).not.toContain('secret');
    expect(parseGlobalId(personGid(id))?.id).toBe(id);
  });
});
