import sql, { join, type Sql } from 'sql-template-tag';
import type { Tie } from '../base/access.js';
import type { Context } from '../base/context.js';
import type { Transaction } from '../base/database/transaction.js';
import { type Actor, entriesAbout, entriesByTie, entryColumns, entryIn, type LogEvent } from './entry.js';

/** Not waited for: it goes with what is sent next, and where it fails so does the commit. */
function insert(db: Transaction, entries: readonly Sql[]): Promise<void> {
  if (entries.length > 0) db.later(sql`insert into log_entry (${entryColumns}) ${join([...entries], ' union all ')}`);
  return Promise.resolve();
}

/** Who acts, with which rights, in which transaction: a request, or a job that acts for an account. */
export type Acting = Pick<Context, 'db' | 'viewer' | 'access' | 'requestId' | 'purpose'>;

const actorOf = ({ viewer, db, requestId }: Acting): Actor => ({
  tenantId: db.scope.tenantId,
  accountId: viewer.accountId,
  personId: viewer.cardId,
  requestId,
});

/** Writes the entries of a viewer's actions, in the transaction of the actions: none takes effect without its entry. */
export function writeLog(context: Acting, ...events: readonly LogEvent[]): Promise<void> {
  const { access, db } = context;
  const actor = actorOf(context);
  const stated = context.purpose === null ? {} : { purpose: context.purpose };
  const entries = events.map((event) => {
    const widest = { ...access.capacityFor(event.by ?? event.action), ...stated };
    const ties = tiesOf(context, event).map((tie) => ({ ...tie, ...stated }));
    const isOne = event.outcome !== 'refused' && ties.every(({ role }) => role === widest.role);
    if (isOne || !event.personIds?.length) return entryIn(actor, widest, event);
    return entriesByTie(actor, ties, widest, event);
  });
  return insert(db, entries);
}

/** The same of as many persons as a query of `person_ids` and `categories` names, in one statement: an entry for each row. */
export function writeLogAbout(context: Acting, event: LogEvent, about: Sql): Promise<void> {
  const stated = context.purpose === null ? {} : { purpose: context.purpose };
  const capacity = { ...context.access.capacityFor(event.action), ...stated };
  return insert(context.db, [entriesAbout(actorOf(context), capacity, event, about)]);
}

/** In which capacities the viewer may do it to a person, as far as it can be more than one; attempts, on whoever is seen. */
function tiesOf(
  { access }: Acting,
  { action, by = action, categories = [], personIds = [], outcome }: LogEvent,
): readonly Tie[] {
  if (personIds.length === 0) return [];
  const ties = access.ties(by, categories, sql`p.id`);
  if (outcome === 'refused') return [...ties, ...access.ties('person.read', [], sql`p.id`)];
  const all = ties.findIndex(({ reaches }) => reaches === true);
  return all < 0 ? ties : ties.slice(0, all + 1);
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
  const { accountId = null, personId = null, role = 'system', requestId } = event;
  const actor = { tenantId: db.scope.tenantId, accountId, personId, requestId };
  return insert(db, [entryIn(actor, { role, unitId: null, purpose: 'ACCOUNTABILITY' }, event)]);
}
