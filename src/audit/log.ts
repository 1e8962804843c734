import sql, { join, type Sql } from 'sql-template-tag';
import type { Context } from '../base/context.js';
import type { Transaction } from '../base/database/transaction.js';
import { newId } from '../base/ids.js';
import type { ActionName } from '../catalogue/index.js';

/** What a log entry says. Ids and names of elements, never contents. */
export interface LogEvent {
  readonly action: ActionName;
  /** The persons whom it concerns. */
  readonly personIds?: readonly string[];
  readonly categories?: readonly string[];
  readonly unitId?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly outcome?: 'done' | 'refused';
}

interface Actor {
  readonly accountId: string | null;
  readonly personId: string | null;
  readonly role: string;
  readonly unitId: string | null;
  readonly purpose: string;
  readonly requestId: string;
}

/** Not waited for: it goes with what is sent next, and where it fails so does the commit. */
function insert(db: Transaction, entries: readonly Sql[]): Promise<void> {
  if (entries.length === 0) return Promise.resolve();
  db.later(sql`insert into log_entry
    (tenant_id, id, actor_account_id, actor_person_id, role, unit_id, action, outcome, purpose, person_ids, categories, details, request_id)
    values ${join([...entries])}`);
  return Promise.resolve();
}

const entryOf = (db: Transaction, actor: Actor, event: LogEvent): Sql =>
  sql`(${db.scope.tenantId}::uuid, ${newId()}::uuid, ${actor.accountId}::uuid, ${actor.personId}::uuid, ${actor.role},
    ${event.unitId ?? actor.unitId}::uuid, ${event.action}, ${event.outcome ?? 'done'}, ${actor.purpose},
    ${[...(event.personIds ?? [])]}::uuid[], ${[...(event.categories ?? [])]}::text[],
    ${JSON.stringify(event.details ?? {})}::jsonb, ${actor.requestId})`;

/** Writes the entries of a viewer's actions, in the transaction of the actions: none takes effect without its entry. */
export function writeLog(context: Context, ...events: readonly LogEvent[]): Promise<void> {
  const { viewer, access, db, requestId } = context;
  const entries = events.map((event) => {
    const role = access.roleFor(event.action);
    const unitId = access.unitFor(event.action);
    const purpose = context.purpose ?? access.purposeFor(event.action);
    return entryOf(
      db,
      { accountId: viewer.accountId, personId: viewer.personId, role, unitId, purpose, requestId },
      event,
    );
  });
  return insert(db, entries);
}

/** Writes the entry of what is done where no viewer of the tenant is signed in: by a job, or on joining the tenant. */
export function writeSystemLog(
  db: Transaction,
  event: LogEvent & {
    readonly accountId?: string | null;
    readonly personId?: string | null;
    /** In which role, where it is not the system that acts by itself. */
    readonly role?: string;
    readonly requestId: string;
  },
): Promise<void> {
  const actor = {
    accountId: event.accountId ?? null,
    personId: event.personId ?? null,
    role: event.role ?? 'system',
    unitId: null,
    purpose: 'ACCOUNTABILITY',
    requestId: event.requestId,
  };
  return insert(db, [entryOf(db, actor, event)]);
}
