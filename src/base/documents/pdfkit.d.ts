/** What pdfkit 0.20 offers and its published types leave out. */
declare namespace PDFKit.Mixins {
  interface StructureElementOptions {
    /** Which cells a table header cell heads. */
    scope?: 'Column' | 'Row';
  }
}
declare namespace PDFKit {
  interface PDFOutline {
    /** The item's dictionary as it will be written. */
    readonly outlineData: { Count?: number };
    addItem(
      title: string,
      options: { expanded: boolean; fit: boolean; zoom: number | null; left: number; top: number },
    ): PDFOutline;
  }
}
