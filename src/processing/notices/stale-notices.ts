import sql from 'sql-template-tag';
import type { Clock } from '../../base/clock.js';
import type { Context } from '../../base/context.js';
import type { Database } from '../../base/database/database.js';
import { eachTenant } from '../../base/database/each-tenant.js';
import { type ClockSource, withRight } from '../../catalogue/index.js';
import type { NoticeDraftService } from './notice-draft.service.js';

/** Notices in force that what they are derived from has left behind: due since that was seen. */
export const noticeClock: ClockSource = {
  kind: 'PRIVACY_NOTICE',
  type: 'PrivacyNotice',
  rows: (tenantId) => sql`select s.id, s.since, n.title, null::uuid, null::uuid from stale_notice s
    join privacy_notice n on n.tenant_id = s.tenant_id and n.id = s.id
    where s.tenant_id = ${tenantId} and not exists (select 1 from privacy_notice newer where newer.tenant_id = n.tenant_id
      and newer.language = n.language and newer.version > n.version)`,
  seen: withRight('privacyNotice.publish'),
};

/** Since when notices are stale: seen by a sweep, and by whoever publishes notices whenever the calendar is read. */
export class StaleNotices {
  constructor(
    private readonly drafts: NoticeDraftService,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Sees to it that a reading of the calendar finds the notices that are stale at that moment. */
  async seenBy(context: Context): Promise<void> {
    if (context.access.can('privacyNotice.publish')) await this.follow(context);
  }

  sweep(): Promise<void> {
    const { database, clock } = this;
    return eachTenant(
      database,
      (tenantId) => database.transaction({ tenantId }, (db) => this.follow({ db, now: clock.now() })),
      this.report,
    );
  }

  private async follow(context: Pick<Context, 'db' | 'now'>): Promise<void> {
    const { db, now } = context;
    const ids = await this.drafts.staleIds(context);
    await db.run(
      sql`delete from stale_notice where tenant_id = ${db.scope.tenantId}::uuid and id <> all(${ids}::uuid[])`,
    );
    await db.run(sql`insert into stale_notice (tenant_id, id, since)
      select ${db.scope.tenantId}::uuid, stale.id, ${now}::timestamptz from unnest(${ids}::uuid[]) stale (id)
      on conflict do nothing`);
  }
}
