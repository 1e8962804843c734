import type { GraphQLResolveInfo } from 'graphql';
import sql, { empty, join, type Sql } from 'sql-template-tag';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { uuidOf } from '../../base/ids.js';
import { type Register, RegisterEnum } from '../../people/index.js';
import {
  CreateTransferInput,
  DeleteTransferInput,
  PauseTransferInput,
  ResumeTransferInput,
  type TransferFilter,
  TransfersArgs,
  UpdateTransferInput,
} from './transfer.inputs.js';
import type { TransferService } from './transfer.service.js';
import {
  DeleteTransferPayload,
  TransferableColumn,
  TransferConnection,
  TransferPayload,
  TransferType,
} from './transfer.types.js';

@Resolver(() => TransferType)
export class TransferResolver {
  constructor(private readonly service: TransferService) {}

  @Action('transfer.run')
  @Query(() => TransferType, {
    nullable: true,
    description: 'One transfer; null when there is none that the viewer may see.',
  })
  async transfer(
    @Arg('id', () => ID, { description: 'The transfer’s id.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TransferType | null> {
    const transferId = uuidOf('Transfer', id);
    return transferId ? context.read.one<TransferType>('Transfer', transferId, info) : null;
  }

  @Action('transfer.run')
  @Query(() => TransferConnection, { description: 'The transfers to other systems, by name.' })
  transfers(
    @Args(() => TransfersArgs) args: TransfersArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const where = (transfer: Sql): Sql => transferFilter(args.filter, transfer);
    return context.read.connection('Transfer', { where, page: args }, info);
  }

  @Action('transfer.manage')
  @Query(() => [TransferableColumn], {
    description: 'What a transfer of a register can carry: elements of the catalogue, and the controller’s own fields.',
  })
  async transferableColumns(
    @Arg('register', () => RegisterEnum, { description: 'The register.' }) register: Register,
    @Ctx() context: Context,
  ): Promise<readonly TransferableColumn[]> {
    return this.service.transferable(context, register);
  }

  @Action('transfer.manage')
  @Mutation(() => TransferPayload, {
    description:
      'Defines a transfer. It never carries more than its account may read when it runs; a column that the account may read of nobody stays empty, and the run says so.',
  })
  async createTransfer(
    @Arg('input', () => CreateTransferInput, { description: 'The transfer.' }) input: CreateTransferInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.create(context, input), info);
  }

  @Action('transfer.manage')
  @Mutation(() => TransferPayload, { description: 'Changes a transfer, from its next run on.' })
  async updateTransfer(
    @Arg('input', () => UpdateTransferInput, { description: 'What changes.' }) input: UpdateTransferInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.update(context, input), info);
  }

  @Action('transfer.manage')
  @Mutation(() => TransferPayload, {
    description: 'Pauses a transfer: it runs neither by itself nor by hand. A run under way goes on.',
  })
  async pauseTransfer(
    @Arg('input', () => PauseTransferInput, { description: 'Which.' }) input: PauseTransferInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.setPaused(context, input.transferId, true), info);
  }

  @Action('transfer.manage')
  @Mutation(() => TransferPayload, {
    description: 'Lets a paused transfer run again, from its next time on: those that passed are not made up for.',
  })
  async resumeTransfer(
    @Arg('input', () => ResumeTransferInput, { description: 'Which.' }) input: ResumeTransferInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.setPaused(context, input.transferId, false), info);
  }

  @Action('transfer.manage')
  @Mutation(() => DeleteTransferPayload, {
    description: 'Deletes a transfer with its runs and their files. What the log says of them stays.',
  })
  async deleteTransfer(
    @Arg('input', () => DeleteTransferInput, { description: 'Which.' }) input: DeleteTransferInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await this.service.remove(context, input.transferId);
    return { transferId: input.transferId };
  }
}

function transferFilter(filter: TransferFilter | undefined, transfer: Sql): Sql {
  const conditions = [
    filter?.accountId == null ? empty : sql`${transfer}.account_id = ${uuidOf('Account', filter.accountId)}::uuid`,
    filter?.isPaused == null ? empty : sql`${transfer}.is_paused = ${filter.isPaused}::boolean`,
  ].filter((condition) => condition !== empty);
  return conditions.length > 0 ? join(conditions, ' and ') : sql`true`;
}

const answer = async (context: Context, transferId: string, info: GraphQLResolveInfo): Promise<object> => ({
  transfer: await context.read.one('Transfer', transferId, info, ['transfer']),
});
