import { textIn } from '../../base/translated-text.js';
import { decisionHeading } from '../measures/measure-headings.js';
import { describeProcessing } from './annex-description.js';
import type { AnnexSources, ListedEngagement, Organisation } from './annex-sources.js';
import { dateIn, type Words } from './annex-words.js';
import {
  type AgreementAnnexes,
  type AgreementParty,
  type ContactPerson,
  type ListedSubProcessor,
  MEASURE_HEADINGS,
  type MeasureHeading,
} from './clauses/index.js';

export const country = (code: string, { locale }: Words): string =>
  new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;

const filled = (...parts: readonly (string | null)[]): string[] =>
  parts.filter((part): part is string => part !== null && part.trim() !== '');

const functionContact = (name: string, contact: string): ContactPerson => ({
  name,
  position: null,
  contactDetails: [contact],
});

/**
 * Composes Annexes I to IV in one language, before anybody signed: the document whose hash the parties sign. The same
 * sources give the same annexes.
 */
export function composeAnnexes(sources: AnnexSources, words: Words): AgreementAnnexes {
  const { agreement, subProcessors } = sources;
  return {
    agreement: {
      reference: agreement.annexNumber,
      mainContract: filled(
        agreement.mainContractName,
        agreement.mainContractNumber,
        agreement.mainContractDate && dateIn(agreement.mainContractDate, words),
      ).join(', '),
      version: String(agreement.version),
      drawnUpAt: sources.changedAt.toISOString(),
    },
    annexI: { controllers: [controllerOf(sources, words)], processors: [processorOf(sources, words)] },
    annexII: describeProcessing(sources, words),
    annexIII: measuresOf(sources, words),
    annexIV: {
      authorisation: agreement.authorisation === 'SPECIFIC' ? 'specific' : 'general',
      subProcessors: subProcessors.map((row) => listed(row, words)),
    },
  };
}

function partyOf(organisation: Organisation, contactPerson: ContactPerson, words: Words): AgreementParty {
  const { legalName, organisationNumber, address, dataProtectionOfficer } = organisation;
  return {
    name: legalName,
    organisationNumber: organisationNumber.trim() === '' ? null : organisationNumber,
    address: filled(address, country(organisation.country, words)).join('\n'),
    contactPerson,
    dataProtectionOfficer:
      dataProtectionOfficer === null
        ? null
        : functionContact(words.text('annex.dataProtectionOfficer'), dataProtectionOfficer),
    signature: null,
  };
}

function controllerOf({ agreement, controller }: AnnexSources, words: Words): AgreementParty {
  const { contactName, contactPosition, contactEmail, contactTelephone } = agreement;
  const details = filled(contactEmail, contactTelephone, controller.contact);
  // After the contact person was erased the organisation itself is the contact.
  const contact: ContactPerson =
    contactName === null || details.length === 0
      ? functionContact(words.text('annex.privacyContact'), controller.contact || controller.legalName)
      : { name: contactName, position: contactPosition, contactDetails: details };
  return partyOf(controller, contact, words);
}

function processorOf({ processor }: AnnexSources, words: Words): AgreementParty {
  return partyOf(processor, functionContact(words.text('annex.privacyContact'), processor.contact), words);
}

export function measuresOf(
  { measures }: Pick<AnnexSources, 'measures'>,
  { locale }: Words,
): AgreementAnnexes['annexIII'] {
  const under = Object.fromEntries(MEASURE_HEADINGS.map((heading) => [heading, []])) as unknown as Record<
    MeasureHeading,
    string[]
  >;
  const assistance: string[] = [];
  const bySubProcessor = new Map<string, string[]>();
  for (const { heading, text, subProcessor } of measures) {
    const measure = textIn(text, locale);
    const known = decisionHeading(heading);
    if (known) under[known].push(measure);
    else if (subProcessor === null) assistance.push(measure);
    else bySubProcessor.set(subProcessor, [...(bySubProcessor.get(subProcessor) ?? []), measure]);
  }
  return {
    measures: under,
    assistance,
    subProcessorAssistance: [...bySubProcessor].map(([subProcessor, texts]) => ({ subProcessor, measures: texts })),
  };
}

function listed(row: ListedEngagement, words: Words): ListedSubProcessor {
  const list = new Intl.ListFormat(words.locale, { type: 'unit', style: 'short' });
  return {
    name: row.legalName,
    address: filled(row.address, country(row.country, words)).join('\n'),
    contactPerson: functionContact(words.text('annex.privacyContact'), row.contact),
    processing: filled(
      textIn(row.processing, words.locale),
      words.text('annex.locations', { countries: list.format(row.locations.map((code) => country(code, words))) }),
      words.text(`annex.transfer.${row.transferBasis}`),
      row.transferDetails,
    ).join('\n'),
    responsibilities: textIn(row.responsibilities, words.locale),
  };
}
