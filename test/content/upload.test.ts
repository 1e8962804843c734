import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseGlobalId } from '../../src/base/ids.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { complete, eventually, put, sha256, stage, text, upload } from './files.js';

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
});

afterAll(() => world.close());

const uuid = (globalId: string | undefined): string => parseGlobalId(globalId ?? '')?.id ?? '';
const sizeOf = (name: string) => world.app.blobs.size(school.id, name);

describe('uploading a file', () => {
  test('is staging, one PUT, and completing; then it can be downloaded', async () => {
    const ada = await school.endUser();
    const file = text('Hei, Ada! Æøå', 'brev å.txt');
    const staged = await stage(ada, file);
    expect(staged).toMatchObject({ upload: { state: 'STAGED' }, userErrors: [] });
    expect(await put(staged.target, file.content)).toBe(201);
    const { upload: done, userErrors } = await complete(ada, staged.upload?.id);
    expect(userErrors).toEqual([]);
    expect(done).toMatchObject({
      state: 'COMPLETE',
      contentType: 'text/plain',
      byteSize: file.content.length,
      sha256: sha256(file.content),
    });
    const response = await fetch(done?.downloadUrl ?? '');
    expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''brev%20%C3%A5.txt");
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(await response.text()).toBe('Hei, Ada! Æøå');
  });

  test('the address changes nothing any more once the file was measured, and its name is freed when it is no longer good', async () => {
    const ada = await school.endUser();
    const file = text('first');
    const staged = await stage(ada, file);
    await put(staged.target, file.content);
    expect(await put(staged.target, Buffer.from('other'))).not.toBe(201);
    const { upload: done } = await complete(ada, staged.upload?.id);
    const id = uuid(done?.id);
    await eventually(async () => (await sizeOf(`staged/${id}`)) === 0);
    expect(await put(staged.target, Buffer.from('late'))).not.toBe(201);
    expect(await sizeOf(`staged/${id}`)).toBe(0);
    expect(await (await fetch(done?.downloadUrl ?? '')).text()).toBe('first');
    await school.rows(`update blob_removal set keep_until = now() - interval '1 second' where blob_name = $1`, [
      `staged/${id}`,
    ]);
    await world.app.sweep();
    expect(await sizeOf(`staged/${id}`)).toBeNull();
    expect(await school.rows(`select 1 from blob_removal where blob_name = $1`, [`staged/${id}`])).toEqual([]);
  });

  test('completing again, also at the same time, answers the same and logs once', async () => {
    const ada = await school.endUser();
    const file = text('twice');
    const staged = await stage(ada, file);
    await put(staged.target, file.content);
    const answers = await Promise.all([1, 2, 3].map(() => complete(ada, staged.upload?.id)));
    answers.push(await complete(ada, staged.upload?.id));
    expect(new Set(answers.map((answer) => answer.upload?.sha256))).toEqual(new Set([sha256(file.content)]));
    const entries = await school.rows<{ details: object }>(
      `select details from log_entry where actor_account_id = $1 and action = 'upload.create' and outcome = 'done' order by id`,
      [ada.ids?.accountId],
    );
    const id = uuid(staged.upload?.id);
    expect(entries.map(({ details }) => details)).toEqual([
      { staged: id, purpose: 'ATTACHMENT' },
      { completed: id, purpose: 'ATTACHMENT' },
    ]);
  });

  test('the files about a person are a connection, the newest first', async () => {
    const ada = await school.endUser();
    for (const name of ['a.txt', 'b.txt', 'c.txt']) await upload(ada, text(name, name));
    await stage(ada, text('never put'));
    const query = `query($after: String) { viewer { person { uploads(first: 2, after: $after) {
      totalCount nodes { fileName createdAt downloadUrl uploader { id } person { id } } pageInfo { endCursor hasNextPage } } } } }`;
    interface Page {
      viewer: {
        person: {
          uploads: {
            totalCount: number;
            nodes: { fileName: string; downloadUrl: string; uploader: { id: string } }[];
            pageInfo: { endCursor: string; hasNextPage: boolean };
          };
        };
      };
    }
    const first = (await ada.ask<Page>(query)).viewer.person.uploads;
    expect(first.totalCount).toBe(3);
    expect(first.nodes.map((node) => node.fileName)).toEqual(['c.txt', 'b.txt']);
    expect(first.nodes[0]?.uploader.id).toBe(personGid(ada.ids?.personId ?? ''));
    expect(await (await fetch(first.nodes[0]?.downloadUrl ?? '')).text()).toBe('c.txt');
    const second = (await ada.ask<Page>(query, { after: first.pageInfo.endCursor })).viewer.person.uploads;
    expect(second.nodes.map((node) => node.fileName)).toEqual(['a.txt']);
  });

  test('a deleted file is gone, row and bytes', async () => {
    const ada = await school.endUser();
    const { upload: done } = await upload(ada, text('away with it'));
    const { deleteUpload } = await ada.ask<{ deleteUpload: { deletedId: string; userErrors: unknown[] } }>(
      `mutation($id: ID!) { deleteUpload(input: { uploadId: $id }) { deletedId userErrors { code } } }`,
      { id: done?.id },
    );
    expect(deleteUpload).toEqual({ deletedId: done?.id, userErrors: [] });
    expect(await school.rows('select 1 from upload where id = $1', [uuid(done?.id)])).toEqual([]);
    await eventually(async () => (await sizeOf(`files/${uuid(done?.id)}`)) === null);
    expect((await fetch(done?.downloadUrl ?? '')).status).toBe(404);
  });
});

describe('an upload that does not come to an end', () => {
  test('is not completed before its bytes are there, and then is', async () => {
    const ada = await school.endUser();
    const staged = await stage(ada, text('late'));
    expect((await complete(ada, staged.upload?.id)).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    await put(staged.target, Buffer.from('late'));
    expect((await complete(ada, staged.upload?.id)).upload?.state).toBe('COMPLETE');
  });

  test('is refused once its time is over, and swept away with its bytes', async () => {
    const ada = await school.endUser();
    const staged = await stage(ada, text('abandoned'));
    await put(staged.target, Buffer.from('abandoned'));
    const id = uuid(staged.upload?.id);
    await school.rows(`update upload set expires_at = now() - interval '1 minute' where id = $1`, [id]);
    expect((await complete(ada, staged.upload?.id)).userErrors).toMatchObject([{ code: 'EXPIRED' }]);
    expect(await sizeOf(`staged/${id}`)).toBe(9);
    await world.app.sweep();
    expect(await school.rows('select 1 from upload where id = $1', [id])).toEqual([]);
    expect(await sizeOf(`staged/${id}`)).toBe(0);
  });

  test('leaves what is in use or under way alone', async () => {
    const ada = await school.endUser();
    const staged = await stage(ada, text('under way'));
    const { upload: kept } = await upload(ada, text('kept'));
    await world.app.sweep();
    const ids = [uuid(staged.upload?.id), uuid(kept?.id)];
    expect(await school.rows('select 1 from upload where id = any($1)', [ids])).toHaveLength(2);
    expect(await sizeOf(`files/${uuid(kept?.id)}`)).toBe(4);
  });
});
