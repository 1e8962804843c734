import { Field, Int, ObjectType } from 'type-graphql';
import { Payload } from '../../base/graphql/user-error.types.js';
import type { InstructionKind } from './instructed-settings.js';
import type { InstructionAction, InstructionSource, InstructionState } from './instruction.model.js';
import {
  InstructionActionEnum,
  InstructionChangeType,
  InstructionKindEnum,
  InstructionSourceEnum,
  InstructionStateEnum,
  InstructionType,
} from './instruction.types.js';

@ObjectType({ description: 'What was said about an instruction that was parked; not by whom.', simpleResolvers: true })
export class TenantInstructionStep {
  @Field(() => Date, { description: 'When.' })
  at!: Date;

  @Field(() => InstructionStateEnum, { description: 'Where the instruction stood from then on.' })
  state!: InstructionState;

  @Field(() => String, { description: 'The reasons.' })
  reason!: string;

  @Field(() => Boolean, { description: 'Whether the processor said it; the controller otherwise.' })
  isByProcessor!: boolean;
}

@ObjectType('TenantInstruction', {
  description: 'An instruction as the processor reads it, to whom it is addressed: without who gave it.',
  simpleResolvers: true,
})
export class TenantInstructionType {
  @Field(() => Int, { description: 'Its number in the tenant’s ledger.' })
  number!: number;

  @Field(() => Date, { description: 'When it was given.' })
  at!: Date;

  @Field(() => InstructionSourceEnum, { description: 'Who it comes from.' })
  source!: InstructionSource;

  @Field(() => Int, { nullable: true, description: 'The instruction whose parking or release it is.' })
  becauseOf!: number | null;

  @Field(() => InstructionKindEnum, { description: 'What it sets.' })
  kind!: InstructionKind;

  @Field(() => InstructionActionEnum, { description: 'Whether the setting came to be, was changed, or went.' })
  action!: InstructionAction;

  @Field(() => String, { description: 'What the setting is called.' })
  name!: string;

  @Field(() => String, { description: 'The instruction in words.' })
  text!: string;

  @Field(() => [InstructionChangeType], { description: 'What it changed, setting by setting.' })
  changes!: InstructionChangeType[];

  @Field(() => InstructionStateEnum, { description: 'Where it stands.' })
  state!: InstructionState;

  @Field(() => Boolean, { description: 'Whether the setting stands by it.' })
  isInForce!: boolean;

  @Field(() => [TenantInstructionStep], { description: 'What was said about its being parked, in order.' })
  steps!: TenantInstructionStep[];
}

@ObjectType({ description: 'The instruction after the controller’s answer.', simpleResolvers: true })
export class InstructionPayload extends Payload {
  @Field(() => InstructionType, { nullable: true, description: 'The instruction; null when it was refused.' })
  instruction!: InstructionType | null;
}

@ObjectType({ description: 'The instruction after what the processor did about it.', simpleResolvers: true })
export class TenantInstructionPayload extends Payload {
  @Field(() => TenantInstructionType, { nullable: true, description: 'The instruction; null when it was refused.' })
  instruction!: TenantInstructionType | null;
}
