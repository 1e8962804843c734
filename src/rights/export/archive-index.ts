import type { Block, Document } from '../../base/documents/index.js';
import { formatCount, formatInstant } from '../../base/locale.js';
import { type Element, type PersonalTable, retentionText } from '../../catalogue/index.js';
import { recordName } from '../names.js';
import type { Party } from '../parties.js';
import type { StoredRow } from '../stored-rows.js';
import { valueInWords } from '../value-words.js';
import type { ArchiveFacts, Section } from './archive-facts.js';
import type { ExpandedValue } from './tenant-fields.js';

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
      ...(personId ? [{ kind: 'paragraph', text: text('archive.others') } as const] : []),
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
  const says = (element: Element): boolean =>
    personId !== null && sample.some((row) => shown(row, element, table, facts) !== '');
  const declared = table.elements.filter((element) => !element.reference || says(element));
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
      retentionText({ locale, text }, element),
    ]),
  };
  const values = personId
    ? valuesOf(
        table,
        declared.filter(({ blob }) => !blob),
        sample,
        facts,
      )
    : [];
  return [heading, ...values, ...(declared.length > 0 ? [meaning] : [])];
}

function valuesOf(
  table: PersonalTable,
  declared: readonly Element[],
  sample: readonly StoredRow[],
  facts: ArchiveFacts,
): Block[] {
  const label = ({ id }: Element): string => facts.translator.text(id, facts.task.locale);
  const [only, ...others] = sample;
  if (!only || declared.length === 0) return [];
  if (others.length === 0 || declared.length > WIDEST_TABLE) {
    return sample.map((row) => ({
      kind: 'definitions',
      items: declared.flatMap((element) => {
        const value = shown(row, element, table, facts);
        return value === '' ? [] : [{ term: label(element), details: [value] }];
      }),
    }));
  }
  const columns = declared.map((element) => ({ label: label(element) }));
  return [
    {
      kind: 'table',
      columns,
      rows: sample.map((row) => declared.map((element) => shown(row, element, table, facts))),
    },
  ];
}

/** A value in words: what an id stands for, a code's name, and of each tenant-defined field its label and value. */
function shown(row: StoredRow, element: Element, table: PersonalTable, facts: ArchiveFacts): string {
  const { property } = element;
  const value = row[`${property}.name`] ?? row[property];
  const words = (inner: unknown, of: Element): string => inWords(inner, of, facts);
  const isLink = table.links.some((link) => link.property === property);
  const text = isLink
    ? otherPersons(value, facts)
    : element.tenantFields
      ? fieldsInWords(value, facts, words)
      : words(value, element);
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT).toWellFormed()} …` : text;
}

/** Of other persons the page says that there are some; which ones, the files say by their ids. */
function otherPersons(value: unknown, { task, translator }: ArchiveFacts): string {
  const others = [value].flat().some((id) => typeof id === 'string' && id !== task.personId);
  return others ? translator.text('archive.otherPerson', task.locale) : '';
}

function fieldsInWords(
  value: unknown,
  { fields, catalogue }: ArchiveFacts,
  words: (inner: unknown, of: Element) => string,
): string {
  return (value as readonly ExpandedValue[])
    .map(({ field, label, value: inner }) => {
      const definition = fields.find(({ key }) => key === field);
      return `${label ?? field}: ${words(inner, definition ? catalogue.ofField(definition) : catalogue.fieldColumn)}`;
    })
    .join('\n');
}

function inWords(value: unknown, element: Element, facts: ArchiveFacts): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((inner) => inWords(inner, element, facts)).join(', ');
  const { task, translator, names } = facts;
  const { locale } = task;
  const text = (key: string): string => translator.text(key, locale);
  if (typeof value === 'string' && INSTANT.test(value)) return formatInstant(new Date(value), locale);
  return valueInWords({ locale, text }, element, value, names) ?? '';
}
