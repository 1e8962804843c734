import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { enumOf } from '../../base/graphql/enum.js';
import { Node } from '../../base/graphql/node.types.js';
import { PersonalField } from '../../catalogue/index.js';
import { PersonType } from '../../people/index.js';
import { type InstructionKind, instructionKinds } from './instructed-settings.js';
import { InstructionStep } from './instruction.entity.js';
import {
  type InstructionAction,
  type InstructionSource,
  type InstructionState,
  instructionActions,
  instructionSources,
  instructionStates,
} from './instruction.model.js';

export const InstructionKindEnum = enumOf(
  instructionKinds,
  'InstructionKind',
  'What is set: general settings, an identity provider, a field, the age of a second factor, a cap on seats, what becomes of leavers’ accounts, the authorisation matrix, a review of rights, the agreement, a transfer to another system, or a period that is stricter than the law’s.',
);
export const InstructionActionEnum = enumOf(
  instructionActions,
  'InstructionAction',
  'Whether a setting came to be, was changed, or went.',
);
export const InstructionSourceEnum = enumOf(
  instructionSources,
  'InstructionSource',
  'Who it comes from: the controller’s people, the processor’s staff, the system by a rule that was set, the introduction of the ledger, which entered what it found, or the parking or release of an earlier instruction.',
);
export const InstructionStateEnum = enumOf(
  instructionStates,
  'InstructionState',
  'Where it stands: GIVEN; PARKED by the processor, which holds it to be unlawful, so that it has no effect; CONFIRMED by the controller all the same; KEPT parked by the processor; WITHDRAWN by the controller; RELEASED by the processor, so that it has effect again.',
);

@ObjectType({ description: 'One setting that an instruction changed.', simpleResolvers: true })
export class InstructionChangeType {
  @Field(() => String, { description: 'Its name in the API.' })
  setting!: string;

  @Field(() => String, { description: 'Its name in the language of the request.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'What it was, in words; null where it was nothing.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What it became, in words; null where it is nothing.' })
  after!: string | null;
}

@ObjectType('InstructionStep', {
  description: 'What processor or controller said about an instruction that was parked.',
  simpleResolvers: true,
})
export class InstructionStepType {
  @Field(() => Date, { description: 'When.' })
  at!: Date;

  @Field(() => InstructionStateEnum, { description: 'Where the instruction stood from then on.' })
  state!: InstructionState;

  @PersonalField(InstructionStep, 'reason', () => String, 'The reasons.')
  reason!: string | null;

  @Field(() => Boolean, { description: 'Whether the processor said it; the controller otherwise.' })
  isByProcessor!: boolean;

  @Field(() => PersonType, {
    nullable: true,
    description: 'Who answered for the controller; null for the processor, and once the person was erased.',
  })
  answeredBy!: PersonType | null;
}

@ObjectType('Instruction', {
  implements: Node,
  description:
    'A documented instruction (Article 28(3)(a) GDPR): one change of one setting that directs processing, entered in the transaction that made it.',
  simpleResolvers: true,
})
export class InstructionType extends Node {
  @Field(() => Int, { description: 'Its number in the controller’s ledger, from 1, without gaps.' })
  number!: number;

  @Field(() => Date, { description: 'When it was given.' })
  at!: Date;

  @Field(() => InstructionSourceEnum, { description: 'Who it comes from.' })
  source!: InstructionSource;

  @Field(() => Int, { nullable: true, description: 'The instruction whose parking or release it is.' })
  becauseOf!: number | null;

  @Field(() => PersonType, {
    nullable: true,
    description:
      'Who gave it for the controller; null once the person was erased, and where the viewer may not see it.',
  })
  givenBy!: PersonType | null;

  @Field(() => InstructionKindEnum, { description: 'What it sets.' })
  kind!: InstructionKind;

  @Field(() => InstructionActionEnum, { description: 'Whether the setting came to be, was changed, or went.' })
  action!: InstructionAction;

  @Field(() => ID, { nullable: true, description: 'The thing that it sets, for `node`; null where it has no id.' })
  thingId!: string | null;

  @Field(() => String, { description: 'What the setting is called, in the language of the request.' })
  name!: string;

  @Field(() => String, { description: 'The instruction in words: what is set, from what to what.' })
  text!: string;

  @Field(() => [InstructionChangeType], { description: 'What it changed, setting by setting.' })
  changes!: InstructionChangeType[];

  @Field(() => InstructionStateEnum, { description: 'Where it stands.' })
  state!: InstructionState;

  @Field(() => Boolean, {
    description: 'Whether the setting stands by this instruction: by no later one, and not removed.',
  })
  isInForce!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'What the processor notifies the controller of while it is parked, with the reasons; null otherwise.',
  })
  notice!: string | null;

  @Field(() => [InstructionStepType], { description: 'What was said about its being parked, in order.' })
  steps!: InstructionStepType[];
}

export const InstructionConnection = connectionOf(InstructionType, 'Instruction');

@ObjectType({ description: 'One value of a setting.', simpleResolvers: true })
export class SettingValueType {
  @Field(() => String, { description: 'Its name in the API.' })
  setting!: string;

  @Field(() => String, { description: 'Its name in the language of the request.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'The value in words; null where it is nothing.' })
  value!: string | null;

  @Field(() => String, { description: 'The value as JSON.' })
  json!: string;
}

@ObjectType({ description: 'A setting as it stood at a number of the ledger.', simpleResolvers: true })
export class SettingType {
  @Field(() => InstructionKindEnum, { description: 'What it sets.' })
  kind!: InstructionKind;

  @Field(() => ID, { nullable: true, description: 'The thing that it sets, for `node`; null where it has no id.' })
  thingId!: string | null;

  @Field(() => String, { description: 'What it is called, in the language of the request.' })
  name!: string;

  @Field(() => Int, { description: 'The number of the instruction by which it stood so.' })
  number!: number;

  @Field(() => [SettingValueType], { description: 'What was set.' })
  values!: SettingValueType[];
}

@ObjectType({ description: 'The settings that the ledger gives up to a number.', simpleResolvers: true })
export class SettingsAtType {
  @Field(() => Int, { description: 'The last instruction that is carried out; 0 where none had been given.' })
  number!: number;

  @Field(() => Date, { nullable: true, description: 'When that was given; null where none had been.' })
  at!: Date | null;

  @Field(() => [SettingType], {
    description: 'The settings, at most 2,000; narrow them by `kinds` where there are more.',
  })
  settings!: SettingType[];

  @Field(() => Boolean, { description: 'Whether these are all: false where more than 2,000 stood.' })
  isComplete!: boolean;
}
