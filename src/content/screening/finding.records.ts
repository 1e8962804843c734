import sql, { join, type Sql } from 'sql-template-tag';
import type { Access } from '../../base/access.js';
import type { Transaction } from '../../base/database/transaction.js';
import { uuidOf } from '../../base/ids.js';
import { predicateOf } from '../../base/predicate.js';
import type { DecidedFinding } from './content-acts.js';
import type { FindingFilter, ScreeningFilter } from './finding.inputs.js';
import type { FindingState } from './screening.states.js';

/** A row of `finding`, as decisions need it. */
export interface FindingRow extends DecidedFinding {
  readonly state: FindingState;
  /** Whether a decision in bulk is about to be made on it. */
  readonly isInBulk: boolean;
  readonly version: number;
}

/** One for which a decision is written down that is being carried out. */
export interface MarkedFinding extends FindingRow {
  readonly reason: string;
  readonly accountId: string;
  readonly deciderId: string | null;
}

/** Whether a decision in bulk is about to be made on a finding. Of one that was cancelled, or has failed, the rest is free. */
export const isInBulk = (finding: Sql): Sql => sql`(${finding}.operation_id is not null and exists (
  select 1 from operation x where x.tenant_id = ${finding}.tenant_id and x.id = ${finding}.operation_id
    and x.state in ('QUEUED', 'RUNNING')))`;

export const findingColumns = sql`f.id, f.person_id as "personId", f.content, f.comment_id as "commentId",
  f.upload_id as "uploadId", f.kind, f.value_key as "valueKey", f.state, ${isInBulk(sql`f`)} as "isInBulk", f.version`;

export const markedColumns = sql`${findingColumns}, f.reason, f.decided_by_account_id as "accountId",
  f.decided_by_person_id as "deciderId"`;

/** Opens what is marked and not done. */
export async function leave(db: Transaction, findings: readonly FindingRow[]): Promise<void> {
  await db.run(sql`update finding set operation_id = null, reason = null, decided_by_account_id = null,
      decided_by_person_id = null, version = version + 1
    where tenant_id = ${db.scope.tenantId}::uuid and id = any(${findings.map(({ id }) => id)}::uuid[]) and state = 'OPEN'`);
}

/**
 * The rows about a content for which the viewer holds a right over it: over free text, over files, or over what stands in
 * tenant-defined fields, which is of whatever category the field is.
 */
export function overContent(access: Access, action: string, alias: Sql): Sql {
  const person = sql`${alias}.person_id`;
  const of = (need: { category: string; roles?: readonly string[] }): Sql =>
    sql`(${predicateOf(access.persons(action, person, need))})`;
  return sql`case ${alias}.content when 'COMMENT' then ${of({ category: 'FREE_TEXT' })}
    when 'ATTACHMENT' then ${of({ category: 'FILE' })} else ${of({ category: 'FILE', roles: [] })} end`;
}

/** Whether a finding is graver than others. */
export const isGrave = (
  finding: Sql,
): Sql => sql`(${finding}.kind = 'SPECIAL_CATEGORY' and exists (select 1 from tenant x
  where x.tenant_id = ${finding}.tenant_id and x.special_categories_ruled_out))`;

/** Whether it stands in what a comment said before. */
export const isEarlier = (finding: Sql): Sql => sql`(${finding}.comment_version is not null and not exists (
  select 1 from comment x where x.tenant_id = ${finding}.tenant_id and x.id = ${finding}.comment_id
    and x.version = ${finding}.comment_version))`;

const all = (conditions: readonly Sql[]): Sql => (conditions.length > 0 ? join([...conditions], ' and ') : sql`true`);

const named = (type: string, globalId: string): Sql => sql`${uuidOf(type, globalId)}::uuid`;

/** The filter as SQL; an id that is none finds nothing. */
export function findingFilter(filter: FindingFilter | null | undefined, finding: Sql): Sql {
  const { kinds, states, contents, severity, minimumConfidence, personId, unitId, commentId, uploadId } = filter ?? {};
  const found: Sql[] = [];
  if (kinds) found.push(sql`${finding}.kind = any(${kinds}::text[])`);
  if (states) found.push(sql`${finding}.state = any(${states}::text[])`);
  if (contents) found.push(sql`${finding}.content = any(${contents}::text[])`);
  if (severity) found.push(sql`${isGrave(finding)} = ${severity === 'HIGH'}::boolean`);
  if (minimumConfidence != null) found.push(sql`${finding}.confidence >= ${Math.round(minimumConfidence * 100)}`);
  if (personId) found.push(sql`${finding}.person_id = ${named('Person', personId)}`);
  if (unitId) {
    found.push(sql`exists (select 1 from affiliation x where x.tenant_id = ${finding}.tenant_id
      and x.person_id = ${finding}.person_id and x.unit_id = ${named('Unit', unitId)})`);
  }
  if (commentId) found.push(sql`${finding}.comment_id = ${named('Comment', commentId)}`);
  if (uploadId) found.push(sql`${finding}.upload_id = ${named('Upload', uploadId)}`);
  if (filter?.inEarlierVersion != null) {
    found.push(sql`${isEarlier(finding)} = ${filter.inEarlierVersion}::boolean`);
  }
  return all(found);
}

/** The same for the contents that are screened. */
export function screeningFilter(filter: ScreeningFilter | undefined, screening: Sql): Sql {
  const { states, contents, personId } = filter ?? {};
  const found: Sql[] = [];
  if (states) found.push(sql`${screening}.state = any(${states}::text[])`);
  if (contents) found.push(sql`${screening}.content = any(${contents}::text[])`);
  if (personId) found.push(sql`${screening}.person_id = ${named('Person', personId)}`);
  return all(found);
}
