import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../base/graphql/connection.types.js';
import type { TransferBasis } from '../sub-processors/sub-processor.terms.js';
import { TransferBasisEnum } from '../sub-processors/sub-processor.types.js';

@ObjectType('RecordParty', { description: 'A party of the processing, as the record names it.', simpleResolvers: true })
export class RecordParty {
  @Field(() => String, { description: 'Its legal name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its number in the register of organisations.' })
  organisationNumber!: string | null;

  @Field(() => String, { description: 'Its address, with the country.' })
  address!: string;

  @Field(() => String, { nullable: true, description: 'Where it is reached about data protection.' })
  contact!: string | null;

  @Field(() => String, { nullable: true, description: 'Where its data protection officer is reached.' })
  dataProtectionOfficer!: string | null;

  @Field(() => String, { nullable: true, description: 'Its representative in the Union.' })
  representative!: string | null;
}

@ObjectType('RecordCategory', { description: 'Data of one category.', simpleResolvers: true })
export class RecordCategory {
  @Field(() => String, { description: 'The category.' })
  category!: string;

  @Field(() => [String], { description: 'What of it is processed.' })
  elements!: string[];
}

@ObjectType('RecordRecipient', {
  description: 'Who receives data: to process it for the processor, or because the controller instructs it.',
  simpleResolvers: true,
})
export class RecordRecipient {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its address, with the country; null for a system of the controller’s choice.',
  })
  address!: string | null;

  @Field(() => String, { description: 'What it does.' })
  processing!: string;

  @Field(() => [String], { description: 'The categories of data that it processes.' })
  categories!: string[];

  @Field(() => [String], {
    description: 'The countries in which it does; empty for a system of the controller’s choice.',
  })
  countries!: string[];

  @Field(() => Int, {
    nullable: true,
    description:
      'The documented instruction by which the controller has data passed on to this system; null for a sub-processor.',
  })
  instructionNumber!: number | null;
}

@ObjectType('RecordTransfer', { description: 'A transfer out of the European Economic Area.', simpleResolvers: true })
export class RecordTransfer {
  @Field(() => String, { description: 'To whom.' })
  recipient!: string;

  @Field(() => [String], { description: 'Into which countries outside of the area.' })
  countries!: string[];

  @Field(() => TransferBasisEnum, { description: 'On what it rests.' })
  basis!: TransferBasis;

  @Field(() => String, { description: 'The safeguard in words.' })
  safeguard!: string;
}

@ObjectType('RecordMeasures', { description: 'The measures under one heading.', simpleResolvers: true })
export class RecordMeasures {
  @Field(() => String, { description: 'The heading.' })
  heading!: string;

  @Field(() => [String], { description: 'What is done.' })
  measures!: string[];
}

@ObjectType('AutomatedDecisionMaking', {
  description: 'Whether decisions are based solely on automated processing (Article 22 GDPR).',
  simpleResolvers: true,
})
export class AutomatedDecisionMaking {
  @Field(() => Boolean, { description: 'Whether they are; the platform takes none.' })
  takesPlace!: boolean;

  @Field(() => String, { description: 'What the record says of it.' })
  statement!: string;
}

@ObjectType('ProcessingRecord', {
  description:
    'The processor’s record of what it does on behalf of one controller (Article 30(2) GDPR). It is derived from what is processed, so that it is always current; each version stays as it was.',
  simpleResolvers: true,
})
export class ProcessingRecord {
  @Field(() => Int, { description: 'The number of the version; the same as that of the annexes.' })
  number!: number;

  @Field(() => String, { description: 'SHA-256 of what it is made of, in hexadecimal.' })
  hash!: string;

  @Field(() => Date, { description: 'Since when it has been so.' })
  madeAt!: Date;

  @Field(() => Boolean, { description: 'Whether it is the one of now.' })
  isCurrent!: boolean;

  @Field(() => RecordParty, { nullable: true, description: 'The processor; null while it has not said who it is.' })
  processor!: RecordParty | null;

  @Field(() => RecordParty, { description: 'The controller on whose behalf it acts.' })
  controller!: RecordParty;

  @Field(() => [String], { description: 'The categories of processing that are carried out.' })
  categoriesOfProcessing!: string[];

  @Field(() => [String], { description: 'What it is done for.' })
  purposes!: string[];

  @Field(() => [String], { description: 'Whose data it is.' })
  dataSubjects!: string[];

  @Field(() => [RecordCategory], { description: 'Which data it is.' })
  personalData!: RecordCategory[];

  @Field(() => [RecordCategory], { description: 'Data of special categories, with what keeps it safe.' })
  sensitiveData!: RecordCategory[];

  @Field(() => [RecordRecipient], {
    description:
      'Who else receives it: the sub-processors, and the systems to which the controller has data passed on.',
  })
  recipients!: RecordRecipient[];

  @Field(() => [RecordTransfer], { description: 'What leaves the European Economic Area, and on what ground.' })
  transfers!: RecordTransfer[];

  @Field(() => [RecordMeasures], { description: 'The technical and organisational measures (Article 32 GDPR).' })
  measures!: RecordMeasures[];

  @Field(() => AutomatedDecisionMaking, { description: 'Whether there is automated decision-making.' })
  automatedDecisionMaking!: AutomatedDecisionMaking;
}

@ObjectType('RegisterEntry', { description: 'A controller in the processor’s register.', simpleResolvers: true })
export class RegisterEntry {
  @Field(() => ID, { description: 'The controller’s id.' })
  tenantId!: string;

  @Field(() => String, { description: 'Its short name.' })
  slug!: string;

  @Field(() => ProcessingRecord, { description: 'The record of what is processed on its behalf, as it is now.' })
  record!: ProcessingRecord;
}

export const RegisterEntryConnection = connectionOf(RegisterEntry, 'RegisterEntry');

@ObjectType('ProcessingRecordVersion', { description: 'A version of the record.', simpleResolvers: true })
export class ProcessingRecordVersion {
  @Field(() => Int, { description: 'Its number.' })
  number!: number;

  @Field(() => String, { description: 'SHA-256 of what it is made of, in hexadecimal.' })
  hash!: string;

  @Field(() => Date, { description: 'Since when it was so.' })
  madeAt!: Date;
}
