import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Viewer } from '../../access/index.js';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { type DataSubjectRequestService, requestsOf } from '../data-subject-request.service.js';
import {
  AnswerRequestInput,
  ExtendRequestInput,
  MakeRequestInput,
  RecordRequestInput,
  RequestsArgs,
  WithdrawRequestInput,
} from './request.inputs.js';
import {
  AnswerRequestPayload,
  DataSubjectRequestConnection,
  DataSubjectRequestType,
  RequestPayload,
} from './request.types.js';
import { type RequestHandlingService, requestFilter } from './request-handling.service.js';

@Resolver(() => DataSubjectRequestType)
export class RequestResolver {
  constructor(
    private readonly requests: DataSubjectRequestService,
    private readonly handling: RequestHandlingService,
  ) {}

  @Action('request.handle')
  @Query(() => DataSubjectRequestConnection, {
    description: 'The requests of data subjects, those that are due first at the top.',
  })
  dataSubjectRequests(
    @Args(() => RequestsArgs) args: RequestsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const where = (request: Parameters<typeof requestFilter>[1]) => requestFilter(args.filter, request, context.now);
    return context.read.connection('DataSubjectRequest', { where, page: args }, info);
  }

  @Action('request.create')
  @Mutation(() => RequestPayload, {
    description:
      'Makes a request as a data subject (Articles 15–21 GDPR). It must be answered within `REQUEST_ANSWER` of `legalPeriods`.',
  })
  async makeRequest(
    @Arg('input', () => MakeRequestInput, { description: 'What is asked for.' }) input: MakeRequestInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, await this.requests.make(context, input), info);
  }

  @Action('request.create')
  @Mutation(() => RequestPayload, {
    description: 'Takes a request back; the controller may do so for a person who said so.',
  })
  async withdrawRequest(
    @Arg('input', () => WithdrawRequestInput, { description: 'Which.' }) input: WithdrawRequestInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, await this.requests.withdraw(context, input), info);
  }

  @Action('request.handle')
  @Mutation(() => RequestPayload, {
    description: 'Records a request that a person made by another way; the deadline runs from its receipt.',
  })
  async recordRequest(
    @Arg('input', () => RecordRequestInput, { description: 'What is asked for, and by whom.' })
    input: RecordRequestInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, await this.handling.record(context, input), info);
  }

  @Action('request.handle')
  @Mutation(() => RequestPayload, {
    description:
      'Extends the deadline by `REQUEST_EXTENSION` of `legalPeriods`: once, before it has passed, and with a reason.',
  })
  async extendRequest(
    @Arg('input', () => ExtendRequestInput, { description: 'Which, and why.' }) input: ExtendRequestInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, await this.handling.extend(context, input), info);
  }

  @Action('request.handle')
  @Mutation(() => AnswerRequestPayload, {
    description:
      'Grants or refuses a request. A granted rectification is written at once where no source system owns the value.',
  })
  async answerRequest(
    @Arg('input', () => AnswerRequestInput, { description: 'The answer.' }) input: AnswerRequestInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { requestId, applied } = await this.handling.answer(context, input);
    return { ...(await answered(context, requestId, info)), applied };
  }
}

@Resolver(() => Viewer)
export class ViewerRequestsResolver {
  @FieldResolver(() => DataSubjectRequestConnection, {
    description: 'The viewer’s own requests as a data subject, with deadline and outcome.',
  })
  requests(
    @Root() _viewer: Viewer,
    @Args(() => RequestsArgs) args: RequestsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const own = requestsOf(context.viewer.personId);
    const where = (request: Parameters<typeof own>[0]) =>
      sql`${own(request)} and ${requestFilter(args.filter, request, context.now)}`;
    return context.read.connection('DataSubjectRequest', { where, page: args }, info);
  }
}

const answered = async (context: Context, requestId: string, info: GraphQLResolveInfo): Promise<object> => ({
  request: await context.read.one('DataSubjectRequest', requestId, info, ['request']),
});
