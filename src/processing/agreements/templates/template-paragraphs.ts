import { withoutInvisible } from '../../../base/input-text.js';
import { normalised } from './agreement-places.js';

/** A paragraph of a template; its number is its place in the list, from 1. */
export interface TemplateParagraph {
  /** 1 to 3 for headings; 0 for text. */
  readonly level: number;
  readonly text: string;
}

/** What a reader of files tells of a template. */
export interface TemplateText {
  readonly place: { readonly part: string };
  readonly text: string;
  readonly shown?: { readonly heading?: number; readonly text?: string };
}

export const MAXIMUM_PARAGRAPHS = 2000;
const LINE = 100;

/** A place between double braces. */
const PLACE = /\{\{([^{}]{1,100})\}\}/g;
/** `# Title` of plain text, and short lines that begin as headings of contracts do and do not end as sentences. */
const MARKED = /^(#{1,3})\s+(.+)$/;
const NUMBERED =
  /^(?:\d{1,3}((?:\.\d{1,3}){0,2})\.?|§ ?\d+|(?:Article|Clause|Artikel|Artikkel|Artikla|Klausul) \d+\.?) \p{L}.*[^.;:,]$/u;

const clean = (text: string): string =>
  withoutInvisible(
    text
      .normalize('NFC')
      .toWellFormed()
      .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' '),
  ).trim();

const limited = (level: number): number => Math.min(Math.max(level, 1), 3);

/** The paragraphs of a template as its readers see them: comments, headers, footers and what was struck out are no part of it. */
export function paragraphsOf(segments: readonly TemplateText[], mediaType: string): readonly TemplateParagraph[] {
  const body = segments.filter(({ place }) => place.part === 'BODY');
  if (mediaType === 'text/plain') return plain(body.map(({ text }) => text).join(''));
  return body.flatMap(({ text, shown }) => {
    const level = shown?.heading ? limited(shown.heading) : 0;
    return (shown?.text ?? text)
      .split('\n')
      .map(clean)
      .filter((line) => line !== '')
      .map((line) => ({ level, text: line }));
  });
}

/** In plain text an empty line ends a paragraph, and a heading stands in a line of its own. */
function plain(text: string): TemplateParagraph[] {
  const paragraphs: TemplateParagraph[] = [];
  let open: string[] = [];
  const end = () => {
    if (open.length > 0) paragraphs.push({ level: 0, text: open.join(' ') });
    open = [];
  };
  for (const line of text.split(/\r\n?|\n/).map(clean)) {
    const heading = headingOf(line);
    if (heading || line === '') end();
    if (heading) paragraphs.push(heading);
    else if (line !== '') open.push(line);
  }
  end();
  return paragraphs;
}

function headingOf(line: string): TemplateParagraph | null {
  if (line.length > LINE) return null;
  const marked = MARKED.exec(line);
  if (marked) return { level: limited(marked[1]?.length ?? 1), text: marked[2] ?? line };
  const numbered = NUMBERED.exec(line);
  return numbered && { level: limited((numbered[1] ?? '').split('.').length), text: line };
}

/** The places that are written in a text, each in the form in which places are compared. */
export const placesIn = (text: string): readonly string[] =>
  [...text.matchAll(PLACE)].map(([, written = '']) => normalised(written));

/** Fills in the places of a text. */
export const replacePlaces = (text: string, fill: (written: string) => string): string =>
  text.replace(PLACE, (_, written: string) => fill(normalised(written)));

/** The place that is all there is of a text; null for any other text. */
export function lonePlace(text: string): string | null {
  const [found, ...more] = placesIn(text);
  return found !== undefined && more.length === 0 && replacePlaces(text, () => '').trim() === '' ? found : null;
}
