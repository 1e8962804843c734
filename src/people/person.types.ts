import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, SortDirection } from '../base/graphql/connection.types.js';
import { Node } from '../base/graphql/node.types.js';
import { CalendarDate } from '../base/graphql/scalars.js';
import { Payload } from '../base/graphql/user-error.types.js';
import { PersonalField } from '../catalogue/index.js';
import { UnitType } from '../tenants/index.js';
import { Affiliation } from './affiliation.entity.js';
import { FieldValueType } from './field-value.types.js';
import { Guardianship } from './guardianship.entity.js';
import { Person as PersonEntity, type Register } from './person.entity.js';
import { RegisterEnum } from './register.types.js';

export enum PersonStatus {
  ACTIVE = 'active',
  LEFT = 'left',
}
registerEnumType(PersonStatus, {
  name: 'PersonStatus',
  description: 'Whether the person is active in the register, or has left.',
});

@ObjectType({
  description: 'A value that a source system owns: it is shown here, and corrected there.',
  simpleResolvers: true,
})
export class ValueSource {
  @Field(() => String, { description: 'The field, by its name in the API.' })
  field!: string;

  @Field(() => String, { description: 'The source system.' })
  source!: string;
}

@ObjectType({ description: 'An element that the viewer’s rights withhold.', simpleResolvers: true })
export class WithheldElement {
  @Field(() => String, { description: 'The element’s name in the catalogue.' })
  element!: string;

  @Field(() => String, { description: 'The category of personal data that the viewer’s roles do not cover.' })
  category!: string;

  @Field(() => String, { description: 'Why it is withheld, in the language of the request.' })
  reason!: string;
}

@ObjectType('Affiliation', { description: 'A person’s place in a unit.', simpleResolvers: true })
export class AffiliationType {
  @Field(() => UnitType, { nullable: true, description: 'The unit; null where the viewer may not see it.' })
  unit!: UnitType | null;

  @PersonalField(Affiliation, 'unitId', () => ID, 'The id under which the unit is stored.')
  unitId!: string | null;
}

@ObjectType('Guardianship', { description: 'The link between a guardian and a pupil.', simpleResolvers: true })
export class GuardianshipType {
  @Field(() => PersonType, {
    nullable: true,
    description: 'The guardian; null where the viewer may not see the person.',
  })
  guardian!: PersonType | null;

  @Field(() => PersonType, { nullable: true, description: 'The pupil; null where the viewer may not see the person.' })
  pupil!: PersonType | null;
}

@ObjectType('Person', {
  implements: Node,
  description: 'A person’s card in a register. What rights withhold is null, and `withheld` says so.',
  simpleResolvers: true,
})
export class PersonType extends Node {
  @PersonalField(PersonEntity, 'register', () => RegisterEnum, 'The register that the card is in.')
  register!: Register | null;

  @PersonalField(PersonEntity, 'givenName', () => String, 'First name.')
  givenName!: string | null;

  @PersonalField(PersonEntity, 'familyName', () => String, 'Last name.')
  familyName!: string | null;

  @PersonalField(PersonEntity, 'preferredName', () => String, 'The name that the person wishes to be called by.')
  preferredName!: string | null;

  @PersonalField(PersonEntity, 'givenName', () => String, 'Preferred or first name, and last name.')
  displayName!: string | null;

  @PersonalField(PersonEntity, 'email', () => String, 'E-mail address, lower case.')
  email!: string | null;

  @PersonalField(PersonEntity, 'telephone', () => String, 'Telephone number, E.164: `+4790123456`.')
  telephone!: string | null;

  @PersonalField(PersonEntity, 'birthDate', () => CalendarDate, 'Date of birth.')
  birthDate!: string | null;

  @PersonalField(PersonEntity, 'identifier', () => String, 'Student, employee or customer number.')
  identifier!: string | null;

  @PersonalField(PersonEntity, 'status', () => PersonStatus, 'Whether the person is active, or has left.')
  status!: PersonStatus | null;

  @PersonalField(
    PersonEntity,
    'hiddenFromLists',
    () => Boolean,
    'Whether the person is missing from lists of people; whoever has a right to the card still reaches it by its id.',
  )
  hiddenFromLists!: boolean | null;

  @Field(() => [ValueSource], {
    description:
      'The values that a source system owns, of those that the viewer may read; tenant-defined fields name their own.',
  })
  sources!: ValueSource[];

  @PersonalField(Affiliation, 'unitId', () => [AffiliationType], 'The units to which the person belongs.')
  affiliations!: AffiliationType[] | null;

  @PersonalField(Guardianship, 'pupilId', () => [GuardianshipType], 'The person’s guardians.')
  guardians!: GuardianshipType[] | null;

  @PersonalField(Guardianship, 'guardianId', () => [GuardianshipType], 'The pupils whose guardian the person is.')
  pupils!: GuardianshipType[] | null;

  @Field(() => [FieldValueType], {
    description:
      'The tenant-defined fields of the card that the viewer may read, by label, with or without a value. Personal data of the category that each definition names.',
  })
  fields!: FieldValueType[];

  @Field(() => [WithheldElement], { description: 'The selected elements that the viewer’s rights withhold.' })
  withheld!: WithheldElement[];

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;

  @Field(() => Date, { description: 'When the card was made.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When the card was last changed.' })
  updatedAt!: Date;
}

export const PersonConnection = connectionOf(PersonType, 'Person');

export enum PersonSort {
  NAME = 'NAME',
  CREATED_AT = 'CREATED_AT',
  UPDATED_AT = 'UPDATED_AT',
}
registerEnumType(PersonSort, { name: 'PersonSort', description: 'What persons can be ordered by.' });

@InputType({ description: 'The order of persons.' })
export class PersonOrder {
  @Field(() => PersonSort, { description: 'What to order by.' })
  field!: PersonSort;

  @Field(() => SortDirection, { description: 'Ascending or descending.', defaultValue: SortDirection.ASC })
  direction!: SortDirection;
}

@ObjectType({ description: 'The corrected profile.' })
export class CorrectProfilePayload extends Payload {
  @Field(() => PersonType, {
    nullable: true,
    description: 'The person as it is now; null when the correction was refused.',
  })
  person!: PersonType | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The first of `requestIds`; null when none was recorded.',
  })
  requestId!: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'The correction requests that were recorded for what others own, one for each value, as on its error; null when all was refused.',
  })
  requestIds!: readonly string[] | null;
}

@ObjectType({ description: 'The person’s card with its new values.' })
export class SetFieldValuesPayload extends Payload {
  @Field(() => PersonType, { nullable: true, description: 'The person as it is now; null when nothing was valid.' })
  person!: PersonType | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The first of `requestIds`; null when none was recorded.',
  })
  requestId!: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'The correction requests that were recorded for what others own, one for each value, as on its error; null when all was refused.',
  })
  requestIds!: readonly string[] | null;
}

@ObjectType({ description: 'The person after a change.' })
export class PersonPayload extends Payload {
  @Field(() => PersonType, { nullable: true, description: 'The person as it is now; null when it was refused.' })
  person!: PersonType | null;
}
