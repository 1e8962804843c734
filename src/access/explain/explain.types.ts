import { IsOptional } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../../base/graphql/enum.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { type DataCategory, DataCategoryEnum } from '../../catalogue/index.js';
import { type IneffectiveReason } from '../grants/grant-effect.js';
import { IneffectiveReasonEnum } from '../grants/role-grant.types.js';
import { RiskClassEnum, ScopeKindEnum } from '../matrix/matrix.enums.js';
import type { RiskClass, ScopeKind } from '../matrix/matrix.model.js';

/** Whom a tie without any grant makes somebody to the viewer. */
export const ties = ['SELF', 'OWN_PUPIL', 'OWN_GUARDIAN', 'OWN_SUPERVISOR'] as const;
export type AccessTie = (typeof ties)[number];

/** What keeps a role that is held from opening what was asked about. */
export const barriers = [
  'NOT_IN_EFFECT',
  'ACTION_NOT_COVERED',
  'CATEGORY_NOT_COVERED',
  'FIELD_NOT_NAMED',
  'OUT_OF_REACH',
] as const;
export type Barrier = (typeof barriers)[number];

/** What could be changed to open it. */
export const changeKinds = [
  'RESTORE_GRANT',
  'RESTORE_REVIEWED',
  'RECORD_COURSE',
  'NAME_FIELD_READER',
  'JOIN_GROUP',
  'SUPERVISE_GROUP',
  'WIDEN_SCOPE',
  'GRANT_ROLE',
  'ASSIGN_FUNCTION',
  'EXCEPTION',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

const AccessTieEnum = enumOf(ties, 'AccessTie', 'A tie to a person that no grant makes.');
const BarrierEnum = enumOf(barriers, 'AccessBarrier', 'What keeps a role that is held from opening what is asked.');
const ChangeKindEnum = enumOf(changeKinds, 'AccessChangeKind', 'What could be changed so that something opens.');

@InputType({ description: 'Of whom, about whom and what it is asked.' })
export class ExplainAccessInput {
  @IdInput('The account of the viewer; or give `viewerPersonId`.', { nullable: true })
  accountId?: string | null;

  @IdInput('The person who looks, by whose open account; or give `accountId`.', { nullable: true })
  viewerPersonId?: string | null;

  @IdInput('The person who is looked at.')
  personId!: string;

  @TextInput(
    128,
    'What of the person: an element of the catalogue such as `person.email`, or the id of a field of the tenant’s own. Nothing in particular where absent.',
    { nullable: true },
  )
  field?: string | null;

  @Field(() => DataCategoryEnum, {
    nullable: true,
    description: 'A category of data, where it is about no field in particular.',
  })
  @IsOptional()
  category?: DataCategory | null;

  @TextInput(60, 'What is done with it.', { nullable: true })
  action?: string | null;
}

@ObjectType({ description: 'A row by which a person is within the reach of a role.', simpleResolvers: true })
export class AccessEvidence {
  @Field(() => ID, { nullable: true, description: 'The group; null where it is not by one.' })
  groupId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The unit; null where it is not by one.' })
  unitId!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the group or unit.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'The date since when it is so; null where none is noted.' })
  since!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The pupil whose guardian the person is; null where it is not by one whom the asker may see.',
  })
  pupilId!: string | null;
}

@ObjectType({ description: 'The exception on which a role rests.', simpleResolvers: true })
export class AccessPathException {
  @Field(() => Int, { description: 'Its number in the register.' })
  number!: number;

  @Field(() => Date, { description: 'When it ends by itself.' })
  endsAt!: Date;
}

@ObjectType({ description: 'A way by which the viewer has what is asked.', simpleResolvers: true })
export class AccessPath {
  @Field(() => String, { description: 'The role’s key; `end_user` for what comes without any grant.' })
  role!: string;

  @Field(() => [String], {
    description: 'The roles through which the right comes, from the one held to the one whose own right it is.',
  })
  chain!: string[];

  @Field(() => [String], {
    description: 'The viewer’s job functions that have the role; empty where it rests on none.',
  })
  functions!: string[];

  @Field(() => AccessTieEnum, { nullable: true, description: 'The tie, where no grant makes it.' })
  tie!: AccessTie | null;

  @Field(() => ScopeKindEnum, { nullable: true, description: 'How far the role reaches; null for a tie.' })
  scope!: ScopeKind | null;

  @Field(() => Boolean, {
    description: 'Whether the role comes with the card to which the account is linked, without a grant.',
  })
  comesWithCard!: boolean;

  @Field(() => ID, { nullable: true, description: 'The grant; null for a tie, and for what comes with the card.' })
  roleGrantId!: string | null;

  @Field(() => String, { nullable: true, description: 'The condition that was stated with the grant.' })
  condition!: string | null;

