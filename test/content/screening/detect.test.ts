import { expect, test } from '@jest/globals';
import {
  defaultRules,
  type FindingKind,
  findingKinds,
  MAXIMUM_FINDINGS,
  NameIndex,
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

test('telephone numbers are told from dates, times, sums, versions and numbers of orders', () => {
  expect(found('Ring 990 00 012 eller +46 70 174 06 05, sentralbord 22 00 00 12 linje 34.')).toEqual([
    ['TELEPHONE', '990 00 012'],
    ['TELEPHONE', '+46 70 174 06 05'],
    ['TELEPHONE', '22 00 00 12 linje 34'],
  ]);
  expect(found('Phone:\n60-56-85-91', 'US')).toEqual([['TELEPHONE', '60-56-85-91']]);
  expect(
    found('Ordre 41234567 av 12.03.2024 kl. 10.30–11.45, kr 1 250 000, EUR 12 345 678, 2021-2022, versjon 12.34.56.78'),
  ).toEqual([]);
});

test('national identity numbers have their check digits, and those that prove little need a word', () => {
  // Synthetic (month + 80), kept for tests (serial from 980), never assigned (serial from 900, 99x), for tests (from 9999).
  const ids = [
    '178156 71546',
    '13855133606',
    '19791219-9861',
    '641128-9926',
    '090689-9519',
    '220365Y959A',
    '61412059913',
  ];
  expect(found(ids.join(', '))).toEqual(ids.map((id) => ['NATIONAL_ID', id]));
  expect(found('178156 71547, 13855133607, 19791219-9862, 090689-951A, 61412059914, 13-13855133606')).toEqual([]);
  expect(found('BSN 999940600, eller 999.926.548 sier eleven', 'NL')).toEqual([
    ['NATIONAL_ID', '999940600'],
    ['NATIONAL_ID', '999.926.548'],
  ]);
  expect(found('Dossier 999940600. BSN 999940601', 'NL')).toEqual([]);
});

test('dates are those of a birth where a word says so', () => {
  expect(found('Født 4. mars 2011, date of birth: 3/14/1999, sünd. 2001-02-03.')).toEqual([
    ['BIRTH_DATE', '4. mars 2011'],
    ['BIRTH_DATE', '3/14/1999'],
    ['BIRTH_DATE', '2001-02-03'],
  ]);
  expect(found('Møtet er 4. mars 2011. Født 31.13.2011.')).toEqual([]);
});

test('addresses are a street with its number, and what follows', () => {
  expect(found('Bor i Karl Johans gate 12B, 0154 Oslo. Besök: Lilla Vägen 4, 413 21 Göteborg')).toEqual([
    ['POSTAL_ADDRESS', 'Karl Johans gate 12B, 0154 Oslo'],
    ['POSTAL_ADDRESS', 'Lilla Vägen 4, 413 21 Göteborg'],
  ]);
  expect(found('Postbus 123, 3500 AD Utrecht; Narva mnt 5-12, 10117 Tallinn', 'NL')).toEqual([
    ['POSTAL_ADDRESS', 'Postbus 123, 3500 AD Utrecht'],
    ['POSTAL_ADDRESS', 'Narva mnt 5-12, 10117 Tallinn'],
  ]);
  expect(found('The address (RFC 5321), address: Article 37, 454438.85')).toEqual([]);
  expect(found('Vi møtes 12. august 2021 på rom 214. MAC-adress 60:24:f3:52:d7:c9')).toEqual([]);
});

test('names of the register are found with their endings, and everyday words are none by themselves', () => {
  const names = NameIndex.of([
    { givenName: 'Kari Anne', familyName: 'Nordmann', preferredName: 'Kaja' },
    { givenName: 'Jukka', familyName: 'Virtanen' },
    { givenName: 'Bjørn', familyName: 'Stein' },
    { givenName: 'Åse', familyName: 'van der Bakker' },
  ]);
  const named = (text: string) =>
    screenText(text, { country: 'NO', names }).map(({ start, end, value }) => [text.slice(start, end), value]);
  expect(named('Nordmann, Kari og KAJA. Annoin Jukalle ja Virtaselle, Kari A. Nordmanns bil')).toEqual([
    ['Nordmann, Kari', 'nordmann kari'],
    ['KAJA', 'kaja'],
    ['Jukalle', 'jukka'],
    ['Virtaselle', 'virtanen'],
    ['Kari A. Nordmanns', 'kari nordmann'],
  ]);
  expect(named('Bjørn er et rovdyr, og stein er hard. Ask the bakker. Bjørn Stein er lærer. Hei Bjørn!')).toEqual([
    ['Bjørn Stein', 'bjorn stein'],
    ['Bjørn', 'bjorn'],
  ]);
  expect(named('ase van der bakker')).toEqual([['ase van der bakker', 'ase bakker']]);
  expect([...NameIndex.of([]).find('Kari Nordmann')]).toEqual([]);
});

test('words of special categories are found in their forms, in compounds, and everyday ones where a person is spoken of', () => {
  expect(found('Brystkreften, ADHD, fagforeningen; masennuksesta; vakbondslid; is on sick leave')).toEqual([
    ['SPECIAL_CATEGORY', 'Brystkreften'],
    ['SPECIAL_CATEGORY', 'ADHD'],
    ['SPECIAL_CATEGORY', 'fagforeningen'],
    ['SPECIAL_CATEGORY', 'masennuksesta'],
    ['SPECIAL_CATEGORY', 'vakbondslid'],
    ['SPECIAL_CATEGORY', 'sick leave'],
  ]);
  expect(found('Hun er syk i dag')).toEqual([['SPECIAL_CATEGORY', 'syk']]);
  expect(found('The same diagnostics were bekreftet; kven ber om hjelp? Abort the build')).toEqual([]);
  expect(found('Sykehuset ligger i Kirkeveien; raskaat kirjat, depressing weather, allergifri')).toEqual([]);
});

test('what a text is said to be explains it', () => {
  expect(screenText('2011-03-04', { country: 'NO' })).toEqual([]);
  expect(screenText('2011-03-04', { country: 'NO', label: 'Fødselsdato' })).toMatchObject([
    { kind: 'BIRTH_DATE', start: 0, end: 10 },
  ]);
});

test('what shows nothing, and what is written wide, hides nothing', () => {
  for (const written of [
    'kari.nordmann@\u00adeksempel.no',
    'kari\u200b.nordmann@eksempel.no',
    'ｋａｒｉ.nordmann＠eksempel.no',
  ]) {
    expect(screenText(`Skriv ${written} nå`, { country: 'NO' })).toMatchObject([
      { kind: 'EMAIL', start: 6, end: 6 + written.length, value: 'kari.nordmann@eksempel.no' },
    ]);
  }
  expect(found('Tlf: 22\u200933\u202f44\u200955')).toEqual([['TELEPHONE', '22\u200933\u202f44\u200955']]);
  expect(found('tlf ２２３３４４５５.')).toEqual([['TELEPHONE', '２２３３４４５５']]);
});

test('dates of birth are found as Scandinavians write them, and in tables without signs', () => {
  expect(found('født 3/4-2011')).toEqual([['BIRTH_DATE', '3/4-2011']]);
  expect(found('Møte 3/8-2017 om 03082017')).toEqual([]);
  expect(screenText('03042011', { country: 'NO', label: 'Fødselsdato' })).toMatchObject([
    { kind: 'BIRTH_DATE', value: '2011-04-03' },
  ]);
  expect(screenText('20110403', { country: 'SE', label: 'Född' })).toMatchObject([{ kind: 'BIRTH_DATE' }]);
  expect(found('Ordre 03042011')).toEqual([]);
});

test('a flat in a stair belongs to its address', () => {
  expect(found('Osoite: Hämeenkatu 12 A 4, 33100 Tampere', 'FI')).toEqual([
    ['POSTAL_ADDRESS', 'Hämeenkatu 12 A 4, 33100 Tampere'],
  ]);
});

test('names are found in the names of files', () => {
  const names = NameIndex.of([{ givenName: 'Kari', familyName: 'Nordmann' }]);
  expect(screenText('Nordmann_Kari_epikrise', { country: 'NO', names })).toMatchObject([
    { kind: 'NAME', start: 0, end: 13, confidence: 0.95 },
  ]);
});

test('of findings that overlap the surest stays', () => {
  const text = 'Konto: NO93 8601 1117 947';
  expect(screenText(text, { country: 'NO' }).map(({ kind, value }) => [kind, value])).toEqual([
    ['IBAN', 'NO9386011117947'],
  ]);
});

test('whoever gives up is obeyed', () => {
  expect(() =>
    screenText('kari@example.no', { country: 'NO', signal: AbortSignal.abort(new Error('stopped')) }),
  ).toThrow('stopped');
});
