import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { enumOf } from '../../base/graphql/enum.js';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import {
  type DataCategory,
  DataCategoryEnum,
  PersonalField,
  type Purpose,
  PurposeEnum,
} from '../../catalogue/index.js';
import { GroupType } from '../../groups/index.js';
import { PersonType } from '../../people/index.js';
import { UnitType } from '../../tenants/index.js';
import { ModuleEnum, ScopeKindEnum, SubjectEnum } from '../matrix/matrix.enums.js';
import type { Module, RightSubject, ScopeKind } from '../matrix/matrix.model.js';
import { MatrixRight, MatrixRoleType, MatrixType } from '../matrix/matrix.types.js';
import { RoleRequest } from './role-request.entity.js';
import { type RoleRequestState, roleRequestAnswers, roleRequestStates } from './role-request-states.js';

export const RoleRequestStateEnum = enumOf(
  roleRequestStates,
  'RoleRequestState',
  'Where a request for a finer role stands: open, taken back, or as it was answered.',
);
export const RoleRequestAnswerEnum = enumOf(
  roleRequestAnswers,
  'RoleRequestAnswer',
  'How a request is answered: by a role of the matrix in force, by a new role in a draft, or not.',
);

@ObjectType({ description: 'A right that people need.', simpleResolvers: true })
export class RoleNeed {
  @Field(() => String, { description: 'The action, such as `person.read`.' })
  action!: string;

  @Field(() => SubjectEnum, { description: 'Whom it is about.' })
  about!: RightSubject;

  @Field(() => [DataCategoryEnum], { description: 'The categories of data, also those of the elements.' })
  categories!: DataCategory[];

  @Field(() => [String], { description: 'The elements by which it was asked for, beside whole categories.' })
  elements!: string[];
}

@ObjectType('RoleRequest', {
  implements: Node,
  description: 'A request for a finer role: who needs which data, about whom and why; and how it was answered.',
  simpleResolvers: true,
})
export class RoleRequestType extends Node {
  @Field(() => Int, { description: 'Counts the tenant’s requests from 1.' })
  number!: number;

  @Field(() => RoleRequestStateEnum, { description: 'Where it stands.' })
  state!: RoleRequestState;

  @Field(() => [RoleNeed], { description: 'What they need.' })
  needs!: RoleNeed[];

  @Field(() => ScopeKindEnum, { description: 'How far it is to reach.' })
  scope!: ScopeKind;

  @Field(() => ModuleEnum, { nullable: true, description: 'The module; in the scope MODULE alone.' })
  module!: Module | null;

  @Field(() => UnitType, { nullable: true, description: 'The unit; in the scopes UNIT and MODULE.' })
  unit!: UnitType | null;

  @Field(() => String, { nullable: true, description: 'The stage; in the scope GROUPS.' })
  stage!: string | null;

  @Field(() => [GroupType], { description: 'The groups, 200 at most; in the scope GROUPS.' })
  groups!: GroupType[];

  @Field(() => [PersonType], { description: 'The people, 200 at most, whom the viewer may see; in the scope PEOPLE.' })
  persons!: PersonType[];

  @Field(() => [PersonType], { description: 'Who is to have it, 200 at most, among those whom the viewer may see.' })
  users!: PersonType[];

  @Field(() => PurposeEnum, { description: 'What it is needed for.' })
  purpose!: Purpose;

  @PersonalField(RoleRequest, 'reason', () => String, 'Why, in words.')
  reason!: string | null;

  @Field(() => PersonType, { nullable: true, description: 'Who asked.' })
  requestedBy!: PersonType | null;

  @Field(() => Date, { description: 'When it was asked for.' })
  requestedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was taken back.' })
  withdrawnAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'The key of the role that answers it; null where none does.' })
  role!: string | null;

  @Field(() => MatrixType, { nullable: true, description: 'The version into which a new role was put.' })
  matrix!: MatrixType | null;

  @PersonalField(RoleRequest, 'reply', () => String, 'What was answered.')
  reply!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was answered.' })
  answeredAt!: Date | null;

  @Field(() => PersonType, { nullable: true, description: 'Who answered.' })
  answeredBy!: PersonType | null;
}

export const RoleRequestConnection = connectionOf(RoleRequestType, 'RoleRequest');

@ObjectType('RoleOption', { description: 'A role of the matrix, held against what is asked.', simpleResolvers: true })
export class RoleOptionType {
  @Field(() => MatrixRoleType, { description: 'The role.' })
  role!: MatrixRoleType;

  @Field(() => Boolean, { description: 'Whether it opens everything that is asked.' })
  isComplete!: boolean;

  @Field(() => [MatrixRight], { description: 'What is asked and it does not open.' })
  missing!: MatrixRight[];

  @Field(() => [MatrixRight], { description: 'What it opens beyond what is asked, with its contained roles.' })
  surplus!: MatrixRight[];

  @Field(() => [String], { description: 'What else it lets its holder do, beside what everybody may.' })
  surplusActions!: string[];

  @Field(() => Boolean, { description: 'Whether it reaches more people than asked.' })
  isWider!: boolean;

  @Field(() => Int, { description: 'How many of the users have a function that the role belongs to.' })
  usersWithFunction!: number;
}

@ObjectType('RoleOptions', { description: 'What there is to answer a request with.', simpleResolvers: true })
export class RoleOptionsType {
  @Field(() => [RoleOptionType], {
    description:
      'Roles that open what is asked, or some of it: those that open all of it first, then those that open the least beyond it.',
  })
  options!: RoleOptionType[];

  @Field(() => [MatrixRight], { description: 'What is asked and no role opens.' })
  uncovered!: MatrixRight[];

  @Field(() => Int, { description: 'How many users it names.' })
  users!: number;

  @Field(() => Int, {
    description: 'How many hold an administrator’s or observer’s seat, whom the request does not name.',
  })
  seatHoldersNotNamed!: number;
}

@ObjectType({ description: 'The request after a change.', simpleResolvers: true })
export class RoleRequestPayload extends Payload {
  @Field(() => RoleRequestType, { nullable: true, description: 'The request as it is now; null when it was refused.' })
  roleRequest!: RoleRequestType | null;
}
