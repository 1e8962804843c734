import { textIn } from '../../base/translated-text.js';
import { categoryNames, type DataCategory, isSpecial, parsePeriod, purposes } from '../../catalogue/index.js';
import type { AnnexSources, DeclaredField, DescribedElement } from './annex-sources.js';
import { dateIn, type Words } from './annex-words.js';
import type { AnnexII } from './clauses/index.js';

const NATURE = ['record', 'store', 'show', 'rights', 'log'] as const;

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
const joined = (texts: readonly string[], { locale }: Words): string =>
  new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(texts);

/** What is processed, without the agreement under which it is. */
export type DataSources = Pick<AnnexSources, 'registers' | 'elements' | 'fields' | 'subProcessors' | 'roleNames'>;

/**
 * Annex II, derived: whose data from the registers in use, which data and why from what the catalogue declares and from
 * the tenant's own fields. A new column or field stands in it because it is declared.
 */
export const describeProcessing = (sources: AnnexSources, words: Words): AnnexII => ({
  ...describeData(sources, words),
  duration: [agreed(sources, words), ...retentions(sources, words)].join('\n'),
});

/** What of Annex II does not depend on the agreement: the same for every reading of what is processed. */
export function describeData(sources: DataSources, words: Words): Omit<AnnexII, 'duration'> {
  const { subProcessors } = sources;
  return {
    dataSubjects: dataSubjects(sources, words),
    personalData: personalData(sources, words),
    sensitiveData: sensitiveData(sources, words),
    nature: NATURE.map((kind) => words.text(`annex.nature.${kind}`)),
    purposes: purposesOf(sources, words),
    subProcessing: subProcessors.map((row) => ({
      subProcessor: row.legalName,
      subjectMatter: textIn(row.service, words.locale),
      nature: textIn(row.processing, words.locale),
      duration: words.text('annex.since', { date: dateIn(row.since, words) }),
      scope: subScope(sources, row.dataCategories, words),
    })),
  };
}

function dataSubjects({ registers }: DataSources, words: Words): string[] {
  if (registers.length === 0) return [words.text('annex.noDataSubjects')];
  return registers.map((register) => words.text(`register.${register}`));
}

/** What a sub-processor has to do with: whatever the tenant processes of the categories for which it was engaged. */
function subScope(
  sources: DataSources,
  categories: readonly DataCategory[],
  words: Words,
): NonNullable<AnnexII['subProcessing'][number]['scope']> {
  const part = {
    ...sources,
    elements: sources.elements.filter(({ category }) => categories.includes(category)),
    fields: sources.fields.filter(({ category }) => categories.includes(category)),
  };
  return {
    dataSubjects: dataSubjects(sources, words),
    personalData: personalData(part, words).map(({ category }) => category),
    sensitiveData: sensitiveData(part, words),
    purposes: purposesOf(part, words),
  };
}

/** What is declared: the columns of the schema, and the tenant's fields. */
const declared = ({ elements, fields }: DataSources): (DescribedElement | DeclaredField)[] => [...elements, ...fields];

function personalData(sources: DataSources, words: Words): AnnexII['personalData'] {
  const labelOf = (element: DescribedElement | DeclaredField): string => {
    if ('label' in element) return element.label;
    return words.text(words.has(element.id) ? element.id : `category.${element.category}`);
  };
  const all = declared(sources);
  return categoryNames.flatMap((category) => {
    const labels = unique(all.filter((element) => element.category === category).map(labelOf));
    return labels.length === 0 ? [] : [{ category: words.text(`category.${category}`), elements: labels }];
  });
}

/** Special categories (Article 9 GDPR) come in through fields alone; what keeps them is what the person wall does. */
function sensitiveData({ fields, roleNames }: DataSources, words: Words): AnnexII['sensitiveData'] {
  return categoryNames.filter(isSpecial).flatMap((category) => {
    const own = fields.filter((field) => field.category === category);
    if (own.length === 0) return [];
    const safeguards = own.map(({ label, readableBy }) =>
      readableBy.length === 0
        ? words.text('annex.safeguard.noReaders', { field: label })
        : words.text('annex.safeguard.readers', {
            field: label,
            roles: joined(readableBy.map(roleIn(words, roleNames)), words),
          }),
    );
    const shared = ['search', 'log'].map((kind) => words.text(`annex.safeguard.${kind}`));
    return [{ category: words.text(`category.${category}`), safeguards: [...safeguards, ...shared] }];
  });
}

const roleIn =
  ({ has, text }: Words, names: ReadonlyMap<string, string>) =>
  (role: string): string =>
    has(`annex.role.${role}`) ? text(`annex.role.${role}`) : (names.get(role) ?? role);

function purposesOf(sources: DataSources, words: Words): string[] {
  const used = new Set(declared(sources).flatMap((element) => element.purposes));
  return purposes.filter((purpose) => used.has(purpose)).map((purpose) => words.text(`purpose.${purpose}`));
}

function agreed({ agreement }: AnnexSources, words: Words): string {
  const start = dateIn(agreement.startsOn, words);
  return agreement.endsOn === null
    ? words.text('annex.duration', { start })
    : words.text('annex.durationUntil', { start, end: dateIn(agreement.endsOn, words) });
}

/** How long which categories are kept, one line per retention that is declared. */
function retentions(sources: DataSources, words: Words): string[] {
  const alike = Map.groupBy(
    declared(sources),
    ({ retention, fromItsEnd }) => `${retention} ${fromItsEnd ? 'periodFromEnd' : 'period'}`,
  );
  return [...alike.keys()].sort().map((key) => {
    const [retention = '', counted = ''] = key.split(' ');
    const held = categoryNames.filter((category) => alike.get(key)?.some((element) => element.category === category));
    const categories = joined(
      held.map((category) => words.text(`category.${category}`)),
      words,
    );
    const period = parsePeriod(retention);
    if (!period) return words.text(`annex.retention.${retention}`, { categories });
    const parts = (['years', 'months', 'weeks', 'days'] as const).flatMap((unit) =>
      period[unit] === 0 ? [] : [amount(period[unit], unit, words)],
    );
    return words.text(`annex.retention.${counted}`, { period: joined(parts, words), categories });
  });
}

const amount = (count: number, unit: 'years' | 'months' | 'weeks' | 'days', { locale }: Words): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: unit.slice(0, -1), unitDisplay: 'long' }).format(count);
