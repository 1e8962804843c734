export type {
  Block,
  BulletList,
  Definition,
  DefinitionList,
  Document,
  Heading,
  Note,
  Paragraph,
  Table,
  TableColumn,
} from './document.js';
export { escapeHtml, writeHtml } from './html.writer.js';
export { writePdf } from './pdf.writer.js';
