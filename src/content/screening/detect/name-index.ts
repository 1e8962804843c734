import type { Finding } from './finding.js';
import { folded } from './folded.js';
import { ENDINGS, EVERYDAY, NEN, PARTICLES, PERSON_WORDS } from './name-words.js';

/** What a person is called. */
export interface PersonName {
  readonly givenName: string;
  readonly familyName: string;
  readonly preferredName?: string | null;
}

const WORD = /\p{L}[\p{L}\p{M}]*/gu;
const REMEMBERED = 20_000;
const GIVEN = 1;
const FAMILY = 2;

interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly form: string;
  /** The name that it is, without its ending; null for another word. */
  readonly name: string | null;
}

const isCapitalised = (word: string): boolean => /^\p{Lu}/u.test(word);
const wordsOf = (text: string): string[] => [...text.matchAll(WORD)].map(([word]) => folded(word));

/** The names of a tenant's people, to find them in texts: one after the other, in other cases, and with endings. */
export class NameIndex {
  private readonly words = new Map<string, number>();
  /** Given and family names that belong to one person. */
  private readonly people = new Set<string>();
  /** Words that were asked for in their inflected forms. */
  private readonly inflected = new Map<string, string | null>();

  static of(people: Iterable<PersonName>): NameIndex {
    const index = new NameIndex();
    for (const person of people) index.add(person);
    return index;
  }

  add({ givenName, familyName, preferredName }: PersonName): void {
    const named = (name: string) =>
      wordsOf(name)
        .filter((word) => word.length > 1 && !PARTICLES.has(word))
        .slice(0, 6);
    const given = [...named(givenName), ...named(preferredName ?? '')];
    const family = named(familyName);
    for (const word of given) this.words.set(word, (this.words.get(word) ?? 0) | GIVEN);
    for (const word of family) this.words.set(word, (this.words.get(word) ?? 0) | FAMILY);
    for (const one of given) for (const other of family) this.people.add(`${one} ${other}`);
  }

  /** The names in a text; a full name of one person is sure, a single name less so, and one that is an everyday word not at all by itself. */
  *find(text: string): Iterable<Finding> {
    if (this.words.size === 0) return;
    let run: Word[] = [];
    let before: Word | undefined;
    let last: Word | undefined;
    for (const match of text.matchAll(WORD)) {
      const word = this.read(match[0], match.index);
      if (last && run.length > 0 && !this.belongs(text, last, word)) {
        yield* this.judge(run, before, word);
        run = [];
      }
      if (run.length === 0) before = last;
      if (word.name !== null || (run.length > 0 && isJoint(word))) run.push(word);
      last = word;
    }
    yield* this.judge(run, before, undefined);
  }

  private read(text: string, start: number): Word {
    const form = folded(text);
    return { start, end: start + text.length, text, form, name: this.nameOf(form, isCapitalised(text)) };
  }

  private nameOf(form: string, capitalised: boolean): string | null {
    if (this.words.has(form)) return form;
    if (!capitalised || form.length < 4) return null;
    const known = this.inflected.get(form);
    if (known !== undefined) return known;
    const name = this.nominativeOf(form);
    if (this.inflected.size < REMEMBERED) this.inflected.set(form, name);
    return name;
  }

  private nominativeOf(form: string): string | null {
    for (const ending of ENDINGS) {
      const stem = form.endsWith(ending) ? form.slice(0, -ending.length) : '';
      if (stem.length < 3) continue;
      const strong = stem.replace(/([kpt])([aeiouy])$/, '$1$1$2');
      if (this.words.has(stem)) return stem;
      if (this.words.has(strong)) return strong;
    }
    const nominative = form.replace(NEN, 'nen');
    return nominative !== form && this.words.has(nominative) ? nominative : null;
  }

  /** Whether a word goes on with the names before it: next to them, and a name, an initial or a particle itself. */
  private belongs(text: string, last: Word, word: Word): boolean {
    const gap = text.slice(last.end, word.start);
    // As in registers, where the family name comes first.
    if (gap === ', ') return last.name !== null && this.people.has(`${word.name} ${last.name}`);
    if (gap === '. ' && last.text.length > 1) return false;
    return (word.name !== null || isJoint(word)) && /^(?:[ \u00a0_-]|\. |['’])$/.test(gap);
  }

  private *judge(words: readonly Word[], before: Word | undefined, after: Word | undefined): Iterable<Finding> {
    const lastName = words.findLastIndex(({ name }) => name !== null);
    const run = words.slice(0, lastName + 1);
    const [first] = run;
    const last = run.at(-1);
    if (!first || !last) return;
    const names = run.flatMap(({ name }) => name ?? []);
    const near = [before, after].some((word) => word !== undefined && PERSON_WORDS.has(word.form));
    const confidence = names.length > 1 ? this.confidenceOfSeveral(run, names) : confidenceOfOne(first, near);
    yield { kind: 'NAME', start: first.start, end: last.end, confidence, value: names.join(' ') };
  }

  private confidenceOfSeveral(run: readonly Word[], names: readonly string[]): number {
    const capitalised = run.filter(({ name }) => name !== null).every(({ text }) => isCapitalised(text));
    const known = names.slice(0, 8);
    const isPerson = known.some((one) => known.some((other) => this.people.has(`${one} ${other}`)));
    if (isPerson) return capitalised ? 0.95 : 0.7;
    const parts = known.reduce((all, name) => all | (this.words.get(name) ?? 0), 0);
    const plain = known.every((name) => EVERYDAY.has(name));
    return capitalised && parts === (GIVEN | FAMILY) && !plain ? 0.75 : 0.4;
  }
}

/** An initial or a particle, which stands between names. */
const isJoint = ({ text, form }: Word): boolean => (text.length === 1 && isCapitalised(text)) || PARTICLES.has(form);

function confidenceOfOne({ text, form, name }: Word, nearPerson: boolean): number {
  if (!isCapitalised(text)) return 0.2;
  if (name !== null && EVERYDAY.has(name)) return nearPerson && name === form ? 0.6 : 0.3;
  if (nearPerson) return 0.75;
  return name === form ? 0.6 : 0.5;
}
