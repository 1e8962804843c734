import { ArrayMaxSize, IsOptional, MaxLength } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { AccountType } from '../accounts/index.js';
import { enumOf } from '../base/graphql/enum.js';
import { IdInput, TextInput } from '../base/graphql/input-fields.js';
import { Node } from '../base/graphql/node.types.js';
import { Payload } from '../base/graphql/user-error.types.js';
import { PersonalField } from '../catalogue/index.js';
import { UnitType } from '../tenants/index.js';
import { type Effect, type IneffectiveReason, ineffectiveReasons } from './grant-effect.js';
import { RoleGrant } from './role-grant.entity.js';

/** How many groups or people one grant may name. */
const MAXIMUM_NAMED = 200;

const RoleEffectStateEnum = enumOf(
  ['IN_EFFECT', 'NOT_IN_EFFECT'] as const,
  'RoleEffectState',
  'Whether a role that is granted opens anything now.',
);
const IneffectiveReasonEnum = enumOf(
  ineffectiveReasons,
  'IneffectiveReason',
  'Why a role that is granted has no effect. Codes never change.',
);

@ObjectType({ description: 'Whether a role that is granted has effect now, and if not why.', simpleResolvers: true })
export class RoleEffect {
  @Field(() => RoleEffectStateEnum, { description: 'IN_EFFECT where the role opens what the matrix says.' })
  state!: Effect['state'];

  @Field(() => [IneffectiveReasonEnum], { description: 'Everything that is against it; empty where it has effect.' })
  reasons!: readonly IneffectiveReason[];

  @Field(() => String, { description: 'The same for people, in the language of the request.' })
  message!: string;
}

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

  @Field(() => RoleEffect, { description: 'Whether it has effect at this moment: what is checked with each request.' })
  effect!: RoleEffect;

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
