import { ArrayMaxSize, IsOptional, MaxLength, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { PageArgs, SortDirection } from '../../base/graphql/connection.types.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';

const TEXT = 8_000;

@InputType({ description: 'An account of a controller.' })
export class SuspectedAccountInput {
  @IdInput('The controller.')
  tenantId!: string;

  @IdInput('The account, by its id.')
  accountId!: string;
}

@InputType({
  description:
    'An incident with its suspected source: accounts, a period, roles, sub-processors, or several. What is read from the log fits all that is named.',
})
export class RecordIncidentInput {
  @TextInput(200, 'What it is called.')
  title!: string;

  @TextInput(TEXT, 'What happened, without naming people. The controllers concerned read it.')
  description!: string;

  @TextInput(TEXT, 'What was or will be done about it.', { nullable: true })
  measures?: string | null;

  @Field(() => Date, { description: 'When there was the first sign of it.' })
  signalAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Since when it is known to be a breach; absent while it is not.' })
  @IsOptional()
  awareAt?: Date | null;

  @Field(() => [ID], { defaultValue: [], description: 'The controllers that may be concerned.' })
  @ArrayMaxSize(1_000)
  @MaxLength(128, { each: true })
  tenantIds!: string[];

  @Field(() => Boolean, { defaultValue: false, description: 'Whether all controllers may be concerned.' })
  allTenants!: boolean;

  @Field(() => [SuspectedAccountInput], { defaultValue: [], description: 'The suspected accounts.' })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  accounts!: SuspectedAccountInput[];

  @Field(() => [String], { defaultValue: [], description: 'The keys of the suspected roles.' })
  @ArrayMaxSize(50)
  @MaxLength(64, { each: true })
  roles!: string[];

  @Field(() => [ID], { defaultValue: [], description: 'The suspected sub-processors.' })
  @ArrayMaxSize(50)
  @MaxLength(128, { each: true })
  subProcessorIds!: string[];

  @Field(() => Date, { nullable: true, description: 'When the suspected period begins.' })
  @IsOptional()
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the suspected period ends; now where absent.' })
  @IsOptional()
  until?: Date | null;

  @IdInput('The signal of a controller that becomes part of the incident.', { nullable: true })
  breachId?: string | null;
}

@InputType()
abstract class IncidentReference {
  @IdInput('The incident.')
  incidentId!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;
}

@InputType({ description: 'Which incident is assessed anew.' })
export class AssessIncidentInput extends IncidentReference {}

@InputType({ description: 'Since when an incident is known to be a breach.' })
export class RecordAwarenessInput extends IncidentReference {
  @Field(() => Date, { description: 'When the processor became aware; not before the signal.' })
  awareAt!: Date;
}

@InputType({ description: 'For which breaches of an incident notices are drafted.' })
export class DraftBreachNoticesInput extends IncidentReference {
  @Field(() => [ID], { nullable: true, description: 'The breaches; all of the incident where absent.' })
  @IsOptional()
  @ArrayMaxSize(1_000)
  @MaxLength(128, { each: true })
  breachIds?: string[] | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it is the last notice of the breach.' })
  isFinal!: boolean;
}

@InputType({ description: 'Of which breaches of an incident the drafted notices are sent.' })
export class SendBreachNoticesInput extends IncidentReference {
  @Field(() => [ID], { nullable: true, description: 'The breaches; all with a draft where absent.' })
  @IsOptional()
  @ArrayMaxSize(1_000)
  @MaxLength(128, { each: true })
  breachIds?: string[] | null;
}

@InputType({ description: 'The end of an incident.' })
export class CloseIncidentInput extends IncidentReference {
  @TextInput(TEXT, 'What was learnt.')
  lessons!: string;

  @TextInput(TEXT, 'What was done about it in the end; as it was where absent.', { nullable: true })
  measures?: string | null;
}

@InputType({ description: 'A closed incident that is opened again.' })
export class ReopenIncidentInput extends IncidentReference {
  @TextInput(2_000, 'Why.')
  reason!: string;
}

@InputType({ description: 'The texts of a drafted notice. What is absent stays as it is.' })
export class UpdateBreachNoticeInput {
  @IdInput('The notice.')
  noticeId!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;

  @TextInput(TEXT, 'The nature of the breach (Article 33(3)(a)).', { nullable: true })
  nature?: string | null;

  @TextInput(2_000, 'Where more can be learnt (Article 33(3)(b)).', { nullable: true })
  contact?: string | null;

  @TextInput(TEXT, 'The likely consequences (Article 33(3)(c)).', { nullable: true })
  consequences?: string | null;

  @TextInput(TEXT, 'The measures taken or proposed (Article 33(3)(d)).', { nullable: true })
  measures?: string | null;
}

@ArgsType()
export class IncidentsArgs extends PageArgs {
  @Field(() => Boolean, { nullable: true, description: 'Only those that are open, or closed.' })
  isOpen?: boolean | null;

  @Field(() => SortDirection, { defaultValue: SortDirection.DESC, description: 'By the time of the signal.' })
  direction!: SortDirection;
}
