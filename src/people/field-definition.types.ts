import { Field, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../base/graphql/enum.js';
import { Node } from '../base/graphql/node.types.js';
import { Payload } from '../base/graphql/user-error.types.js';
import { type DataCategory, DataCategoryEnum, type Purpose, PurposeEnum } from '../catalogue/index.js';
import { type FieldType, fieldTypes } from './field-definition.entity.js';
import type { Register } from './person.entity.js';
import { RegisterEnum } from './register.types.js';

export const FieldTypeEnum = enumOf(fieldTypes, 'FieldType', 'What a tenant-defined field holds.');

@ObjectType('FieldDefinition', {
  implements: Node,
  description:
    'A field that the controller defined for the cards of persons, with the declaration of the data it holds.',
  simpleResolvers: true,
})
export class FieldDefinitionType extends Node {
  @Field(() => String, { description: 'A name for programs, which never changes.' })
  key!: string;

  @Field(() => String, { description: 'A name for people, in the controller’s own language.' })
  label!: string;

  @Field(() => String, { description: 'What the field is meant for; empty where it is not said.' })
  description!: string;

  @Field(() => FieldTypeEnum, { description: 'What the field holds.' })
  type!: FieldType;

  @Field(() => [String], { description: 'What can be chosen, for a CHOICE; empty for every other type.' })
  choices!: string[];

  @Field(() => [RegisterEnum], { description: 'The registers whose cards have the field.' })
  registers!: Register[];

  @Field(() => DataCategoryEnum, { description: 'The category of personal data that the field holds.' })
  category!: DataCategory;

  @Field(() => [PurposeEnum], { description: 'What the data is kept for.' })
  purposes!: Purpose[];

  @Field(() => String, {
    description:
      'How long a value is kept: `WHILE_ACTIVE` in the register, `UNTIL_REMOVED` by the person or the controller, or a period (ISO 8601) after it was written.',
  })
  retention!: string;

  @Field(() => [String], {
    description: 'The roles that may read the value where they reach the person, beside the person and the controller.',
  })
  readableBy!: string[];

  @Field(() => Boolean, { description: 'Whether persons may correct their own value.' })
  correctable!: boolean;

  @Field(() => String, { description: 'The element of the catalogue that the field is.' })
  element!: string;

  @Field(() => Boolean, {
    description:
      'Whether the controller has acknowledged all that the field declares. Until then it takes no values, unless the tenant’s `annexRule` says otherwise.',
  })
  isAcknowledged!: boolean;

  @Field(() => Date, {
    nullable: true,
    description: 'Since when the field takes no values; those that it has are still held.',
  })
  retiredAt!: Date | null;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;

  @Field(() => Date, { description: 'When the field was defined.' })
  createdAt!: Date;
}

@ObjectType({ description: 'The field as it is now.' })
export class FieldDefinitionPayload extends Payload {
  @Field(() => FieldDefinitionType, { nullable: true, description: 'The field; null when the change was refused.' })
  field!: FieldDefinitionType | null;
}
