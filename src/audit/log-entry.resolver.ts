import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import type { Row } from '../base/reading/index.js';
import { LogArgs } from './log-entry.inputs.js';
import { LogEntryConnection, LogEntryType } from './log-entry.types.js';
import { logFilter, logLookIntoLog } from './log-reading.service.js';

@Resolver(() => LogEntryType)
export class LogEntryResolver {
  @Action('log.read')
  @Query(() => LogEntryConnection, {
    description: 'The log, newest first, within the tenant’s retention. Looking into it is logged too.',
  })
  async logEntries(
    @Args(() => LogArgs) args: LogArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const page = { ...args, orderBy: { field: 'AT', direction: args.order } };
    const entries = await context.read.connection<{ readonly nodes: readonly Row[] }>(
      'LogEntry',
      { where: (entry) => logFilter(args.filter, entry), page },
      info,
    );
    await logLookIntoLog(context, args.filter, entries.nodes);
    return entries;
  }
}
