import { unpack } from './archive.js';
import { type Collector, Unreadable } from './collector.js';
import { readLinks, readMetadata } from './office.reader.js';
import { isTelling } from './telling.js';
import { readXml } from './xml.js';

const WANTED =
  /^xl\/(?:workbook|sharedStrings|styles|comments\w*)\.xml$|^xl\/(?:worksheets|threadedComments|comments|persons|drawings|charts)\/[\w-]+\.xml$|^xl\/_rels\/workbook\.xml\.rels$|^xl\/worksheets\/_rels\/[\w.]+\.rels$|^docProps\/\w+\.xml$|^xl\/embeddings\/.+/;
const EMBEDDED = /^xl\/embeddings\//;

/** Numbers of formats that show a date, of those that need no declaration (ECMA-376, 18.8.30). */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
const DAY = 86_400_000;
/** The day before the first, as spreadsheets count, with the leap day that 1900 did not have. */
const EPOCH = Date.UTC(1899, 11, 30);

interface Sheet {
  readonly number: number;
  readonly path: string;
}

/** The cells of workbooks (XLSX) with their sheet, row and column, and comments, headers, names of sheets and what the file says of itself. */
export async function readWorkbook(
  content: Uint8Array,
  collector: Collector,
  embedded: (content: Uint8Array, name: string) => Promise<void>,
): Promise<void> {
  const parts = await unpack(content, (name) => WANTED.test(name), collector);
  const workbook = parts.get('xl/workbook.xml');
  if (!workbook) throw new Unreadable('CORRUPT');
  const sheets = readSheets(workbook, parts.get('xl/_rels/workbook.xml.rels'), collector);
  const strings = readStrings(parts.get('xl/sharedStrings.xml'));
  const dates = readDateStyles(parts.get('xl/styles.xml'));
  for (const sheet of sheets) {
    const xml = parts.get(sheet.path);
    if (xml) readCells(xml, sheet.number, strings, dates, collector);
  }
  let attachment = 0;
  for (const [name, part] of parts) {
    if (name.startsWith('docProps/')) readMetadata(part, collector);
    else if (name.endsWith('.rels') && name.includes('worksheets')) readLinks(part, collector);
    else if (EMBEDDED.test(name)) {
      attachment += 1;
      await collector.within(attachment, () => embedded(part, name));
    } else if (/^xl\/(?:comments|threadedComments|persons|drawings|charts)/.test(name)) readRemarks(part, collector);
  }
}

/** The sheets in their order; hidden ones are sheets like others. */
function readSheets(workbook: Uint8Array, relations: Uint8Array | undefined, collector: Collector): Sheet[] {
  const targets = new Map<string, string>();
  if (relations) {
    readXml(relations, {
      open(_name, { Id: id, Target: target }) {
        if (id && target) targets.set(id, target.replace(/^\/xl\//, '').replace(/^\.\//, ''));
      },
    });
  }
  const sheets: Sheet[] = [];
  readXml(workbook, {
    open(name, attributes) {
      if (name !== 'sheet') return;
      const number = sheets.length + 1;
      sheets.push({ number, path: `xl/${targets.get(attributes['r:id'] ?? '') ?? `worksheets/sheet${number}.xml`}` });
      if (attributes['name']) collector.add({ part: 'SHEET_NAME', sheet: number }, attributes['name']);
    },
  });
  return sheets;
}

function readStrings(xml: Uint8Array | undefined): string[] {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  if (!xml) return strings;
  readXml(xml, {
    open(name) {
      if (name === 'si') text = '';
      if (name === 't') isText = true;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(name) {
      if (name === 't') isText = false;
      if (name === 'si') strings.push(text);
    },
  });
  return strings;
}

/** The numbers of the styles by which a number is shown as a date. */
function readDateStyles(xml: Uint8Array | undefined): ReadonlySet<number> {
  const formats = new Set(DATE_FORMATS);
  const styles = new Set<number>();
  let style = 0;
  let isCell = false;
  if (!xml) return styles;
  readXml(xml, {
    open(name, { numFmtId: format, formatCode: code }) {
      if (name === 'numFmt' && code && /[dy]/i.test(code.replace(/\[[^\]]*\]|"[^"]*"|\\./g, '')))
        formats.add(Number(format));
      if (name === 'cellXfs') isCell = true;
      if (name === 'xf' && isCell) {
        if (formats.has(Number(format))) styles.add(style);
        style += 1;
      }
    },
    close(name) {
      if (name === 'cellXfs') isCell = false;
    },
  });
  return styles;
}

function readCells(
  xml: Uint8Array,
  sheet: number,
  strings: readonly string[],
  dates: ReadonlySet<number>,
  collector: Collector,
): void {
  let row = 0;
  let column = 0;
  let type = '';
  let style = 0;
  let text = '';
  let reading = '';
  const heads = new Map<number, string>();
  readXml(xml, {
    open(name, attributes) {
      if (name === 'row') {
        row = Number(attributes['r']) || row + 1;
        column = 0;
      } else if (name === 'c') {
        column = columnOf(attributes['r']) || column + 1;
        type = attributes['t'] ?? 'n';
        style = Number(attributes['s'] ?? -1);
        text = '';
      } else if (name === 'v' || name === 't' || /^(?:odd|even|first)(?:Header|Footer)$/.test(name)) reading = name;
    },
    text(piece) {
      if (reading) text += piece;
    },
    close(name) {
      if (name === reading) {
        if (name.endsWith('er')) {
          collector.add({ part: name.endsWith('Header') ? 'HEADER' : 'FOOTER', sheet }, text);
          text = '';
        }
        reading = '';
      }
      if (name !== 'c') return;
      const value = type === 's' ? (strings[Number(text)] ?? '') : dates.has(style) ? dayOf(text) : text;
      if (row === 1 && type !== 'n') heads.set(column, value);
      if (isTelling(value))
        collector.add({ part: 'BODY', sheet, row, column }, value, row > 1 ? heads.get(column) : undefined);
    },
  });
}

/** `AB12` is in column 28. */
const columnOf = (reference = ''): number =>
  Array.from(reference.replace(/[^A-Z]/g, '').slice(0, 3)).reduce(
    (column, letter) => column * 26 + letter.charCodeAt(0) - 64,
    0,
  );

function dayOf(text: string): string {
  const serial = Number(text);
  return serial > 0 && serial < 200_000 ? new Date(EPOCH + Math.floor(serial) * DAY).toISOString().slice(0, 10) : text;
}

/** Comments, the people who wrote them, and texts on drawings. */
function readRemarks(xml: Uint8Array, collector: Collector): void {
  let text = '';
  let depth = 0;
  readXml(xml, {
    open(name, attributes) {
      if (['t', 'text', 'author'].includes(name)) depth += 1;
      for (const key of ['displayName', 'descr']) {
        if (attributes[key]) collector.add({ part: 'ATTRIBUTE' }, attributes[key]);
      }
    },
    text(piece) {
      if (depth > 0) text += piece;
    },
    close(name) {
      if (!['t', 'text', 'author'].includes(name)) return;
      depth -= 1;
      if (depth > 0) return;
      collector.add({ part: 'COMMENT' }, text);
      text = '';
    },
  });
}
