import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import {
  ExpiringRightConnection,
  ExpiringRightsArgs,
  ExpiringRightType,
  expiringKinds,
} from './expiring-right.types.js';

@Resolver(() => ExpiringRightType)
export class ExpiringRightResolver {
  @Action('account.read')
  @Query(() => ExpiringRightConnection, {
    description:
      'What ends by itself next, of everybody within reach: roles, exceptions, job functions and courses, the soonest first.',
  })
  expiringRights(
    @Args(() => ExpiringRightsArgs) { withinDays, kinds, ...page }: ExpiringRightsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const wanted = kinds ?? expiringKinds;
    return context.read.connection(
      'ExpiringRight',
      {
        where: (row) => sql`${row}.kind = any(${[...wanted]}::text[]) and ${row}.ends_at > ${context.now}::timestamptz
          and ${row}.ends_at <= ${context.now}::timestamptz + make_interval(days => ${withinDays}::integer)`,
        page,
      },
      info,
    );
  }
}
