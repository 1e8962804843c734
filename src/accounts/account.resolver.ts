import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { uuidOf } from '../base/ids.js';
import { relationOf } from '../base/reading/index.js';
import { PersonType } from '../people/index.js';
import { accountFilter, type IsOpen } from './account.filter.js';
import {
  AccountsArgs,
  CloseAccountInput,
  CreateAccountInput,
  CreateServiceAccountInput,
  CreateTransferAccountInput,
  LinkAccountInput,
  ReopenAccountInput,
  SetHomeUnitInput,
  UnlinkAccountInput,
} from './account.inputs.js';
import type { AccountService } from './account.service.js';
import { AccountConnection, AccountPayload, AccountType } from './account.types.js';

@Resolver(() => AccountType)
export class AccountResolver {
  constructor(
    private readonly service: AccountService,
    private readonly isOpen: IsOpen,
  ) {}

  @Action('account.read')
  @Query(() => AccountType, {
    nullable: true,
    description: 'One account; null when there is none that the viewer may see.',
  })
  async account(
    @Arg('id', () => ID, { description: 'The account’s id.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AccountType | null> {
    const accountId = uuidOf('Account', id);
    return accountId ? context.read.one<AccountType>('Account', accountId, info) : null;
  }

  @Action('account.read')
  @Query(() => AccountConnection, {
    description:
      'The accounts that the viewer may see, with last visit and last second factor; oldest first where no order is given.',
  })
  accounts(
    @Args(() => AccountsArgs) args: AccountsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { where, elements } = accountFilter(args.filter, context.access, this.isOpen);
    return context.read.connection('Account', { where, elements, page: args }, info);
  }

  @Action('account.manage')
  @Mutation(() => AccountPayload, {
    description: 'Adds a person’s login.',
  })
  async createAccount(
    @Arg('input', () => CreateAccountInput, { description: 'The login.' }) input: CreateAccountInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.create(context, input), info);
  }

  @Action('account.manage')
  @Mutation(() => AccountPayload, {
    description: 'Adds a login of a service: used by no single person, and never linked to one.',
  })
  async createServiceAccount(
    @Arg('input', () => CreateServiceAccountInput, { description: 'The login.' }) input: CreateServiceAccountInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.createService(context, input), info);
  }

  @Action('account.manage')
  @Mutation(() => AccountPayload, {
    description:
      'Adds an account for transfers. Linked to a card it carries what that card may see, and reads only; until the controller links it, it sees no person.',
  })
  async createTransferAccount(
    @Arg('input', () => CreateTransferAccountInput, { description: 'The account.' }) input: CreateTransferAccountInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.createTransfer(context, input), info);
  }

  @Action('account.manage')
  @Mutation(() => AccountPayload, {
    description:
      'Links an account to a person’s card. A service account is refused with `SERVICE_ACCOUNT`; a transfer account is linked in the role `controller` alone (action `transferAccount.link`).',
  })
  async linkAccount(
    @Arg('input', () => LinkAccountInput, { description: 'Which, and to whom.' }) input: LinkAccountInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.link(context, input), info);
  }

  @Action('account.manage')
  @Mutation(() => AccountPayload, {
    description: 'Ends an account’s link to its person, and with it its roles: from then on it sees no person.',
  })
  async unlinkAccount(
    @Arg('input', () => UnlinkAccountInput, { description: 'Which.' }) input: UnlinkAccountInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.unlink(context, input.accountId), info);
  }

  @Action('account.manage')
  @Mutation(() => AccountPayload, {
    description:
      'Narrows an account to its home unit, or widens it again. Its roles have no effect from then on, but in requests that choose that unit (`Varde-Unit`).',
  })
  async setHomeUnit(
    @Arg('input', () => SetHomeUnitInput, { description: 'Which, and to what.' }) input: SetHomeUnitInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.setHomeUnit(context, input), info);
  }

  @Action('account.manage')
  @Mutation(() => AccountPayload, {
    description: 'Closes an account: nobody signs in to it from the next request on.',
  })
  async closeAccount(
    @Arg('input', () => CloseAccountInput, { description: 'Which.' }) input: CloseAccountInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.close(context, input.accountId), info);
  }

  @Action('account.manage')
  @Mutation(() => AccountPayload, {
    description: 'Opens a closed account again, with the roles that it had.',
  })
  async reopenAccount(
    @Arg('input', () => ReopenAccountInput, { description: 'Which.' }) input: ReopenAccountInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.reopen(context, input.accountId), info);
  }
}

@Resolver(() => PersonType)
export class PersonAccountsResolver {
  @FieldResolver(() => [AccountType], {
    nullable: true,
    description: 'The person’s accounts, among those that the viewer may see. Personal data: SIGN_IN.',
  })
  accounts(@Root() person: object, @Info() info: GraphQLResolveInfo): AccountType[] | null {
    return relationOf(person, info);
  }
}

const answer = async (context: Context, accountId: string, info: GraphQLResolveInfo): Promise<object> => ({
  account: await context.read.one('Account', accountId, info, ['account']),
});
