import { z } from 'zod';
import type { Block } from '../../../base/documents/index.js';
import type { Locale } from '../../../base/locale.js';
import { type AgreementAnnexes, ANNEX_NUMBERS, type AnnexNumber } from '../clauses/index.js';
import { type AgreementPlace, linesOf, placeWritten } from './agreement-places.js';
import { lonePlace, placesIn, replacePlaces, type TemplateParagraph } from './template-paragraphs.js';

/** What Article 28 GDPR asks of an agreement in words. */
export const articleRequirements = [
  'ARTICLE_28_2',
  'ARTICLE_28_3_A',
  'ARTICLE_28_3_B',
  'ARTICLE_28_3_C',
  'ARTICLE_28_3_D',
  'ARTICLE_28_3_E',
  'ARTICLE_28_3_F',
  'ARTICLE_28_3_G',
  'ARTICLE_28_3_H',
  'ARTICLE_28_4',
] as const;

/** The places that each annex of the Decision has. Annex I is signed, and always stands at the end. */
const annexPlaces: Readonly<Record<AnnexNumber, readonly AgreementPlace[]>> = {
  I: ['PARTIES'],
  II: ['DATA_SUBJECTS', 'CATEGORIES', 'SENSITIVE_DATA', 'NATURE', 'PURPOSES', 'DURATION', 'SUB_PROCESSING'],
  III: ['MEASURES', 'ASSISTANCE'],
  IV: ['SUB_PROCESSORS'],
};

/** What an agreement must have: of Article 28, and of the annexes. */
export const agreementRequirements = [
  ...articleRequirements,
  ...ANNEX_NUMBERS.flatMap((number) => annexPlaces[number]),
] as const;
export type AgreementRequirement = (typeof agreementRequirements)[number];

/** By what a requirement is met: a place in the text, paragraphs that the controller names, an annex at the end; or not. */
export const coverages = ['PLACE', 'PARAGRAPHS', 'ANNEX', 'MISSING'] as const;

const text = z.string().min(1).max(20_000);
const number = z.int().positive();

/** A template with its places filled in: part of the document that is signed. */
export const filledTemplateSchema = z.strictObject({
  number,
  name: text,
  /** Of the template's paragraphs as they were recorded, and of the file that they were read from. */
  hash: z.string(),
  fileHash: z.string(),
  paragraphs: z.array(
    z.strictObject({ number, level: z.int().min(0).max(3), isList: z.boolean(), lines: z.array(z.string()).min(1) }),
  ),
  requirements: z.array(
    z.strictObject({
      requirement: z.enum(agreementRequirements as readonly [AgreementRequirement, ...AgreementRequirement[]]),
      coverage: z.enum(coverages),
      paragraphs: z.array(number),
    }),
  ),
  deviations: z.array(
    z.strictObject({
      id: z.uuid(),
      requirement: z.enum(agreementRequirements as readonly [AgreementRequirement, ...AgreementRequirement[]]),
      paragraph: number,
      standardText: text,
      templateText: text,
      /** What is agreed in its place; null where the paragraph stays as it is. */
      text: text.nullable(),
      reason: text,
    }),
  ),
});
export type FilledTemplate = z.infer<typeof filledTemplateSchema>;

/** A template as it is filled: its text, and what the controller says of it. */
export interface FillableTemplate {
  readonly number: number;
  readonly name: string;
  readonly hash: string;
  readonly fileHash: string;
  readonly paragraphs: readonly TemplateParagraph[];
  /** What the controller's own words stand for. */
  readonly places: Readonly<Record<string, AgreementPlace>>;
  /** The paragraphs by which it says a requirement is met. */
  readonly coverage: Readonly<Partial<Record<AgreementRequirement, readonly number[]>>>;
  readonly deviations: readonly Omit<FilledTemplate['deviations'][number], 'templateText'>[];
}

/** A place that stands in a template, in which paragraphs, and what it stands for; null where that is not known. */
export interface FoundPlace {
  readonly written: string;
  readonly place: AgreementPlace | null;
  readonly paragraphs: readonly number[];
}

type Mapping = Pick<FillableTemplate, 'places'>;

const meant = ({ places }: Mapping, written: string): AgreementPlace | null =>
  (Object.hasOwn(places, written) ? places[written] : null) ?? placeWritten(written);

