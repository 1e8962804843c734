import { createHash } from 'node:crypto';
import type { Locale } from '../../../base/locale.js';
import { canonicalJson } from '../../../base/signing/index.js';
import { CLAUSE_TEXTS } from './clause-texts.by-locale.js';
import { ANNEX_NUMBERS, DECISION } from './decision.js';

/**
 * The SHA-256 of the Decision's identity and of its wording of the annexes in one language, lower-case hexadecimal: what no
 * party may change (Clause 2), so that anybody can tell that nothing but what the parties fill in is different.
 */
export function clauseTextHash(locale: Locale): string {
  const { annex, ...texts } = CLAUSE_TEXTS[locale];
  const wording = { instrument: DECISION, ...texts, annexes: ANNEX_NUMBERS.map((number) => annex(number)) };
  return createHash('sha256').update(canonicalJson(wording)).digest('hex');
}
