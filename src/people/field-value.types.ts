import { Field, Float, ID, ObjectType } from 'type-graphql';
import { CalendarDate } from '../base/graphql/scalars.js';
import { FieldDefinitionType } from './field-definition.types.js';

@ObjectType('FieldValue', {
  description:
    'The value of a tenant-defined field on a person’s card. The property of the field’s type holds it; all are null where there is none. Personal data of the category that the definition names.',
  simpleResolvers: true,
})
export class FieldValueType {
  @Field(() => FieldDefinitionType, { description: 'The field.' })
  definition!: FieldDefinitionType;

  @Field(() => String, { nullable: true, description: 'The value of a TEXT.' })
  text!: string | null;

  @Field(() => Float, { nullable: true, description: 'The value of a NUMBER.' })
  number!: number | null;

  @Field(() => CalendarDate, { nullable: true, description: 'The value of a DATE.' })
  date!: string | null;

  @Field(() => String, { nullable: true, description: 'What was chosen of a CHOICE.' })
  choice!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'The answer to a YES_NO.' })
  yesNo!: boolean | null;

  @Field(() => ID, { nullable: true, description: 'The upload that a FILE refers to.' })
  fileId!: string | null;

  @Field(() => String, { nullable: true, description: 'The source system that owns the value; null for Varde’s own.' })
  source!: string | null;

  @Field(() => Boolean, { description: 'Whether the person may correct the value here.' })
  correctable!: boolean;
}
