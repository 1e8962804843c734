import { isIPv4 } from 'node:net';
import type { CountryCode } from 'libphonenumber-js';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { ID_WORD, lastOf, stems, THING_NUMBER, VERSION, wordsAfter, wordsBefore } from './context.js';
import type { DetectorSetting, Finding } from './finding.js';

/** Digits with one separator between groups, or a bracket and a space. */
const RUN =
  /(?<![\p{L}\p{N}_@#=&])(?<![\p{N}][.,:/-]|\p{L}[-/])(?:\+ ?|\(\+?|\+\()?\d(?:[()\u00a0\u202f .\-\u2011\u2013/]{0,2}\d){5,24}(?!\d)/gu;
const EXTENSION =
  /^ ?(?:x|ext\.?|extension|linje|internt|anknytning|ankn\.?|alanumero|sisä|toestel|tst\.?) ?\.?(\d{1,6})(?![\p{L}\p{N}])/iu;

const PHONE_WORD = stems(
  'phone|tel.|call|ring|cell|mobile|fax|sms|text me|whatsapp|signal|viber|dial|reach|answering|messages to|contact',
  'tlf|telefon|mob.|mobil|oppring|nås på|treffes på|kontakt|melding til',
  'nå mig|nås via|sms:a|växel',
  'puh|soit|kännyk|gsm|tavoit|matkapuh|numeroon|viesti',
  'helista|mobiil|tekst|võta ühendust|kõne|telefoninumb|numbril',
  'bel.|bellen|gebeld|belt.|telefoon|mobiel|bereik|06-nummer|app.',
);
/** What is said after a number of what it is. */
const PHONE_AFTER =
  /^[ \t,;(/-]{0,3}(?:office|desk|mobile|fax|cell|home|work|phone|mobil|arbeid|jobb|privat|arbete|hem|hemma|puh|matkapuh|työ|koti|mobiil|tööl|kodus|mobiel|werk|thuis)(?!\p{L})/u;
const MONEY =
  /(?:[€$£]|(?<!\p{L})(?:kr|nok|sek|dkk|eur|euro|usd|gbp|sum|beløp|belopp|summa|bedrag|totalt?|pris|hind|hinta|prijs)\.?:?) ?$/u;
const MONEY_AFTER =
  /^(?:[,.]\d{2}(?!\d)|,-| ?(?:[€$£%]|(?:kr|nok|sek|dkk|eur|euro|usd|gbp|kroner|kronor|euroa|eurot|stk|st|kg|km|m2|kwh|mb|gb)(?!\p{L})))/u;
const DATE =
  /(?<!\d)(?:(?:19|20)\d{2}[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-./ ](?:0?[1-9]|[12]\d|3[01])[-./ ](?:19|20)\d{2})(?!\d)/;
const TIMES = /^\d{1,2}\.\d{2} ?[-\u2013\u2011] ?\d{1,2}\.\d{2}$/;
/** A case of a year, or digits as identity numbers write them. */
const CASE = /^(?:(?:19|20)\d{2}[-/]\d{3,6}|\d{6}-\d{4}|\d{3}-\d{2}-\d{4})$/;
const PERIOD = /^(?:19|20)\d{2} ?[-/\u2013] ?(?:19|20)\d{2}$/;
const COMPACT_DATE = /^(?:(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:\d{4}(?:\d{2})?)?$/;
const THOUSANDS = /^[1-9]\d{0,2}(?:[ .\u00a0\u202f]\d{3}){2,}$/;
const CARD = /^\d{4}(?:[ -]?\d{4}){3}$|^3\d{3}[ -]?\d{6}[ -]?\d{5}$/;
const BOOK = /^97[89][- ]?\d{1,5}[- ]?\d{1,7}[- ]?\d{1,7}[- ]?\d$/;

/** Where a number is dialled with a zero before it, digits without one are none. */
const DIALLED_WITH_ZERO = new Set<CountryCode>(['SE', 'FI', 'NL', 'BE', 'DE', 'GB']);

const NEIGHBOURS: Readonly<Record<string, readonly CountryCode[]>> = {
  NO: ['SE', 'DK', 'FI'],
  SE: ['NO', 'FI', 'DK'],
  FI: ['SE', 'EE', 'NO'],
  EE: ['FI', 'LV', 'SE'],
  NL: ['BE', 'DE', 'GB'],
  DK: ['SE', 'NO', 'DE'],
  US: ['CA', 'GB'],
};

/** How often the library is asked for one text: it is slow, and a text with more numbers than these is a table. */
const QUESTIONS = 20_000;

/** Telephone numbers: such as exist in the tenant's country or near by, or name their country; others where a word says so. */
export function* detectTelephone(text: string, { country }: DetectorSetting): Iterable<Finding> {
  const directory = new Directory(country);
  for (const { 0: run, index } of text.matchAll(RUN)) {
    for (const { written, start } of apart(run, index)) {
      const plain = start + written.length;
      if (/^\p{N}/u.test(text.slice(plain, plain + 1))) continue;
      const extension = EXTENSION.exec(text.slice(plain, plain + 24));
      if (!extension && /^[\p{L}_]/u.test(text.slice(plain, plain + 2))) continue;
      const confidence = confidenceOf(written, text, start, directory);
      if (confidence < 0.2) continue;
      const end = plain + (extension?.[0].length ?? 0);
      yield {
        kind: 'TELEPHONE',
        start,
        end,
        confidence,
        value: directory.valueOf(written) + (extension ? `x${extension[1]}` : ''),
      };
    }
  }
}

/** A run of groups that are each long enough for a number is several numbers. */
function* apart(run: string, index: number): Iterable<{ written: string; start: number }> {
  const groups = [...run.matchAll(/\d+/g)];
  if (groups.length > 1 && groups.every(([group]) => group.length >= 7)) {
    for (const group of groups) yield { written: group[0], start: index + group.index };
  } else {
    const open = run.startsWith('(') && !run.includes(')') ? 1 : 0;
    yield { written: run.slice(open), start: index + open };
  }
}

/** Numbers that exist, as far as the library knows. */
class Directory {
  private readonly home: CountryCode | undefined;
  private readonly near: readonly CountryCode[];
  private readonly known = new Map<string, string | null>();
  private questions = 0;

  constructor(country: string) {
    this.home = isSupportedCountry(country) ? country : undefined;
    this.near = NEIGHBOURS[country] ?? [];
  }

  international(digits: string): string | null {
    return this.ask(`+${digits}`, undefined);
  }

  atHome(digits: string): string | null {
    return this.home ? this.ask(digits, this.home) : null;
  }

  nearBy(digits: string): string | null {
    for (const country of this.near) {
      const number = this.ask(digits, country);
      if (number) return number;
    }
    return null;
  }

  valueOf(written: string): string {
    const digits = digitsOf(written);
    return (
      (isInternational(written) ? null : (this.atHome(digits) ?? this.nearBy(digits))) ??
      (digits.startsWith('00') ? `+${digits.slice(2)}` : written.includes('+') ? `+${digits}` : digits)
    );
  }

  private ask(digits: string, country: CountryCode | undefined): string | null {
    const key = `${country ?? ''}${digits}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (country && DIALLED_WITH_ZERO.has(country) && !digits.startsWith('0')) return null;
    this.questions += 1;
    if (this.questions > QUESTIONS) return null;
    const number = parsePhoneNumberFromString(digits, country);
    const answer = number?.isValid() ? number.number : null;
    this.known.set(key, answer);
    return answer;
  }
}

/** `+47 (0)22…` says the zero that is dialled within the country, too. */
const digitsOf = (written: string): string =>
  (/^[+(]/.test(written) ? written.replace('(0)', '') : written).replace(/\D/g, '');
const isInternational = (written: string): boolean => /^\(?\+|^00\d/.test(written);

function confidenceOf(written: string, text: string, start: number, directory: Directory): number {
  const digits = digitsOf(written);
  const before = wordsBefore(text, start);
  const after = wordsAfter(text, start + written.length);
  const thing = Math.max(lastOf(THING_NUMBER, before), lastOf(ID_WORD, before));
  const named = lastOf(PHONE_WORD, before) > thing || PHONE_AFTER.test(after) || /☎|📞/u.test(before);
  if (isInternational(written)) {
    const number = digits.startsWith('00') ? digits.slice(2) : digits;
    if (number.length < 7 || number.length > 15) return 0;
    if (directory.international(number)) return 0.97;
    return named ? 0.8 : written.includes('+') && number.length > 8 ? 0.65 : 0.3;
  }
  if (digits.length < 5 || digits.length > 13 || isOther(written, digits) || VERSION.test(before)) return 0;
  if (!named && CASE.test(written)) return 0;
  if (MONEY.test(before) || MONEY_AFTER.test(after)) return 0;
  const base = national(written, digits, directory);
  if (named) return Math.min(0.95, base + 0.4);
  return thing >= 0 ? base - 0.4 : base;
}

const isOther = (written: string, digits: string): boolean =>
  (isIPv4(written) && !/^\d\d(?:\.\d\d){3}$/.test(written)) ||
  TIMES.test(written) ||
  /^\d+\.\d{1,2}$/.test(written) ||
  DATE.test(written) ||
  PERIOD.test(written) ||
  COMPACT_DATE.test(digits) ||
  CARD.test(written) ||
  BOOK.test(written);

/** How likely digits are a telephone number without a country's prefix, by their form alone. */
function national(written: string, digits: string, directory: Directory): number {
  const groups = written.split(/\D+/).filter(Boolean);
  const isGrouped = groups.length > 1 && !THOUSANDS.test(written) && groups.every((group) => group.length > 1);
  const isDialled = /^\(?0[1-9]/.test(written);
  if (directory.atHome(digits)) {
    if (isGrouped) return isDialled || groups.length > 2 ? 0.8 : 0.6;
    // Digits by threes are more often an amount.
    return isDialled ? 0.7 : THOUSANDS.test(written) ? 0.4 : 0.52;
  }
  if (isGrouped && directory.nearBy(digits)) return isDialled ? 0.7 : 0.5;
  if (/^\(?[2-9]\d{2}\)?[-. ]\d{3}[-. ]\d{4}$/.test(written)) return 0.6;
  if (isGrouped && digits.length >= 7) return isDialled || written.startsWith('(') ? 0.55 : 0.35;
  if (isDialled && digits.length >= 8) return 0.4;
  return digits.length >= 7 && digits.length <= 11 ? 0.25 : 0.15;
}
