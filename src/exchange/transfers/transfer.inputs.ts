import {
  ArrayMaxSize,
  ArrayMinSize,
  IsOptional,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { PageArgs } from '../../base/graphql/connection.types.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { type Purpose, PurposeEnum } from '../../catalogue/index.js';
import { type Register, RegisterEnum } from '../../people/index.js';
import type { TransferFormat, TransferFrequency, Weekday } from './transfer.entity.js';
import { TransferFormatEnum, TransferFrequencyEnum, WeekdayEnum } from './transfer.enums.js';

export const MAXIMUM_COLUMNS = 50;

@InputType({ description: 'One column: an element of the catalogue or a field of the controller’s own, not both.' })
export class TransferColumnInput {
  @TextInput(100, 'The element of the catalogue, such as `person.givenName`: one of `transferableColumns`.', {
    nullable: true,
  })
  element?: string | null;

  @TextInput(100, 'The key of the controller’s own field.', { nullable: true })
  fieldKey?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the column is called in the file; the name of the element or the key of the field where absent.',
  })
  @IsOptional()
  @MinLength(1)
  @MaxLength(100)
  @Matches(/^[^\p{Cc}]*\S[^\p{Cc}]*$/u)
  header?: string | null;
}

@InputType({ description: 'When a transfer runs by itself.' })
export class TransferScheduleInput {
  @Field(() => TransferFrequencyEnum, { description: 'How often.' })
  frequency!: TransferFrequency;

  @Field(() => WeekdayEnum, { nullable: true, description: 'On which day; required by a weekly one, and of no other.' })
  @IsOptional()
  weekday?: Weekday | null;

  @Field(() => String, { description: 'At which time of the day, by the clock of the controller’s country: `06:30`.' })
  @Matches(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)
  timeOfDay!: string;
}

const DAYS = 'How many days a file is kept, 1–365.';

@InputType({ description: 'A transfer to define.' })
export class CreateTransferInput {
  @TextInput(200, 'Its name; each transfer has its own.')
  name!: string;

  @IdInput('The transfer account in whose name it runs: it carries what that account may read when it runs.')
  accountId!: string;

  @Field(() => RegisterEnum, { description: 'Whom it carries.' })
  register!: Register;

  @Field(() => [TransferColumnInput], { description: 'What it carries of each, in the order of the file.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(MAXIMUM_COLUMNS)
  @ValidateNested()
  columns!: TransferColumnInput[];

  @Field(() => TransferFormatEnum, { description: 'What its files are.' })
  format!: TransferFormat;

  @Field(() => PurposeEnum, { description: 'What the data is passed on for; each person’s log says so.' })
  purpose!: Purpose;

  @IdInput('Only people of this unit.', { nullable: true })
  unitId?: string | null;

  @Field(() => TransferScheduleInput, {
    nullable: true,
    description: 'When it runs by itself; by hand alone where absent.',
  })
  @IsOptional()
  @ValidateNested()
  schedule?: TransferScheduleInput | null;

  @Field(() => Int, { nullable: true, description: `${DAYS} 30 where absent.` })
  @IsOptional()
  @Min(1)
  @Max(365)
  retentionDays?: number | null;
}

@InputType({ description: 'What changes of a transfer. A field that is absent stays as it is.' })
export class UpdateTransferInput {
  @IdInput('The transfer.')
  transferId!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;

  @TextInput(200, 'Its name; each transfer has its own.', { nullable: true })
  name?: string | null;

  @IdInput('The transfer account in whose name it runs.', { nullable: true })
  accountId?: string | null;

  @Field(() => RegisterEnum, { nullable: true, description: 'Whom it carries.' })
  @IsOptional()
  register?: Register | null;

  @Field(() => [TransferColumnInput], { nullable: true, description: 'What it carries of each: the whole list.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAXIMUM_COLUMNS)
  @ValidateNested()
  columns?: TransferColumnInput[] | null;

  @Field(() => TransferFormatEnum, { nullable: true, description: 'What its files are.' })
  @IsOptional()
  format?: TransferFormat | null;

  @Field(() => PurposeEnum, { nullable: true, description: 'What the data is passed on for.' })
  @IsOptional()
  purpose?: Purpose | null;

  @IdInput('Only people of this unit; null for those of all.', { nullable: true })
  unitId?: string | null;

  @Field(() => TransferScheduleInput, {
    nullable: true,
    description: 'When it runs by itself; null for by hand alone.',
  })
  @IsOptional()
  @ValidateNested()
  schedule?: TransferScheduleInput | null;

  @Field(() => Int, { nullable: true, description: `${DAYS} Files that are there keep their day.` })
  @IsOptional()
  @Min(1)
  @Max(365)
  retentionDays?: number | null;
}

@InputType({ description: 'A transfer that is to run no more, until it is resumed.' })
export class PauseTransferInput {
  @IdInput('The transfer.')
  transferId!: string;
}

@InputType({ description: 'A transfer that is to run again.' })
export class ResumeTransferInput {
  @IdInput('The transfer.')
  transferId!: string;
}

@InputType({ description: 'A transfer to delete with its runs and their files.' })
export class DeleteTransferInput {
  @IdInput('The transfer.')
  transferId!: string;
}

@InputType({ description: 'A transfer to run now.' })
export class RunTransferInput {
  @IdInput('The transfer.')
  transferId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'A key of the client’s: a repeated request with it finds the run that it started.',
  })
  @IsOptional()
  @MinLength(1)
  @MaxLength(200)
  idempotencyKey?: string | null;
}

@InputType({ description: 'Narrows transfers.' })
export class TransferFilter {
  @IdInput('Only those of this account.', { nullable: true })
  accountId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that are paused, or only those that are not.' })
  @IsOptional()
  isPaused?: boolean | null;
}

@ArgsType()
export class TransfersArgs extends PageArgs {
  @Field(() => TransferFilter, { nullable: true, description: 'Narrows the list.' })
  @IsOptional()
  @ValidateNested()
  filter?: TransferFilter;
}
