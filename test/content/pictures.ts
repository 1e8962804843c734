import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { Actor } from '../harness/actor.js';
import { type TestFile, upload } from './files.js';

export interface PictureReply {
  readonly person: {
    readonly version: number;
    readonly picture: {
      readonly small: string;
      readonly medium: string;
      readonly large: string;
      readonly expiresAt: string;
    } | null;
  } | null;
  readonly userErrors: readonly { readonly code: string; readonly field: string[]; readonly message: string }[];
}

const RESULT = 'person { version picture { small medium large expiresAt } } userErrors { code field message }';

/** What a telephone makes: upright by its EXIF alone, with the place where it was taken. */
export async function telephonePicture(width = 1600, height = 1200): Promise<TestFile> {
  const noise = { type: 'gaussian', mean: 120, sigma: 40 } as const;
  const content = await sharp({ create: { width, height, channels: 3, background: '#357', noise } })
    .withExif({
      IFD0: { Make: 'Telephone', Artist: 'Ada Lovelace', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 54/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '10/1 45/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  return { name: 'me.jpg', type: 'image/jpeg', content };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PNG of a few bytes that says it is 60,000 pixels wide and high: 14 GB of memory for who believes it. */
export function bomb(): TestFile {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(60_000, 0);
  header.writeUInt32BE(60_000, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const content = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(100_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { name: 'bomb.png', type: 'image/png', content };
}

/** Uploads a picture about somebody, the actor where nobody is named; answers the upload's id. */
export async function uploadPicture(actor: Actor, file: TestFile, personId?: string): Promise<string> {
  const { upload: done, userErrors } = await upload(actor, file, {
    purpose: 'PICTURE',
    ...(personId ? { personId } : {}),
  });
  if (!done) throw new Error(`The picture was refused: ${JSON.stringify(userErrors)}`);
  return done.id;
}

export const setPicture = async (
  actor: Actor,
  uploadId: string,
  expectedVersion = 1,
  personId?: string,
): Promise<PictureReply> =>
  (
    await actor.ask<{ setPicture: PictureReply }>(
      `mutation($input: SetPictureInput!) { setPicture(input: $input) { ${RESULT} } }`,
      { input: { uploadId, expectedVersion, personId } },
    )
  ).setPicture;

export const removePicture = async (actor: Actor, expectedVersion: number, personId?: string): Promise<PictureReply> =>
  (
    await actor.ask<{ removePicture: PictureReply }>(
      `mutation($input: RemovePictureInput!) { removePicture(input: $input) { ${RESULT} } }`,
      { input: { expectedVersion, personId } },
    )
  ).removePicture;
