import sql from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { toGlobalId } from '../../base/ids.js';
import { activityOf, toActivity } from './lockbox.objects.js';
import type { LockboxInUseType } from './lockbox.types.js';
import { isInForce } from './lockbox-states.js';

const MOST_IN_USE = 100;

type Row = Omit<LockboxInUseType, 'lockboxAccessId' | 'activity'> & {
  readonly id: string;
  readonly activity: Omit<LockboxInUseType['activity'], 'lastUsedAt'> & { readonly lastUsedAt: string | null };
};

/** What is in force in the transaction's tenant now, and how it is used; what was approved last comes first. */
export async function lockboxesInUse(db: Transaction): Promise<LockboxInUseType[]> {
  const rows = await db.many<Row>(sql`select b.id, b.staff_name as "staffName", b.reason, b.decided_at as since,
      b.ends_at as "endsAt", ${activityOf(sql`b`)} as activity
    from lockbox_access b where b.tenant_id = ${db.scope.tenantId}::uuid and ${isInForce(sql`b`)}
    order by b.decided_at desc, b.id limit ${MOST_IN_USE}`);
  return rows.map(({ id, activity, ...row }) => ({
    ...row,
    lockboxAccessId: toGlobalId('LockboxAccess', id),
    activity: toActivity(activity),
  }));
}
