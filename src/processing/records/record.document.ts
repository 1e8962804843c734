import { stringify } from 'csv-stringify/sync';
import type { Block, Document } from '../../base/documents/index.js';
import { formatInstant } from '../../base/locale.js';
import type { Words } from '../agreements/index.js';
import type { ProcessingRecord, RecordParty, RegisterEntry } from './record.types.js';

const section = (level: 1 | 2, key: string, words: Words): Block => ({
  kind: 'heading',
  level,
  text: words.text(`record.${key}`),
});

function party(of: RecordParty, words: Words): Block {
  const { name, organisationNumber, address, contact, dataProtectionOfficer, representative } = of;
  const known = { name, organisationNumber, address, contact, dataProtectionOfficer, representative };
  return {
    kind: 'definitions',
    items: Object.entries(known).flatMap(([key, value]) =>
      value === null ? [] : [{ term: words.text(`record.party.${key}`), details: value.split('\n') }],
    ),
  };
}

const listOr = (items: readonly string[], words: Words): Block =>
  items.length > 0 ? { kind: 'list', items } : { kind: 'paragraph', text: words.text('record.none') };

/** The blocks of one record, each section below a heading. */
function blocksOf(record: ProcessingRecord, words: Words): Block[] {
  const { text } = words;
  const unsaid: Block = { kind: 'paragraph', text: text('record.none') };
  return [
    section(1, 'processor', words),
    record.processor ? party(record.processor, words) : unsaid,
    section(1, 'controller', words),
    party(record.controller, words),
    section(1, 'categoriesOfProcessing', words),
    listOr(record.categoriesOfProcessing, words),
    section(2, 'purposes', words),
    listOr(record.purposes, words),
    section(2, 'dataSubjects', words),
    listOr(record.dataSubjects, words),
    section(2, 'personalData', words),
    {
      kind: 'definitions',
      items: record.personalData.map(({ category, elements }) => ({ term: category, details: elements })),
    },
    section(2, 'sensitiveData', words),
    record.sensitiveData.length === 0
      ? unsaid
      : {
          kind: 'definitions',
          items: record.sensitiveData.map(({ category, elements }) => ({ term: category, details: elements })),
        },
    section(1, 'recipients', words),
    record.recipients.length === 0
      ? unsaid
      : {
          kind: 'table',
          columns: ['name', 'address', 'processing', 'countries'].map((key) => ({
            label: text(`record.column.${key}`),
          })),
          rows: record.recipients.map((row) => [row.name, row.address ?? '', row.processing, row.countries.join(', ')]),
        },
    section(1, 'transfers', words),
    record.transfers.length === 0
      ? { kind: 'paragraph', text: text('record.noTransfers') }
      : {
          kind: 'table',
          columns: ['name', 'countries', 'safeguard'].map((key) => ({ label: text(`record.column.${key}`) })),
          rows: record.transfers.map((row) => [row.recipient, row.countries.join(', '), row.safeguard]),
        },
    section(1, 'measures', words),
    record.measures.length === 0
      ? unsaid
      : {
          kind: 'definitions',
          items: record.measures.map(({ heading, measures }) => ({ term: heading, details: measures })),
        },
    section(1, 'automatedDecisions', words),
    { kind: 'paragraph', text: record.automatedDecisionMaking.statement },
  ];
}

/** The record for readers. Its date is that of the version, so that the same version gives the same bytes. */
export function renderRecord(record: ProcessingRecord, words: Words): Document {
  const { number, hash, madeAt, controller, processor } = record;
  const version = words.text('record.version', { number, at: formatInstant(madeAt, words.locale) });
  return {
    title: words.text('record.title'),
    subtitle: controller.name,
    language: words.locale,
    date: madeAt,
    author: processor?.name ?? controller.name,
    reference: version,
    blocks: [
      ...blocksOf(record, words),
      {
        kind: 'definitions',
        items: [
          { term: words.text('record.versionTerm'), details: [version] },
          { term: 'SHA-256', details: [hash] },
        ],
      },
    ],
  };
}

const joined = (texts: readonly string[]): string => texts.join('; ');

/** The register for a spreadsheet, a row per controller; what one would take for a formula is kept from being one. */
export function registerAsCsv(entries: readonly RegisterEntry[]): string {
  const rows = entries.map(({ slug, record }) => ({
    slug,
    version: record.number,
    madeAt: record.madeAt.toISOString(),
    controller: record.controller.name,
    organisationNumber: record.controller.organisationNumber,
    address: record.controller.address,
    contact: record.controller.contact,
    dataProtectionOfficer: record.controller.dataProtectionOfficer,
    representative: record.controller.representative,
    categoriesOfProcessing: joined(record.categoriesOfProcessing),
    dataSubjects: joined(record.dataSubjects),
    personalData: joined(record.personalData.map(({ category }) => category)),
    sensitiveData: joined(record.sensitiveData.map(({ category }) => category)),
    recipients: joined(record.recipients.map(({ name }) => name)),
    transfers: joined(
      record.transfers.map((row) => `${row.recipient}: ${row.countries.join(', ')} (${row.safeguard})`),
    ),
    measures: joined(record.measures.map(({ heading }) => heading)),
    automatedDecisionMaking: record.automatedDecisionMaking.takesPlace,
    hash: record.hash,
  }));
  return stringify(rows, { header: true, escape_formulas: true });
}
