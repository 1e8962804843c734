import { textIn } from '../../../../base/translated-text.js';
import { isSpecial, parsePeriod } from '../../../../catalogue/index.js';
import { decisionHeading } from '../../../measures/measure-headings.js';
import type { DescribedElement, ListedEngagement, Organisation } from '../../annex-sources.js';
import type { Words } from '../../annex-words.js';
import { DECISION } from '../../clauses/decision.js';
import type { AnnexFacts } from '../annex-facts.js';
import {
  categoryTerms,
  dpvContext,
  measureTerms,
  processingTerms,
  purposeTerms,
  registerTerms,
  transferTerms,
} from './dpv-terms.js';

type Node = Readonly<Record<string, unknown>>;

export interface VersionFacts {
  readonly number: number;
  readonly hash: string;
  readonly madeAt: Date;
  readonly facts: AnnexFacts;
}

/** The annexes of a version as linked data: the same for the same version and language. */
export function annexesAsJsonLd({ number, hash, madeAt, facts }: VersionFacts, words: Words): object {
  const base = `urn:sha256:${hash}`;
  const node = new Nodes(base, words);
  const elements = [...facts.elements, ...facts.fields].map((element) => node.element(element));
  const purposes = [...new Set([...facts.elements, ...facts.fields].flatMap((element) => element.purposes))];
  const measures = facts.measures.map(({ id, heading, text }) => {
    const known = decisionHeading(heading);
    const type = known ? measureTerms[known] : 'dpv:OrganisationalMeasure';
    return {
      '@id': node.id(`measure-${id}`),
      '@type': type,
      'dcterms:description': node.said(textIn(text, words.locale)),
    };
  });
  const subProcessors = facts.subProcessors.map((row) => node.subProcessor(row));
  const refer = (nodes: readonly Node[]): Node[] => nodes.map((one) => ({ '@id': one['@id'] }));
  const controller = node.organisation('controller', 'dpv:DataController', facts.controller);
  const processor = facts.processor && node.organisation('processor', 'dpv:DataProcessor', facts.processor);
  const agreement = {
    '@id': base,
    '@type': ['dpv:ControllerProcessorAgreement', 'dpv:DataProcessingAgreement'],
    'dcterms:identifier': hash,
    'dcat:version': String(number),
    'dcterms:issued': { '@value': madeAt.toISOString(), '@type': 'xsd:dateTime' },
    'dcterms:language': words.locale,
    'dcterms:conformsTo': { '@id': DECISION.eli },
    'dpv:hasDataController': { '@id': controller['@id'] },
    ...(processor ? { 'dpv:hasDataProcessor': { '@id': processor['@id'] } } : {}),
    'dpv:hasProcess': { '@id': node.id('processing') },
    'dpv:hasTechnicalOrganisationalMeasure': refer(measures),
    ...(facts.agreement ? { 'dpv:hasDuration': node.term(facts.agreement) } : {}),
  };
  const processing = {
    '@id': node.id('processing'),
    '@type': 'dpv:PersonalDataProcess',
    'dpv:hasDataSubject': facts.registers.map((register) => ({
      '@id': node.id(`register-${register}`),
      '@type': registerTerms[register],
      'skos:prefLabel': node.said(words.text(`register.${register}`)),
    })),
    'dpv:hasPersonalData': refer(elements),
    'dpv:hasPurpose': purposes.map((purpose) => ({
      '@id': node.id(`purpose-${purpose}`),
      '@type': purposeTerms[purpose],
      'skos:prefLabel': node.said(words.text(`purpose.${purpose}`)),
    })),
    'dpv:hasProcessing': processingTerms.map((term) => ({ '@id': term })),
    'dpv:hasRecipient': refer(subProcessors),
  };
  const graph = [agreement, controller, ...(processor ? [processor] : []), processing, ...elements, ...measures];
  return { '@context': dpvContext, '@graph': [...graph, ...subProcessors] };
}

/** Makes the parts of one version's graph, whose names hang on the version's own. */
class Nodes {
  constructor(
    private readonly base: string,
    private readonly words: Words,
  ) {}

