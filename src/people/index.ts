import type { Domain } from '../catalogue/index.js';
import { Affiliation } from './affiliation.entity.js';
import { fieldMessages } from './field.messages.js';
import { FieldDefinition, type FieldType } from './field-definition.entity.js';
import { fieldDefinitionObject } from './field-definition.objects.js';
import { FieldDefinitionType } from './field-definition.types.js';
import { Guardianship } from './guardianship.entity.js';
import { Person, type Register, registers } from './person.entity.js';
import { personLabels } from './person.labels.js';
import { affiliationObject, guardianshipObject, personObject } from './person.objects.js';
import { PersonType } from './person.types.js';
import { personRegistryMessages } from './person-registry.messages.js';

export { isBirthDate } from './birth-date.js';
export { normaliseEmail, normaliseTelephone } from './contact-values.js';
export type { RecordCorrectionRequest } from './correction-request.js';
export { fieldDefinitionsOf, forgetFieldDefinitions } from './field-definition.loader.js';
export { FieldDefinitionResolver } from './field-definition.resolver.js';
export { FieldDefinitionService, type FollowDeclarations } from './field-definition.service.js';
export { acknowledgeFields, declaredScope, limitAcknowledged, lockFieldDeclarations } from './field-scope.js';
export { type FieldValueInput } from './field-value.inputs.js';
export { needOfField } from './field-value.objects.js';
export { FieldValueResolver } from './field-value.resolver.js';
export { type AwaitedVersion, type CheckFile, FieldValueService } from './field-value.service.js';
export { FieldValueType } from './field-value.types.js';
export { type CorrectProfileInput } from './person.inputs.js';
export { PersonResolver } from './person.resolver.js';
export { correctableProperties, PersonService } from './person.service.js';
export { PersonConnection } from './person.types.js';
export { insertPerson, lockPersons, type PersonCard, requireCardRights } from './person-card.js';
export { PersonLinksService } from './person-links.service.js';
export { PersonRegistryResolver } from './person-registry.resolver.js';
export { PersonRegistryService } from './person-registry.service.js';
export { RegisterEnum } from './register.types.js';
export { SpecialCategoryResolver } from './special-category.resolver.js';
export { requireNoSpecialFields, requireNotRuledOut, SpecialCategoryService } from './special-category.service.js';
export { readTelephone } from './telephone.js';
export { Affiliation, FieldDefinition, type FieldType, Guardianship, Person, PersonType, type Register, registers };

/** Persons' cards, their units and guardians, and the fields that tenants define. */
export const peopleDomain: Domain = {
  entities: [Person, Affiliation, Guardianship, FieldDefinition],
  objects: [personObject, affiliationObject, guardianshipObject, fieldDefinitionObject],
  nodeTypes: [PersonType, FieldDefinitionType],
  messages: [personLabels, fieldMessages, personRegistryMessages],
};