/** The text of each paragraph as it is agreed: where a deviation says something else, that. */
function agreedTexts({ paragraphs, deviations }: FillableTemplate): readonly string[] {
  const instead = new Map(deviations.flatMap(({ paragraph, text: own }) => (own === null ? [] : [[paragraph, own]])));
  return paragraphs.map((paragraph, index) => instead.get(index + 1) ?? paragraph.text);
}

/** The places of a template, in the order in which they stand. */
export function placesOf(template: FillableTemplate): readonly FoundPlace[] {
  const found = new Map<string, number[]>();
  agreedTexts(template).forEach((agreed, index) => {
    for (const written of placesIn(agreed)) found.set(written, [...(found.get(written) ?? []), index + 1]);
  });
  return [...found].map(([written, paragraphs]) => ({
    written,
    place: meant(template, written),
    paragraphs: [...new Set(paragraphs)],
  }));
}

/** By what each requirement is met. */
export function requirementsOf(template: FillableTemplate): FilledTemplate['requirements'] {
  const places = placesOf(template);
  const at = (place: AgreementPlace): number[] =>
    places.filter((found) => found.place === place).flatMap(({ paragraphs }) => paragraphs);
  return agreementRequirements.map((requirement) => {
    const named = [...(template.coverage[requirement] ?? [])];
    const isArticle = (articleRequirements as readonly string[]).includes(requirement);
    const placed = isArticle ? [] : at(requirement as AgreementPlace);
    if (requirement === 'PARTIES' && placed.length === 0) {
      const [controller, processor] = [at('CONTROLLER'), at('PROCESSOR')];
      if (controller.length > 0 && processor.length > 0) placed.push(...new Set([...controller, ...processor]));
    }
    if (placed.length > 0) return { requirement, coverage: 'PLACE', paragraphs: placed };
    if (named.length > 0) return { requirement, coverage: 'PARAGRAPHS', paragraphs: named };
    return { requirement, coverage: isArticle ? 'MISSING' : 'ANNEX', paragraphs: [] };
  });
}

/** Fills the places of a template in with what the annexes say; a place that is not known stays as it is written. */
export function fillTemplate(template: FillableTemplate, annexes: AgreementAnnexes, locale: Locale): FilledTemplate {
  const lines = (written: string): readonly string[] | null => {
    const place = meant(template, written);
    return place && linesOf(place, annexes, locale);
  };
  const paragraphs = agreedTexts(template).map((agreed, index) => {
    const level = template.paragraphs[index]?.level ?? 0;
    const lone = level === 0 ? lonePlace(agreed) : null;
    const list = lone === null ? null : lines(lone);
    const filled = list ?? [replacePlaces(agreed, (written) => lines(written)?.join('; ') ?? `{{${written}}}`)];
    return { number: index + 1, level, isList: filled.length > 1, lines: [...filled] };
  });
  const { number: of, name, hash, fileHash } = template;
  return {
    number: of,
    name,
    hash,
    fileHash,
    paragraphs,
    requirements: requirementsOf(template),
    deviations: template.deviations.map(({ id, requirement, paragraph, standardText, text: own, reason }) => ({
      id,
      requirement,
      paragraph,
      standardText,
      templateText: template.paragraphs[paragraph - 1]?.text ?? '–',
      text: own,
      reason,
    })),
  };
}

/** The annexes that a filled template needs at its end: those of which anything has no place in its text, and Annex I, which is signed. */
export function annexesBeside({ requirements }: FilledTemplate): readonly AnnexNumber[] {
  const placed = new Set<string>(
    requirements.filter(({ coverage }) => coverage === 'PLACE').map(({ requirement }) => requirement),
  );
  return ANNEX_NUMBERS.filter((annex) => annex === 'I' || annexPlaces[annex].some((place) => !placed.has(place)));
}

/** The text of the template for readers; a heading is never more than one rank below the one before it. */
export function templateBlocks({ paragraphs }: FilledTemplate): Block[] {
  let rank = 0;
  return paragraphs.map(({ level, isList, lines }): Block => {
    if (level === 0) return isList ? { kind: 'list', items: lines } : { kind: 'paragraph', text: lines.join('\n') };
    rank = Math.min(level, rank + 1);
    return { kind: 'heading', level: rank as 1 | 2 | 3, text: lines.join(' ') };
  });
}
