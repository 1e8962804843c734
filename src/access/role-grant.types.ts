import { ArrayMaxSize, IsOptional, MaxLength } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { AccountType } from '../accounts/index.js';
import { IdInput, TextInput } from '../base/graphql/input-fields.js';
import { Node } from '../base/graphql/node.types.js';
import { Payload } from '../base/graphql/user-error.types.js';
import { PersonalField } from '../catalogue/index.js';
import { UnitType } from '../tenants/index.js';
import { RoleGrant } from './role-grant.entity.js';

/** How many groups or people one grant may name. */
const MAXIMUM_NAMED = 200;

@ObjectType('RoleGrant', { implements: Node, description: 'A role held by an account.', simpleResolvers: true })
export class RoleGrantType extends Node {
  @PersonalField(RoleGrant, 'role', () => String, 'The role’s key in the matrix, such as `teacher`.')
  role!: string | null;

  @Field(() => UnitType, { nullable: true, description: 'The unit to which it is limited; null for the whole tenant.' })
  unit!: UnitType | null;

  @Field(() => String, { nullable: true, description: 'The stage whose groups it reaches; null where it names none.' })
  stage!: string | null;

  @PersonalField(RoleGrant, 'condition', () => String, 'What was stated for a role that asks for a condition.')
  condition!: string | null;

  @Field(() => Date, { description: 'From when it holds.' })
  validFrom!: Date;

  @Field(() => Date, { nullable: true, description: 'Until when it holds; null for good.' })
  validUntil!: Date | null;

  @Field(() => AccountType, { nullable: true, description: 'The account that holds it.' })
  account!: AccountType | null;
}

@InputType({ description: 'A role that an account is to hold.' })
export class GrantRoleInput {
  @IdInput('The account: open, and linked to a person.')
  accountId!: string;

  @TextInput(60, 'The role’s key in the adopted matrix, or `controller`.')
  role!: string;

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

  @TextInput(500, 'Why the holder may have it; for a role that asks for a condition.', { nullable: true })
  condition?: string | null;

  @Field(() => Date, { nullable: true, description: 'From when it holds; from now on where absent.' })
  @IsOptional()
  validFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Until when it holds; for good where absent.' })
  @IsOptional()
  validUntil?: Date | null;
}

@InputType({ description: 'A role that an account holds no longer.' })
export class RevokeRoleInput {
  @IdInput('The grant.')
  roleGrantId!: string;
}

@ObjectType({ description: 'The grant after a change.' })
export class RoleGrantPayload extends Payload {
  @Field(() => RoleGrantType, { nullable: true, description: 'The grant as it is now; null when it was refused.' })
  roleGrant!: RoleGrantType | null;
}
