import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { Node } from '../../base/graphql/node.types.js';
import { type DataCategory, DataCategoryEnum, PersonalField } from '../../catalogue/index.js';
import { PersonType } from '../../people/index.js';
import { type AssessmentState, AssessmentStateEnum } from './breach.enums.js';
import { BreachPerson } from './breach-person.entity.js';

@ObjectType({ description: 'How many people are affected with a category of data.', simpleResolvers: true })
export class AffectedCategoryType {
  @Field(() => DataCategoryEnum, { description: 'The category.' })
  category!: DataCategory;

  @Field(() => Boolean, { description: 'Whether it is one of Article 9 GDPR.' })
  isSpecial!: boolean;

  @Field(() => Int, { description: 'How many people.' })
  people!: number;
}

@ObjectType({ description: 'How many people of a register are affected.', simpleResolvers: true })
export class AffectedRegisterType {
  @Field(() => String, { description: 'The register.' })
  register!: string;

  @Field(() => Int, { description: 'How many people.' })
  people!: number;
}

@ObjectType({ description: 'How many people of a unit are affected.', simpleResolvers: true })
export class AffectedUnitType {
  @Field(() => ID, { description: 'The unit.' })
  unitId!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => Int, { description: 'How many people.' })
  people!: number;
}

@ObjectType({ description: 'What an assessment found otherwise than the one before it.', simpleResolvers: true })
export class AssessmentDifferenceType {
  @Field(() => Int, { description: 'How many people more, or less.' })
  people!: number;

  @Field(() => Int, { description: 'How many people are affected who were not known to be.' })
  newPeople!: number;

  @Field(() => Int, { description: 'How many records more, or less.' })
  records!: number;

  @Field(() => [DataCategoryEnum], { description: 'Categories that were not known to be affected.' })
  addedCategories!: DataCategory[];

  @Field(() => [DataCategoryEnum], { description: 'Categories that turned out not to be affected.' })
  removedCategories!: DataCategory[];
}

@ObjectType('BreachPerson', {
  implements: Node,
  description: 'Somebody whom a breach affects. For the controller alone, never for the operator.',
  simpleResolvers: true,
})
export class BreachPersonType extends Node {
  @Field(() => PersonType, { nullable: true, description: 'Who.' })
  person!: PersonType | null;

  @PersonalField(BreachPerson, 'categories', () => [DataCategoryEnum], 'With which data.')
  categories!: DataCategory[] | null;

  @PersonalField(
    BreachPerson,
    'firstAt',
    () => Date,
    'When first, by the log; null where a sub-processor is suspected.',
  )
  firstAt!: Date | null;

  @PersonalField(BreachPerson, 'lastAt', () => Date, 'When last, by the log.')
  lastAt!: Date | null;

  @Field(() => Int, { description: 'How many entries of the log tell of it.' })
  entries!: number;
}

export const BreachPersonConnection = connectionOf(BreachPersonType, 'BreachPerson');

@ObjectType('BreachAssessment', {
  implements: Node,
  description: 'Whom a breach affects, in numbers, read from the log and frozen.',
  simpleResolvers: true,
})
export class BreachAssessmentType extends Node {
  @Field(() => Int, { description: 'Counts the breach’s assessments from 1.' })
  phase!: number;

  @Field(() => AssessmentStateEnum, { description: 'Whether it is complete; before that the numbers are not.' })
  state!: AssessmentState;

  @Field(() => Int, { description: 'How many entries of the log have been read.' })
  done!: number;

  @Field(() => Int, { description: 'How many entries of the log there are to read.' })
  total!: number;

  @Field(() => Int, { description: 'How many people are affected.' })
  peopleCount!: number;

  @Field(() => Int, { description: 'How many of them have been erased since; they are in no list.' })
  erasedPeople!: number;

  @Field(() => Int, { description: 'How many of them with special categories of data (Article 9 GDPR).' })
  specialPeople!: number;

  @Field(() => Int, { description: 'How many units they belong to.' })
  unitCount!: number;

  @Field(() => Int, { description: 'How many records: pairs of a person and a category.' })
  records!: number;

  @Field(() => Int, { description: 'By how many entries of the log a copy of everything was made or fetched.' })
  copies!: number;

  @Field(() => [AffectedCategoryType], { description: 'The categories affected.' })
  categories!: AffectedCategoryType[];

  @Field(() => [AffectedRegisterType], { description: 'The registers affected, of people who still have a card.' })
  registers!: AffectedRegisterType[];

  @Field(() => Date, { nullable: true, description: 'How far back the log went; null where it was empty.' })
  logFrom!: Date | null;

  @Field(() => Boolean, {
    description: 'Whether entries of the suspected period are past the log’s retention, so that more may be affected.',
  })
  isIncomplete!: boolean;

  @Field(() => Date, { description: 'Until when the log was read.' })
  asOf!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was complete.' })
  computedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of what was found, people included, in hexadecimal.' })
  hash!: string | null;

  @Field(() => AssessmentDifferenceType, {
    nullable: true,
    description: 'What differs from the one before; null for the first.',
  })
  difference!: AssessmentDifferenceType | null;

  @Field(() => [AffectedUnitType], { nullable: true, description: 'By unit, as they are now; null for the operator.' })
  units!: AffectedUnitType[] | null;
}

export const BreachAssessmentConnection = connectionOf(BreachAssessmentType, 'BreachAssessment');
