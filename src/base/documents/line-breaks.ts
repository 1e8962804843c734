/** Measures a text's width in the unit of the width it is compared with. */
export type Measure = (text: string) => number;

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A piece of text that is not broken inside, and whether a space follows it. */
interface Piece {
  readonly text: string;
  readonly space: boolean;
}

/**
 * Breaks a text into lines no wider than `width`.
 *
 * Lines break at spaces and after hyphens, dashes and slashes; a word that is wider than a whole line (an address of a
 * web page, a hash) is cut, after punctuation where that leaves a reasonable line. A line that was broken at a space
 * keeps it, so that whoever extracts the text or hears it read gets two words, not one.
 */
export function breakLines(text: string, width: number, measure: Measure): string[] {
  return text.split('\n').flatMap((paragraph) => fill(piecesOf(paragraph), width, measure));
}

function fill(pieces: readonly Piece[], width: number, measure: Measure): string[] {
  const space = measure(' ');
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of pieces) {
    for (const part of cutToFit(piece, width, measure)) {
      const needed = measure(part.text);
      if (line !== '' && used + needed > width) {
        lines.push(line);
        line = '';
        used = 0;
      }
      line += part.space ? `${part.text} ` : part.text;
      used += part.space ? needed + space : needed;
    }
  }
  lines.push(line.trimEnd());
  return lines;
}

function piecesOf(paragraph: string): Piece[] {
  return paragraph
    .split(/[ \t]+/)
    .filter((word) => word !== '')
    .flatMap((word) => {
      const parts = word.match(/[^-/–—]+[-/–—]+(?=[^-/–—])|.+$/gu) ?? [word];
      return parts.map((text, index) => ({ text, space: index === parts.length - 1 }));
    });
}

function cutToFit(piece: Piece, width: number, measure: Measure): Piece[] {
  if (measure(piece.text) <= width) return [piece];
  const parts: Piece[] = [];
  let rest = Array.from(GRAPHEMES.segment(piece.text), ({ segment }) => segment);
  while (rest.length > 0 && measure(rest.join('')) > width) {
    let count = 1;
    while (count < rest.length && measure(rest.slice(0, count + 1).join('')) <= width) count += 1;
    const atPunctuation = rest.slice(0, count).findLastIndex((grapheme) => /[.,:;@_=&?]/.test(grapheme)) + 1;
    const taken = atPunctuation > count / 2 ? atPunctuation : count;
    parts.push({ text: rest.slice(0, taken).join(''), space: false });
    rest = rest.slice(taken);
  }
  if (rest.length > 0) parts.push({ text: rest.join(''), space: piece.space });
  return parts;
}
