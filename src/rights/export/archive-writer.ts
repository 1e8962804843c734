import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { ZipFile } from 'yazl';

/** One file of an archive, as its manifest names it. */
export interface ArchiveFile {
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Rows of a table; null for other files. */
  readonly rows: number | null;
}

/** The folder of uploads. */
export const UPLOADS = 'files/';

/** Archives are made often and kept for days: twice the speed is worth a tenth of the size. */
const COMPRESSION_LEVEL = 3;

/** Local midnight, as the format keeps local time: the same bytes on every machine. */
const FIXED_TIME = new Date(1980, 0, 1);

/**
 * Writes a ZIP (with ZIP64 where it is needed) as a stream, one file after the other, so that memory does not grow with
 * what is written. Times are fixed: the same content gives the same bytes.
 */
export class ArchiveWriter {
  private readonly zip = new ZipFile();
  private readonly hash = createHash('sha256');
  private readonly written: ArchiveFile[] = [];
  private failure: Error | null = null;
  private current: Readable | null = null;
  private bytes = 0;
  /** The archive's bytes. Whoever reads them sets the pace. */
  readonly output: Readable;

  constructor() {
    const measure = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        this.hash.update(chunk);
        this.bytes += chunk.length;
        done(null, chunk);
      },
    });
    this.output = (this.zip.outputStream as Readable).pipe(measure);
    this.zip.on('error', (error: Error) => this.fail(error));
    this.output.on('error', (error) => this.fail(error));
  }

  get files(): readonly ArchiveFile[] {
    return this.written;
  }

  /** Adds a file and waits until it is written. `rows` is asked for when it is. Uploads are mostly compressed already. */
  async add(
    path: string,
    content: AsyncIterable<string | Buffer> | Iterable<string | Buffer>,
    rows: () => number | null = () => null,
  ): Promise<void> {
    if (this.failure) throw this.failure;
    const hash = createHash('sha256');
    let bytes = 0;
    async function* measured(): AsyncGenerator<Buffer> {
      for await (const chunk of content) {
        const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        hash.update(buffer);
        bytes += buffer.length;
        yield buffer;
      }
    }
    const stream = Readable.from(measured(), { objectMode: false });
    this.current = stream;
    await new Promise<void>((resolve, reject) => {
      stream.once('error', reject);
      stream.once('close', () => (this.failure ? reject(this.failure) : resolve()));
      const isUpload = path.startsWith(UPLOADS);
      const compression = isUpload ? { compress: false } : { compressionLevel: COMPRESSION_LEVEL };
      const options = { mtime: FIXED_TIME, mode: 0o100644, forceDosTimestamp: true, ...compression };
      this.zip.addReadStreamLazy(path, options, (start) => start(null, stream));
    });
    this.current = null;
    this.written.push({ path, bytes, sha256: hash.digest('hex'), rows: rows() });
  }

  /** Ends the archive; its size and hash are known once `output` has been read to its end. */
  end(): void {
    this.zip.end();
  }

  /** Stops at once: who reads and who writes both fail with this error. */
  fail(error: Error): void {
    if (this.failure) return;
    this.failure = error;
    this.output.destroy(error);
    this.current?.destroy(error);
  }

  /** SHA-256 and size of the whole archive. */
  seal(): { readonly size: number; readonly sha256: string } {
    return { size: this.bytes, sha256: this.hash.digest('hex') };
  }
}
