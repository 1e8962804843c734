import type { RoleBooks } from '../../access/index.js';
import type { Clock } from '../../base/clock.js';
import type { Context } from '../../base/context.js';
import type { Database } from '../../base/database/database.js';
import type { Translator } from '../../base/messages.js';
import type { Catalogue, Domain } from '../../catalogue/index.js';
import type { SubProcessorService } from '../sub-processors/index.js';
import { noticeMessages } from './notice.messages.js';
import { NoticeDraftResolver, NoticeReadingResolver } from './notice.resolver.js';
import { NoticeReadingType } from './notice.types.js';
import { NoticeDraftService } from './notice-draft.service.js';
import { PrivacyNoticeReading } from './notice-reading.entity.js';
import { NoticeReadingService } from './notice-reading.service.js';
import { noticeRightsMessages } from './notice-rights.messages.js';
import { NoticeReader } from './notice-sources.js';
import { PrivacyNotice } from './privacy-notice.entity.js';
import { privacyNoticeMessages } from './privacy-notice.messages.js';
import { noticeReadingObject, privacyNoticeObject, tenantPrivacyNotices } from './privacy-notice.objects.js';
import { PrivacyNoticeResolver, TenantPrivacyNoticesResolver } from './privacy-notice.resolver.js';
import { privacyNoticeRoutes } from './privacy-notice.routes.js';
import { PrivacyNoticeService } from './privacy-notice.service.js';
import { PrivacyNoticeType } from './privacy-notice.types.js';
import { StaleNotice } from './stale-notice.entity.js';
import { noticeClock, StaleNotices } from './stale-notices.js';

/** What controllers tell their data subjects, derived where it can be (DP-17). */
export const notices = {
  entities: [PrivacyNotice, PrivacyNoticeReading, StaleNotice],
  objects: [privacyNoticeObject, noticeReadingObject],
  extensions: [tenantPrivacyNotices],
  clocks: [noticeClock],
  nodeTypes: [PrivacyNoticeType, NoticeReadingType],
  messages: [privacyNoticeMessages, noticeMessages, noticeRightsMessages],
} as const satisfies Domain;

interface NoticeTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly report: (error: unknown) => void;
  readonly catalogue: Catalogue;
  readonly translator: Translator;
  readonly books: RoleBooks;
  readonly subProcessors: SubProcessorService;
}

/** The room of the privacy notices. */
export function composeNotices({ catalogue, translator, books, subProcessors, database, clock, report }: NoticeTools) {
  const drafts = new NoticeDraftService(new NoticeReader(catalogue, books, subProcessors), translator);
  const service = new PrivacyNoticeService((context, language) => drafts.sections(context, language));
  const stale = new StaleNotices(drafts, database, clock, report);
  return {
    beforeCalendar: (context: Context) => stale.seenBy(context),
    sweeps: [() => stale.sweep()],
    resolvers: [
      new PrivacyNoticeResolver(service),
      new TenantPrivacyNoticesResolver(),
      new NoticeDraftResolver(drafts),
      new NoticeReadingResolver(new NoticeReadingService()),
    ],
    routes: privacyNoticeRoutes(service, drafts, translator),
  };
}
