import type { Block, Document } from '../../base/documents/index.js';
import { formatDate } from '../../base/locale.js';
import type { Words } from '../agreements/annex-words.js';
import type { NoticeSection } from './notice.model.js';
import type { NoticeRow } from './privacy-notice.service.js';

const HEADING = '## ';
const ITEM = '- ';

/** Lines that follow one another and are of one kind: a heading, items of a list, or lines of a paragraph. */
function blockOf(kind: Block['kind'], lines: readonly string[]): Block[] {
  if (kind === 'heading') return lines.map((text) => ({ kind, level: 1, text }));
  return [kind === 'list' ? { kind, items: lines } : { kind: 'paragraph', text: lines.join('\n') }];
}

/** What a notice's text says, in blocks. Anything but headings, lists and empty lines is text. */
export function noticeBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  for (const part of text.split(/\n\s*\n/)) {
    let kind: Block['kind'] = 'paragraph';
    let lines: string[] = [];
    const flush = (): void => {
      if (lines.length > 0) blocks.push(...blockOf(kind, lines));
      lines = [];
    };
    for (const line of part.split('\n').map((untrimmed) => untrimmed.trim())) {
      const next = line.startsWith(HEADING) ? 'heading' : line.startsWith(ITEM) ? 'list' : 'paragraph';
      if (next !== kind) flush();
      kind = next;
      const mark = { heading: HEADING, list: ITEM, paragraph: '' }[next];
      if (line !== '') lines.push(line.slice(mark.length).trim());
    }
    flush();
  }
  return blocks;
}

/** A derived part in blocks: what has columns is a table, what has lines alone a list. */
function sectionBlocks({ heading, text, columns, rows }: NoticeSection): Block[] {
  const blocks: Block[] = [{ kind: 'heading', level: 1, text: heading }];
  if (text !== '') blocks.push({ kind: 'paragraph', text });
  if (rows.length === 0) return blocks;
  if (columns.length === 0) return [...blocks, { kind: 'list', items: rows.flat() }];
  return [...blocks, { kind: 'table', columns: columns.map((label) => ({ label })), rows }];
}

/** A notice for readers, in its own language; `words` speak that language. */
export function renderNotice(notice: NoticeRow, isCurrent: boolean, { locale, text }: Words): Document {
  const { title, controller, contact, version, publishedAt } = notice;
  const outdated: Block[] = isCurrent ? [] : [{ kind: 'note', text: text('privacyNotice.outdated') }];
  return {
    title,
    subtitle: controller,
    language: locale,
    date: publishedAt,
    author: controller,
    reference: text('privacyNotice.published', { version, date: formatDate(publishedAt, locale) }),
    blocks: [
      ...outdated,
      ...noticeBlocks(notice.text),
      ...notice.sections.flatMap(sectionBlocks),
      ...noticeBlocks(notice.closing),
      { kind: 'heading', level: 1, text: text('privacyNotice.contact') },
      {
        kind: 'definitions',
        items: [
          { term: text('privacyNotice.controller'), details: [controller] },
          { term: text('privacyNotice.reachedAt'), details: [contact] },
        ],
      },
    ],
  };
}
