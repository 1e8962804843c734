import { ArrayMaxSize, IsOptional, MaxLength, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../../base/graphql/enum.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { type DataCategory, DataCategoryEnum, type Purpose, PurposeEnum } from '../../catalogue/index.js';
import { type MatrixState, matrixStates } from './matrix.entity.js';
import {
  assignmentKinds,
  LIMITS,
  type Module,
  modules,
  type RightSubject,
  type RiskClass,
  rightSubjects,
  riskClasses,
  type ScopeKind,
  type SeatKind,
  scopeKinds,
  seatKinds,
} from './matrix.model.js';

const MatrixStateEnum = enumOf(matrixStates, 'MatrixState', 'Where a version of the matrix stands in its life.');
const ScopeKindEnum = enumOf(scopeKinds, 'RoleScope', 'How far a role reaches; what a grant names beside it.');
const ModuleEnum = enumOf(modules, 'RoleModule', 'A module to which a role is limited, by the kind of its groups.');
const SubjectEnum = enumOf(rightSubjects, 'RightSubject', 'Whom a right is about: those in scope, or their guardians.');
const RiskClassEnum = enumOf(riskClasses, 'RiskClass', 'How much harm comes of misuse.');
const SeatKindEnum = enumOf(seatKinds, 'SeatKind', 'A seat that is counted and capped.');
const AssignmentKindEnum = enumOf(assignmentKinds, 'FunctionRoleKind', 'Whether a role comes with a job function.');
const MatrixTemplateEnum = enumOf(['STANDARD', 'OPTIMUS'] as const, 'MatrixTemplate', 'A matrix to begin with.');

@ObjectType({ description: 'What a role may do with which data of whom.', simpleResolvers: true })
export class MatrixRight {
  @Field(() => String, { description: 'The action, such as `person.read`.' })
  action!: string;

  @Field(() => SubjectEnum, { description: 'Whom it is about.' })
  about!: RightSubject;

  @Field(() => [DataCategoryEnum], { description: 'The categories of data that it opens.' })
  categories!: DataCategory[];
}

@ObjectType('MatrixRole', { description: 'A role of the matrix.', simpleResolvers: true })
export class MatrixRoleType {
  @Field(() => String, { description: 'Its key, by which grants name it; the same in every version.' })
  key!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'What it is for.' })
  description!: string;

  @Field(() => ScopeKindEnum, { description: 'How far it reaches.' })
  scope!: ScopeKind;

  @Field(() => ModuleEnum, { nullable: true, description: 'The module; in the scope MODULE alone.' })
  module!: Module | null;

  @Field(() => PurposeEnum, { description: 'What it usually looks for, in the log.' })
  purpose!: Purpose;

  @Field(() => RiskClassEnum, { description: 'Its risk class.' })
  risk!: RiskClass;

  @Field(() => SeatKindEnum, { nullable: true, description: 'The seat that it takes; null for none.' })
  seat!: SeatKind | null;

  @Field(() => Boolean, { description: 'Whether it opens everything, and comes through the exception path alone.' })
  isMasterKey!: boolean;

  @Field(() => Boolean, { description: 'Whether it has no effect without a valid course record.' })
  needsCourse!: boolean;

  @Field(() => Boolean, { description: 'Whether the tenant’s own fields are read without being named.' })
  readsEveryField!: boolean;

  @Field(() => [String], { description: 'The roles whose rights it has too.' })
  contains!: string[];

  @Field(() => [String], { description: 'Actions that are not about persons one by one.' })
  actions!: string[];

  @Field(() => [MatrixRight], { description: 'Its own rights over personal data, without those of contained roles.' })
  rights!: MatrixRight[];
}

@ObjectType('FunctionRole', { description: 'A role that belongs to a job function.', simpleResolvers: true })
export class FunctionRoleType {
  @Field(() => String, { description: 'The role’s key.' })
  role!: string;

