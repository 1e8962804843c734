import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { type Connection, PageArgs } from '../base/graphql/connection.types.js';
import { uuidOf } from '../base/ids.js';
import { relationOf } from '../base/reading/index.js';
import { PersonType } from '../people/index.js';
import { GroupConnection, GroupType, MembershipConnection, MembershipType } from './group.types.js';

@Resolver(() => GroupType)
export class GroupResolver {
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
    description: 'Who belongs to the group, among those whom the viewer may see.',
  })
  memberships(
    @Root() group: object,
    @Args(() => PageArgs) _page: PageArgs,
    @Info() info: GraphQLResolveInfo,
  ): Connection<MembershipType> {
    return relationOf(group, info);
  }
}

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
