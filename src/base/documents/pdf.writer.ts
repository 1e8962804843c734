import { buffer } from 'node:stream/consumers';
import { assertWellFormed, type Document } from './document.js';
import { PAGE_LABELS } from './page-labels.js';
import { writeBlocks } from './pdf.blocks.js';
import { PAGE, PdfFile, TEXT_WIDTH } from './pdf.file.js';
import { PdfFlow } from './pdf.flow.js';
import { registerFonts } from './pdf.fonts.js';
import { COLOR, STYLE } from './pdf.style.js';

/**
 * Writes a document as PDF/A-2a: tagged for screen readers, with language, bookmarks and page numbers, its fonts embedded.
 * The same document gives the same bytes, so a file can be checked against one written again from the same data.
 * @throws RangeError when the document is not well formed ({@link assertWellFormed}).
 */
export async function writePdf(document: Document): Promise<Buffer> {
  assertWellFormed(document);
  const file = new PdfFile(document, document.title);
  const written = buffer(file);
  registerFonts(file);
  const flow = new PdfFlow(file);
  writeTitle(flow, document);
  writeBlocks(flow, document.blocks);
  writeFeet(flow, document);
  file.end();
  return written;
}

function writeTitle(flow: PdfFlow, document: Document): void {
  flow.write(flow.child(flow.root, 'H1'), document.title, STYLE.title, { x: PAGE.left, width: TEXT_WIDTH });
  if (document.subtitle !== undefined) {
    flow.space(4);
    flow.write(flow.child(flow.root, 'P'), document.subtitle, STYLE.subtitle, { x: PAGE.left, width: TEXT_WIDTH });
  }
  flow.space(12);
  flow.rule(COLOR.accent, 1.5);
  flow.space(16);
}

/** Page numbers need the count of pages, so the feet are written last; they are no content, hence decoration. */
function writeFeet(flow: PdfFlow, document: Document): void {
  const { file } = flow;
  const { count } = file.bufferedPageRange();
  const top = PAGE.height - PAGE.bottom + 24;
  const numberWidth = 110;
  const [reference = ''] = flow.lines(document.reference ?? document.title, STYLE.foot, TEXT_WIDTH - numberWidth);
  for (let index = 0; index < count; index += 1) {
    file.switchToPage(index);
    flow.rule(COLOR.line, 0.5, top - 6);
    flow.decorate(() => {
      flow.drawAt([reference], STYLE.foot, { x: PAGE.left, width: TEXT_WIDTH }, top);
      const number = PAGE_LABELS[document.language].page(index + 1, count);
      flow.drawAt([number], STYLE.foot, { x: PAGE.left, width: TEXT_WIDTH, align: 'end' }, top);
    }, 'Pagination');
  }
}
