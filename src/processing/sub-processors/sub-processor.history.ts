import { startOf } from './sub-processor.effect.js';
import type { ChangeRow, EntryRow } from './sub-processor.records.js';
import type { SubProcessorRow } from './sub-processor.service.js';
import { foldTerms } from './sub-processor.terms.js';
import type { EntryPatch } from './sub-processor-change.entity.js';

export type ListEvent = 'ANNOUNCED' | 'IN_FORCE' | 'CORRECTED' | 'PRIMARY' | 'ENDED' | 'WITHDRAWN';

/** A version of the platform's list: what happened, and when. */
export interface ListVersion {
  /** Counted up from 1; a version stays what it was. */
  readonly number: number;
  readonly at: Date;
  readonly event: ListEvent;
  readonly change: ChangeRow;
}

/** The list as it was in one version. */
export interface ListedThen {
  readonly inForce: readonly SubProcessorRow[];
  /** What was announced then and not in force yet, those that it engages or widens. */
  readonly announced: readonly ChangeRow[];
  readonly ended: readonly SubProcessorRow[];
}

const atOnce = { CORRECT: 'CORRECTED', PRIMARY: 'PRIMARY', END: 'ENDED' } as const;
const order: readonly ListEvent[] = ['ANNOUNCED', 'IN_FORCE', 'CORRECTED', 'PRIMARY', 'ENDED', 'WITHDRAWN'];

type Dated = Omit<ListVersion, 'number'>;

function eventsOf(change: ChangeRow): Dated[] {
  const { announcedAt, takesEffectOn, withdrawnAt, kind } = change;
  if (announcedAt === null) return [];
  if (kind !== 'ENGAGE' && kind !== 'WIDEN') return [{ at: announcedAt, event: atOnce[kind], change }];
  const begins = startOf(takesEffectOn);
  const events: Dated[] = [];
  // What is in force as it is announced is one event: nobody's window was waited for.
  if (begins > announcedAt) events.push({ at: announcedAt, event: 'ANNOUNCED', change });
  const from = begins > announcedAt ? begins : announcedAt;
  if (withdrawnAt === null || withdrawnAt > from) events.push({ at: from, event: 'IN_FORCE', change });
  if (withdrawnAt !== null) events.push({ at: withdrawnAt, event: 'WITHDRAWN', change });
  return events;
}

/**
 * Every version of the list until now, the first first. Nothing is stored of it: announcements are never changed, each event
 * comes after those that were known before it, and so a version has the same number for ever.
 */
export const versionsOf = (changes: readonly ChangeRow[], now: Date): ListVersion[] =>
  changes
    .flatMap(eventsOf)
    .filter(({ at }) => at <= now)
    .sort(
      (one, other) =>
        one.at.getTime() - other.at.getTime() ||
        one.change.number - other.change.number ||
        order.indexOf(one.event) - order.indexOf(other.event),
    )
    .map((version, index) => ({ number: index + 1, ...version }));

/** The list in the last of the versions given. */
export function listedIn(entries: readonly EntryRow[], versions: readonly ListVersion[]): ListedThen {
  const had = (event: ListEvent): Set<string> =>
    new Set(versions.filter((version) => version.event === event).map(({ change }) => change.id));
  const [announced, begun, withdrawn] = [had('ANNOUNCED'), had('IN_FORCE'), had('WITHDRAWN')];
  const changes = [...new Map(versions.map(({ change }) => [change.id, change])).values()].sort(
    (one, other) => Number(one.announcedAt) - Number(other.announcedAt) || one.number - other.number,
  );
  const holds = ({ id, kind }: ChangeRow): boolean =>
    kind === 'ENGAGE' || kind === 'WIDEN' ? begun.has(id) && !withdrawn.has(id) : true;
  const primary = versions.findLast(({ event }) => event === 'PRIMARY')?.change.subProcessorId ?? null;
  const rows = entries.flatMap((entry): SubProcessorRow[] => {
    const own = changes.filter(({ subProcessorId }) => subProcessorId === entry.id);
    if (!own.some((change) => change.kind === 'ENGAGE' && holds(change))) return [];
    const said = own.reduce<EntryPatch>((sum, change) => (holds(change) ? { ...sum, ...change.patch.entry } : sum), {});
    const { until = null, ...fields } = said;
    return [{ ...entry, ...fields, ...foldTerms(own, holds), until, isPrimary: entry.id === primary }];
  });
  const ordered = rows.sort(
    (one, other) => Number(other.isPrimary) - Number(one.isPrimary) || (one.legalName < other.legalName ? -1 : 1),
  );
  return {
    inForce: ordered.filter(({ until }) => until === null),
    announced: changes.filter(({ id }) => announced.has(id) && !begun.has(id) && !withdrawn.has(id)),
    ended: ordered.filter(({ until }) => until !== null),
  };
}
