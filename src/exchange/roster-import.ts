import sql from 'sql-template-tag';
import { BulkTransaction } from '../base/database/bulk.js';
import type { ImportCounts } from './import-report.entity.js';
import { type OneRosterSet, openOneRosterSet } from './oneroster/index.js';
import { ProblemCollector } from './problem-collector.js';
import { RosterApply } from './roster-apply.js';
import { checkReferences, importTurn } from './roster-check.js';
import { keepStored, readExtent } from './roster-keep.js';
import { keepPlaces, notePlaces } from './roster-leavers.js';
import { RosterStaging } from './roster-staging.js';

/** What the caller chose. */
export interface RosterImportChoices {
  /** The name of the source system, which every value is marked with. */
  readonly source: string;
  /** `APPLY_GOOD` applies every good row; `REJECT_ALL` applies none when one is bad. */
  readonly onBadRows: 'APPLY_GOOD' | 'REJECT_ALL';
  /** Also applies a set in which more than half of the source's people are missing (and at least five), or all. */
  readonly acceptShrink: boolean;
}

export interface RosterImportHooks {
  readonly progress: (phase: string, done: number, total: number | null) => void;
  /** Throws when the import was cancelled or must be handed over. */
  readonly checkpoint: () => Promise<void>;
  readonly normaliseEmail: (text: string) => string | null;
  readonly normaliseTelephone: (text: string) => string | null;
  readonly isBirthDate: (date: string) => boolean;
}

export interface RosterImportOutcome {
  readonly format: string;
  readonly applied: boolean;
  /** Why it was not applied: a key of the message catalogue. */
  readonly refusal: 'failure.importRejected' | 'failure.importShrinks' | null;
  readonly counts: Readonly<Record<string, ImportCounts>>;
  readonly problems: ProblemCollector;
}

/** Fewer people than this may leave a source without anybody being asked, unless they are everybody. */
const FEWEST = 5;

class NotApplied extends Error {
  constructor(readonly refusal: 'failure.importRejected' | 'failure.importShrinks') {
    super(refusal);
  }
}

/**
 * Imports one OneRoster set, a folder or a ZIP, in one transaction: whatever stops it, nothing of it has been applied.
 * Identifiers of the source make it idempotent.
 */
export async function importRoster(
  databaseUrl: string,
  tenantId: string,
  path: string,
  choices: RosterImportChoices,
  hooks: RosterImportHooks,
): Promise<RosterImportOutcome> {
  const set = await openOneRosterSet(path);
  const problems = new ProblemCollector();
  problems.add([], set.notes);
  const counts: Record<string, ImportCounts> = {};
  try {
    await BulkTransaction.run(databaseUrl, tenantId, async (bulk) => {
      // One import of a tenant at a time: two would take each other's rows for missing.
      await bulk.run(importTurn(tenantId));
      await stage(bulk, set, problems, hooks);
      await checkReferences(bulk, choices.source, problems);
      if (choices.onBadRows === 'REJECT_ALL' && problems.errors > 0) throw new NotApplied('failure.importRejected');
      const extent = await readExtent(bulk, set, problems);
      if (extent.users && !choices.acceptShrink) await assertNotShrinking(bulk, choices.source);
      await keepStored(bulk, choices.source, extent);
      await keepPlaces(bulk);
      const { steps } = new RosterApply(bulk, choices.source, extent);
      for (const [index, step] of steps.entries()) {
        hooks.progress('phase.applying', index, steps.length);
        await hooks.checkpoint();
        counts[step.kind] = await step.run();
      }
      await notePlaces(bulk);
      await hooks.checkpoint();
    });
    return { format: set.version, applied: true, refusal: null, counts, problems };
  } catch (error) {
    if (!(error instanceof NotApplied)) throw error;
    return { format: set.version, applied: false, refusal: error.refusal, counts: {}, problems };
  } finally {
    await set.close();
  }
}

async function stage(
  bulk: BulkTransaction,
  set: OneRosterSet,
  problems: ProblemCollector,
  hooks: RosterImportHooks,
): Promise<void> {
  const total = set.files.reduce((sum, file) => sum + set.size(file), 0);
  const staging = new RosterStaging(bulk, set, problems, {
    normaliseEmail: hooks.normaliseEmail,
    normaliseTelephone: hooks.normaliseTelephone,
    isBirthDate: hooks.isBirthDate,
    advance: async (bytes) => {
      hooks.progress('phase.reading', bytes, total);
      await hooks.checkpoint();
    },
  });
  await staging.fill();
}

/** A set that lacks most of the source's people is more often a broken export than a closed school. */
async function assertNotShrinking(bulk: BulkTransaction, source: string): Promise<void> {
  const [row] = await bulk.many<{ known: number; missing: number }>(sql`select count(*)::int as known,
      count(*) filter (where not exists (select 1 from in_user i where i.source_id = p.source_id)
        and not exists (select 1 from in_refused r where r.kind = 'user' and r.source_id = p.source_id))::int as missing
    from person p where p.tenant_id = ${bulk.tenantId}::uuid and p.source = ${source} and p.status = 'active'`);
  if (!row || row.missing === 0) return;
  const isMost = row.missing >= FEWEST && row.missing * 2 > row.known;
  if (isMost || row.missing === row.known) throw new NotApplied('failure.importShrinks');
}
