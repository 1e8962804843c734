import { IsOptional } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { AccountType } from '../../accounts/index.js';
import { enumOf } from '../../base/graphql/enum.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { PersonalField } from '../../catalogue/index.js';
import { GroupType } from '../../groups/index.js';
import { PersonType } from '../../people/index.js';
import { UnitType } from '../../tenants/index.js';
import { type Effect, type IneffectiveReason, ineffectiveReasons } from './grant-effect.js';
import { RoleGrant } from './role-grant.entity.js';
import { RoleScopeInput } from './role-scope.inputs.js';

const RoleEffectStateEnum = enumOf(
  ['IN_EFFECT', 'NOT_IN_EFFECT'] as const,
  'RoleEffectState',
  'Whether a role that is granted opens anything now.',
);
export const IneffectiveReasonEnum = enumOf(
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

  @Field(() => [String], { description: 'The courses of the matrix that are lacking, by their keys.' })
  lackedCourses!: readonly string[];

  @Field(() => String, { description: 'The same for people, in the language of the request.' })
  message!: string;
}

@ObjectType('RoleGrant', { implements: Node, description: 'A role held by an account.', simpleResolvers: true })
export class RoleGrantType extends Node {
  @PersonalField(RoleGrant, 'role', () => String, 'The role’s key in the matrix, such as `teacher`.')
  role!: string | null;

  @Field(() => String, { description: 'The role as people read it: by the tenant’s name for it, or translated.' })
  roleLabel!: string;

  @Field(() => UnitType, { nullable: true, description: 'The unit to which it is limited; null for the whole tenant.' })
  unit!: UnitType | null;

  @Field(() => String, { nullable: true, description: 'The stage whose groups it reaches; null where it names none.' })
  stage!: string | null;

  @Field(() => [GroupType], { description: 'The groups that it reaches; none where it names none.' })
  groups!: GroupType[];

  @Field(() => [PersonType], { description: 'The people whom it reaches, as far as the viewer may see them.' })
  persons!: PersonType[];

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
export class GrantRoleInput extends RoleScopeInput {
  @IdInput('The account: open, and linked to a person.')
  accountId!: string;

  @TextInput(60, 'The role’s key in the adopted matrix, or `controller`.')
  role!: string;

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
