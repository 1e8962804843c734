import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';

const opened = (archive: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(archive, { lazyEntries: true }, (error, zip) =>
      zip ? resolve(zip) : reject(error ?? new Error('no zip')),
    );
  });

const contentOf = async (zip: ZipFile, entry: Entry): Promise<Buffer> => {
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, found) => (found ? resolve(found) : reject(error ?? new Error('no content'))));
  });
  return buffer(stream);
};

/** The files of an archive by path. */
export async function unzip(archive: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const zip = await opened(archive);
  const ended = once(zip, 'end');
  zip.on('entry', (entry: Entry) => {
    contentOf(zip, entry)
      .then((content) => files.set(entry.fileName, content))
      .then(
        () => zip.readEntry(),
        (error: unknown) => zip.emit('error', error),
      );
  });
  zip.readEntry();
  await ended;
  return files;
}

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

export const jsonOf = <T>(files: ReadonlyMap<string, Buffer>, path: string): T =>
  JSON.parse(files.get(path)?.toString('utf8') ?? 'null') as T;

export type Rows = readonly Readonly<Record<string, unknown>>[];
