import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl';
import { isOneRosterName } from './layout.js';
import { OneRosterError } from './problems.js';
import type { SetLimits, Source, SourceEntry } from './set.js';

const SMALL = 1024 * 1024;
const CHUNK = 128 * 1024;
const STORED = 0;
const DEFLATED = 8;

/**
 * The files of a ZIP archive on disk. Only the directory is read here; the bounds are on what it declares, and reading
 * an entry stops where the declared size is passed, so they hold for what comes out too.
 *
 * @throws OneRosterError NOT_A_ZIP, ZIP_DAMAGED, ZIP_ENCRYPTED, ZIP_METHOD_UNSUPPORTED, UNSAFE_PATH, TOO_MANY_ENTRIES,
 *   COMPRESSION_SUSPICIOUS
 */
export async function openZip(path: string, limits: SetLimits): Promise<Source> {
  const zip = await openArchive(path);
  // What goes wrong is told by the call that it goes wrong in; an event without a listener would end the process.
  zip.on('error', () => {});
  try {
    if (zip.entryCount > limits.entries) throw new OneRosterError('TOO_MANY_ENTRIES', { maximum: limits.entries });
    const entries: SourceEntry[] = [];
    for await (const entry of zip.eachEntry()) {
      const name = safeName(entry);
      if (name.endsWith('/')) continue;
      if (isOneRosterName(name)) checkEntry(entry, limits);
      entries.push({ path: name, size: entry.uncompressedSize, open: () => openEntry(path, zip, entry) });
    }
    return { entries, close: async () => zip.close() };
  } catch (error) {
    zip.close();
    throw asOneRosterError(error);
  }
}

async function openArchive(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false });
  } catch {
    throw new OneRosterError('NOT_A_ZIP');
  }
}

/** A name that stays inside the archive's own folder; one that does not says that the whole archive is hostile. */
function safeName(entry: Entry): string {
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
  if (validateFileName(name) !== null || name.includes('\0')) {
    throw new OneRosterError('UNSAFE_PATH', { reason: 'OUTSIDE_ARCHIVE' });
  }
  return name;
}

function checkEntry(entry: Entry, limits: SetLimits): void {
  if (entry.isEncrypted()) throw new OneRosterError('ZIP_ENCRYPTED');
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw new OneRosterError('ZIP_METHOD_UNSUPPORTED');
  }
  const { compressedSize, uncompressedSize } = entry;
  if (uncompressedSize > SMALL && uncompressedSize > compressedSize * limits.ratio) {
    throw new OneRosterError('COMPRESSION_SUSPICIOUS', { maximum: limits.ratio });
  }
}

/**
 * The content of an entry. Read and unpacked here, since a stream of the library that is given up while another of the
 * same archive is being read ends the process: its read waits in their common queue and finds its file gone.
 */
async function openEntry(path: string, zip: ZipFile, entry: Entry): Promise<Readable> {
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    return Readable.from(checked(packed(path, fileDataStart, entry), entry), { objectMode: false });
  } catch (error) {
    throw asOneRosterError(error);
  }
}

function packed(path: string, start: number, entry: Entry): Readable {
  if (entry.compressedSize === 0) return Readable.from([]);
  const end = start + entry.compressedSize - 1;
  const bytes = createReadStream(path, { start, end, highWaterMark: CHUNK });
  if (entry.compressionMethod === STORED) return bytes;
  // A failure of either ends the last one, from which it is read.
  return pipeline(bytes, createInflateRaw({ chunkSize: CHUNK }), () => {});
}

/** The content of an entry, held to its declared size as it comes, and to its checksum at the end. */
async function* checked(stream: Readable, entry: Entry): AsyncGenerator<Buffer> {
  let checksum = 0;
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > entry.uncompressedSize) throw new OneRosterError('ZIP_DAMAGED');
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    throw asOneRosterError(error);
  }
  if (size !== entry.uncompressedSize || checksum !== entry.crc32) throw new OneRosterError('ZIP_DAMAGED');
}

function asOneRosterError(error: unknown): OneRosterError {
  if (error instanceof OneRosterError) return error;
  const encrypted = error instanceof Error && error.message === 'strong encryption is not supported';
  return new OneRosterError(encrypted ? 'ZIP_ENCRYPTED' : 'ZIP_DAMAGED');
}
