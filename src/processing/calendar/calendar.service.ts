import sql, { join, type Sql } from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { uuidOf } from '../../base/ids.js';
import type { ClockKind } from '../../catalogue/index.js';
import type { ClockCount, ClockFilter } from './clock.types.js';
import type { Clocks } from './clocks.js';

/** More than anybody reads at once: a feed is read by machines, but by everybody's. */
const MAXIMUM_FEED = 1_000;

/** A clock as the feed has it. */
export interface FeedClock {
  readonly id: string;
  readonly kind: ClockKind;
  readonly dueAt: Date;
  /** Null for a clock that is about a person: what it is called could tell of that person. */
  readonly what: string | null;
}

/** The tenant's calendar: every clock that runs and that the viewer may see. */
export class CalendarService {
  /** `before` lets what no query can tell be written down in time for each reading. */
  constructor(
    private readonly clocks: Clocks,
    readonly before: (context: Context) => Promise<void>,
  ) {}

  where({ now }: Pick<Context, 'now'>, filter: ClockFilter | null | undefined): (clock: Sql) => Sql {
    const { kinds, from, until, overdue, unitId } = filter ?? {};
    return (clock) =>
      join(
        [
          sql`true`,
          ...(kinds ? [sql`${clock}.kind = any(${kinds}::text[])`] : []),
          ...(from ? [sql`${clock}.due_at >= ${from}::timestamptz`] : []),
          ...(until ? [sql`${clock}.due_at < ${until}::timestamptz`] : []),
          ...(overdue == null ? [] : [sql`(${clock}.due_at < ${now}::timestamptz) = ${overdue}::boolean`]),
          ...(unitId ? [sql`${clock}.unit_id = ${uuidOf('Unit', unitId)}::uuid`] : []),
        ],
        ' and ',
      );
  }

  /** How many of each kind run, in the order in which the first of each falls due. */
  async counts(context: Context, filter: ClockFilter | null): Promise<ClockCount[]> {
    await this.before(context);
    const rows = await context.db.many<Omit<ClockCount, 'label'>>(sql`select c.kind, count(*)::int as total,
        (count(*) filter (where c.due_at < ${context.now}::timestamptz))::int as overdue, min(c.due_at) as "firstDueAt"
      from (${this.running(context)}) c where ${this.where(context, filter)(sql`c`)} group by c.kind
      order by min(c.due_at), c.kind`);
    return rows.map((row) => ({ ...row, label: context.text(`clock.${row.kind}`) }));
  }

  /** What runs out by itself or has to be done, the soonest first; nothing that tells of a person. */
  async feed(context: Context): Promise<FeedClock[]> {
    await this.before(context);
    const rows = await context.db.many<FeedClock>(sql`select c.id, c.kind, c.due_at as "dueAt",
        case when c.person_id is null then c.what end as what
      from (${this.running(context)}) c order by c.due_at, c.id limit ${MAXIMUM_FEED}`);
    return rows.map((row) => ({ ...row, what: this.clocks.say(row.kind, row.what, context) }));
  }

  private running(context: Context): Sql {
    return this.clocks.query(context, sql`${context.viewer.tenantId}::uuid`);
  }
}
