import { createInflateRaw } from 'node:zlib';
import { type Entry, fromBufferPromise } from 'yauzl';
import { type Collector, Unreadable } from './collector.js';

const ENTRIES = 20_000;
const STORED = 0;
const DEFLATED = 8;

/** Office documents that open with a password only are no archives any more, but such containers. */
const CONTAINER = 0xd0cf_11e0;

/** The wanted parts of an archive by their names, unpacked as far as the limits allow. @throws Unreadable */
export async function unpack(
  content: Uint8Array,
  isWanted: (name: string) => boolean,
  collector: Collector,
): Promise<Map<string, Buffer>> {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.length);
  if (buffer.length > 4 && buffer.readUInt32BE(0) === CONTAINER) throw new Unreadable('ENCRYPTED');
  const archive = await fromBufferPromise(buffer, { lazyEntries: true, autoClose: false });
  if (archive.entryCount > ENTRIES) throw new Unreadable('TOO_LARGE');
  const parts = new Map<string, Buffer>();
  for await (const entry of archive.eachEntry()) {
    if (!isWanted(entry.fileName) || entry.fileName.endsWith('/')) continue;
    if (entry.isEncrypted()) throw new Unreadable('ENCRYPTED');
    const { fileDataStart } = await archive.readLocalFileHeaderPromise(entry, { minimal: true });
    parts.set(entry.fileName, await inflated(buffer, fileDataStart, entry, collector));
  }
  return parts;
}

/** What an entry says of its size is not believed: what comes out is counted as it comes. */
async function inflated(archive: Buffer, start: number, entry: Entry, collector: Collector): Promise<Buffer> {
  const packed = archive.subarray(start, start + entry.compressedSize);
  if (entry.compressionMethod === STORED) {
    collector.count(packed.length);
    return packed;
  }
  if (entry.compressionMethod !== DEFLATED) throw new Unreadable('UNSUPPORTED');
  const inflate = createInflateRaw();
  inflate.end(packed);
  const chunks: Buffer[] = [];
  for await (const chunk of inflate as AsyncIterable<Buffer>) {
    collector.count(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
