import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { systemClock } from '../../src/base/clock.js';
import { newId, parseGlobalId } from '../../src/base/ids.js';
import { BlobRemovals, blobsOfPerson, blobsOfTenant, UploadSweep } from '../../src/content/index.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { eventually, stage, text, upload } from './files.js';
import { bomb, removePicture, setPicture, telephonePicture, uploadPicture } from './pictures.js';

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
});

afterAll(() => world.close());

const uuid = (globalId: string): string => parseGlobalId(globalId)?.id ?? '';
const load = async (url: string | undefined) => Buffer.from(await (await fetch(url ?? '')).arrayBuffer());
/** The kinds of the chunks of a WebP file, to its very last byte: names could turn up in the pixels by chance. */
const chunksOf = (webp: Buffer): string[] => {
  const kinds: string[] = [];
  for (let at = 12; at < webp.length; at += 8 + webp.readUInt32LE(at + 4) + (webp.readUInt32LE(at + 4) % 2)) {
    kinds.push(webp.toString('latin1', at, at + 4));
  }
  return kinds;
};
const namesUnder = async (prefix: string): Promise<string[]> => {
  const names: string[] = [];
  for await (const { name, size } of world.app.blobs.list(school.id, prefix)) if (size > 0) names.push(name);
  return names;
};

