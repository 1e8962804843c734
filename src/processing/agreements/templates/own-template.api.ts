import { toGlobalId } from '../../../base/ids.js';
import type { Locale } from '../../../base/locale.js';
import { type AgreementPlace, agreementPlaces, meaningOf, writtenAs } from './agreement-places.js';
import type { AddressedDeviation } from './deviation-decision.service.js';
import { type FilledTemplate, placesOf, requirementsOf } from './filled-template.js';
import type { DeviationRow, TemplateView } from './own-template.service.js';
import type {
  AddressedDeviationType,
  FilledTemplateType,
  OwnTemplateType,
  PlaceInfoType,
  TemplateDeviationType,
  TemplateRequirementType,
} from './own-template.types.js';

/** A text of the request's language. */
export type Text = (key: string) => string;

export const placesForApi = (locale: Locale): PlaceInfoType[] =>
  agreementPlaces.map((place) => ({ place, written: `{{${writtenAs(place)}}}`, meaning: meaningOf(place, locale) }));

const requirementsForApi = (
  requirements: FilledTemplate['requirements'],
  locale: Locale,
  text: Text,
): TemplateRequirementType[] =>
  requirements.map((entry) => ({
    ...entry,
    meaning: entry.requirement.startsWith('ARTICLE')
      ? text(`template.requirement.${entry.requirement}`)
      : meaningOf(entry.requirement as AgreementPlace, locale),
  }));

const deviationForApi = (deviation: DeviationRow): TemplateDeviationType => ({
  ...deviation,
  id: toGlobalId('TemplateDeviation', deviation.id),
});

export function addressedForApi(deviation: AddressedDeviation): AddressedDeviationType {
  const { tenantId, tenantName } = deviation;
  return { ...deviationForApi(deviation), tenantId: toGlobalId('Tenant', tenantId), tenantName };
}

export function templateForApi(template: TemplateView, locale: Locale, text: Text): OwnTemplateType {
  const { id, number, name, fileHash, hash, paragraphs, deviations, version, createdAt, updatedAt } = template;
  return {
    id: toGlobalId('OwnAgreementTemplate', id),
    number,
    name,
    fileHash,
    hash,
    paragraphs: paragraphs.map((paragraph, index) => ({ number: index + 1, ...paragraph })),
    places: placesOf(template),
    requirements: requirementsForApi(requirementsOf(template), locale, text),
    deviations: deviations.map(deviationForApi),
    version,
    createdAt,
    updatedAt,
  };
}

export function filledForApi(filled: FilledTemplate, locale: Locale, text: Text): FilledTemplateType {
  const { number, name, hash, paragraphs, requirements, deviations } = filled;
  return {
    number,
    name,
    hash,
    paragraphs,
    requirements: requirementsForApi(requirements, locale, text),
    deviations: deviations.map((deviation) => ({ ...deviation, id: toGlobalId('TemplateDeviation', deviation.id) })),
  };
}
