import { type RoleBook, standardRoles } from '../../access/index.js';
import { textIn } from '../../base/translated-text.js';
import { categoryNames, type DataCategory, isSpecial, labelOf, retentionTexts } from '../../catalogue/index.js';
import type { Words } from '../agreements/annex-words.js';
import type { EffectiveSubProcessor } from '../sub-processors/index.js';
import type { NoticeSection, NoticeSectionKind } from './notice.model.js';
import type { NoticeSources } from './notice-sources.js';

/** The authorities with which data subjects can lodge a complaint (Article 77 GDPR), by the controller's country. */
const authorities: Readonly<Record<string, string>> = {
  DK: 'Datatilsynet',
  EE: 'Andmekaitse Inspektsioon',
  FI: 'Tietosuojavaltuutetun toimisto',
  IS: 'Persónuvernd',
  NL: 'Autoriteit Persoonsgegevens',
  NO: 'Datatilsynet',
  SE: 'Integritetsskyddsmyndigheten',
};

const RIGHTS = ['access', 'rectification', 'erasure', 'restriction', 'objection', 'portability'] as const;

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
const joined = (texts: readonly string[], { locale }: Words): string =>
  new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(texts);
const countryIn = (code: string, { locale }: Words): string =>
  new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
const categoryIn = (category: string, words: Words): string => words.text(`category.${category}`);

type Rest = Partial<Pick<NoticeSection, 'columns' | 'rows'>>;

/**
 * What Articles 13 and 14 GDPR ask for and Varde knows, in the words of one language: the same sources give the same
 * sections. Why the controller may process the data (the legal basis) is in no record, and so in its own text.
 */
export function deriveSections(sources: NoticeSources, words: Words): NoticeSection[] {
  const section = (kind: NoticeSectionKind, text: string, { columns = [], rows = [] }: Rest = {}): NoticeSection => ({
    kind,
    heading: words.text(`notice.${kind}`),
    text,
    columns,
    rows,
  });
  const lines = (texts: readonly string[]): Rest => ({ rows: texts.map((text) => [text]) });
  const say = (kind: NoticeSectionKind): string => words.text(`notice.${kind}.text`);
  const { registers, sources: systems, transfers, country, processor, subProcessors } = sources;
  return [
    section(
      'DATA_SUBJECTS',
      say('DATA_SUBJECTS'),
      lines(registers.map((register) => words.text(`register.${register}`))),
    ),
    section('DATA', say('DATA'), {
      columns: ['category', 'purposes', 'kept'].map((column) => words.text(`notice.column.${column}`)),
      rows: dataRows(sources, words),
    }),
    section('SOURCES', say('SOURCES'), lines(systems.map((system) => words.text('notice.source', { system })))),
    section('RECIPIENTS', say('RECIPIENTS'), {
      columns: ['recipient', 'category'].map((column) => words.text(`notice.column.${column}`)),
      rows: recipients(sources, words),
    }),
    section(
      'PROCESSORS',
      processor === null ? words.text('notice.noProcessor') : words.text('notice.PROCESSORS.text', { processor }),
      {
        columns: ['recipient', 'service', 'locations'].map((column) => words.text(`notice.column.${column}`)),
        rows: subProcessors.map((row) => [row.legalName, textIn(row.service, words.locale), locationsOf(row, words)]),
      },
    ),
    section(
      'TRANSFERS',
      transfers.length === 0 ? words.text('notice.noTransfers') : say('TRANSFERS'),
      lines(
        transfers.map(({ name, register }) =>
          words.text('notice.transfer', { name, persons: words.text(`register.${register}`) }),
        ),
      ),
    ),
    thirdCountries(section, subProcessors, words),
    section('RIGHTS', say('RIGHTS'), {
      ...lines([
        ...RIGHTS.map((right) => words.text(`notice.right.${right}`)),
        words.text('notice.right.complaint', {
          authority: authorities[country] ?? words.text('notice.authority', { country: countryIn(country, words) }),
        }),
      ]),
    }),
    section('AUTOMATED_DECISIONS', say('AUTOMATED_DECISIONS')),
  ];
}

