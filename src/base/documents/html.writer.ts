import { assertWellFormed, type Block, type Document, type Table } from './document.js';
import { HTML_STYLE } from './html.style.js';

/**
 * Writes a document as one self-contained HTML page: no script, nothing loaded from elsewhere (its own content security
 * policy forbids both), usable with a keyboard and a screen reader, and printable.
 * @throws RangeError when the document is not well formed ({@link assertWellFormed}).
 */
export function writeHtml(document: Document): string {
  assertWellFormed(document);
  const { title, subtitle, language, author, subject, reference, blocks } = document;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Varde">
${author === undefined ? '' : `<meta name="author" content="${escapeHtml(author)}">\n`}${
  subject === undefined ? '' : `<meta name="description" content="${escapeHtml(subject)}">\n`
}<meta name="date" content="${document.date.toISOString()}">
<title>${escapeHtml(title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${lines(title)}</h1>
${subtitle === undefined ? '' : `<p class="subtitle">${lines(subtitle)}</p>\n`}</header>
${blocks.map(blockAsHtml).join('\n')}
</main>
${reference === undefined ? '' : `<footer><p>${lines(reference)}</p></footer>\n`}</body>
</html>
`;
}

function blockAsHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level + 1}>${lines(block.text)}</h${block.level + 1}>`;
    case 'paragraph':
      return `<p>${lines(block.text)}</p>`;
    case 'definitions': {
      const items = block.items.map(
        ({ term, details }) =>
          `<div><dt>${lines(term)}</dt>${details.map((detail) => `<dd>${lines(detail)}</dd>`).join('')}</div>`,
      );
      return `<dl>\n${items.join('\n')}\n</dl>`;
    }
    case 'table':
      return tableAsHtml(block);
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${lines(item)}</li>`).join('\n')}\n</ul>`;
    case 'note': {
      const title = block.title === undefined ? '' : `<p class="note-title">${lines(block.title)}</p>`;
      return `<div class="note" role="note">${title}<p>${lines(block.text)}</p></div>`;
    }
  }
}

/** A wide table scrolls inside its own box, which the keyboard can reach. */
function tableAsHtml({ caption, columns, rows }: Table): string {
  const alignment = columns.map(({ align }) => (align === 'end' ? ' class="end"' : ''));
  const head = columns.map(({ label }, index) => `<th scope="col"${alignment[index]}>${lines(label)}</th>`).join('');
  const total = columns.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const widths = columns
    .map(({ weight = 1 }) => `<col style="width:${((100 * weight) / total).toFixed(1)}%">`)
    .join('');
  const body = rows.map(
    (row) => `<tr>${row.map((text, index) => `<td${alignment[index]}>${lines(text)}</td>`).join('')}</tr>`,
  );
  const name = escapeHtml(caption ?? columns.map(({ label }) => label).join(', '));
  return `<div class="table" role="group" aria-label="${name}" tabindex="0"><table>
${caption === undefined ? '' : `<caption>${lines(caption)}</caption>\n`}<colgroup>${widths}</colgroup>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>`;
}

function lines(text: string): string {
  return escapeHtml(text).replace(/\r\n?|\n/g, '<br>');
}

/** Safe in element content and in double-quoted attributes. Characters HTML does not allow become visible as U+FFFD. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
