import { ABOUT_A_PERSON, ID_WORD, THING_NUMBER, wordsAfter, wordsBefore } from './context.js';
import type { DetectorSetting, Finding } from './finding.js';
import { isDutchId, isEstonianId, isFinnishId, isNorwegianId, isSwedishId } from './national-id.checks.js';

/** Not within a longer number, a word, or a number with decimals. */
const shape = (form: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_])(?<![\\p{N}][-.,/+])${form}(?![\\p{L}\\p{N}_])(?![-.,/+]\\p{N})`, 'giu');

interface Scheme {
  readonly country: string;
  readonly shape: RegExp;
  check(code: string): boolean;
  /** How sure it is by itself, at home, and with a word for it near by; the tighter the checks the surer. */
  confidence(written: string): readonly [alone: number, atHome: number, named: number];
}

const schemes: readonly Scheme[] = [
  {
    country: 'FI',
    shape: shape('\\d{6}[-+A-FU-Y]\\d{3}[0-9A-Y]'),
    check: isFinnishId,
    confidence: () => [0.97, 0.98, 0.99],
  },
  {
    country: 'NO',
    shape: shape('\\d{6}[ .-]?\\d{5}'),
    check: isNorwegianId,
    confidence: () => [0.93, 0.96, 0.99],
  },
  {
    country: 'SE',
    shape: shape('(?:1[89]|20)?\\d{6}[-+ ]?\\d{4}'),
    check: (digits) => isSwedishId(digits.slice(-10)),
    confidence: (written) => (/[-+]|^\d{12}$/.test(written) ? [0.9, 0.96, 0.99] : [0.6, 0.85, 0.98]),
  },
  { country: 'EE', shape: shape('[1-8]\\d{10}'), check: isEstonianId, confidence: () => [0.75, 0.93, 0.98] },
  {
    country: 'NL',
    shape: shape('(?:\\d{9}|\\d{3}[. -]\\d{3}[. -]\\d{3}|\\d{4}[. ]\\d{2}[. ]\\d{3})'),
    check: isDutchId,
    confidence: () => [0.1, 0.4, 0.96],
  },
];

/** National identity numbers of Norway, Sweden, Finland, Estonia and the Netherlands whose check digits are right. */
export function* detectNationalId(text: string, { country }: DetectorSetting): Iterable<Finding> {
  for (const scheme of schemes) {
    for (const { 0: written, index: start } of text.matchAll(scheme.shape)) {
      const value = scheme.country === 'FI' ? written.toUpperCase() : written.replace(/\D/g, '');
      if (!scheme.check(value)) continue;
      const end = start + written.length;
      const [alone, atHome, named] = scheme.confidence(written);
      const before = wordsBefore(text, start);
      const after = wordsAfter(text, end);
      let confidence = scheme.country === country ? atHome : alone;
      if (ID_WORD.test(before) || ID_WORD.test(after)) confidence = named;
      else if (scheme.country === country && confidence < 0.5 && ABOUT_A_PERSON.test(`${before} ${after}`))
        confidence = 0.6;
      else if (THING_NUMBER.test(before.slice(-24))) confidence *= scheme.country === 'FI' ? 0.9 : 0.4;
      yield { kind: 'NATIONAL_ID', start, end, confidence, value: `${scheme.country}:${value}` };
    }
  }
}
