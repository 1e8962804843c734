import { ArrayMaxSize, ArrayMinSize, IsOptional, MaxLength, Min, ValidateNested } from 'class-validator';
import { Field, Float, InputType, Int } from 'type-graphql';
import { IdInput } from '../base/graphql/input-fields.js';

/** Texts are notes, not documents; those are files. */
const MAXIMUM_TEXT = 4000;

@InputType({
  description: 'A new value: the property of the field’s type, and no other; or `clear`, which removes the value.',
})
export class FieldValueInput {
  @IdInput('The field’s id.')
  fieldId!: string;

  @Field(() => String, { nullable: true, description: 'For a TEXT.' })
  @IsOptional()
  @MaxLength(MAXIMUM_TEXT)
  text?: string | null;

  @Field(() => Float, { nullable: true, description: 'For a NUMBER.' })
  number?: number | null;

  @Field(() => String, { nullable: true, description: 'For a DATE, ISO 8601: `2026-11-22`.' })
  @IsOptional()
  @MaxLength(10)
  date?: string | null;

  @Field(() => String, { nullable: true, description: 'For a CHOICE: one of the field’s choices.' })
  @IsOptional()
  @MaxLength(200)
  choice?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'For a YES_NO.' })
  yesNo?: boolean | null;

  @IdInput('For a FILE: a completed upload about the same person.', { nullable: true })
  fileId?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Removes the value.' })
  clear!: boolean;
}

@InputType({ description: 'New values of tenant-defined fields on one person’s card. Fields that are not named stay.' })
export class SetFieldValuesInput {
  @IdInput('Whose card; the viewer’s own where absent.', { nullable: true })
  personId?: string | null;

  @Field(() => Int, { description: 'The version of the person that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => [FieldValueInput], { description: 'The values, each field once.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  values!: FieldValueInput[];
}

@InputType({ description: 'A condition on a tenant-defined field: the property of the field’s type, and no other.' })
export class FieldEqualsFilter {
  @IdInput('The field’s id.')
  fieldId!: string;

  @Field(() => String, { nullable: true, description: 'Exactly this TEXT.' })
  @IsOptional()
  @MaxLength(MAXIMUM_TEXT)
  text?: string | null;

  @Field(() => Float, { nullable: true, description: 'Exactly this NUMBER.' })
  number?: number | null;

  @Field(() => String, { nullable: true, description: 'Exactly this DATE, ISO 8601.' })
  @IsOptional()
  @MaxLength(10)
  date?: string | null;

  @Field(() => String, { nullable: true, description: 'Exactly this CHOICE.' })
  @IsOptional()
  @MaxLength(200)
  choice?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Exactly this YES_NO.' })
  yesNo?: boolean | null;
}
