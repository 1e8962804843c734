import { createHash } from 'node:crypto';
import sharp, { type ResizeOptions } from 'sharp';
import type { PictureSize } from './blob-names.js';

/** A picture in one size, with nothing in it but what can be seen. */
export interface Rendition {
  readonly size: PictureSize;
  readonly content: Buffer;
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
}

/** The content is no picture that can be read, or one with more pixels than are taken. */
export class UnreadablePicture extends Error {}

/** 50 megapixels: more than telephones take, and what a decoder can hold in memory. */
const MAXIMUM_PIXELS = 50_000_000;
const MAXIMUM_SECONDS = 15;
const QUALITY = 82;

/** Squares for lists and cards, cut around what catches the eye, and the whole picture to look at. */
const sizes: readonly (ResizeOptions & { readonly size: PictureSize })[] = [
  { size: 'SMALL', width: 64, height: 64, fit: 'cover', position: sharp.strategy.attention },
  { size: 'MEDIUM', width: 256, height: 256, fit: 'cover', position: sharp.strategy.attention },
  { size: 'LARGE', width: 1024, height: 1024, fit: 'inside', withoutEnlargement: true },
];

// Each decoder that is not needed is one less that a hostile file can reach.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });
sharp.cache(false);
sharp.concurrency(1);

/**
 * Encodes a JPEG, PNG or WebP anew in every size, upright, as WebP without EXIF, GPS, comments or anything else that rode
 * along in the file.
 *
 * @throws UnreadablePicture
 */
export async function renderPicture(original: Buffer): Promise<Rendition[]> {
  const renditions: Rendition[] = [];
  for (const { size, ...resize } of sizes) renditions.push(await render(original, size, resize));
  return renditions;
}

async function render(original: Buffer, size: PictureSize, resize: ResizeOptions): Promise<Rendition> {
  try {
    const { data, info } = await sharp(original, { limitInputPixels: MAXIMUM_PIXELS, failOn: 'error', pages: 1 })
      .timeout({ seconds: MAXIMUM_SECONDS })
      .autoOrient()
      .resize(resize)
      .webp({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true });
    const sha256 = createHash('sha256').update(data).digest('hex');
    return { size, content: data, width: info.width, height: info.height, sha256 };
  } catch {
    // What the decoder says of a hostile file is of no use to anybody.
    throw new UnreadablePicture();
  }
}
