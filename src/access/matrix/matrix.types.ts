import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { type DataCategory, DataCategoryEnum, type Purpose, PurposeEnum } from '../../catalogue/index.js';
import type { MatrixState } from './matrix.entity.js';
import {
  AssignmentKindEnum,
  CardAccountEnum,
  CardRegisterEnum,
  MatrixStateEnum,
  ModuleEnum,
  RiskClassEnum,
  ScopeKindEnum,
  SeatKindEnum,
  SubjectEnum,
} from './matrix.enums.js';
import type {
  CardAccount,
  CardRegister,
  Module,
  RightSubject,
  RiskClass,
  ScopeKind,
  SeatKind,
} from './matrix.model.js';

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

  @Field(() => String, {
    nullable: true,
    description: 'The course without whose valid record it has no effect, by its key; null for none.',
  })
  needsCourse!: string | null;

  @Field(() => Boolean, { description: 'Whether it opens everything, and comes through the exception path alone.' })
  isMasterKey!: boolean;

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

@ObjectType('CardRole', {
  description: 'A role that comes with a card: held by every account of the kind that is linked to one, with no grant.',
  simpleResolvers: true,
})
export class CardRoleType {
  @Field(() => CardRegisterEnum, { description: 'The register of the card.' })
  register!: CardRegister;

  @Field(() => CardAccountEnum, { description: 'The accounts to which it comes.' })
  account!: CardAccount;

  @Field(() => String, { description: 'The role’s key.' })
  role!: string;
}

@ObjectType('MatrixCourse', { description: 'A course that people complete.', simpleResolvers: true })
export class MatrixCourseType {
  @Field(() => String, { description: 'Its key; the same in every version.' })
  key!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: 'For how many months it counts; null where it never lapses.' })
  validMonths!: number | null;
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

  @Field(() => [MatrixCourseType], { description: 'The courses that roles may need.' })
  courses!: MatrixCourseType[];

  @Field(() => [CardRoleType], { description: 'The roles that come with the card to which an account is linked.' })
  cardRoles!: CardRoleType[];

  @Field(() => Date, { nullable: true, description: 'When it was adopted.' })
  adoptedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the next one took its place.' })
  supersededAt!: Date | null;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;

  @Field(() => Date, { description: 'When it was last changed.' })
  updatedAt!: Date;
}

@ObjectType({ description: 'The matrix after a change.', simpleResolvers: true })
export class MatrixPayload extends Payload {
  @Field(() => MatrixType, { nullable: true, description: 'The matrix as it is now; null when it was refused.' })
  matrix!: MatrixType | null;
}
