import type { Context } from '../base/context.js';
import { logRoles } from './log-entry.entity.js';

/** A role as people read it: by the name that the tenant gave it, or in the reader’s language; by its key where it has none. */
export function roleLabel(context: Context, role: string): string {
  const known: readonly string[] = logRoles;
  const own = context.access.roleName(role);
  return own ?? (known.includes(role) ? context.text(`value.role_grant.role.${role}`) : role.replaceAll('_', ' '));
}

/** The field `roleLabel` of what has a role. */
export const roleLabelOf = {
  from: ['role'] as const,
  value: ([role]: readonly unknown[], context: Context): string => roleLabel(context, role as string),
};
