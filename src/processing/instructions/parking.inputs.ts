import { IsOptional, Max, MaxLength, Min } from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { InstructionFilter } from './instruction.inputs.js';

/** PostgreSQL's largest integer. */
const MAXIMUM_NUMBER = 2_147_483_647;

@ArgsType()
export class TenantInstructionsArgs {
  @Field(() => String, { description: 'The tenant’s id.' })
  @MaxLength(128)
  tenantId!: string;

  @Field(() => InstructionFilter, { nullable: true, description: 'Narrows the ledger.' })
  filter?: InstructionFilter;

  @Field(() => Int, { defaultValue: 50, description: 'How many, 1–100.' })
  @Min(1)
  @Max(100)
  first!: number;

  @Field(() => Int, { nullable: true, description: 'Only those with a lower number, for the next page.' })
  @IsOptional()
  @Min(1)
  @Max(MAXIMUM_NUMBER)
  beforeNumber?: number | null;
}

@InputType({ description: 'The controller’s answer about an instruction that the processor parked.' })
class AnswerInstructionInput {
  @Field(() => Int, { description: 'The instruction’s number.' })
  @Min(1)
  @Max(MAXIMUM_NUMBER)
  number!: number;

  @TextInput(2_000, 'The reasons. Name nobody in them: the processor reads them.')
  reason!: string;
}

@InputType({ description: 'An instruction that the controller withdraws after it was parked.' })
export class WithdrawInstructionInput extends AnswerInstructionInput {}

@InputType({ description: 'An instruction that the controller stands by after it was parked.' })
export class ConfirmInstructionInput extends AnswerInstructionInput {}

@InputType({ description: 'What the processor does about an instruction.' })
class OverseeInstructionInput extends AnswerInstructionInput {
  @IdInput('The tenant.')
  tenantId!: string;
}

@InputType({ description: 'An instruction that the processor holds to be unlawful.' })
export class ParkInstructionInput extends OverseeInstructionInput {}

@InputType({ description: 'A parked instruction that is to have effect again.' })
export class ReleaseInstructionInput extends OverseeInstructionInput {}

@InputType({ description: 'An instruction that stays parked though the controller confirmed it.' })
export class KeepInstructionParkedInput extends OverseeInstructionInput {}
