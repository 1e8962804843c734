import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { BlobStore } from '../base/blobs/blob-store.js';
import { stagedName, storedName } from './blob-names.js';
import { detectFileType, type Sample } from './file-detection.js';
import type { FileType } from './file-types.js';
import type { MalwareScanner } from './malware-scanner.js';

/** What an upload turned out to be. */
export interface Measurement {
  readonly bytes: number;
  readonly sha256: string;
  /** Null for a type that is not taken, or cannot be told. */
  readonly mediaType: string | null;
  /** False where there is no scanner to ask. */
  readonly isMalware: boolean;
}

/** What is to be measured, by what it was declared as. */
export interface MeasuringTask {
  readonly tenantId: string;
  readonly id: string;
  /** In bytes. */
  readonly maximum: number;
  readonly declared: FileType;
  /** Stops it. */
  readonly signal: AbortSignal;
}

const HEAD_BYTES = 64 * 1024;
const TAIL_BYTES = 1024 * 1024;

/** The content was longer than it may be: reading it stopped there. */
export class TooLong extends Error {}

/** Looks at a content as it passes: hashes and counts it, keeps its beginning and end, and stops it where it is too long. */
class Gauge extends Transform {
  private readonly hash = createHash('sha256');
  private readonly head: Buffer[] = [];
  private tail: Buffer[] = [];
  private tailBytes = 0;
  private size = 0;
  private isText = true;

  constructor(private readonly maximum: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: string, callback: TransformCallback): void {
    const before = this.size;
    this.size += chunk.length;
    if (this.size > this.maximum) return callback(new TooLong());
    this.hash.update(chunk);
    if (before < HEAD_BYTES) this.head.push(chunk.subarray(0, HEAD_BYTES - before));
    this.keepTail(chunk);
    this.isText &&= !holdsControls(chunk);
    callback(null, chunk);
  }

  result(): { readonly sha256: string; readonly sample: Sample } {
    const head = Buffer.concat(this.head);
    const tail = Buffer.concat(this.tail).subarray(-TAIL_BYTES);
    return { sha256: this.hash.digest('hex'), sample: { head, tail, size: this.size, isText: this.isText } };
  }

  private keepTail(chunk: Buffer): void {
    this.tail.push(chunk);
    this.tailBytes += chunk.length;
    if (this.tailBytes < 2 * TAIL_BYTES) return;
    const kept = Buffer.concat(this.tail).subarray(-TAIL_BYTES);
    // Copied, so that the chunks before it are let go.
    this.tail = [Buffer.from(kept)];
    this.tailBytes = kept.length;
  }
}

/** Control bytes other than tab, line feed, form feed and carriage return, which no text in an ASCII superset holds. */
function holdsControls(chunk: Buffer): boolean {
  for (const byte of chunk) {
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) return true;
    if (byte === 127) return true;
  }
  return false;
}

/**
 * Measures a staged blob in one pass and writes what it measured to the upload's final name, which no client's address
 * reaches. Answers null when there is no staged blob.
 *
 * @throws TooLong when there is more than the `maximum` of bytes; BlobExists when there is something of the final name;
 *   Fault UNAVAILABLE when there is a scanner that cannot be asked
 */
export async function measure(
  blobs: BlobStore,
  upload: MeasuringTask,
  scanner: MalwareScanner | null,
): Promise<Measurement | null> {
  const { tenantId, id, signal } = upload;
  const content = await blobs.read(tenantId, stagedName(id), signal);
  if (!content) return null;
  const gauge = new Gauge(upload.maximum);
  // The writer below learns of it from the stream that it reads.
  content.on('error', (error) => gauge.destroy(error));
  gauge.on('close', () => content.destroy());
  await blobs.create(tenantId, storedName(id), content.pipe(gauge), 'application/octet-stream', signal);
  const { sha256, sample } = gauge.result();
  const mediaType = await detectFileType(sample, upload.declared);
  // What was measured is scanned, not what lies where a client can write.
  const measured = scanner && (await blobs.read(tenantId, storedName(id), signal));
  const isMalware = measured ? await scanner.finds(measured) : false;
  return { bytes: sample.size, sha256, mediaType, isMalware };
}
