import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../../base/graphql/connection.types.js';
import { enumOf } from '../../../base/graphql/enum.js';
import { Node } from '../../../base/graphql/node.types.js';
import { Payload } from '../../../base/graphql/user-error.types.js';
import { PersonalField } from '../../../catalogue/index.js';
import { PersonType } from '../../../people/index.js';
import { MatrixType } from '../matrix.types.js';
import { type FeedbackOutcome, type FeedbackState, feedbackOutcomes, feedbackStates } from './feedback-states.js';
import { MatrixFeedback } from './matrix-feedback.entity.js';

export const FeedbackOutcomeEnum = enumOf(
  feedbackOutcomes,
  'MatrixFeedbackOutcome',
  'How feedback was answered; LATER takes it up again in the next assessment.',
);
export const FeedbackStateEnum = enumOf(
  feedbackStates,
  'MatrixFeedbackState',
  'Where feedback stands: unanswered, taken back, or as it was answered.',
);

@ObjectType('MatrixAssessment', {
  implements: Node,
  description: 'The yearly assessment of the feedback on the matrix.',
  simpleResolvers: true,
})
export class MatrixAssessmentType extends Node {
  @Field(() => Int, { description: 'The year that it is of.' })
  year!: number;

  @Field(() => Date, { description: 'When it was begun.' })
  begunAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was concluded; null while it is open.' })
  concludedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What it came to.' })
  conclusion!: string | null;

  @Field(() => MatrixType, { nullable: true, description: 'The version that came of it; null where none did.' })
  matrix!: MatrixType | null;

  @Field(() => PersonType, { nullable: true, description: 'Who concluded it.' })
  concludedBy!: PersonType | null;
}

@ObjectType('MatrixFeedback', {
  implements: Node,
  description: 'What somebody says of the matrix, or of one function or role of it, and how it was answered.',
  simpleResolvers: true,
})
export class MatrixFeedbackType extends Node {
  @Field(() => MatrixType, { nullable: true, description: 'The version that it is about.' })
  matrix!: MatrixType | null;

  @Field(() => String, { nullable: true, description: 'The key of the job function that it is about.' })
  function!: string | null;

  @Field(() => String, { nullable: true, description: 'The key of the role that it is about.' })
  role!: string | null;

  @PersonalField(MatrixFeedback, 'text', () => String, 'What is said; null once it was taken back.')
  text!: string | null;

  @Field(() => FeedbackStateEnum, { description: 'Where it stands.' })
  state!: FeedbackState;

  @Field(() => Date, { description: 'When it was given.' })
  givenAt!: Date;

  @Field(() => PersonType, { nullable: true, description: 'Who gave it.' })
  author!: PersonType | null;

  @Field(() => FeedbackOutcomeEnum, { nullable: true, description: 'How it was answered; null while it is not.' })
  outcome!: FeedbackOutcome | null;

  @PersonalField(MatrixFeedback, 'reply', () => String, 'What was answered.')
  reply!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was answered.' })
  answeredAt!: Date | null;

  @Field(() => PersonType, { nullable: true, description: 'Who answered.' })
  answeredBy!: PersonType | null;

  @Field(() => MatrixAssessmentType, { nullable: true, description: 'The assessment that answered it.' })
  assessment!: MatrixAssessmentType | null;
}

export const MatrixFeedbackConnection = connectionOf(MatrixFeedbackType, 'MatrixFeedback');

@ObjectType({
  description: 'When the matrix is to be assessed: a year after the last time, or after the first adoption.',
  simpleResolvers: true,
})
export class MatrixAssessmentDue {
  @Field(() => Date, { nullable: true, description: 'When the last assessment was concluded; null for none yet.' })
  lastConcludedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the next is due; null while no matrix was ever adopted.' })
  dueAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether that is past.' })
  isOverdue!: boolean;
}

@ObjectType({ description: 'The feedback after a change.', simpleResolvers: true })
export class MatrixFeedbackPayload extends Payload {
  @Field(() => MatrixFeedbackType, {
    nullable: true,
    description: 'The feedback as it is now; null when it was refused.',
  })
  matrixFeedback!: MatrixFeedbackType | null;
}

@ObjectType({ description: 'The assessment after a change.', simpleResolvers: true })
export class MatrixAssessmentPayload extends Payload {
  @Field(() => MatrixAssessmentType, {
    nullable: true,
    description: 'The assessment as it is now; null when it was refused.',
  })
  matrixAssessment!: MatrixAssessmentType | null;
}
