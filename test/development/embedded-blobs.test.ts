import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { BlobSASPermissions, BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type EmbeddedBlobs, startEmbeddedBlobs } from '../../src/development/embedded-blobs.js';

const module = new URL('../../src/development/embedded-blobs.js', import.meta.url).href;
const storage = import.meta.resolve('@azure/storage-blob');

async function container(blobs: EmbeddedBlobs): Promise<ContainerClient> {
  const client = BlobServiceClient.fromConnectionString(blobs.connectionString).getContainerClient('files');
  await client.createIfNotExists();
  return client;
}

async function text(files: ContainerClient, name: string): Promise<string> {
  return (await files.getBlobClient(name).downloadToBuffer()).toString('utf8');
}

const uploadHeaders = { 'x-ms-blob-type': 'BlockBlob', 'x-ms-version': '2025-01-05', origin: 'http://localhost:5173' };

describe('embedded blobs in memory', () => {
  let blobs: EmbeddedBlobs;
  let files: ContainerClient;

  beforeAll(async () => {
    blobs = await startEmbeddedBlobs();
    files = await container(blobs);
  });
  afterAll(async () => {
    await blobs.stop();
    await blobs.stop();
  });

  test('bytes come back as they went in', async () => {
    const bytes = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, index) => index % 251));
    await files.getBlockBlobClient('a/b').uploadData(bytes, { blobHTTPHeaders: { blobContentType: 'image/png' } });
    expect((await files.getBlobClient('a/b').downloadToBuffer()).equals(bytes)).toBe(true);
    expect((await files.getBlobClient('a/b').getProperties()).contentType).toBe('image/png');
    await files.getBlobClient('a/b').delete();
    expect(await files.getBlobClient('a/b').exists()).toBe(false);
  });

  test('a URL signed for create and write uploads one blob, and neither reads, lists nor touches another', async () => {
    const blob = files.getBlockBlobClient('staged');
    const url = await blob.generateSasUrl({
      permissions: BlobSASPermissions.parse('cw'),
      expiresOn: new Date(Date.now() + 60_000),
    });
    const put = await fetch(url, { method: 'PUT', body: 'portrait', headers: uploadHeaders });
    expect(put.status).toBe(201);
    expect(await text(files, 'staged')).toBe('portrait');
    expect((await fetch(url)).status).toBe(403);
    expect(
      (await fetch(url.replace('/staged?', '/other?'), { method: 'PUT', body: 'x', headers: uploadHeaders })).status,
    ).toBe(403);
    expect((await fetch(blob.url, { method: 'PUT', body: 'x', headers: uploadHeaders })).status).toBe(403);
  });

  test('an expired URL is refused', async () => {
    const url = await files.getBlockBlobClient('late').generateSasUrl({
      permissions: BlobSASPermissions.parse('cw'),
      startsOn: new Date(Date.now() - 120_000),
      expiresOn: new Date(Date.now() - 60_000),
    });
    expect((await fetch(url, { method: 'PUT', body: 'x', headers: uploadHeaders })).status).toBe(403);
  });

  test('a browser on localhost may upload', async () => {
    const preflight = await fetch(`${blobs.url}/files/x`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:5173',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'x-ms-blob-type,content-type',
      },
    });
    expect(preflight.status).toBe(200);
    expect(preflight.headers.get('access-control-allow-origin')).toMatch(/^(\*|http:\/\/localhost:5173)$/);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
  });

  test("the emulator's publicly known account is not there, and two servers do not share a key", async () => {
    const other = await startEmbeddedBlobs();
    const stranger = new URL(blobs.url).host;
    const wrong = other.connectionString.replace(new URL(other.url).host, stranger);
    await expect(BlobServiceClient.fromConnectionString(wrong).getProperties()).rejects.toThrow();
    await other.stop();
    expect(
      (await fetch(blobs.url.replace('vardedev', 'devstoreaccount1') + '/files/staged')).status,
    ).toBeGreaterThanOrEqual(400);
  });

  test('a taken port is refused in words', async () => {
    const port = Number(new URL(blobs.url).port);
    await expect(startEmbeddedBlobs({ port })).rejects.toThrow(`Port ${port} of this machine is in use`);
  });
});

describe('embedded blobs on disk', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'varde-blobs-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test('they survive a restart under the same key, which is private; a folder in use is refused', async () => {
    const directory = path.join(folder, 'restart');
    const first = await startEmbeddedBlobs({ directory });
    await (await container(first)).getBlockBlobClient('kept').uploadData(Buffer.from('kept'));
    await expect(startEmbeddedBlobs({ directory })).rejects.toThrow(/in use by another running Varde/);
    await first.stop();
    const second = await startEmbeddedBlobs({ directory, port: Number(new URL(first.url).port) });
    expect(second.connectionString).toBe(first.connectionString);
    expect(await text(await container(second), 'kept')).toBe('kept');
    await second.stop();
    expect((await stat(path.join(directory, 'account.key'))).mode & 0o777).toBe(0o600);
    expect(await readFile(path.join(directory, 'blobs.json'), 'utf8')).not.toContain(
      await readFile(path.join(directory, 'account.key'), 'utf8'),
    );
  });

  test('what was confirmed before a kill -9 is true after it: uploads are there, erased files stay erased', async () => {
    const directory = path.join(folder, 'killed');
    const script = `
      const { startEmbeddedBlobs } = await import(${JSON.stringify(module)});
      const { BlobServiceClient } = await import(${JSON.stringify(storage)});
      const blobs = await startEmbeddedBlobs({ directory: ${JSON.stringify(directory)} });
      const files = BlobServiceClient.fromConnectionString(blobs.connectionString).getContainerClient('files');
      await files.createIfNotExists();
      await files.getBlockBlobClient('erased').uploadData(Buffer.from('erased'));
      await Promise.all(Array.from({ length: 10 }, (_, i) => files.getBlockBlobClient('b' + i).uploadData(Buffer.from('n' + i))));
      await files.getBlobClient('erased').delete();
      console.log('confirmed');
      setInterval(() => undefined, 1_000_000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    child.kill('SIGKILL');
    // Also shows that Azurite itself prints nothing.
    expect(line).toBe('confirmed');
    await once(child, 'exit');

    const blobs = await startEmbeddedBlobs({ directory });
    const files = await container(blobs);
    const names: string[] = [];
    for await (const { name } of files.listBlobsFlat()) names.push(name);
    expect(names).toEqual(Array.from({ length: 10 }, (_, index) => `b${index}`));
    expect(await text(files, 'b7')).toBe('n7');
    await blobs.stop();
  }, 30_000);
});
