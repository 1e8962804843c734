import { OneRosterError } from './problems.js';

const LF = 10;
const CR = 13;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Prepares the bytes of a CSV file for the parser, chunk by chunk: drops the BOM and turns CRLF and CR into LF. The
 * parser counts a CRLF inside quotes as two lines, and its search for the delimiter is fastest with one byte.
 */
export class CsvBytes {
  /** Bytes taken in so far, before any change. */
  bytesRead = 0;
  private head: Buffer | null = Buffer.alloc(0);
  private afterCarriageReturn = false;

  /** @param file name for errors */
  constructor(private readonly file: string) {}

  /**
   * @returns what can be handed on, maybe nothing yet
   * @throws OneRosterError ENCODING_UNSUPPORTED for a file that begins with the mark of UTF-16
   */
  push(chunk: Buffer): Buffer {
    this.bytesRead += chunk.length;
    if (this.head === null) return this.withLineFeeds(chunk);
    const head = this.head.length === 0 ? chunk : Buffer.concat([this.head, chunk]);
    if (head.length < BOM.length) {
      this.head = head;
      return Buffer.alloc(0);
    }
    return this.begin(head);
  }

  /** What was held back, at the end of the file. */
  end(): Buffer {
    return this.head === null ? Buffer.alloc(0) : this.begin(this.head);
  }

  private begin(head: Buffer): Buffer {
    this.head = null;
    if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
      throw new OneRosterError('ENCODING_UNSUPPORTED', { file: this.file, expected: 'UTF-8', found: 'UTF-16' });
    }
    return this.withLineFeeds(head.subarray(0, BOM.length).equals(BOM) ? head.subarray(BOM.length) : head);
  }

  private withLineFeeds(chunk: Buffer): Buffer {
    // A CR at the end of a chunk has already become its LF: an LF that follows belongs to it.
    const start = this.afterCarriageReturn && chunk[0] === LF ? 1 : 0;
    if (chunk.length > 0) this.afterCarriageReturn = chunk[chunk.length - 1] === CR;
    let at = chunk.indexOf(CR, start);
    if (at === -1) return start === 0 ? chunk : chunk.subarray(start);
    const result = Buffer.allocUnsafe(chunk.length - start);
    let length = 0;
    let from = start;
    for (; at !== -1; at = chunk.indexOf(CR, from)) {
      length += chunk.copy(result, length, from, at);
      result[length] = LF;
      length += 1;
      from = chunk[at + 1] === LF ? at + 2 : at + 1;
    }
    length += chunk.copy(result, length, from);
    return result.subarray(0, length);
  }
}
