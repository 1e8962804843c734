import type { Block, Document } from '../../base/documents/index.js';
import { formatCount, formatInstant, type Locale } from '../../base/locale.js';
import { type Element, retentionText } from '../../catalogue/index.js';
import { recordName } from '../names.js';
import type { Party } from '../parties.js';
import type { StoredRow } from '../stored-rows.js';
import type { ArchiveFacts, Section } from './archive-facts.js';

/** How many rows of a table the page shows; all of them are in its files. */
export const SAMPLE = 50;

const LONGEST_TEXT = 400;
/** A time as PostgreSQL writes it in JSON. */
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/;
/** A table of more columns cannot be read on paper. */
const WIDEST_TABLE = 6;

/** The archive's first page: whose data it is, what is held and why, and for one person what it says. */
export function describeArchive(facts: ArchiveFacts): Document {
  const { task, sections, translator, files } = facts;
  const { locale, parties, at, personId } = task;
  const text = (key: string, parameters = {}): string => translator.text(key, locale, parameters);
  const title = text(personId ? 'archive.title.person' : 'archive.title.tenant');
  const party = (known: Party | null): string[] =>
    (known ? [known.name, known.organisationNumber ?? ''] : []).filter(Boolean);
  const held = sections.filter(({ rows, table }) => rows > 0 && table.elements.length > 0);
  return {
    title,
    subtitle: parties.controller.name,
    language: locale,
    date: at,
    author: parties.controller.name,
    blocks: [
      { kind: 'paragraph', text: text(personId ? 'archive.intro.person' : 'archive.intro.tenant') },
      {
        kind: 'definitions',
        items: [
          { term: text('archive.controller'), details: party(parties.controller) },
          { term: text('archive.processor'), details: party(parties.processor) },
          { term: text('archive.createdAt'), details: [formatInstant(at, locale)] },
        ],
      },
      { kind: 'heading', level: 1, text: text('archive.held') },
      ...held.flatMap((section) => describeSection(section, facts)),
      { kind: 'heading', level: 1, text: text('archive.files') },
      {
        kind: 'table',
        columns: [
          { label: text('archive.file'), weight: 6 },
          { label: text('archive.rows'), weight: 1, align: 'end' },
          { label: text('archive.bytes'), weight: 2, align: 'end' },
        ],
        rows: files
          .slice(0, 1_000)
          .map(({ path, rows, bytes }) => [
            path,
            rows === null ? '' : formatCount(rows, locale),
            formatCount(bytes, locale),
          ]),
      },
    ],
  };
}

function describeSection({ table, rows, sample }: Section, facts: ArchiveFacts): Block[] {
  const { task, translator } = facts;
  const { locale, personId } = task;
  const text = (key: string, parameters = {}): string => translator.text(key, locale, parameters);
  const isNamed = ({ property }: Element): boolean => sample.some((row) => `${property}.name` in row);
  const declared = table.elements.filter((element) => !element.reference || isNamed(element));
  const heading: Block = {
    kind: 'heading',
    level: 2,
    text: text('archive.section', { name: recordName({ locale, text }, table), file: table.table, rows }),
  };
  const meaning: Block = {
    kind: 'table',
    columns: ['archive.element', 'archive.category', 'archive.purposes', 'archive.retention'].map((key) => ({
      label: text(key),
    })),
    rows: declared.map((element) => [
      text(element.id),
      text(`category.${element.category}`),
      element.purposes.map((purpose) => text(`purpose.${purpose}`)).join(', '),
      retentionText({ locale, text }, element.retention),
    ]),
  };
  const values = personId ? valuesOf(declared, sample, facts) : [];
  return [heading, ...values, ...(declared.length > 0 ? [meaning] : [])];
}

function valuesOf(declared: readonly Element[], sample: readonly StoredRow[], facts: ArchiveFacts): Block[] {
  const label = ({ id }: Element): string => facts.translator.text(id, facts.task.locale);
  const [only, ...others] = sample;
  if (!only || declared.length === 0) return [];
  if (others.length === 0 || declared.length > WIDEST_TABLE) {
    return sample.map((row) => ({
      kind: 'definitions',
      items: declared.flatMap((element) => {
        const value = shown(row, element, facts.task.locale);
        return value === '' ? [] : [{ term: label(element), details: [value] }];
      }),
    }));
  }
  const columns = declared.map((element) => ({ label: label(element) }));
  return [
    {
      kind: 'table',
      columns,
      rows: sample.map((row) => declared.map((element) => shown(row, element, facts.task.locale))),
    },
  ];
}

/** A value in words: the name of what an id stands for, and of each tenant-defined field its label and value. */
function shown(row: StoredRow, { property, tenantFields }: Element, locale: Locale): string {
  const value = row[`${property}.name`] ?? row[property];
  if (value === null || value === undefined) return '';
  const inWords = (inner: unknown): string => {
    if (Array.isArray(inner)) return inner.map(inWords).join(', ');
    if (typeof inner !== 'string') return JSON.stringify(inner);
    return INSTANT.test(inner) ? formatInstant(new Date(inner), locale) : inner;
  };
  const text = tenantFields
    ? (value as { label: string | null; field: string; value: unknown }[])
        .map((field) => `${field.label ?? field.field}: ${inWords(field.value)}`)
        .join('\n')
    : inWords(value);
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT).toWellFormed()} …` : text;
}