  id(name: string): string {
    return `${this.base}#${encodeURIComponent(name)}`;
  }

  said(value: string): Node {
    return { '@value': value, '@language': this.words.locale };
  }

  organisation(name: string, type: string, organisation: Organisation): Node {
    const { legalName, organisationNumber, address, country, contact, dataProtectionOfficer } = organisation;
    return {
      '@id': this.id(name),
      '@type': type,
      'dpv:hasName': legalName,
      ...(organisationNumber.trim() === '' ? {} : { 'dpv:hasIdentifier': organisationNumber }),
      ...(address.trim() === '' ? {} : { 'dpv:hasAddress': address }),
      'dpv:hasCountry': { '@id': `loc:${country}` },
      ...(contact.trim() === '' ? {} : { 'dpv:hasContact': contact }),
      ...(dataProtectionOfficer === null
        ? {}
        : {
            'dpv:hasDataProtectionOfficer': {
              '@id': this.id(`${name}-dpo`),
              '@type': 'dpv:DataProtectionOfficer',
              'dpv:hasContact': dataProtectionOfficer,
            },
          }),
    };
  }

  element(element: DescribedElement & { readonly label?: string }): Node {
    const { id, category, purposes, retention } = element;
    const { words } = this;
    const label = element.label ?? words.text(words.has(id) ? id : `category.${category}`);
    const types = [
      'dpv:PersonalData',
      categoryTerms[category],
      ...(isSpecial(category) ? ['dpv:SpecialCategoryPersonalData'] : []),
    ];
    return {
      '@id': this.id(id),
      '@type': [...new Set(types)],
      'skos:prefLabel': element.label === undefined ? this.said(label) : label,
      'dpv:hasPurpose': purposes.map((purpose) => ({ '@id': this.id(`purpose-${purpose}`) })),
      'dpv:hasStorageCondition': { '@type': 'dpv:StorageDuration', 'dpv:hasDuration': this.kept(retention) },
    };
  }

  subProcessor(row: ListedEngagement): Node {
    const { words } = this;
    const transfer = transferTerms[row.transferBasis];
    return {
      '@id': this.id(`sub-processor-${row.id}`),
      '@type': 'dpv:DataSubProcessor',
      'dpv:hasName': row.legalName,
      'dpv:hasAddress': row.address,
      'dpv:hasCountry': { '@id': `loc:${row.country}` },
      'dpv:hasContact': row.contact,
      'dpv:hasProcess': {
        '@id': this.id(`sub-processing-${row.id}`),
        '@type': 'dpv:PersonalDataProcess',
        'dcterms:title': this.said(textIn(row.service, words.locale)),
        'dcterms:description': this.said(textIn(row.processing, words.locale)),
        'dpv:hasPersonalData': row.dataCategories.map((category) => ({
          '@type': categoryTerms[category],
          'skos:prefLabel': this.said(words.text(`category.${category}`)),
        })),
        'dpv:hasLocation': row.locations.map((code) => ({ '@id': `loc:${code}` })),
        ...(transfer === null ? {} : { 'dpv:hasLegalBasis': { '@id': transfer } }),
        'dpv:hasOrganisationalMeasure': {
          '@type': 'dpv:SubProcessorAgreement',
          'dcterms:description': this.said(textIn(row.responsibilities, words.locale)),
        },
      },
    };
  }

  term({ startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string | null }): Node {
    const date = (value: string): Node => ({ '@value': value, '@type': 'xsd:date' });
    return {
      '@type': endsOn === null ? 'dpv:IndeterminateDuration' : 'dpv:UntilTimeDuration',
      'dcterms:valid': endsOn === null ? [date(startsOn)] : [date(startsOn), date(endsOn)],
    };
  }

  private kept(retention: string): Node {
    return parsePeriod(retention)
      ? { '@type': 'dpv:TemporalDuration', 'rdf:value': { '@value': retention, '@type': 'xsd:duration' } }
      : { '@type': 'dpv:UntilEventDuration', 'skos:prefLabel': this.said(this.words.text(`retention.${retention}`)) };
  }
}
