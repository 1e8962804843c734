import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import type { AccessMatrixService } from './access-matrix.service.js';
import { AccessMatrix, AccessMatrixArgs, AccountAccess } from './access-matrix.types.js';

@Resolver()
export class AccessMatrixResolver {
  constructor(private readonly service: AccessMatrixService) {}

  @Action('matrix.read')
  @Query(() => AccessMatrix, {
    description:
      'The access matrix: per job function its risk profile and roles, and per role the rights and the personal data that it opens, those of contained roles included; in the language of the request.',
  })
  accessMatrix(@Args(() => AccessMatrixArgs) args: AccessMatrixArgs, @Ctx() context: Context): Promise<AccessMatrix> {
    return this.service.read(context, args);
  }

  @Action('account.read')
  @Query(() => AccountAccess, {
    description: 'What an account has: per assigned role the rights and the personal data that it opens.',
  })
  accountAccess(
    @Arg('accountId', () => ID, { description: 'The account.' }) accountId: string,
    @Ctx() context: Context,
  ): Promise<AccountAccess> {
    return this.service.ofAccount(context, accountId);
  }
}
