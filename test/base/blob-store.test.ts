import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { World } from '../harness/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});

afterAll(() => world.close());

const put = (url: string, body: string) =>
  fetch(url, { method: 'PUT', body, headers: { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'text/plain' } });

test('an upload address writes one blob once, and reads nothing', async () => {
  const tenant = randomUUID();
  const { blobs } = world.app;
  const url = await blobs.uploadUrl(tenant, 'staged/one', 5);
  expect((await fetch(url)).status).toBe(403);
  expect((await put(url, 'first')).status).toBe(201);
  expect((await put(url, 'second')).status).not.toBe(201);
  const content = await blobs.read(tenant, 'staged/one');
  expect(content && (await text(content))).toBe('first');
});

test('a read address saves as a file and writes nothing', async () => {
  const tenant = randomUUID();
  const { blobs } = world.app;
  await blobs.write(tenant, 'files/a', Buffer.from('content'), 'text/html');
  const url = await blobs.readUrl(tenant, 'files/a', 5, "Ä'b.html", 'application/octet-stream');
  const response = await fetch(url);
  expect(await response.text()).toBe('content');
  expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%C3%84%27b.html");
  expect(response.headers.get('content-type')).toBe('application/octet-stream');
  expect((await put(url, 'x')).status).toBe(403);
});

test('what is missing is null, what is deleted is gone', async () => {
  const tenant = randomUUID();
  const { blobs } = world.app;
  expect(await blobs.read(tenant, 'files/none')).toBeNull();
  expect(await blobs.size(tenant, 'files/none')).toBeNull();
  await blobs.write(tenant, 'files/b', Buffer.from('12345'), 'text/plain');
  expect(await blobs.size(tenant, 'files/b')).toBe(5);
  expect(await blobs.delete(tenant, 'files/b')).toBe(true);
  expect(await blobs.delete(tenant, 'files/b')).toBe(false);
});
