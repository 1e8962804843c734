import { ArrayMaxSize, IsOptional, Matches, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { PageArgs } from '../../base/graphql/connection.types.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { CalendarDate } from '../../base/graphql/scalars.js';
import type { AnalysisKind, Visibility } from './analysis.entity.js';
import { AnalysisFindingStateEnum, AnalysisKindEnum, AnalysisVisibilityEnum, SeverityEnum } from './analysis.types.js';
import type { AnalysisFindingState, Severity } from './analysis-finding.entity.js';

const MAXIMUM_FINDINGS = 100;
const LINK = /^https:\/\/[^\s<>"]+$/;

/** An HTTPS address of at most 500 characters. */
export const LinkInput = (description: string): PropertyDecorator => {
  return (target, property) => {
    Field(() => String, { nullable: true, description })(target, property);
    IsOptional()(target, property);
    MaxLength(500)(target, property);
    Matches(LINK)(target, property);
  };
};

@InputType({ description: 'Which analyses; every one that is given narrows.' })
export class AnalysisFilter {
  @Field(() => [AnalysisKindEnum], { nullable: true, description: 'Only these kinds.' })
  @IsOptional()
  @ArrayMaxSize(10)
  kinds?: AnalysisKind[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True for those that are overdue, false for the others.' })
  overdue?: boolean | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Those that are to be held on this day or before.' })
  dueUntil?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether those that are not held any more are listed too.' })
  includeEnded?: boolean | null;
}

@ArgsType()
export class AnalysesArgs extends PageArgs {
  @Field(() => AnalysisFilter, { nullable: true, description: 'All that are still held where absent.' })
  @IsOptional()
  @ValidateNested()
  filter?: AnalysisFilter | null;
}

@ArgsType()
export class AnalysisFindingsArgs extends PageArgs {
  @Field(() => [AnalysisFindingStateEnum], { nullable: true, description: 'Only these; all where absent.' })
  @IsOptional()
  @ArrayMaxSize(10)
  states?: AnalysisFindingState[] | null;

  @Field(() => [SeverityEnum], { nullable: true, description: 'Only these; all where absent.' })
  @IsOptional()
  @ArrayMaxSize(10)
  severities?: Severity[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True for those that are overdue, false for the others.' })
  overdue?: boolean | null;
}

@InputType({ description: 'An analysis that is to be held.' })
export class PlanAnalysisInput {
  @Field(() => AnalysisKindEnum, { description: 'What kind it is.' })
  kind!: AnalysisKind;

  @Field(() => String, { description: 'What is analysed.' })
  @MinLength(1)
  @MaxLength(300)
  subject!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'After how many months it is due again; absent where it is held once.',
  })
  @IsOptional()
  @Min(1)
  @Max(120)
  everyMonths?: number | null;

  @Field(() => CalendarDate, { nullable: true, description: 'By when it is held the first time.' })
  firstDueOn?: string | null;

  @Field(() => AnalysisVisibilityEnum, {
    defaultValue: 'OWN',
    description: 'What controllers see of it; for the operator’s own alone.',
  })
  visibility!: Visibility;
}

@InputType({ description: 'What changes of an analysis; what is absent stays.' })
export class UpdateAnalysisInput {
  @IdInput('The analysis.')
  id!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  expectedVersion!: number;

  @TextInput(300, 'What is analysed.', { nullable: true })
  subject?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'After how many months it is due again; null where it is held once.',
  })
  @IsOptional()
  @Min(1)
  @Max(120)
  everyMonths?: number | null;

  @Field(() => CalendarDate, { nullable: true, description: 'By when it is held the first time.' })
  firstDueOn?: string | null;

  @Field(() => AnalysisVisibilityEnum, { nullable: true, description: 'What controllers see of it.' })
  visibility?: Visibility | null;
}

@InputType({ description: 'An analysis that is not held any more.' })
export class EndAnalysisInput {
  @IdInput('The analysis.')
  id!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  expectedVersion!: number;
}

@InputType({ description: 'What was found.' })
export class AnalysisFindingInput {
  @Field(() => String, { description: 'What was found.' })
  @MinLength(1)
  @MaxLength(300)
  title!: string;

  @Field(() => SeverityEnum, { description: 'How much it weighs.' })
  severity!: Severity;

  @TextInput(2_000, 'What follows from it.', { nullable: true })
  action?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'The last day for it.' })
  dueOn?: string | null;
}

@InputType({ description: 'That an analysis was held.' })
export class RecordAnalysisInput {
  @IdInput('The analysis.')
  analysisId!: string;

  @Field(() => CalendarDate, { description: 'When it was held.' })
  heldOn!: string;

  @Field(() => String, { description: 'By which organisation or function; never a person’s name.' })
  @MinLength(1)
  @MaxLength(200)
  heldBy!: string;

  @Field(() => String, { description: 'What came of it.' })
  @MinLength(1)
  @MaxLength(10_000)
  summary!: string;

  @LinkInput('Where the report lies, as an HTTPS address.')
  reportUrl?: string | null;

  @Field(() => [AnalysisFindingInput], { defaultValue: [], description: 'What was found, the weightiest first.' })
  @ArrayMaxSize(MAXIMUM_FINDINGS)
  @ValidateNested({ each: true })
  findings!: AnalysisFindingInput[];
}

@InputType({ description: 'An occasion that was recorded by mistake.' })
export class WithdrawAnalysisOccasionInput {
  @IdInput('The occasion.')
  occasionId!: string;

  @Field(() => String, { description: 'What was wrong with it.' })
  @MinLength(1)
  @MaxLength(2_000)
  reason!: string;
}

@InputType({ description: 'How a finding stands now; what is absent stays.' })
export class UpdateAnalysisFindingInput {
  @IdInput('The finding.')
  id!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  expectedVersion!: number;

  @Field(() => AnalysisFindingStateEnum, { nullable: true, description: 'How it stands.' })
  state?: AnalysisFindingState | null;

  @TextInput(2_000, 'What was done, or why it is accepted; needed to accept it.', { nullable: true })
  note?: string | null;

  @TextInput(2_000, 'What follows from it.', { nullable: true })
  action?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'The last day for it.' })
  dueOn?: string | null;
}
