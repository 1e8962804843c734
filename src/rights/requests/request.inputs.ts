import { IsIn, IsOptional, Min } from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { PageArgs } from '../../base/graphql/connection.types.js';
import { enumOf } from '../../base/graphql/enum.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import type { RequestKind, RequestState } from '../data-subject-request.entity.js';
import { RequestKindEnum, RequestOrder, RequestStateEnum } from './request.types.js';

const MAXIMUM_TEXT = 4000;

const decisions = ['GRANTED', 'REFUSED'] as const;
export type RequestDecision = (typeof decisions)[number];
export const RequestDecisionEnum = enumOf(decisions, 'RequestDecision', 'How the controller decides on a request.');

/** What every request says, made or recorded. */
@InputType()
export abstract class RequestDetailsInput {
  @Field(() => RequestKindEnum, { description: 'What is asked for.' })
  kind!: RequestKind;

  @TextInput(MAXIMUM_TEXT, 'The request in the person’s words.', { nullable: true })
  details?: string | null;

  @TextInput(128, 'For a RECTIFICATION: the element of the catalogue that is wrong.', { nullable: true })
  element?: string | null;

  @TextInput(MAXIMUM_TEXT, 'For a RECTIFICATION of an element: the right value; absent where it is to be removed.', {
    nullable: true,
  })
  proposedValue?: string | null;
}

@InputType({ description: 'A request of the viewer as a data subject.' })
export class MakeRequestInput extends RequestDetailsInput {}

@InputType({ description: 'A request that came by another way, by letter or in person.' })
export class RecordRequestInput extends RequestDetailsInput {
  @IdInput('Who asks.')
  personId!: string;

  @Field(() => Date, { nullable: true, description: 'When it came; now where absent. The deadline runs from then.' })
  @IsOptional()
  receivedAt?: Date | null;
}

@InputType({
  description: 'A deadline that is extended once, by `REQUEST_EXTENSION` of `legalPeriods` (Article 12(3) GDPR).',
})
export class ExtendRequestInput {
  @IdInput('The request.')
  requestId!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;

  @TextInput(MAXIMUM_TEXT, 'Why: how complex and how many the requests are. The person reads it.')
  reason!: string;
}

@InputType({ description: 'The controller’s answer.' })
export class AnswerRequestInput {
  @IdInput('The request.')
  requestId!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => RequestDecisionEnum, { description: 'Granted or refused.' })
  @IsIn(decisions)
  decision!: RequestDecision;

  @TextInput(
    MAXIMUM_TEXT,
    'What the person is told; of a refusal also why, and where to complain (Article 12(4) GDPR).',
  )
  outcome!: string;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether a granted rectification is written at once, where no source system owns the value.',
  })
  apply!: boolean;
}

@InputType({ description: 'A request that the person takes back.' })
export class WithdrawRequestInput {
  @IdInput('The request.')
  requestId!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;
}

@InputType({ description: 'Narrows requests.' })
export class RequestFilter {
  @Field(() => RequestStateEnum, { nullable: true, description: 'Only those of which this has become.' })
  @IsOptional()
  state?: RequestState | null;

  @Field(() => RequestKindEnum, { nullable: true, description: 'Only those that ask for this.' })
  @IsOptional()
  kind?: RequestKind | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those open past their deadline, or only the others.' })
  @IsOptional()
  overdue?: boolean | null;

  @IdInput('Only those of this person.', { nullable: true })
  personId?: string | null;
}

@ArgsType()
export class RequestsArgs extends PageArgs {
  @Field(() => RequestFilter, { nullable: true, description: 'Narrows the requests.' })
  filter?: RequestFilter;

  @Field(() => RequestOrder, { nullable: true, description: 'By deadline where absent.' })
  orderBy?: RequestOrder;
}
