import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound, staleVersion } from '../../base/errors.js';
import { newId } from '../../base/ids.js';
import { requiredText, textOrNull } from '../../base/input-text.js';
import type { Locale } from '../../base/locale.js';
import type { NoticeSection } from './notice.model.js';
import type { PrivacyNotice } from './privacy-notice.entity.js';
import type { PublishPrivacyNoticeInput } from './privacy-notice.types.js';

/** A notice as everybody reads it. */
export type NoticeRow = Omit<PrivacyNotice, 'tenantId' | 'id'>;

const columns = sql`slug, language, version, controller, title, text, closing, sections, contact,
  published_at as "publishedAt"`;

/** The controllers' privacy notices: published by each, read by everybody. */
export class PrivacyNoticeService {
  /** `derive` says what the derived parts say now, in a language. */
  constructor(private readonly derive: (context: Context, language: Locale) => Promise<readonly NoticeSection[]>) {}

  /** Publishes the next version in a language; answers its id. */
  async publish(context: Context, input: PublishPrivacyNoticeInput): Promise<string> {
    const { db, viewer } = context;
    const { language } = input;
    const title = requiredText(input.title, 'title');
    const text = requiredText(input.text.replaceAll(/\r\n?/g, '\n'), 'text');
    const known = await db.first<{
      version: number;
      privacyContact: string;
    }>(sql`select privacy_contact as "privacyContact",
        coalesce((select max(version) from privacy_notice n where n.tenant_id = t.tenant_id and n.language = ${language}), 0)
          as version
      from tenant t where t.tenant_id = ${viewer.tenantId}::uuid`);
    const newest = known?.version ?? 0;
    if (newest !== (input.expectedVersion ?? 0)) throw staleVersion(newest);
    const contact = textOrNull(input.contact) ?? textOrNull(known?.privacyContact);
    if (contact === null) throw invalid('privacyNotice.contactNeeded', ['input', 'contact']);
    const closing = textOrNull(input.closing?.replaceAll(/\r\n?/g, '\n')) ?? '';
    const sections = await this.derive(context, language);
    const id = newId();
    const version = newest + 1;
    const inserted = await db.run(sql`insert into privacy_notice
        (tenant_id, id, slug, language, version, controller, title, text, closing, sections, contact)
      select tenant_id, ${id}::uuid, slug, ${language}, ${version}::integer, legal_name, ${title}, ${text},
        ${closing}, ${JSON.stringify(sections)}::jsonb, ${contact}
      from tenant where tenant_id = ${viewer.tenantId}::uuid
      on conflict (tenant_id, language, version) do nothing`);
    // Somebody else published at the same time.
    if (inserted === 0) throw staleVersion(version);
    await writeLog(context, { action: 'privacyNotice.publish', details: { privacyNoticeId: id, language, version } });
    return id;
  }

  /** The newest version in each language of the tenant with this short name; none where it published none. */
  current(context: Pick<Context, 'db'>, slug: string): Promise<NoticeRow[]> {
    return context.db.many<NoticeRow>(sql`select distinct on (language) ${columns} from privacy_notice
      where slug = ${slug} order by language, version desc`);
  }

  /** One version, also where a newer one has taken its place. */
  async version(context: Pick<Context, 'db'>, slug: string, language: Locale, version: number): Promise<NoticeRow> {
    const row = await context.db.first<NoticeRow>(sql`select ${columns} from privacy_notice
      where slug = ${slug} and language = ${language} and version = ${version}`);
    if (!row) throw notFound('version');
    return row;
  }
}
