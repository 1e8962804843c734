import sql, { raw, type Sql } from 'sql-template-tag';
import type { BulkTransaction } from '../base/database/bulk.js';
import type { ImportProblemCode, ProblemCollector } from './problem-collector.js';

interface Found {
  readonly line: number;
}

/** The tables whose rows stand for something that an import may end. */
const REFUSED_KINDS: Readonly<Record<string, string>> = {
  in_user: 'user',
  in_class: 'class',
  in_enrollment: 'enrollment',
};

/** What only the whole set can tell: identifiers that stand twice, and references that lead nowhere. Bad rows are removed, and kept in mind as refused. */
export async function checkReferences(
  bulk: BulkTransaction,
  source: string,
  problems: ProblemCollector,
): Promise<void> {
  const remove = async (
    table: string,
    file: string,
    column: string,
    code: ImportProblemCode,
    condition: Sql,
    severity: 'error' | 'warning' = 'error',
  ): Promise<void> => {
    const kind = REFUSED_KINDS[table];
    const found =
      await bulk.many<Found>(sql`with gone as (delete from ${raw(table)} r where ${condition} returning r.*),
        kept as (insert into in_refused (kind, source_id)
          select ${kind ?? ''}::text, ${kind ? raw('source_id') : raw('null')} from gone where ${kind !== undefined})
      select line from gone`);
    found.sort((a, b) => a.line - b.line);
    for (const { line } of found) {
      if (severity === 'error') problems.error(file, line, column, code);
      else problems.warn(file, line, column, code);
    }
  };
  const twice = (table: string): Sql =>
    sql`exists (select 1 from ${raw(table)} o where o.source_id = r.source_id and o.line < r.line)`;
  const missing = (column: string, staged: string, stored: string): Sql => sql`not exists
    (select 1 from ${raw(staged)} o where o.source_id = r.${raw(column)}) and not exists
    (select 1 from ${raw(stored)} o where o.tenant_id = ${bulk.tenantId}::uuid and o.source = ${source}
      and o.source_id = r.${raw(column)})`;

  await remove('in_org', 'orgs.csv', 'sourcedId', 'DUPLICATE_SOURCED_ID', twice('in_org'));
  await remove('in_user', 'users.csv', 'sourcedId', 'DUPLICATE_SOURCED_ID', twice('in_user'));
  await remove('in_class', 'classes.csv', 'sourcedId', 'DUPLICATE_SOURCED_ID', twice('in_class'));
  await remove('in_enrollment', 'enrollments.csv', 'sourcedId', 'DUPLICATE_SOURCED_ID', twice('in_enrollment'));
  // An erased person stays erased, although the source still sends the card.
  await remove(
    'in_user',
    'users.csv',
    'sourcedId',
    'ERASED_PERSON',
    sql`exists (select 1 from import_suppression s
    where s.tenant_id = ${bulk.tenantId}::uuid and s.source = ${source}
      and s.digest = ${suppressionDigest(bulk.tenantId, source, sql`r.source_id`)})`,
    'warning',
  );
  await remove('in_user_org', 'users.csv', 'orgSourcedIds', 'UNKNOWN_REFERENCE', missing('org_id', 'in_org', 'unit'));
  // A user whose every organisation is unknown belongs nowhere: the row is bad.
  await remove(
    'in_user',
    'users.csv',
    'role',
    'REQUIRED_MISSING',
    sql`not exists
    (select 1 from in_user_org o where o.user_id = r.source_id)`,
  );
  await remove('in_class', 'classes.csv', 'schoolSourcedId', 'UNKNOWN_REFERENCE', missing('org_id', 'in_org', 'unit'));
  await bulk.run(sql`delete from in_user_org r where ${missing('user_id', 'in_user', 'person')}`);
  await remove(
    'in_enrollment',
    'enrollments.csv',
    'classSourcedId',
    'UNKNOWN_REFERENCE',
    missing('class_id', 'in_class', 'person_group'),
  );
  await remove(
    'in_enrollment',
    'enrollments.csv',
    'userSourcedId',
    'UNKNOWN_REFERENCE',
    missing('user_id', 'in_user', 'person'),
  );
  await remove('in_agent', 'users.csv', 'agentSourcedIds', 'SELF_REFERENCE', sql`r.user_id = r.agent_id`, 'warning');
  await remove(
    'in_agent',
    'users.csv',
    'agentSourcedIds',
    'UNKNOWN_REFERENCE',
    missing('agent_id', 'in_user', 'person'),
    'warning',
  );
  await bulk.run(sql`delete from in_agent r where ${missing('user_id', 'in_user', 'person')}`);
  await remove(
    'in_demographics',
    'demographics.csv',
    'sourcedId',
    'UNKNOWN_REFERENCE',
    missing('user_id', 'in_user', 'person'),
    'warning',
  );
}

/** Waits until no import of the tenant is under way, and keeps others waiting until the transaction ends. */
export const importTurn = (tenantId: string): Sql =>
  sql`select pg_advisory_xact_lock(hashtext('import'), hashtext(${tenantId}))`;

/** The digest under which an erased person is kept out of imports. */
export const suppressionDigest = (tenantId: string, source: Sql | string, sourceId: Sql | string): Sql =>
  sql`sha256(convert_to(${tenantId}::text || chr(31) || ${source}::text || chr(31) || ${sourceId}::text, 'UTF8'))`;
