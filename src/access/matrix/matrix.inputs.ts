import { ArrayMaxSize, IsOptional, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { type DataCategory, DataCategoryEnum, type Purpose, PurposeEnum } from '../../catalogue/index.js';
import {
  AssignmentKindEnum,
  CardAccountEnum,
  CardRegisterEnum,
  MatrixTemplateEnum,
  ModuleEnum,
  RiskClassEnum,
  ScopeKindEnum,
  SeatKindEnum,
  SubjectEnum,
} from './matrix.enums.js';
import {
  type CardAccount,
  type CardRegister,
  LIMITS,
  MAXIMUM_COURSE_MONTHS,
  type Module,
  type RightSubject,
  type RiskClass,
  type ScopeKind,
  type SeatKind,
} from './matrix.model.js';

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

  @TextInput(60, 'The course without whose valid record it has no effect, by its key.', { nullable: true })
  needsCourse?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it comes through the exception path alone.' })
  isMasterKey!: boolean;

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

@InputType({ description: 'A role that is to come with a card.' })
export class CardRoleInput {
  @Field(() => CardRegisterEnum, { description: 'The register of the card.' })
  register!: CardRegister;

  @Field(() => CardAccountEnum, { description: 'The accounts to which it comes.' })
  account!: CardAccount;

  @TextInput(60, 'The role’s key: in the scope TENANT or SUPERVISED, with no seat, and no master key.')
  role!: string;
}

@InputType({ description: 'All roles that are to come with cards.' })
export class SetCardRolesInput extends MatrixVersionInput {
  @Field(() => [CardRoleInput], { description: 'The roles; they take the place of those before.' })
  @ArrayMaxSize(LIMITS.roles)
  @ValidateNested({ each: true })
  cardRoles!: CardRoleInput[];
}

@InputType({ description: 'A course that people complete.' })
export class MatrixCourseInput {
  @TextInput(60, 'Its key: small letters, digits and `_`.')
  key!: string;

  @TextInput(200, 'Its name.')
  name!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'For how many months it counts once it is completed, 1 to 240; absent where it never lapses.',
  })
  @IsOptional()
  @Min(1)
  @Max(MAXIMUM_COURSE_MONTHS)
  validMonths?: number | null;
}

@InputType({ description: 'All courses of a draft.' })
export class SetMatrixCoursesInput extends MatrixVersionInput {
  @Field(() => [MatrixCourseInput], { description: 'The courses; they take the place of those before.' })
  @ArrayMaxSize(LIMITS.courses)
  @ValidateNested({ each: true })
  courses!: MatrixCourseInput[];
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
