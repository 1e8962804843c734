import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { PageArgs } from '../../base/graphql/connection.types.js';
import { toGlobalId } from '../../base/ids.js';
import type { LeaverService } from './leaver.service.js';
import {
  DeleteAccountInput,
  DeleteAccountPayload,
  LeaverConnection,
  LeaverRuleType,
  LeaverType,
  SetLeaverRuleInput,
  SetLeaverRulePayload,
} from './leaver.types.js';

@Resolver(() => LeaverType)
export class LeaverResolver {
  constructor(private readonly service: LeaverService) {}

  @Action('account.read')
  @Query(() => LeaverConnection, {
    description: 'Accounts of people who left, among those that the viewer may see; what is deleted next comes first.',
  })
  leavers(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return context.read.connection('Leaver', { page, elements: ['person.status'] }, info);
  }

  @Action('account.read')
  @Query(() => LeaverRuleType, { description: 'What becomes of the accounts of people who left.' })
  leaverRule(@Ctx() context: Context): Promise<LeaverRuleType> {
    return this.service.rule(context);
  }

  @Action('account.manage')
  @Mutation(() => SetLeaverRulePayload, {
    description:
      'Says after how many days accounts of people who left close, and are deleted. It holds at once, for all.',
  })
  async setLeaverRule(
    @Arg('input', () => SetLeaverRuleInput, { description: 'The rule.' }) input: SetLeaverRuleInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { leaverRule: await this.service.setRule(context, input) };
  }

  @Action('account.manage')
  @Mutation(() => DeleteAccountPayload, {
    description:
      'Deletes a closed account with its grants and addresses. The authorisation register keeps its entries; a legal hold keeps the account.',
  })
  async deleteAccount(
    @Arg('input', () => DeleteAccountInput, { description: 'Which.' }) input: DeleteAccountInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { accountId: toGlobalId('Account', await this.service.deleteAccount(context, input.accountId)) };
  }
}
