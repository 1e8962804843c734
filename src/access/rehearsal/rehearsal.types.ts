import { IsOptional, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, PageArgs } from '../../base/graphql/connection.types.js';
import { enumOf } from '../../base/graphql/enum.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { UserError } from '../../base/graphql/user-error.types.js';
import { type DataCategory, DataCategoryEnum } from '../../catalogue/index.js';
import { AssignFunctionInput } from '../functions/function-assignment.types.js';
import { GrantRoleInput } from '../grants/role-grant.types.js';
import { SeatKindEnum } from '../matrix/matrix.enums.js';
import type { SeatKind } from '../matrix/matrix.model.js';

/** What a change brings about that whoever makes it should know before. */
export const conflictKinds = [
  'REFUSED',
  'ROLE_VANISHES',
  'GRANT_LOSES_EFFECT',
  'EXCEPTION_STALE',
  'ROLE_SUPERFLUOUS',
] as const;
export type ConflictKind = (typeof conflictKinds)[number];

export const directions = ['GAINED', 'LOST'] as const;
export type Direction = (typeof directions)[number];

const ConflictKindEnum = enumOf(
  conflictKinds,
  'RehearsedConflictKind',
  'What a change would bring about beside rights.',
);
const DirectionEnum = enumOf(directions, 'RehearsedDirection', 'Whether something would be gained or lost.');

@InputType({ description: 'The change that is rehearsed: one of these, and no other.' })
export class RehearseInput {
  @IdInput('The draft of a matrix that would be adopted.', { nullable: true })
  matrixId?: string | null;

  @Field(() => GrantRoleInput, { nullable: true, description: 'The role that would be granted.' })
  @IsOptional()
  @ValidateNested()
  grant?: GrantRoleInput | null;

  @IdInput('The grant that would be revoked.', { nullable: true })
  revokedRoleGrantId?: string | null;

  @Field(() => AssignFunctionInput, { nullable: true, description: 'The job function that would be assigned.' })
  @IsOptional()
  @ValidateNested()
  assignment?: AssignFunctionInput | null;

  @IdInput('The assignment of a job function that would be ended.', { nullable: true })
  endedFunctionAssignmentId?: string | null;

  @IdInput('The exception that would be consented to.', { nullable: true })
  consentedExceptionId?: string | null;
}

@ObjectType({ description: 'What an account would gain or lose alike of the same persons.', simpleResolvers: true })
export class RehearsedOpening {
  @Field(() => String, { description: 'The action.' })
  action!: string;

  @Field(() => [DataCategoryEnum], {
    description: 'The categories that the action would cover, or would cover no longer.',
  })
  categories!: DataCategory[];

  @Field(() => [ID], { description: 'The fields of the tenant’s own that would be read, or would be read no longer.' })
  fieldIds!: string[];

  @Field(() => Int, {
    description: 'Of how many persons, among those whom the asker may see; `rehearsedPersons` lists them.',
  })
  personCount!: number;
}

@ObjectType({ description: 'What would change for an account.', simpleResolvers: true })
export class RehearsedAccount {
  @Field(() => ID, { description: 'The account.' })
  accountId!: string;

  @Field(() => ID, { description: 'The person to whom it is linked.' })
  personId!: string;

  @Field(() => [RehearsedOpening], { description: 'What it would have beside what it has.' })
  gained!: RehearsedOpening[];

  @Field(() => [RehearsedOpening], { description: 'What it would have no longer.' })
  lost!: RehearsedOpening[];
}

export const RehearsedAccountConnection = connectionOf(RehearsedAccount, 'RehearsedAccount');

@ObjectType({ description: 'A cap on seats, and its use before and after.', simpleResolvers: true })
export class RehearsedSeats {
  @Field(() => SeatKindEnum, { description: 'The kind of seat.' })
  kind!: SeatKind;

  @Field(() => ID, { nullable: true, description: 'The unit; null for the whole tenant.' })
  unitId!: string | null;

  @Field(() => Int, { description: 'How many accounts may hold such a seat.' })
  limit!: number;

  @Field(() => Int, { description: 'How many hold one now.' })
  usedBefore!: number;

  @Field(() => Int, { description: 'How many would.' })
  used!: number;
}

@ObjectType({ description: 'What a change would bring about that is not meant by it.', simpleResolvers: true })
export class RehearsedConflict {
  @Field(() => ConflictKindEnum, { description: 'What.' })
  kind!: ConflictKind;

  @Field(() => String, { nullable: true, description: 'The role’s key, where it is about one.' })
  role!: string | null;

  @Field(() => ID, { nullable: true, description: 'The account, where it is about one.' })
  accountId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The grant, where it is about one.' })
  roleGrantId!: string | null;

  @Field(() => Int, { description: 'How many grants or seats it is about.' })
  count!: number;

  @Field(() => String, { description: 'The same for people, in the language of the request.' })
  message!: string;
}

@ObjectType('Rehearsal', {
  description: 'What a change would do, found out by making it and undoing it. Nothing has been changed.',
})
export class RehearsalType {
  @Field(() => Boolean, {
    description: 'Whether the change would be made; where it would be refused, nothing would change.',
  })
  isPossible!: boolean;

  @Field(() => [UserError], { description: 'The refusals that the change would be answered with.' })
  refusals!: UserError[];

  @Field(() => [RehearsedConflict], { description: 'What it would bring about beside rights, at most a hundred.' })
  conflicts!: RehearsedConflict[];

  @Field(() => Int, { description: 'How many such conflicts there are.' })
  conflictCount!: number;

  @Field(() => Int, { description: 'How many accounts would gain or lose something.' })
  accountCount!: number;

  @Field(() => Int, {
    description:
      'How much would be gained by all of them: each category of an action, and each own field, as often as persons.',
  })
  gainedCount!: number;

  @Field(() => Int, { description: 'How much would be lost, counted alike.' })
  lostCount!: number;

  @Field(() => [RehearsedSeats], { description: 'Every cap on seats.' })
  seats!: RehearsedSeats[];
}

@ArgsType()
export class RehearsedPersonsArgs extends PageArgs {
  @Field(() => RehearseInput, { description: 'The change.' })
  @ValidateNested()
  input!: RehearseInput;

  @IdInput('The account that would gain or lose.')
  accountId!: string;

  @Field(() => DirectionEnum, { description: 'Whether those it would gain, or those it would lose.' })
  direction!: Direction;

  @TextInput(60, 'The action.')
  action!: string;

  @Field(() => DataCategoryEnum, { nullable: true, description: 'The category; or give `fieldId`.' })
  @IsOptional()
  category?: DataCategory | null;

  @IdInput('The field of the tenant’s own; or give `category`.', { nullable: true })
  fieldId?: string | null;
}