const locationsOf = ({ locations, country }: EffectiveSubProcessor, words: Words): string =>
  joined(
    unique(locations.length > 0 ? locations : [country]).map((code) => countryIn(code, words)),
    words,
  );

/** What of the data leaves the European Economic Area, and on what ground. */
function thirdCountries(
  section: (kind: NoticeSectionKind, text: string, rest?: Rest) => NoticeSection,
  subProcessors: readonly EffectiveSubProcessor[],
  words: Words,
): NoticeSection {
  const leaving = subProcessors.filter(({ transferBasis }) => transferBasis !== 'NONE_EEA');
  if (leaving.length === 0) return section('THIRD_COUNTRIES', words.text('notice.noThirdCountries'));
  return section('THIRD_COUNTRIES', words.text('notice.THIRD_COUNTRIES.text'), {
    rows: leaving.map((row) => [
      `${row.legalName}: ${locationsOf(row, words)}. ${words.text(`annex.transfer.${row.transferBasis}`)} ${row.transferDetails}`.trim(),
    ]),
  });
}

/** One row for each category: what is on the card and in the tenant's own fields by name, what it is for, how long it is kept. */
function dataRows({ elements }: NoticeSources, words: Words): string[][] {
  const byCategory = Map.groupBy(elements, ({ category }) => category);
  return categoryNames.flatMap((category) => {
    const all = byCategory.get(category);
    if (!all) return [];
    const onCard = unique(all.filter(({ table }) => table === 'person').map((element) => labelOf(words, element)));
    const name = isSpecial(category)
      ? words.text('notice.special', { category: categoryIn(category, words) })
      : categoryIn(category, words);
    return [
      [
        onCard.length > 0 ? `${name}: ${joined(onCard, words)}` : name,
        joined(
          unique(all.flatMap(({ purposes }) => purposes)).map((purpose) => words.text(`purpose.${purpose}`)),
          words,
        ),
        retentionTexts(words, all).join('. '),
      ],
    ];
  });
}

/** Who can come to read what: the roles of the matrix in words, guardians, and who acts for the controller. */
function recipients({ book }: NoticeSources, words: Words): string[][] {
  const named = (role: string): string => {
    const own = book === standardRoles ? null : book.nameOf(role);
    return own ?? words.text(`value.role_grant.role.${role}`);
  };
  const read = (categories: Iterable<DataCategory>): string => {
    const set = new Set(categories);
    return joined(
      categoryNames.filter((one) => set.has(one)).map((category) => categoryIn(category, words)),
      words,
    );
  };
  const roles = readersOf(book).map(({ key, categories }) => [named(key), read(categories)]);
  return [
    [words.text('notice.recipient.self'), words.text('notice.everything')],
    [words.text('notice.recipient.guardians'), read(categoriesOf(book, 'end_user', 'own pupils'))],
    ...roles.filter(([, categories]) => categories !== ''),
    [words.text('notice.recipient.controller'), words.text('notice.everything')],
    [words.text('notice.recipient.lockbox'), words.text('notice.recipient.lockbox.what')],
  ];
}

const categoriesOf = (book: RoleBook, role: string, reach: string): readonly DataCategory[] =>
  book.find(role)?.persons.find((scope) => scope.reach === reach)?.rights['person.read'] ?? [];

/** The roles of the adopted matrix by which somebody else can be read, and what of them. */
function readersOf(book: RoleBook): { readonly key: string; readonly categories: readonly DataCategory[] }[] {
  return book.matrix.roles.map(({ key }) => ({
    key,
    categories: unique((book.find(key)?.persons ?? []).flatMap(({ rights }) => rights['person.read'] ?? [])),
  }));
}
