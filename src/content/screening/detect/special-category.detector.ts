import { ABOUT_A_PERSON, wordsAfter, wordsBefore } from './context.js';
import type { Finding } from './finding.js';
import { INNOCENT, SPECIAL_WORDS, type SpecialCategory, specialCategories } from './special-words.js';

const SURE = 0.8;
const POSSIBLE = 0.35;
const POSSIBLE_OF_A_PERSON = 0.6;

interface Stem {
  readonly category: SpecialCategory;
  readonly text: string;
  readonly whole: boolean;
  readonly sure: boolean;
}

/** So many letters tell under which stems to look. */
const KEY = 3;
/** An ending of a word; what is longer is another word. */
const ENDING = 14;

const byBeginning = new Map<string, Stem[]>();
const withinCompounds: Stem[] = [];

for (const category of specialCategories) {
  for (const line of SPECIAL_WORDS[category]) {
    const [sure = '', possible = ''] = line.split('?');
    for (const written of sure.split(' ').filter(Boolean)) take(category, written, true);
    for (const written of possible.split(' ').filter(Boolean)) take(category, written, false);
  }
}

function take(category: SpecialCategory, written: string, sure: boolean): void {
  const text = written.replace(/[*.]/g, '').replaceAll('_', ' ');
  const stem = { category, text, whole: written.endsWith('.'), sure };
  const key = text.slice(0, KEY);
  byBeginning.set(key, [...(byBeginning.get(key) ?? []), stem]);
  if (written.startsWith('*')) withinCompounds.push(stem);
}

const innocent = new Set(INNOCENT.filter((word) => !word.endsWith('*')));
const innocentBeginnings = INNOCENT.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
const WORD = /\p{L}[\p{L}\p{M}\p{N}]{1,60}(?:-\p{L}[\p{L}\p{N}]{0,30})?/gu;

/** Words of the special categories of Article 9 and of criminal matters (Article 10), in six languages and their inflected forms. */
export function* detectSpecialCategory(text: string): Iterable<Finding> {
  for (const { 0: written, index: start } of text.matchAll(WORD)) {
    const word = written.toLowerCase();
    const stem = stemOf(text, word, start);
    if (!stem || innocent.has(word) || innocentBeginnings.some((begin) => word.startsWith(begin))) continue;
    const end = start + Math.max(written.length, stem.text.length);
    yield {
      kind: 'SPECIAL_CATEGORY',
      start,
      end,
      confidence: confidenceOf(stem, text, start, end),
      value: `${stem.category}:${stem.text}`,
    };
  }
}

function stemOf(text: string, word: string, start: number): Stem | undefined {
  const beginning = byBeginning.get(word.slice(0, KEY))?.filter((stem) => beginsWith(text, word, start, stem)) ?? [];
  // The longest is the most particular.
  const [longest] = beginning.sort((one, other) => other.text.length - one.text.length);
  return longest ?? withinCompounds.find((stem) => word.length > stem.text.length + 2 && word.includes(stem.text));
}

function beginsWith(text: string, word: string, start: number, { text: stem, whole }: Stem): boolean {
  if (!word.startsWith(stem) && text.slice(start, start + stem.length).toLowerCase() !== stem) return false;
  const end = start + stem.length;
  if (whole || stem.includes(' '))
    return !/^[\p{L}\p{N}]/u.test(text.slice(end, end + 1)) || (!whole && stem.length > 8);
  return word.length - stem.length <= ENDING;
}

function confidenceOf({ sure }: Stem, text: string, start: number, end: number): number {
  if (sure) return SURE;
  const near = `${wordsBefore(text, start)} ${wordsAfter(text, end)}`;
  return ABOUT_A_PERSON.test(near) ? POSSIBLE_OF_A_PERSON : POSSIBLE;
}
