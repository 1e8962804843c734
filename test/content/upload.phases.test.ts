import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId, parseGlobalId } from '../../src/base/ids.js';
import { Actor } from '../harness/actor.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { certified, erase, recordProcessor, statedBy } from '../rights/erasure.flow.js';
import { JobsChild } from '../rights/jobs.child.js';
import { TestClamd } from './clamd.js';
import { type CompletedReply, complete, eventually, put, sha256, stage, text } from './files.js';

let clamd: TestClamd;
let world: World;
let school: TestTenant;
let child: JobsChild | undefined;

beforeAll(async () => {
  clamd = await TestClamd.start();
  world = await World.open({ malwareScanner: clamd.options });
  await recordProcessor(world);
  await world.app.startJobs();
  school = await world.tenant();
});

beforeEach(() => {
  clamd.mood = 'waits';
});

afterEach(() => child?.kill());

afterAll(async () => {
  clamd.mood = 'scans';
  await world.close();
  await clamd.stop();
});

const uuid = (globalId: string | undefined): string => parseGlobalId(globalId ?? '')?.id ?? '';

/** A file that lies where it was announced, and has not been completed. */
async function arrived(ada: Actor, content = `content ${newId()}`): Promise<string> {
  const file = text(content);
  const staged = await stage(ada, file);
  expect(await put(staged.target, file.content)).toBe(201);
  return staged.upload?.id ?? '';
}

/** Begins to complete and answers once the scanner has been asked, which now keeps it waiting. */
async function begun(actor: Actor, uploadId: string): Promise<{ readonly reply: Promise<CompletedReply> }> {
  const before = clamd.asked;
  const reply = complete(actor, uploadId);
  await eventually(async () => clamd.asked > before);
  return { reply };
}

/** What lies in the tenant's container of an upload: nothing is said of names that are only occupied. */
async function contentsOf(uploadId: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, size } of world.app.blobs.list(school.id, '')) {
    if (size > 0 && name.includes(uuid(uploadId))) found.push(name);
  }
  return found;
}

/** The blobs that are being made. */
const held = (): Promise<object[]> =>
  school.rows(
    `select blob_name from blob_removal where holder_id is not null and not starts_with(blob_name, 'staged/')`,
  );

