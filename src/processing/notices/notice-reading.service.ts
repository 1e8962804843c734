import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { notFound, Refusal } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import type { Locale } from '../../base/locale.js';

/** Whether a newer version took its place, as SQL over `n`. */
const isNewest = sql`not exists (select 1 from privacy_notice newer where newer.tenant_id = n.tenant_id
  and newer.language = n.language and newer.version > n.version)`;

/** Who has read which version of the privacy notice. */
export class NoticeReadingService {
  /** The viewer says that they have read a notice that is in force; answers its id. Saying it again changes nothing. */
  async acknowledge(context: Context, globalId: string): Promise<string> {
    const { db, viewer } = context;
    const id = uuidOf('PrivacyNotice', globalId);
    const notice =
      id &&
      (await db.first<{ isNewest: boolean; language: string; version: number }>(sql`select ${isNewest} as "isNewest",
          n.language, n.version
        from privacy_notice n where n.tenant_id = ${viewer.tenantId}::uuid and n.id = ${id}::uuid`));
    if (!id || !notice || viewer.personId === null) throw notFound('input', 'privacyNoticeId');
    if (!notice.isNewest) {
      throw new Refusal({ code: 'CONFLICT', messageKey: 'notice.notInForce', field: ['input', 'privacyNoticeId'] });
    }
    const written =
      await db.run(sql`insert into privacy_notice_reading (tenant_id, id, notice_id, account_id, person_id)
      values (${viewer.tenantId}::uuid, ${newId()}::uuid, ${id}::uuid, ${viewer.accountId}::uuid, ${viewer.personId}::uuid)
      on conflict (tenant_id, notice_id, account_id) do nothing`);
    if (written > 0) {
      const { language, version } = notice;
      await writeLog(context, {
        action: 'privacyNotice.acknowledge',
        personIds: [viewer.personId],
        categories: ['ACTIVITY'],
        details: { privacyNoticeId: id, language, version },
      });
    }
    return id;
  }

  /**
   * The notice that the viewer has yet to read: in their language where there is one, else in the tenant's, else in any.
   * None where they have read the one in force in any language, or none is published.
   */
  async unread({ db, viewer, locale }: Context): Promise<string | null> {
    const row = await db.first<{ id: string; isRead: boolean; language: Locale }>(sql`select n.id,
        exists (select 1 from privacy_notice n join privacy_notice_reading r
          on r.tenant_id = n.tenant_id and r.notice_id = n.id and r.account_id = ${viewer.accountId}::uuid
          where n.tenant_id = ${viewer.tenantId}::uuid and ${isNewest}) as "isRead"
      from privacy_notice n join tenant t on t.tenant_id = n.tenant_id
      where n.tenant_id = ${viewer.tenantId}::uuid and ${isNewest}
      order by n.language = ${locale} desc, n.language = t.locale desc, n.language limit 1`);
    return row && !row.isRead ? row.id : null;
  }
}
