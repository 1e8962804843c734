import type { Locale } from '../../base/locale.js';
import { textIn } from '../../base/translated-text.js';
import type { ListVersion } from './sub-processor.history.js';

/** A feed of the versions of the list, the newest first, in one language. */
export interface Feed {
  /** The same for as long as there is the list. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly author: string;
  readonly language: Locale;
  /** Where this deployment is reached: `https://portal.example.org`. */
  readonly origin: string;
  readonly entries: readonly FeedEntry[];
}

export interface FeedEntry {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly at: Date;
  readonly version: number;
}

export const LIST_PATH = '/sub-processors.json';
export const FEED_PATH = '/sub-processors/feed';

/** The same for ever, whatever address the feed is read at (RFC 4287, 4.2.6). */
export const entryId = ({ change, event }: Pick<ListVersion, 'change' | 'event'>): string =>
  `urn:uuid:${change.id}#${event.toLowerCase().replace('_', '-')}`;

/** A sentence says what happened, and lines below say what is announced. */
export function entryText(
  { change }: ListVersion,
  locale: Locale,
  text: (key: string, parameters?: Record<string, string>) => string,
): string {
  const { patch, reason, withdrawalReason, takesEffectOn } = change;
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const list = (values: readonly string[]): string =>
    new Intl.ListFormat(locale, { type: 'conjunction' }).format([...values]);
  const line = (key: string, value: string | null | undefined): string[] =>
    value ? [text(`subProcessor.feed.${key}`, { value })] : [];
  const { set, add, remove } = patch;
  return [
    ...line('service', set?.service && textIn(set.service, locale)),
    ...line('processing', set?.processing && textIn(set.processing, locale)),
    ...line('locations', add?.locations?.length ? list(add.locations.map((code) => countries.of(code) ?? code)) : null),
    ...line(
      'removedLocations',
      remove?.locations?.length ? list(remove.locations.map((code) => countries.of(code) ?? code)) : null,
    ),
    ...line(
      'categories',
      add?.dataCategories?.length ? list(add.dataCategories.map((name) => text(`category.${name}`))) : null,
    ),
    ...line('transfer', set?.transferBasis && text(`annex.transfer.${set.transferBasis}`)),
    ...line('reason', reason && textIn(reason, locale)),
    ...(change.hasWindow ? line('from', takesEffectOn) : []),
    ...line('withdrawn', withdrawalReason && textIn(withdrawalReason, locale)),
  ].join('\n');
}

const pathOf = ({ version }: FeedEntry): string => `${LIST_PATH}?version=${version}`;

/** JSON Feed 1.1. */
export function asJsonFeed({ title, description, author, language, origin, entries }: Feed): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description,
    language,
    home_page_url: `${origin}${LIST_PATH}?lang=${language}`,
    feed_url: `${origin}${FEED_PATH}.json?lang=${language}`,
    authors: [{ name: author }],
    items: entries.map((entry) => ({
      id: entry.id,
      url: `${origin}${pathOf(entry)}&lang=${language}`,
      title: entry.title,
      content_text: entry.text === '' ? entry.title : entry.text,
      date_published: entry.at.toISOString(),
      language,
    })),
  };
  return `${JSON.stringify(feed)}\n`;
}

/** Atom (RFC 4287). A feed has a time of change also while nothing has happened: that of the oldest engagement there can be. */
export function asAtom({ id, title, description, author, language, origin, entries }: Feed): string {
  const updated = entries[0]?.at ?? new Date(0);
  const self = `${origin}${FEED_PATH}.atom?lang=${language}`;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${escapeXml(id)}</id>
<title>${escapeXml(title)}</title>
<subtitle>${escapeXml(description)}</subtitle>
<updated>${updated.toISOString()}</updated>
<author><name>${escapeXml(author)}</name></author>
<link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>
<link rel="alternate" type="application/json" href="${escapeXml(`${origin}${LIST_PATH}?lang=${language}`)}"/>
${entries
  .map(
    (entry) => `<entry>
<id>${escapeXml(entry.id)}</id>
<title>${escapeXml(entry.title)}</title>
<updated>${entry.at.toISOString()}</updated>
<published>${entry.at.toISOString()}</published>
<link rel="alternate" type="application/json" href="${escapeXml(`${origin}${pathOf(entry)}&lang=${language}`)}"/>
<content type="text">${escapeXml(entry.text === '' ? entry.title : entry.text)}</content>
</entry>
`,
  )
  .join('')}</feed>
`;
}

/** Safe in element content and double-quoted attributes; characters that XML 1.0 does not allow become visible as U+FFFD. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