describe('setPicture', () => {
  test('shows the picture upright in three sizes, without place or anything else that rode along', async () => {
    const ada = await school.endUser();
    const file = await telephonePicture();
    expect((await sharp(file.content).metadata()).exif?.toString('latin1')).toContain('Ada Lovelace');
    const payload = Buffer.concat([file.content, Buffer.from('<script>alert(1)</script>')]);
    const uploadId = await uploadPicture(ada, { ...file, content: payload });
    const { person, userErrors } = await setPicture(ada, uploadId);
    expect(userErrors).toEqual([]);
    expect(person?.version).toBe(2);
    const dimensions = [];
    for (const url of [person?.picture?.small, person?.picture?.medium, person?.picture?.large]) {
      const content = await load(url);
      const { format, width, height, exif, xmp, iptc, icc, orientation } = await sharp(content).metadata();
      expect({ format, exif, xmp, iptc, icc, orientation }).toEqual({ format: 'webp' });
      expect(chunksOf(content)).toEqual(['VP8 ']);
      dimensions.push([width, height]);
    }
    expect(dimensions).toEqual([
      [64, 64],
      [256, 256],
      [768, 1024],
    ]);
  });

  test('leaves nothing of the original, and nothing of the picture before', async () => {
    const ada = await school.endUser();
    const first = await uploadPicture(ada, await telephonePicture());
    const { person } = await setPicture(ada, first);
    const second = await uploadPicture(ada, await telephonePicture(300, 300));
    const { person: changed } = await setPicture(ada, second, person?.version);
    expect(changed?.picture?.large).not.toBe(person?.picture?.large);
    for (const id of [first, second].map(uuid)) {
      await eventually(async () => (await world.app.blobs.size(school.id, `files/${id}`)) === null);
      expect(await school.rows('select 1 from upload where id = $1', [id])).toEqual([]);
    }
    await eventually(async () => (await namesUnder(`pictures/${uuid(first)}/`)).length === 0);
    expect(await namesUnder(`pictures/${uuid(second)}/`)).toHaveLength(3);
    expect((await fetch(person?.picture?.small ?? '')).status).toBe(404);
  });

  test('setting the same upload again, as after a lost answer, answers the same', async () => {
    const ada = await school.endUser();
    const uploadId = await uploadPicture(ada, await telephonePicture(200, 100));
    await setPicture(ada, uploadId);
    const again = await setPicture(ada, uploadId);
    expect(again.userErrors).toEqual([]);
    expect(again.person?.version).toBe(2);
  });

  test('of several at the same time one wins, and of the others nothing is left', async () => {
    const ada = await school.endUser();
    const first = await uploadPicture(ada, await telephonePicture(200, 100));
    const second = await uploadPicture(ada, await telephonePicture(100, 200));
    const answers = await Promise.all([first, first, second].map((id) => setPicture(ada, id)));
    const stale = { person: null, userErrors: [{ code: 'STALE_VERSION' }] };
    const set = { person: { version: 2 }, userErrors: [] };
    const [row] = await school.rows<{ id: string }>('select upload_id as id from picture where person_id = $1', [
      ada.ids?.personId,
    ]);
    const expected = row?.id === uuid(first) ? [set, set, stale] : [stale, stale, set];
    expect(answers).toMatchObject(expected);
    const loser = row?.id === uuid(first) ? second : first;
    await eventually(async () => (await namesUnder(`pictures/${uuid(loser)}/`)).length === 0);
    expect(await namesUnder(`pictures/${row?.id}/`)).toHaveLength(3);
    await eventually(
      async () => (await school.rows('select 1 from blob_removal where holder_id is not null')).length === 0,
    );
  });

  test('a stale version changes nothing; the current one does', async () => {
    const ada = await school.endUser();
    const uploadId = await uploadPicture(ada, await telephonePicture(200, 100));
    expect((await setPicture(ada, uploadId, 7)).userErrors).toMatchObject([{ code: 'STALE_VERSION' }]);
    expect((await setPicture(ada, uploadId, 1)).userErrors).toEqual([]);
  });

  test('an oversized picture is refused without being unpacked, and a broken one too; the old picture stays', async () => {
    const ada = await school.endUser();
    await setPicture(ada, await uploadPicture(ada, await telephonePicture(200, 100)));
    const whole = await telephonePicture(400, 300);
    const broken = { ...whole, content: whole.content.subarray(0, 3000) };
    for (const file of [bomb(), broken]) {
      const refused = await setPicture(ada, await uploadPicture(ada, file), 2);
      expect(refused).toMatchObject({ person: null, userErrors: [{ code: 'INVALID', field: ['input', 'uploadId'] }] });
    }
    const { viewer } = await ada.ask<{ viewer: { person: { picture: { small: string } } } }>(
      '{ viewer { person { picture { small } } } }',
    );
    expect((await load(viewer.person.picture.small)).length).toBeGreaterThan(0);
  });

  test('only a completed picture about the person is one', async () => {
    const ada = await school.endUser();
    const ben = await school.endUser();
    const picture = await telephonePicture(100, 100);
    const others = await uploadPicture(ben, picture);
    const attachment = (await upload(ada, picture)).upload?.id ?? '';
    const staged = (await stage(ada, picture, { purpose: 'PICTURE' })).upload?.id ?? '';
    for (const [id, code] of [
      [others, 'NOT_FOUND'],
      [attachment, 'NOT_FOUND'],
      ['bm90aGluZw', 'NOT_FOUND'],
      [staged, 'CONFLICT'],
    ] as const) {
      expect((await setPicture(ada, id)).userErrors).toMatchObject([{ code, field: ['input', 'uploadId'] }]);
    }
    expect((await setPicture(ben, others)).userErrors).toEqual([]);
  });

  test('counts against the quota with what is kept', async () => {
    const tenant = await world.tenant();
    const ada = await tenant.endUser();
    const file = await telephonePicture();
    await setPicture(ada, await uploadPicture(ada, file));
    const [row] = await tenant.rows<{ bytes: string }>('select sum(bytes) as bytes from picture');
    const controller = await tenant.controller();
    const { storage } = await controller.ask<{ storage: { usedBytes: number } }>('{ storage { usedBytes } }');
    expect(storage.usedBytes).toBe(Number(row?.bytes));
  });
});

