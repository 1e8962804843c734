import { textIn } from '../../base/translated-text.js';
import {
  type AnnexFacts,
  CLAUSE_TEXTS,
  country,
  describeData,
  type ListedEngagement,
  measuresOf,
  type Organisation,
  type Words,
} from '../agreements/index.js';
import { isInEuropeanEconomicArea } from '../european-economic-area.js';
import { decisionHeading, measureHeadings } from '../measures/measure-headings.js';
import type { InstructedSystem } from './instructed-systems.js';
import type { ProcessingRecord, RecordMeasures, RecordParty, RecordRecipient, RecordTransfer } from './record.types.js';

/** A version of what is processed: the facts, and which version they are. */
export interface RecordVersion {
  readonly number: number;
  readonly hash: string;
  readonly madeAt: Date;
  readonly isCurrent: boolean;
  readonly facts: AnnexFacts;
  /** The systems to which the controller had data passed on while the version stood. */
  readonly systems: readonly InstructedSystem[];
}

/** The record in one language, from the facts of which the annexes are made: the same facts give the same record. */
export function composeRecord({ facts, systems, ...version }: RecordVersion, words: Words): ProcessingRecord {
  const sources = { ...facts, roleNames: new Map(Object.entries(facts.roleNames)) };
  const { dataSubjects, personalData, sensitiveData, nature, purposes } = describeData(sources, words);
  return {
    ...version,
    processor: facts.processor && partyOf(facts.processor, words),
    controller: partyOf(facts.controller, words),
    categoriesOfProcessing: [...nature],
    purposes: [...purposes],
    dataSubjects: [...dataSubjects],
    personalData: personalData.map(({ category, elements }) => ({ category, elements: [...elements] })),
    sensitiveData: sensitiveData.map(({ category, safeguards }) => ({ category, elements: [...safeguards] })),
    recipients: [
      ...facts.subProcessors.map((row) => recipient(row, words)),
      ...systems.map((row) => passedOn(row, words)),
    ],
    transfers: facts.subProcessors.flatMap((row) => transfer(row, words)),
    measures: measures(facts, words),
    // Nothing on the platform decides about persons: people do, and rules that they set only end or withhold access.
    automatedDecisionMaking: { takesPlace: false, statement: words.text('record.noAutomatedDecisions') },
  };
}

const stated = (text: string | null | undefined): string | null => (text == null || text.trim() === '' ? null : text);

const place = (address: string, code: string, words: Words): string =>
  [stated(address), country(code, words)].filter((line) => line !== null).join('\n');

function partyOf(organisation: Organisation, words: Words): RecordParty {
  return {
    name: organisation.legalName,
    organisationNumber: stated(organisation.organisationNumber),
    address: place(organisation.address, organisation.country, words),
    contact: stated(organisation.contact),
    dataProtectionOfficer: stated(organisation.dataProtectionOfficer),
    representative: stated(organisation.representative),
  };
}

const recipient = (row: ListedEngagement, words: Words): RecordRecipient => ({
  name: row.legalName,
  address: place(row.address, row.country, words),
  processing: textIn(row.processing, words.locale),
  categories: row.dataCategories.map((category) => words.text(`category.${category}`)),
  countries: row.locations.map((code) => country(code, words)),
  instructionNumber: null,
});

const passedOn = ({ name, number, categories }: InstructedSystem, words: Words): RecordRecipient => ({
  name,
  address: null,
  processing: words.text('record.passedOn', { number }),
  categories: categories.map((category) => words.text(`category.${category}`)),
  countries: [],
  instructionNumber: number,
});

function transfer(row: ListedEngagement, words: Words): RecordTransfer[] {
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

function measures(facts: AnnexFacts, words: Words): RecordMeasures[] {
  const { measures: byHeading } = measuresOf(facts, words);
  return measureHeadings.flatMap((name) => {
    const heading = decisionHeading(name);
    const done = heading ? byHeading[heading] : [];
    return heading && done.length > 0
      ? [{ heading: CLAUSE_TEXTS[words.locale].measures.headings[heading], measures: [...done] }]
      : [];
  });
}
