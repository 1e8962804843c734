import sql from 'sql-template-tag';
import type { Database } from '../base/database/database.js';

export interface Visit {
  readonly tenantId: string;
  readonly accountId: string;
  readonly personId: string | null;
  readonly address: string | null;
  readonly secondFactorAt: Date | null;
}

const QUIET_MS = 5 * 60_000;
const REMEMBERED = 50_000;

/**
 * Records from where and when an account was last used: at most once in five minutes per account and address, in a
 * transaction of its own, so that reads stay reads.
 */
export class VisitRecorder {
  private readonly recent = new Map<string, number>();
  private readonly pending = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  record(visit: Visit): void {
    const key = `${visit.accountId} ${visit.address} ${visit.secondFactorAt?.getTime()}`;
    const now = Date.now();
    if (now - (this.recent.get(key) ?? 0) < QUIET_MS) return;
    if (this.recent.size >= REMEMBERED) this.recent.clear();
    this.recent.set(key, now);
    const writing = this.write(visit).catch(this.onFailure);
    this.pending.add(writing);
    void writing.finally(() => this.pending.delete(writing));
  }

  /** Waits for what is being written, before the process ends. */
  async flush(): Promise<void> {
    await Promise.all(this.pending);
  }

  private write(visit: Visit): Promise<void> {
    return this.database.transaction({ tenantId: visit.tenantId }, async (db) => {
      await db.run(sql`update account set last_visit_at = now(),
          last_second_factor_at = greatest(last_second_factor_at, ${visit.secondFactorAt}::timestamptz)
        where tenant_id = ${visit.tenantId}::uuid and id = ${visit.accountId}::uuid`);
      if (visit.address === null) return;
      // Bound to the account's row and link as they are now, so that an erased person's address does not come back.
      await db.run(sql`insert into account_address (tenant_id, account_id, person_id, address)
        select tenant_id, id, person_id, ${visit.address}::inet from account
        where tenant_id = ${visit.tenantId}::uuid and id = ${visit.accountId}::uuid
          and person_id is not distinct from ${visit.personId}::uuid and closed_at is null
        on conflict (tenant_id, account_id, address) do update set last_seen_at = now(), person_id = excluded.person_id`);
    });
  }
}
