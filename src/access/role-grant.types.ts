import { IsOptional } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { AccountType, Role } from '../accounts/index.js';
import { IdInput } from '../base/graphql/input-fields.js';
import { Node } from '../base/graphql/node.types.js';
import { Payload } from '../base/graphql/user-error.types.js';
import { PersonalField } from '../catalogue/index.js';
import { UnitType } from '../tenants/index.js';
import { RoleGrant } from './role-grant.entity.js';

@ObjectType('RoleGrant', { implements: Node, description: 'A role held by an account.', simpleResolvers: true })
export class RoleGrantType extends Node {
  @PersonalField(RoleGrant, 'role', () => Role, 'The role.')
  role!: Role | null;

  @Field(() => UnitType, { nullable: true, description: 'The unit to which it is limited; null for the whole tenant.' })
  unit!: UnitType | null;

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

  @Field(() => Role, { description: 'The role; every one but OPERATOR.' })
  role!: Role;

  @IdInput('The unit; for UNIT_ADMINISTRATOR alone, and required there.', { nullable: true })
  unitId?: string | null;

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
