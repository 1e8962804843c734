import { breakLines } from './line-breaks.js';
import { PAGE, type PdfFile } from './pdf.file.js';
import { drawn, type FontName, printable } from './pdf.fonts.js';

export type StructureElement = PDFKit.PDFStructureElement;

export interface TextStyle {
  readonly font: FontName;
  /** Points. */
  readonly size: number;
  /** Distance from one baseline to the next, in points. */
  readonly leading: number;
  readonly color: string;
}

export interface Placement {
  /** Left edge in points from the left edge of the page. */
  readonly x: number;
  readonly width: number;
  readonly align?: 'start' | 'end';
}

/** One cell of a row: its lines stand beside those of the row's other cells. */
export interface Cell extends Placement {
  readonly element: StructureElement;
  readonly lines: readonly string[];
  readonly style: TextStyle;
}

export interface RowOptions {
  /** Points kept free above and below the text of every part of the row. */
  readonly above: number;
  readonly below: number;
  /** Called at the top of every page the row is continued on, to repeat headers. */
  readonly onNewPage?: () => void;
  /** Draws what lies behind a part of the row, before its text. */
  readonly behind?: (top: number, height: number) => void;
}

/** Fewer lines of a block than this are not left alone at a page's foot. */
const MIN_LINES = 2;

/**
 * Where the next thing is written: fills pages from top to bottom and begins a new one when one is full. Every text goes
 * to its structure element (what a screen reader reads); everything else is marked as decoration.
 */
export class PdfFlow {
  readonly file: PdfFile;
  readonly root: StructureElement;
  y: number = PAGE.top;

  constructor(file: PdfFile) {
    this.file = file;
    file.addPage();
    this.root = file.struct('Document');
    file.addStructure(this.root);
  }

  /** Points left on this page. */
  get room(): number {
    return PAGE.height - PAGE.bottom - this.y;
  }

  newPage(): void {
    this.file.addPage();
    this.y = PAGE.top;
  }

  /** Begins a new page unless `height` points are left on this one. */
  ensure(height: number): void {
    if (this.room < height && this.y > PAGE.top) this.newPage();
  }

  space(height: number): void {
    if (this.y > PAGE.top) this.y += height;
  }

  child(parent: StructureElement, type: string, options: PDFKit.Mixins.StructureElementOptions = {}): StructureElement {
    const element = this.file.struct(type, options);
    parent.add(element);
    return element;
  }

  /** The text as lines of the style, no wider than `width`. */
  lines(text: string, style: TextStyle, width: number): string[] {
    const shown = printable(text, this.file);
    this.file.font(style.font).fontSize(style.size);
    return breakLines(shown, width, (part) => this.file.widthOfString(drawn(part)));
  }

  /** Draws something that carries no content. */
  decorate(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.file.markContent('Artifact', { type });
    draw();
    this.file.endMarkedContent();
  }

  rule(color: string, thickness: number, y = this.y, x = PAGE.left, width = PAGE.width - PAGE.left - PAGE.right): void {
    this.decorate(() =>
      this.file
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(thickness)
        .stroke(color),
    );
  }

  /** Draws lines at a place, without moving on. */
  drawAt(lines: readonly string[], style: TextStyle, place: Placement, top: number): void {
    const { file } = this;
    file.font(style.font).fontSize(style.size).fillColor(style.color);
    lines.forEach((line, index) => {
      if (line === '') return;
      const text = drawn(line);
      const x = place.align === 'end' ? place.x + place.width - file.widthOfString(text.trimEnd()) : place.x;
      const baseline = top + index * style.leading + (style.leading - style.size) / 2 + style.size * 0.82;
      file.text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
    });
  }

  /** Writes a text over as many pages as it needs. */
  write(element: StructureElement, text: string, style: TextStyle, place: Placement): void {
    this.row([{ element, lines: this.lines(text, style, place.width), style, ...place }], { above: 0, below: 0 });
  }

  /**
   * Writes cells beside each other. A row that does not fit moves to the next page when it is at most half a page high
   * and is split otherwise, line by line, so that no text can be too long.
   */
  row(cells: readonly Cell[], options: RowOptions): void {
    const leading = Math.max(...cells.map((cell) => cell.style.leading));
    const count = Math.max(...cells.map((cell) => cell.lines.length));
    const { above, below } = options;
    const height = (lines: number) => lines * leading + above + below;
    const half = (PAGE.height - PAGE.top - PAGE.bottom) / 2;
    if (height(count) > this.room && (height(count) <= half || this.room < height(MIN_LINES))) this.#turn(options);
    for (let done = 0; done < count; ) {
      if (done > 0) this.#turn(options);
      const fitting = Math.floor((this.room - above - below) / leading + 1e-6);
      const taken = Math.min(Math.max(fitting, 1), count - done);
      const top = this.y;
      options.behind?.(top, height(taken));
      for (const cell of cells) {
        const part = cell.lines.slice(done, done + taken);
        if (part.some((line) => line !== '')) {
          cell.element.add(() => this.drawAt(part, cell.style, cell, top + above));
        }
      }
      this.y = top + height(taken);
      done += taken;
    }
  }

  #turn(options: RowOptions): void {
    this.newPage();
    options.onNewPage?.();
  }
}
