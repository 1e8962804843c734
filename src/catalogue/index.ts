export { accessActionLabels } from './access-action.labels.js';
export { actionLabels } from './action.labels.js';
export { type ActionName, actions } from './actions.js';
export { Catalogue, type Element, type Expiry, type PersonalTable, type StoredColumn } from './catalogue.js';
export { catalogueMessages } from './catalogue.messages.js';
export { CatalogueResolver, type ReadTenantFields } from './catalogue.resolver.js';
export { DeclaredElement } from './catalogue.types.js';
export {
  describeElement,
  labelOf,
  nameOfCode,
  retentionText,
  retentionTexts,
  type Speaker,
} from './catalogue.words.js';
export {
  categoryNames,
  type DataCategory,
  type DataOwner,
  isSpecial,
  type Purpose,
  purposes,
  type Retention,
} from './categories.js';
export { DataCategoryEnum, PurposeEnum } from './category.types.js';
export { type ClockKind, type ClockSource, clockKinds, ofPerson, rowsOfCategory, withRight } from './clock.js';
export { clockLabels } from './clock.labels.js';
export {
  AboutPersons,
  type ColumnDeclaration,
  Expires,
  NotPersonal,
  Personal,
  type PersonalDeclaration,
  type SubjectLink,
} from './declaration.js';
export type { Domain } from './domain.js';
export {
  describeObject,
  mapObjects,
  type ObjectExtension,
  type ObjectSpec,
} from './object-spec.js';
export { PersonalField } from './personal-field.js';
export { processingActionLabels } from './processing-action.labels.js';
export { isSensitive, type SensitiveAction, sensitiveActions } from './sensitive-actions.js';
export {
  fieldElement,
  fieldSourceKey,
  isLongerRetention,
  isRetention,
  parseFieldElement,
  parsePeriod,
  type TenantField,
} from './tenant-field.js';
export { TenantRecord, TenantRow } from './tenant-row.js';
