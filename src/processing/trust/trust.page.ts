import { escapeHtml } from '../../base/documents/index.js';
import { LOCALES, type Locale } from '../../base/locale.js';
import { dateIn, type Words } from '../agreements/annex-words.js';
import type { TrustContent } from './trust.content.js';
import { TRUST_STYLE } from './trust.style.js';

/** Each language by its own name. */
const languageNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  nb: 'Norsk bokmål',
  sv: 'Svenska',
  fi: 'Suomi',
  et: 'Eesti',
  nl: 'Nederlands',
};

interface Section {
  readonly id: string;
  readonly question: string;
  readonly body: string;
}

/**
 * Writes a trust page as one self-contained HTML page: no script, nothing loaded from elsewhere (its own content security
 * policy forbids both), usable with a keyboard and a screen reader, on narrow screens and on paper.
 */
export function writeTrustPage(content: TrustContent, words: Words): string {
  const { text } = words;
  const { controller, processor, slug, language } = content;
  const title = text('trust.title', { controller });
  const intro = text(processor === null ? 'trust.introAlone' : 'trust.intro', {
    controller,
    processor: processor ?? '',
  });
  const shown = sections(content, words);
  const address = (locale: Locale): string => `/tenants/${slug}/trust.html?lang=${locale}`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Varde">
<meta name="description" content="${escapeHtml(intro)}">
<title>${escapeHtml(title)}</title>
<style>${TRUST_STYLE}</style>
</head>
<body>
<a class="skip" href="#main">${escapeHtml(text('trust.skip'))}</a>
<header><div class="wrap">
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(intro)}</p>
</div></header>
<nav aria-label="${escapeHtml(text('trust.contents'))}"><div class="wrap"><ul>
${shown.map(({ id, question }) => `<li><a href="#${id}">${escapeHtml(question)}</a></li>`).join('\n')}
</ul></div></nav>
<main id="main" class="wrap" tabindex="-1">
${shown
  .map(
    ({ id, question, body }) =>
      `<section aria-labelledby="${id}">\n<h2 id="${id}">${escapeHtml(question)}</h2>\n${body}\n</section>`,
  )
  .join('\n')}
