import { ArrayMaxSize, IsOptional, Max, MaxLength, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { PageArgs, SortDirection } from '../../base/graphql/connection.types.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { RiskClassEnum, SeatKindEnum } from '../matrix/matrix.enums.js';
import type { RiskClass, SeatKind } from '../matrix/matrix.model.js';
import { ReviewDecisionEnum, ReviewItemSort, ReviewOutcomeEnum, ReviewStateEnum } from './review.enums.js';
import type { ReviewDecision, ReviewOutcome, ReviewState } from './review.model.js';

const MAXIMUM_REASON = 2_000;
/** How many items are decided on at once. */
const MAXIMUM_AT_ONCE = 100;

@ArgsType()
export class AccessReviewsArgs extends PageArgs {
  @Field(() => ReviewStateEnum, { nullable: true, description: 'Only those that stand so now.' })
  @IsOptional()
  state?: ReviewState | null;
}

@InputType({ description: 'The order of items.' })
export class AccessReviewItemOrder {
  @Field(() => ReviewItemSort, { description: 'What to order by.' })
  field!: ReviewItemSort;

  @Field(() => SortDirection, { description: 'Ascending or descending.', defaultValue: SortDirection.ASC })
  direction!: SortDirection;
}

@ArgsType()
export class ReviewTasksArgs extends PageArgs {
  @Field(() => AccessReviewItemOrder, { nullable: true, description: 'The order; by when they are due where absent.' })
  orderBy?: AccessReviewItemOrder;
}

@ArgsType()
export class AccessReviewItemsArgs extends ReviewTasksArgs {
  @IdInput('The campaign.')
  reviewId!: string;

  @Field(() => [ReviewOutcomeEnum], { nullable: true, description: 'Only those that stand so now.' })
  @IsOptional()
  @ArrayMaxSize(8)
  outcomes?: ReviewOutcome[] | null;

  @TextInput(60, 'Only those of this role.', { nullable: true })
  role?: string | null;
}

@InputType({ description: 'When decisions are due and reminded of, and whether the campaign comes again.' })
abstract class ReviewTimesInput {
  @Field(() => [Int], {
    nullable: true,
    description: 'On how many days before it is due reviewers are reminded; never where absent.',
  })
  @IsOptional()
  @ArrayMaxSize(10)
  @Min(1, { each: true })
  @Max(365, { each: true })
  reminderDays?: number[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'After how many months the next begins by itself, 1–60; none where absent.',
  })
  @IsOptional()
  @Min(1)
  @Max(60)
  repeatMonths?: number | null;
}

@InputType({ description: 'A campaign over the grants that any part of its scope names.' })
export class StartReviewInput extends ReviewTimesInput {
  @TextInput(200, 'What it is called.')
  name!: string;

  @Field(() => [SeatKindEnum], { nullable: true, description: 'Roles that take a seat of these kinds.' })
  @IsOptional()
  @ArrayMaxSize(2)
  seats?: SeatKind[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether what rests on exceptions is reviewed.' })
  @IsOptional()
  hasExceptions?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Keys of roles of the adopted matrix, or `controller`.',
  })
  @IsOptional()
  @ArrayMaxSize(100)
  @MaxLength(60, { each: true })
  roles?: string[] | null;

  @Field(() => [RiskClassEnum], {
    nullable: true,
    description: 'Roles of these risk classes; `HIGH` has those who act for the controller too.',
  })
  @IsOptional()
  @ArrayMaxSize(3)
  risks?: RiskClass[] | null;

  @IdInput(
    'Only grants that are limited to this unit, and those limited to none of whoever belongs to it; the whole tenant where absent.',
    { nullable: true },
  )
  unitId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The accounts that are to decide, in turns; whoever may grant the role where absent.',
  })
  @IsOptional()
  @ArrayMaxSize(50)
  @MaxLength(128, { each: true })
  reviewerIds?: string[] | null;

  @Field(() => Date, {
    description: 'When decisions are due, a year from now at the latest. What is not decided by then has no effect.',
  })
  dueAt!: Date;
}

@InputType({ description: 'A campaign as it is to be from now on; what is absent or null in it is taken away.' })
export class UpdateReviewInput extends ReviewTimesInput {
  @IdInput('The campaign.')
  reviewId!: string;

  @TextInput(200, 'What it is called.')
  name!: string;

  @Field(() => Date, { description: 'When decisions are due, a year from now at the latest.' })
  dueAt!: Date;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  expectedVersion!: number;
}

@InputType({ description: 'A campaign that is to end before it is due.' })
export class CloseReviewInput {
  @IdInput('The campaign.')
  reviewId!: string;
}

@InputType({ description: 'A campaign that was begun by mistake.' })
export class WithdrawReviewInput {
  @IdInput('The campaign.')
  reviewId!: string;
}

@InputType()
abstract class DecisionInput {
  @Field(() => ReviewDecisionEnum, { description: 'What becomes of the grant.' })
  decision!: ReviewDecision;

  @TextInput(MAXIMUM_REASON, 'Why; required to KEEP.', { nullable: true })
  reason?: string | null;

  @TextInput(60, 'To CHANGE: the key of the role in its place; the same role where absent.', { nullable: true })
  toRole?: string | null;

  @IdInput('To CHANGE: the unit of the role in its place; that of the grant where absent.', { nullable: true })
  unitId?: string | null;

  @TextInput(500, 'To CHANGE: what is stated for a role that asks for a condition.', { nullable: true })
  condition?: string | null;

  @Field(() => Date, { nullable: true, description: 'To CHANGE: until when; as long as the grant where absent.' })
  @IsOptional()
  validUntil?: Date | null;

  @IdInput('To DELEGATE: the account that is to decide.', { nullable: true })
  toAccountId?: string | null;
}

@InputType({ description: 'A decision on one item.' })
export class DecideReviewItemInput extends DecisionInput {
  @IdInput('The item.')
  itemId!: string;
}

@InputType({ description: 'One decision on several items; what is refused of one keeps it from no other.' })
export class DecideReviewItemsInput extends DecisionInput {
  @Field(() => [ID], { description: `The items, ${MAXIMUM_AT_ONCE} at most.` })
  @ArrayMaxSize(MAXIMUM_AT_ONCE)
  @MaxLength(128, { each: true })
  itemIds!: string[];
}

@InputType({ description: 'A right that was frozen because nobody decided on it in time, and is needed.' })
export class RestoreReviewedRightInput {
  @IdInput('The item.')
  itemId!: string;

  @TextInput(MAXIMUM_REASON, 'Why it is needed.')
  reason!: string;
}
