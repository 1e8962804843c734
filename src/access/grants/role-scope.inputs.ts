import { ArrayMaxSize, IsOptional, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';

/** How many groups or people a grant names at the most. */
const MAXIMUM_NAMED = 200;

@InputType({ description: 'To what a role is limited, by its scope.' })
export class RoleScopeInput {
  @IdInput('The unit; required by a role in the scope UNIT, possible in MODULE.', { nullable: true })
  unitId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'The groups; for a role in the scope GROUPS.' })
  @IsOptional()
  @ArrayMaxSize(MAXIMUM_NAMED)
  @MaxLength(128, { each: true })
  groupIds?: string[] | null;

  @TextInput(100, 'The stage whose groups it reaches; for a role in the scope GROUPS.', { nullable: true })
  stage?: string | null;

  @Field(() => [ID], { nullable: true, description: 'The people; for a role in the scope PEOPLE.' })
  @IsOptional()
  @ArrayMaxSize(MAXIMUM_NAMED)
  @MaxLength(128, { each: true })
  personIds?: string[] | null;
}
