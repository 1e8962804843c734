import { IsOptional } from 'class-validator';
import { ArgsType, Field, InputType, Int, ObjectType } from 'type-graphql';
import { AccountType } from '../../accounts/index.js';
import { connectionOf, PageArgs } from '../../base/graphql/connection.types.js';
import { enumOf } from '../../base/graphql/enum.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { PersonalField } from '../../catalogue/index.js';
import { GroupType } from '../../groups/index.js';
import { PersonType } from '../../people/index.js';
import { UnitType } from '../../tenants/index.js';
import { RoleGrantType } from '../grants/role-grant.types.js';
import { RoleScopeInput } from '../grants/role-scope.inputs.js';
import { AccessException } from './access-exception.entity.js';
import { type ExceptionState, exceptionStates } from './exception-states.js';

export const ExceptionStateEnum = enumOf(
  exceptionStates,
  'ExceptionState',
  'Where an exception stands: asked for, refused, in force or ended.',
);

@ObjectType('AccessException', {
  implements: Node,
  description: 'An entry of the authorisation register: a role beside the matrix, with a reason, an end and a consent.',
  simpleResolvers: true,
})
export class AccessExceptionType extends Node {
  @Field(() => Int, { description: 'Its number in the register.' })
  number!: number;

  @Field(() => ExceptionStateEnum, {
    description:
      'Where it stands now. One that is IN_FORCE was consented to and is not over; it can have gone stale: `roleGrant { effect }` says whether it has effect.',
  })
  state!: ExceptionState;

  @PersonalField(AccessException, 'role', () => String, 'The role’s key.')
  role!: string | null;

  @Field(() => String, { description: 'The role as people read it: by the tenant’s name for it, or translated.' })
  roleLabel!: string;

  @PersonalField(AccessException, 'reason', () => String, 'Why it is asked for.')
  reason!: string | null;

  @PersonalField(AccessException, 'consultation', () => String, 'With whom was consulted, and what came of it.')
  consultation!: string | null;

  @PersonalField(AccessException, 'answer', () => String, 'What was said with the decision.')
  answer!: string | null;

  @Field(() => Date, { description: 'When it ends by itself.' })
  endsAt!: Date;

  @Field(() => Date, { description: 'When it was asked for.' })
  requestedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was decided.' })
  decidedAt!: Date | null;

  @Field(() => RoleGrantType, {
    nullable: true,
    description:
      'The grant that rests on it, with whether it has effect: it has none once role or job function changed. Null before the consent, and once the grant is gone.',
  })
  roleGrant!: RoleGrantType | null;

  @Field(() => AccountType, { nullable: true, description: 'The account that is to hold the role.' })
  account!: AccountType | null;

  @Field(() => UnitType, { nullable: true, description: 'The unit to which the role is limited.' })
  unit!: UnitType | null;

  @Field(() => String, { nullable: true, description: 'The stage whose groups the role is to reach.' })
  stage!: string | null;

  @Field(() => [GroupType], { description: 'The groups that the role is to reach.' })
  groups!: GroupType[];

  @Field(() => [PersonType], { description: 'The people whom the role is to reach, as far as the viewer sees them.' })
  persons!: PersonType[];

  @Field(() => PersonType, { nullable: true, description: 'Who asked for it.' })
  requestedBy!: PersonType | null;

  @Field(() => PersonType, { nullable: true, description: 'Who decided.' })
  decidedBy!: PersonType | null;
}

export const AccessExceptionConnection = connectionOf(AccessExceptionType, 'AccessException');

@ArgsType()
export class AccessExceptionsArgs extends PageArgs {
  @Field(() => ExceptionStateEnum, { nullable: true, description: 'Only those that stand so now.' })
  @IsOptional()
  state?: ExceptionState | null;
}

@InputType({ description: 'A role that a person is to have beside the matrix, for a time.' })
export class RequestExceptionInput extends RoleScopeInput {
  @IdInput('The account: open, and linked to a person.')
  accountId!: string;

  @TextInput(60, 'The role’s key in the adopted matrix; also a master key.')
  role!: string;

  @TextInput(2_000, 'Why it is needed.')
  reason!: string;

  @Field(() => Date, { description: 'When it is to end, a year from now at the latest.' })
  endsAt!: Date;
}

@InputType({ description: 'The Privacy Officer’s decision on an exception.' })
export class DecideExceptionInput {
  @IdInput('The exception.')
  exceptionId!: string;

  @Field(() => Boolean, { description: 'Whether it is consented to.' })
  isConsented!: boolean;

  @TextInput(2_000, 'With whom was consulted, and what came of it; required to consent.', { nullable: true })
  consultation?: string | null;

  @TextInput(2_000, 'What is said with the decision.', { nullable: true })
  answer?: string | null;
}

@InputType({ description: 'An exception that is to end before its time.' })
export class EndExceptionInput {
  @IdInput('The exception.')
  exceptionId!: string;
}

@ObjectType({ description: 'The exception after a change.', simpleResolvers: true })
export class AccessExceptionPayload extends Payload {
  @Field(() => AccessExceptionType, {
    nullable: true,
    description: 'The exception as it is now; null when it was refused.',
  })
  accessException!: AccessExceptionType | null;
}
