import { ArrayMaxSize, IsOptional, MaxLength, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { PageArgs, SortDirection } from '../../base/graphql/connection.types.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { type BreachOrigin, BreachOriginEnum, BreachSort, type BreachState, BreachStateEnum } from './breach.enums.js';

@InputType({ description: 'A breach that the controller itself has a sign of.' })
export class RecordBreachSignalInput {
  @TextInput(8_000, 'What happened, without naming people.')
  description!: string;

  @Field(() => Date, { description: 'When there was the first sign of it.' })
  signalAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Since when the controller knows that it is a breach.' })
  @IsOptional()
  awareAt?: Date | null;

  @Field(() => [ID], { defaultValue: [], description: 'The suspected accounts.' })
  @ArrayMaxSize(100)
  @MaxLength(128, { each: true })
  accountIds!: string[];

  @Field(() => [String], { defaultValue: [], description: 'The keys of the suspected roles.' })
  @ArrayMaxSize(50)
  @MaxLength(64, { each: true })
  roles!: string[];

  @Field(() => Date, { nullable: true, description: 'When the suspected period begins.' })
  @IsOptional()
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the suspected period ends; now where absent.' })
  @IsOptional()
  until?: Date | null;
}

@InputType()
abstract class BreachReference {
  @IdInput('The breach.')
  breachId!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;
}

@InputType({ description: 'Which breach is assessed anew.' })
export class AssessBreachInput extends BreachReference {}

@InputType({ description: 'What the controller did about a breach. What is absent stays as it is.' })
export class RecordBreachResponseInput extends BreachReference {
  @Field(() => Date, { nullable: true, description: 'Of its own breach: since when it knows.' })
  @IsOptional()
  awareAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the supervisory authority was told (Article 33(1) GDPR).' })
  @IsOptional()
  authorityToldAt?: Date | null;

  @TextInput(200, 'The authority’s reference.', { nullable: true })
  authorityReference?: string | null;

  @TextInput(4_000, 'Why the authority was told late, or need not be told.', { nullable: true })
  authorityReason?: string | null;

  @Field(() => Date, { nullable: true, description: 'When the people were told (Article 34 GDPR).' })
  @IsOptional()
  peopleToldAt?: Date | null;

  @TextInput(4_000, 'How the people were told, or why they need not be.', { nullable: true })
  peopleReason?: string | null;
}

@InputType({ description: 'The end of a breach of the controller’s own.' })
export class CloseBreachInput extends BreachReference {
  @TextInput(8_000, 'What was learnt, and what is done differently.')
  lessons!: string;
}

@InputType({ description: 'A closed breach of the controller’s own that is opened again.' })
export class ReopenBreachInput extends BreachReference {}

@InputType({ description: 'A notice whose receipt is acknowledged.' })
export class AcknowledgeBreachNoticeInput {
  @IdInput('The notice.')
  noticeId!: string;
}

@InputType({ description: 'Which breaches are listed.' })
export class BreachFilter {
  @Field(() => BreachStateEnum, { nullable: true, description: 'Only those that are so far.' })
  state?: BreachState | null;

  @Field(() => BreachOriginEnum, {
    nullable: true,
    description: 'Only those entered by the processor, or the controller.',
  })
  origin?: BreachOrigin | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those of which a clock has run out, or has not.' })
  isOverdue?: boolean | null;

  @IdInput('Only those of this controller; for the operator.', { nullable: true })
  tenantId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Only those with a signal at this time or later.' })
  @IsOptional()
  signalFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only those with a signal before this time.' })
  @IsOptional()
  signalBefore?: Date | null;
}

@InputType({ description: 'The order of breaches.' })
export class BreachOrder {
  @Field(() => BreachSort, { description: 'What to order by.' })
  field!: BreachSort;

  @Field(() => SortDirection, { defaultValue: SortDirection.ASC, description: 'Ascending or descending.' })
  direction!: SortDirection;
}

@ArgsType()
export class BreachesArgs extends PageArgs {
  @Field(() => BreachFilter, { nullable: true, description: 'Which are listed; all where absent.' })
  filter?: BreachFilter | null;

  @Field(() => BreachOrder, { nullable: true, description: 'The order; by the time of the signal where absent.' })
  orderBy?: BreachOrder | null;
}

@ArgsType()
export class BreachNoticesArgs extends PageArgs {
  @Field(() => Boolean, { nullable: true, description: 'Only those whose receipt was acknowledged, or was not.' })
  isAcknowledged?: boolean | null;
}
