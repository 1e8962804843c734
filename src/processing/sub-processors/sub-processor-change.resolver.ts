import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { notFound } from '../../base/errors.js';
import { Action } from '../../base/graphql/action.js';
import { uuidOf } from '../../base/ids.js';
import { windowState } from './sub-processor.effect.js';
import { ProposeSubProcessorChangeInput } from './sub-processor.inputs.js';
import { announcementsOf, readChanges } from './sub-processor.records.js';
import { mayProcess } from './sub-processor.service.js';
import {
  AnnounceSubProcessorChangeInput,
  AuthoriseSubProcessorInput,
  ObjectToSubProcessorInput,
  ProcessingClearanceArgs,
  SettleSubProcessorObjectionInput,
  SubProcessorChangesArgs,
  SubProcessorObjectionsArgs,
  WithdrawSubProcessorChangeInput,
  WithdrawSubProcessorObjectionInput,
} from './sub-processor-change.inputs.js';
import {
  SettleSubProcessorObjectionPayload,
  SubProcessorChangeConnection,
  SubProcessorChangePayload,
  SubProcessorChangeType,
  SubProcessorObjectionConnection,
} from './sub-processor-change.types.js';
import type { SubProcessorDecisions } from './sub-processor-decision.service.js';
import type { SubProcessorKeeping } from './sub-processor-keeping.service.js';

const answer = async (context: Context, id: string, info: GraphQLResolveInfo): Promise<object> => ({
  change: await context.read.one('SubProcessorChange', id, info, ['change']),
});

@Resolver(() => SubProcessorChangeType)
export class SubProcessorChangeResolver {
  constructor(
    private readonly keeping: SubProcessorKeeping,
    private readonly decisions: SubProcessorDecisions,
  ) {}

  @Action('public')
  @Query(() => SubProcessorChangeConnection, {
    description:
      'The announced changes of the list of sub-processors, in the order of their numbers; for the operator also what is proposed. Also as feeds, `/sub-processors/feed.json` and `/sub-processors/feed.atom`.',
  })
  async subProcessorChanges(
    @Args(() => SubProcessorChangesArgs) { undecided, ...page }: SubProcessorChangesArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const ids = undecided ? await this.undecided(context) : null;
    return context.read.connection(
      'SubProcessorChange',
      { where: (change) => (ids ? sql`${change}.id = any (${ids}::uuid[])` : sql`true`), page },
      info,
    );
  }

  @Action('subProcessor.manage')
  @Query(() => SubProcessorObjectionConnection, {
    description:
      'What controllers object to, in the order of time: who and why, never what they store. For the operator.',
  })
  subProcessorObjections(
    @Args(() => SubProcessorObjectionsArgs) { openOnly, ...page }: SubProcessorObjectionsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return context.read.connection(
      'SubProcessorObjection',
      {
        where: (objection) =>
          openOnly ? sql`${objection}.withdrawn_at is null and ${objection}.settlement is null` : sql`true`,
        page,
      },
      info,
    );
  }

  @Action('subProcessor.manage')
  @Query(() => Boolean, {
    description:
      'Whether data of a controller may be handed over for a function now: whatever is in force on the platform of those who serve it is in force for the controller. For the operator’s systems outside of the platform; the platform itself asks the same.',
  })
  async mayProcess(
    @Args(() => ProcessingClearanceArgs) args: ProcessingClearanceArgs,
    @Ctx() context: Context,
  ): Promise<boolean> {
    const tenantId = uuidOf('Tenant', args.tenantId);
    const known = await context.db.first(sql`select 1 from tenant where tenant_id = ${tenantId}::uuid`);
    if (!tenantId || !known) throw notFound('tenantId');
    return mayProcess(context.db, tenantId, args.function, context.now);
  }

  @Action('subProcessor.manage')
  @Mutation(() => SubProcessorChangePayload, {
    description:
      'Proposes that a sub-processor does more than it does: another place, kind of data, processing, function or basis of transfers. For the operator.',
  })
  async proposeSubProcessorChange(
    @Arg('input', () => ProposeSubProcessorChangeInput, { description: 'What it would do.' })
    input: ProposeSubProcessorChangeInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.keeping.proposeChange(context, input), info);
  }

  @Action('subProcessor.manage')
  @Mutation(() => SubProcessorChangePayload, {
    description: 'Announces a proposal to every controller, whose windows to object open now. For the operator.',
  })
  async announceSubProcessorChange(
    @Arg('input', () => AnnounceSubProcessorChangeInput, { description: 'Which proposal, why and from when.' })
    input: AnnounceSubProcessorChangeInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.decisions.announce(context, input), info);
  }

  @Action('subProcessor.manage')
  @Mutation(() => SubProcessorChangePayload, {
    description:
      'Gives up a proposal or an announcement, for everybody. An engagement that is in force ends instead. For the operator.',
  })
  async withdrawSubProcessorChange(
    @Arg('input', () => WithdrawSubProcessorChangeInput, { description: 'Which one, and why.' })
    input: WithdrawSubProcessorChangeInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.decisions.withdraw(context, input), info);
  }

  @Action('subProcessor.manage')
  @Mutation(() => SettleSubProcessorObjectionPayload, {
    description: 'Records how an objection was settled with the controller. For the operator.',
  })
  async settleSubProcessorObjection(
    @Arg('input', () => SettleSubProcessorObjectionInput, { description: 'Which objection, and how.' })
    input: SettleSubProcessorObjectionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.decisions.settle(context, input);
    return { objection: await context.read.one('SubProcessorObjection', id, info, ['objection']) };
  }

  @Action('subProcessor.decide')
  @Mutation(() => SubProcessorChangePayload, {
    description:
      'Objects to a change of the list of sub-processors, within its window (Article 28(2) GDPR). It keeps the change from the controller’s data until the objection is withdrawn.',
  })
  async objectToSubProcessor(
    @Arg('input', () => ObjectToSubProcessorInput, { description: 'To which change, and why.' })
    input: ObjectToSubProcessorInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.decisions.object(context, input), info);
  }

  @Action('subProcessor.decide')
  @Mutation(() => SubProcessorChangePayload, {
    description: 'Withdraws an objection; the change is in force for the controller as soon as its window has closed.',
  })
  async withdrawSubProcessorObjection(
    @Arg('input', () => WithdrawSubProcessorObjectionInput, { description: 'To which change.' })
    input: WithdrawSubProcessorObjectionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.decisions.withdrawObjection(context, input), info);
  }

  @Action('subProcessor.decide')
  @Mutation(() => SubProcessorChangePayload, {
    description:
      'Authorises a change of the list of sub-processors, for a controller whose agreement says that it authorises each.',
  })
  async authoriseSubProcessor(
    @Arg('input', () => AuthoriseSubProcessorInput, { description: 'Which change.' }) input: AuthoriseSubProcessorInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.decisions.authorise(context, input), info);
  }

  /** What waits for the viewer's tenant to say something, or to have its window closed. */
  private async undecided(context: Context): Promise<string[]> {
    if (!context.isSignedIn || !context.access.can('subProcessor.decide')) return [];
    const announcements = await announcementsOf(context.db, context.viewer.tenantId);
    const waiting = new Set(['OPEN', 'AWAITING_AUTHORISATION']);
    return (await readChanges(context.db))
      .filter((change) => {
        const announcement = announcements.get(change.id);
        return announcement && waiting.has(windowState(change, announcement, context.now));
      })
      .map(({ id }) => id);
  }
}
