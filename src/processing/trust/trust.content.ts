import type { Locale } from '../../base/locale.js';
import { textIn } from '../../base/translated-text.js';
import type { Words } from '../agreements/annex-words.js';
import { CLAUSE_TEXTS } from '../agreements/clauses/index.js';
import { isInEuropeanEconomicArea } from '../european-economic-area.js';
import { decisionHeading } from '../measures/measure-headings.js';
import type { TrustFacts } from './trust.service.js';

export interface TrustMeasures {
  readonly title: string;
  readonly measures: readonly string[];
}

export interface TrustCategory {
  readonly category: string;
  readonly safeguards: readonly string[];
}

export interface TrustSubProcessor {
  readonly legalName: string;
  readonly isPrimary: boolean;
  readonly engagedBy: string | null;
  readonly service: string;
  readonly processing: string;
  readonly countries: readonly string[];
  readonly transfer: string;
  readonly contact: string;
  readonly since: string;
}

export interface TrustPlace {
  readonly country: string;
  readonly isInEea: boolean;
  readonly subProcessors: readonly string[];
}

export interface TrustAgreement {
  readonly number: number;
  readonly state: string;
  readonly stateLabel: string;
  readonly version: number;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

export interface TrustCertification {
  readonly standard: string;
  readonly scope: string;
  readonly issuer: string;
  readonly validUntil: string;
  readonly documentUrl: string | null;
}

export interface TrustAnalysis {
  readonly kind: string;
  readonly subject: string;
  readonly heldOn: string;
  readonly nextDueOn: string | null;
  readonly isOverdue: boolean;
}

export interface TrustContact {
  readonly role: string;
  readonly name: string;
  readonly contact: string;
}

/** What a trust page says, in one language; dates are calendar dates. */
export interface TrustContent {
  readonly slug: string;
  readonly language: Locale;
  readonly controller: string;
  readonly processor: string | null;
  readonly measures: readonly TrustMeasures[];
  readonly sensitiveData: readonly TrustCategory[];
  readonly isSpecialRuledOut: boolean;
  readonly subProcessors: readonly TrustSubProcessor[];
  readonly places: readonly TrustPlace[];
  readonly agreements: readonly TrustAgreement[];
  readonly certifications: readonly TrustCertification[];
  readonly analyses: readonly TrustAnalysis[];
  readonly contacts: readonly TrustContact[];
}

/** Composes it of the records, in the language of `words`. */
export function composeTrust(facts: TrustFacts, words: Words, today: string): TrustContent {
  const { locale, text } = words;
  const countryOf = (code: string): string => new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
  const titles = CLAUSE_TEXTS[locale].measures;
  const titleOf = (heading: string): string => {
    const known = decisionHeading(heading);
    return known ? titles.headings[known] : titles.assistance;
  };
  const { controller, processor, subProcessors } = facts;
  const codes = [...new Set(subProcessors.flatMap(({ locations }) => locations))];
  const places = codes.map((code) => ({
    country: countryOf(code),
    isInEea: isInEuropeanEconomicArea(code),
    subProcessors: subProcessors.filter(({ locations }) => locations.includes(code)).map(({ legalName }) => legalName),
  }));
  return {
    slug: facts.slug,
    language: locale,
    controller: controller.legalName,
    processor: processor?.legalName ?? null,
    measures: [...Map.groupBy(facts.measures, ({ heading }) => heading)].map(([heading, measures]) => ({
      title: titleOf(heading),
      measures: measures.map((measure) => textIn(measure.text, locale)),
    })),
    isSpecialRuledOut: facts.isSpecialRuledOut,
    sensitiveData: facts.special.map(({ category, hasReaders }) => ({
      category: text(`category.${category}`),
      safeguards: [
        text(hasReaders ? 'trust.safeguard.readers' : 'trust.safeguard.noReaders'),
        text('annex.safeguard.search'),
        text('annex.safeguard.log'),
      ],
    })),
    subProcessors: subProcessors.map((row) => ({
      legalName: row.legalName,
      isPrimary: row.isPrimary,
      engagedBy: row.engagedBy,
      service: textIn(row.service, locale),
      processing: textIn(row.processing, locale),
      countries: row.locations.map(countryOf),
      transfer: [text(`annex.transfer.${row.transferBasis}`), row.transferDetails]
        .filter((part) => part !== '')
        .join(' '),
      contact: row.contact,
      since: row.since,
    })),
    places: places.sort((one, other) => one.country.localeCompare(other.country, locale)),
    agreements: facts.agreements.map((row) => ({ ...row, stateLabel: text(`trust.agreement.${row.state}`) })),
    certifications: facts.certifications.map((row) => ({ ...row, scope: textIn(row.scope, locale) })),
    analyses: facts.analyses.flatMap(({ kind, subject, heldOn, nextDueOn }) =>
      heldOn === null
        ? []
        : [
            {
              kind: text(`trust.analysis.${kind}`),
              subject,
              heldOn,
              nextDueOn,
              isOverdue: nextDueOn !== null && nextDueOn < today,
            },
          ],
    ),
    contacts: [
      { role: text('trust.contact.controller'), name: controller.legalName, contact: controller.contact },
      { role: text('trust.contact.processor'), name: processor?.legalName ?? '', contact: processor?.contact ?? '' },
      {
        role: text('trust.contact.officer'),
        name: processor?.legalName ?? '',
        contact: processor?.dataProtectionOfficer ?? '',
      },
    ].filter(({ contact }) => contact !== ''),
  };
}
