/** Characters that show nothing: breaks that are allowed or forbidden, joiners, marks of order and direction. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/;
const UNUSUAL = /[\u00ad\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2010-\u2012\u2212\u3000\ufeff\uff01-\uff5e]/;

/** A text as it reads, and where its characters stand in the text as it is written. */
export interface PlainText {
  readonly text: string;
  /** The offsets of a stretch in the text as it is written. */
  readonly written: (start: number, end: number) => readonly [number, number];
}

/**
 * What a text reads as: without characters that show nothing, with one kind of space and hyphen, and with the usual digits and
 * letters for wide ones. Programs that set or typeset texts put these in, and people who know of screening do.
 */
export function plainText(written: string): PlainText {
  if (!UNUSUAL.test(written)) return { text: written, written: (start, end) => [start, end] };
  const places: number[] = [];
  let text = '';
  for (let at = 0; at < written.length; at += 1) {
    const character = written.charAt(at);
    if (INVISIBLE.test(character)) continue;
    text += UNUSUAL.test(character) ? usual(character) : character;
    places.push(at);
  }
  return { text, written: (start, end) => [places[start] ?? 0, (places[end - 1] ?? -1) + 1] };
}

function usual(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0xff01) return String.fromCharCode(code - 0xfee0);
  return /[\u2010-\u2012\u2212]/.test(character) ? '-' : ' ';
}
