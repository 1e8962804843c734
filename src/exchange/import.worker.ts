import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import sql from 'sql-template-tag';
import { writeSystemLog } from '../audit/index.js';
import type { BlobStore } from '../base/blobs/blob-store.js';
import type { Transaction } from '../base/database/transaction.js';
import { OperationFailure, type Work, type Worker } from '../jobs/index.js';
import { isBirthDate, normaliseEmail, normaliseTelephone } from '../people/index.js';
import { countryOf } from '../tenants/index.js';
import { OneRosterError } from './oneroster/index.js';
import { importRoster, type RosterImportChoices, type RosterImportOutcome } from './roster-import.js';

/** What an import's operation carries. */
export interface ImportInput extends RosterImportChoices {
  /** The blob that holds the set. */
  readonly blobName: string;
}

/** Imports a set that was uploaded: fetches it from Blob Storage, imports it, and keeps the report. */
export const importWorker =
  (databaseUrl: string, blobs: BlobStore): Worker =>
  async (work) => {
    const input = work.operation.input as unknown as ImportInput;
    const name = `varde-import-${work.operation.id}-`;
    await removeLeft(name);
    const folder = await mkdtemp(join(tmpdir(), name));
    try {
      const path = join(folder, 'set.zip');
      work.progress('phase.fetching', 0, null);
      const content = await blobs.read(work.operation.tenantId, input.blobName, work.signal);
      if (!content) throw new OperationFailure('failure.uploadMissing');
      await pipeline(content, createWriteStream(path), { signal: work.signal });
      return await runImport(databaseUrl, work, path, input);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

/** Takes away what an earlier try of the import, which was killed, left on this machine's disk. */
async function removeLeft(name: string): Promise<void> {
  const left = (await readdir(tmpdir())).filter((entry) => entry.startsWith(name));
  await Promise.all(left.map((entry) => rm(join(tmpdir(), entry), { recursive: true, force: true })));
}

/** Imports a set that lies on this machine's disk, and keeps the report. */
export async function runImport(
  databaseUrl: string,
  work: Pick<Work, 'operation' | 'progress' | 'checkpoint' | 'transaction'>,
  path: string,
  choices: RosterImportChoices,
): Promise<Readonly<Record<string, unknown>>> {
  const { tenantId } = work.operation;
  const country = await work.transaction(countryOf);
  let outcome: RosterImportOutcome;
  try {
    outcome = await importRoster(databaseUrl, tenantId, path, choices, {
      progress: (phase, done, total) => work.progress(phase, done, total),
      checkpoint: () => work.checkpoint(),
      normaliseEmail,
      normaliseTelephone: (text) => normaliseTelephone(text, country),
      isBirthDate: (date) => isBirthDate(date),
    });
  } catch (error) {
    if (error instanceof OneRosterError) throw new OperationFailure(`import.${error.code}`);
    throw error;
  }
  await work.transaction((db) => report(db, work, choices.source, outcome));
  if (outcome.refusal) throw new OperationFailure(outcome.refusal);
  return { counts: outcome.counts, errors: outcome.problems.errors, warnings: outcome.problems.warnings };
}

async function report(
  db: Transaction,
  work: Pick<Work, 'operation'>,
  source: string,
  { format, applied, counts, problems }: RosterImportOutcome,
): Promise<void> {
  const { tenantId, id, requestedByAccountId, requestedByPersonId } = work.operation;
  // An import that was killed between applying and reporting runs again: the second report takes the first one's place.
  await db.run(sql`delete from import_problem where tenant_id = ${tenantId}::uuid and operation_id = ${id}::uuid`);
  await db.run(sql`insert into import_report (tenant_id, operation_id, source, format, applied, counts, errors, warnings, notes)
    values (${tenantId}::uuid, ${id}::uuid, ${source}, ${format}, ${applied}, ${JSON.stringify(counts)}::jsonb,
      ${problems.errors}, ${problems.warnings}, ${JSON.stringify(problems.notes)}::jsonb)
    on conflict (tenant_id, operation_id) do update set applied = excluded.applied, counts = excluded.counts,
      errors = excluded.errors, warnings = excluded.warnings, notes = excluded.notes`);
  const rows = problems.kept.map(({ file, line, column, code, severity, parameters }) => ({
    file,
    line,
    column,
    code,
    severity,
    facts: parameters,
  }));
  await db.run(sql`insert into import_problem (tenant_id, operation_id, file, line, column_name, code, severity, facts)
    select ${tenantId}::uuid, ${id}::uuid, r.file, r.line, r."column", r.code, r.severity, r.facts
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(file text, line int, "column" text, code text, severity text, facts jsonb)`);
  await writeSystemLog(db, {
    action: 'import.run',
    accountId: requestedByAccountId,
    personId: requestedByPersonId,
    requestId: id,
    details: { operation: id, source, applied, counts },
  });
}
