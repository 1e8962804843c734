import { fileTypeFromBuffer } from 'file-type';
import { fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';
import { type FileType, fileTypes } from './file-types.js';

/** What was kept of a content while it streamed by. */
export interface Sample {
  readonly head: Buffer;
  readonly tail: Buffer;
  readonly size: number;
  /** Whether no byte of it is one that texts do not hold. */
  readonly isText: boolean;
}

const office: Readonly<Record<string, string>> = {
  'word/document.xml': 'docx',
  'xl/workbook.xml': 'xlsx',
  'ppt/presentation.xml': 'pptx',
};
const ODF = /^mimetype(application\/vnd\.oasis\.opendocument\.(?:text|spreadsheet))PK/;
const MAXIMUM_ENTRIES = 20_000;

const startsAsZip = (head: Buffer): boolean => head.length >= 4 && head.readUInt32BE(0) === 0x504b_0304;

/** Begins of texts that are more than text: scripts in a picture's clothes, and documents of other programs. */
const DISGUISED = /^\ufeff?\s*(?:%PDF-|%!PS|\{\\rtf|<\?php|#!)/;
const SVG = /^\ufeff?\s*(?:<\?xml[^>]{0,500}>\s*)?(?:<!--[^]{0,2000}?-->\s*)?(?:<!DOCTYPE\s+svg|<svg[\s>])/i;

/**
 * The media type that a content is, or null for one that is not taken or cannot be told. Texts look alike, so that which
 * of them it is follows what was `declared`.
 */
export async function detectFileType(sample: Sample, declared: FileType): Promise<string | null> {
  if (startsAsZip(sample.head)) return detectContainer(sample);
  const found = await fileTypeFromBuffer(sample.head);
  const listed = fileTypes.find(({ mediaType, recognition }) => recognition === 'magic' && mediaType === found?.mime);
  if (listed) return listed.mediaType;
  if (declared.recognition === 'text' && isPlainText(sample)) return declared.mediaType;
  // Told to the caller, and refused: it is none of the listed types.
  return found?.mime ?? null;
}

function isPlainText({ head, isText }: Sample): boolean {
  if (!isText) return false;
  const start = head.subarray(0, 4096).toString('utf8');
  return !SVG.test(start) && !DISGUISED.test(start);
}

/** Reads from the end of a file, which is where a ZIP archive tells what it holds. */
class TailReader extends RandomAccessReader {
  constructor(private readonly sample: Sample) {
    super();
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null) => void,
  ): void {
    const { tail, size } = this.sample;
    const start = position - (size - tail.length);
    if (start < 0) return done(new Error('the directory of the archive is too large'));
    tail.copy(buffer, offset, start, start + length);
    done(null);
  }
}

/** An office document, or an archive; null for one that is broken, hides names, or carries macros. */
async function detectContainer(sample: Sample): Promise<string | null> {
  const openDocument = ODF.exec(sample.head.subarray(30, 120).toString('latin1'))?.[1];
  try {
    const names = await entryNames(sample);
    if ([...names].some((name) => /vbaProject\.bin$|^Basic\/|^Scripts\//i.test(name))) return null;
    if (openDocument) return names.has('content.xml') ? openDocument : null;
    const main = Object.keys(office).find((name) => names.has(name));
    if (!main || !names.has('[Content_Types].xml')) return 'application/zip';
    return fileTypes.find(({ extensions }) => extensions.includes(office[main] ?? ''))?.mediaType ?? null;
  } catch {
    return null;
  }
}

async function entryNames(sample: Sample): Promise<ReadonlySet<string>> {
  const zip = await fromRandomAccessReaderPromise(new TailReader(sample), sample.size, {});
  // What goes wrong is told by the call that it goes wrong in; an event without a listener would end the process.
  zip.on('error', () => {});
  try {
    if (zip.entryCount > MAXIMUM_ENTRIES) throw new Error('the archive holds too many entries');
    const names = new Set<string>();
    for await (const entry of zip.eachEntry()) names.add(entry.fileName);
    return names;
  } finally {
    zip.close();
  }
}
