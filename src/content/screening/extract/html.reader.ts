import { Parser } from 'htmlparser2';
import { type Collector, Unreadable } from './collector.js';
import { decoded } from './office.reader.js';
import { decodeText } from './text.reader.js';

const CHUNK = 1024 * 1024;
/** Elements within elements, closed or not: each more costs the parser more. */
const DEPTH = 10_000;
const INLINE = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'bdo',
  'cite',
  'code',
  'em',
  'font',
  'i',
  'label',
  'mark',
  'q',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'time',
  'u',
  'wbr',
]);
const SAYING = ['alt', 'title', 'aria-label', 'placeholder', 'value', 'content', 'summary', 'datetime'];
const HEADING = /^h([1-6])$/;
const UNSHOWN = new Set(['script', 'style', 'template', 'noscript']);

/** The text of a page as it is read, the texts that it holds for others (alternative texts, titles, links to write or call to), and its comments. */
export function readHtml(content: Uint8Array, collector: Collector): void {
  readHtmlText(decodeText(content), collector);
}

/** The same for a page that is text already. */
export function readHtmlText(html: string, collector: Collector): void {
  let text = '';
  let unshown = 0;
  let depth = 0;
  let paragraph = 0;
  const flush = (name = '') => {
    const read = text.replace(/[ \t]*\n\s*/g, '\n').trim();
    text = '';
    if (read === '') return;
    paragraph += 1;
    const heading = HEADING.exec(name)?.[1];
    // The title of a page stands in the window of the browser, not on the page.
    const shown = name === 'title' ? { text: '' } : undefined;
    collector.add({ part: 'BODY', paragraph }, read, undefined, heading ? { heading: Number(heading) } : shown);
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1;
      if (depth > DEPTH) throw new Unreadable('TOO_LARGE');
      if (UNSHOWN.has(name)) unshown += 1;
      if (HEADING.test(name)) flush();
      if (!INLINE.has(name)) text += '\n';
      for (const key of SAYING) {
        const said = attributes[key];
        if (said && said.length > 2) collector.add({ part: 'ATTRIBUTE' }, said);
      }
      const link = attributes['href'] ?? '';
      if (/^(?:mailto|tel|sms):/i.test(link)) collector.add({ part: 'ATTRIBUTE' }, decoded(link.replace(/^\w+:/, '')));
    },
    ontext(piece) {
      if (unshown > 0) return;
      // A break within a paragraph is a space.
      text += piece.replace(/\s+/g, ' ');
      if (text.length > 8192 && text.endsWith(' ')) flush();
    },
    onclosetag(name) {
      depth -= 1;
      if (UNSHOWN.has(name)) unshown -= 1;
      if (!INLINE.has(name)) text += '\n';
      if (HEADING.test(name) || ['p', 'li', 'tr', 'table', 'section', 'article', 'title'].includes(name)) flush(name);
    },
    oncomment(comment) {
      if (comment.length > 2) collector.add({ part: 'COMMENT' }, comment);
    },
  });
  for (let at = 0; at < html.length; at += CHUNK) parser.write(html.slice(at, at + CHUNK));
  parser.end();
  flush();
}
