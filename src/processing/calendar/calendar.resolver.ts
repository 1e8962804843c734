import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import type { CalendarService } from './calendar.service.js';
import { CalendarArgs, ClockConnection, ClockCount, ClockFilter, ClockType } from './clock.types.js';

@Resolver(() => ClockType)
export class CalendarResolver {
  constructor(private readonly service: CalendarService) {}

  @Action('calendar.read')
  @Query(() => ClockConnection, {
    description:
      'Everything that falls due, of what the viewer may see, the soonest first; what is overdue comes first.',
  })
  async calendar(
    @Args(() => CalendarArgs) { filter, ...page }: CalendarArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    await this.service.before(context);
    return context.read.connection('Clock', { where: this.service.where(context, filter), page }, info);
  }

  @Action('calendar.read')
  @Query(() => [ClockCount], { description: 'How many clocks of each kind run, of those that `calendar` lists.' })
  calendarCounts(
    @Arg('filter', () => ClockFilter, { nullable: true, description: 'Everything where absent.' })
    filter: ClockFilter | null,
    @Ctx() context: Context,
  ): Promise<ClockCount[]> {
    return this.service.counts(context, filter);
  }
}
