import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { AccountType } from '../../accounts/index.js';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { type DataCategory, DataCategoryEnum, type Purpose, PurposeEnum } from '../../catalogue/index.js';
import { type OperationState, OperationStateEnum, OperationType } from '../../jobs/index.js';
import { PersonType, type Register, RegisterEnum } from '../../people/index.js';
import { UnitType } from '../../tenants/index.js';
import type { TransferFormat, TransferFrequency, Weekday } from './transfer.entity.js';
import {
  TransferFormatEnum,
  TransferFrequencyEnum,
  TransferNoteEnum,
  type TransferStart,
  TransferStartEnum,
  WeekdayEnum,
} from './transfer.enums.js';
import type { TransferNoteCode } from './transfer-run.entity.js';

@ObjectType('TransferColumn', { description: 'One column of a transfer.', simpleResolvers: true })
export class TransferColumnType {
  @Field(() => String, { nullable: true, description: 'The element of the catalogue, such as `person.givenName`.' })
  element!: string | null;

  @Field(() => String, { nullable: true, description: 'The key of the controller’s own field.' })
  fieldKey!: string | null;

  @Field(() => String, { description: 'What the column is called in the file.' })
  header!: string;
}

@ObjectType({ description: 'Something that a transfer of a register can carry.', simpleResolvers: true })
export class TransferableColumn {
  @Field(() => String, { nullable: true, description: 'The element of the catalogue.' })
  element!: string | null;

  @Field(() => String, { nullable: true, description: 'The key of the controller’s own field.' })
  fieldKey!: string | null;

  @Field(() => String, { description: 'What people call it, in the language of the request.' })
  label!: string;

  @Field(() => DataCategoryEnum, { description: 'The category of personal data.' })
  category!: DataCategory;
}

@ObjectType('TransferSchedule', { description: 'When a transfer runs by itself.', simpleResolvers: true })
export class TransferScheduleType {
  @Field(() => TransferFrequencyEnum, { description: 'How often.' })
  frequency!: TransferFrequency;

  @Field(() => WeekdayEnum, { nullable: true, description: 'On which day; of a weekly one.' })
  weekday!: Weekday | null;

  @Field(() => String, { description: 'At which time of the day: `06:30`.' })
  timeOfDay!: string;

  @Field(() => String, { description: 'By the clock of which time zone: that of the controller’s country.' })
  timeZone!: string;
}

@ObjectType('TransferNote', {
  description: 'Why a run carried nothing, or not every column.',
  simpleResolvers: true,
})
export class TransferNoteType {
  @Field(() => TransferNoteEnum, { description: 'The machine-readable reason.' })
  code!: TransferNoteCode;

  @Field(() => String, { description: 'The reason in words, in the language of the request.' })
  message!: string;

  @Field(() => [String], { description: 'The headers of the columns that it is about; none where it is the run.' })
  columns!: readonly string[];
}

@ObjectType('TransferFile', {
  description: 'The file of a run, in Blob Storage until it is removed.',
  simpleResolvers: true,
})
export class TransferFileType {
  @Field(() => Float, { description: 'Its size in bytes.' })
  size!: number;

  @Field(() => String, { description: 'Its SHA-256, hexadecimal.' })
  sha256!: string;

  @Field(() => Date, { description: 'When it is removed.' })
  expiresAt!: Date;
}

@ObjectType('TransferRun', {
  implements: Node,
  description: 'One run of a transfer, with the rights that its account had at that moment.',
  simpleResolvers: true,
})
export class TransferRunType extends Node {
  @Field(() => TransferType, { nullable: true, description: 'The transfer.' })
  transfer!: TransferType | null;

  @Field(() => OperationStateEnum, { description: 'Where it stands.' })
  state!: OperationState;

  @Field(() => Float, { description: 'How many people it has read.' })
  done!: number;

  @Field(() => Float, { nullable: true, description: 'How many there are to read; null while that is not known.' })
  total!: number | null;

  @Field(() => String, { nullable: true, description: 'Why it failed, in the language of the request.' })
  failure!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The number of the documented instruction by which it runs; null for runs of before there was a ledger of them.',
  })
  instructionNumber!: number | null;

  @Field(() => Int, { description: 'How many people’s data it carried.' })
  persons!: number;

  @Field(() => [TransferNoteType], { description: 'Why it carried nothing, or not every column.' })
  notes!: TransferNoteType[];

  @Field(() => TransferStartEnum, { description: 'What started it.' })
  startedBy!: TransferStart;

  @Field(() => PersonType, {
    nullable: true,
    description: 'Who started it by hand; null where the schedule did, and where the viewer may not see the person.',
  })
  requestedBy!: PersonType | null;

  @Field(() => Date, { nullable: true, description: 'When the schedule had it due; null for a run by hand.' })
  dueAt!: Date | null;

  @Field(() => Date, { description: 'When it was started.' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was done; null before, and where it did not succeed.' })
  carriedAt!: Date | null;

  @Field(() => OperationType, {
    nullable: true,
    description: 'The work, to follow or cancel; null where it is not the viewer’s own and not for the viewer to see.',
  })
  operation!: OperationType | null;
}

export const TransferRunConnection = connectionOf(TransferRunType, 'TransferRun');

@ObjectType('Transfer', {
  implements: Node,
  description:
    'Data that is passed on to another system, by hand or on a schedule, in the name of an account and as that account may read it.',
  simpleResolvers: true,
})
export class TransferType extends Node {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => AccountType, {
    nullable: true,
    description: 'The account in whose name it runs; null once that is gone, and where the viewer may not see it.',
  })
  account!: AccountType | null;

  @Field(() => RegisterEnum, { description: 'Whom it carries.' })
  register!: Register;

  @Field(() => [TransferColumnType], { description: 'What it carries of each.' })
  columns!: TransferColumnType[];

  @Field(() => TransferFormatEnum, { description: 'What its files are.' })
  format!: TransferFormat;

  @Field(() => PurposeEnum, { description: 'What the data is passed on for; each person’s log says so.' })
  purpose!: Purpose;

  @Field(() => UnitType, { nullable: true, description: 'Only people of this unit; of all where null.' })
  unit!: UnitType | null;

  @Field(() => TransferScheduleType, {
    nullable: true,
    description: 'When it runs by itself; null where by hand alone.',
  })
  schedule!: TransferScheduleType | null;

  @Field(() => Boolean, { description: 'Whether it is paused: it then runs neither by itself nor by hand.' })
  isPaused!: boolean;

  @Field(() => Date, { nullable: true, description: 'When it runs next by itself.' })
  nextDueAt!: Date | null;

  @Field(() => Int, { description: 'How many days a file is kept.' })
  retentionDays!: number;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;

  @Field(() => Date, { description: 'When it was defined.' })
  createdAt!: Date;
}

export const TransferConnection = connectionOf(TransferType, 'Transfer');

@ObjectType({ description: 'The transfer after a change.', simpleResolvers: true })
export class TransferPayload extends Payload {
  @Field(() => TransferType, { nullable: true, description: 'The transfer as it is now; null when it was refused.' })
  transfer!: TransferType | null;
}

@ObjectType({ description: 'The transfer that is gone.', simpleResolvers: true })
export class DeleteTransferPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id that it had; null when it was refused.' })
  transferId!: string | null;
}

@ObjectType({ description: 'The run that was started.', simpleResolvers: true })
export class RunTransferPayload extends Payload {
  @Field(() => TransferRunType, { nullable: true, description: 'The run; null when it was refused.' })
  run!: TransferRunType | null;
}
