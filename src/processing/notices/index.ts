import type { RoleBooks } from '../../access/index.js';
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

/** What controllers tell their data subjects, derived where it can be (DP-17). */
export const notices = {
  entities: [PrivacyNotice, PrivacyNoticeReading],
  objects: [privacyNoticeObject, noticeReadingObject],
  extensions: [tenantPrivacyNotices],
  nodeTypes: [PrivacyNoticeType, NoticeReadingType],
  messages: [privacyNoticeMessages, noticeMessages, noticeRightsMessages],
} as const satisfies Domain;

interface NoticeTools {
  readonly catalogue: Catalogue;
  readonly translator: Translator;
  readonly books: RoleBooks;
  readonly subProcessors: SubProcessorService;
}

/** The room of the privacy notices. */
export function composeNotices({ catalogue, translator, books, subProcessors }: NoticeTools) {
  const drafts = new NoticeDraftService(new NoticeReader(catalogue, books, subProcessors), translator);
  const service = new PrivacyNoticeService((context, language) => drafts.sections(context, language));
  return {
    resolvers: [
      new PrivacyNoticeResolver(service),
      new TenantPrivacyNoticesResolver(),
      new NoticeDraftResolver(drafts),
      new NoticeReadingResolver(new NoticeReadingService()),
    ],
    routes: privacyNoticeRoutes(service, drafts, translator),
  };
}
