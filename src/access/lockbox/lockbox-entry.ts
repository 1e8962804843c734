import sql from 'sql-template-tag';
import { writeSystemLog } from '../../audit/index.js';
import type { Transaction } from '../../base/database/transaction.js';
import type { LockboxRights } from '../../base/viewer.js';
import { LOCKBOX_ROLE } from './lockbox-role.js';
import { isInForce } from './lockbox-states.js';

/** In which tenant a member of staff asked for this access; null where they did not. Asked as the operator. */
export async function lockboxNamed(db: Transaction, id: string, staffAccountId: string): Promise<string | null> {
  const row = await db.first<{ tenantId: string }>(sql`select tenant_id as "tenantId" from lockbox_access
    where id = ${id}::uuid and staff_account_id = ${staffAccountId}::uuid`);
  return row?.tenantId ?? null;
}

/** What the access opens at this moment, in the transaction's tenant; null where it is not in force. */
export const lockboxRights = (db: Transaction, id: string, staffAccountId: string): Promise<LockboxRights | null> =>
  db.first<LockboxRights>(sql`select b.id, b.unit_id as "unitId", b.categories, b.purpose from lockbox_access b
    where b.tenant_id = ${db.scope.tenantId}::uuid and b.id = ${id}::uuid
      and b.staff_account_id = ${staffAccountId}::uuid and ${isInForce(sql`b`)}`);

/** Tells the tenant that access was used which opened nothing. */
export const noteRefusedUse = (db: Transaction, id: string, why: string, requestId: string): Promise<void> =>
  writeSystemLog(db, {
    action: 'person.read',
    outcome: 'refused',
    role: LOCKBOX_ROLE,
    accountId: id,
    details: { lockboxAccessId: id, why },
    requestId,
  });
