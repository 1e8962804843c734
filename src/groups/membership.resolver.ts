import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { AddMemberInput, RemoveMemberInput, UpdateMembershipInput } from './group.inputs.js';
import { GroupPayload, MembershipPayload, MembershipType } from './group.types.js';
import type { MembershipService } from './membership.service.js';

@Resolver(() => MembershipType)
export class MembershipResolver {
  constructor(private readonly service: MembershipService) {}

  @Action('group.manage')
  @Mutation(() => MembershipPayload, { description: 'Adds a person to a group, as member or as supervisor.' })
  async addMember(
    @Arg('input', () => AddMemberInput, { description: 'Who, to which, as what.' }) input: AddMemberInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.service.add(context, input);
    return { membership: await context.read.one('Membership', id, info, ['membership']) };
  }

  @Action('group.manage')
  @Mutation(() => MembershipPayload, { description: 'Changes the dates between which a membership holds.' })
  async updateMembership(
    @Arg('input', () => UpdateMembershipInput, { description: 'The dates.' }) input: UpdateMembershipInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.service.update(context, input);
    return { membership: await context.read.one('Membership', id, info, ['membership']) };
  }

  @Action('group.manage')
  @Mutation(() => GroupPayload, { description: 'Takes a person out of a group; answers the group.' })
  async removeMember(
    @Arg('input', () => RemoveMemberInput, { description: 'The membership.' }) input: RemoveMemberInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.service.remove(context, input.membershipId);
    return { group: await context.read.one('Group', id, info, ['group']) };
  }
}
