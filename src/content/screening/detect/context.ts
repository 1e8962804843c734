/** How far words may stand from what they explain, in UTF-16 units. */
const BEFORE = 48;
const AFTER = 24;

/** The text before a finding, in lower case and within its line, as far as its words can explain it. */
export function wordsBefore(text: string, start: number, reach = BEFORE): string {
  const near = text.slice(Math.max(0, start - reach), start).toLowerCase();
  return near.slice(near.lastIndexOf('\n') + 1);
}

/** The text after a finding, in lower case and within its line, as far as its words can explain it. */
export function wordsAfter(text: string, end: number, reach = AFTER): string {
  const near = text.slice(end, end + reach).toLowerCase();
  const line = near.indexOf('\n');
  return line < 0 ? near : near.slice(0, line);
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
  'order|invoice|account|article|item|serial|tracking|reference|ref.|ticket|case no|vat.',
  'ordre|bestilling|faktura|konto|artikkel|vare|serienummer|sporing|referanse|kid.|sak|org',
  'beställning|artikel|ärende|kolli|ocr.|bankgiro|plusgiro|kund|moms|löpnummer',
  'tilaus|lasku|tili|tuote|viite|sarjanumero|seuranta|y-tunnus|asiakasnumero|alv|asianumero',
  'tellimus|arve|toote|viitenumber|seerianumber|saadetis|registrikood|reg.|kmkr|klient',
  'bestel|factuur|rekening|zending|kenmerk|zaak|kvk|btw|rsin|klant|volgnummer',
  'isbn|issn|ean.|gtin|imei|orcid|doi.|sku.|swift',
);
