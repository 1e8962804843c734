import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../../base/graphql/enum.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { type DataCategory, DataCategoryEnum } from '../../catalogue/index.js';
import { RoleEffect } from '../grants/role-grant.types.js';
import type { MatrixState } from '../matrix/matrix.entity.js';
import {
  AssignmentKindEnum,
  MatrixStateEnum,
  ModuleEnum,
  RiskClassEnum,
  ScopeKindEnum,
  SeatKindEnum,
} from '../matrix/matrix.enums.js';
import type { Module, RiskClass, ScopeKind, SeatKind } from '../matrix/matrix.model.js';

/** Whom rights are about: those within a role's scope, some of them, or people tied to the holder. */
export const accessSubjects = [
  'PERSONS',
  'STUDENTS',
  'GUARDIANS',
  'SELF',
  'OWN_PUPILS',
  'OWN_GUARDIANS',
  'OWN_SUPERVISORS',
] as const;
export type AccessSubject = (typeof accessSubjects)[number];

const AccessSubjectEnum = enumOf(
  accessSubjects,
  'AccessSubject',
  'Whom a right is about: those within the scope, the students or guardians among them, or people tied to the holder.',
);

@ArgsType()
export class AccessMatrixArgs {
  @IdInput('Which version of the matrix; the one in force where absent.', { nullable: true })
  matrixId?: string | null;

  @TextInput(60, 'Only this job function, by its key.', { nullable: true })
  function?: string | null;

  @TextInput(60, 'Only this role, by its key; also `end_user` and `controller`, which are the same everywhere.', {
    nullable: true,
  })
  role?: string | null;
}

@ObjectType({ description: 'A right that a role opens, those of contained roles included.', simpleResolvers: true })
export class OpenedRight {
  @Field(() => String, { description: 'The action, such as `person.read`.' })
  action!: string;

  @Field(() => String, { description: 'The action in the language of the request.' })
  actionLabel!: string;

  @Field(() => AccessSubjectEnum, { description: 'Whom it is about.' })
  about!: AccessSubject;

  @Field(() => [DataCategoryEnum], { description: 'The categories of data that it covers.' })
  categories!: DataCategory[];

  @Field(() => [String], { description: 'The categories in the language of the request.' })
  categoryLabels!: string[];

  @Field(() => [String], {
    description: 'The contained roles whose own rights are among it; empty where it is all its own.',
  })
  through!: string[];
}

@ObjectType({
  description: 'An action that a role opens and that is not about persons one by one.',
  simpleResolvers: true,
})
export class OpenedAction {
  @Field(() => String, { description: 'The action.' })
  action!: string;

  @Field(() => String, { description: 'The action in the language of the request.' })
  actionLabel!: string;
}

@ObjectType({ description: 'Personal data that a role opens, by name.', simpleResolvers: true })
export class OpenedData {
  @Field(() => String, { description: 'The element of the catalogue; of a field of the tenant’s own its element too.' })
  element!: string;

  @Field(() => String, {
    description: 'Its name in the language of the request; of an own field the tenant’s name for it.',
  })
  label!: string;

  @Field(() => DataCategoryEnum, { description: 'Its category.' })
  category!: DataCategory;

  @Field(() => String, { description: 'The category in the language of the request.' })
  categoryLabel!: string;

  @Field(() => ID, { nullable: true, description: 'The field of the tenant’s own; null for what every tenant has.' })
  fieldId!: string | null;

  @Field(() => AccessSubjectEnum, { description: 'Of whom.' })
  about!: AccessSubject;

  @Field(() => [String], { description: 'What may be done with it.' })
  actions!: string[];
}

@ObjectType({ description: 'A role with everything that it opens.', simpleResolvers: true })
export class AccessMatrixRole {
  @Field(() => String, { description: 'Its key.' })
  key!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'What it is for.' })
  description!: string;

  @Field(() => ScopeKindEnum, { nullable: true, description: 'How far it reaches; null where by ties alone.' })
  scope!: ScopeKind | null;

  @Field(() => Boolean, { description: 'Whether it is limited to groups: the own ones, or chosen ones.' })
  hasGroupScope!: boolean;

  @Field(() => ModuleEnum, { nullable: true, description: 'The module to which it is limited.' })
  module!: Module | null;

  @Field(() => RiskClassEnum, { nullable: true, description: 'Its risk class; null for what is the same everywhere.' })
  risk!: RiskClass | null;

  @Field(() => [SeatKindEnum], { description: 'The seats that it takes.' })
  seats!: SeatKind[];

  @Field(() => Boolean, { description: 'Whether it comes through the exception path alone.' })
  isMasterKey!: boolean;

  @Field(() => [String], { description: 'The names of the courses without which it has no effect.' })
  courses!: string[];

  @Field(() => [String], { description: 'The roles that it contains, directly or through another.' })
  contains!: string[];

  @Field(() => [String], { description: 'The names of these.' })
  containedNames!: string[];

  @Field(() => [OpenedRight], { description: 'Its rights over personal data.' })
  rights!: OpenedRight[];

  @Field(() => [OpenedAction], { description: 'What it may do beside.' })
  actions!: OpenedAction[];

  @Field(() => [OpenedData], { description: 'The personal data that it opens, by name.' })
  personalData!: OpenedData[];
}