</main>
<nav class="languages" aria-label="${escapeHtml(text('trust.languages'))}"><div class="wrap"><ul>
${LOCALES.map(
  (locale) =>
    `<li><a href="${escapeHtml(address(locale))}" lang="${locale}" hreflang="${locale}"${
      locale === language ? ' aria-current="page"' : ''
    }>${languageNames[locale]}</a></li>`,
).join('\n')}
</ul></div></nav>
<footer><div class="wrap"><p>${escapeHtml(text('trust.source'))} <a href="/tenants/${escapeHtml(slug)}/trust.json?lang=${language}">JSON</a></p></div></footer>
</body>
</html>
`;
}

const paragraph = (text: string, kind = ''): string => `<p${kind && ` class="${kind}"`}>${escapeHtml(text)}</p>`;
const list = (items: readonly string[]): string =>
  `<ul>\n${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('\n')}\n</ul>`;
const cards = (items: readonly string[]): string =>
  `<ul class="cards">\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`;
const badge = (text: string, kind = ''): string =>
  `<span class="badge${kind && ` ${kind}`}">${escapeHtml(text)}</span>`;
const heading = (text: string): string => `<h3>${escapeHtml(text)}</h3>`;
const facts = (pairs: readonly (readonly [string, string])[]): string =>
  `<dl>${pairs.map(([term, detail]) => `<dt>${escapeHtml(term)}</dt><dd>${detail}</dd>`).join('')}</dl>`;

/** An address that readers can follow: a page over HTTPS, or an e-mail address. */
function linked(contact: string): string {
  const isPage = URL.canParse(contact) && new URL(contact).protocol === 'https:';
  const href = isPage ? contact : `mailto:${contact}`;
  return `<a href="${escapeHtml(href)}" rel="noopener noreferrer">${escapeHtml(contact)}</a>`;
}

function sections(content: TrustContent, words: Words): Section[] {
  const { text } = words;
  const date = (value: string): string => dateIn(value, words);
  const { measures, sensitiveData, subProcessors, places, agreements, certifications, analyses, contacts } = content;
  const all: (Section & { readonly isShown?: boolean })[] = [
    {
      id: 'measures',
      question: text('trust.question.measures'),
      body:
        measures.length === 0
          ? paragraph(text('trust.none.measures'), 'quiet')
          : cards(measures.map((group) => `${heading(group.title)}${list(group.measures)}`)),
    },
    {
      id: 'sensitive-data',
      question: text('trust.question.sensitive'),
      body:
        sensitiveData.length === 0
          ? paragraph(text(content.isSpecialRuledOut ? 'trust.ruledOut' : 'trust.none.sensitive'))
          : cards(sensitiveData.map(({ category, safeguards }) => `${heading(category)}${list(safeguards)}`)),
    },
    {
      id: 'sub-processors',
      question: text('trust.question.subProcessors'),
      body:
        subProcessors.length === 0
          ? paragraph(text('trust.none.subProcessors'), 'quiet')
          : `${paragraph(text('trust.subProcessors.intro'))}${cards(
              subProcessors.map(
                (row) =>
                  `${heading(row.legalName)}${row.isPrimary ? badge(text('trust.primary')) : ''}${
                    row.engagedBy === null ? '' : badge(text('trust.engagedBy', { name: row.engagedBy }))
                  }${paragraph(row.service)}${paragraph(row.processing, 'quiet')}${facts([
                    [text('trust.where'), escapeHtml(row.countries.join(', '))],
                    [text('trust.transfers'), escapeHtml(row.transfer)],
                    [text('trust.since'), escapeHtml(date(row.since))],
                    [text('trust.contact'), linked(row.contact)],
                  ])}`,
              ),
            )}`,
    },
    {
      id: 'places',
      question: text('trust.question.places'),
      body:
        places.length === 0
          ? paragraph(text('trust.none.places'), 'quiet')
          : cards(
              places.map(
                ({ country, isInEea, subProcessors: who }) =>
                  `${heading(country)}${badge(text(isInEea ? 'trust.inEea' : 'trust.outsideEea'), isInEea ? 'good' : 'warn')}${paragraph(who.join(', '), 'quiet')}`,
              ),
            ),
    },
    {
      id: 'agreements',
      question: text('trust.question.agreements'),
      body:
        agreements.length === 0
          ? paragraph(text('trust.none.agreements'), 'quiet')
          : cards(
              agreements.map(
                (row) =>
                  `${heading(text('trust.agreement', { number: row.number }))}${badge(row.stateLabel, row.state === 'IN_FORCE' ? 'good' : '')}${facts(
                    [
                      [text('trust.version'), String(row.version)],
                      [text('trust.from'), escapeHtml(date(row.startsOn))],
                      ...(row.endsOn === null ? [] : [[text('trust.until'), escapeHtml(date(row.endsOn))] as const]),
                    ],
                  )}`,
              ),
            ),
    },
    {
      id: 'certifications',
      question: text('trust.question.certifications'),
      isShown: certifications.length + analyses.length > 0,
      body: cards([
        ...certifications.map(
          (row) =>
            `${heading(row.standard)}${paragraph(row.scope)}${facts([
              [text('trust.issuer'), escapeHtml(row.issuer)],
              [text('trust.validUntil'), escapeHtml(date(row.validUntil))],
              ...(row.documentUrl === null ? [] : [[text('trust.document'), linked(row.documentUrl)] as const]),
            ])}`,
        ),
        ...analyses.map(
          (row) =>
            `${heading(row.kind)}${row.isOverdue ? badge(text('trust.overdue'), 'warn') : ''}${paragraph(row.subject)}${facts(
              [
                [text('trust.heldOn'), escapeHtml(date(row.heldOn))],
                ...(row.nextDueOn === null ? [] : [[text('trust.nextDue'), escapeHtml(date(row.nextDueOn))] as const]),
              ],
            )}`,
        ),
      ]),
    },
    {
      id: 'contact',
      question: text('trust.question.contact'),
      body:
        contacts.length === 0
          ? paragraph(text('trust.none.contacts'), 'quiet')
          : cards(
              contacts.map(({ role, name, contact }) => `${heading(role)}${paragraph(name)}<p>${linked(contact)}</p>`),
            ),
    },
  ];
  return all.filter(({ isShown = true }) => isShown);
}
