import { IsOptional, Max, Min } from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { PageArgs } from '../../../base/graphql/connection.types.js';
import { IdInput, TextInput } from '../../../base/graphql/input-fields.js';
import { FeedbackOutcomeEnum, FeedbackStateEnum } from './feedback.types.js';
import type { FeedbackOutcome, FeedbackState } from './feedback-states.js';

@InputType({ description: 'What is to be said of the matrix.' })
export class GiveMatrixFeedbackInput {
  @IdInput('The version that it is about; any, also one that is not in force.')
  matrixId!: string;

  @TextInput(60, 'The key of the job function that it is about. Give this, or a role, or neither.', { nullable: true })
  function?: string | null;

  @TextInput(60, 'The key of the role that it is about.', { nullable: true })
  role?: string | null;

  @TextInput(4_000, 'What is to be said.')
  text!: string;
}

@InputType({ description: 'One’s own feedback that is taken back.' })
export class WithdrawMatrixFeedbackInput {
  @IdInput('The feedback.')
  matrixFeedbackId!: string;
}

@InputType({ description: 'Narrows feedback.' })
export class MatrixFeedbackFilter {
  @Field(() => FeedbackStateEnum, { nullable: true, description: 'Only what stands so.' })
  @IsOptional()
  state?: FeedbackState | null;

  @TextInput(60, 'Only on this job function, by its key.', { nullable: true })
  function?: string | null;

  @TextInput(60, 'Only on this role, by its key.', { nullable: true })
  role?: string | null;

  @Field(() => Int, { nullable: true, description: 'Only on this version of the matrix, by its number.' })
  @IsOptional()
  matrixNumber?: number | null;

  @Field(() => Int, { nullable: true, description: 'Only what the assessment of this year answered.' })
  @IsOptional()
  assessmentYear?: number | null;
}

@ArgsType()
export class MatrixFeedbackArgs extends PageArgs {
  @Field(() => MatrixFeedbackFilter, { nullable: true, description: 'Narrows the feedback.' })
  filter?: MatrixFeedbackFilter;
}

@InputType({ description: 'The assessment to begin.' })
export class BeginMatrixAssessmentInput {
  @Field(() => Int, { description: 'The year that it is of.' })
  @Min(2_000)
  @Max(2_200)
  year!: number;
}

@InputType({
  description: 'The answer to feedback, in the open assessment. It can be changed until that is concluded.',
})
export class AssessMatrixFeedbackInput {
  @IdInput('The feedback.')
  matrixFeedbackId!: string;

  @Field(() => FeedbackOutcomeEnum, { description: 'How it is answered.' })
  outcome!: FeedbackOutcome;

  @TextInput(4_000, 'What is answered.')
  reply!: string;
}

@InputType({ description: 'The conclusion of an assessment.' })
export class ConcludeMatrixAssessmentInput {
  @IdInput('The assessment.')
  matrixAssessmentId!: string;

  @TextInput(4_000, 'What it came to.')
  conclusion!: string;

  @IdInput('The version of the matrix that came of it; absent where none did.', { nullable: true })
  matrixId?: string | null;
}