  @Field(() => AssignmentKindEnum, { description: 'BASE comes with the function; STACKABLE asks for its condition.' })
  kind!: string;

  @Field(() => String, { nullable: true, description: 'What must be so, and is stated when the role is granted.' })
  condition!: string | null;

  @Field(() => String, { nullable: true, description: 'The stage that the holder must supervise a group of.' })
  stage!: string | null;
}

@ObjectType('JobFunction', { description: 'A job function and its roles.', simpleResolvers: true })
export class JobFunctionType {
  @Field(() => String, { description: 'Its key; the same in every version.' })
  key!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => [String], { description: '"Good to know": acknowledged before the function is assigned.' })
  guidance!: string[];

  @Field(() => RiskClassEnum, { nullable: true, description: 'The standard risk profile.' })
  standardRisk!: RiskClass | null;

  @Field(() => RiskClassEnum, { nullable: true, description: 'The optional risk profile, with stackable roles.' })
  optionalRisk!: RiskClass | null;

  @Field(() => [FunctionRoleType], { description: 'Its roles.' })
  roles!: FunctionRoleType[];
}

@ObjectType('Matrix', {
  implements: Node,
  description: 'A version of the authorisation matrix: which roles there are, and which belong to which job function.',
  simpleResolvers: true,
})
export class MatrixType extends Node {
  @Field(() => Int, { description: 'Counts the tenant’s versions from 1.' })
  number!: number;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => MatrixStateEnum, { description: 'Where it stands.' })
  state!: MatrixState;

  @Field(() => [MatrixRoleType], { description: 'Its roles. `end_user` and `controller` are the same everywhere.' })
  roles!: MatrixRoleType[];

  @Field(() => [JobFunctionType], { description: 'Its job functions; where there are none, roles are bound to none.' })
  functions!: JobFunctionType[];

  @Field(() => Date, { nullable: true, description: 'When it was adopted.' })
  adoptedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the next one took its place.' })
  supersededAt!: Date | null;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;

  @Field(() => Date, { description: 'When it was last changed.' })
  updatedAt!: Date;
}

@InputType({ description: 'A version to begin.' })
export class DraftMatrixInput {
  @TextInput(200, 'Its title, such as the school year.')
  title!: string;

  @Field(() => MatrixTemplateEnum, {
    nullable: true,
    description: 'What it begins with; the matrix in force where absent.',
  })
  template?: 'STANDARD' | 'OPTIMUS' | null;
}

@InputType({ description: 'A version of the matrix, as it was read.' })
export abstract class MatrixVersionInput {
  @IdInput('The matrix.')
  matrixId!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;
}

@InputType({ description: 'What a role may do with which data of whom.' })
export class MatrixRightInput {
  @TextInput(60, 'The action, such as `person.read`.')
  action!: string;

  @Field(() => SubjectEnum, { description: 'Whom it is about.' })
  about!: RightSubject;

  @Field(() => [DataCategoryEnum], { description: 'The categories of data that it opens.' })
  @ArrayMaxSize(50)
  categories!: DataCategory[];
}

@InputType({ description: 'A role as it is to be. One of the same key is replaced.' })
export class MatrixRoleInput {
  @TextInput(60, 'Its key: small letters, digits and `_`.')
  key!: string;

  @TextInput(200, 'Its name.')
  name!: string;

  @TextInput(2_000, 'What it is for.')
  description!: string;

  @Field(() => ScopeKindEnum, { description: 'How far it reaches.' })
  scope!: ScopeKind;

  @Field(() => ModuleEnum, { nullable: true, description: 'The module; for the scope MODULE alone.' })
  @IsOptional()
  module?: Module | null;

  @Field(() => PurposeEnum, { description: 'What it usually looks for, in the log.' })
  purpose!: Purpose;

  @Field(() => RiskClassEnum, { description: 'Its risk class.' })
  risk!: RiskClass;

