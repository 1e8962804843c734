import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { PageArgs } from '../../base/graphql/connection.types.js';
import { relationOf } from '../../base/reading/index.js';
import { breachesWhere } from './breach.filter.js';
import {
  AcknowledgeBreachNoticeInput,
  AssessBreachInput,
  BreachesArgs,
  BreachNoticesArgs,
  CloseBreachInput,
  RecordBreachResponseInput,
  RecordBreachSignalInput,
  ReopenBreachInput,
} from './breach.inputs.js';
import type { BreachService } from './breach.service.js';
import {
  BreachConnection,
  BreachNoticeConnection,
  BreachNoticePayload,
  BreachNoticeType,
  BreachPayload,
  BreachType,
} from './breach.types.js';
import { BreachAssessmentConnection, BreachAssessmentType, BreachPersonConnection } from './breach-assessment.types.js';
import type { BreachNoticeService } from './notice.service.js';

/** The register of breaches, and a controller's own entries in it. */
@Resolver(() => BreachType)
export class BreachResolver {
  constructor(private readonly service: BreachService) {}

  @Action('breach.read')
  @Query(() => BreachConnection, {
    description: 'The register of breaches (Article 33(5) GDPR): a controller’s own, or for the operator all.',
  })
  breaches(
    @Args(() => BreachesArgs) args: BreachesArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { filter, ...page } = args;
    return context.read.connection('Breach', { where: breachesWhere(filter, context.now), page }, info);
  }

  @FieldResolver(() => BreachAssessmentConnection, { description: 'Its assessments, the first first.' })
  assessments(@Root() root: object, @Args(() => PageArgs) _args: PageArgs, @Info() info: GraphQLResolveInfo): object {
    return relationOf(root, info);
  }

  @FieldResolver(() => BreachNoticeConnection, { description: 'Its notices, the first first.' })
  notices(@Root() root: object, @Args(() => PageArgs) _args: PageArgs, @Info() info: GraphQLResolveInfo): object {
    return relationOf(root, info);
  }

  @Action('breach.manage')
  @Mutation(() => BreachPayload, { description: 'Records a breach that the controller itself has a sign of.' })
  async recordBreachSignal(
    @Arg('input', () => RecordBreachSignalInput, { description: 'What there is a sign of.' })
    input: RecordBreachSignalInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, await this.service.signal(context, input), info);
  }

  @Action('breach.manage')
  @Mutation(() => BreachPayload, { description: 'Finds out anew whom a breach of the controller’s own affects.' })
  async assessBreach(
    @Arg('input', () => AssessBreachInput, { description: 'Which.' }) input: AssessBreachInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, await this.service.assess(context, input), info);
  }

  @Action('breach.manage')
  @Mutation(() => BreachPayload, {
    description: 'Records when the controller told its authority and the people, or why not (Articles 33 and 34 GDPR).',
  })
  async recordBreachResponse(
    @Arg('input', () => RecordBreachResponseInput, { description: 'What was done.' }) input: RecordBreachResponseInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, await this.service.respond(context, input), info);
  }

  @Action('breach.manage')
  @Mutation(() => BreachPayload, { description: 'Closes a breach of the controller’s own, with what was learnt.' })
  async closeBreach(
    @Arg('input', () => CloseBreachInput, { description: 'What was learnt.' }) input: CloseBreachInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, await this.service.close(context, input), info);
  }

  @Action('breach.manage')
  @Mutation(() => BreachPayload, { description: 'Opens a closed breach of the controller’s own again.' })
  async reopenBreach(
    @Arg('input', () => ReopenBreachInput, { description: 'Which.' }) input: ReopenBreachInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, await this.service.reopen(context, input), info);
  }
}

/** Whom a breach affects: for the controller's eyes. */
@Resolver(() => BreachAssessmentType)
export class BreachAssessmentResolver {
  @FieldResolver(() => BreachPersonConnection, {
    nullable: true,
    description: 'Whom it affects, as far as they still have a card; null for the operator, who never sees them.',
  })
  people(
    @Root() root: object,
    @Args(() => PageArgs) _args: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): object | null {
    return context.viewer.isOperator ? null : relationOf(root, info);
  }
}

/** The notices as their reader finds them. */
@Resolver(() => BreachNoticeType)
export class BreachNoticeResolver {
  constructor(private readonly notices: BreachNoticeService) {}

  @Action('breach.read')
  @Query(() => BreachNoticeConnection, {
    description: 'The notices that were sent, the last first: a controller’s own, or for the operator all.',
  })
  breachNotices(
    @Args(() => BreachNoticesArgs) args: BreachNoticesArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { isAcknowledged = null, ...page } = args;
    return context.read.connection(
      'BreachNotice',
      {
        where: (notice) => sql`${notice}.sent_at is not null and (${isAcknowledged}::boolean is null
          or (${notice}.acknowledged_at is not null) = ${isAcknowledged}::boolean)`,
        page,
        orderBy: { field: 'SENT_AT', direction: 'DESC' },
      },
      info,
    );
  }

  @FieldResolver(() => BreachType, { nullable: true, description: 'The breach that it is about.' })
  breach(@Root() root: object, @Info() info: GraphQLResolveInfo): object | null {
    return relationOf(root, info);
  }

  @Action('breach.manage')
  @Mutation(() => BreachNoticePayload, { description: 'Acknowledges the receipt of a notice. For the controller.' })
  async acknowledgeBreachNotice(
    @Arg('input', () => AcknowledgeBreachNoticeInput, { description: 'Which notice.' })
    input: AcknowledgeBreachNoticeInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.notices.acknowledge(context, input.noticeId);
    return { notice: await context.read.one('BreachNotice', id, info, ['notice']) };
  }
}

const answered = async (context: Context, id: string, info: GraphQLResolveInfo): Promise<object> => ({
  breach: await context.read.one('Breach', id, info, ['breach']),
});
