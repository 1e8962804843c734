import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseGlobalId } from '../../src/base/ids.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { addComment, commentsOn, deleteComment, editComment } from './comments.js';
import { eventually, stage, text, upload } from './files.js';

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
});

afterAll(() => world.close());

async function pupilAndController() {
  const pupil = await school.endUser();
  return { pupil, controller: await school.controller(), gid: personGid(pupil.ids?.personId ?? '') };
}

describe('a comment', () => {
  test('is written, read by the person, edited and deleted by its author', async () => {
    const { pupil, controller, gid } = await pupilAndController();
    const { comment, userErrors } = await addComment(controller, gid, '  Ring mor på 22 33 44 55.\r\nHaster. ');
    expect(userErrors).toEqual([]);
    expect(comment).toMatchObject({
      body: 'Ring mor på 22 33 44 55.\nHaster.',
      canEdit: true,
      version: 1,
      editedAt: null,
      author: { id: personGid(controller.ids?.personId ?? '') },
    });
    expect(await commentsOn(pupil, gid)).toMatchObject([{ id: comment?.id, canEdit: false }]);
    const edited = await editComment(controller, comment?.id, 'Ferdig.');
    expect(edited.comment).toMatchObject({ body: 'Ferdig.', version: 2, editedAt: expect.any(String) });
    expect((await editComment(controller, comment?.id, 'again')).userErrors).toMatchObject([
      { code: 'STALE_VERSION', currentVersion: 2 },
    ]);
    expect((await deleteComment(controller, comment?.id, 1)).userErrors).toMatchObject([{ code: 'STALE_VERSION' }]);
    expect(await deleteComment(controller, comment?.id, 2)).toEqual({ deletedId: comment?.id, userErrors: [] });
    expect(await commentsOn(pupil, gid)).toEqual([]);
  });

  test('stands among the others with the newest first, page by page', async () => {
    const { pupil, controller, gid } = await pupilAndController();
    for (const body of ['one', 'two', 'three']) await addComment(controller, gid, body);
    interface Page {
      person: {
        comments: {
          totalCount: number;
          nodes: { body: string }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      };
    }
    const query = `query($id: ID!, $after: String) { person(id: $id) { comments(first: 2, after: $after) {
      totalCount nodes { body } pageInfo { hasNextPage endCursor } } } }`;
    const first = (await pupil.ask<Page>(query, { id: gid })).person.comments;
    expect(first).toMatchObject({
      totalCount: 3,
      nodes: [{ body: 'three' }, { body: 'two' }],
      pageInfo: { hasNextPage: true },
    });
    const rest = (await pupil.ask<Page>(query, { id: gid, after: first.pageInfo.endCursor })).person.comments;
    expect(rest).toMatchObject({ nodes: [{ body: 'one' }], pageInfo: { hasNextPage: false } });
  });

  test('carries files, which go with it', async () => {
    const { pupil, controller, gid } = await pupilAndController();
    const { upload: file } = await upload(controller, text('attached'), { personId: gid });
    const { comment } = await addComment(controller, gid, 'See the file.', [file?.id]);
    expect(comment?.attachments).toEqual([{ id: file?.id }]);
    expect((await commentsOn(pupil, gid))?.[0]?.attachments).toEqual([{ id: file?.id }]);
    await deleteComment(controller, comment?.id);
    const id = parseGlobalId(file?.id ?? '')?.id ?? '';
    expect(await school.rows('select 1 from upload where id = $1', [id])).toEqual([]);
    await eventually(async () => (await world.app.blobs.size(school.id, `files/${id}`)) === null);
  });

  test('takes no file that is staged, another’s, about somebody else, or attached already', async () => {
    const { pupil, controller, gid } = await pupilAndController();
    const ready = (await upload(controller, text('x'), { personId: gid })).upload?.id;
    const wrong = [
      (await stage(controller, text('x'), { personId: gid })).upload?.id,
      (await upload(pupil, text('x'))).upload?.id,
      (await upload(controller, text('x'))).upload?.id,
      (await upload(controller, text('x'), { personId: gid, purpose: 'FIELD' })).upload?.id,
      'bm90aGluZw',
    ];
    for (const id of wrong) {
      const refused = await addComment(controller, gid, 'x', [ready, id]);
      expect(refused.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'uploadIds'] }]);
    }
    expect((await addComment(controller, gid, 'x', [ready])).userErrors).toEqual([]);
    expect((await addComment(controller, gid, 'x', [ready])).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await commentsOn(pupil, gid)).toHaveLength(1);
  });

  test.each([
    ['nothing', ''],
    ['space alone', ' \n\t '],
    ['too much', 'x'.repeat(10_001)],
    ['NUL', 'a\0b'],
    ['a control character', 'a\u001bb'],
    ['half a character', 'a\ud800b'],
  ])('is not %s', async (_what, body) => {
    const { controller, gid } = await pupilAndController();
    const { data, errors } = await controller.send<{ addComment: { comment: null; userErrors: { code: string }[] } }>(
      'mutation($input: AddCommentInput!) { addComment(input: $input) { comment { id } userErrors { code field } } }',
      { input: { personId: gid, body } },
    );
    const codes = data?.addComment.userErrors.map(({ code }) => code) ?? errors.map((e) => e.extensions?.code);
    expect(codes.length).toBeGreaterThan(0);
    expect(['INVALID', 'BAD_USER_INPUT']).toEqual(expect.arrayContaining(codes));
    expect(data?.addComment.comment ?? null).toBeNull();
  });

  test('takes 10,000 characters, also those of four bytes', async () => {
    const { controller, gid } = await pupilAndController();
    const body = `${'𝔄'.repeat(4_999)}xx`;
    expect((await addComment(controller, gid, body)).comment?.body).toBe(body);
  });
});
