import { Worker } from 'node:worker_threads';
import type { Assignment, Report } from './extract.worker.js';
import type { Extraction, ExtractionLimits, Place, Segment } from './extraction.types.js';
import { readableTypes } from './read-file.js';

const MEBI = 1024 * 1024;

/** What reading a file of the largest size that can be uploaded may cost. */
export const defaultLimits: ExtractionLimits = {
  bytes: 64 * MEBI,
  unpackedBytes: 256 * MEBI,
  characters: 32 * MEBI,
  segments: 250_000,
  pages: 5_000,
  nesting: 5,
  milliseconds: 60_000,
  mebibytes: 512,
};

/** How much more than its heap a thread may take, in MiB: the file, what it unpacks to, and what others take meanwhile. */
const BUFFERS = 1024;

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

/**
 * The texts of a file with their places, or why it cannot be read. It is read in a thread of its own, with a memory of its
 * own, that is stopped when its time is up: files come from anybody. The thread knows nothing of the process's environment,
 * and what its libraries print goes nowhere.
 *
 * @throws the reason of the signal, when that is given up first
 */
export async function extractText(
  content: Uint8Array,
  mediaType: string,
  options: Partial<ExtractionLimits> & { readonly signal?: AbortSignal } = {},
): Promise<Extraction> {
  const { signal, ...given } = options;
  const limits = { ...defaultLimits, ...given };
  signal?.throwIfAborted();
  if (!readableTypes.includes(mediaType)) return { unreadable: 'UNSUPPORTED' };
  if (content.length > limits.bytes) return { unreadable: 'TOO_LARGE' };
  const own = Uint8Array.from(content);
  const worker = new Worker(new URL('./extract.worker.js', import.meta.url), {
    workerData: { content: own, mediaType, limits } satisfies Assignment,
    transferList: [own.buffer],
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: limits.mebibytes, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  const outcome = Promise.withResolvers<Extraction>();
  const segments: Segment[] = [];
  worker.on('message', (report: Report) => {
    if ('extraction' in report) {
      outcome.resolve('segments' in report.extraction ? { ...report.extraction, segments } : report.extraction);
      return;
    }
    for (const segment of report.some) segments.push(segment);
    // Others get their turn before the next ones come.
    setImmediate(() => worker.postMessage('next', []));
  });
  worker.once('error', (error) => outcome.resolve({ unreadable: isOutOfMemory(error) ? 'TOO_LARGE' : 'CORRUPT' }));
  worker.once('exit', () => outcome.resolve({ unreadable: 'CORRUPT' }));
  const timer = setTimeout(() => outcome.resolve({ unreadable: 'TIMED_OUT' }), limits.milliseconds);
  const before = process.memoryUsage.rss();
  // The limits of a thread do not count its buffers; the process does.
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() - before > (limits.mebibytes + BUFFERS) * MEBI)
      outcome.resolve({ unreadable: 'TOO_LARGE' });
  }, 100);
  const giveUp = () => outcome.reject(signal?.reason);
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await outcome.promise;
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    signal?.removeEventListener('abort', giveUp);
    await worker.terminate();
  }
}

/** The place of a finding that begins at an offset of a segment's text: where lines are counted, its line. */
export function placeWithin({ place, text }: Segment, offset: number): Place {
  if (place.line === undefined) return place;
  return { ...place, line: place.line + text.slice(0, offset).split('\n').length - 1 };
}
