import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { invalid, notFound } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { textOrNull } from '../../base/input-text.js';
import { requireOpenUnits } from '../../tenants/index.js';
import type { ScopeKind } from '../matrix/matrix.model.js';
import type { RoleScopeInput } from './role-scope.inputs.js';

/** To what a grant limits its role. */
export interface GrantedScope {
  readonly unitId: string | null;
  readonly stage: string | null;
  readonly groupIds: readonly string[];
  readonly personIds: readonly string[];
}

type Part = 'unitId' | 'groupIds' | 'stage' | 'personIds';

/** What a grant may name, by the scope of its role. */
const parts: Readonly<Record<ScopeKind, readonly Part[]>> = {
  TENANT: [],
  UNIT: ['unitId'],
  SUPERVISED: [],
  GROUPS: ['groupIds', 'stage'],
  MODULE: ['unitId'],
  PEOPLE: ['personIds'],
  SELF: [],
};

/** Checks what a grant names against the scope of its role, and that all of it is there for who grants it. */
export async function grantedScope(
  context: Context,
  action: 'role.grant' | 'exception.request',
  kind: ScopeKind,
  input: RoleScopeInput,
): Promise<GrantedScope> {
  const { unitId, personIds, groupIds } = input;
  const stage = textOrNull(input.stage);
  const named: Readonly<Record<Part, boolean>> = {
    unitId: Boolean(unitId),
    stage: stage !== null,
    groupIds: (groupIds ?? []).length > 0,
    personIds: (personIds ?? []).length > 0,
  };
  for (const part of Object.keys(named) as Part[]) {
    if (named[part] && !parts[kind].includes(part)) throw invalid(`role.scope.${kind}`, ['input', part]);
  }
  const isNeeded = kind === 'UNIT' || kind === 'GROUPS' || kind === 'PEOPLE';
  if (isNeeded && !parts[kind].some((part) => named[part])) {
    throw invalid(`role.scope.${kind}`, ['input', parts[kind][0] ?? 'role']);
  }
  const [unit = null] = unitId ? await requireOpenUnits(context, action, [unitId], 'unitId') : [];
  return {
    unitId: unit,
    stage,
    groupIds: await openGroups(context, action, groupIds ?? []),
    personIds: await knownPersons(context, personIds ?? []),
  };
}

async function openGroups(context: Context, action: string, globalIds: readonly string[]): Promise<readonly string[]> {
  const ids = [...new Set(globalIds.map((id) => uuidOf('Group', id)))];
  if (ids.length === 0) return [];
  const units = context.access.units(action);
  const within = units === 'all' ? sql`true` : sql`unit_id = any(${[...units]}::uuid[])`;
  const row = await context.db.first<{ found: number }>(sql`select count(*)::int as found from person_group
    where tenant_id = ${context.viewer.tenantId}::uuid and id = any(${ids}::uuid[]) and archived_at is null and ${within}`);
  if (ids.includes(null) || row?.found !== ids.length) throw notFound('input', 'groupIds');
  return ids as string[];
}

async function knownPersons(context: Context, globalIds: readonly string[]): Promise<readonly string[]> {
  const ids = [...new Set(globalIds.map((id) => uuidOf('Person', id) ?? ''))];
  if (ids.length > 0) await context.access.requirePersons('person.read', ids, 'personIds', { category: 'NAME' });
  return ids;
}

/** Writes down the groups and people that a grant names, or an exception. */
export async function insertScope(
  db: Transaction,
  owner: { readonly grantId: string } | { readonly exceptionId: string },
  scope: GrantedScope,
): Promise<void> {
  const { grantId, exceptionId } = { grantId: null, exceptionId: null, ...owner };
  const rows = [
    ...scope.groupIds.map((groupId) => ({ id: newId(), groupId, personId: null })),
    ...scope.personIds.map((personId) => ({ id: newId(), groupId: null, personId })),
  ];
  if (rows.length === 0) return;
  await db.run(sql`insert into role_scope (tenant_id, id, grant_id, exception_id, group_id, person_id)
    select ${db.scope.tenantId}::uuid, r.id, ${grantId}::uuid, ${exceptionId}::uuid, r."groupId", r."personId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r(id uuid, "groupId" uuid, "personId" uuid)`);
}
