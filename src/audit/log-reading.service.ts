import sql, { join, type Sql } from 'sql-template-tag';
import type { Context } from '../base/context.js';
import { uuidOf } from '../base/ids.js';
import { namedIn, type Row } from '../base/reading/index.js';
import { writeLog } from './log.js';
import type { LogFilter } from './log-entry.inputs.js';

function conditions(filter: LogFilter, entry: Sql): Sql[] {
  const found: Sql[] = [];
  const byId = (type: string, id: string | null | undefined, condition: (uuid: string) => Sql): void => {
    if (id == null) return;
    const uuid = uuidOf(type, id);
    found.push(uuid ? condition(uuid) : sql`false`);
  };
  byId('Person', filter.personId, (id) => sql`${entry}.person_ids @> array[${id}::uuid]`);
  byId('Person', filter.actorPersonId, (id) => sql`${entry}.actor_person_id = ${id}::uuid`);
  byId('Account', filter.actorAccountId, (id) => sql`${entry}.actor_account_id = ${id}::uuid`);
  if (filter.action) found.push(sql`${entry}.action = ${filter.action}`);
  if (filter.outcome) found.push(sql`${entry}.outcome = ${filter.outcome}`);
  if (filter.from) found.push(sql`${entry}.at >= ${filter.from}::timestamptz`);
  if (filter.before) found.push(sql`${entry}.at < ${filter.before}::timestamptz`);
  return found;
}

export function logFilter(filter: LogFilter | undefined, entry: Sql): Sql {
  const found = filter ? conditions(filter, entry) : [];
  return found.length > 0 ? join(found, ' and ') : sql`true`;
}

/** A look into the log is a look at the data of all whom it was narrowed to, or whom the entries that it showed name. */
export async function logLookIntoLog(
  context: Context,
  filter: LogFilter | undefined,
  shown: readonly Row[],
): Promise<void> {
  const sought = [filter?.personId, filter?.actorPersonId].flatMap((id) => (id ? (uuidOf('Person', id) ?? []) : []));
  const persons = new Set([...sought, ...shown.flatMap(namedIn)]);
  if (context.viewer.personId !== null) persons.delete(context.viewer.personId);
  await writeLog(context, {
    action: 'log.read',
    personIds: [...persons],
    categories: ['ACTIVITY'],
    details: { filters: Object.keys(filter ?? {}) },
  });
}
