import type { Locale } from '../../../base/locale.js';
import { type AgreementAnnexes, type AgreementParty, CLAUSE_TEXTS, MEASURE_HEADINGS } from '../clauses/index.js';

/** What a template may leave open: each is filled in with what the annexes are made of. The list is closed. */
export const agreementPlaces = [
  'CONTROLLER',
  'PROCESSOR',
  'PARTIES',
  'MAIN_CONTRACT',
  'REFERENCE',
  'DATA_SUBJECTS',
  'CATEGORIES',
  'SENSITIVE_DATA',
  'NATURE',
  'PURPOSES',
  'DURATION',
  'SUB_PROCESSING',
  'MEASURES',
  'ASSISTANCE',
  'SUB_PROCESSORS',
] as const;
export type AgreementPlace = (typeof agreementPlaces)[number];

/** Places whose own hyphen is part of the word. */
const WRITTEN: Partial<Record<AgreementPlace, string>> = {
  SUB_PROCESSING: 'sub-processing',
  SUB_PROCESSORS: 'sub-processors',
};

/** How a place is written in a template between double braces, such as `data subjects`. */
export const writtenAs = (place: AgreementPlace): string => WRITTEN[place] ?? place.toLowerCase().replaceAll('_', ' ');

/** A place as it is compared: what is written between the braces, in small letters and single spaces. */
export const normalised = (written: string): string =>
  written.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

const BY_WRITTEN: ReadonlyMap<string, AgreementPlace> = new Map(
  agreementPlaces.map((place) => [writtenAs(place), place]),
);

export const placeWritten = (written: string): AgreementPlace | null => BY_WRITTEN.get(written) ?? null;

/** What a place is for, in words. */
export function meaningOf(place: AgreementPlace, locale: Locale): string {
  const { parties, agreement, annexTitles, description, measures } = CLAUSE_TEXTS[locale];
  const meanings: Readonly<Record<AgreementPlace, string>> = {
    CONTROLLER: parties.controllers,
    PROCESSOR: parties.processors,
    PARTIES: annexTitles.I,
    MAIN_CONTRACT: agreement.mainContract,
    REFERENCE: agreement.reference,
    DATA_SUBJECTS: description.dataSubjects,
    CATEGORIES: description.personalData,
    SENSITIVE_DATA: description.sensitiveData,
    NATURE: description.nature,
    PURPOSES: description.purposes,
    DURATION: description.duration,
    SUB_PROCESSING: description.subProcessing,
    MEASURES: annexTitles.III,
    ASSISTANCE: measures.assistance,
    SUB_PROCESSORS: annexTitles.IV,
  };
  return meanings[place];
}

const oneLine = (text: string): string => text.replaceAll('\n', ', ');
const told = (term: string, details: readonly string[]): string => `${term}: ${details.map(oneLine).join('; ')}`;

const partyLine = ({ name, organisationNumber, address }: AgreementParty): string =>
  [name, ...(organisationNumber === null ? [] : [organisationNumber]), oneLine(address)].join(', ');

/** What stands in a place: one line each, from the annexes in their language. Contact persons stand in Annex I alone. */
export function linesOf(place: AgreementPlace, annexes: AgreementAnnexes, locale: Locale): readonly string[] {
  const { agreement, annexI, annexII, annexIII, annexIV } = annexes;
  const texts = CLAUSE_TEXTS[locale];
  const { description } = texts;
  switch (place) {
    case 'CONTROLLER':
      return annexI.controllers.map(partyLine);
    case 'PROCESSOR':
      return annexI.processors.map(partyLine);
    case 'PARTIES':
      return [...annexI.controllers, ...annexI.processors].map(partyLine);
    case 'MAIN_CONTRACT':
      return [agreement.mainContract ?? '–'];
    case 'REFERENCE':
      return [agreement.reference];
    case 'DATA_SUBJECTS':
      return annexII.dataSubjects;
    case 'CATEGORIES':
      return annexII.personalData.map(({ category, elements }) => told(category, [elements.join(', ')]));
    case 'SENSITIVE_DATA':
      return sensitive(annexII.sensitiveData, description.noSensitiveData);
    case 'NATURE':
      return annexII.nature;
    case 'PURPOSES':
      return annexII.purposes;
    case 'DURATION':
      return annexII.duration.split('\n');
    case 'SUB_PROCESSING':
      return orNone(
        annexII.subProcessing.flatMap(({ subProcessor, subjectMatter, nature, duration, scope }) => [
          told(subProcessor, [subjectMatter, nature, duration]),
          ...(scope
            ? [
                told(description.dataSubjects, scope.dataSubjects),
                told(description.personalData, scope.personalData),
                told(description.sensitiveData, sensitive(scope.sensitiveData, description.noSensitiveData)),
                told(description.purposes, scope.purposes),
              ]
            : []),
        ]),
        texts.subProcessors.none,
      );
    case 'MEASURES':
      return orNone(
        MEASURE_HEADINGS.flatMap((heading) => {
          const measures = annexIII.measures[heading];
          return measures.length === 0 ? [] : [told(texts.measures.headings[heading], measures)];
        }),
        texts.measures.noneRecorded,
      );
    case 'ASSISTANCE':
      return orNone(
        [
          ...annexIII.assistance.map(oneLine),
          ...annexIII.subProcessorAssistance.map(({ subProcessor, measures }) => told(subProcessor, measures)),
        ],
        texts.measures.noneRecorded,
      );
    case 'SUB_PROCESSORS':
      return orNone(
        annexIV.subProcessors.map(({ name, address, contactPerson, processing, responsibilities }) =>
          told(`${name}, ${oneLine(address)}`, [...contactPerson.contactDetails, processing, responsibilities]),
        ),
        texts.subProcessors.none,
      );
  }
}

const orNone = (lines: readonly string[], none: string): readonly string[] => (lines.length === 0 ? [none] : lines);

const sensitive = (
  data: readonly { readonly category: string; readonly safeguards: readonly string[] }[],
  none: string,
): readonly string[] =>
  orNone(
    data.map(({ category, safeguards }) => told(category, safeguards)),
    none,
  );
