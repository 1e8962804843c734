import type { Block, Definition, Document } from '../../../base/documents/index.js';
import { formatDate, formatInstant, type Locale } from '../../../base/locale.js';
import type { AgreementAnnexes, AgreementParty, AnnexI, AnnexII, AnnexIII, AnnexIV, ContactPerson } from './annexes.js';
import { CLAUSE_TEXTS } from './clause-texts.by-locale.js';
import type { ClauseTexts } from './clause-texts.js';
import { ANNEX_NUMBERS, type AnnexNumber, DECISION, MEASURE_HEADINGS } from './decision.js';

/**
 * Lays the annexes out in the order and under the headings of Decision (EU) 2021/915. The clauses themselves are referred
 * to, not repeated. The texts of `annexes` must be in the same language as `locale`.
 */
export function renderAnnexes(annexes: AgreementAnnexes, locale: Locale): Document {
  const texts = CLAUSE_TEXTS[locale];
  const { agreement, annexI } = annexes;
  const names = [...annexI.controllers, ...annexI.processors].map((party) => party.name);
  return {
    title: texts.title,
    subtitle: names.join(' – '),
    language: locale,
    date: new Date(agreement.drawnUpAt),
    author: annexI.processors.map((party) => party.name).join(', '),
    subject: texts.decision,
    reference: `${agreement.reference}, ${texts.agreement.version.toLocaleLowerCase(locale)} ${agreement.version}`,
    blocks: [...agreementBlocks(annexes, texts, locale), ...annexBlocks(annexes, locale, ANNEX_NUMBERS)],
  };
}

/** Some of the annexes, in the Decision's order. */
export function annexBlocks(annexes: AgreementAnnexes, locale: Locale, numbers: readonly AnnexNumber[]): Block[] {
  const texts = CLAUSE_TEXTS[locale];
  const blocks: Readonly<Record<AnnexNumber, () => Block[]>> = {
    I: () => annexIBlocks(annexes.annexI, texts, locale),
    II: () => annexIIBlocks(annexes.annexII, texts),
    III: () => annexIIIBlocks(annexes.annexIII, texts),
    IV: () => annexIVBlocks(annexes.annexIV, texts),
  };
  return ANNEX_NUMBERS.filter((number) => numbers.includes(number)).flatMap((number) => blocks[number]());
}

function agreementBlocks({ agreement }: AgreementAnnexes, texts: ClauseTexts, locale: Locale): Block[] {
  const labels = texts.agreement;
  return [
    { kind: 'heading', level: 1, text: labels.heading },
    {
      kind: 'definitions',
      items: [
        { term: labels.reference, details: [agreement.reference] },
        ...(agreement.mainContract === null ? [] : [{ term: labels.mainContract, details: [agreement.mainContract] }]),
        { term: labels.version, details: [agreement.version] },
        { term: labels.drawnUp, details: [formatInstant(new Date(agreement.drawnUpAt), locale)] },
        { term: labels.decision, details: [texts.decision, `${texts.celexNumber} ${DECISION.celex}`] },
      ],
    },
    { kind: 'paragraph', text: texts.partOfClauses },
  ];
}

function annexIBlocks(annex: AnnexI, texts: ClauseTexts, locale: Locale): Block[] {
  const parties = (label: string, list: readonly AgreementParty[]): Block[] => [
    { kind: 'heading', level: 2, text: label },
    ...list.flatMap((party, index): Block[] => [
      ...(list.length > 1 ? [{ kind: 'heading', level: 3, text: `${index + 1}. ${party.name}` } as const] : []),
      { kind: 'definitions', items: partyDetails(party, texts, locale) },
    ]),
  ];
  return [
    annexHeading('I', texts),
    ...parties(texts.parties.controllers, annex.controllers),
    ...parties(texts.parties.processors, annex.processors),
  ];
}

function partyDetails(party: AgreementParty, texts: ClauseTexts, locale: Locale): Definition[] {
  const labels = texts.parties;
  const signature =
    party.signature === null
      ? labels.notSigned
      : `${party.signature.signedBy}, ${formatDate(new Date(party.signature.accessionDate), locale)}`;
  return [
    { term: labels.name, details: [party.name] },
    ...(party.organisationNumber === null
      ? []
      : [{ term: labels.organisationNumber, details: [party.organisationNumber] }]),
    { term: labels.address, details: [party.address] },
    { term: labels.contactPerson, details: contactLines(party.contactPerson) },
    ...(party.dataProtectionOfficer === null
      ? []
      : [{ term: labels.dataProtectionOfficer, details: contactLines(party.dataProtectionOfficer) }]),
    { term: labels.signature, details: [signature] },
  ];
}

function contactLines(person: ContactPerson): string[] {
  const who = person.position === null ? person.name : `${person.name}, ${person.position}`;
  return [who, ...person.contactDetails];
}

