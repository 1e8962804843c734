import { ArrayMaxSize, IsOptional, Max, Min } from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { PageArgs, SortDirection } from '../../base/graphql/connection.types.js';
import { IdInput } from '../../base/graphql/input-fields.js';
import { type InstructionKind, instructionKinds } from './instructed-settings.js';
import { type InstructionState, instructionStates } from './instruction.model.js';
import { InstructionKindEnum, InstructionStateEnum } from './instruction.types.js';

/** PostgreSQL's largest integer. */
const MAXIMUM_NUMBER = 2_147_483_647;

@InputType({ description: 'Narrows a ledger of instructions.' })
export class InstructionFilter {
  @IdInput('Only those about this thing: a field, a matrix, a review, a transfer.', { nullable: true })
  thingId?: string | null;

  @Field(() => [InstructionKindEnum], { nullable: true, description: 'Only of these kinds.' })
  @IsOptional()
  @ArrayMaxSize(instructionKinds.length)
  kinds?: InstructionKind[] | null;

  @Field(() => [InstructionStateEnum], { nullable: true, description: 'Only those that stand so.' })
  @IsOptional()
  @ArrayMaxSize(instructionStates.length)
  states?: InstructionState[] | null;

  @Field(() => Date, { nullable: true, description: 'Only from this moment on.' })
  @IsOptional()
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only before this moment.' })
  @IsOptional()
  before?: Date | null;
}

@ArgsType()
export class InstructionsArgs extends PageArgs {
  @Field(() => InstructionFilter, { nullable: true, description: 'Narrows the ledger.' })
  filter?: InstructionFilter;

  @Field(() => SortDirection, {
    description: 'By number; newest first where absent.',
    defaultValue: SortDirection.DESC,
  })
  order!: SortDirection;
}

@ArgsType()
export class SettingsAtArgs {
  @Field(() => Int, { nullable: true, description: 'Up to this number. Give this, or `at`, or neither for now.' })
  @IsOptional()
  @Min(0)
  @Max(MAXIMUM_NUMBER)
  number?: number | null;

  @Field(() => Date, { nullable: true, description: 'Up to this moment.' })
  @IsOptional()
  at?: Date | null;

  @Field(() => [InstructionKindEnum], { nullable: true, description: 'Only of these kinds.' })
  @IsOptional()
  @ArrayMaxSize(instructionKinds.length)
  kinds?: InstructionKind[] | null;
}
