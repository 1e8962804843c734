import type { Context } from '../base/context.js';
import { formatPeriod } from '../base/locale.js';
import type { Element } from './catalogue.js';
import type { DeclaredElement } from './catalogue.types.js';
import { isSpecial } from './categories.js';
import { parsePeriod } from './tenant-field.js';

/** Where words come from: a request, or a job that speaks its tenant's language. */
export type Speaker = Pick<Context, 'locale' | 'text'>;

/** An element in words for people, in the speaker's language; a tenant-defined field in its tenant's own. */
export const labelOf = (speaker: Speaker, element: Element): string => element.label ?? speaker.text(element.id);

/** The key of the message that names a code of an element. */
export const nameOfCode = ({ id, codeNames }: Element, code: string): string => `${codeNames ?? `value.${id}`}.${code}`;

/** How long something is kept, in words. */
export function retentionText(
  speaker: Speaker,
  { retention, fromItsEnd }: Pick<Element, 'retention' | 'fromItsEnd'>,
): string {
  const period = parsePeriod(retention);
  if (!period) return speaker.text(`retention.${retention}`);
  return speaker.text(fromItsEnd ? 'retention.PERIOD_FROM_END' : 'retention.PERIOD', {
    period: formatPeriod(period, speaker.locale),
  });
}

const DAYS = { years: 365, months: 30, weeks: 7, days: 1 } as const;

/**
 * How long several things are kept, in words, one text for each way of counting: first what counts no time, then periods, the
 * shortest first.
 */
export function retentionTexts(
  speaker: Speaker,
  elements: readonly Pick<Element, 'retention' | 'fromItsEnd'>[],
): string[] {
  const kept = elements.map((element) => ({ element, period: parsePeriod(element.retention) }));
  const plain = kept.flatMap(({ element, period }) => (period ? [] : [retentionText(speaker, element)]));
  const either = new Intl.ListFormat(speaker.locale, { type: 'disjunction' });
  const periods = ([false, true] as const).flatMap((fromItsEnd) => {
    const lengths = kept
      .flatMap(({ element, period }) => (period && Boolean(element.fromItsEnd) === fromItsEnd ? [period] : []))
      .map(({ years, months, weeks, days }) => ({
        days: years * DAYS.years + months * DAYS.months + weeks * DAYS.weeks + days * DAYS.days,
        text: formatPeriod({ years, months, weeks, days }, speaker.locale),
      }))
      .sort((one, other) => one.days - other.days);
    if (lengths.length === 0) return [];
    const period = either.format(new Set(lengths.map(({ text }) => text)));
    return [speaker.text(fromItsEnd ? 'retention.PERIOD_FROM_END' : 'retention.PERIOD', { period })];
  });
  return [...[...new Set(plain)].sort(), ...periods];
}

/** What every element says of itself: {@link DeclaredElement} as plain data. */
type ElementWords = Pick<DeclaredElement, keyof DeclaredElement>;

/** An element with its declaration, in codes and in words. */
export const describeElement = (speaker: Speaker, element: Element): ElementWords => ({
  label: labelOf(speaker, element),
  table: element.table,
  category: element.category,
  categoryLabel: speaker.text(`category.${element.category}`),
  special: isSpecial(element.category),
  purposes: [...element.purposes],
  purposeLabels: element.purposes.map((purpose) => speaker.text(`purpose.${purpose}`)),
  owner: element.owner,
  ownerLabel: speaker.text(`owner.${element.owner}`),
  retention: element.retention,
  retentionLabel: retentionText(speaker, element),
  correctable: element.correctable,
});
