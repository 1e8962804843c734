import { stringify } from 'csv-stringify/sync';
import type { Context } from '../../base/context.js';
import type { Block, Document } from '../../base/documents/index.js';
import { formatCount, formatDate, formatInstant } from '../../base/locale.js';
import type { NormControlType, NormEvidenceType, NormFrameworkType } from './norm.types.js';

type Words = Pick<Context, 'locale' | 'text'>;

const NOTHING = '–';

function foundIn({ found, outOf, at }: NormEvidenceType, { locale, text }: Words): string {
  const count = formatCount(found, locale);
  const counted = outOf === null ? count : text('norm.outOf', { found: count, outOf: formatCount(outOf, locale) });
  return at ? `${counted}\n${formatDate(at, locale)}` : counted;
}

const blocksOf = (control: NormControlType, words: Words): Block[] => [
  {
    kind: 'heading',
    level: 1,
    text: `${control.key} ${control.title}: ${words.text(`norm.status.${control.status}`)}`,
  },
  { kind: 'paragraph', text: control.requirement },
  { kind: 'note', text: control.follows.join('\n') },
  {
    kind: 'table',
    columns: [
      { label: words.text('norm.column.rule'), weight: 4 },
      { label: words.text('norm.column.found'), weight: 1.3 },
      { label: words.text('norm.column.status') },
      { label: words.text('norm.column.query'), weight: 2 },
    ],
    rows: control.evidence.map((one) => [
      one.rule,
      foundIn(one, words),
      words.text(`norm.status.${one.status}`),
      one.query,
    ]),
  },
];

/** The framework as a document for an auditor: dated, with the version of the matrix that was in force. */
export function renderNorms(framework: NormFrameworkType, controller: string, words: Words): Document {
  const { locale, text } = words;
  const { matrixNumber, matrixAdoptedAt, matrixAdoptedBy, drawnUpAt, controls, status } = framework;
  const matrix = matrixNumber === null ? NOTHING : text('norm.version', { number: matrixNumber });
  return {
    title: framework.name,
    subtitle: controller,
    language: locale,
    date: drawnUpAt,
    author: controller,
    reference: `${framework.name}, ${formatDate(drawnUpAt, locale)}`,
    blocks: [
      {
        kind: 'definitions',
        items: [
          { term: text('norm.drawnUp'), details: [formatInstant(drawnUpAt, locale)] },
          { term: text('norm.matrix'), details: [matrix] },
          { term: text('norm.adopted'), details: [matrixAdoptedAt ? formatDate(matrixAdoptedAt, locale) : NOTHING] },
          { term: text('norm.adoptedBy'), details: [matrixAdoptedBy ?? NOTHING] },
          { term: text('norm.column.status'), details: [text(`norm.status.${status}`)] },
        ],
      },
      ...controls.flatMap((control) => blocksOf(control, words)),
    ],
  };
}

/** A row per piece of evidence; what a spreadsheet would take for a formula is kept from being one. */
export function normsAsCsv({ controls, drawnUpAt, matrixNumber }: NormFrameworkType): string {
  const rows = controls.flatMap((control) =>
    control.evidence.map((one) => ({
      drawnUpAt: drawnUpAt.toISOString(),
      matrixNumber,
      control: control.key,
      title: control.title,
      follows: control.follows.join('; '),
      controlStatus: control.status,
      evidence: one.key,
      rule: one.rule,
      found: one.found,
      outOf: one.outOf,
      at: one.at?.toISOString() ?? null,
      status: one.status,
      query: one.query,
    })),
  );
  return stringify(rows, { header: true, escape_formulas: true });
}
