import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { Extraction, ExtractionLimits, Segment } from './extraction.types.js';
import { readFile } from './read-file.js';

/** What a thread is given to read. */
export interface Assignment {
  readonly content: Uint8Array;
  readonly mediaType: string;
  readonly limits: ExtractionLimits;
}

/** What it tells, as often as it is asked to go on: some of the segments, and in the end the extraction without them. */
export type Report = { readonly some: readonly Segment[] } | { readonly extraction: Extraction };

/** So many segments are handed over at a time: taking them in holds up the one who asked. */
const AT_A_TIME = 1000;

const { content, mediaType, limits } = workerData as Assignment;
const extraction = await readFile(content, mediaType, limits);
if ('segments' in extraction) {
  for (let at = 0; at < extraction.segments.length; at += AT_A_TIME) {
    tell({ some: extraction.segments.slice(at, at + AT_A_TIME) });
    if (parentPort) await once(parentPort, 'message');
  }
}
tell({ extraction: 'segments' in extraction ? { ...extraction, segments: [] } : extraction });
parentPort?.close();

function tell(report: Report): void {
  parentPort?.postMessage(report, []);
}
