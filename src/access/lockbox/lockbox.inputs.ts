import { ArrayMaxSize, ArrayMinSize, IsOptional, Max, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { PageArgs } from '../../base/graphql/connection.types.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import {
  categoryNames,
  type DataCategory,
  DataCategoryEnum,
  type Purpose,
  PurposeEnum,
} from '../../catalogue/index.js';
import { LockboxStateEnum } from './lockbox.types.js';
import { type LockboxState, lockboxStates } from './lockbox-states.js';

/** The longest that a tenant can let staff of the processor in for. */
export const LONGEST_HOURS = 168;
const MOST_PERSONS = 500;

@ArgsType()
export class LockboxAccessesArgs extends PageArgs {
  @Field(() => [LockboxStateEnum], { nullable: true, description: 'Only those that stand so now.' })
  @IsOptional()
  @ArrayMaxSize(lockboxStates.length)
  states?: LockboxState[] | null;
}

@InputType({ description: 'What a member of the processor’s staff asks to read of a tenant, why, and until when.' })
export class RequestLockboxAccessInput {
  @IdInput('The tenant.')
  tenantId!: string;

  @TextInput(200, 'What the member of staff is called, as the controller and its log are to know it.')
  staffName!: string;

  @TextInput(100, 'The number of the ticket or incident.', { nullable: true })
  ticket?: string | null;

  @TextInput(2_000, 'Why it is needed. Do not name data subjects.')
  reason!: string;

  @TextInput(2_000, 'What is to be read, in words.')
  needed!: string;

  @Field(() => PurposeEnum, { description: 'What it is read for, as data subjects will be told.' })
  purpose!: Purpose;

  @Field(() => [DataCategoryEnum], {
    description: 'The categories that are to be read. Special categories and network addresses only where named.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(categoryNames.length)
  categories!: DataCategory[];

  @IdInput('The unit whose people are to be read.', { nullable: true })
  unitId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The people who are to be read, where they are known by their ids.',
  })
  @IsOptional()
  @ArrayMaxSize(MOST_PERSONS)
  personIds?: string[] | null;

  @Field(() => Date, { description: 'Until when at most: no later than the tenant lets access last.' })
  until!: Date;
}

@InputType({ description: 'The controller’s approval; what is absent is approved as it was asked for.' })
export class ApproveLockboxAccessInput {
  @IdInput('The request.')
  lockboxAccessId!: string;

  @Field(() => Int, { description: 'The version that was read.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => [DataCategoryEnum], {
    nullable: true,
    description: 'Of the categories that were asked for, only these.',
  })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(categoryNames.length)
  categories?: DataCategory[] | null;

  @IdInput('The unit whose people may be read, where the request named none.', { nullable: true })
  unitId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only these people: among those who were asked for, where any were, or in the unit that was.',
  })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_PERSONS)
  personIds?: string[] | null;

  @Field(() => Date, { nullable: true, description: 'Until when, no later than was asked for.' })
  @IsOptional()
  until?: Date | null;

  @TextInput(2_000, 'What is said with it.', { nullable: true })
  answer?: string | null;
}

@InputType({ description: 'The controller’s refusal.' })
export class RefuseLockboxAccessInput {
  @IdInput('The request.')
  lockboxAccessId!: string;

  @TextInput(2_000, 'Why it is refused; the processor’s staff read it.')
  reason!: string;
}

@InputType({ description: 'Access that is to end now.' })
export class EndLockboxAccessInput {
  @IdInput('The access.')
  lockboxAccessId!: string;
}

@InputType({ description: 'One’s own request that is taken back, or access that is no longer needed.' })
export class WithdrawLockboxAccessInput {
  @IdInput('The request or access.')
  lockboxAccessId!: string;
}

@InputType({ description: 'Whether staff of the processor can be let in, and for how long.' })
export class SetLockboxRuleInput {
  @Field(() => Boolean, {
    description: 'False rules it out: what is in force ends at once, and nothing can be asked for.',
  })
  isAllowed!: boolean;

  @Field(() => Int, { description: 'For how many hours at most, 168 for a week.' })
  @Min(1)
  @Max(LONGEST_HOURS)
  maximumHours!: number;

  @Field(() => Int, { description: 'The version that was read.' })
  @Min(0)
  expectedVersion!: number;
}
