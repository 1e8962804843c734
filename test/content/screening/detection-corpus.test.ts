import { expect, test } from '@jest/globals';
import { corpus } from '../../../bench/screening/corpus.js';
import { register } from '../../../bench/screening/register.js';
import { precisionOf, recallOf, score } from '../../../bench/screening/score.js';
import { type FindingKind, NameIndex, screenText } from '../../../src/content/screening/detect/index.js';

const names = NameIndex.of(register);

test('the targets are held on the corpus, on the sentences that nothing was tuned on', () => {
  const { rows } = score(corpus('held-out', 3, 3), ({ text, country }) => screenText(text, { country, names }));
  const targets: [FindingKind, number][] = [
    ['NATIONAL_ID', 0.95],
    ['IBAN', 0.95],
    ['EMAIL', 0.95],
    ['IP_ADDRESS', 0.95],
    ['TELEPHONE', 0.9],
  ];
  for (const [kind, target] of targets) {
    const row = rows.find((candidate) => candidate.kind === kind);
    expect(row?.present).toBeGreaterThan(15);
    expect(row && recallOf(row)).toBeGreaterThanOrEqual(target);
    expect(row && precisionOf(row)).toBeGreaterThanOrEqual(target);
  }
});

test('a text of a million characters that is made to be slow is not', () => {
  const hostile = ['a@', 'Aa 1 ', '22 33 44 5 ', 'NO93 ', '\u0130a '];
  for (const piece of hostile) {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const start = performance.now();
    screenText(text, { country: 'NO', names });
    // An algorithm that is not linear takes hours; one that is takes half a second, on a machine that does nothing else.
    expect(performance.now() - start).toBeLessThan(10_000);
  }
});
