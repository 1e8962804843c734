import sql from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { Refusal } from '../../base/errors.js';
import { isOverdue } from '../leavers/leaver-facts.js';

/** How many can act for the tenant's controller for good: by open, linked accounts of people who have not left, narrowed to no unit, and by grants without end. */
export async function countControllers(db: Transaction): Promise<number> {
  const row = await db.first<{ count: number }>(sql`select count(distinct a.id)::int as count
    from role_grant g join account a on a.tenant_id = g.tenant_id and a.id = g.account_id
    where g.tenant_id = ${db.scope.tenantId}::uuid and g.role = 'controller' and g.valid_from <= clock_timestamp()
      and g.valid_until is null and a.kind = 'personal' and a.person_id is not null and a.home_unit_id is null
      and a.closed_at is null and not ${isOverdue(sql`a`)}`);
  return row?.count ?? 0;
}

/** Lets one transaction at a time change who acts for the tenant's controller: the second waits for the first. */
export async function lockControllers(db: Transaction): Promise<void> {
  await db.run(sql`select 1 from tenant where tenant_id = ${db.scope.tenantId}::uuid for no key update`);
}

/**
 * Does what could take the role of a controller from somebody, and refuses it with LAST_CONTROLLER when nobody would be
 * left: a tenant without one could neither answer its data subjects nor appoint another.
 */
export async function keepingController<Result>(
  db: Transaction,
  field: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  await lockControllers(db);
  const before = await countControllers(db);
  const result = await work();
  if (before > 0 && (await countControllers(db)) === 0) {
    throw new Refusal({ code: 'LAST_CONTROLLER', messageKey: 'role.lastController', field });
  }
  return result;
}
