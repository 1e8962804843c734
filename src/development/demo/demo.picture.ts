import { createHash } from 'node:crypto';
import sharp from 'sharp';

const cells = 6;
const pixelsPerCell = 80;

/** A picture (PNG) that stands for a person without showing one: a mirrored pattern that the name decides. */
export async function demoPicture(name: string): Promise<Buffer> {
  const digest = createHash('sha256').update(name).digest();
  const colour = [0, 1, 2].map((index) => 70 + ((digest[index] ?? 0) % 130));
  const pixels = Buffer.alloc(cells * cells * 3, 0xf0);
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      const mirrored = Math.min(column, cells - 1 - column);
      const isFilled = ((digest[3 + row * (cells / 2) + mirrored] ?? 0) & 1) === 1;
      if (isFilled) pixels.set(colour, (row * cells + column) * 3);
    }
  }
  const size = cells * pixelsPerCell;
  return sharp(pixels, { raw: { width: cells, height: cells, channels: 3 } })
    .resize(size, size, { kernel: 'nearest' })
    .png()
    .toBuffer();
}
