import sql from 'sql-template-tag';
import type { Transaction } from '../base/database/transaction.js';

/**
 * Who has lost a place in a unit, or a pupil, and has none left has left (ST-10, DP-14). Somebody who never had any has not:
 * only an end makes a leaver. A guardian’s places are the pupils alone.
 */
export async function noteDepartures(db: Transaction, personIds: readonly string[]): Promise<void> {
  await db.run(sql`update person p set left_at = clock_timestamp()
    where p.tenant_id = ${db.scope.tenantId}::uuid and p.id = any(${[...personIds]}::uuid[]) and p.left_at is null
      and not exists (select 1 from guardianship g where g.tenant_id = p.tenant_id and g.guardian_id = p.id)
      and (p.register = 'GUARDIAN'
        or not exists (select 1 from affiliation a where a.tenant_id = p.tenant_id and a.person_id = p.id))`);
}

/** Who has a place again is back, unless the card says that they left. */
export async function noteReturns(db: Transaction, personIds: readonly string[]): Promise<void> {
  await db.run(sql`update person set left_at = null
    where tenant_id = ${db.scope.tenantId}::uuid and id = any(${[...personIds]}::uuid[]) and left_at is not null
      and status = 'active'`);
}
