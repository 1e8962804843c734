import { unpack } from './archive.js';
import { type Collector, Unreadable } from './collector.js';
import type { Part, Place } from './extraction.types.js';
import { readXml } from './xml.js';

/** A kind of file within a document, and what stands in it. */
interface Rule {
  readonly name: RegExp;
  readonly part: Part;
  /** Whether the number in its name is that of a page. */
  readonly pages?: boolean;
}

const rules: readonly Rule[] = [
  { name: /^word\/document\d*\.xml$/, part: 'BODY' },
  { name: /^word\/header\d*\.xml$/, part: 'HEADER' },
  { name: /^word\/footer\d*\.xml$/, part: 'FOOTER' },
  { name: /^word\/(?:foot|end)notes\.xml$/, part: 'NOTE' },
  { name: /^word\/comments\w*\.xml$/, part: 'COMMENT' },
  { name: /^word\/(?:charts|diagrams|glossary)\/[\w/]+\.xml$/, part: 'BODY' },
  { name: /^ppt\/slides\/slide\d+\.xml$/, part: 'BODY', pages: true },
  { name: /^ppt\/notesSlides\/notesSlide\d+\.xml$/, part: 'NOTE', pages: true },
  { name: /^ppt\/comments\/[\w-]+\.xml$/, part: 'COMMENT' },
  { name: /^(?:ppt|word)\/(?:_rels|slides\/_rels)\/[\w.]+\.rels$/, part: 'ATTRIBUTE' },
  { name: /^content\.xml$/, part: 'BODY' },
  { name: /^styles\.xml$/, part: 'HEADER' },
  { name: /^docProps\/\w+\.xml$|^meta\.xml$/, part: 'METADATA' },
];

const MANIFEST = 'META-INF/manifest.xml';
const EMBEDDED = /^(?:word|ppt|xl)\/embeddings\/.+/;
const ruleOf = (name: string): Rule | undefined => rules.find((rule) => rule.name.test(name));

/** The texts of documents of word processors and of presentations (OOXML, ODF): with comments, notes, headers, and what was deleted but is kept. */
export async function readOffice(
  content: Uint8Array,
  collector: Collector,
  embedded: (content: Uint8Array, name: string) => Promise<void>,
): Promise<void> {
  const wanted = (name: string) => ruleOf(name) !== undefined || name === MANIFEST || EMBEDDED.test(name);
  const parts = await unpack(content, wanted, collector);
  if (parts.get(MANIFEST)?.includes('encryption-data')) throw new Unreadable('ENCRYPTED');
  const names = [...parts.keys()].filter((name) => ruleOf(name)).sort(byNumber);
  if (!names.some((name) => ruleOf(name)?.part === 'BODY')) throw new Unreadable('CORRUPT');
  for (const name of names) {
    const rule = ruleOf(name);
    const xml = parts.get(name);
    if (!rule || !xml) continue;
    const page = rule.pages ? { page: Number(/(\d+)\.xml$/.exec(name)?.[1]) } : {};
    if (rule.part === 'METADATA') readMetadata(xml, collector);
    else if (rule.part === 'ATTRIBUTE') readLinks(xml, collector);
    else readParagraphs(xml, { part: rule.part, ...page }, collector, !/^(?:word|ppt)\//.test(name));
  }
  let attachment = 0;
  for (const [name, file] of parts) {
    if (!EMBEDDED.test(name)) continue;
    attachment += 1;
    await collector.within(attachment, () => embedded(file, name));
  }
}

const byNumber = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true });

/** In OOXML texts stand in runs, and deleted ones and the codes of fields in others; in ODF anywhere in a paragraph. */
const RUNS = new Set(['t', 'delText', 'instrText', 'v', 'text']);
/** What was struck out or moved away but is kept, and the codes of fields: nobody who reads the page sees it. */
const UNSHOWN = new Set(['delText', 'instrText', 'moveFrom', 'tracked-changes']);
/** The names that word processors give their headings, in the languages of the portal. */
const HEADING_STYLE = /^(?:Heading|Overskrift|Rubrik|Otsikko|Pealkiri|Kop) ?([1-9])$/i;
const AUTHORS = ['w:author', 'w:initials', 'name', 'office:name', 'descr', 'title', 'w:alias'];

function readParagraphs(xml: Uint8Array, place: Place, collector: Collector, isOpenDocument: boolean): void {
  let paragraph = 0;
  let within = 0;
  let runs = 0;
  let text = '';
  let shown = '';
  let heading = 0;
  let unshown = 0;
  const flush = () => {
    if (text.trim() !== '') {
      const asShown = { ...(heading > 0 ? { heading } : {}), ...(shown === text ? {} : { text: shown }) };
      const isPlain = Object.keys(asShown).length === 0;
      collector.add({ ...place, paragraph: Math.max(1, paragraph) }, text, undefined, isPlain ? undefined : asShown);
    }
    text = '';
    shown = '';
    heading = 0;
  };
  const write = (piece: string) => {
    text += piece;
    if (unshown === 0) shown += piece;
  };
  readXml(xml, {
    open(name, attributes) {
      if (UNSHOWN.has(name)) unshown += 1;
      else if (name === 'pStyle') heading = Number(HEADING_STYLE.exec(attributes['w:val'] ?? '')?.[1] ?? 0);
      if (name === 'p' || name === 'h') {
        flush();
        if (name === 'h') heading = Number(attributes['text:outline-level'] ?? 1) || 1;
        paragraph += 1;
        within += 1;
      } else if (name === 'tab' || name === 's') write(' ');
      else if (name === 'br' || name === 'cr' || name === 'line-break') write('\n');
      else if (RUNS.has(name)) runs += 1;
      // Who wrote a comment or a change, and what a picture is said to show.
      for (const key of AUTHORS) {
        const said = attributes[key];
        if (said && /^(?:comment|ins|del|docPr|cNvPr|cmAuthor|alias)$/.test(name)) {
          collector.add({ ...place, part: 'ATTRIBUTE' }, said);
        }
      }
      const link = attributes['xlink:href'];
      if (link && /^(?:mailto|tel):/i.test(link)) collector.add({ ...place, part: 'ATTRIBUTE' }, decoded(link));
    },
    text(piece) {
      if (isOpenDocument ? within > 0 : runs > 0) write(piece);
    },
    close(name) {
      if (UNSHOWN.has(name)) unshown -= 1;
      if (name === 'p' || name === 'h') {
        within -= 1;
        flush();
      } else if (RUNS.has(name)) {
        runs -= 1;
        if (name === 'v') write('\n');
      }
    },
  });
  flush();
}

/** Author, title and the like: each is a text of its own. */
export function readMetadata(xml: Uint8Array, collector: Collector): void {
  readXml(xml, {
    text(text) {
      if (/\p{L}{2}|\d{5}/u.test(text)) collector.add({ part: 'METADATA' }, text);
    },
  });
}

/** The addresses that links lead to. */
export function readLinks(xml: Uint8Array, collector: Collector): void {
  readXml(xml, {
    open(_name, { Target: target, TargetMode: mode }) {
      if (target && mode === 'External') collector.add({ part: 'ATTRIBUTE' }, decoded(target));
    },
  });
}

/** The address of a link as people would write it. */
export function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}
