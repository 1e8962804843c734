import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { LogEntryType } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { PageArgs, SortDirection } from '../../base/graphql/connection.types.js';
import { NO_ID, uuidOf } from '../../base/ids.js';
import { relationOf } from '../../base/reading/index.js';
import {
  ApproveLockboxAccessInput,
  EndLockboxAccessInput,
  LockboxAccessesArgs,
  RefuseLockboxAccessInput,
  RequestLockboxAccessInput,
  SetLockboxRuleInput,
  WithdrawLockboxAccessInput,
} from './lockbox.inputs.js';
import type { LockboxService } from './lockbox.service.js';
import {
  LockboxAccessConnection,
  LockboxAccessPayload,
  LockboxAccessType,
  LockboxInUseType,
  LockboxLookConnection,
  LockboxRuleType,
  SetLockboxRulePayload,
} from './lockbox.types.js';
import { stateNow } from './lockbox-states.js';
import { lockboxesInUse } from './lockbox-use.js';

const newestBy = (field: string) => ({ field, direction: SortDirection.DESC });

@Resolver(() => LockboxAccessType)
export class LockboxResolver {
  constructor(private readonly service: LockboxService) {}

  @Action('lockbox.read')
  @Query(() => LockboxAccessConnection, {
    description:
      'What staff of the processor asked to read and what came of it, the newest first: for a tenant its own, for the processor’s staff all of theirs.',
  })
  lockboxAccesses(
    @Args(() => LockboxAccessesArgs) { states, ...page }: LockboxAccessesArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const query = { page, orderBy: newestBy('REQUESTED_AT') };
    if (!states) return context.read.connection('LockboxAccess', query, info);
    return context.read.connection(
      'LockboxAccess',
      { ...query, where: (row) => sql`${stateNow(row)} = any(${[...states]}::text[])` },
      info,
    );
  }

  @Action('lockbox.read')
  @Query(() => [LockboxInUseType], {
    description: 'The access that is in force in the viewer’s tenant now, and how it is used.',
  })
  lockboxesInUse(@Ctx() context: Context): Promise<LockboxInUseType[]> {
    return lockboxesInUse(context.db);
  }

  @Action('lockbox.read')
  @Query(() => LockboxLookConnection, {
    description:
      'Whom the processor’s staff looked at by an access, and what of them; who was looked at last comes first.',
  })
  lockboxLooks(
    @Arg('lockboxAccessId', () => ID, { description: 'The access.' }) id: string,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const accessId = uuidOf('LockboxAccess', id) ?? NO_ID;
    return context.read.connection(
      'LockboxLook',
      { where: (look) => sql`${look}.access_id = ${accessId}::uuid`, page, orderBy: newestBy('LAST_AT') },
      info,
    );
  }

  @Action('lockbox.read')
  @Query(() => LockboxRuleType, { description: 'Whether staff of the processor can be let in, and for how long.' })
  lockboxRule(@Ctx() context: Context): Promise<LockboxRuleType> {
    return this.service.rule(context);
  }

  @Action('lockbox.request')
  @Mutation(() => LockboxAccessPayload, {
    description: 'Staff of the processor ask a tenant’s controller to let them read. It opens nothing by itself.',
  })
  async requestLockboxAccess(
    @Arg('input', () => RequestLockboxAccessInput, { description: 'What, why and until when.' })
    input: RequestLockboxAccessInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, await this.service.request(context, input));
  }

  @Action('lockbox.request')
  @Mutation(() => LockboxAccessPayload, {
    description: 'Takes back one’s own request, or gives back access that is needed no longer.',
  })
  async withdrawLockboxAccess(
    @Arg('input', () => WithdrawLockboxAccessInput, { description: 'Which.' }) input: WithdrawLockboxAccessInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, await this.service.withdraw(context, input.lockboxAccessId));
  }

  @Action('lockbox.decide')
  @Mutation(() => LockboxAccessPayload, {
    description:
      'Lets staff of the processor read what they asked for, or less of it. Nobody approves their own request.',
  })
  async approveLockboxAccess(
    @Arg('input', () => ApproveLockboxAccessInput, { description: 'The approval.' }) input: ApproveLockboxAccessInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, await this.service.approve(context, input));
  }

  @Action('lockbox.end')
  @Mutation(() => LockboxAccessPayload, { description: 'Refuses a request, with a reason.' })
  async refuseLockboxAccess(
    @Arg('input', () => RefuseLockboxAccessInput, { description: 'The refusal.' }) input: RefuseLockboxAccessInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, await this.service.refuse(context, input));
  }

  @Action('lockbox.end')
  @Mutation(() => LockboxAccessPayload, {
    description: 'Ends access before its time: the next request by it is refused already.',
  })
  async endLockboxAccess(
    @Arg('input', () => EndLockboxAccessInput, { description: 'Which.' }) input: EndLockboxAccessInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, await this.service.end(context, input.lockboxAccessId));
  }

  @Action('lockbox.decide')
  @Mutation(() => SetLockboxRulePayload, {
    description:
      'Says whether staff of the processor can be let in, and for how long. Ruling it out ends what is in force.',
  })
  async setLockboxRule(
    @Arg('input', () => SetLockboxRuleInput, { description: 'The rule.' }) input: SetLockboxRuleInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { lockboxRule: await this.service.setRule(context, input) };
  }
}

const answer = async (context: Context, info: GraphQLResolveInfo, id: string): Promise<object> => ({
  lockboxAccess: await context.read.one('LockboxAccess', id, info, ['lockboxAccess']),
});

@Resolver(() => LogEntryType)
export class LogEntryLockboxResolver {
  @FieldResolver(() => LockboxAccessType, {
    nullable: true,
    description: 'The access by which staff of the processor did it, with its reason; null for everybody else.',
  })
  lockboxAccess(@Root() entry: object, @Info() info: GraphQLResolveInfo): LockboxAccessType | null {
    return relationOf(entry, info);
  }
}
