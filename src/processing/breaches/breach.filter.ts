import sql, { type Sql } from 'sql-template-tag';
import { uuidOf } from '../../base/ids.js';
import type { BreachFilter } from './breach.inputs.js';
import { isAuthorityOverdue, isOverdue, stateOf } from './breach.objects.js';

/** Which breaches of the register are listed. */
export function breachesWhere(filter: BreachFilter | null | undefined, now: Date): (breach: Sql) => Sql {
  const { state = null, origin = null, isOverdue: overdue = null } = filter ?? {};
  const tenantId = filter?.tenantId ? (uuidOf('Tenant', filter.tenantId) ?? '') : null;
  const at = sql`${now}::timestamptz`;
  return (breach) => sql`(${state}::text is null or ${stateOf(breach)} = ${state})
    and (${origin}::text is null or ${breach}.origin = ${origin})
    and (${overdue}::boolean is null or (${isOverdue(breach, at)} or ${isAuthorityOverdue(breach, at)}) = ${overdue}::boolean)
    and (${tenantId}::text is null or ${breach}.tenant_id::text = ${tenantId})
    and ${breach}.signal_at >= coalesce(${filter?.signalFrom ?? null}::timestamptz, '-infinity')
    and ${breach}.signal_at < coalesce(${filter?.signalBefore ?? null}::timestamptz, 'infinity')`;
}
