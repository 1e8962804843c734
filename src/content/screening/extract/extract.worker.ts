import { parentPort, workerData } from 'node:worker_threads';
import type { ExtractionLimits } from './extraction.types.js';
import { readFile } from './read-file.js';

/** What a thread is given to read. */
export interface Assignment {
  readonly content: Uint8Array;
  readonly mediaType: string;
  readonly limits: ExtractionLimits;
}

const { content, mediaType, limits } = workerData as Assignment;
parentPort?.postMessage(await readFile(content, mediaType, limits), []);
