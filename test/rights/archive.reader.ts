import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fromBuffer } from 'yauzl';

/** The files of an archive by path. */
export async function unzip(archive: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const zip = await new Promise<import('yauzl').ZipFile>((resolve, reject) => {
    fromBuffer(archive, { lazyEntries: true }, (error, opened) => (opened ? resolve(opened) : reject(error)));
  });
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: import('yauzl').Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (!stream) return reject(error);
        buffer(Readable.from(stream)).then((content) => {
          files.set(entry.fileName, content);
          zip.readEntry();
        }, reject);
      });
    });
    zip.on('end', resolve);
    zip.on('error', reject);
    zip.readEntry();
  });
  return files;
}

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

export const jsonOf = <T>(files: ReadonlyMap<string, Buffer>, path: string): T =>
  JSON.parse(files.get(path)?.toString('utf8') ?? 'null') as T;

export type Rows = readonly Readonly<Record<string, unknown>>[];