function annexIIBlocks(annex: AnnexII, texts: ClauseTexts): Block[] {
  const labels = texts.description;
  const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });
  return [
    annexHeading('II', texts),
    heading(labels.dataSubjects),
    { kind: 'list', items: annex.dataSubjects },
    heading(labels.personalData),
    {
      kind: 'table',
      columns: [
        { label: labels.category, weight: 2 },
        { label: labels.elements, weight: 5 },
      ],
      rows: annex.personalData.map(({ category, elements }) => [category, elements.join(', ')]),
    },
    heading(labels.sensitiveData),
    annex.sensitiveData.length === 0
      ? { kind: 'paragraph', text: labels.noSensitiveData }
      : {
          kind: 'table',
          columns: [
            { label: labels.category, weight: 2 },
            { label: labels.safeguards, weight: 5 },
          ],
          rows: annex.sensitiveData.map(({ category, safeguards }) => [category, safeguards.join('\n')]),
        },
    heading(labels.nature),
    { kind: 'list', items: annex.nature },
    heading(labels.purposes),
    { kind: 'list', items: annex.purposes },
    heading(labels.duration),
    { kind: 'paragraph', text: annex.duration },
    heading(labels.subProcessing),
    ...(annex.subProcessing.length === 0
      ? [{ kind: 'paragraph', text: texts.subProcessors.none } as const]
      : annex.subProcessing.flatMap((entry): Block[] => [
          { kind: 'heading', level: 3, text: entry.subProcessor },
          { kind: 'definitions', items: subProcessingDetails(entry, labels) },
        ])),
  ];
}

function subProcessingDetails(
  { subjectMatter, nature, duration, scope }: AnnexII['subProcessing'][number],
  labels: ClauseTexts['description'],
): Definition[] {
  const whose = scope
    ? [
        { term: labels.dataSubjects, details: scope.dataSubjects },
        { term: labels.personalData, details: scope.personalData.length === 0 ? ['–'] : scope.personalData },
        {
          term: labels.sensitiveData,
          details:
            scope.sensitiveData.length === 0
              ? [labels.noSensitiveData]
              : scope.sensitiveData.map(({ category, safeguards }) => [category, ...safeguards].join('\n')),
        },
        { term: labels.purposes, details: scope.purposes.length === 0 ? ['–'] : scope.purposes },
      ]
    : [];
  return [
    { term: labels.subjectMatter, details: [subjectMatter] },
    { term: labels.natureOfSubProcessing, details: [nature] },
    ...whose,
    { term: labels.durationOfSubProcessing, details: [duration] },
  ];
}

function annexIIIBlocks(annex: AnnexIII, texts: ClauseTexts): Block[] {
  const labels = texts.measures;
  const listOf = (items: readonly string[]): Block =>
    items.length === 0 ? { kind: 'paragraph', text: labels.noneRecorded } : { kind: 'list', items };
  return [
    annexHeading('III', texts),
    { kind: 'note', title: texts.explanatoryNote, text: labels.concreteNote },
    { kind: 'paragraph', text: labels.description },
    ...MEASURE_HEADINGS.flatMap((heading): Block[] => [
      { kind: 'heading', level: 2, text: labels.headings[heading] },
      listOf(annex.measures[heading]),
    ]),
    { kind: 'heading', level: 2, text: labels.assistance },
    listOf(annex.assistance),
    ...(annex.subProcessorAssistance.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: labels.subProcessorAssistance } as const,
          {
            kind: 'definitions',
            items: annex.subProcessorAssistance.map(({ subProcessor, measures }) => ({
              term: subProcessor,
              details: measures,
            })),
          } as const,
        ]),
  ];
}

function annexIVBlocks(annex: AnnexIV, texts: ClauseTexts): Block[] {
  const labels = texts.subProcessors;
  const note = annex.authorisation === 'specific' ? labels.specificNote : labels.generalNote;
  return [
    annexHeading('IV', texts),
    { kind: 'note', title: texts.explanatoryNote, text: note },
    { kind: 'paragraph', text: annex.subProcessors.length === 0 ? labels.none : labels.authorised },
    ...annex.subProcessors.flatMap((entry, index): Block[] => [
      { kind: 'heading', level: 2, text: `${index + 1}. ${entry.name}` },
      {
        kind: 'definitions',
        items: [
          { term: texts.parties.name, details: [entry.name] },
          { term: texts.parties.address, details: [entry.address] },
          { term: texts.parties.contactPerson, details: contactLines(entry.contactPerson) },
          { term: labels.processing, details: [entry.processing] },
          { term: labels.responsibilities, details: [entry.responsibilities] },
        ],
      },
    ]),
  ];
}

function annexHeading(number: AnnexNumber, texts: ClauseTexts): Block {
  return { kind: 'heading', level: 1, text: `${texts.annex(number)} – ${texts.annexTitles[number]}` };
}
