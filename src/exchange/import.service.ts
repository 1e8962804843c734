import sql from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import type { Transaction } from '../base/database/transaction.js';
import { notFound } from '../base/errors.js';
import { uuidOf } from '../base/ids.js';
import type { OperationService } from '../jobs/index.js';
import type { StartImportInput } from './import.inputs.js';
import { importTurn, suppressionDigest } from './roster-check.js';

/** Finds the blob of a completed upload that was made for an import; null when there is none. */
export type FindImportUpload = (context: Context, uploadId: string) => Promise<string | null>;

/** Imports from source systems. */
export class ImportService {
  constructor(
    private readonly operations: OperationService,
    private readonly findUpload: FindImportUpload,
  ) {}

  /** Starts an import; answers the operation to follow. */
  async start(context: Context, input: StartImportInput): Promise<string> {
    context.access.requireUnit('import.run', null, 'input');
    const uploadId = uuidOf('Upload', input.uploadId);
    const blobName = uploadId && (await this.findUpload(context, uploadId));
    if (!blobName) throw notFound('input', 'uploadId');
    const { source, onBadRows, acceptShrink } = input;
    const { id, isNew } = await this.operations.start(context, {
      kind: 'IMPORT',
      input: { source: source.trim(), onBadRows, acceptShrink: acceptShrink ?? false, blobName },
      idempotencyKey: input.idempotencyKey ?? null,
    });
    if (isNew) await writeLog(context, { action: 'import.run', details: { operation: id, source, onBadRows } });
    return id;
  }
}

/** Keeps an erased person out of later imports; called in the transaction that erases the card. */
export async function suppressImport(db: Transaction, personId: string): Promise<void> {
  const tenantId = db.scope.tenantId ?? '';
  // An import that is under way has looked for erased persons already: the erasure takes its turn after it.
  await db.run(sql`set local statement_timeout = '5min'`);
  await db.run(importTurn(tenantId));
  await db.run(sql`insert into import_suppression (tenant_id, source, digest)
    select p.tenant_id, p.source, ${suppressionDigest(tenantId, sql`p.source`, sql`p.source_id`)} from person p
    where p.tenant_id = ${tenantId}::uuid and p.id = ${personId}::uuid and p.source is not null and p.source_id is not null
    on conflict do nothing`);
}
