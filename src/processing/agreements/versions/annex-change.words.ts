import { formatPeriod } from '../../../base/locale.js';
import { textIn } from '../../../base/translated-text.js';
import { parsePeriod } from '../../../catalogue/index.js';
import { decisionHeading } from '../../measures/measure-headings.js';
import { dateIn, type Words } from '../annex-words.js';
import { CLAUSE_TEXTS } from '../clauses/index.js';
import { type AnnexChange, annexPlaces, type Token } from './annex-change.js';
import type { AnnexChangeWords } from './annex-version.types.js';

function retention(value: string, words: Words, counted: 'PERIOD' | 'PERIOD_FROM_END'): string {
  const period = parsePeriod(value);
  return period
    ? words.text(`retention.${counted}`, { period: formatPeriod(period, words.locale) })
    : words.text(`retention.${value}`);
}

function said(token: Token, words: Words): string {
  switch (token.code) {
    case 'text':
      return typeof token.value === 'string' ? token.value : textIn(token.value, words.locale);
    case 'date':
      return dateIn(token.value, words);
    case 'message':
      // What was declared once, and is no more, has lost its name with the column.
      return words.has(token.value) ? words.text(token.value) : token.value;
    case 'heading': {
      const heading = decisionHeading(token.value);
      const { headings, assistance } = CLAUSE_TEXTS[words.locale].measures;
      return heading ? headings[heading] : assistance;
    }
    case 'retention':
      return retention(token.value, words, 'PERIOD');
    case 'period from the end':
      return retention(token.value, words, 'PERIOD_FROM_END');
    case 'role':
      return words.has(`annex.role.${token.value}`) ? words.text(`annex.role.${token.value}`) : token.value;
    case 'country':
      return new Intl.DisplayNames(words.locale, { type: 'region' }).of(token.value) ?? token.value;
    case 'transfer':
      return words.text(`annex.transfer.${token.value}`);
    case 'authorisation':
      return words.text(`annex.authorisation.${token.value}`);
    case 'register':
    case 'category':
    case 'purpose':
      return words.text(`${token.code}.${token.value}`);
  }
}

/** A difference in the words of a language, beside its codes. */
export function changeInWords(change: AnnexChange, words: Words): AnnexChangeWords {
  const { place, cause, kind, property, widens } = change;
  const list = new Intl.ListFormat(words.locale, { type: 'unit', style: 'short' });
  const all = (tokens: readonly Token[]): string[] => tokens.map((token) => said(token, words));
  const [before, after] = [all(change.before), all(change.after)];
  const subject = said(change.subject, words);
  const annex = annexPlaces[place];
  const nothing = words.text('annex.change.nothing');
  const parameters = {
    annex,
    place: words.text(`annex.place.${place}`),
    subject,
    property: property === null ? '' : words.text(`annex.property.${property}`),
    before: before.length === 0 ? nothing : list.format(before),
    after: after.length === 0 ? nothing : list.format(after),
    details: kind === 'CHANGED' || (before.length === 0 && after.length === 0) ? 'no' : 'yes',
    widens: widens ? 'yes' : 'no',
  };
  const text = words.text(`annex.change.${kind}`, parameters);
  return { annex, place, cause, kind, subject, property, before, after, widens, text };
}
