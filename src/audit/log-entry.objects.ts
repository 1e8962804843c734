import sql, { type Sql } from 'sql-template-tag';
import { describeObject } from '../catalogue/index.js';
import { LogEntry } from './log-entry.entity.js';
import { roleLabelOf } from './role-label.js';

/** Entries past the tenant's retention are shown no more, also before they are removed. */
const withinRetention = (entry: Sql): Sql => sql`${entry}.at > now() - make_interval(days =>
  (select t.log_retention_days from tenant t where t.tenant_id = ${entry}.tenant_id))`;

/** Whom an entry concerns and who acted, as far as they still have a card: the log repeats nobody who was erased. */
const personsOf = (entry: Sql): Sql => sql`array(select p.id from person p where p.tenant_id = ${entry}.tenant_id
  and p.id = any(${entry}.person_ids || ${entry}.actor_person_id))`;

const columns = ['at', 'action', 'role', 'purpose', 'categories'] as const;

export const logEntryObject = describeObject<LogEntry>({
  type: 'LogEntry',
  entity: LogEntry,
  rows: (access, entry) => (access.can('log.read') ? withinRetention(entry) : false),
  named: { ids: personsOf, elements: ['personIds', 'actorPersonId'] },
  columns: [...columns, 'outcome', 'requestId'],
  computed: {
    roleLabel: roleLabelOf,
    details: {
      from: ['details'],
      value: ([details]) =>
        Object.entries(details as Record<string, unknown>).map(([name, value]) => ({
          name,
          value: typeof value === 'string' ? value : JSON.stringify(value),
        })),
    },
  },
  sorts: { AT: [{ property: 'at', type: 'timestamptz' }] },
});

/**
 * A copy of the whole tenant was made or fetched while the person had a card: that is about everybody, whom its entry need
 * not name one by one.
 */
const concernsEverybody = (entry: Sql, personId: string): Sql => sql`(${entry}.action = 'export.tenant'
  and ${entry}.at >= (select p.created_at from person p where p.tenant_id = ${entry}.tenant_id and p.id = ${personId}::uuid))`;

/** What others did with the viewer's own data (Article 15(1)(c) GDPR); who they were stays between them and the controller. */
export const lookObject = describeObject<LogEntry>({
  type: 'Look',
  entity: LogEntry,
  rows: ({ viewer }, entry) =>
    viewer.personId === null
      ? false
      : sql`(${entry}.person_ids @> array[${viewer.personId}::uuid] or ${concernsEverybody(entry, viewer.personId)}) and ${entry}.outcome = 'done'
          and ${entry}.actor_person_id is distinct from ${viewer.personId}::uuid and ${withinRetention(entry)}`,
  columns: [...columns],
  computed: { roleLabel: roleLabelOf },
  prepared: {
    // By name, because a unit is shown to its own people alone, and one is entitled to know from where one was looked at.
    unitName: async (_context, _guard, entry) => ({
      sql: sql`(select u.name from unit u where u.tenant_id = ${entry}.tenant_id and u.id = ${entry}.unit_id)`,
      finish: (name) => name,
      elements: [],
    }),
  },
  sorts: { AT: [{ property: 'at', type: 'timestamptz' }] },
});
