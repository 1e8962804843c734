import sql from 'sql-template-tag';
import type { Database } from '../../base/database/database.js';
import { eachTenant } from '../../base/database/each-tenant.js';
import type { Transaction } from '../../base/database/transaction.js';
import { type JobQueue, SCREENING } from '../../base/jobs/queue.js';
import type { ContentScreener } from './content-screener.js';
import { ensureSecret, rulesOf } from './screening-rules.js';

/** For how long a job screens one tenant before it lets others have their turn. */
const SLICE_MS = 10_000;

/** How many contents are asked for anew in one statement. */
const AGAIN_AT_ONCE = 5_000;

/**
 * The work of screening. What is to be screened stands in `content_screening`; a job of the queue only says in which tenant
 * there is something, so that one too many does nothing and one that was lost is made up for by the look every minute.
 */
export class ScreeningJobs {
  /** The rules by which everything of a tenant was last asked for, as this process knows. */
  private readonly asked = new Map<string, string>();

  constructor(
    private readonly database: Database,
    private readonly queue: JobQueue,
    private readonly screener: ContentScreener,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Has the transaction's tenant screened once it has been committed. */
  wake(db: Transaction): Promise<void> {
    return this.queue.send(db, SCREENING, { tenantId: db.scope.tenantId ?? '' });
  }

  /** Screens what waits in a tenant, for a while; what is left then waits behind the other tenants. */
  readonly run = async ({ tenantId }: { readonly tenantId: string }, signal: AbortSignal): Promise<void> => {
    await this.database.transaction({ tenantId }, ensureSecret);
    const until = Date.now() + SLICE_MS;
    while (Date.now() < until) {
      if (signal.aborted || !(await this.screener.screenSome(tenantId, signal))) return;
    }
    await this.database.transaction({ tenantId }, (db) => this.wake(db));
  };

  /** Asks for whatever was screened by other rules than those of now; answers whether there was something. */
  async again(db: Transaction): Promise<boolean> {
    const { tenantId } = db.scope;
    const { name } = await rulesOf(db);
    const asked = await db.run(sql`with other as materialized (select s.id from content_screening s
        where s.tenant_id = ${tenantId}::uuid and s.rules <> ${name} and s.state <> 'PENDING'
        limit ${AGAIN_AT_ONCE} for update skip locked)
      update content_screening u set state = 'PENDING', attempts = 0, held_until = null, asked_at = now()
      from other where u.tenant_id = ${tenantId}::uuid and u.id = other.id`);
    return asked > 0;
  }

  /** Every minute: what waits without a job that knows of it, and what rules that changed ask for anew. */
  readonly catchUp = (): Promise<void> =>
    eachTenant(
      this.database,
      async (tenantId) => {
        const inTenant = <Result>(work: (db: Transaction) => Promise<Result>): Promise<Result> =>
          this.database.transaction({ tenantId }, work);
        const { name } = await inTenant(rulesOf);
        if (this.asked.get(tenantId) !== name) {
          while (await inTenant((db) => this.again(db))) {
            // Until all of it waits.
          }
          this.asked.set(tenantId, name);
        }
        await inTenant(async (db) => {
          const waiting = await db.first(sql`select 1 from content_screening where tenant_id = ${tenantId}::uuid
            and state = 'PENDING' and rewriting_since is null and (held_until is null or held_until <= now()) limit 1`);
          if (waiting) await this.wake(db);
        });
      },
      this.report,
    );
}
