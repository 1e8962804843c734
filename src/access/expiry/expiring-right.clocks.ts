import sql, { raw } from 'sql-template-tag';
import { roleLabel } from '../../audit/index.js';
import { type ClockKind, type ClockSource, type DataCategory, ofPerson } from '../../catalogue/index.js';
import type { ExpiringKind } from './expiring-right.types.js';

const ending = (
  kind: ClockKind,
  right: ExpiringKind,
  type: string,
  [table, column]: readonly [string, string],
  category: DataCategory,
): ClockSource => ({
  kind,
  type,
  rows: (tenantId, now) => sql`select e.id, e.ends_at, (select w.${raw(column)} from ${raw(table)} w
      where w.tenant_id = e.tenant_id and w.id = e.id), e.person_id, null::uuid
    from expiring_right e where e.tenant_id = ${tenantId} and e.kind = ${right} and e.ends_at > ${now}`,
  seen: ofPerson('person.read', category),
});

/** A role is said by its name. */
const named = (source: ClockSource): ClockSource => ({ ...source, say: (role, context) => roleLabel(context, role) });

/** What ends by itself, as the view `expiring_right` has it. What has ended is no clock any more. */
export const expiryClocks: readonly ClockSource[] = [
  named(ending('ROLE_END', 'ROLE', 'RoleGrant', ['role_grant', 'role'], 'SIGN_IN')),
  named(ending('EXCEPTION_END', 'EXCEPTION', 'AccessException', ['access_exception', 'role'], 'SIGN_IN')),
  ending('FUNCTION_END', 'FUNCTION', 'FunctionAssignment', ['function_assignment', 'function'], 'EMPLOYMENT'),
  ending('COURSE_LAPSE', 'COURSE', 'CourseRecord', ['course_record', 'course'], 'EMPLOYMENT'),
];