describe('removePicture', () => {
  test('removes every rendition, and does so once', async () => {
    const ada = await school.endUser();
    const uploadId = await uploadPicture(ada, await telephonePicture(200, 100));
    await setPicture(ada, uploadId);
    expect(await removePicture(ada, 2)).toMatchObject({ person: { picture: null, version: 3 }, userErrors: [] });
    await eventually(async () => (await namesUnder(`pictures/${uuid(uploadId)}/`)).length === 0);
    expect(await removePicture(ada, 3)).toMatchObject({ person: { picture: null, version: 3 }, userErrors: [] });
    expect((await removePicture(ada, 2)).userErrors).toMatchObject([{ code: 'STALE_VERSION' }]);
  });
});

describe('blobs are never lost track of', () => {
  test('the catalogue names all of a person’s and of a tenant’s', async () => {
    const tenant = await world.tenant();
    const ada = await tenant.endUser();
    const ben = await tenant.endUser();
    await upload(ada, text('a file'));
    await stage(ada, text('staged'));
    await setPicture(ada, await uploadPicture(ada, await telephonePicture(200, 100)));
    await upload(ben, text('another’s'));
    const [ofAda, all] = await world.app.database.transaction({ tenantId: tenant.id }, async (db) => [
      await blobsOfPerson(db, world.app.catalogue, ada.ids?.personId ?? ''),
      await blobsOfTenant(db, world.app.catalogue),
    ]);
    expect(ofAda.map(({ element }) => element).sort()).toEqual([
      ...Array.from({ length: 3 }, () => 'picture.blobName'),
      'upload.blobName',
      'upload.blobName',
    ]);
    const stored: string[] = [];
    await eventually(
      async () => (await tenant.rows('select 1 from blob_removal where removed_at is null')).length === 0,
    );
    for await (const { name, size } of world.app.blobs.list(tenant.id, '')) if (size > 0) stored.push(name);
    const named = new Set(all.map(({ blobName }) => blobName));
    expect(stored.filter((name) => !named.has(name))).toEqual([]);
    expect(all).toHaveLength(6);
  });

  test('a removal that was decided and then cut off is made up for', async () => {
    const name = `files/${newId()}`;
    await world.app.blobs.write(school.id, name, Buffer.from('x'), 'text/plain');
    const removals = new BlobRemovals(world.app.database, world.app.blobs, () => undefined);
    await world.app.database.transaction({ tenantId: school.id }, (db) => removals.schedule(db, [name]));
    expect(await world.app.blobs.size(school.id, name)).toBe(1);
    await world.app.sweep();
    expect(await world.app.blobs.size(school.id, name)).toBeNull();
    expect(await school.rows('select 1 from blob_removal where blob_name = $1', [name])).toEqual([]);
  });

  test('blobs that no row knows of are removed once they are old enough, and only those', async () => {
    const ada = await school.endUser();
    await setPicture(ada, await uploadPicture(ada, await telephonePicture(100, 100)));
    await upload(ada, text('kept'));
    const orphans = [`files/${newId()}`, `staged/${newId()}`, `pictures/${newId()}/small.webp`, 'files/no-id'];
    for (const name of orphans) await world.app.blobs.write(school.id, name, Buffer.from('x'), 'text/plain');
    const kept = (await namesUnder('')).filter((name) => !orphans.includes(name));
    const fail = (error: unknown) => {
      throw error;
    };
    const sweepAt = (hours: number) => {
      const clock = { now: () => new Date(systemClock.now().getTime() + hours * 3_600_000) };
      const removals = new BlobRemovals(world.app.database, world.app.blobs, fail);
      return new UploadSweep(world.app.database, world.app.blobs, removals, clock, fail).run();
    };
    await sweepAt(0);
    expect(await namesUnder('')).toEqual(expect.arrayContaining(orphans));
    await school.rows(`update upload set expires_at = null where state = 'COMPLETE'`);
    await sweepAt(3);
    const left = await namesUnder('');
    expect(left.filter((name) => orphans.includes(name))).toEqual([]);
    expect(left).toEqual(expect.arrayContaining(kept.filter((name) => !name.startsWith('staged/'))));
  });
});
