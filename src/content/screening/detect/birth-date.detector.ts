import { stems, wordsAfter, wordsBefore } from './context.js';
import type { Finding } from './finding.js';

/** The first letters of the months in six languages, in lower case; longer words may follow. */
const MONTHS: readonly string[] = [
  'jan|tammi|jaan',
  'feb|helmi|veeb',
  'mar|mär|maalis|maart|mrt',
  'apr|huhti',
  'mai|may|maj|touko|mei',
  'jun|kesä|juun',
  'jul|heinä|juul',
  'aug|elo',
  'sep|syys',
  'okt|oct|loka',
  'nov|marras',
  'des|dec|joulu|det',
];
const MONTH = `(?:${MONTHS.join('|')})\\p{L}{0,9}`;
const NUMERIC =
  /(?<![\p{L}\p{N}])(?<!\p{N}[-./])(?:(\d{4})([-./])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-./]) ?(\d{1,2})\6 ?(\d{4}|\d{2}))(?![\p{L}\p{N}])(?![-./]\p{N})/gu;
/** As in Scandinavia: `3/4-2011`. */
const SLASHED =
  /(?<![\p{L}\p{N}])(?<!\p{N}[-./])(\d{1,2})\/ ?(\d{1,2})[- ]{1,2}(\d{4}|\d{2})(?![\p{L}\p{N}])(?![-./]\p{N})/gu;
/** As in tables: the day, the month and the year, or the other way round. */
const COMPACT =
  /(?<![\p{L}\p{N}])(?<!\p{N}[-./ ])(?:(\d{2})(\d{2})((?:19|20)\d{2})|((?:19|20)\d{2})(\d{2})(\d{2}))(?![\p{L}\p{N}])(?![-./ ]\p{N})/gu;
const WRITTEN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(\\d{1,2})(?:\\.|st|nd|rd|th|:[ea])? ?(?:of |de )?(${MONTH})\\.?,? (\\d{4})|(${MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4}))(?![\\p{L}\\p{N}])`,
  'giu',
);

const BIRTH = stems(
  'born|birth|dob.|d\\.o\\.b',
  'født|fødsel|fdato|f\\.dato|f\\. ?$|bursdag|geburtsdag',
  'född|födelse|födt|födsel',
  'syntyn|syntym|synt.|s\\. ?$|syntyi',
  'sünd|sünni|sünniaeg',
  'geboren|geboorte|geb.|jarig',
);
const SURE = 0.94;

/** Dates of birth: dates near a word for being born. A date without one tells nothing about a person. */
export function* detectBirthDate(text: string): Iterable<Finding> {
  for (const match of text.matchAll(NUMERIC)) {
    const { 1: year, 3: middle, 4: last, 5: first, 7: second, 8: end } = match;
    const finding = year
      ? judge(text, match, [year, middle, last])
      : // Where the second number cannot be a month the first one is, as Americans write.
        judge(text, match, Number(second) > 12 ? [end, first, second] : [end, second, first]);
    if (finding) yield finding;
  }
  for (const match of text.matchAll(SLASHED)) {
    const [, day, month, year] = match;
    const finding = judge(text, match, [year, month, day]);
    if (finding) yield finding;
  }
  for (const match of text.matchAll(COMPACT)) {
    const [, day, month, year, otherYear, otherMonth, otherDay] = match;
    const finding = judge(text, match, [year ?? otherYear, month ?? otherMonth, day ?? otherDay]);
    if (finding?.confidence === SURE) yield finding;
  }
  for (const match of text.matchAll(WRITTEN)) {
    const [, day, name, year, otherName, otherDay, otherYear] = match;
    const number = MONTHS.findIndex((begins) => new RegExp(`^(?:${begins})`, 'iu').test(name ?? otherName ?? '')) + 1;
    const finding = judge(text, match, [year ?? otherYear, String(number), day ?? otherDay]);
    if (finding) yield finding;
  }
}

function judge(text: string, match: RegExpExecArray, parts: readonly (string | undefined)[]): Finding | null {
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  const full = year > 99 ? year : year + (year > new Date().getUTCFullYear() % 100 ? 1900 : 2000);
  if (month < 1 || month > 12 || day < 1 || day > 31 || full < 1890 || full > new Date().getUTCFullYear()) return null;
  const start = match.index;
  const end = start + match[0].length;
  const isBirth = BIRTH.test(wordsBefore(text, start)) || BIRTH.test(wordsAfter(text, end));
  const value = `${full}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return { kind: 'BIRTH_DATE', start, end, confidence: isBirth ? SURE : 0.2, value };
}
