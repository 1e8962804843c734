/** How far words may stand from what they explain, in UTF-16 units. */
const BEFORE = 48;
const AFTER = 24;

/** The text before a finding, in lower case and within its line, as far as its words can explain it; of a line that it begins, the line above. */
export function wordsBefore(text: string, start: number): string {
  const near = text.slice(Math.max(0, start - BEFORE), start).toLowerCase();
  return near.slice(near.trimEnd().lastIndexOf('\n') + 1);
}

/** The text after a finding, in lower case and within its sentence, as far as its words can explain it. */
export function wordsAfter(text: string, end: number): string {
  const near = text.slice(end, end + AFTER).toLowerCase();
  const last = near.search(/\n|[.!?;](?:\s|$)/);
  return last < 0 ? near : near.slice(0, last);
}

/**
 * Words that begin with one of the stems, which are written with `|` between them, a line for each language; a stem that ends
 * in `.` is a whole word. `tlf|ring` finds `tlf.` and `ringer`, not `bring`.
 */
export function stems(...lines: readonly string[]): RegExp {
  const words = lines.join('|').split('|');
  const forms = words.map((word) => (word.endsWith('.') ? `${word.slice(0, -1)}(?![\\p{L}\\p{N}])` : word));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms.join('|')})`, 'u');
}

/** Numbers that name things rather than people: what stands before them says so, in six languages. */
export const THING_NUMBER = stems(
  'order|licen[sc]e|passport|card|invoice|account|article|item|serial|tracking|reference|ref.|ticket|case no|vat.',
  'ordre|bestilling|faktura|konto|artikkel|vare|serienummer|sporing|referanse|kid.|sak|org\\.? ?n|organisasjonsn|orgnr',
  'beställning|artikel|ärende|kolli|ocr.|bankgiro|plusgiro|kund|moms|löpnummer|organisationsn',
  'tilaus|lasku|tili|tuote|viite|sarjanumero|seuranta|y-tunnus|asiakasnumero|alv|asianumero',
  'tellimus|arve|toote|viitenumber|seerianumber|saadetis|registrikood|reg.|kmkr|klient',
  'bestel|factuur|rekening|zending|kenmerk|zaak|kvk|btw|rsin|klant|volgnummer|dossier',
  'isbn|issn|ean.|gtin|imei|orcid|doi.|sku.|swift',
);

/** Words for identity numbers in six languages. */
export const ID_WORD = stems(
  'fødselsn|fodselsn|personn|person-?n|person ?id|f\\.? ?nr|fnr|d-nummer|d-nr|p\\.? ?nr|id-nummer',
  'samordning|identitetsnummer|henkilötun|henkilotun|hetu|sotu|isikuk|ik.',
  'bsn|burgerservice|sofi|burgernum',
  'national id|identity n|identity code|id[- ]?(?:number|code|nummer|nr|no)|personal (?:id|code|number|no)|social security|citizen',
);

/** Where the last word of a kind begins in what stands before a number; -1 where there is none. The nearest word is the one that explains it. */
export function lastOf(words: RegExp, before: string): number {
  let last = -1;
  for (const { index } of before.matchAll(new RegExp(words, 'gu'))) last = index;
  return last;
}

/** What stands right before the number of a version or a chapter. */
export const VERSION =
  /(?<!\p{L})(?:v|ver|vers|version\p{L}*|versjon\p{L}*|versio\p{L}*|versie\p{L}*|release|utgave|utgåva|build|firmware|driver|oid|avsnitt|lõik|artikkel|artikel|pykälä|kap(?:ittel|itel)?|chapter|section|luku|peatükk|hoofdstuk|punkt|§+)[ :.#]*$/u;

/** Words by which a text speaks of a person, in six languages. */
export const ABOUT_A_PERSON =
  /(?<!\p{L})(?:born|birth|født|fødselsdato|född|födelsedatum|syntynyt|syntymäaika|sündinud|sünniaeg|geboren|geboortedatum|he|she|his|him|they|my|mr|mrs|ms|pupil|student|boy|girl|family|employee|son|daughter|mother|father|han|hun|hans|hennes|jeg|mitt|eleven|jenta|jenten|gutten|familien|datter|sønn|mor|far|hon|henne|honom|jag|mitt|dotter|flickan|pojken|familjen|mamma|pappa|hän|hänen|hänellä|minä|minulla|oppilas|oppilaalla|tytär|tyttö|perhe|poika|äiti|isä|tema|tal|mina|mul|õpilane|tütar|tüdruk|poiss|pere|poeg|ema|isa|hij|zij|ze|haar|ik|mijn|leerling|dochter|meisje|jongen|gezin|zoon|moeder|vader|medewerker)(?!\p{L})/u;
