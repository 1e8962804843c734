import type { Actor } from '../harness/actor.js';
import { mutate } from '../harness/mutation.js';
import { personGid, type TestTenant, tenantGid, unitGid } from '../harness/tenant.js';

const HOUR_MS = 60 * 60 * 1_000;

export const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR_MS).toISOString();

interface Asked {
  readonly people?: readonly string[];
  readonly unit?: string;
  readonly categories?: readonly string[];
  readonly hours?: number;
}

/** What a member of staff asks of a tenant. */
export const requestInput = (tenant: TestTenant, { people, unit, categories, hours = 8 }: Asked = {}) => ({
  tenantId: tenantGid(tenant.id),
  staffName: 'Signe Staff',
  ticket: 'T-1',
  reason: 'Names are shown twice',
  needed: 'The cards that are shown twice',
  purpose: 'SECURITY',
  categories: categories ?? ['NAME'],
  until: inHours(hours),
  ...(people ? { personIds: people.map(personGid) } : {}),
  ...(unit ? { unitId: unitGid(unit) } : {}),
});

/** Puts a request; answers its id. */
export async function asked(staff: Actor, tenant: TestTenant, what: Asked = {}): Promise<string> {
  const { lockboxAccess, userErrors } = await mutate<{ lockboxAccess: { id: string } | null }>(
    staff,
    'requestLockboxAccess',
    requestInput(tenant, what),
    'lockboxAccess { id }',
  );
  if (!lockboxAccess) throw new Error(JSON.stringify(userErrors));
  return lockboxAccess.id;
}

/** A request that the controller approves; answers its id. */
export async function letIn(staff: Actor, controller: Actor, tenant: TestTenant, what: Asked = {}, approval = {}) {
  const lockboxAccessId = await asked(staff, tenant, what);
  const { userErrors } = await mutate(controller, 'approveLockboxAccess', {
    lockboxAccessId,
    expectedVersion: 1,
    ...approval,
  });
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  return lockboxAccessId;
}
