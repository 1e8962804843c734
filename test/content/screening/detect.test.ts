import { expect, test } from '@jest/globals';
import {
  defaultRules,
  type FindingKind,
  findingKinds,
  MAXIMUM_FINDINGS,
  RULES_VERSION,
  screenText,
} from '../../../src/content/screening/detect/index.js';

/** What is found, as kind and text. */
const found = (text: string, country = 'NO'): [FindingKind, string][] =>
  screenText(text, { country }).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

test('e-mail addresses are found as they are written, and file names are none', () => {
  expect(found('Skriv til Kari.Nordmann+skole@post.example.no, eller <ärt@bücher.example>. Se icon@2x.png')).toEqual([
    ['EMAIL', 'Kari.Nordmann+skole@post.example.no'],
    ['EMAIL', 'ärt@bücher.example'],
  ]);
  expect(found('kari (at) example (punktum) no, og ola at example dot com')).toEqual([
    ['EMAIL', 'kari (at) example (punktum) no'],
    ['EMAIL', 'ola at example dot com'],
  ]);
});

test('account numbers are told by their country and check digits, with or without spaces', () => {
  expect(found('Konto NO93 8601 1117 947 og fi2112345600000785.')).toEqual([
    ['IBAN', 'NO93 8601 1117 947'],
    ['IBAN', 'fi2112345600000785'],
  ]);
  expect(found('Konto NO94 8601 1117 947')).toEqual([]);
});

test('addresses of machines are found, and versions and times are none', () => {
  expect(found('Logget inn fra 203.0.113.77 og [2001:db8::8a2e:370:7334], ::ffff:198.51.100.4.')).toEqual([
    ['IP_ADDRESS', '203.0.113.77'],
    ['IP_ADDRESS', '2001:db8::8a2e:370:7334'],
    ['IP_ADDRESS', '::ffff:198.51.100.4'],
  ]);
  expect(found('Versjon 84.12.3.77 kom kl. 12:30:45, kapittel 1.2.3.4, std::vector, 300.1.1.1')).toEqual([]);
});

test('the rules choose kinds and how sure they must be', () => {
  const text = 'kari@example.no, NO9386011117947';
  expect(screenText(text, { country: 'NO', rules: { kinds: ['IBAN'] } })).toMatchObject([
    { kind: 'IBAN', start: 17, end: 32 },
  ]);
  expect(screenText(text, { country: 'NO', rules: { minimumConfidence: 1 } })).toEqual([]);
  expect(defaultRules.kinds).toEqual(findingKinds);
});

test('a text that is full of findings is told up to a bound, and the rules by which it was screened have a name', () => {
  const text = 'kari@example.no '.repeat(MAXIMUM_FINDINGS + 5);
  expect(screenText(text, { country: 'NO' })).toHaveLength(MAXIMUM_FINDINGS);
  expect(RULES_VERSION).toMatch(/^\d+$/);
});
