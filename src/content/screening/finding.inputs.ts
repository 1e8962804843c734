import { ArrayMaxSize, IsOptional, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { ArgsType, Field, Float, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { PageArgs, SortDirection } from '../../base/graphql/connection.types.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import type { FindingKind } from './detect/index.js';
import {
  FindingDecisionEnum,
  FindingKindEnum,
  FindingStateEnum,
  ScreenedContentEnum,
  ScreeningStateEnum,
  SeverityEnum,
} from './screening.enums.js';
import type { FindingDecision, FindingState, ScreenedContent, ScreeningState, Severity } from './screening.states.js';

@InputType({ description: 'Narrows findings.' })
export class FindingFilter {
  @Field(() => [FindingKindEnum], { nullable: true, description: 'Only these kinds.' })
  @IsOptional()
  @ArrayMaxSize(20)
  kinds?: FindingKind[] | null;

  @Field(() => [FindingStateEnum], { nullable: true, description: 'Only in these states.' })
  @IsOptional()
  @ArrayMaxSize(10)
  states?: FindingState[] | null;

  @Field(() => [ScreenedContentEnum], { nullable: true, description: 'Only in contents of these types.' })
  @IsOptional()
  @ArrayMaxSize(10)
  contents?: ScreenedContent[] | null;

  @Field(() => SeverityEnum, { nullable: true, description: 'Only those that are this grave.' })
  @IsOptional()
  severity?: Severity | null;

  @Field(() => Float, { nullable: true, description: 'Only those that are at least so sure, between 0 and 1.' })
  @IsOptional()
  @Min(0)
  @Max(1)
  minimumConfidence?: number | null;

  @IdInput('Only in what is about this person.', { nullable: true })
  personId?: string | null;

  @IdInput('Only in what is about people of this unit.', { nullable: true })
  unitId?: string | null;

  @IdInput('Only in this comment.', { nullable: true })
  commentId?: string | null;

  @IdInput('Only in this file.', { nullable: true })
  uploadId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only in earlier versions of comments, or only in what stands there now.',
  })
  @IsOptional()
  inEarlierVersion?: boolean | null;
}

export enum FindingSort {
  FOUND_AT = 'FOUND_AT',
  CONFIDENCE = 'CONFIDENCE',
}
registerEnumType(FindingSort, { name: 'FindingSort', description: 'What findings can be ordered by.' });

@InputType({ description: 'The order of findings.' })
export class FindingOrder {
  @Field(() => FindingSort, { description: 'What to order by.' })
  field!: FindingSort;

  @Field(() => SortDirection, { description: 'Ascending or descending.', defaultValue: SortDirection.ASC })
  direction!: SortDirection;
}

@ArgsType()
export class FindingsArgs extends PageArgs {
  @Field(() => FindingFilter, { nullable: true, description: 'Narrows the findings.' })
  filter?: FindingFilter;

  @Field(() => FindingOrder, { nullable: true, description: 'The oldest first where absent.' })
  orderBy?: FindingOrder;
}

@InputType({ description: 'Narrows the contents that are screened.' })
export class ScreeningFilter {
  @Field(() => [ScreeningStateEnum], { nullable: true, description: 'Only in these states.' })
  @IsOptional()
  @ArrayMaxSize(10)
  states?: ScreeningState[] | null;

  @Field(() => [ScreenedContentEnum], { nullable: true, description: 'Only of these types.' })
  @IsOptional()
  @ArrayMaxSize(10)
  contents?: ScreenedContent[] | null;

  @IdInput('Only what is about this person.', { nullable: true })
  personId?: string | null;
}

@ArgsType()
export class ScreeningsArgs extends PageArgs {
  @Field(() => ScreeningFilter, { nullable: true, description: 'Narrows the contents.' })
  filter?: ScreeningFilter;
}

const REASON = 'Why, in one’s own words. It is shown with the tombstone and kept: name nobody in it.';

/** What every decision on one finding says. */
@InputType()
abstract class FindingInput {
  @IdInput('The finding’s id.')
  findingId!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the decision.' })
  @Min(1)
  expectedVersion!: number;
}

@InputType({ description: 'A finding that is none, or may stay.' })
export class DismissFindingInput extends FindingInput {
  @TextInput(1000, 'Why, in one’s own words: name nobody in it.')
  @MinLength(1)
  reason!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether the same value is no finding anywhere, now and from now on: such as the controller’s own telephone number. For who manages the findings of everybody.',
  })
  everywhere!: boolean;
}

@InputType({ description: 'A dismissed finding that is to be decided on again.' })
export class ReopenFindingInput extends FindingInput {}

@InputType({ description: 'A finding whose value is to be taken out.' })
export class RedactFindingInput extends FindingInput {
  @TextInput(1000, REASON)
  @MinLength(1)
  reason!: string;
}

@InputType({ description: 'A finding whose whole content is to be taken away.' })
export class PurgeFindingInput extends FindingInput {
  @TextInput(1000, REASON)
  @MinLength(1)
  reason!: string;
}

/** How many findings one decision in bulk covers at most. */
export const MAXIMUM_IN_BULK = 10_000;

@InputType({ description: 'Which findings a decision in bulk is about: only open ones, whatever the filter says.' })
export class FindingChoiceInput {
  @Field(() => FindingDecisionEnum, { description: 'What is to be decided.' })
  decision!: FindingDecision;

  @Field(() => FindingFilter, { nullable: true, description: 'Narrows the findings.' })
  @IsOptional()
  filter?: FindingFilter | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only these, at most 1,000; all that the filter leaves where absent.',
  })
  @IsOptional()
  @ArrayMaxSize(1_000)
  @MaxLength(128, { each: true })
  findingIds?: string[] | null;
}

@InputType({ description: 'A decision in bulk, as it was previewed.' })
export class DecideFindingsInput extends FindingChoiceInput {
  @Field(() => String, {
    description: 'The `token` of the preview. Where another set of findings would be met by now, nothing is decided.',
  })
  @Matches(/^[0-9a-f]{64}$/)
  token!: string;

  @TextInput(1000, REASON)
  @MinLength(1)
  reason!: string;

  @TextInput(100, 'A key of the client’s: a repeated request with it finds the work that it started.', {
    nullable: true,
  })
  idempotencyKey?: string | null;
}
