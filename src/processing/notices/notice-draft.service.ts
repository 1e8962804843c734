import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { textOrNull } from '../../base/input-text.js';
import { LOCALES, type Locale } from '../../base/locale.js';
import type { Translator } from '../../base/messages.js';
import { wordsIn } from '../agreements/annex-words.js';
import { changesOf, type NoticeSection } from './notice.model.js';
import type { PrivacyNoticeDraftType } from './notice.types.js';
import { deriveSections } from './notice-sections.js';
import type { NoticeReader } from './notice-sources.js';
import type { PrivacyNotice } from './privacy-notice.entity.js';
import { toSections } from './privacy-notice.objects.js';
import type { NoticeRow } from './privacy-notice.service.js';

type Published = Pick<PrivacyNotice, 'id'> &
  Pick<NoticeRow, 'language' | 'version' | 'title' | 'text' | 'closing' | 'contact'> & {
    readonly sections: NoticeSection[];
  };

/** What a notice would say if it were published now, and how that differs from what is published. */
export class NoticeDraftService {
  constructor(
    private readonly reader: NoticeReader,
    private readonly translator: Translator,
  ) {}

  /** The derived parts as they are now. */
  async sections(context: Context, language: Locale): Promise<NoticeSection[]> {
    return deriveSections(await this.reader.read(context), wordsIn(this.translator, language));
  }

  async drafts(context: Context, wanted: readonly Locale[] | null): Promise<PrivacyNoticeDraftType[]> {
    const [sources, published, own] = await Promise.all([
      this.reader.read(context),
      this.published(context),
      this.ownLanguage(context),
    ]);
    const languages =
      wanted ?? LOCALES.filter((one) => one === own || published.some(({ language }) => language === one));
    return languages.map((language) => {
      const sections = deriveSections(sources, wordsIn(this.translator, language));
      const notice = published.find((one) => one.language === language);
      const changes = notice ? changesOf(notice.sections, sections) : [];
      return {
        language,
        controller: sources.controller,
        contact: textOrNull(sources.contact),
        sections: toSections(sections),
        publishedVersion: notice?.version ?? null,
        isStale: changes.length > 0,
        changes,
      };
    });
  }

  /** The notices in force that say something else than what is derived now. */
  async staleIds(context: Pick<Context, 'db' | 'now'>): Promise<string[]> {
    const published = await this.published(context);
    if (published.length === 0) return [];
    const sources = await this.reader.read(context);
    return published.flatMap(({ id, language, sections }) => {
      const now = deriveSections(sources, wordsIn(this.translator, language));
      return changesOf(sections, now).length > 0 ? [id] : [];
    });
  }

  /** A notice as it would be published now: with the controller's own words of the one in force, where there is one. */
  async asPublished(
    context: Context,
    asked: string | null,
  ): Promise<Omit<NoticeRow, 'title'> & { readonly title: string | null }> {
    const [sources, published, own] = await Promise.all([
      this.reader.read(context),
      this.published(context),
      this.ownLanguage(context),
    ]);
    const language = LOCALES.find((known) => known === asked) ?? own;
    const notice = published.find((one) => one.language === language);
    return {
      slug: '',
      language,
      version: (notice?.version ?? 0) + 1,
      controller: sources.controller,
      title: notice?.title ?? null,
      text: notice?.text ?? '',
      closing: notice?.closing ?? '',
      sections: deriveSections(sources, wordsIn(this.translator, language)),
      contact: notice?.contact ?? sources.contact,
      publishedAt: context.now,
    };
  }

  private async ownLanguage({ db }: Context): Promise<Locale> {
    const row = await db.first<{ locale: Locale }>(
      sql`select locale from tenant where tenant_id = ${db.scope.tenantId}::uuid`,
    );
    return row?.locale ?? 'en';
  }

  private published({ db }: Pick<Context, 'db'>): Promise<Published[]> {
    return db.many<Published>(sql`select distinct on (language) id, language, version, title, text, closing, contact, sections
      from privacy_notice where tenant_id = ${db.scope.tenantId}::uuid order by language, version desc`);
  }
}
