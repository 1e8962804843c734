import type { Document } from '../../base/documents/index.js';
import { formatCount, formatInstant, type Locale } from '../../base/locale.js';
import type { MessageParameters } from '../../base/messages.js';
import type { NoticeKind } from './breach.enums.js';
import type { CountOf } from './breach-assessment.entity.js';

/** What a notice says in numbers: those of the assessment that it tells of. */
export interface NoticeNumbers {
  readonly people: number;
  readonly erasedPeople: number;
  readonly specialPeople: number;
  readonly records: number;
  readonly copies: number;
  readonly categories: readonly CountOf[];
  readonly registers: readonly CountOf[];
  readonly isIncomplete: boolean;
  /** ISO 8601; null where the log was empty. */
  readonly logFrom: string | null;
  readonly assessment: number;
  readonly assessmentHash: string;
}

/** A notice as it was sent: its canonical JSON (RFC 8785) has the hash. */
export interface NoticeDocument {
  readonly controller: string;
  readonly processor: string;
  readonly breach: number;
  readonly phase: number;
  readonly kind: NoticeKind;
  readonly language: Locale;
  readonly signalAt: string;
  readonly awareAt: string;
  readonly sentAt: string;
  readonly nature: string;
  readonly numbers: NoticeNumbers;
  readonly contact: string;
  readonly consequences: string;
  readonly measures: string;
}

/** Texts in the language of the notice. */
export type NoticeText = (key: string, parameters?: MessageParameters) => string;

/** A notice as people read it, in the order of Article 33(3) GDPR. */
export function renderNotice(notice: NoticeDocument, hash: string, text: NoticeText): Document {
  const { language, numbers } = notice;
  const at = (time: string): string => formatInstant(new Date(time), language);
  const count = (value: number): string => formatCount(value, language);
  const rows = (counts: readonly CountOf[], prefix: string): string[][] =>
    counts.map(({ name, people }) => [text(`${prefix}.${name}`), count(people)]);
  const table = (caption: string, counts: readonly CountOf[], prefix: string): Document['blocks'] =>
    counts.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption: text(caption),
            columns: [
              { label: text('breach.notice.kind'), weight: 3 },
              { label: text('breach.notice.people'), align: 'end' },
            ],
            rows: rows(counts, prefix),
          },
        ];
  return {
    title: text('breach.notice.title'),
    subtitle: text(`breach.notice.phase.${notice.kind}`, { number: notice.breach, phase: notice.phase }),
    language,
    date: new Date(notice.sentAt),
    author: notice.processor,
    reference: text('breach.notice.reference', { hash }),
    blocks: [
      {
        kind: 'definitions',
        items: [
          { term: text('breach.notice.to'), details: [notice.controller] },
          { term: text('breach.notice.from'), details: [notice.processor] },
          { term: text('breach.time.signal'), details: [at(notice.signalAt)] },
          { term: text('breach.time.aware'), details: [at(notice.awareAt)] },
          { term: text('breach.time.told'), details: [at(notice.sentAt)] },
        ],
      },
      { kind: 'heading', level: 1, text: text('breach.notice.nature') },
      { kind: 'paragraph', text: notice.nature },
      {
        kind: 'definitions',
        items: [
          { term: text('breach.notice.people'), details: [count(numbers.people)] },
          { term: text('breach.notice.special'), details: [count(numbers.specialPeople)] },
          { term: text('breach.notice.erased'), details: [count(numbers.erasedPeople)] },
          { term: text('breach.notice.records'), details: [count(numbers.records)] },
        ],
      },
      ...table('breach.notice.categories', numbers.categories, 'category'),
      ...table('breach.notice.registers', numbers.registers, 'register'),
      { kind: 'heading', level: 1, text: text('breach.notice.contact') },
      { kind: 'paragraph', text: notice.contact },
      { kind: 'heading', level: 1, text: text('breach.notice.consequences') },
      { kind: 'paragraph', text: notice.consequences },
      { kind: 'heading', level: 1, text: text('breach.notice.measures') },
      { kind: 'paragraph', text: notice.measures },
    ],
  };
}
