import { LOCALES, type Locale } from '../../src/base/locale.js';
import type { FindingKind } from '../../src/content/screening/detect/index.js';
import { Draw } from './draw.js';
import { countryOf, madeUp } from './made-up.js';
import { sentences } from './sentences.js';
import { unseen } from './unseen.js';

/** A text, where it stands, and the personal data in it. */
export interface Sample {
  readonly text: string;
  readonly country: string;
  readonly spans: readonly { readonly kind: FindingKind; readonly start: number; readonly end: number }[];
}

const KINDS: Readonly<Record<string, FindingKind>> = {
  email: 'EMAIL',
  ip: 'IP_ADDRESS',
  iban: 'IBAN',
  id: 'NATIONAL_ID',
  phone: 'TELEPHONE',
  dob: 'BIRTH_DATE',
  address: 'POSTAL_ADDRESS',
};

const PLACE = /\{(\w+)\}|\[\[([^\]]+)\]\]|<<([^>]+)>>/g;

/** Sentences for tuning, others that are held out, and those that were written last: `unseen`. */
export type Part = 'tuning' | 'held-out' | 'unseen';

/**
 * A part of the corpus: each of its sentences so many times, each time with other numbers. Which part a sentence is in is decided
 * by the sentence and not by the numbers.
 */
export function corpus(part: Part, seed: number, times: number): Sample[] {
  const draw = new Draw(seed);
  return LOCALES.flatMap((locale) =>
    sentencesOf(part, locale).flatMap((sentence) => Array.from({ length: times }, () => fill(sentence, draw, locale))),
  );
}

function sentencesOf(part: Part, locale: Locale): readonly string[] {
  if (part === 'unseen') return unseen[locale];
  return sentences[locale].filter((_, index) => (index % 2 === 0) === (part === 'tuning'));
}

function fill(sentence: string, draw: Draw, locale: Locale): Sample {
  const spans: { kind: FindingKind; start: number; end: number }[] = [];
  let text = '';
  let from = 0;
  for (const match of sentence.matchAll(PLACE)) {
    const [whole, slot, special, name] = match;
    text += sentence.slice(from, match.index);
    const written = slot ? (madeUp[slot]?.(draw, locale) ?? '') : (special ?? name ?? '');
    const kind = slot ? KINDS[slot] : special ? 'SPECIAL_CATEGORY' : 'NAME';
    if (kind) spans.push({ kind, start: text.length, end: text.length + written.length });
    text += written;
    from = match.index + whole.length;
  }
  return { text: text + sentence.slice(from), country: countryOf(locale), spans };
}
