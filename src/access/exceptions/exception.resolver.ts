import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import {
  AccessExceptionConnection,
  AccessExceptionPayload,
  AccessExceptionsArgs,
  AccessExceptionType,
  DecideExceptionInput,
  EndExceptionInput,
  RequestExceptionInput,
} from './access-exception.types.js';
import type { ExceptionService } from './exception.service.js';
import { inState } from './exception-states.js';

@Resolver(() => AccessExceptionType)
export class ExceptionResolver {
  constructor(private readonly service: ExceptionService) {}

  @Action('account.read')
  @Query(() => AccessExceptionConnection, {
    description: 'The authorisation register, as far as the viewer may see it; what ends next comes first.',
  })
  accessExceptions(
    @Args(() => AccessExceptionsArgs) { state, ...page }: AccessExceptionsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return context.read.connection('AccessException', { where: (row) => inState(state, row), page }, info);
  }

  @Action('exception.request')
  @Mutation(() => AccessExceptionPayload, {
    description: 'Asks for a role beside the matrix, for a time. It has no effect before somebody else consents.',
  })
  async requestException(
    @Arg('input', () => RequestExceptionInput, { description: 'What, for whom, why, and until when.' })
    input: RequestExceptionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(context, info, await this.service.request(context, input));
  }

  @Action('exception.decide')
  @Mutation(() => AccessExceptionPayload, {
    description: 'Consents to an exception, or refuses it. Never by who asked for it, nor by who is to hold the role.',
  })
  async decideException(
    @Arg('input', () => DecideExceptionInput, { description: 'The decision.' }) input: DecideExceptionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(context, info, await this.service.decide(context, input));
  }

  @Action('exception.decide')
  @Mutation(() => AccessExceptionPayload, { description: 'Ends an exception before its time.' })
  async endException(
    @Arg('input', () => EndExceptionInput, { description: 'Which.' }) input: EndExceptionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(context, info, await this.service.end(context, input.exceptionId));
  }

  private async answer(context: Context, info: GraphQLResolveInfo, id: string): Promise<object> {
    return { accessException: await context.read.one('AccessException', id, info, ['accessException']) };
  }
}
