import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import { AccountType } from '../../accounts/index.js';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { relationOf } from '../../base/reading/index.js';
import type { RoleGrantService } from './role-grant.service.js';
import { GrantRoleInput, RevokeRoleInput, RoleGrantPayload, RoleGrantType } from './role-grant.types.js';

@Resolver(() => RoleGrantType)
export class RoleGrantResolver {
  constructor(private readonly service: RoleGrantService) {}

  @Action('role.grant')
  @Mutation(() => RoleGrantPayload, { description: 'Grants a role to an account; nobody grants one to themselves.' })
  async grantRole(
    @Arg('input', () => GrantRoleInput, { description: 'What, and to whom.' }) input: GrantRoleInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.service.grant(context, input);
    return { roleGrant: await context.read.one('RoleGrant', id, info, ['roleGrant']) };
  }

  @Action('role.grant')
  @Mutation(() => RoleGrantPayload, {
    description: 'Ends a role at once. The last one who acts for the controller for good keeps it (`LAST_CONTROLLER`).',
  })
  async revokeRole(
    @Arg('input', () => RevokeRoleInput, { description: 'Which.' }) input: RevokeRoleInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.service.revoke(context, input.roleGrantId);
    return { roleGrant: await context.read.one('RoleGrant', id, info, ['roleGrant']) };
  }
}

@Resolver(() => AccountType)
export class AccountRolesResolver {
  @FieldResolver(() => [RoleGrantType], {
    description: 'The roles that it holds now, among those that the viewer may see.',
  })
  roles(@Root() account: object, @Info() info: GraphQLResolveInfo): RoleGrantType[] {
    return relationOf(account, info);
  }
}
