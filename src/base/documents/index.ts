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
export { writeHtml } from './html.writer.js';
export { writePdf } from './pdf.writer.js';
