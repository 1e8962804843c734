import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl';
import { isOneRosterName } from './layout.js';
import { OneRosterError } from './problems.js';
import type { SetLimits, Source, SourceEntry } from './set.js';

const SMALL = 1024 * 1024;
const METHODS = [0, 8];

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
      entries.push({ path: name, size: entry.uncompressedSize, open: () => openEntry(zip, entry) });
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
  if (!METHODS.includes(entry.compressionMethod)) throw new OneRosterError('ZIP_METHOD_UNSUPPORTED');
  const { compressedSize, uncompressedSize } = entry;
  if (uncompressedSize > SMALL && uncompressedSize > compressedSize * limits.ratio) {
    throw new OneRosterError('COMPRESSION_SUSPICIOUS', { maximum: limits.ratio });
  }
}

async function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  try {
    const stream = await zip.openReadStreamPromise(entry);
    return Readable.from(checked(stream, entry), { objectMode: false, highWaterMark: 256 * 1024 });
  } catch (error) {
    throw asOneRosterError(error);
  }
}

/** The content of an entry, compared with its checksum at the end, which the library leaves to its caller. */
async function* checked(stream: Readable, entry: Entry): AsyncGenerator<Buffer> {
  let checksum = 0;
  try {
    for await (const chunk of stream) {
      checksum = crc32(chunk as Buffer, checksum);
      yield chunk as Buffer;
    }
  } catch (error) {
    throw asOneRosterError(error);
  }
  if (checksum !== entry.crc32) throw new OneRosterError('ZIP_DAMAGED');
}

function asOneRosterError(error: unknown): OneRosterError {
  if (error instanceof OneRosterError) return error;
  const encrypted = error instanceof Error && error.message === 'strong encryption is not supported';
  return new OneRosterError(encrypted ? 'ZIP_ENCRYPTED' : 'ZIP_DAMAGED');
}