  @Field(() => SeatKindEnum, { nullable: true, description: 'The seat that it takes.' })
  @IsOptional()
  seat?: SeatKind | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it comes through the exception path alone.' })
  isMasterKey!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it has no effect without a valid course record.' })
  needsCourse!: boolean;

  @Field(() => [String], { defaultValue: [], description: 'The roles whose rights it has too.' })
  @ArrayMaxSize(LIMITS.roles)
  @MaxLength(60, { each: true })
  contains!: string[];

  @Field(() => [String], { defaultValue: [], description: 'Actions that are not about persons one by one.' })
  @ArrayMaxSize(LIMITS.rights)
  @MaxLength(60, { each: true })
  actions!: string[];

  @Field(() => [MatrixRightInput], { defaultValue: [], description: 'Its rights over personal data.' })
  @ArrayMaxSize(LIMITS.rights)
  @ValidateNested({ each: true })
  rights!: MatrixRightInput[];
}

@InputType({ description: 'A role that is to belong to a job function.' })
export class FunctionRoleInput {
  @TextInput(60, 'The role’s key.')
  role!: string;

  @Field(() => AssignmentKindEnum, { description: 'Whether it comes with the function.' })
  kind!: 'BASE' | 'STACKABLE';

  @TextInput(200, 'What must be so, and is stated when the role is granted.', { nullable: true })
  condition?: string | null;

  @TextInput(200, 'The stage that the holder must supervise a group of.', { nullable: true })
  stage?: string | null;
}

@InputType({ description: 'A job function as it is to be. One of the same key is replaced.' })
export class JobFunctionInput {
  @TextInput(60, 'Its key: small letters, digits and `_`.')
  key!: string;

  @TextInput(200, 'Its name.')
  name!: string;

  @Field(() => [String], { defaultValue: [], description: 'What is acknowledged before it is assigned.' })
  @ArrayMaxSize(LIMITS.guidance)
  @MaxLength(2_000, { each: true })
  guidance!: string[];

  @Field(() => RiskClassEnum, { nullable: true, description: 'The standard risk profile.' })
  @IsOptional()
  standardRisk?: RiskClass | null;

  @Field(() => RiskClassEnum, { nullable: true, description: 'The optional risk profile.' })
  @IsOptional()
  optionalRisk?: RiskClass | null;

  @Field(() => [FunctionRoleInput], { defaultValue: [], description: 'Its roles.' })
  @ArrayMaxSize(LIMITS.roles)
  @ValidateNested({ each: true })
  roles!: FunctionRoleInput[];
}

@InputType({ description: 'A role of a draft.' })
export class SetMatrixRoleInput extends MatrixVersionInput {
  @Field(() => MatrixRoleInput, { description: 'The role.' })
  @ValidateNested()
  role!: MatrixRoleInput;
}

@InputType({ description: 'A job function of a draft.' })
export class SetJobFunctionInput extends MatrixVersionInput {
  @Field(() => JobFunctionInput, { description: 'The function.' })
  @ValidateNested()
  function!: JobFunctionInput;
}

@InputType({ description: 'A role that leaves a draft.' })
export class RemoveMatrixRoleInput extends MatrixVersionInput {
  @TextInput(60, 'The role’s key.')
  key!: string;
}

@InputType({ description: 'A job function that leaves a draft.' })
export class RemoveJobFunctionInput extends MatrixVersionInput {
  @TextInput(60, 'The function’s key.')
  key!: string;
}

@InputType({ description: 'The draft that is put up for discussion.' })
export class DiscussMatrixInput extends MatrixVersionInput {}

@InputType({ description: 'The version that is adopted.' })
export class AdoptMatrixInput extends MatrixVersionInput {}

@InputType({ description: 'The version that is given up.' })
export class WithdrawMatrixInput extends MatrixVersionInput {}

@ObjectType({ description: 'The matrix after a change.', simpleResolvers: true })
export class MatrixPayload extends Payload {
  @Field(() => MatrixType, { nullable: true, description: 'The matrix as it is now; null when it was refused.' })
  matrix!: MatrixType | null;
}
