import { inflateSync } from 'node:zlib';
import { getDocumentProxy } from 'unpdf';
import { type Collector, Unreadable } from './collector.js';

/** Packed streams may be packed again; more often than this nobody does. */
const LAYERS = 3;
/** What the programs that wrote the file say of themselves. */
const PROGRAMS = new Set([
  'Producer',
  'Creator',
  'PDFFormatVersion',
  'Language',
  'CreationDate',
  'ModDate',
  'EncryptFilterName',
]);
/** More streams than these no file of the size that is read has. */
const STREAMS = 100_000;
/** So many pages in a row that cannot be read say that the rest cannot either. */
const FAILURES = 10;

/** The text of a PDF page by page, its remarks, what is filled in, its links, and what it says of itself. */
export async function readPdf(content: Uint8Array, collector: Collector): Promise<void> {
  // Within the first kilobyte, as readers take it.
  if (!Buffer.from(content.subarray(0, 1024)).includes('%PDF-')) throw new Unreadable('CORRUPT');
  countStreams(Buffer.from(content.buffer, content.byteOffset, content.length), collector);
  const pdf = await open(content);
  await readInformation(pdf, collector);
  const pictures: number[] = [];
  let texts = 0;
  let failures = 0;
  for (let page = 1; page <= pdf.numPages && failures < FAILURES; page += 1) {
    if (page > collector.limits.pages) {
      collector.miss({ part: 'BODY', page }, 'TOO_LARGE');
      break;
    }
    try {
      if (await readPage(pdf, page, collector)) texts += 1;
      else pictures.push(page);
      failures = 0;
    } catch (error) {
      if (error instanceof Unreadable) throw error;
      collector.miss({ part: 'BODY', page }, 'CORRUPT');
      failures += 1;
    }
  }
  if (texts === 0 && pictures.length > 0) throw new Unreadable('SCANNED');
  for (const page of pictures) collector.miss({ part: 'BODY', page }, 'SCANNED');
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

async function open(content: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(content, {
      verbosity: 0,
      useSystemFonts: false,
      disableFontFace: true,
      enableXfa: false,
      maxImageSize: 1,
    });
  } catch (error) {
    throw new Unreadable(error instanceof Error && error.name === 'PasswordException' ? 'ENCRYPTED' : 'CORRUPT');
  }
}

/** Whether the page has text. */
async function readPage(pdf: Pdf, number: number, collector: Collector): Promise<boolean> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent({ includeMarkedContent: false });
  let text = '';
  for (const item of items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str;
  collector.add({ part: 'BODY', page: number }, text);
  for (const annotation of (await page.getAnnotations()) as Annotation[]) {
    const { contentsObj, titleObj, fieldValue, fieldName, url, unsafeUrl, alternativeText } = annotation;
    for (const said of [contentsObj?.str, titleObj?.str]) {
      if (said) collector.add({ part: 'COMMENT', page: number }, said);
    }
    for (const said of [fieldValue].flat()) {
      if (typeof said === 'string' && said) collector.add({ part: 'FIELD', page: number }, said, fieldName);
    }
    for (const said of [url ?? unsafeUrl, alternativeText])
      if (said) collector.add({ part: 'ATTRIBUTE', page: number }, said);
  }
  page.cleanup();
  return text.trim() !== '';
}

/** What this reader takes of an annotation: its types say that it may be anything. */
interface Annotation {
  readonly contentsObj?: { readonly str?: string };
  readonly titleObj?: { readonly str?: string };
  readonly fieldValue?: unknown;
  readonly fieldName?: string;
  readonly alternativeText?: string;
  readonly url?: string;
  readonly unsafeUrl?: string;
}

async function readInformation(pdf: Pdf, collector: Collector): Promise<void> {
  const { info } = await pdf.getMetadata();
  for (const [key, said] of Object.entries(info as Record<string, unknown>)) {
    if (!PROGRAMS.has(key) && typeof said === 'string' && /\p{L}{3}|\d{5}/u.test(said))
      collector.add({ part: 'METADATA' }, said);
  }
}

/**
 * Counts what the streams of the file unpack to before its pages are read, since a few kilobytes may become gigabytes: those
 * packed with Flate, the one way that packs so tightly, also when packed several times.
 */
function countStreams(file: Buffer, collector: Collector): void {
  let end = 0;
  let tried = 0;
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 6)) {
    const start = at + 6 + (file[at + 6] === 0x0d ? 2 : 1);
    if (!isFlate(file[start])) continue;
    tried += 1;
    if (tried > STREAMS) throw new Unreadable('TOO_LARGE');
    if (end >= 0 && end < start) end = file.indexOf('endstream', start);
    let packed: Buffer = file.subarray(start, end < 0 ? file.length : end);
    for (let layer = 0; layer < LAYERS && isFlate(packed[0]); layer += 1) {
      try {
        packed = inflateSync(packed, { maxOutputLength: collector.remaining + 1, finishFlush: 2 });
      } catch (error) {
        if (error instanceof RangeError) throw new Unreadable('TOO_LARGE');
        break;
      }
      collector.count(packed.length);
    }
  }
}

/** Whether it is the first byte of what Flate packs (RFC 1950, 2.2). */
const isFlate = (byte: number | undefined): boolean => byte !== undefined && byte % 16 === 8;
