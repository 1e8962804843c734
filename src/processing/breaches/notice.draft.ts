import { logRoles } from '../../audit/index.js';
import { formatDate, formatInstant, type Locale } from '../../base/locale.js';
import { specialCategories } from './breach-scope.js';
import type { NoticeNumbers, NoticeText } from './notice.document.js';

/** What a draft is derived from. */
export interface DraftFacts {
  readonly locale: Locale;
  readonly description: string;
  readonly measures: string;
  readonly fromAt: Date | null;
  readonly untilAt: Date | null;
  readonly accounts: number;
  readonly roles: readonly string[];
  /** What the controller’s own roles are called. */
  readonly roleNames: Readonly<Record<string, string>>;
  readonly subProcessors: readonly string[];
  readonly numbers: NoticeNumbers;
  readonly processor: string;
  readonly contact: string;
}

export interface DraftTexts {
  readonly nature: string;
  readonly contact: string;
  readonly consequences: string;
  readonly measures: string;
}

/** What follows from each kind of data that others have seen. */
const consequences: readonly (readonly [key: string, categories: readonly string[]])[] = [
  ['breach.draft.unwanted', ['NAME', 'CONTACT', 'PICTURE', 'AFFILIATION', 'MEMBERSHIP', 'RELATION']],
  ['breach.draft.identity', ['BIRTH', 'IDENTIFIER']],
  ['breach.draft.access', ['SIGN_IN', 'NETWORK_ADDRESS', 'ACTIVITY']],
  ['breach.draft.confidence', ['FREE_TEXT', 'FILE', 'REQUEST', 'EDUCATION', 'EMPLOYMENT', 'PREFERENCE', 'OTHER']],
  ['breach.draft.harm', specialCategories],
];

/** The contents of Article 33(3) GDPR as far as they follow from what is known, in the language of the controller. */
export function draftNotice(facts: DraftFacts, text: NoticeText): DraftTexts {
  const { locale, numbers } = facts;
  const list = (items: readonly string[]): string => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);
  const at = (time: Date): string => formatInstant(time, locale);
  // By the name that the controller gave it, or in its language; by its key where it has none.
  const role = (key: string): string =>
    facts.roleNames[key] ??
    (logRoles.some((known) => known === key) ? text(`value.role_grant.role.${key}`) : key.replaceAll('_', ' '));
  const names = numbers.categories.map(({ name }) => name);
  const nature = [
    facts.description,
    facts.accounts > 0 && text('breach.draft.accounts', { count: facts.accounts }),
    facts.roles.length > 0 && text('breach.draft.roles', { roles: list(facts.roles.map(role)) }),
    facts.subProcessors.length > 0 && text('breach.draft.subProcessors', { names: list(facts.subProcessors) }),
    facts.fromAt &&
      (facts.untilAt
        ? text('breach.draft.period', { from: at(facts.fromAt), until: at(facts.untilAt) })
        : text('breach.draft.since', { from: at(facts.fromAt) })),
    numbers.people === 0
      ? text('breach.draft.nobody')
      : text('breach.draft.numbers', {
          people: numbers.people,
          records: numbers.records,
          categories: list(names.map((name) => text(`category.${name}`))),
        }),
    numbers.specialPeople > 0 && text('breach.draft.special', { people: numbers.specialPeople }),
    numbers.copies > 0 && text('breach.draft.copies', { count: numbers.copies }),
    numbers.isIncomplete &&
      text('breach.draft.incomplete', {
        day: numbers.logFrom ? formatDate(new Date(numbers.logFrom), locale) : '–',
      }),
  ];
  const likely = consequences.filter(([, of]) => names.some((name) => of.includes(name))).map(([key]) => text(key));
  return {
    nature: nature.filter((line) => typeof line === 'string').join('\n'),
    contact: text('breach.draft.contact', { processor: facts.processor, contact: facts.contact }),
    consequences: likely.length > 0 ? likely.join('\n') : text('breach.draft.none'),
    measures: facts.measures || text('breach.draft.undecided'),
  };
}
