import type { Table } from './document.js';
import { PAGE, TEXT_WIDTH } from './pdf.file.js';
import type { Cell, PdfFlow, Placement, StructureElement, TextStyle } from './pdf.flow.js';
import { COLOR, STYLE } from './pdf.style.js';

const INSET = 6;
const PADDING = 4;

/** Writes a table; its column headers are repeated, as decoration, on every page it is continued on. */
export function writeTable(flow: PdfFlow, table: Table): void {
  const element = flow.child(flow.root, 'Table');
  if (table.caption !== undefined) {
    flow.ensure(90);
    const caption = flow.child(element, 'Caption');
    flow.write(caption, table.caption, STYLE.caption, { x: PAGE.left, width: TEXT_WIDTH });
    flow.space(4);
  }
  const places = columnPlaces(table);
  const labels = table.columns.map(({ label }, index) =>
    flow.lines(label, STYLE.columnLabel, places[index]?.width ?? TEXT_WIDTH),
  );
  const headerHeight = Math.max(...labels.map((lines) => lines.length)) * STYLE.columnLabel.leading + 2 * PADDING;
  flow.ensure(headerHeight + 3 * STYLE.cell.leading);

  const header = flow.child(flow.child(element, 'THead'), 'TR');
  const body = flow.child(element, 'TBody');
  flow.row(
    cellsOf(labels, places, STYLE.columnLabel, () => flow.child(header, 'TH', { scope: 'Column' })),
    { above: PADDING, below: PADDING, behind: shade(flow) },
  );
  const repeatHeader = () => {
    shade(flow)(flow.y, headerHeight);
    flow.decorate(() => {
      labels.forEach((lines, index) => {
        const place = places[index];
        if (place) flow.drawAt(lines, STYLE.columnLabel, place, flow.y + PADDING);
      });
    }, 'Pagination');
    flow.y += headerHeight;
  };
  for (const texts of table.rows) {
    const row = flow.child(body, 'TR');
    const lines = texts.map((text, index) => flow.lines(text, STYLE.cell, places[index]?.width ?? TEXT_WIDTH));
    flow.row(
      cellsOf(lines, places, STYLE.cell, () => flow.child(row, 'TD')),
      { above: PADDING, below: PADDING, onNewPage: repeatHeader },
    );
    flow.rule(COLOR.line, 0.5);
  }
  flow.space(11);
}

function columnPlaces({ columns }: Table): Placement[] {
  const total = columns.reduce((sum, { weight = 1 }) => sum + weight, 0);
  let x: number = PAGE.left;
  return columns.map(({ weight = 1, align = 'start' }) => {
    const width = (TEXT_WIDTH * weight) / total;
    const place: Placement = { x: x + INSET, width: width - 2 * INSET, align };
    x += width;
    return place;
  });
}

function cellsOf(
  texts: readonly (readonly string[])[],
  places: readonly Placement[],
  style: TextStyle,
  element: () => StructureElement,
): Cell[] {
  return places.map((place, index) => ({ ...place, element: element(), lines: texts[index] ?? [], style }));
}

function shade(flow: PdfFlow): (top: number, height: number) => void {
  return (top, height) => {
    flow.decorate(() => flow.file.rect(PAGE.left, top, TEXT_WIDTH, height).fill(COLOR.shade));
    flow.rule(COLOR.accent, 0.75, top + height);
  };
}
