import type { Block, BulletList, DefinitionList, Heading, Note } from './document.js';
import { PAGE, TEXT_WIDTH } from './pdf.file.js';
import type { PdfFlow } from './pdf.flow.js';
import { COLOR, STYLE } from './pdf.style.js';
import { writeTable } from './pdf.table.js';

const COLUMN = { x: PAGE.left, width: TEXT_WIDTH } as const;

const SPACE_BEFORE = { 1: 18, 2: 11, 3: 7 } as const;

/** Writes the blocks one below the other. */
export function writeBlocks(flow: PdfFlow, blocks: readonly Block[]): void {
  const bookmarks = [flow.file.outline];
  blocks.forEach((block, index) => {
    const startsRun = block.kind === 'heading' && blocks[index - 1]?.kind !== 'heading';
    if (startsRun) flow.ensure(heightToKeep(flow, blocks.slice(index)));
    writeBlock(flow, block, bookmarks);
  });
  openBookmarks(flow.file.outline);
}

/**
 * Shows all bookmarks opened. ISO 32000-1, 12.3.3 wants the number of visible descendants; pdfkit's own `expanded` writes
 * the number of children and nothing at the root, which validators refuse.
 */
function openBookmarks(item: PDFKit.PDFOutline): number {
  const visible = item.children.reduce((sum, child) => sum + 1 + openBookmarks(child), 0);
  if (visible > 0) item.outlineData.Count = visible;
  return visible;
}

/**
 * Headings stay on one page with each other and with the beginning of what they head; so does the short paragraph that
 * introduces a table.
 */
function heightToKeep(flow: PdfFlow, blocks: readonly Block[]): number {
  let height = 0;
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'heading') {
      const style = STYLE[`heading${block.level}`];
      height += SPACE_BEFORE[block.level] + flow.lines(block.text, style, TEXT_WIDTH).length * style.leading + 6;
    } else if (block.kind === 'paragraph' && block.text.length < 200 && blocks[index + 1]?.kind === 'table') {
      height += flow.lines(block.text, STYLE.body, TEXT_WIDTH).length * STYLE.body.leading + 7;
    } else {
      return height + (block.kind === 'table' ? 90 : 50);
    }
  }
  return height;
}

/** Writes one block; `bookmarks` holds the open bookmark of every heading level, the document's root first. */
function writeBlock(flow: PdfFlow, block: Block, bookmarks: PDFKit.PDFOutline[]): void {
  switch (block.kind) {
    case 'heading':
      writeHeading(flow, block, bookmarks);
      break;
    case 'paragraph':
      flow.write(flow.child(flow.root, 'P'), block.text, STYLE.body, COLUMN);
      flow.space(7);
      break;
    case 'definitions':
      writeDefinitions(flow, block);
      break;
    case 'table':
      writeTable(flow, block);
      break;
    case 'list':
      writeList(flow, block);
      break;
    case 'note':
      writeNote(flow, block);
      break;
  }
}

function writeHeading(flow: PdfFlow, heading: Heading, bookmarks: PDFKit.PDFOutline[]): void {
  const style = STYLE[`heading${heading.level}`];
  const lines = flow.lines(heading.text, style, TEXT_WIDTH);
  flow.space(SPACE_BEFORE[heading.level]);
  bookmarks.length = heading.level;
  const destination = { expanded: false, fit: false, zoom: null, left: PAGE.width, top: flow.y - 6 };
  const bookmark = bookmarks[heading.level - 1]?.addItem(heading.text, destination);
  if (bookmark) bookmarks.push(bookmark);
  const element = flow.child(flow.root, `H${heading.level + 1}`);
  flow.row([{ element, lines, style, ...COLUMN }], { above: 0, below: 0 });
  flow.space(heading.level === 1 ? 6 : 4);
}

function writeDefinitions(flow: PdfFlow, { items }: DefinitionList): void {
  const gap = 14;
  const term = { x: PAGE.left, width: TEXT_WIDTH * 0.32 };
  const detail = { x: term.x + term.width + gap, width: TEXT_WIDTH - term.width - gap };
  const list = flow.child(flow.root, 'L');
  flow.rule(COLOR.line, 0.5);
  for (const { term: label, details } of items) {
    const item = flow.child(list, 'LI');
    const lines = details.flatMap((text) => flow.lines(text, STYLE.body, detail.width));
    flow.row(
      [
        {
          element: flow.child(item, 'Lbl'),
          lines: flow.lines(label, STYLE.term, term.width),
          style: STYLE.term,
          ...term,
        },
        { element: flow.child(item, 'LBody'), lines, style: STYLE.body, ...detail },
      ],
      { above: 3.5, below: 3.5 },
    );
    flow.rule(COLOR.line, 0.5);
  }
  flow.space(9);
}

function writeList(flow: PdfFlow, { items }: BulletList): void {
  const indent = 14;
  const list = flow.child(flow.root, 'L');
  for (const text of items) {
    const item = flow.child(list, 'LI');
    const body = { x: PAGE.left + indent, width: TEXT_WIDTH - indent };
    flow.row(
      [
        { element: flow.child(item, 'Lbl'), lines: ['•'], style: STYLE.body, x: PAGE.left + 3, width: indent },
        {
          element: flow.child(item, 'LBody'),
          lines: flow.lines(text, STYLE.body, body.width),
          style: STYLE.body,
          ...body,
        },
      ],
      { above: 1, below: 1 },
    );
  }
  flow.space(7);
}

function writeNote(flow: PdfFlow, note: Note): void {
  const inset = 12;
  const place = { x: PAGE.left + inset, width: TEXT_WIDTH - 2 * inset };
  const behind = (top: number, height: number) =>
    flow.decorate(() => {
      flow.file.rect(PAGE.left, top, TEXT_WIDTH, height).fill(COLOR.shade);
      flow.file.rect(PAGE.left, top, 2.5, height).fill(COLOR.accent);
    });
  const element = flow.child(flow.root, 'Div');
  if (note.title !== undefined) {
    const lines = flow.lines(note.title, STYLE.noteTitle, place.width);
    flow.ensure((lines.length + 2) * STYLE.note.leading + 12);
    flow.row([{ element: flow.child(element, 'P'), lines, style: STYLE.noteTitle, ...place }], {
      above: 7,
      below: 1,
      behind,
    });
  }
  const lines = flow.lines(note.text, STYLE.note, place.width);
  flow.row([{ element: flow.child(element, 'P'), lines, style: STYLE.note, ...place }], {
    above: note.title === undefined ? 7 : 1,
    below: 8,
    behind,
  });
  flow.space(9);
}
