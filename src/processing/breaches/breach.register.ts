import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import type { Document } from '../../base/documents/index.js';
import { formatCount, formatDate, formatInstant } from '../../base/locale.js';
import { stateOf } from './breach.objects.js';

/** More than anybody reads; the API pages through the rest. */
const MAXIMUM = 10_000;

/** One line of the register, each time apart: ISO 8601, null where it is not there yet. */
export interface RegisterRow {
  readonly number: number;
  readonly controller: string;
  readonly origin: string;
  readonly state: string;
  readonly description: string;
  readonly signalAt: string;
  readonly awareAt: string | null;
  readonly dueAt: string | null;
  readonly toldAt: string | null;
  readonly notices: number;
  readonly authorityDueAt: string | null;
  readonly authorityToldAt: string | null;
  readonly authorityReference: string;
  readonly authorityReason: string;
  readonly peopleToldAt: string | null;
  readonly peopleReason: string;
  readonly closedAt: string | null;
  readonly people: number | null;
  readonly records: number | null;
  readonly categories: string | null;
  readonly lessons: string;
}

/** The register of the viewer's controller, or for the operator of all, the first signal first. */
export async function readRegister({ db, viewer }: Context): Promise<RegisterRow[]> {
  const rows = await db.many<Record<string, unknown>>(sql`select b.number, t.legal_name as controller, b.origin,
      ${stateOf(sql`b`)} as state, b.description, b.signal_at as "signalAt", b.aware_at as "awareAt", b.due_at as "dueAt",
      b.told_at as "toldAt", (select count(*)::int from breach_notice n where n.tenant_id = b.tenant_id
        and n.breach_id = b.id and n.sent_at is not null) as notices,
      b.authority_due_at as "authorityDueAt", b.authority_told_at as "authorityToldAt",
      b.authority_reference as "authorityReference", b.authority_reason as "authorityReason",
      b.people_told_at as "peopleToldAt", b.people_reason as "peopleReason", b.closed_at as "closedAt", a.people, a.records,
      (select string_agg(c ->> 'name', ' ') from jsonb_array_elements(a.categories) c) as categories, b.lessons
    from breach b join tenant t on t.tenant_id = b.tenant_id
    left join lateral (select a.people, a.records, a.categories from breach_assessment a
      where a.tenant_id = b.tenant_id and a.breach_id = b.id and a.state = 'DONE' order by a.phase desc limit 1) a on true
    where ${viewer.isOperator} or b.tenant_id = ${viewer.tenantId}::uuid
    order by b.signal_at, b.id limit ${MAXIMUM}`);
  return rows.map(
    (row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
      ) as unknown as RegisterRow,
  );
}

/** The register for the file. */
export function renderRegister(rows: readonly RegisterRow[], context: Context): Document {
  const { locale, now } = context;
  const text = context.text.bind(context);
  const at = (time: string | null): string[] => [time === null ? '–' : formatInstant(new Date(time), locale)];
  const count = (value: number | null): string => (value === null ? '–' : formatCount(value, locale));
  return {
    title: text('breach.register.title'),
    subtitle: text('breach.register.asOf', { day: formatDate(now, locale) }),
    language: locale,
    date: now,
    blocks:
      rows.length === 0
        ? [{ kind: 'paragraph', text: text('breach.register.none') }]
        : rows.flatMap((row) => [
            { kind: 'heading', level: 1, text: `${row.number}. ${row.controller}` },
            { kind: 'paragraph', text: row.description },
            {
              kind: 'definitions',
              items: [
                { term: text('breach.notice.people'), details: [count(row.people)] },
                { term: text('breach.notice.records'), details: [count(row.records)] },
                {
                  term: text('breach.notice.categories'),
                  details: [
                    row.categories
                      ? row.categories
                          .split(' ')
                          .map((name) => text(`category.${name}`))
                          .join(', ')
                      : '–',
                  ],
                },
                { term: text('breach.time.signal'), details: at(row.signalAt) },
                { term: text('breach.time.aware'), details: at(row.awareAt) },
                { term: text('breach.time.told'), details: at(row.toldAt) },
                {
                  term: text('breach.time.authority'),
                  details: [...at(row.authorityToldAt), ...said(row.authorityReason)],
                },
                { term: text('breach.time.people'), details: [...at(row.peopleToldAt), ...said(row.peopleReason)] },
                { term: text('breach.time.closed'), details: at(row.closedAt) },
                ...(row.lessons ? [{ term: text('breach.register.lessons'), details: [row.lessons] }] : []),
              ],
            } as const,
          ]),
  };
}

const said = (reason: string): string[] => (reason === '' ? [] : [reason]);