  @Field(() => String, { nullable: true, description: 'The stage whose groups the grant reaches.' })
  stage!: string | null;

  @Field(() => Date, { nullable: true, description: 'From when the grant holds.' })
  validFrom!: Date | null;

  @Field(() => Date, { nullable: true, description: 'Until when; null for good.' })
  validUntil!: Date | null;

  @Field(() => AccessPathException, { nullable: true, description: 'The exception that it rests on; null for none.' })
  exception!: AccessPathException | null;

  @Field(() => [AccessEvidence], { description: 'What puts the person within reach, at most twenty rows.' })
  evidence!: AccessEvidence[];

  @Field(() => String, { description: 'The same for people, in the language of the request.' })
  message!: string;
}

@ObjectType({
  description: 'A role that the viewer holds, and why it does not open what is asked.',
  simpleResolvers: true,
})
export class RoleWithoutAccess {
  @Field(() => String, { description: 'The role’s key.' })
  role!: string;

  @Field(() => ID, { nullable: true, description: 'The grant; null for what everybody has without one.' })
  roleGrantId!: string | null;

  @Field(() => [BarrierEnum], { description: 'Everything that is against it.' })
  barriers!: Barrier[];

  @Field(() => [IneffectiveReasonEnum], { description: 'Why it is not in effect; empty where it is.' })
  reasons!: IneffectiveReason[];

  @Field(() => String, { description: 'The same for people, in the language of the request.' })
  message!: string;
}

@ObjectType({
  description: 'A change that was tried out, and opens what is asked. Nothing has been changed.',
  simpleResolvers: true,
})
export class AccessChange {
  @Field(() => ChangeKindEnum, { description: 'What to change.' })
  kind!: ChangeKind;

  @Field(() => String, {
    nullable: true,
    description: 'The role’s key, for `grantRole`, an exception or the field’s readers.',
  })
  role!: string | null;

  @Field(() => String, { nullable: true, description: 'The job function to assign first.' })
  function!: string | null;

  @Field(() => ID, { nullable: true, description: 'The unit to which the role is to be limited.' })
  unitId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The group to be supervised, joined, or named in the grant.' })
  groupId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The person to be named in the grant, or to join the group.' })
  personId!: string | null;

  @Field(() => String, { nullable: true, description: 'The stage to be named in the grant.' })
  stage!: string | null;

  @Field(() => ID, { nullable: true, description: 'The field whose readers are to name the role.' })
  fieldId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The grant that is to be brought back.' })
  roleGrantId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The item of the review with which a frozen grant is restored.' })
  reviewItemId!: string | null;

  @Field(() => [String], { description: 'The courses to be completed and recorded, by their keys; empty for none.' })
  courses!: string[];

  @Field(() => String, { nullable: true, description: 'The condition that has to be stated.' })
  condition!: string | null;

  @Field(() => Int, {
    description:
      'How much it opens to the viewer beyond what is held: each category that an action covers, and each own field, as often as persons.',
  })
  opens!: number;

  @Field(() => RiskClassEnum, { nullable: true, description: 'The risk class of the role.' })
  risk!: RiskClass | null;

  @Field(() => String, { description: 'The same for people, in the language of the request.' })
  message!: string;
}

@ObjectType({ description: 'Why an account may do something with a person’s data, or why not.', simpleResolvers: true })
export class AccessExplanation {
  @Field(() => ID, { description: 'The account that it is about.' })
  accountId!: string;

  @Field(() => ID, { description: 'The person who is looked at.' })
  personId!: string;

  @Field(() => String, { description: 'The action.' })
  action!: string;

  @Field(() => DataCategoryEnum, {
    nullable: true,
    description: 'The category; null where none in particular is asked about.',
  })
  category!: DataCategory | null;

  @Field(() => Boolean, { description: 'Whether it is allowed now, as the account itself would find.' })
  isAllowed!: boolean;

  @Field(() => String, { description: 'The answer for people, in the language of the request.' })
  message!: string;

  @Field(() => [AccessPath], { description: 'Every way by which it is allowed; empty where it is not.' })
  paths!: AccessPath[];

  @Field(() => [RoleWithoutAccess], {
    description: 'The roles held, and why each does not open it, at most a hundred; empty where it is allowed.',
  })
  rolesWithout!: RoleWithoutAccess[];

  @Field(() => AccessChange, {
    nullable: true,
    description: 'The change that opens the least and is enough; null where it is allowed, or no change of rights is.',
  })
  smallestChange!: AccessChange | null;

  @Field(() => [AccessChange], {
    description: 'Of each other kind of change the one that opens the least and is enough; those that open less first.',
  })
  alternatives!: AccessChange[];
}
