import type { TestTenant } from '../harness/tenant.js';

/** Everything by which rights could have changed. */
export async function rightsOf(tenant: TestTenant): Promise<string> {
  const tables = [
    'role_grant',
    'role_scope',
    'membership',
    'function_assignment',
    'access_exception',
    'matrix',
    'field_definition',
  ];
  const counts = tables.map(
    (table) =>
      `(select coalesce(md5(string_agg(t::text, '|' order by t.id)), '') from ${table} t where tenant_id = $1)`,
  );
  const [row] = await tenant.rows<{ state: string }>(
    `select concat_ws(' ', ${counts.join(', ')}, (select count(*) from log_entry where tenant_id = $1 and action not in ('access.explain', 'access.rehearse', 'person.read'))) as state`,
    [tenant.id],
  );
  return row?.state ?? '';
}
