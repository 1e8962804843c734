import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { addComment, commentsOn, deleteComment, editComment } from './comments.js';

let world: World;
let school: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  other = await world.tenant();
});

afterAll(() => world.close());

const codes = (answer: { readonly userErrors: readonly { readonly code: string }[] }) =>
  answer.userErrors.map(({ code }) => code);

const bodies = async (actor: Actor, gid: string) => (await commentsOn(actor, gid))?.map(({ body }) => body) ?? null;

async function classOf(pupilId: string): Promise<{ readonly teacher: Actor; readonly group: string }> {
  const teacher = await school.teacher();
  const group = await school.group();
  await school.member(group, pupilId);
  await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
  return { teacher, group };
}

async function pupil(): Promise<{ readonly actor: Actor; readonly id: string; readonly gid: string }> {
  const actor = await school.endUser();
  const id = actor.ids?.personId ?? '';
  return { actor, id, gid: personGid(id) };
}

describe('who comments on a person, and reads it', () => {
  test('the teacher of the group, and no other; the person reads everything', async () => {
    const { actor, id, gid } = await pupil();
    const { teacher } = await classOf(id);
    const stranger = (await classOf(await school.person())).teacher;
    expect(codes(await addComment(stranger, gid, 'no'))).toEqual(['NOT_FOUND']);
    expect(codes(await addComment(teacher, gid, 'of the teacher'))).toEqual([]);
    expect(codes(await addComment(actor, gid, 'of the pupil'))).toEqual([]);
    expect(await bodies(actor, gid)).toEqual(['of the pupil', 'of the teacher']);
    expect(await bodies(teacher, gid)).toEqual(['of the pupil', 'of the teacher']);
    expect(await bodies(stranger, gid)).toBeNull();
  });

  test('a guardian writes, and reads the own ones alone', async () => {
    const { actor, id, gid } = await pupil();
    const guardian = await school.endUser({ register: 'GUARDIAN' });
    expect(codes(await addComment(guardian, gid, 'too early'))).toEqual(['NOT_FOUND']);
    await school.guardianship(guardian.ids?.personId ?? '', id);
    await addComment(actor, gid, 'not for guardians');
    const { comment } = await addComment(guardian, gid, 'of the guardian');
    expect(comment).toMatchObject({ body: 'of the guardian', canEdit: true });
    expect(await bodies(guardian, gid)).toEqual(['of the guardian']);
    expect(await bodies(actor, gid)).toEqual(['of the guardian', 'not for guardians']);
  });

  test('who has lost the person no longer reads or edits even the own ones', async () => {
    const { id, gid } = await pupil();
    const { teacher, group } = await classOf(id);
    const { comment } = await addComment(teacher, gid, 'while it was my class');
    expect(codes(await editComment(teacher, comment?.id, 'still my class'))).toEqual([]);
    await school.rows('delete from membership where group_id = $1 and person_id = $2', [group, teacher.ids?.personId]);
    const { node } = await teacher.ask<{ node: object | null }>('query($id: ID!) { node(id: $id) { id } }', {
      id: comment?.id,
    });
    expect(node).toBeNull();
    expect(codes(await editComment(teacher, comment?.id, 'x', 2))).toEqual(['NOT_FOUND']);
    expect(codes(await deleteComment(teacher, comment?.id, 2))).toEqual(['NOT_FOUND']);
  });

  test('the author is shown to who may see the author', async () => {
    const { actor, id, gid } = await pupil();
    const { teacher } = await classOf(id);
    await addComment(teacher, gid, 'of my teacher');
    await addComment(await school.controller(), gid, 'of the office');
    const comments = await commentsOn(actor, gid);
    expect(comments?.map(({ author }) => author?.id ?? null)).toEqual([null, personGid(teacher.ids?.personId ?? '')]);
  });
});

describe('who changes a comment', () => {
  test('its author edits; nobody else does, the controller neither', async () => {
    const { actor, id, gid } = await pupil();
    const { teacher } = await classOf(id);
    const { comment } = await addComment(teacher, gid, 'first');
    const administrator = await school.unitAdministrator();
    for (const somebody of [actor, administrator, await school.controller()]) {
      expect(codes(await editComment(somebody, comment?.id, 'changed'))).toEqual(['NOT_FOUND']);
    }
    expect(codes(await editComment(teacher, comment?.id, 'changed'))).toEqual([]);
  });

  test('its author and the controller delete; nobody else does', async () => {
    const { actor, id, gid } = await pupil();
    const { teacher } = await classOf(id);
    const first = (await addComment(teacher, gid, 'first')).comment?.id;
    const second = (await addComment(teacher, gid, 'second')).comment?.id;
    for (const somebody of [actor, await school.unitAdministrator(), (await classOf(id)).teacher]) {
      expect(codes(await deleteComment(somebody, first))).toEqual(['NOT_FOUND']);
    }
    expect(codes(await deleteComment(teacher, first))).toEqual([]);
    expect(codes(await deleteComment(await school.controller(), second))).toEqual([]);
  });

  test('nobody, while the person is being erased', async () => {
    const { actor, id, gid } = await pupil();
    const { comment } = await addComment(actor, gid, 'mine');
    await school.rows('update person set erasure_id = gen_random_uuid() where id = $1', [id]);
    expect(codes(await addComment(actor, gid, 'late'))).toEqual(['NOT_FOUND']);
    expect(codes(await editComment(actor, comment?.id, 'late'))).toEqual(['NOT_FOUND']);
    expect(codes(await deleteComment(actor, comment?.id))).toEqual(['NOT_FOUND']);
    await school.rows('update person set erasure_id = null where id = $1', [id]);
    expect(codes(await deleteComment(actor, comment?.id))).toEqual([]);
  });

  test('an unlinked account comments on nobody', async () => {
    const { gid } = await pupil();
    const unlinked = await school.signIn(null, [{ role: 'controller' }]);
    const { errors } = await unlinked.send(
      'mutation($input: AddCommentInput!) { addComment(input: $input) { comment { id } } }',
      { input: { personId: gid, body: 'x' } },
    );
    expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});

test('another tenant’s comments and persons are as unknown as random ones', async () => {
  const { actor, gid } = await pupil();
  const { comment } = await addComment(actor, gid, 'mine');
  const foreign = await other.controller();
  expect(await commentsOn(foreign, gid)).toBeNull();
  expect(codes(await addComment(foreign, gid, 'x'))).toEqual(['NOT_FOUND']);
  expect(codes(await editComment(foreign, comment?.id, 'x'))).toEqual(['NOT_FOUND']);
  expect(codes(await deleteComment(foreign, comment?.id))).toEqual(['NOT_FOUND']);
  expect(codes(await deleteComment(await school.controller(), comment?.id))).toEqual([]);
});

test('writing and looking are logged, never with what was written', async () => {
  const { gid, id } = await pupil();
  const controller = await school.controller();
  await addComment(controller, gid, 'a very private matter');
  await commentsOn(controller, gid);
  const entries = await school.rows(
    'select action, categories, person_ids from log_entry where actor_account_id = $1 order by id',
    [controller.ids?.accountId],
  );
  expect(entries).toMatchObject([
    { action: 'comment.write', categories: ['FREE_TEXT'], person_ids: [id] },
    { action: 'person.read', person_ids: [id] },
  ]);
  const all = await school.rows(`select details::text from log_entry where details::text like '%private%'`);
  expect(all).toEqual([]);
});
