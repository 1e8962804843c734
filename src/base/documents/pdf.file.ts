import PDFDocument from 'pdfkit';
import type { Document } from './document.js';

/** Millimetres to points. */
const mm = (millimetres: number) => (millimetres * 72) / 25.4;

export const PAGE = {
  width: 595.28,
  height: 841.89,
  left: mm(25),
  right: mm(25),
  top: mm(24),
  bottom: mm(27),
} as const;

/** The width of the text column in points. */
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;

/**
 * pdfkit's document as PDF/A-2a (ISO 19005-2, accessible): tagged, with language, embedded fonts and an sRGB output intent.
 * 2a rather than 3a, as nothing is attached.
 *
 * pdfkit puts the metadata into XMP without escaping it, so that an ampersand in a company's name breaks the packet; this
 * class writes the packet itself. The hook (`endMetadata` calling `_addInfo`) is pdfkit's, and a test notices when it moves.
 */
export class PdfFile extends PDFDocument {
  readonly #source: Document;
  readonly #title: string;

  constructor(source: Document, title: string) {
    super({
      subset: 'PDF/A-2a',
      pdfVersion: '1.7',
      tagged: true,
      lang: source.language,
      displayTitle: true,
      size: [PAGE.width, PAGE.height],
      // Pages end where the flow says; pdfkit must not add any by itself.
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
      autoFirstPage: false,
      bufferPages: true,
      info: {
        Title: title,
        ...(source.author === undefined ? {} : { Author: source.author }),
        ...(source.subject === undefined ? {} : { Subject: source.subject }),
        Creator: 'Varde',
        Producer: 'PDFKit',
        CreationDate: source.date,
      },
    });
    this.#source = source;
    this.#title = title;
  }

  protected _addInfo(): void {
    const { author, subject, date, language } = this.#source;
    const instant = `${date.toISOString().slice(0, 19)}Z`;
    // One alternative only: common viewers show all of them in a row.
    const text = (name: string, value: string) =>
      `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${xml(value)}</rdf:li></rdf:Alt></dc:${name}>`;
    this.appendXML(
      `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
        <xmp:CreateDate>${instant}</xmp:CreateDate>
        <xmp:CreatorTool>Varde</xmp:CreatorTool>
        <pdf:Producer>PDFKit</pdf:Producer>
        <dc:language><rdf:Bag><rdf:li>${xml(language)}</rdf:li></rdf:Bag></dc:language>
        ${text('title', this.#title)}
        ${author === undefined ? '' : `<dc:creator><rdf:Seq><rdf:li>${xml(author)}</rdf:li></rdf:Seq></dc:creator>`}
        ${subject === undefined ? '' : text('description', subject)}
      </rdf:Description>`,
    );
  }
}

function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
