import type { FastifyRequest } from 'fastify';
import type { Context } from '../../base/context.js';
import { writeHtml } from '../../base/documents/index.js';
import { notFound } from '../../base/errors.js';
import { queryValue, type Route, type RouteAnswer } from '../../base/http/route.js';
import type { Locale } from '../../base/locale.js';
import { negotiateLocale, type Translator } from '../../base/messages.js';
import { wordsIn } from '../agreements/annex-words.js';
import type { NoticeDraftService } from './notice-draft.service.js';
import { renderNotice } from './privacy-notice.document.js';
import { noticePath } from './privacy-notice.objects.js';
import type { NoticeRow, PrivacyNoticeService } from './privacy-notice.service.js';

interface Reading {
  readonly notice: NoticeRow;
  readonly current: NoticeRow;
  /** Every language in which the controller has published. */
  readonly languages: readonly Locale[];
}

/** The language of `?lang=` or Accept-Language where there is a notice in it; else English, else any. */
function chosen(notices: readonly NoticeRow[], request: FastifyRequest): NoticeRow | undefined {
  const languages = notices.map(({ language }) => language);
  const asked = queryValue(request, 'lang');
  const language =
    languages.find((known) => known === asked) ??
    negotiateLocale(request.headers['accept-language'], languages) ??
    languages.find((known) => known === 'en');
  return notices.find((notice) => notice.language === language) ?? notices[0];
}

async function read(service: PrivacyNoticeService, context: Context, request: FastifyRequest): Promise<Reading> {
  const { slug } = request.params as { readonly slug: string };
  const version = queryValue(request, 'version');
  if (slug.length > 63) throw notFound('slug');
  if (version !== null && !/^[1-9]\d{0,5}$/.test(version)) throw notFound('version');
  const notices = await service.current(context, slug);
  const current = chosen(notices, request);
  if (!current) throw notFound('slug');
  const { language } = current;
  const notice = version === null ? current : await service.version(context, slug, language, Number(version));
  return { notice, current, languages: notices.map((row) => row.language) };
}

function asJson({ notice, current, languages }: Reading): string {
  const { slug, language, version, controller, title, text, sections, closing, contact, publishedAt } = notice;
  const body = {
    controller,
    language,
    version,
    isCurrent: version === current.version,
    title,
    text,
    sections,
    closing,
    contact,
    publishedAt: publishedAt.toISOString(),
    languages: languages.map((other) => ({ language: other, path: noticePath(slug, 'json', { lang: other }) })),
  };
  return `${JSON.stringify(body)}\n`;
}

/**
 * A controller's privacy notice for everybody, without signing in: in the language of `?lang=` or Accept-Language, and with
 * `?version=` as it was then. A tenant that has published none is not told from one that does not exist.
 */
export function privacyNoticeRoutes(
  service: PrivacyNoticeService,
  drafts: NoticeDraftService,
  translator: Translator,
): readonly Route[] {
  const route = (extension: string, write: (reading: Reading) => Pick<RouteAnswer, 'type' | 'body'>): Route => ({
    url: `/tenants/:slug/privacy-notice.${extension}`,
    action: 'public',
    answer: async (context, request) => {
      const reading = await read(service, context, request);
      return {
        ...write(reading),
        headers: {
          'cache-control': 'public, max-age=300',
          vary: 'Accept-Language',
          'content-language': reading.notice.language,
          'access-control-allow-origin': '*',
          'cross-origin-resource-policy': 'cross-origin',
        },
      };
    },
  });
  const preview: Route = {
    url: '/privacy-notice-preview.html',
    action: 'privacyNotice.publish',
    answer: async (context, request) => {
      const { language, ...parts } = await drafts.asPublished(context, queryValue(request, 'lang'));
      const words = wordsIn(translator, language);
      const title = parts.title ?? words.text('notice.preview');
      return {
        type: 'text/html; charset=utf-8',
        body: writeHtml(renderNotice({ ...parts, language, title }, true, words)),
      };
    },
  };
  return [
    preview,
    route('json', (reading) => ({ type: 'application/json; charset=utf-8', body: asJson(reading) })),
    route('html', ({ notice, current }) => ({
      type: 'text/html; charset=utf-8',
      body: writeHtml(renderNotice(notice, notice.version === current.version, wordsIn(translator, notice.language))),
    })),
  ];
}
