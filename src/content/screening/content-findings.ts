import { setImmediate as breathe } from 'node:timers/promises';
import type { ContentText } from './content-texts.js';
import { type FindingKind, type NameIndex, screenText } from './detect/index.js';
import { type Place, placeWithin } from './extract/index.js';
import { REDACTED_CHARACTER, type ScreenedContent } from './screening.states.js';
import { kindsFor, minimumFor, type TenantRules } from './screening-rules.js';

/** How much of the text around a finding is shown, in UTF-16 units before and after it. */
export const EXCERPT = 60;

/** No more findings than these are written down of one content: whoever has to decide on them purges the whole of it. */
export const MAXIMUM_PER_CONTENT = 1_000;

/** After so long others get their turn. A text of 16 KiB, which is the longest that a file is read in, takes no longer than that again. */
const TURN_MS = 10;

/** A finding as it is written down. */
export interface FoundValue {
  readonly commentVersion: number | null;
  readonly kind: FindingKind;
  /** In hundredths. */
  readonly confidence: number;
  readonly place: Place;
  readonly startAt: number;
  readonly endAt: number;
  readonly valueKey: string;
  readonly nth: number;
  readonly excerpt: string | null;
  readonly excerptStart: number;
  /** What stands there: for whoever redacts it, never stored. */
  readonly literal: string;
}

export interface ContentFindings {
  readonly found: readonly FoundValue[];
  readonly leftOut: number;
}

/** What is asked of a content: by which rules, whose names are known, and whose own name is no finding. */
export interface Question {
  readonly content: ScreenedContent;
  readonly rules: TenantRules;
  readonly names: NameIndex;
  /** The name of whom the content is about. */
  readonly own: NameIndex;
  readonly signal: AbortSignal;
}

/** On their own card people go by their name: that is no finding. */
const isOwnName = (own: NameIndex, literal: string): boolean =>
  [...own.find(literal)].some(({ start, end }) => start === 0 && end === literal.length);

/** The findings in the texts of one content, by the tenant's rules. */
export async function findingsIn(texts: readonly ContentText[], question: Question): Promise<ContentFindings> {
  const { rules, names, own, content, signal } = question;
  const kinds = kindsFor(rules, content) ?? [];
  const minimumConfidence = Math.min(1, ...kinds.map((kind) => minimumFor(rules, kind)));
  const found: FoundValue[] = [];
  const counts = new Map<string, number>();
  let leftOut = 0;
  await breathe();
  let since = performance.now();
  for (const text of texts) {
    if (performance.now() - since > TURN_MS) {
      await breathe();
      since = performance.now();
    }
    signal.throwIfAborted();
    const all = screenText(text.text, {
      country: rules.country,
      names,
      signal,
      label: text.label,
      rules: { kinds, minimumConfidence },
    });
    const told = all.filter(
      ({ kind, confidence, start, end }) =>
        confidence >= minimumFor(rules, kind) && !(kind === 'NAME' && isOwnName(own, text.text.slice(start, end))),
    );
    for (const { kind, start, end, confidence, value } of told) {
      if (found.length === MAXIMUM_PER_CONTENT) {
        leftOut += 1;
        continue;
      }
      const valueKey = rules.keyOf(kind, value);
      const counted = `${text.commentVersion} ${kind} ${valueKey}`;
      const nth = counts.get(counted) ?? 0;
      counts.set(counted, nth + 1);
      found.push({
        ...placed(text, start, end),
        ...(content === 'COMMENT' ? { excerpt: null, excerptStart: 0 } : excerptOf(text.text, all, start, end)),
        commentVersion: text.commentVersion,
        kind,
        confidence: Math.round(confidence * 100),
        valueKey,
        nth,
        literal: text.text.slice(start, end),
      });
    }
  }
  return { found, leftOut };
}

/** Of a comment the offsets count from its beginning, because its text is read again; elsewhere from the line's, if there are lines. */
function placed(text: ContentText, start: number, end: number): Pick<FoundValue, 'place' | 'startAt' | 'endAt'> {
  const place = placeWithin(text, start);
  if (text.commentVersion !== null || text.place.line === undefined) return { place, startAt: start, endAt: end };
  const line = text.text.lastIndexOf('\n', start - 1) + 1;
  return { place, startAt: start - line, endAt: end - line };
}

/** The text around a finding, with every value in it redacted. */
function excerptOf(
  text: string,
  all: readonly { readonly start: number; readonly end: number }[],
  start: number,
  end: number,
): Pick<FoundValue, 'excerpt' | 'excerptStart'> {
  const from = Math.max(0, start - EXCERPT);
  const to = Math.min(text.length, end + EXCERPT);
  let excerpt = text.slice(from, to);
  for (const one of all) {
    const first = Math.max(0, one.start - from);
    const last = Math.min(excerpt.length, one.end - from);
    if (first >= last) continue;
    excerpt = excerpt.slice(0, first) + REDACTED_CHARACTER.repeat(last - first) + excerpt.slice(last);
  }
  return { excerpt: excerpt.toWellFormed().replaceAll('\0', ' '), excerptStart: start - from };
}
