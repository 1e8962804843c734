import type { Locale } from '../locale.js';

/**
 * A document for people: an annex, a certificate, a notice. It says what is written, not how it looks; the writers
 * ({@link import('./pdf.writer.js').writePdf}, {@link import('./html.writer.js').writeHtml}) decide that.
 * All texts are plain text; a line feed in one starts a new line.
 */
export interface Document {
  readonly title: string;
  /** One line below the title. */
  readonly subtitle?: string;
  /** The language of every text in the document. */
  readonly language: Locale;
  /** When the document was drawn up. The only time that gets into the file, so that the same document gives the same bytes. */
  readonly date: Date;
  /** Who issues the document; kept as the author in the file's metadata. */
  readonly author?: string;
  /** What the document is about, for the file's metadata. */
  readonly subject?: string;
  /** Repeated at the foot of every page, so that a loose page can be matched to its document. */
  readonly reference?: string;
  readonly blocks: readonly Block[];
}

export type Block = Heading | Paragraph | DefinitionList | Table | BulletList | Note;

/** A heading below the title. Levels follow one another: no level 3 directly below the title. */
export interface Heading {
  readonly kind: 'heading';
  readonly level: 1 | 2 | 3;
  readonly text: string;
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
}

/** Terms and what is said of each: the form of a party's details. */
export interface DefinitionList {
  readonly kind: 'definitions';
  readonly items: readonly Definition[];
}

export interface Definition {
  readonly term: string;
  /** One paragraph each. */
  readonly details: readonly string[];
}

/** A table with one row of column headers, which is repeated on every page the table reaches. */
export interface Table {
  readonly kind: 'table';
  readonly caption?: string;
  readonly columns: readonly TableColumn[];
  /** Every row has one text per column. */
  readonly rows: readonly (readonly string[])[];
}

export interface TableColumn {
  readonly label: string;
  /** Share of the width relative to the other columns; 1 when left out. */
  readonly weight?: number;
  /** `end` for counts. */
  readonly align?: 'start' | 'end';
}

export interface BulletList {
  readonly kind: 'list';
  readonly items: readonly string[];
}

/** A remark set apart from the text, such as the Decision's explanatory notes. */
export interface Note {
  readonly kind: 'note';
  readonly title?: string;
  readonly text: string;
}

/**
 * Checks what the types cannot: that table rows fit their columns and that heading levels are not skipped, as the
 * structure a screen reader walks through depends on both.
 * @throws RangeError naming the first block that is wrong.
 */
export function assertWellFormed(document: Document): void {
  let level = 0;
  document.blocks.forEach((block, index) => {
    if (block.kind === 'heading') {
      if (block.level > level + 1) {
        throw new RangeError(`Block ${index}: a heading of level ${block.level} cannot follow level ${level}`);
      }
      level = block.level;
    }
    if (block.kind === 'table') {
      if (block.columns.length === 0) throw new RangeError(`Block ${index}: a table needs a column`);
      const wrong = block.rows.findIndex((row) => row.length !== block.columns.length);
      if (wrong >= 0) throw new RangeError(`Block ${index}: row ${wrong} does not have one text per column`);
    }
  });
}
