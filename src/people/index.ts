export { Affiliation } from './affiliation.entity.js';
export { normaliseEmail, normaliseTelephone } from './contact-values.js';
export { FieldDefinition, type FieldType, fieldTypes } from './field-definition.entity.js';
export { Guardianship } from './guardianship.entity.js';
export { Person, type Register, registers } from './person.entity.js';
export { affiliationObject, guardianshipObject, personObject } from './person.objects.js';
export { PersonResolver } from './person.resolver.js';
export { PersonService, type RecordCorrectionRequest } from './person.service.js';
export { PersonConnection, PersonType } from './person.types.js';
