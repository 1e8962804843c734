import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { type Announcements, isInForce, isInForceFor, startOf } from './sub-processor.effect.js';
import { announcementsOf, type ChangeRow, type EntryRow, readChanges, readEntries } from './sub-processor.records.js';
import { foldTerms, type PlatformFunction, type Terms } from './sub-processor.terms.js';

/** An entry as it is read, with its terms. */
export interface SubProcessorRow extends EntryRow, Terms {}

/** One that is in force for a tenant, with the terms that are. */
export interface EffectiveSubProcessor extends SubProcessorRow {
  /** The one that engages it, where it is not the processor. */
  readonly engagedBy: string | null;
}

const none: Announcements = new Map();

/** Those in force at a moment, the primary first, with the terms then: for a tenant, or without windows for the platform. */
export function effectiveAt(
  entries: readonly EntryRow[],
  changes: readonly ChangeRow[],
  announcements: Announcements,
  at: Date,
): EffectiveSubProcessor[] {
  const inForce = (change: ChangeRow): boolean => isInForceFor(change, announcements.get(change.id), at);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const own = (id: string): ChangeRow[] => changes.filter(({ subProcessorId }) => subProcessorId === id);
  // Who is engaged by one that is not in force gets no data either.
  const isEngaged = (id: string, depth = 0): boolean => {
    const parentId = byId.get(id)?.parentId ?? null;
    const engaged = own(id).some((change) => change.kind === 'ENGAGE' && inForce(change));
    const ended = own(id).some((change) => change.kind === 'END' && isInForce(change, at));
    return engaged && !ended && depth < MAXIMUM_CHAIN && (parentId === null || isEngaged(parentId, depth + 1));
  };
  return entries
    .filter(({ id }) => isEngaged(id))
    .map((entry) => ({
      ...entry,
      ...foldTerms(own(entry.id), inForce),
      engagedBy: entry.parentId === null ? null : (byId.get(entry.parentId)?.legalName ?? null),
    }));
}

/** Those that were in force for a tenant by a moment, whether or not they have ended, with the terms then. */
export async function engagedBy(db: Transaction, tenantId: string, at: Date): Promise<SubProcessorRow[]> {
  const [entries, changes] = [await readEntries(db), await readChanges(db)];
  const announcements = await announcementsOf(db, tenantId);
  const inForce = (change: ChangeRow): boolean => isInForceFor(change, announcements.get(change.id), at);
  return entries.flatMap((entry) => {
    const own = changes.filter(({ subProcessorId }) => subProcessorId === entry.id);
    const isEngaged = own.some((change) => change.kind === 'ENGAGE' && inForce(change));
    return isEngaged ? [{ ...entry, ...foldTerms(own, inForce) }] : [];
  });
}

/** How many engage one another at most. */
export const MAXIMUM_CHAIN = 10;

/**
 * Who keeps data of a tenant from being handed over for a function of the platform now: whoever is in force on the platform of
 * those who serve it, and is not for the tenant with all that it does, by name. Nobody where it may be. What nobody serves the
 * processor does itself. Asked wherever data is about to be handed over, in the tenant's transaction.
 */
export async function notAcceptedFor(
  db: Transaction,
  tenantId: string,
  name: PlatformFunction,
  at = new Date(),
): Promise<string[]> {
  const [entries, changes] = [await readEntries(db), await readChanges(db)];
  const serving = effectiveAt(entries, changes, none, at).filter(({ functions }) => functions.includes(name));
  if (serving.length === 0) return [];
  const announcements = await announcementsOf(db, tenantId);
  const effective = new Set(effectiveAt(entries, changes, announcements, at).map(({ id }) => id));
  const isAccepted = (id: string): boolean =>
    effective.has(id) &&
    changes.every(
      (change) =>
        change.subProcessorId !== id ||
        !isInForce(change, at) ||
        isInForceFor(change, announcements.get(change.id), at),
    );
  return serving.filter(({ id }) => !isAccepted(id)).map(({ legalName }) => legalName);
}

/** Whether data of a tenant may be handed over for a function of the platform: nobody stands in the way. */
export async function mayProcess(
  db: Transaction,
  tenantId: string,
  name: PlatformFunction,
  at = new Date(),
): Promise<boolean> {
  return (await notAcceptedFor(db, tenantId, name, at)).length === 0;
}

/** When the list that is in force for a tenant last became another; null while nobody was ever engaged. */
export function lastChange(changes: readonly ChangeRow[], announcements: Announcements, at: Date): Date | null {
  const moments = changes.flatMap((change) => {
    if (
      change.announcedAt === null ||
      !isInForceFor({ ...change, withdrawnAt: null }, announcements.get(change.id), at)
    ) {
      return [];
    }
    const { closesAt, authorisedAt, objections } = announcements.get(change.id) ?? { closesAt: null, objections: [] };
    const { announcedAt, takesEffectOn, withdrawnAt } = change;
    const withdrawals = objections.map((objection) => objection.withdrawnAt);
    return [announcedAt, startOf(takesEffectOn), withdrawnAt, closesAt, authorisedAt ?? null, ...withdrawals];
  });
  const past = moments.filter((moment): moment is Date => moment !== null && moment <= at);
  return past.length === 0 ? null : new Date(Math.max(...past.map(Number)));
}

/** Who is engaged: on the platform, and for each tenant. Nothing is stored of it: it follows from dates and words given. */
export class SubProcessorService {
  /** Those whose data of the tenant is in force now: of the request's tenant where none is named. */
  async effective(
    context: Pick<Context, 'db' | 'now' | 'viewer'>,
    tenantId = context.viewer.tenantId,
  ): Promise<EffectiveSubProcessor[]> {
    return this.effectiveFor(context.db, tenantId, context.now);
  }

  async effectiveFor(db: Transaction, tenantId: string, at: Date): Promise<EffectiveSubProcessor[]> {
    const announcements = await announcementsOf(db, tenantId);
    return effectiveAt(await readEntries(db), await readChanges(db), announcements, at);
  }

  /** When that last became another for the tenant. */
  async changedAt(db: Transaction, tenantId: string, at: Date): Promise<Date | null> {
    return lastChange(await readChanges(db), await announcementsOf(db, tenantId), at);
  }
}
