import sql from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { BlobStore } from '../base/blobs/blob-store.js';
import type { Context } from '../base/context.js';
import type { Transaction } from '../base/database/transaction.js';
import { notFound, Refusal, type RefusalReason } from '../base/errors.js';
import type { BlobMaking, Checked } from './blob-making.js';
import { stagedName, storedName } from './blob-names.js';
import type { BlobRemovals } from './blob-removals.js';
import type { WakeScreening } from './comment.service.js';
import { type FileType, fileTypeOf, purposeRules } from './file-types.js';
import { Gate } from './gate.js';
import type { MalwareScanner } from './malware-scanner.js';
import { holdOpenCard } from './open-card.js';
import { categoryOf, type UploadRow, type UploadService } from './upload.service.js';
import { type Measurement, measure, TooLong } from './upload-measurement.js';

const MEASURED_AT_ONCE = 3;
const HOUR_MS = 3_600_000;

/** A completed upload, or none and why it was removed. */
export interface Completion {
  readonly id: string | null;
  readonly refusals: readonly RefusalReason[];
}

/** What was found where the client should have put the file: all of it, its size where that alone tells, or nothing. */
type Found = Measurement | { readonly bytes: number } | 'missing';

/** Files that a client says it has put: measured, and made usable. */
export class UploadCompletionService {
  private readonly gate = new Gate(MEASURED_AT_ONCE);

  constructor(
    private readonly blobs: BlobStore,
    private readonly uploads: UploadService,
    private readonly making: BlobMaking,
    private readonly removals: BlobRemovals,
    private readonly scanner: MalwareScanner | null,
    /** Whoever may not be shown a tenant's files though they run the scanner, because it has not accepted them; by name. */
    private readonly notAccepted: (db: Transaction, tenantId: string) => Promise<readonly string[]>,
    private readonly wake: WakeScreening,
  ) {}

  /**
   * Measures what was put and makes it usable; completing again, also at the same time, answers the same. What is not as
   * it was declared is removed, and the refusals say why.
   */
  complete(context: Context, globalId: string): Promise<Completion> {
    const { tenantId } = context.viewer;
    return this.making.run<UploadRow, Found, Completion>(context, {
      check: () => this.check(context, globalId),
      make: (upload, signal) => this.gate.run(() => this.measure(tenantId, upload, signal)),
      finish: (upload, found) => this.finish(context, upload, found),
    });
  }

  private async check(context: Context, globalId: string): Promise<Checked<UploadRow, Completion>> {
    const { uploads } = this;
    const upload = await uploads.lock(context, globalId);
    if (upload?.uploaderAccountId !== context.viewer.accountId) throw notFound('input', 'uploadId');
    await uploads.require(context, 'upload.create', upload);
    if (upload.personId) await holdOpenCard(context, upload.personId, 'uploadId');
    if (upload.state === 'COMPLETE') return { result: { id: upload.id, refusals: [] } };
    if (upload.expiresAt && upload.expiresAt < context.now) {
      throw new Refusal({ code: 'EXPIRED', messageKey: 'upload.expired', field: ['input', 'uploadId'] });
    }
    await this.requireScanner(context);
    return { source: upload, names: [storedName(upload.id)] };
  }

  /** Nothing is taken unscanned because whoever scans may not see it: it waits, as it does while the scanner is out of reach. */
  private async requireScanner({ db, viewer }: Context): Promise<void> {
    const notAccepted = this.scanner === null ? [] : await this.notAccepted(db, viewer.tenantId);
    if (notAccepted.length === 0) return;
    throw new Refusal({
      code: 'SUB_PROCESSOR_NOT_ACCEPTED',
      messageKey: 'upload.scannerNotAccepted',
      field: ['input', 'uploadId'],
      facts: { subProcessors: notAccepted.join(', ') },
    });
  }

  private async measure(tenantId: string, upload: UploadRow, signal: AbortSignal): Promise<Found> {
    const { id, declaredBytes: maximum } = upload;
    signal.throwIfAborted();
    const size = await this.blobs.size(tenantId, stagedName(id));
    if (size === null) return 'missing';
    if (size !== maximum) return { bytes: size };
    try {
      const task = { tenantId, id, maximum, declared: declaredType(upload), signal };
      return (await measure(this.blobs, task, this.scanner)) ?? 'missing';
    } catch (error) {
      if (error instanceof TooLong) return { bytes: maximum + 1 };
      throw error;
    }
  }

  private async finish(context: Context, upload: UploadRow, found: Found): Promise<Completion> {
    const { db, viewer, now } = context;
    if (found === 'missing') {
      throw new Refusal({ code: 'CONFLICT', messageKey: 'upload.missing', field: ['input', 'uploadId'] });
    }
    const refusal = refusalOf(upload, found, declaredType(upload));
    if (refusal || !('sha256' in found)) {
      await this.discard(context, upload);
      return { id: null, refusals: refusal ? [refusal] : [] };
    }
    const { unusedHours } = purposeRules[upload.purpose];
    const expiresAt = unusedHours === null ? null : new Date(now.getTime() + unusedHours * HOUR_MS);
    await db.run(sql`update upload
      set state = 'COMPLETE', measured_bytes = ${found.bytes}, sha256 = ${found.sha256},
        detected_type = ${found.mediaType}, blob_name = ${storedName(upload.id)}, completed_at = ${now}::timestamptz,
        expires_at = ${expiresAt}::timestamptz
      where tenant_id = ${viewer.tenantId}::uuid and id = ${upload.id}::uuid`);
    await this.wake(context);
    await this.removals.remove(context, [stagedName(upload.id)]);
    await this.uploads.log(context, 'upload.create', upload.personId, upload.purpose, {
      completed: upload.id,
    });
    return { id: upload.id, refusals: [] };
  }

  private async discard(context: Context, upload: UploadRow): Promise<void> {
    await this.uploads.removeRow(context, upload.id);
    await writeLog(context, {
      action: 'upload.create',
      outcome: 'refused',
      personIds: upload.personId ? [upload.personId] : [],
      categories: [categoryOf(upload.purpose)],
      details: { refused: upload.id },
    });
  }
}

function declaredType(upload: UploadRow): FileType {
  const declared = fileTypeOf(upload.declaredType);
  if (!declared) throw new Error(`${upload.declaredType} is no longer taken`);
  return declared;
}

function refusalOf(
  upload: UploadRow,
  measured: Measurement | { readonly bytes: number },
  declared: FileType,
): RefusalReason | null {
  const field = ['input', 'uploadId'];
  const isWhole = measured.bytes === upload.declaredBytes && 'sha256' in measured;
  if (isWhole && measured.isMalware) return { code: 'MALWARE_FOUND', messageKey: 'upload.malware', field };
  if (isWhole && measured.mediaType === declared.mediaType) return null;
  return {
    code: 'UPLOAD_MISMATCH',
    messageKey: isWhole ? 'upload.typeMismatch' : 'upload.sizeMismatch',
    field,
    facts: {
      declaredBytes: upload.declaredBytes,
      measuredBytes: measured.bytes,
      declaredType: upload.declaredType,
      detectedType: isWhole ? measured.mediaType : null,
    },
  };
}
