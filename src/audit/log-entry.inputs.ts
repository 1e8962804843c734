import { IsOptional, MaxLength } from 'class-validator';
import { ArgsType, Field, InputType } from 'type-graphql';
import { PageArgs, SortDirection } from '../base/graphql/connection.types.js';
import { IdInput } from '../base/graphql/input-fields.js';
import { LogOutcome } from './log-entry.types.js';

@InputType({ description: 'Narrows the log.' })
export class LogFilter {
  @IdInput('Only entries about this person.', { nullable: true })
  personId?: string | null;

  @IdInput('Only what this person did.', { nullable: true })
  actorPersonId?: string | null;

  @IdInput('Only what was done with this account.', { nullable: true })
  actorAccountId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only this action, such as `person.read`.' })
  @IsOptional()
  @MaxLength(100)
  action?: string | null;

  @Field(() => LogOutcome, { nullable: true, description: 'Only what took effect, or only what was refused.' })
  @IsOptional()
  outcome?: LogOutcome | null;

  @Field(() => Date, { nullable: true, description: 'Only from this moment on.' })
  @IsOptional()
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only before this moment.' })
  @IsOptional()
  before?: Date | null;
}

@ArgsType()
export class LogArgs extends PageArgs {
  @Field(() => LogFilter, { nullable: true, description: 'Narrows the log.' })
  filter?: LogFilter;

  @Field(() => SortDirection, { description: 'By time; newest first where absent.', defaultValue: SortDirection.DESC })
  order!: SortDirection;
}
