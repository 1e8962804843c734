import { Collector, reasonOf, Unreadable } from './collector.js';
import type { Extraction, ExtractionLimits } from './extraction.types.js';

type Reader = (content: Uint8Array, collector: Collector) => void | Promise<void>;

const office = 'application/vnd.openxmlformats-officedocument';
const open = 'application/vnd.oasis.opendocument';

const readOffice = async (): Promise<Reader> => {
  const reader = await import('./office.reader.js');
  return (content, collector) =>
    reader.readOffice(content, collector, (file, name) => readAttached(file, '', name, collector));
};

/** Each reader is loaded when a file of its type comes, since each file has a thread of its own. */
const readers: Readonly<Record<string, () => Promise<Reader>>> = {
  'text/plain': async () => (await import('./text.reader.js')).readText,
  'text/csv': async () => (await import('./csv.reader.js')).readCsv,
  'text/html': async () => (await import('./html.reader.js')).readHtml,
  'application/pdf': async () => (await import('./pdf.reader.js')).readPdf,
  'message/rfc822': async () => {
    const reader = await import('./email.reader.js');
    return (content, collector) =>
      reader.readEmail(content, collector, (file, mediaType, name) => readAttached(file, mediaType, name, collector));
  },
  [`${office}.wordprocessingml.document`]: readOffice,
  [`${office}.presentationml.presentation`]: readOffice,
  [`${office}.spreadsheetml.sheet`]: async () => {
    const reader = await import('./workbook.reader.js');
    return (content, collector) =>
      reader.readWorkbook(content, collector, (file, name) => readAttached(file, '', name, collector));
  },
  [`${open}.text`]: readOffice,
  [`${open}.spreadsheet`]: readOffice,
};

/** The media types whose text is read. */
export const readableTypes: readonly string[] = Object.keys(readers);

/** The types of files within files, by the ends of their names: what their senders call them is not always so. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/\.(?:txt|text|log|md|ics|vcf)$/i, 'text/plain'],
  [/\.(?:csv|tsv)$/i, 'text/csv'],
  [/\.html?$/i, 'text/html'],
  [/\.pdf$/i, 'application/pdf'],
  [/\.eml$/i, 'message/rfc822'],
  [/\.docx$/i, `${office}.wordprocessingml.document`],
  [/\.pptx$/i, `${office}.presentationml.presentation`],
  [/\.xlsx$/i, `${office}.spreadsheetml.sheet`],
  [/\.odt$/i, `${open}.text`],
  [/\.ods$/i, `${open}.spreadsheet`],
];

async function readAttached(content: Uint8Array, mediaType: string, name: string, collector: Collector): Promise<void> {
  const type = readers[mediaType] ? mediaType : BY_NAME.find(([end]) => end.test(name))?.[1];
  // Cards and dates of calendars are texts, too.
  const load = readers[type ?? (mediaType.startsWith('text/') ? 'text/plain' : '')];
  if (!load) throw new Unreadable('UNSUPPORTED');
  await (await load())(content, collector);
}

/** Reads a file in this thread: what `extractText` has done in a thread that can be stopped. */
export async function readFile(content: Uint8Array, mediaType: string, limits: ExtractionLimits): Promise<Extraction> {
  const collector = new Collector(limits);
  try {
    await readAttached(content, mediaType, '', collector);
  } catch (error) {
    collector.miss({ part: 'BODY' }, reasonOf(error));
  }
  return collector.extraction;
}
