import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { type Connection, PageArgs } from '../base/graphql/connection.types.js';
import { uuidOf } from '../base/ids.js';
import { relationOf } from '../base/reading/index.js';
import { PersonType } from '../people/index.js';
import { ArchiveGroupInput, CreateGroupInput, RestoreGroupInput, UpdateGroupInput } from './group.inputs.js';
import type { GroupService } from './group.service.js';
import { GroupConnection, GroupPayload, GroupType, MembershipConnection, MembershipType } from './group.types.js';

@Resolver(() => GroupType)
export class GroupResolver {
  constructor(private readonly service: GroupService) {}

  @Action('group.read')
  @Query(() => GroupType, {
    nullable: true,
    description: 'One group; null when there is none that the viewer may see.',
  })
  async group(
    @Arg('id', () => ID, { description: 'The group’s id.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<GroupType | null> {
    const groupId = uuidOf('Group', id);
    return groupId ? context.read.one<GroupType>('Group', groupId, info) : null;
  }

  @Action('group.read')
  @Query(() => GroupConnection, { description: 'The groups that the viewer may see, by name.' })
  groups(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return context.read.connection('Group', { page }, info);
  }

  @FieldResolver(() => MembershipConnection, {
    description:
      'Who belongs to the group, among those whom the viewer may see; without people who are hidden from lists, but for who keeps their cards.',
  })
  memberships(
    @Root() group: object,
    @Args(() => PageArgs) _page: PageArgs,
    @Info() info: GraphQLResolveInfo,
  ): Connection<MembershipType> {
    return relationOf(group, info);
  }

  @Action('group.manage')
  @Mutation(() => GroupPayload, { description: 'Adds a group to a unit.' })
  async createGroup(
    @Arg('input', () => CreateGroupInput, { description: 'The group.' }) input: CreateGroupInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.create(context, input), info);
  }

  @Action('group.manage')
  @Mutation(() => GroupPayload, { description: 'Changes a group. What a source system owns is changed there.' })
  async updateGroup(
    @Arg('input', () => UpdateGroupInput, { description: 'What changes.' }) input: UpdateGroupInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.update(context, input), info);
  }

  @Action('group.manage')
  @Mutation(() => GroupPayload, { description: 'Ends a group: it takes on nobody new, and its memberships stay.' })
  async archiveGroup(
    @Arg('input', () => ArchiveGroupInput, { description: 'Which.' }) input: ArchiveGroupInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.setArchived(context, input.groupId, true), info);
  }

  @Action('group.manage')
  @Mutation(() => GroupPayload, { description: 'Lets an archived group go on.' })
  async restoreGroup(
    @Arg('input', () => RestoreGroupInput, { description: 'Which.' }) input: RestoreGroupInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.setArchived(context, input.groupId, false), info);
  }
}

const answer = async (context: Context, groupId: string, info: GraphQLResolveInfo): Promise<object> => ({
  group: await context.read.one('Group', groupId, info, ['group']),
});

@Resolver(() => PersonType)
export class PersonGroupsResolver {
  @FieldResolver(() => [MembershipType], {
    nullable: true,
    description: 'The groups to which the person belongs or which the person supervises. Personal data: MEMBERSHIP.',
  })
  memberships(@Root() person: object, @Info() info: GraphQLResolveInfo): MembershipType[] | null {
    return relationOf(person, info);
  }
}
