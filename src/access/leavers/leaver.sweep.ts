import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { writeSystemLog } from '../../audit/index.js';
import type { Database } from '../../base/database/database.js';
import { eachTenant } from '../../base/database/each-tenant.js';
import type { Transaction } from '../../base/database/transaction.js';
import { lockControllers } from '../grants/controllers.js';
import { removeAccounts } from './account-removal.js';
import { isClosedAsLeaver, isHeld, isLastController } from './leaver-facts.js';

const BATCH = 500;

interface Touched {
  readonly id: string;
  readonly personId: string;
}

/**
 * Writes down what became of the accounts of people who left (ST-10): closed, open again where somebody is back, and at the
 * end deleted with their grants. Nobody waits for it to be kept out: that is asked when an account is used.
 */
export class LeaverSweep {
  constructor(
    private readonly database: Database,
    private readonly report: (error: unknown) => void,
  ) {}

  run(): Promise<void> {
    return eachTenant(
      this.database,
      async (tenantId) => {
        for (const step of [reopen, close, remove]) while ((await this.step(tenantId, step)) === BATCH);
      },
      this.report,
    );
  }

  private step(tenantId: string, step: (db: Transaction) => Promise<number>): Promise<number> {
    return this.database.transaction({ tenantId }, async (db) => {
      // Who acts for the controller is not changed by two at a time.
      await lockControllers(db);
      return step(db);
    });
  }
}

async function reopen(db: Transaction): Promise<number> {
  const back = await db.many<Touched>(sql`update account a
    set closed_at = null, closed_as_leaver = false, version = version + 1
    where a.tenant_id = ${db.scope.tenantId}::uuid and a.id in (select a.id from account a
      where a.tenant_id = ${db.scope.tenantId}::uuid and a.closed_as_leaver and not ${isClosedAsLeaver(sql`a`)}
      order by a.id limit ${BATCH})
    returning a.id, a.person_id as "personId"`);
  return log(db, back, 'reopened');
}

async function close(db: Transaction): Promise<number> {
  const closed = await db.many<Touched>(sql`update account a
    set closed_at = clock_timestamp(), closed_as_leaver = true, version = version + 1
    where a.tenant_id = ${db.scope.tenantId}::uuid and a.id in (select a.id from leaver l
      join account a on a.tenant_id = l.tenant_id and a.id = l.id
      where l.tenant_id = ${db.scope.tenantId}::uuid and a.closed_at is null and ${isClosedAsLeaver(sql`a`)}
      order by a.id limit ${BATCH})
    returning a.id, a.person_id as "personId"`);
  return log(db, closed, 'closed');
}

async function remove(db: Transaction): Promise<number> {
  const due = await db.many<Touched>(sql`select a.id, a.person_id as "personId" from leaver l
    join account a on a.tenant_id = l.tenant_id and a.id = l.id
    join person p on p.tenant_id = a.tenant_id and p.id = a.person_id
    where l.tenant_id = ${db.scope.tenantId}::uuid and l.deletes_at <= clock_timestamp() and p.erasure_id is null
      and not ${isLastController(sql`a`)} and not ${isHeld(sql`a`)}
    order by a.id limit ${BATCH} for update of a`);
  if (due.length > 0)
    await removeAccounts(
      db,
      due.map(({ id }) => id),
    );
  return log(db, due, 'deleted');
}

async function log(db: Transaction, touched: readonly Touched[], change: string): Promise<number> {
  const requestId = randomUUID();
  for (const { id, personId } of touched) {
    await writeSystemLog(db, {
      action: 'account.manage',
      personIds: [personId],
      categories: ['SIGN_IN'],
      details: { accountId: id, change, because: change === 'reopened' ? 'back' : 'left' },
      requestId,
    });
  }
  return touched.length;
}
