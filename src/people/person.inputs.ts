import { IsOptional, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { PageArgs } from '../base/graphql/connection.types.js';
import { IdInput } from '../base/graphql/input-fields.js';
import { FieldEqualsFilter } from './field-value.inputs.js';
import type { Register } from './person.entity.js';
import { PersonOrder, PersonStatus } from './person.types.js';
import { RegisterEnum } from './register.types.js';

@InputType({ description: 'The correction of a profile. A field that is absent stays as it is; null empties it.' })
export class CorrectProfileInput {
  @IdInput('Whose profile; the viewer’s own where absent.', { nullable: true })
  personId?: string | null;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the correction.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: 'First name.' })
  @IsOptional()
  @MinLength(1)
  @MaxLength(200)
  givenName?: string | null;

  @Field(() => String, { nullable: true, description: 'Last name.' })
  @IsOptional()
  @MinLength(1)
  @MaxLength(200)
  familyName?: string | null;

  @Field(() => String, { nullable: true, description: 'The name to be called by.' })
  @IsOptional()
  @MaxLength(200)
  preferredName?: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  @IsOptional()
  @MaxLength(254)
  email?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Telephone number, international or as dialled in the tenant’s country.',
  })
  @IsOptional()
  @MaxLength(50)
  telephone?: string | null;

  @Field(() => String, { nullable: true, description: 'Date of birth, ISO 8601.' })
  @IsOptional()
  @MaxLength(10)
  birthDate?: string | null;
}

@InputType({ description: 'Narrows persons. A condition on what rights withhold is refused.' })
export class PersonFilter {
  @Field(() => [RegisterEnum], { nullable: true, description: 'Only these registers.' })
  registers?: Register[];

  @Field(() => PersonStatus, { nullable: true, description: 'Only active persons, or only those who left.' })
  status?: PersonStatus;

  @Field(() => Boolean, { nullable: true, description: 'Only people who are hidden from lists, or only others.' })
  hiddenFromLists?: boolean;

  @IdInput('Only persons of this unit.', { nullable: true })
  unitId?: string;

  @Field(() => String, { nullable: true, description: 'Names that begin with this, upper or lower case.' })
  @IsOptional()
  @MaxLength(200)
  nameStartsWith?: string;

  @Field(() => String, { nullable: true, description: 'Exactly this e-mail address.' })
  @IsOptional()
  @MaxLength(254)
  email?: string;

  @Field(() => FieldEqualsFilter, {
    nullable: true,
    description: 'Only persons with this value of a tenant-defined field.',
  })
  @IsOptional()
  @ValidateNested()
  field?: FieldEqualsFilter;
}

@ArgsType()
export class PersonsArgs extends PageArgs {
  @Field(() => PersonFilter, { nullable: true, description: 'Narrows the persons.' })
  filter?: PersonFilter;

  @Field(() => PersonOrder, { nullable: true, description: 'By name where absent.' })
  orderBy?: PersonOrder;
}
