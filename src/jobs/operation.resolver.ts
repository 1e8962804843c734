import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../base/context.js';
import { notFound } from '../base/errors.js';
import { Action } from '../base/graphql/action.js';
import { PageArgs } from '../base/graphql/connection.types.js';
import { uuidOf } from '../base/ids.js';
import type { OperationService } from './operation.service.js';
import { CancelOperationInput, CancelOperationPayload, OperationConnection, OperationType } from './operation.types.js';

@Resolver(() => OperationType)
export class OperationResolver {
  constructor(private readonly service: OperationService) {}

  @Action('operation.read')
  @Query(() => OperationType, {
    nullable: true,
    description: 'One piece of long-running work; null when there is none that the viewer may see.',
  })
  async operation(
    @Arg('id', () => ID, { description: 'The operation’s id.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OperationType | null> {
    const operationId = uuidOf('Operation', id);
    return operationId ? context.read.one<OperationType>('Operation', operationId, info) : null;
  }

  @Action('operation.read')
  @Query(() => OperationConnection, {
    description: 'Long-running work: one’s own, and for the controller all of the tenant’s, the newest first.',
  })
  operations(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return context.read.connection('Operation', { page, orderBy: { field: 'CREATED_AT', direction: 'DESC' } }, info);
  }

  @Action('operation.read')
  @Mutation(() => CancelOperationPayload, {
    description: 'Asks work to stop. What cannot be stopped half-way finishes.',
  })
  async cancelOperation(
    @Arg('input', () => CancelOperationInput, { description: 'Which work.' }) input: CancelOperationInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const operationId = uuidOf('Operation', input.operationId);
    if (!operationId) throw notFound('input', 'operationId');
    await this.service.cancel(context, operationId);
    return { operation: await context.read.one('Operation', operationId, info, ['operation']) };
  }
}
