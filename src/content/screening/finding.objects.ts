import sql, { type Sql } from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import type { PreparedValue, RowGuard } from '../../base/reading/index.js';
import { describeObject } from '../../catalogue/index.js';
import { EXCERPT } from './content-findings.js';
import type { Place } from './extract/index.js';
import { Finding } from './finding.entity.js';
import { isEarlier, isGrave, isInBulk, overContent } from './finding.records.js';
import type { FindingExcerpt, FindingPlace } from './finding.types.js';
import type { FindingState } from './screening.states.js';

interface ReadExcerpt {
  readonly body: string | null;
  readonly excerpt: string | null;
  readonly start: number;
  readonly end: number;
  readonly excerptStart: number;
}

/** A text around a stretch of it. */
function around({ body, excerpt, start, end, excerptStart }: ReadExcerpt): FindingExcerpt | null {
  if (excerpt !== null) {
    return { text: excerpt, start: excerptStart, end: excerptStart + end - start, isRedacted: true };
  }
  if (body === null) return null;
  const from = Math.max(0, start - EXCERPT);
  const text = body.slice(from, end + EXCERPT).toWellFormed();
  return { text, start: start - from, end: end - from, isRedacted: false };
}

/** Of a comment the text is read where it stands, by who may read it; of a file what was kept of it is shown to the same people. */
async function prepareExcerpt({ access }: Context, _guard: RowGuard, f: Sql): Promise<PreparedValue> {
  const shown = sql`(${f}.state in ('OPEN', 'DISMISSED') and ${overContent(access, 'person.read', f)})`;
  return {
    sql: sql`case when ${shown} then json_build_object('body', coalesce(
        (select c.body from comment c where c.tenant_id = ${f}.tenant_id and c.id = ${f}.comment_id
          and c.version = ${f}.comment_version),
        (select v.body from comment_version v where v.tenant_id = ${f}.tenant_id and v.comment_id = ${f}.comment_id
          and v.version = ${f}.comment_version)),
      'excerpt', ${f}.excerpt, 'start', ${f}.start_at, 'end', ${f}.end_at, 'excerptStart', ${f}.excerpt_start) end`,
    finish: (value) => value && around(value as ReadExcerpt),
    elements: [
      { name: 'comment.body', need: { category: 'FREE_TEXT' } },
      { name: 'finding.excerpt', need: { category: 'FILE' } },
    ],
    shows: (value) => {
      const read = value as ReadExcerpt | null;
      if (!read) return [];
      return read.excerpt === null ? ['comment.body'] : ['finding.excerpt'];
    },
  };
}

const computed = (value: (finding: Sql) => Sql) =>
  async function prepare(_context: Context, _guard: RowGuard, finding: Sql): Promise<PreparedValue> {
    return { sql: value(finding), finish: (read) => read, elements: [] };
  };

const placeOf = (place: Partial<Place>, start: unknown, end: unknown): FindingPlace => ({
  part: place.part ?? 'BODY',
  page: place.page ?? null,
  sheet: place.sheet ?? null,
  row: place.row ?? null,
  column: place.column ?? null,
  paragraph: place.paragraph ?? null,
  line: place.line ?? null,
  attachments: [...(place.attachments ?? [])],
  start: Number(start),
  end: Number(end),
});

/** Findings are seen by who manages them for the person, whatever else of the person they may read. */
export const findingObject = describeObject<Finding>({
  type: 'Finding',
  entity: Finding,
  subject: 'personId',
  columns: ['kind', 'state', 'content', 'commentVersion', 'decidedAt', 'foundAt', 'version'],
  readBy: { action: 'screening.manage', category: 'FREE_TEXT' },
  rows: (access, alias) => overContent(access, 'screening.manage', alias),
  computed: {
    confidence: { from: ['confidence'], value: ([hundredths]) => Number(hundredths) / 100 },
    reason: {
      from: ['state', 'reason'],
      value: ([state, reason]) => ((state as FindingState) === 'OPEN' ? null : reason),
    },
    place: {
      from: ['place', 'startAt', 'endAt'],
      value: ([place, start, end]) => placeOf(place as Partial<Place>, start, end),
    },
  },
  prepared: {
    excerpt: prepareExcerpt,
    severity: computed((finding) => sql`case when ${isGrave(finding)} then 'HIGH' else 'NORMAL' end`),
    inEarlierVersion: computed(isEarlier),
    isInBulk: computed(isInBulk),
  },
  relations: {
    person: { to: 'Person', shape: 'one', element: null, on: (row, person) => sql`${person}.id = ${row}.person_id` },
    comment: {
      to: 'Comment',
      shape: 'one',
      element: null,
      on: (row, comment) => sql`${comment}.id = ${row}.comment_id`,
    },
    upload: { to: 'Upload', shape: 'one', element: null, on: (row, upload) => sql`${upload}.id = ${row}.upload_id` },
    decidedBy: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (row, person) => sql`${row}.state <> 'OPEN' and ${person}.id = ${row}.decided_by_person_id`,
    },
  },
  sorts: {
    FOUND_AT: [{ property: 'foundAt', type: 'timestamptz' }],
    CONFIDENCE: [{ property: 'confidence', type: 'int' }],
  },
});