describe('while a file is measured', () => {
  test('no connection is held, however many are, and others are served', async () => {
    const ada = await school.endUser();
    const ids: string[] = [];
    for (let count = 0; count < 12; count += 1) ids.push(await arrived(ada));
    const before = clamd.asked;
    const replies = ids.map((id) => complete(ada, id));
    await eventually(async () => clamd.asked === before + 3 && (await held()).length === 12);
    const { rows } = await world.owner.query(`select 1 from pg_stat_activity
      where datname = current_database() and application_name = 'varde' and state like 'idle in transaction%'`);
    expect(rows).toEqual([]);
    expect(await ada.ask('{ viewer { person { id } } }')).toBeDefined();
    clamd.mood = 'scans';
    for (const { upload } of await Promise.all(replies)) expect(upload?.state).toBe('COMPLETE');
    expect(await held()).toEqual([]);
  });

  test('completing it once more waits and answers the same; it is measured once', async () => {
    const ada = await school.endUser();
    const id = await arrived(ada, 'the same');
    const { reply: first } = await begun(ada, id);
    const second = complete(ada, id);
    const asked = clamd.asked;
    await eventually(async () => (await held()).length === 1);
    clamd.mood = 'scans';
    // Addresses tell the second at which they were signed.
    const told = async (reply: Promise<CompletedReply>) => ({ ...(await reply).upload, downloadUrl: null });
    expect(await told(second)).toEqual(await told(first));
    expect((await first).upload?.sha256).toBe(sha256(Buffer.from('the same')));
    expect(clamd.asked).toBe(asked);
  });

  test('what the same request did before it has taken effect, and what it does after it can be refused alone', async () => {
    const ada = await school.endUser();
    const id = await arrived(ada);
    const file = { purpose: 'ATTACHMENT', fileName: 'a.txt', contentType: 'text/plain', byteSize: 3 };
    const answer = ada.ask<Record<string, { userErrors: { code: string }[]; upload?: { id: string } | null }>>(
      `mutation($file: StageUploadInput!, $id: ID!) {
        one: stageUpload(input: $file) { upload { id } userErrors { code } }
        two: completeUpload(input: { uploadId: $id }) { upload { id } userErrors { code } }
        three: deleteUpload(input: { uploadId: "bm90aGluZw" }) { userErrors { code } } }`,
      { file, id },
    );
    await eventually(async () => (await held()).length === 1);
    const staged = `select 1 from upload where uploader_account_id = $1 and declared_bytes = 3`;
    expect(await school.rows(staged, [ada.ids?.accountId])).toHaveLength(1);
    clamd.mood = 'scans';
    const { one, two, three } = await answer;
    expect(one?.userErrors).toEqual([]);
    expect(two).toEqual({ upload: { id }, userErrors: [] });
    expect(three?.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
    expect(await school.rows(staged, [ada.ids?.accountId])).toHaveLength(1);
  });

  test('its deletion wins, and nothing of it is left', async () => {
    const ada = await school.endUser();
    const id = await arrived(ada);
    const { reply } = await begun(ada, id);
    await ada.ask(`mutation($id: ID!) { deleteUpload(input: { uploadId: $id }) { userErrors { code } } }`, { id });
    clamd.mood = 'scans';
    expect(await reply).toMatchObject({ upload: null, userErrors: [{ code: 'NOT_FOUND' }] });
    await eventually(async () => (await contentsOf(id)).length === 0);
    expect(await school.rows('select 1 from upload where id = $1', [uuid(id)])).toEqual([]);
  });

  test('the right to it can go, and then it is not completed', async () => {
    const ada = await school.endUser();
    const id = await arrived(ada);
    const { reply } = await begun(ada, id);
    await school.rows('update account set closed_at = now() where id = $1', [ada.ids?.accountId]);
    clamd.mood = 'scans';
    await expect(reply).rejects.toThrow(/UNAUTHENTICATED/);
    expect(await school.rows('select state from upload where id = $1', [uuid(id)])).toEqual([{ state: 'STAGED' }]);
    await eventually(async () => (await held()).length === 0);
  });

  test('the person can be erased: the certificate is true, and the completion refused', async () => {
    const ada = await school.endUser();
    const controller = await school.controller();
    const file = text('secret');
    const staged = await stage(controller, file, { personId: personGid(ada.ids?.personId ?? '') });
    await put(staged.target, file.content);
    const id = staged.upload?.id ?? '';
    const { reply } = await begun(controller, id);
    const { erasure } = await erase(controller, ada.ids?.personId ?? '');
    const done = await certified(controller, erasure?.id ?? '');
    expect(statedBy(done).verification.places).toContainEqual({ place: 'blobs', remaining: 0 });
    expect(await contentsOf(id)).toEqual([]);
    // Neither the address in the client's hands nor the work under way brings anything back.
    expect(await put(staged.target, file.content)).not.toBe(201);
    clamd.mood = 'scans';
    expect(await reply).toMatchObject({ upload: null, userErrors: [{ code: 'NOT_FOUND' }] });
    expect(await contentsOf(id)).toEqual([]);
  });
});

test('a snapshot that the address took goes with the file', async () => {
  const ada = await school.endUser();
  const file = text('kept in secret');
  const staged = await stage(ada, file);
  await put(staged.target, file.content);
  const snapshot = await fetch(`${staged.target?.url}&comp=snapshot`, { method: 'PUT' });
  expect(snapshot.status).toBe(201);
  const { blobs } = JSON.parse(process.env['VARDE_TEST'] ?? '{}') as { readonly blobs: string };
  const container = BlobServiceClient.fromConnectionString(blobs).getContainerClient(`tenant-${school.id}`);
  const kept = async (): Promise<number> => {
    let count = 0;
    const prefix = `staged/${uuid(staged.upload?.id)}`;
    for await (const { properties } of container.listBlobsFlat({ prefix, includeSnapshots: true })) {
      if (properties.contentLength !== 0) count += 1;
    }
    return count;
  };
  expect(await kept()).toBe(2);
  await ada.ask(`mutation($id: ID!) { deleteUpload(input: { uploadId: $id }) { userErrors { code } } }`, {
    id: staged.upload?.id,
  });
  await eventually(async () => (await kept()) === 0);
});

test('an address that was never used writes nothing any more once the person is erased', async () => {
  const ada = await school.endUser();
  const file = text('late');
  const staged = await stage(ada, file);
  const { erasure } = await erase(await school.controller(), ada.ids?.personId ?? '');
  await certified(await school.controller(), erasure?.id ?? '');
  expect(await put(staged.target, file.content)).not.toBe(201);
  expect(await contentsOf(staged.upload?.id ?? '')).toEqual([]);
});

describe('a process that is killed while it measures', () => {
  test('leaves an upload that another completes once the time of the first is over', async () => {
    const ada = await school.endUser();
    const id = await arrived(ada, 'after all');
    child = await JobsChild.start(world, [], clamd.options);
    const { reply } = await begun(new Actor(child.url, ada.token, ada.ids), id);
    const lost = reply.catch(() => 'lost');
    await eventually(async () => (await contentsOf(id)).length === 2);
    await child.kill();
    expect(await lost).toBe('lost');
    clamd.mood = 'scans';
    const again = complete(ada, id);
    expect(await held()).toHaveLength(1);
    await school.rows(`update blob_removal set held_until = now() - interval '1 second' where holder_id is not null`);
    expect((await again).upload).toMatchObject({ state: 'COMPLETE', sha256: sha256(Buffer.from('after all')) });
    expect(await held()).toEqual([]);
  });

  test('leaves nothing of what it was writing when nobody comes back for it', async () => {
    const ada = await school.endUser();
    const id = await arrived(ada);
    child = await JobsChild.start(world, [], clamd.options);
    const { reply } = await begun(new Actor(child.url, ada.token, ada.ids), id);
    const lost = reply.catch(() => 'lost');
    await child.kill();
    expect(await lost).toBe('lost');
    await school.rows(`update blob_removal set held_until = now() - interval '1 second' where holder_id is not null`);
    await world.app.sweep();
    expect(await contentsOf(id)).toEqual([`staged/${uuid(id)}`]);
    expect(await held()).toEqual([]);
  });
});
