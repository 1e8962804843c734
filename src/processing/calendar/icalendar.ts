/** One entry of a calendar: a point in time, and what it is. */
export interface CalendarEntry {
  /** The same in every reading, so that a calendar program knows it again. */
  readonly uid: string;
  readonly at: Date;
  readonly summary: string;
  readonly category: string;
}

const MAXIMUM_OCTETS = 75;

/** TEXT of RFC 5545, 3.3.11: what would end or divide the value is escaped, and no other control character is let in. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll(/\r\n?|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, ' ');

const instant = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** A content line of at most 75 octets each, the rest folded below it (RFC 5545, 3.1); no character is divided. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAXIMUM_OCTETS) {
      lines.push(current);
      // The space that marks a folded line counts.
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

/** Writes a calendar after RFC 5545. `stamp` is when it was made. */
export function writeCalendar(name: string, entries: readonly CalendarEntry[], stamp: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Varde//Calendar//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap(({ uid, at, summary, category }) => [
      'BEGIN:VEVENT',
      `UID:${escaped(uid)}`,
      `DTSTAMP:${instant(stamp)}`,
      `DTSTART:${instant(at)}`,
      `SUMMARY:${escaped(summary)}`,
      `CATEGORIES:${escaped(category)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
