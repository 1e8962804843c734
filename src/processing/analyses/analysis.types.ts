import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { enumOf } from '../../base/graphql/enum.js';
import { Node } from '../../base/graphql/node.types.js';
import { CalendarDate } from '../../base/graphql/scalars.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { type AnalysisKind, analysisKinds, type Visibility, visibilities } from './analysis.entity.js';
import { type AnalysisFindingState, findingStates, type Severity, severities } from './analysis-finding.entity.js';

export const AnalysisKindEnum = enumOf(
  analysisKinds,
  'AnalysisKind',
  'What kind of analysis it is; an impact assessment is input to, or one of, Article 35 GDPR.',
);

export const AnalysisVisibilityEnum = enumOf(
  visibilities,
  'AnalysisVisibility',
  'What the processor shows its controllers of an analysis of its own: nothing, when it was held and is due, or also what came of it.',
);

export const SeverityEnum = enumOf(severities, 'AnalysisSeverity', 'How much a finding weighs.');

export const AnalysisFindingStateEnum = enumOf(
  findingStates,
  'AnalysisFindingState',
  'How a finding stands: to be dealt with, dealt with, or accepted as it is.',
);

@ObjectType('AnalysisFinding', {
  implements: Node,
  description: 'What an analysis found, and what is done about it.',
  simpleResolvers: true,
})
export class AnalysisFindingType extends Node {
  @Field(() => Int, { description: 'Counts the findings of the occasion from 1.' })
  number!: number;

  @Field(() => String, { description: 'What was found.' })
  title!: string;

  @Field(() => SeverityEnum, { description: 'How much it weighs.' })
  severity!: Severity;

  @Field(() => String, { nullable: true, description: 'What follows from it.' })
  action!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'The last day for it.' })
  dueOn!: string | null;

  @Field(() => AnalysisFindingStateEnum, { description: 'How it stands.' })
  state!: AnalysisFindingState;

  @Field(() => Boolean, { description: 'Whether it is open and its last day has passed.' })
  isOverdue!: boolean;

  @Field(() => String, { nullable: true, description: 'What was done, or why it is accepted.' })
  note!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'When it was closed.' })
  closedOn!: string | null;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;
}

export const AnalysisFindingConnection = connectionOf(AnalysisFindingType, 'AnalysisFinding');

@ObjectType('AnalysisOccasion', {
  implements: Node,
  description: 'One time that an analysis was held.',
  simpleResolvers: true,
})
export class AnalysisOccasionType extends Node {
  @Field(() => CalendarDate, { description: 'When.' })
  heldOn!: string;

  @Field(() => String, { description: 'By which organisation or function.' })
  heldBy!: string;

  @Field(() => String, { description: 'What came of it.' })
  summary!: string;

  @Field(() => String, { nullable: true, description: 'Where the report lies.' })
  reportUrl!: string | null;

  @Field(() => Date, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was withdrawn as a mistake; null while it counts.' })
  withdrawnAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What was wrong with it; null while it counts.' })
  withdrawalReason!: string | null;

  @Field(() => [AnalysisFindingType], { description: 'What was found, in its order.' })
  findings!: AnalysisFindingType[];
}

@ObjectType('Analysis', {
  implements: Node,
  description:
    'An analysis that is held again and again: of the tenant’s own, and for the operator of the processor’s.',
  simpleResolvers: true,
})
export class AnalysisType extends Node {
  @Field(() => AnalysisKindEnum, { description: 'What kind it is.' })
  kind!: AnalysisKind;

  @Field(() => String, { description: 'What is analysed.' })
  subject!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'After how many months it is due again; null where it is held once.',
  })
  everyMonths!: number | null;

  @Field(() => CalendarDate, { nullable: true, description: 'By when it is held the first time.' })
  firstDueOn!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'When it was held last; null while it was not.' })
  lastHeldOn!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'By when it is to be held next; null where it is not.' })
  nextDueOn!: string | null;

  @Field(() => Boolean, { description: 'Whether that day has passed.' })
  isOverdue!: boolean;

  @Field(() => AnalysisVisibilityEnum, {
    description: 'What the processor shows of it to controllers; always OWN for a controller’s.',
  })
  visibility!: Visibility;

  @Field(() => CalendarDate, { nullable: true, description: 'Since when it is not held any more.' })
  endedOn!: string | null;

  @Field(() => [AnalysisOccasionType], {
    description: 'Each time that it was held, the last one first, also what was withdrawn; at most 100.',
  })
  occasions!: AnalysisOccasionType[];

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;
}

export const AnalysisConnection = connectionOf(AnalysisType, 'Analysis');

@ObjectType('ProcessorAnalysis', {
  implements: Node,
  description: 'What the processor shows its controllers of an analysis of its own.',
  simpleResolvers: true,
})
export class ProcessorAnalysisType extends Node {
  @Field(() => AnalysisKindEnum, { description: 'What kind it is.' })
  kind!: AnalysisKind;

  @Field(() => String, { description: 'What is analysed.' })
  subject!: string;

  @Field(() => Int, { nullable: true, description: 'After how many months it is due again.' })
  everyMonths!: number | null;

  @Field(() => CalendarDate, { nullable: true, description: 'When it was held last.' })
  heldOn!: string | null;

  @Field(() => String, { nullable: true, description: 'By which organisation or function.' })
  heldBy!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'By when it is to be held next.' })
  nextDueOn!: string | null;

  @Field(() => Boolean, { description: 'Whether that day has passed.' })
  isOverdue!: boolean;

  @Field(() => String, { nullable: true, description: 'What came of it; null where only the dates are shown.' })
  summary!: string | null;

  @Field(() => Int, { description: 'How many findings there are; zero where only the dates are shown.' })
  findings!: number;

  @Field(() => Int, { description: 'How many of them are open.' })
  openFindings!: number;
}

@ObjectType({ description: 'The answer of the mutations of analyses.', simpleResolvers: true })
export class AnalysisPayload extends Payload {
  @Field(() => AnalysisType, { nullable: true, description: 'The analysis; null when the mutation was refused.' })
  analysis!: AnalysisType | null;
}

@ObjectType({ description: 'The answer of `updateAnalysisFinding`.', simpleResolvers: true })
export class AnalysisFindingPayload extends Payload {
  @Field(() => AnalysisFindingType, { nullable: true, description: 'The finding; null when it was refused.' })
  analysisFinding!: AnalysisFindingType | null;
}
