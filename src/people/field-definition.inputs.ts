import { ArrayMaxSize, IsOptional, Matches, MaxLength, Min, MinLength } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { IdInput } from '../base/graphql/input-fields.js';
import { type DataCategory, DataCategoryEnum, type Purpose, PurposeEnum } from '../catalogue/index.js';
import type { FieldType } from './field-definition.entity.js';
import { FieldTypeEnum } from './field-definition.types.js';
import type { Register } from './person.entity.js';
import { RegisterEnum } from './register.types.js';

const MAXIMUM_CHOICES = 200;

@InputType({ description: 'A new field with the declaration of the data that it will hold.' })
export class CreateFieldInput {
  @Field(() => String, {
    description:
      'A name for programs, unique among the tenant’s fields, which never changes: a letter a–z, then letters and digits.',
  })
  @Matches(/^[a-z][a-zA-Z0-9]{0,63}$/)
  key!: string;

  @Field(() => String, { description: 'A name for people.' })
  @MinLength(1)
  @MaxLength(200)
  label!: string;

  @Field(() => String, { defaultValue: '', description: 'What the field is meant for.' })
  @MaxLength(2000)
  description!: string;

  @Field(() => FieldTypeEnum, { description: 'What the field holds.' })
  type!: FieldType;

  @Field(() => [String], { defaultValue: [], description: 'What can be chosen; for a CHOICE, and only there.' })
  @ArrayMaxSize(MAXIMUM_CHOICES)
  @MaxLength(200, { each: true })
  choices!: string[];

  @Field(() => [RegisterEnum], { description: 'The registers whose cards have the field; at least one.' })
  @ArrayMaxSize(20)
  registers!: Register[];

  @Field(() => DataCategoryEnum, { description: 'The category of personal data that the field holds.' })
  category!: DataCategory;

  @Field(() => [PurposeEnum], { description: 'What the data is kept for; at least one purpose.' })
  @ArrayMaxSize(20)
  purposes!: Purpose[];

  @Field(() => String, {
    description: 'How long a value is kept: `WHILE_ACTIVE`, `UNTIL_REMOVED`, or a period (ISO 8601) such as `P2Y`.',
  })
  @MaxLength(30)
  retention!: string;

  @Field(() => [String], {
    defaultValue: [],
    description: 'The roles that may read the value where they reach the person, such as `teacher`.',
  })
  @ArrayMaxSize(50)
  @MaxLength(100, { each: true })
  readableBy!: string[];

  @Field(() => Boolean, { defaultValue: false, description: 'Whether persons may correct their own value.' })
  correctable!: boolean;
}

@InputType({
  description:
    'A change of a field; what is absent stays. Type and category can change only while no person has a value, and a choice can be taken away only while nobody has chosen it.',
})
export class UpdateFieldInput {
  @IdInput('The field’s id.')
  fieldId!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: 'A new name for people; values keep their field.' })
  @IsOptional()
  @MinLength(1)
  @MaxLength(200)
  label?: string | null;

  @Field(() => String, { nullable: true, description: 'What the field is meant for.' })
  @IsOptional()
  @MaxLength(2000)
  description?: string | null;

  @Field(() => FieldTypeEnum, { nullable: true, description: 'What the field holds.' })
  type?: FieldType | null;

  @Field(() => [String], { nullable: true, description: 'All that can be chosen from now on.' })
  @IsOptional()
  @ArrayMaxSize(MAXIMUM_CHOICES)
  @MaxLength(200, { each: true })
  choices?: string[] | null;

  @Field(() => [RegisterEnum], { nullable: true, description: 'The registers whose cards have the field.' })
  @IsOptional()
  @ArrayMaxSize(20)
  registers?: Register[] | null;

  @Field(() => DataCategoryEnum, { nullable: true, description: 'The category of personal data.' })
  category?: DataCategory | null;

  @Field(() => [PurposeEnum], { nullable: true, description: 'What the data is kept for.' })
  @IsOptional()
  @ArrayMaxSize(20)
  purposes?: Purpose[] | null;

  @Field(() => String, { nullable: true, description: 'How long a value is kept.' })
  @IsOptional()
  @MaxLength(30)
  retention?: string | null;

  @Field(() => [String], { nullable: true, description: 'The roles that may read the value.' })
  @IsOptional()
  @ArrayMaxSize(50)
  @MaxLength(100, { each: true })
  readableBy?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether persons may correct their own value.' })
  correctable?: boolean | null;
}

@InputType({ description: 'A field, as it was read.' })
export class FieldVersionInput {
  @IdInput('The field’s id.')
  fieldId!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;
}
