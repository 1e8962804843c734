import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { LookConnection } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { PageArgs, SortDirection } from '../../base/graphql/connection.types.js';
import { Viewer } from './viewer.types.js';

@Resolver(() => Viewer)
export class ViewerLooksResolver {
  @FieldResolver(() => LookConnection, {
    description:
      'Who looked at the viewer’s data or changed it: when, in which role and unit, for which purpose and which categories, newest first; also copies of everything that were made for the controller. Oneself and the names of others are left out.',
  })
  looks(
    @Root() _viewer: Viewer,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return context.read.connection(
      'Look',
      { page: { ...page, orderBy: { field: 'AT', direction: SortDirection.DESC } } },
      info,
    );
  }
}
