import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { PageArgs } from '../../base/graphql/connection.types.js';
import type { LegalPeriodService } from './legal-period.service.js';
import {
  AgreedPeriodConnection,
  AgreePeriodInput,
  AgreePeriodPayload,
  LegalPeriodConnection,
  LegalPeriodsArgs,
  LegalPeriodType,
  SetLegalPeriodInput,
  SetLegalPeriodPayload,
} from './legal-period.types.js';

@Resolver(() => LegalPeriodType)
export class LegalPeriodResolver {
  constructor(private readonly service: LegalPeriodService) {}

  @Action('public')
  @Query(() => LegalPeriodConnection, {
    description: 'The periods that the law sets, past, present and to come. Anybody may read them.',
  })
  legalPeriods(
    @Args(() => LegalPeriodsArgs) args: LegalPeriodsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { key = null, inForceAt = null, ...page } = args;
    return context.read.connection(
      'LegalPeriod',
      {
        where: (period) => sql`(${key}::text is null or ${period}.key = ${key})
          and (${inForceAt}::timestamptz is null or ${period}.valid_from = (select max(l.valid_from) from legal_period l
            where l.key = ${period}.key and l.valid_from <= ${inForceAt}::timestamptz))`,
        page,
      },
      info,
    );
  }

  @Action('agreement.read')
  @Query(() => AgreedPeriodConnection, {
    description: 'The stricter periods by which the viewer’s controller goes, past, present and to come.',
  })
  agreedPeriods(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return context.read.connection('AgreedPeriod', { page }, info);
  }

  @Action('legalPeriod.manage')
  @Mutation(() => SetLegalPeriodPayload, {
    description:
      'Adds a period that the law sets from a day to come. What began before keeps its period. For the operator.',
  })
  async setLegalPeriod(
    @Arg('input', () => SetLegalPeriodInput, { description: 'The period.' }) input: SetLegalPeriodInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.service.set(context, input);
    return { legalPeriod: await context.read.one('LegalPeriod', id, info, ['legalPeriod']) };
  }

  @Action('settings.manage')
  @Mutation(() => AgreePeriodPayload, {
    description: 'Has the controller go by a stricter period than the law’s. It is never looser than the law.',
  })
  async agreePeriod(
    @Arg('input', () => AgreePeriodInput, { description: 'The period.' }) input: AgreePeriodInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.service.agree(context, input);
    return { agreedPeriod: await context.read.one('AgreedPeriod', id, info, ['agreedPeriod']) };
  }
}
