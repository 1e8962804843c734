import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { complete, put, stage, text, upload } from './files.js';

let world: World;
let school: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
  other = await world.tenant();
});

afterAll(() => world.close());

const codes = (answer: { readonly userErrors: readonly Record<string, unknown>[] }) =>
  answer.userErrors.map(({ code }) => code);

const seen = async (actor: Actor, id: string | undefined) =>
  (await actor.ask<{ node: object | null }>('query($id: ID!) { node(id: $id) { id } }', { id })).node;

test('the uploads of another tenant are as unknown as random ones', async () => {
  const ada = await school.endUser();
  const { upload: done } = await upload(ada, text('mine'));
  const staged = await stage(ada, text('x'));
  const foreign = await other.controller();
  expect(await seen(await school.controller(), done?.id)).not.toBeNull();
  expect(await seen(foreign, done?.id)).toBeNull();
  expect(codes(await complete(foreign, staged.upload?.id))).toEqual(['NOT_FOUND']);
  const { deleteUpload } = await foreign.ask<{ deleteUpload: { userErrors: { code: string }[] } }>(
    `mutation($id: ID!) { deleteUpload(input: { uploadId: $id }) { userErrors { code } } }`,
    { id: done?.id },
  );
  expect(codes(deleteUpload)).toEqual(['NOT_FOUND']);
  expect(codes(await stage(foreign, text('x'), { personId: personGid(ada.ids?.personId ?? '') }))).toEqual([
    'NOT_FOUND',
  ]);
});

test('one tenant’s use of storage is no other’s', async () => {
  const ask = async (actor: Actor) =>
    (await actor.ask<{ storage: { quotaBytes: number; usedBytes: number } }>('{ storage { quotaBytes usedBytes } }'))
      .storage;
  const before = await ask(await other.controller());
  await upload(await school.endUser(), text('x'.repeat(1000)));
  expect(await ask(await other.controller())).toEqual(before);
});

test('the bytes of two tenants stand apart', async () => {
  const ada = await school.endUser();
  const staged = await stage(ada, text('x'));
  expect(staged.target?.url).toContain(`/tenant-${school.id}/`);
  // The signature is for one blob: the same address in another container is refused.
  const moved = staged.target?.url.replace(school.id, other.id) ?? '';
  expect(await put(staged.target && { ...staged.target, url: moved }, Buffer.from('x'))).toBe(403);
  expect(await put(staged.target, Buffer.from('x'))).toBe(201);
});
