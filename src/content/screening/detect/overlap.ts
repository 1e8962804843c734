import { type Finding, findingKinds } from './finding.js';

const rank = new Map(findingKinds.map((kind, index) => [kind, index]));

/** The surer first, then the longer, then the earlier kind of the list, then the earlier in the text. */
const order = (one: Finding, other: Finding): number =>
  other.confidence - one.confidence ||
  other.end - other.start - (one.end - one.start) ||
  (rank.get(one.kind) ?? 0) - (rank.get(other.kind) ?? 0) ||
  one.start - other.start;

/**
 * Of findings that share a character the surest stays, of equally sure ones the longest, then the earlier kind of
 * `findingKinds`. Answers them in the order of the text.
 */
export function withoutOverlaps(findings: readonly Finding[], length: number): Finding[] {
  const taken = new Uint8Array(length);
  const kept: Finding[] = [];
  for (const finding of [...findings].sort(order)) {
    if (taken.subarray(finding.start, finding.end).includes(1)) continue;
    taken.fill(1, finding.start, finding.end);
    kept.push(finding);
  }
  return kept.sort((one, other) => one.start - other.start);
}
