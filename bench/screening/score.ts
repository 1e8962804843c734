import { type Finding, type FindingKind, findingKinds } from '../../src/content/screening/detect/index.js';
import type { Sample } from './corpus.js';

/** How many of what is there were found, and how many of what was found are there. */
export interface Score {
  readonly kind: FindingKind;
  readonly present: number;
  readonly found: number;
  readonly recalled: number;
  readonly right: number;
}

export const recallOf = ({ present, recalled }: Score): number => (present === 0 ? Number.NaN : recalled / present);
export const precisionOf = ({ found, right }: Score): number => (found === 0 ? Number.NaN : right / found);

/** Something found counts for something present when they are of one kind and share a character. */
const meets = (
  one: { start: number; end: number; kind: string },
  other: { start: number; end: number; kind: string },
) => one.kind === other.kind && one.start < other.end && other.start < one.end;

/** Scores the findings in each sample, for the kinds that its labels know. */
export function score(
  samples: readonly Sample[],
  screen: (sample: Sample) => readonly Finding[],
  kinds: readonly FindingKind[] = findingKinds,
) {
  const rows = new Map(kinds.map((kind) => [kind, { kind, present: 0, found: 0, recalled: 0, right: 0 }]));
  const mistakes: { kind: FindingKind; text: string; missed: boolean; sample: string }[] = [];
  for (const sample of samples) {
    const findings = screen(sample);
    for (const span of sample.spans) {
      const row = rows.get(span.kind);
      if (!row) continue;
      row.present += 1;
      if (findings.some((finding) => meets(finding, span))) row.recalled += 1;
      else
        mistakes.push({
          kind: span.kind,
          text: sample.text.slice(span.start, span.end),
          missed: true,
          sample: sample.text,
        });
    }
    for (const finding of findings) {
      const row = rows.get(finding.kind);
      if (!row) continue;
      row.found += 1;
      if (sample.spans.some((span) => meets(finding, span))) row.right += 1;
      else
        mistakes.push({
          kind: finding.kind,
          text: sample.text.slice(finding.start, finding.end),
          missed: false,
          sample: sample.text,
        });
    }
  }
  return { rows: [...rows.values()] satisfies Score[], mistakes };
}
