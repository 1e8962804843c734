import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '../../base/signing/index.js';
import { textIn } from '../../base/translated-text.js';
import { composeAnnexes } from '../agreements/annex-composer.js';
import type { AnnexSources, Organisation } from '../agreements/annex-sources.js';
import type { Words } from '../agreements/annex-words.js';
import { CLAUSE_TEXTS } from '../agreements/clauses/index.js';
import { isInEuropeanEconomicArea } from '../european-economic-area.js';
import { decisionHeading, measureHeadings } from '../measures/measure-headings.js';
import type { ProcessingRecord, RecordParty, RecordRecipient, RecordTransfer } from './record.types.js';

type Engaged = AnnexSources['subProcessors'][number];

/** The record in one language, from what the annexes are made of: the same sources give the same record and hash. */
export function composeRecord(sources: AnnexSources, words: Words): ProcessingRecord {
  const { annexII, annexIII } = composeAnnexes(sources, words);
  const record = {
    madeAt: sources.changedAt,
    processor: partyOf(sources.processor, words),
    controller: partyOf(sources.controller, words),
    categoriesOfProcessing: [...annexII.nature],
    purposes: [...annexII.purposes],
    dataSubjects: [...annexII.dataSubjects],
    personalData: annexII.personalData.map(({ category, elements }) => ({ category, elements: [...elements] })),
    sensitiveData: annexII.sensitiveData.map(({ category, safeguards }) => ({ category, elements: [...safeguards] })),
    recipients: sources.subProcessors.map((row) => recipient(row, words)),
    transfers: sources.subProcessors.flatMap((row) => transfer(row, words)),
    measures: measureHeadings.flatMap((name) => {
      const heading = decisionHeading(name);
      const measures = heading ? annexIII.measures[heading] : [];
      if (!heading || measures.length === 0) return [];
      return [{ heading: CLAUSE_TEXTS[words.locale].measures.headings[heading], measures: [...measures] }];
    }),
    // Nothing on the platform decides about persons: people do, and rules that they set only end or withhold access.
    automatedDecisionMaking: { takesPlace: false, statement: words.text('record.noAutomatedDecisions') },
  };
  const { controller, processor, registers, elements, fields, subProcessors, measures, roleNames } = sources;
  const facts = { controller, processor, registers, elements, fields, subProcessors, measures };
  // In no language, and as JSON has it, so that the same facts have one hash.
  const plain = JSON.parse(JSON.stringify({ ...facts, roleNames: [...roleNames] })) as JsonValue;
  const content = canonicalJson(plain);
  return { ...record, hash: createHash('sha256').update(content).digest('hex') };
}

const stated = (text: string | null | undefined): string | null => (text == null || text.trim() === '' ? null : text);

const country = (code: string, { locale }: Words): string =>
  new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;

const place = (address: string, code: string, words: Words): string =>
  [stated(address), country(code, words)].filter((line) => line !== null).join('\n');

function partyOf(organisation: Organisation, words: Words): RecordParty {
  return {
    name: organisation.legalName,
    organisationNumber: stated(organisation.organisationNumber),
    address: place(organisation.address, organisation.country, words),
    contact: stated(organisation.contact),
    dataProtectionOfficer: stated(organisation.dataProtectionOfficer),
  };
}

const recipient = (row: Engaged, words: Words): RecordRecipient => ({
  name: row.legalName,
  address: place(row.address, row.country, words),
  processing: textIn(row.processing, words.locale),
  categories: row.dataCategories.map((category) => words.text(`category.${category}`)),
  countries: row.locations.map((code) => country(code, words)),
});

function transfer(row: Engaged, words: Words): RecordTransfer[] {
  const outside = row.locations.filter((code) => !isInEuropeanEconomicArea(code));
  if (outside.length === 0 && row.transferBasis === 'NONE_EEA') return [];
  return [
    {
      recipient: row.legalName,
      countries: outside.map((code) => country(code, words)),
      basis: row.transferBasis,
      safeguard: [words.text(`annex.transfer.${row.transferBasis}`), stated(row.transferDetails)]
        .filter((line) => line !== null)
        .join('\n'),
    },
  ];
}
