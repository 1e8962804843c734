import sql, { join, type Sql } from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { toGlobalId } from '../../base/ids.js';
import { predicateOf } from '../../base/predicate.js';
import type { ColumnField, FieldMap, ObjectMap } from '../../base/reading/index.js';
import type { Catalogue, ClockKind, ClockSource } from '../../catalogue/index.js';

const NONE = sql`select null::uuid, null::uuid, null::text, null::uuid, null::timestamptz, null::text, null::uuid, null::uuid
  where false`;

const column = (name: string): ColumnField => ({ kind: 'column', column: name, element: null });

const computed = (columns: readonly string[], finish: (values: readonly unknown[], context: Context) => unknown) =>
  ({ kind: 'computed', columns: columns.map(column), finish }) as FieldMap;

/** Every domain's clocks: the one place that says what runs in a tenant, of which the calendar, its counts and its feed are readings. */
export class Clocks {
  private readonly byKind: ReadonlyMap<ClockKind, ClockSource>;

  constructor(
    private readonly sources: readonly ClockSource[],
    private readonly catalogue: Catalogue,
  ) {
    this.byKind = new Map(sources.map((source) => [source.kind, source]));
  }

  /**
   * Every clock that the viewer may see, as one query: the union of what the sources say. A source of which the viewer sees
   * nothing is not even asked.
   */
  query({ access, now }: Pick<Context, 'access' | 'now'>, tenantId: Sql): Sql {
    const row = sql`c`;
    const arms = this.sources.flatMap((source) => {
      const seen = source.seen(access, row);
      if (seen === false) return [];
      const { kind } = source;
      const running = source.rows(tenantId, sql`${now}::timestamptz`, this.catalogue);
      // A clock has an id of its own: a thing may have clocks of more than one kind.
      return [
        sql`select ${tenantId}, md5(${kind} || ' ' || c.id)::uuid, ${kind}, c.id, c.due_at, c.what, c.person_id, c.unit_id
          from (${running}) c (id, due_at, what, person_id, unit_id) where ${predicateOf(seen)}`,
      ];
    });
    return sql`select * from (${join([NONE, ...arms], ' union all ')})
      u (tenant_id, id, kind, subject_id, due_at, what, person_id, unit_id)`;
  }

  /** What the thing is called, in the language of the request. */
  say(kind: ClockKind, what: string | null, context: Context): string | null {
    return what === null ? null : (this.byKind.get(kind)?.say?.(what, context) ?? what);
  }

  /** The id of the thing in the API; null where it is no node. */
  subjectOf(kind: ClockKind, id: string): string | null {
    const type = this.byKind.get(kind)?.type;
    return type ? toGlobalId(type, id) : null;
  }

  /** How the calendar is read. */
  get map(): ObjectMap {
    return {
      type: 'Clock',
      table: 'clock',
      source: (context: Context, tenantId) => this.query(context, tenantId),
      id: 'id',
      tenant: true,
      subject: 'person_id',
      element: null,
      rows: () => true,
      linked: [],
      fields: new Map<string, FieldMap>([
        ['kind', column('kind')],
        ['label', computed(['kind'], ([kind], context) => context.text(`clock.${String(kind)}`))],
        ['dueAt', column('due_at')],
        ['isOverdue', computed(['due_at'], ([due], { now }) => new Date(due as string | Date) < now)],
        [
          'what',
          computed(['kind', 'what'], ([kind, what], context) =>
            this.say(kind as ClockKind, what as string | null, context),
          ),
        ],
        ['subjectId', computed(['kind', 'subject_id'], ([kind, id]) => this.subjectOf(kind as ClockKind, String(id)))],
        [
          'person',
          {
            kind: 'relation',
            to: 'Person',
            shape: 'one',
            element: null,
            on: (clock, person) => sql`${person}.id = ${clock}.person_id`,
          },
        ],
        [
          'unit',
          {
            kind: 'relation',
            to: 'Unit',
            shape: 'one',
            element: null,
            on: (clock, unit) => sql`${unit}.id = ${clock}.unit_id`,
          },
        ],
      ]),
      sorts: { DUE_AT: [{ column: 'due_at', type: 'timestamptz', element: null }] },
    };
  }
}
