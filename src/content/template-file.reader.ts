import type { BlobStore } from '../base/blobs/blob-store.js';
import type { Context } from '../base/context.js';
import { Fault } from '../base/errors.js';
import { Gate } from './gate.js';
import { type Extraction, extractText } from './screening/extract/index.js';
import type { UploadService } from './upload.service.js';

const MEBI = 1024 * 1024;
const READ_AT_ONCE = 2;
/** A contract of some hundred pages is far below. */
const LIMITS = {
  bytes: 5 * MEBI,
  unpackedBytes: 64 * MEBI,
  characters: MEBI,
  segments: 10_000,
  milliseconds: 15_000,
  mebibytes: 192,
};

/** An uploaded template: its texts, or why it cannot be read. */
interface TemplateFile {
  readonly mediaType: string;
  /** Of the file, in hexadecimal. */
  readonly sha256: string;
  readonly extraction: Extraction;
}

/**
 * Reads the templates of agreements that controllers upload; a hostile one costs a bounded time and memory. Answers null
 * where there is no completed upload of that purpose in the tenant.
 */
export function templateReader(
  blobs: BlobStore,
  uploads: UploadService,
): (context: Context, uploadId: string) => Promise<TemplateFile | null> {
  const gate = new Gate(READ_AT_ONCE);
  return async (context, uploadId) => {
    const upload = await uploads.stored(context, uploadId, 'AGREEMENT_TEMPLATE');
    if (!upload) return null;
    const { blobName, mediaType, sha256 } = upload;
    const { tenantId } = context.viewer;
    // No connection waits while a file is read.
    return context.outside(() =>
      gate.run(async () => {
        const chunks: Uint8Array[] = [];
        const content = await blobs.read(tenantId, blobName);
        if (!content) throw new Fault('UNAVAILABLE', 'tryLater');
        for await (const chunk of content) chunks.push(chunk as Uint8Array);
        return { mediaType, sha256, extraction: await extractText(Buffer.concat(chunks), mediaType, LIMITS) };
      }),
    );
  };
}
