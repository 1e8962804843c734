import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Capacity, Tie } from '../base/access.js';
import { newId } from '../base/ids.js';
import { predicateOf } from '../base/predicate.js';
import type { ActionName } from '../catalogue/index.js';

/** What a log entry says. Ids and names of elements, never contents. */
export interface LogEvent {
  readonly action: ActionName;
  /** The right by which the persons are reached, where it is not the action itself. */
  readonly by?: ActionName;
  /** The persons whom it concerns. */
  readonly personIds?: readonly string[];
  readonly categories?: readonly string[];
  readonly unitId?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly outcome?: 'done' | 'refused';
}

/** Who did it, in the request of which tenant. */
export interface Actor {
  readonly tenantId: string | null;
  readonly accountId: string | null;
  readonly personId: string | null;
  readonly requestId: string;
}

export const entryColumns = sql`tenant_id, actor_account_id, actor_person_id, action, outcome, categories, details,
  request_id, id, role, unit_id, purpose, person_ids`;

/** What the entries of an event have in common, whatever the capacity. */
const common = (
  actor: Actor,
  { action, outcome, categories, details }: LogEvent,
  concerned = sql`${[...(categories ?? [])]}::text[]`,
): Sql =>
  sql`${actor.tenantId}::uuid, ${actor.accountId}::uuid, ${actor.personId}::uuid, ${action}, ${outcome ?? 'done'},
    ${concerned}, ${JSON.stringify(details ?? {})}::jsonb, ${actor.requestId}`;

/** The one entry of what was done in one capacity. */
export const entryIn = (actor: Actor, capacity: Capacity, event: LogEvent): Sql =>
  sql`select ${common(actor, event)}, ${newId()}::uuid, ${capacity.role}, ${event.unitId ?? capacity.unitId}::uuid,
    ${capacity.purpose}, ${[...(event.personIds ?? [])]}::uuid[]`;

/** An entry for each row of a query of `person_ids` and `categories`: of what was done to too many to name them here. */
export const entriesAbout = (actor: Actor, capacity: Capacity, event: LogEvent, about: Sql): Sql =>
  sql`select ${common(actor, event, sql`about.categories`)}, uuidv7(), ${capacity.role},
    ${event.unitId ?? capacity.unitId}::uuid, ${capacity.purpose}, about.person_ids from (${about}) about`;

/**
 * An entry for each capacity in which the actor reaches some of the persons, the first that does; `otherwise` is that of
 * what is done to whom none reaches. PostgreSQL finds out while it writes, so that no answer has to be waited for. A
 * refused attempt names those alone whom the actor reaches: it must not tell that there is somebody else.
 */
export function entriesByTie(actor: Actor, ties: readonly Tie[], otherwise: Capacity, event: LogEvent): Sql {
  const isRefused = event.outcome === 'refused';
  const capacities = distinct([...ties, otherwise]);
  const last = isRefused ? capacities.length + 1 : placeOf(capacities, otherwise);
  const reached = ties.map((tie) => sql`when ${predicateOf(tie.reaches)} then ${number(placeOf(capacities, tie))}`);
  const unknown = sql`when not exists (select 1 from person x where x.tenant_id = ${actor.tenantId}::uuid and x.id = p.id)
    then ${number(last)}`;
  const places = [...capacities, otherwise];
  return sql`select ${common(actor, event)}, (${places.map(() => newId())}::uuid[])[a.place],
      (${places.map(({ role }) => role)}::text[])[a.place],
      coalesce(${event.unitId ?? null}::uuid, (${places.map(({ unitId }) => unitId)}::uuid[])[a.place]),
      (${places.map(({ purpose }) => purpose)}::text[])[a.place],
      case when a.place <= ${number(capacities.length)} then a.person_ids else '{}'::uuid[] end
    from (select case ${join(isRefused ? [unknown, ...reached] : reached, ' ')} else ${number(last)} end as place,
        array_agg(p.id order by p.nth) as person_ids
      from unnest(${[...(event.personIds ?? [])]}::uuid[]) with ordinality as p (id, nth) group by 1) a`;
}

const number = (place: number): Sql => raw(String(place));

const isSame = (one: Capacity, other: Capacity): boolean => one.role === other.role;

const distinct = (all: readonly Capacity[]): Capacity[] =>
  all.filter((one, index) => all.findIndex((other) => isSame(one, other)) === index);

const placeOf = (capacities: readonly Capacity[], wanted: Capacity): number =>
  capacities.findIndex((capacity) => isSame(capacity, wanted)) + 1;
