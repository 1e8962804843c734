import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { SortDirection } from '../../base/graphql/connection.types.js';
import {
  AnswerRoleRequestInput,
  RequestFinerRoleInput,
  RoleRequestsArgs,
  WithdrawRoleRequestInput,
} from './role-request.inputs.js';
import type { RoleRequestService } from './role-request.service.js';
import { RoleOptionsType, RoleRequestConnection, RoleRequestPayload, RoleRequestType } from './role-request.types.js';
import type { RoleRequestAnswerService } from './role-request-answer.service.js';

@Resolver(() => RoleRequestType)
export class RoleRequestResolver {
  constructor(
    private readonly requests: RoleRequestService,
    private readonly answers: RoleRequestAnswerService,
  ) {}

  @Action('exception.request')
  @Query(() => RoleRequestConnection, {
    description: 'Requests for finer roles, newest first: one’s own, and for those who answer them everybody’s.',
  })
  roleRequests(
    @Args(() => RoleRequestsArgs) { state, ...page }: RoleRequestsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const orderBy = { field: 'REQUESTED_AT', direction: SortDirection.DESC };
    const where = (row: Parameters<Parameters<typeof context.read.oneWhere>[1]>[0]) =>
      state ? sql`${row}.state = ${state}` : sql`true`;
    return context.read.connection('RoleRequest', { where, page, orderBy }, info);
  }

  @Action('matrix.manage')
  @Query(() => RoleOptionsType, {
    nullable: true,
    description:
      'What there is to answer a request for a finer role with: roles of the matrix in force that open what is asked, found by comparing rights, and what no role opens.',
  })
  roleRequestOptions(
    @Arg('roleRequestId', () => ID, { description: 'The request.' }) roleRequestId: string,
    @Ctx() context: Context,
  ): Promise<RoleOptionsType | null> {
    return this.answers.options(context, roleRequestId);
  }

  @Action('exception.request')
  @Mutation(() => RoleRequestPayload, {
    description: 'Asks for a finer role: who needs which data, about whom and why.',
  })
  async requestFinerRole(
    @Arg('input', () => RequestFinerRoleInput, { description: 'What is needed.' }) input: RequestFinerRoleInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(context, info, await this.requests.ask(context, input));
  }

  @Action('exception.request')
  @Mutation(() => RoleRequestPayload, { description: 'Takes back one’s own request, as long as it is not answered.' })
  async withdrawRoleRequest(
    @Arg('input', () => WithdrawRoleRequestInput, { description: 'Which.' }) input: WithdrawRoleRequestInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(context, info, await this.requests.withdraw(context, input.roleRequestId));
  }

  @Action('matrix.manage')
  @Mutation(() => RoleRequestPayload, {
    description:
      'Answers a request: with a role that there is, with a new one that opens exactly what is asked, in a draft of the matrix, or not. Grants are made apart.',
  })
  async answerRoleRequest(
    @Arg('input', () => AnswerRoleRequestInput, { description: 'The answer.' }) input: AnswerRoleRequestInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(context, info, await this.answers.answer(context, input));
  }

  private async answer(context: Context, info: GraphQLResolveInfo, id: string): Promise<object> {
    return { roleRequest: await context.read.one('RoleRequest', id, info, ['roleRequest']) };
  }
}
