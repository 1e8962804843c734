import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { instructionOfTenant, instructionsOfTenant } from './oversight.reading.js';
import {
  ConfirmInstructionInput,
  KeepInstructionParkedInput,
  ParkInstructionInput,
  ReleaseInstructionInput,
  TenantInstructionsArgs,
  WithdrawInstructionInput,
} from './parking.inputs.js';
import type { ParkingService } from './parking.service.js';
import { InstructionPayload, TenantInstructionPayload, TenantInstructionType } from './parking.types.js';

/** What processor and controller do about an instruction that is held to be unlawful. */
@Resolver(() => TenantInstructionType)
export class ParkingResolver {
  constructor(private readonly service: ParkingService) {}

  @Action('instruction.oversee')
  @Query(() => [TenantInstructionType], {
    description:
      'A tenant’s instructions, newest first, without who gave them. For the operator, to whom they are addressed; the tenant’s log says so.',
  })
  tenantInstructions(
    @Args(() => TenantInstructionsArgs) args: TenantInstructionsArgs,
    @Ctx() context: Context,
  ): Promise<readonly TenantInstructionType[]> {
    return instructionsOfTenant(context, args);
  }

  @Action('instruction.oversee')
  @Mutation(() => TenantInstructionPayload, {
    description:
      'Suspends an instruction that the processor holds to be unlawful (Article 28(3) GDPR): the setting is as it was before, and the controller is notified. Refused where something later builds on it, and for agreements, reviews, periods and identity providers. For the operator.',
  })
  async parkInstruction(
    @Arg('input', () => ParkInstructionInput, { description: 'Which, and why.' }) input: ParkInstructionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return overseen(context, input.number, await this.service.park(context, input));
  }

  @Action('instruction.oversee')
  @Mutation(() => TenantInstructionPayload, {
    description: 'Gives a parked instruction its effect again, as a new entry of the ledger. For the operator.',
  })
  async releaseInstruction(
    @Arg('input', () => ReleaseInstructionInput, { description: 'Which, and why.' }) input: ReleaseInstructionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return overseen(context, input.number, await this.service.release(context, input));
  }

  @Action('instruction.oversee')
  @Mutation(() => TenantInstructionPayload, {
    description: 'Keeps an instruction parked that the controller confirmed. For the operator.',
  })
  async keepInstructionParked(
    @Arg('input', () => KeepInstructionParkedInput, { description: 'Which, and why.' })
    input: KeepInstructionParkedInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return overseen(context, input.number, await this.service.keep(context, input));
  }

  @Action('instruction.answer')
  @Mutation(() => InstructionPayload, {
    description: 'The controller takes back an instruction that was parked: the setting stays as it was before.',
  })
  async withdrawInstruction(
    @Arg('input', () => WithdrawInstructionInput, { description: 'Which, and why.' }) input: WithdrawInstructionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, info, await this.service.answer(context, input, 'WITHDRAWN'));
  }

  @Action('instruction.answer')
  @Mutation(() => InstructionPayload, {
    description:
      'The controller stands by an instruction that was parked. It stays parked until the processor releases it.',
  })
  async confirmInstruction(
    @Arg('input', () => ConfirmInstructionInput, { description: 'Which, and why.' }) input: ConfirmInstructionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, info, await this.service.answer(context, input, 'CONFIRMED'));
  }
}

const overseen = async (context: Context, number: number, tenantId: string): Promise<object> => ({
  instruction: await instructionOfTenant(context, tenantId, number),
});

const answered = async (context: Context, info: GraphQLResolveInfo, id: string): Promise<object> => ({
  instruction: await context.read.one('Instruction', id, info, ['instruction']),
});
