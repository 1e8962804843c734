import { detectBirthDate } from './birth-date.detector.js';
import { detectEmail } from './email.detector.js';
import { type Detector, type Finding, type FindingKind, findingKinds } from './finding.js';
import { detectIban } from './iban.detector.js';
import { detectIpAddress } from './ip-address.detector.js';
import type { NameIndex } from './name-index.js';
import { detectNationalId } from './national-id.detector.js';
import { withoutOverlaps } from './overlap.js';
import { plainText } from './plain-text.js';
import { detectPostalAddress } from './postal-address.detector.js';
import { detectSpecialCategory } from './special-category.detector.js';
import { detectTelephone } from './telephone.detector.js';

/** No text holds more findings than these; of one that seems to, the first are told. */
export const MAXIMUM_FINDINGS = 10_000;

const CANDIDATES = 5 * MAXIMUM_FINDINGS;

/** What a tenant has chosen to look for. */
export interface ScreeningRules {
  readonly kinds: readonly FindingKind[];
  /** Findings that are less sure are not told; between 0 and 1. */
  readonly minimumConfidence: number;
}

export const defaultRules: ScreeningRules = { kinds: findingKinds, minimumConfidence: 0.5 };

export interface ScreeningOptions {
  /** Where the tenant is, ISO 3166-1 alpha-2. */
  readonly country: string;
  /** The names of the tenant's own people; without them no names are found. */
  readonly names?: NameIndex;
  readonly rules?: Partial<ScreeningRules>;
  /** What the text is said to be, as by the head of its column: it explains the text, and is not looked through itself. */
  readonly label?: string | undefined;
  /** Looked at between detectors, each of which is quick: the reason is thrown. */
  readonly signal?: AbortSignal;
}

const detectors: Readonly<Record<FindingKind, Detector>> = {
  NATIONAL_ID: detectNationalId,
  IBAN: detectIban,
  EMAIL: detectEmail,
  IP_ADDRESS: detectIpAddress,
  TELEPHONE: detectTelephone,
  POSTAL_ADDRESS: detectPostalAddress,
  BIRTH_DATE: detectBirthDate,
  NAME: (text, { names }) => names?.find(text) ?? [],
  SPECIAL_CATEGORY: detectSpecialCategory,
};

/**
 * The personal data in a text, in its order and without overlaps. Its time is linear in the length of the text; long texts
 * are best handed over in pieces (as `extractText` makes them), so that others get their turn.
 *
 * @throws the reason of the signal
 */
export function screenText(written: string, { country, names, rules, label, signal }: ScreeningOptions): Finding[] {
  const { kinds, minimumConfidence } = { ...defaultRules, ...rules };
  const before = label ? `${label}: ` : '';
  const { text, written: placed } = plainText(written);
  const whole = before + text;
  const found: Finding[] = [];
  // Each kind is looked for whatever is asked, because a number of another kind is what tells that it is not of this one.
  for (const kind of findingKinds) {
    signal?.throwIfAborted();
    for (const finding of detectors[kind](whole, { country, names })) {
      if (finding.confidence < minimumConfidence || finding.start < before.length) continue;
      found.push({ ...finding, start: finding.start - before.length, end: finding.end - before.length });
      if (found.length >= CANDIDATES) break;
    }
  }
  return withoutOverlaps(found, text.length)
    .filter(({ kind }) => kinds.includes(kind))
    .slice(0, MAXIMUM_FINDINGS)
    .map((finding) => {
      const [start, end] = placed(finding.start, finding.end);
      return { ...finding, start, end };
    });
}
