import type { TranslatedText } from '../../base/translated-text.js';
import type { DataCategory } from '../../catalogue/index.js';
import { isInEuropeanEconomicArea } from '../european-economic-area.js';

/** On what a processing outside the European Economic Area rests (Chapter V GDPR); `NONE_EEA` where there is none. */
export const transferBases = ['NONE_EEA', 'ADEQUACY', 'SCC', 'OTHER'] as const;
export type TransferBasis = (typeof transferBases)[number];

/**
 * What the platform hands data to others for. The first three are asked for by the platform itself before it hands anything
 * over; what the others do lies outside of it, and is asked for through the API.
 */
export const platformFunctions = [
  'HOSTING',
  'MALWARE_SCANNING',
  'TRANSFERS',
  'MESSAGES',
  'MONITORING',
  'SUPPORT',
] as const;
export type PlatformFunction = (typeof platformFunctions)[number];

/** The platform cannot do without it: an objection against it is settled between controller and processor. */
export const isIndispensable = (name: PlatformFunction): boolean => name === 'HOSTING';

/** What is announced of a sub-processor before it takes effect: what it does, with which data, where, and for what. */
export interface Terms {
  readonly service: TranslatedText;
  readonly processing: TranslatedText;
  readonly transferBasis: TransferBasis;
  /** Which decision, clauses or other ground; empty where there is nothing to say. */
  readonly transferDetails: string;
  /** Where it is established, ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly dataCategories: readonly DataCategory[];
  /** ISO 3166-1 alpha-2. */
  readonly locations: readonly string[];
  readonly functions: readonly PlatformFunction[];
}

const said = ['service', 'processing', 'transferBasis', 'transferDetails', 'country'] as const;
const listed = ['dataCategories', 'locations', 'functions'] as const;
type Listed = (typeof listed)[number];
type Said = (typeof said)[number];

/** What a change says anew, adds and removes. Lists are kept as differences, so that a change holds whichever others do. */
export interface TermsPatch {
  readonly set?: Partial<Pick<Terms, Said>>;
  readonly add?: Partial<Pick<Terms, Listed>>;
  readonly remove?: Partial<Pick<Terms, Listed>>;
}

/** A change as terms are folded from it. */
export interface TermsChange {
  readonly kind: string;
  readonly patch: TermsPatch;
  readonly announcedAt: Date | null;
  readonly withdrawnAt: Date | null;
}

const without = <T>(values: readonly T[], others: readonly T[]): T[] =>
  values.filter((value) => !others.includes(value));
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A text says nothing new where it only gains languages. */
const saysNew = (before: TranslatedText, after: TranslatedText): boolean =>
  Object.entries(before).some(([locale, text]) => after[locale as keyof TranslatedText] !== text);

/** All of the terms, as the change that engages brings them. */
export const asPatch = ({
  service,
  processing,
  transferBasis,
  transferDetails,
  country,
  ...lists
}: Terms): TermsPatch => ({
  set: { service, processing, transferBasis, transferDetails, country },
  add: lists,
});

const nothing: Terms = {
  service: { en: '' },
  processing: { en: '' },
  transferBasis: 'NONE_EEA',
  transferDetails: '',
  country: '',
  dataCategories: [],
  locations: [],
  functions: [],
};

/**
 * The terms after those of the changes, in their order, for which `holds`. A correction of what a change said that does not
 * hold is no correction of what was said before it, and is left out with it.
 */
export function foldTerms<Change extends TermsChange>(
  changes: readonly Change[],
  holds: (change: Change) => boolean,
): Terms {
  const terms: Record<string, unknown> = { ...nothing };
  const unheard = new Map<string, Date | null>();
  for (const change of changes) {
    const { kind, patch, announcedAt, withdrawnAt } = change;
    const applies = holds(change);
    for (const [name, value] of Object.entries(patch.set ?? {})) {
      const until = unheard.get(name);
      const corrects = kind === 'CORRECT' && until !== undefined && (until === null || (announcedAt ?? until) <= until);
      if (!applies) unheard.set(name, withdrawnAt);
      else if (!corrects) {
        terms[name] = value;
        unheard.delete(name);
      }
    }
    if (!applies) continue;
    for (const name of listed) {
      const kept = without(terms[name] as readonly string[], patch.remove?.[name] ?? []);
      terms[name] = [...kept, ...without(patch.add?.[name] ?? [], kept)];
    }
  }
  return terms as unknown as Terms;
}

/** What has to be announced of a change of terms, and what takes effect at once; null where there is nothing of it. */
export interface TermsDifference {
  readonly widening: TermsPatch | null;
  readonly atOnce: TermsPatch | null;
}

export function differenceOf(before: Terms, after: Terms): TermsDifference {
  const set: Record<string, unknown> = {};
  const corrected: Record<string, unknown> = {};
  for (const name of ['service', 'processing'] as const) {
    if (same(before[name], after[name])) continue;
    (saysNew(before[name], after[name]) ? set : corrected)[name] = after[name];
  }
  const add: Record<string, unknown> = {};
  const remove: Record<string, unknown> = {};
  for (const name of listed) {
    const [old, young] = [before[name] as readonly string[], after[name] as readonly string[]];
    const [added, removed] = [without(young, old), without(old, young)];
    if (added.length > 0) add[name] = added;
    if (removed.length > 0) remove[name] = removed;
  }
  const leaves = ((add['locations'] ?? []) as readonly string[]).some((country) => !isInEuropeanEconomicArea(country));
  const { transferBasis, transferDetails } = after;
  if (before.transferBasis !== transferBasis || before.transferDetails !== transferDetails || leaves) {
    Object.assign(set, { transferBasis, transferDetails });
  }
  const patchOf = (parts: TermsPatch): TermsPatch | null => {
    const filled = Object.entries(parts).filter(([, part]) => Object.keys(part as object).length > 0);
    return filled.length > 0 ? Object.fromEntries(filled) : null;
  };
  if (before.country !== after.country) set['country'] = after.country;
  return { widening: patchOf({ set, add }), atOnce: patchOf({ set: corrected, remove }) };
}