@ObjectType({ description: 'A role of a job function.', simpleResolvers: true })
export class AccessMatrixFunctionRole {
  @Field(() => AssignmentKindEnum, { description: 'Whether it comes with the function, or is stacked upon it.' })
  kind!: string;

  @Field(() => String, { nullable: true, description: 'What must be so, and is stated when it is granted.' })
  condition!: string | null;

  @Field(() => String, { nullable: true, description: 'The stage that the holder must supervise a group of.' })
  stage!: string | null;

  @Field(() => AccessMatrixRole, { description: 'The role.' })
  role!: AccessMatrixRole;
}

@ObjectType({ description: 'A job function with everything that its roles open.', simpleResolvers: true })
export class AccessMatrixFunction {
  @Field(() => String, { description: 'Its key.' })
  key!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => [String], { description: '"Good to know".' })
  guidance!: string[];

  @Field(() => RiskClassEnum, { nullable: true, description: 'The standard risk profile.' })
  standardRisk!: RiskClass | null;

  @Field(() => RiskClassEnum, { nullable: true, description: 'The optional risk profile, with stackable roles.' })
  optionalRisk!: RiskClass | null;

  @Field(() => [AccessMatrixFunctionRole], { description: 'Its roles.' })
  roles!: AccessMatrixFunctionRole[];
}

@ObjectType({ description: 'The access matrix: which roles there are, and what each opens.', simpleResolvers: true })
export class AccessMatrix {
  @Field(() => ID, {
    nullable: true,
    description: 'The version of the matrix; null where the tenant has adopted none.',
  })
  matrixId!: string | null;

  @Field(() => Int, { nullable: true, description: 'Its number; null where the tenant has adopted none.' })
  number!: number | null;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => MatrixStateEnum, {
    nullable: true,
    description: 'Where it stands; null where the tenant has adopted none.',
  })
  state!: MatrixState | null;

  @Field(() => [AccessMatrixFunction], { description: 'Its job functions; none where one role was asked for.' })
  functions!: AccessMatrixFunction[];

  @Field(() => [AccessMatrixRole], { description: 'Its roles; of one job function those of it.' })
  roles!: AccessMatrixRole[];

  @Field(() => String, { description: 'Where it is as a page.' })
  htmlPath!: string;

  @Field(() => String, { description: 'Where it is as a PDF.' })
  pdfPath!: string;
}

@ObjectType({ description: 'A role that an account has, with everything that it opens.', simpleResolvers: true })
export class AssignedAccess {
  @Field(() => ID, { nullable: true, description: 'The grant; null for what comes with the card, or to everybody.' })
  roleGrantId!: string | null;

  @Field(() => [String], { description: 'The units and groups to which the grant limits it, by name.' })
  places!: string[];

  @Field(() => String, { nullable: true, description: 'The stage whose groups it reaches.' })
  stage!: string | null;

  @Field(() => Int, { description: 'How many people the grant names.' })
  namedCount!: number;

  @Field(() => String, { nullable: true, description: 'The condition that was stated with it.' })
  condition!: string | null;

  @Field(() => Date, { nullable: true, description: 'From when it holds.' })
  validFrom!: Date | null;

  @Field(() => Date, { nullable: true, description: 'Until when; null for good.' })
  validUntil!: Date | null;

  @Field(() => RoleEffect, { description: 'Whether it has effect at this moment.' })
  effect!: RoleEffect;

  @Field(() => AccessMatrixRole, { nullable: true, description: 'The role; null where the matrix in force has none.' })
  role!: AccessMatrixRole | null;

  @Field(() => String, { description: 'The role’s name.' })
  name!: string;
}

@ObjectType({
  description: 'What an account has: each role that is assigned to it, and what that opens.',
  simpleResolvers: true,
})
export class AccountAccess {
  @Field(() => ID, { description: 'The account.' })
  accountId!: string;

  @Field(() => ID, { nullable: true, description: 'The person to whom it is linked.' })
  personId!: string | null;

  @Field(() => [String], { description: 'The names of the person’s job functions.' })
  functions!: string[];

  @Field(() => [AssignedAccess], { description: 'Its roles that have not ended, at most a hundred.' })
  roles!: AssignedAccess[];

  @Field(() => String, { description: 'Where it is as a page.' })
  htmlPath!: string;

  @Field(() => String, { description: 'Where it is as a PDF.' })
  pdfPath!: string;
}
