import sql from 'sql-template-tag';
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
function insert(db: Transaction, actor: Actor, event: LogEvent): Promise<void> {
  db.later(sql`insert into log_entry
    (tenant_id, id, actor_account_id, actor_person_id, role, unit_id, action, outcome, purpose, person_ids, categories, details, request_id)
    values (${db.scope.tenantId}::uuid, ${newId()}::uuid, ${actor.accountId}::uuid, ${actor.personId}::uuid, ${actor.role},
      ${event.unitId ?? actor.unitId}::uuid, ${event.action}, ${event.outcome ?? 'done'}, ${actor.purpose},
      ${[...(event.personIds ?? [])]}::uuid[], ${[...(event.categories ?? [])]}::text[],
      ${JSON.stringify(event.details ?? {})}::jsonb, ${actor.requestId})`);
  return Promise.resolve();
}

/** Writes the entry of a viewer's action, in the transaction of the action: none takes effect without its entry. */
export function writeLog(context: Context, event: LogEvent): Promise<void> {
  const { viewer, access } = context;
  const role = access.roleFor(event.action);
  return insert(
    context.db,
    {
      accountId: viewer.accountId,
      personId: viewer.personId,
      role,
      unitId: access.unitFor(event.action),
      purpose: context.purpose ?? access.purposeFor(event.action),
      requestId: context.requestId,
    },
    event,
  );
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
  return insert(
    db,
    {
      accountId: event.accountId ?? null,
      personId: event.personId ?? null,
      role: event.role ?? 'system',
      unitId: null,
      purpose: 'ACCOUNTABILITY',
      requestId: event.requestId,
    },
    event,
  );
}
