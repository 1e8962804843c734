import type { Domain } from '../catalogue/index.js';
import { Affiliation } from './affiliation.entity.js';
import { FieldDefinition, type FieldType, fieldTypes } from './field-definition.entity.js';
import { Guardianship } from './guardianship.entity.js';
import { Person, type Register, registers } from './person.entity.js';
import { personLabels } from './person.labels.js';
import { affiliationObject, guardianshipObject, personObject } from './person.objects.js';
import { PersonConnection, PersonType } from './person.types.js';

export { normaliseEmail, normaliseTelephone } from './contact-values.js';
export { PersonResolver } from './person.resolver.js';
export { PersonService, type RecordCorrectionRequest } from './person.service.js';
export { insertPerson, type PersonCard } from './person-card.js';
export {
  Affiliation,
  FieldDefinition,
  type FieldType,
  fieldTypes,
  Guardianship,
  Person,
  PersonConnection,
  PersonType,
  type Register,
  registers,
};

/** Persons' cards, their units and guardians, and the fields that tenants define. */
export const peopleDomain: Domain = {
  entities: [Person, Affiliation, Guardianship, FieldDefinition],
  objects: [personObject, affiliationObject, guardianshipObject],
  nodeTypes: [PersonType],
  messages: [personLabels],
};
