import { stems, wordsBefore } from './context.js';
import type { Finding } from './finding.js';

/** How far before and after a house number the rest of its address is looked for. */
const STREET = 64;
const REST = 96;

/** The number of a house after the name of its street, with its stair, flat or letter. */
const HOUSE =
  /(?<=[\p{L}.] ?)[ ]\d{1,4}(?: ?[A-Z](?: ?\d{1,3}(?=[,\n]|$))?(?![\p{L}\p{N}])| ?[a-h](?![\p{L}\p{N}])|[-/]\d{1,4}(?!\p{N}))?(?![\p{L}\p{N}:])(?![.,]\p{N})/gu;
/** The number of a house before the name of its street. */
const ENGLISH_HOUSE = /(?<![\p{L}\p{N}.,/-])\d{1,5}[A-Za-z]?(?= \p{Lu})/gu;
const BOX =
  /(?<!\p{L})(?:postboks|pb\.|p\.?b\.?|boks|postbox|box|pl|postbus|postkast|pk|p\.? ?o\.? ?box)[ .]{1,2}\d{1,6}(?![\p{L}\p{N}])/giu;

/** What names of streets end in, or are followed by, in no, se, dk, fi, ee, nl and de. */
const STREET_END = new RegExp(
  `(?:${[
    'veien|vegen|vei|veg|vn|gata|gaten|gate|gt|gt\\.|allé|alle|alléen|plass|plassen|torg|torget|bakken|bakke|stien|sti|svingen|kroken|tunet|terrasse|haugen|ringen|brygge|kaia',
    'vägen|väg|gatan|gränd|gränden|stigen|stig|allén|plan|platsen|backen|torp|slingan|kajen|leden|vej|gade|stræde|torv',
    'katu|tie|kuja|polku|kaari|raitti|ranta|aukio|tori|väylä|rinne|penger|puisto|bulevardi|esplanadi|k\\.|kadun|kadulla|tiellä|tien',
    'tänav|tn|tn\\.|tee|puiestee|pst|mnt|maantee|põik|väljak|allee',
    'straat|straatweg|laan|weg|plein|kade|gracht|dijk|singel|hof|steeg|pad|plantsoen|baan|dreef|markt|wal|lei|str\\.|straße|strasse',
  ].join('|')})$`,
  'iu',
);
const ENGLISH_STREET =
  /^ (?:[\p{L}'’.-]{1,24} ){1,4}?(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|square|sq|place|pl|terrace|way|close|crescent|highway|hwy|parkway|pkwy|row|mews|gardens)(?!\p{L})\.?/iu;
const FRENCH_STREET =
  /^(?:,? )(?:rue|avenue|av\.|boulevard|rua|via|calle|ul\.|place|chemin|strada|piazza) (?:[\p{L}'’.-]{1,24} ?){1,4}/iu;

const FLAT =
  '(?:(?:[HULK]\\d{4}|(?:leil|leilighet|lgh|lägenhet|as|as\\.|bst|krs|kr|korter|apt|apt\\.|suite|unit|flat|tr|et|etg)\\.?,? ?\\d{1,4}|\\d{1,2} ?(?:tr|etg|krs)\\.?|[A-Z] ?\\d{1,3}|bis|hs)[,\\s]{0,3})?';
/** A postcode as one of the countries writes it, and the place. */
const PLACE = new RegExp(
  `^[,;\\s]{1,4}${FLAT}(?:(?:NO|N|SE|S|FI|FIN|EE|NL|DK|DE|D)-)?(?:\\d{4} ?[A-Z]{2}(?![\\p{L}])|\\d{3} \\d{2}|\\d{4,5})(?!\\p{N}),?\\s{1,3}\\p{Lu}[\\p{L}'’-]{1,30}(?: (?:\\p{Lu}[\\p{L}'’-]{0,30}|i|am|aan|den|de)){0,2}`,
  'u',
);
/** The same with the place first, as in English, French and Estonian addresses. */
const PLACE_FIRST = new RegExp(
  `^[,;\\s]{0,3}${FLAT}[,;\\s]{0,3}(?:\\p{Lu}[\\p{L}'’.-]{1,30}[,\\s]{1,3}){1,3}(?:[A-Z]{2},? {1,2}\\d{5}(?:-\\d{4})?|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|\\d{5})(?![\\p{L}\\p{N}])`,
  'u',
);
const ONLY_FLAT = new RegExp(`^,? ${FLAT.slice(0, -1)}`, 'iu');

/** What is numbered and is no street. */
const REFERENCE =
  /^(?:RFC|ISO|IEEE|Art|Article|Artikkel|Artikel|Section|Chapter|Kapittel|Room|Rom|Rum|Table|Figure|Page|Side|Port|Version)\b/;
const PARTICLE = /^(?:van|de|den|der|af|av|von|het|ten|ter|the|of)$/;
const ADDRESS_WORD = stems(
  'address|lives? (?:at|in)|located at|moved to|ship to|deliver to|office is at',
  'adresse|bor (?:i|på)|bosatt|flyttet til|flytter til',
  'adress|bosatt|flyttat till|flyttar till|folkbokförd',
  'osoite|osoitteessa|asuu|muutti|kotiosoite',
  'aadress|elab|elukoht|kolis',
  'adres|woont|wonende|verhuisd naar|woonachtig',
);

/** What a street with a number is followed by in American addresses. */
const APARTMENT = /^[\s,]{1,3}(?:apt|suite|unit|ste)\.? ?\d/iu;
const MILITARY_BOX = /(?<!\p{L})(?:PSC|Unit|CMR) \d{1,5},? Box \d{1,6}(?:\s{1,2}[ADF]PO,? A[AEP] \d{5})?/gu;

/** Postal addresses: a street with its number, better with postcode and place, as the Nordic and Baltic countries, the Netherlands and English-speaking ones write them. */
export function* detectPostalAddress(text: string): Iterable<Finding> {
  for (const match of text.matchAll(HOUSE)) yield* judgeHouse(text, match.index, match.index + match[0].length);
  for (const match of text.matchAll(ENGLISH_HOUSE))
    yield* judgeEnglish(text, match.index, match.index + match[0].length);
  for (const match of text.matchAll(MILITARY_BOX))
    yield finding(text, match.index, match.index + match[0].length, 0.93);
  for (const match of text.matchAll(BOX)) {
    const place = placeAfter(text, match.index + match[0].length);
    const isPost = place > 0 || /^p/i.test(match[0]);
    yield finding(text, match.index, match.index + match[0].length + place, place > 0 ? 0.9 : isPost ? 0.6 : 0.3);
  }
}

function* judgeHouse(text: string, house: number, end: number): Iterable<Finding> {
  const named = ADDRESS_WORD.test(wordsBefore(text, house).slice(0, -1));
  const start = startOfStreet(text, house, named);
  if (start === house || /^ (?:19|20)\d{2}$/.test(text.slice(house, end))) return;
  const street = text.slice(start, house);
  const isStreet = STREET_END.test(street);
  const place = placeAfter(text, end);
  const isNamed = named || APARTMENT.test(text.slice(end, end + 12));
  if (!isStreet && place === 0 && (!isNamed || REFERENCE.test(street) || ADDRESS_WORD.test(street.toLowerCase())))
    return;
  const flat = place > 0 ? place : (ONLY_FLAT.exec(text.slice(end, end + 24))?.[0].trimEnd().length ?? 0);
  const confidence = (isStreet ? (place > 0 ? 0.95 : 0.7) : place > 0 ? 0.65 : 0.5) + (isNamed ? 0.04 : 0);
  // Another number before the street belongs to it.
  const number = /(?<![\p{L}\p{N}.,])\d{2,6} $/u.exec(text.slice(Math.max(0, start - 8), start))?.[0].length ?? 0;
  yield finding(text, start - number, end + flat, confidence);
}

function* judgeEnglish(text: string, start: number, house: number): Iterable<Finding> {
  const rest = text.slice(house, house + REST);
  const street = ENGLISH_STREET.exec(rest) ?? FRENCH_STREET.exec(rest);
  if (!street) return;
  const end = house + street[0].length;
  const place = placeAfter(text, end);
  yield finding(text, start, end + place, place > 0 ? 0.93 : 0.65);
}

const finding = (text: string, start: number, end: number, confidence: number): Finding => ({
  kind: 'POSTAL_ADDRESS',
  start,
  end,
  confidence,
  value: text
    .slice(start, end)
    .replace(/[\s,]+/g, ' ')
    .trim()
    .toLowerCase(),
});

/** How long the postcode and place after an address are; zero where there are none. */
function placeAfter(text: string, end: number): number {
  const rest = text.slice(end, end + REST);
  return (PLACE.exec(rest) ?? PLACE_FIRST.exec(rest))?.[0].length ?? 0;
}

/**
 * Where the words before a house number begin that are in capitals, or small words between such, as in `Karl Johans gate`; where an
 * address is spoken of, the name of a street may be in small letters.
 */
function startOfStreet(text: string, house: number, named: boolean): number {
  const before = text.slice(Math.max(0, house - STREET), house);
  const words = before.slice(before.search(/[^\n,;:()]*$/)).split(' ');
  let taken = 0;
  let capitals = 0;
  for (let at = words.length - 1; at >= Math.max(0, words.length - 4); at -= 1) {
    const word = words[at] ?? '';
    const isLast = at === words.length - 1;
    const isCapital = /^\p{Lu}[\p{L}.'’-]*$/u.test(word);
    if (!isCapital && !(isLast ? STREET_END.test(word) : PARTICLE.test(word))) break;
    if (!isLast && word.endsWith('.') && word.length > 4) break;
    taken += 1;
    if (isCapital || (isLast && named && word.length > 5)) capitals = taken;
  }
  return capitals === 0 ? house : house - words.slice(-capitals).join(' ').length;
}
