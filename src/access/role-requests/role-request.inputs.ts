import { ArrayMaxSize, ArrayMinSize, IsOptional, MaxLength, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { PageArgs } from '../../base/graphql/connection.types.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { type DataCategory, DataCategoryEnum, type Purpose, PurposeEnum } from '../../catalogue/index.js';
import { RoleScopeInput } from '../grants/role-scope.inputs.js';
import { ModuleEnum, RiskClassEnum, ScopeKindEnum, SubjectEnum } from '../matrix/matrix.enums.js';
import { LIMITS, type Module, type RightSubject, type RiskClass, type ScopeKind } from '../matrix/matrix.model.js';
import { RoleRequestAnswerEnum, RoleRequestStateEnum } from './role-request.types.js';
import type { RoleRequestAnswer, RoleRequestState } from './role-request-states.js';

/** How many users or people one request may name. */
const MAXIMUM_NAMED = 200;

@InputType({
  description: 'A right that people need: an action on categories of data, or on elements of the catalogue.',
})
export class RoleNeedInput {
  @TextInput(60, 'The action, such as `person.read`.')
  action!: string;

  @Field(() => SubjectEnum, { description: 'Whom it is about.' })
  about!: RightSubject;

  @Field(() => [DataCategoryEnum], { defaultValue: [], description: 'Whole categories of data.' })
  @ArrayMaxSize(50)
  categories!: DataCategory[];

  @Field(() => [String], { defaultValue: [], description: 'Elements of the catalogue, such as `person.telephone`.' })
  @ArrayMaxSize(100)
  @MaxLength(120, { each: true })
  elements!: string[];
}

@InputType({ description: 'A finer role that people need.' })
export class RequestFinerRoleInput extends RoleScopeInput {
  @Field(() => [ID], { description: 'Who needs it: every user, by person.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(MAXIMUM_NAMED)
  @MaxLength(128, { each: true })
  userIds!: string[];

  @Field(() => [RoleNeedInput], { description: 'What they need to do, with which data.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(LIMITS.rights)
  @ValidateNested({ each: true })
  needs!: RoleNeedInput[];

  @Field(() => ScopeKindEnum, { description: 'About whom: how far it is to reach.' })
  scope!: ScopeKind;

  @Field(() => ModuleEnum, { nullable: true, description: 'The module; for the scope MODULE alone.' })
  @IsOptional()
  module?: Module | null;

  @Field(() => PurposeEnum, { description: 'What it is needed for.' })
  purpose!: Purpose;

  @TextInput(2_000, 'Why, in words.')
  reason!: string;
}

@InputType({ description: 'One’s own request that is taken back.' })
export class WithdrawRoleRequestInput {
  @IdInput('The request.')
  roleRequestId!: string;
}

@InputType({ description: 'The role to make, and the draft that it is put into.' })
export class NewRoleInput {
  @IdInput('The draft of the matrix.')
  matrixId!: string;

  @Field(() => Int, { description: 'The version of the draft that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;

  @TextInput(60, 'The role’s key: small letters, digits and `_`; one that the draft has not.')
  key!: string;

  @TextInput(200, 'Its name.')
  name!: string;

  @TextInput(2_000, 'What it is for.', { nullable: true })
  description?: string | null;

  @Field(() => RiskClassEnum, { description: 'Its risk class.' })
  risk!: RiskClass;
}

@InputType({ description: 'The answer to a request for a finer role.' })
export class AnswerRoleRequestInput {
  @IdInput('The request.')
  roleRequestId!: string;

  @Field(() => RoleRequestAnswerEnum, { description: 'How it is answered.' })
  answer!: RoleRequestAnswer;

  @TextInput(60, 'For EXISTING_ROLE: the key of a role of the matrix in force.', { nullable: true })
  role?: string | null;

  @Field(() => NewRoleInput, { nullable: true, description: 'For NEW_ROLE: the role to make.' })
  @IsOptional()
  @ValidateNested()
  newRole?: NewRoleInput | null;

  @TextInput(2_000, 'What is answered; required where it is declined, or the role does not open all that is asked.', {
    nullable: true,
  })
  reply?: string | null;
}

@ArgsType()
export class RoleRequestsArgs extends PageArgs {
  @Field(() => RoleRequestStateEnum, { nullable: true, description: 'Only those that stand so.' })
  @IsOptional()
  state?: RoleRequestState | null;
}
