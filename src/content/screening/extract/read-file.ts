import { Collector, Unreadable } from './collector.js';
import type { Extraction, ExtractionLimits } from './extraction.types.js';

/** Takes the texts out of a content of one media type. */
export type Reader = (content: Uint8Array, collector: Collector) => void | Promise<void>;

/** Each reader is loaded when a file of its type comes, since each file has a thread of its own. */
const readers: Readonly<Record<string, () => Promise<Reader>>> = {
  'text/plain': async () => (await import('./text.reader.js')).readText,
};

/** The media types whose text is read. */
export const readableTypes: readonly string[] = Object.keys(readers);

/** Reads a file in this thread: what `extractText` has done in a thread that can be stopped. */
export async function readFile(content: Uint8Array, mediaType: string, limits: ExtractionLimits): Promise<Extraction> {
  const collector = new Collector(limits);
  const load = readers[mediaType];
  if (!load) return { unreadable: 'UNSUPPORTED' };
  try {
    await (await load())(content, collector);
  } catch (error) {
    collector.miss({ part: 'BODY' }, error instanceof Unreadable ? error.reason : 'CORRUPT');
  }
  return collector.extraction;
}
