import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { TenantType } from '../../tenants/index.js';
import {
  EndSubProcessorInput,
  ProposeSubProcessorInput,
  SetPrimarySubProcessorInput,
  SubProcessorsArgs,
  UpdateSubProcessorInput,
} from './sub-processor.inputs.js';
import { inForceSql } from './sub-processor.objects.js';
import {
  EndSubProcessorPayload,
  EngagedSubProcessorType,
  SetPrimarySubProcessorPayload,
  SubProcessorConnection,
  SubProcessorType,
  UpdateSubProcessorPayload,
} from './sub-processor.types.js';
import { ProposeSubProcessorPayload } from './sub-processor-change.types.js';
import type { SubProcessorKeeping } from './sub-processor-keeping.service.js';

const answer = async (context: Context, id: string, info: GraphQLResolveInfo): Promise<object> => ({
  subProcessor: await context.read.one('SubProcessor', id, info, ['subProcessor']),
});

@Resolver(() => SubProcessorType)
export class SubProcessorResolver {
  constructor(private readonly keeping: SubProcessorKeeping) {}

  @Action('public')
  @Query(() => SubProcessorConnection, {
    description:
      'Whom the operator engages, by name. Anybody may read it, also as `/sub-processors.json`. What is in force for one controller is in `subProcessors` of the tenant.',
  })
  subProcessors(
    @Args(() => SubProcessorsArgs) args: SubProcessorsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { includePast, includeAnnounced, ...page } = args;
    return context.read.connection(
      'SubProcessor',
      {
        where: (entry) => sql`(${inForceSql(entry, context.now)}
          or ${includePast} and ${entry}.until is not null
          or ${includeAnnounced} and ${entry}.until is null)`,
        page,
      },
      info,
    );
  }

  @Action('subProcessor.manage')
  @Mutation(() => ProposeSubProcessorPayload, {
    description:
      'Proposes to engage a sub-processor. Nobody but the operator sees it until it is announced. For the operator.',
  })
  async proposeSubProcessor(
    @Arg('input', () => ProposeSubProcessorInput, { description: 'Whom, for what and where.' })
    input: ProposeSubProcessorInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { id, changeId } = await this.keeping.propose(context, input);
    return {
      ...(await answer(context, id, info)),
      change: await context.read.one('SubProcessorChange', changeId, info, ['change']),
    };
  }

  @Action('subProcessor.manage')
  @Mutation(() => UpdateSubProcessorPayload, {
    description:
      'Corrects an entry of the list of sub-processors, or takes from what it does, at once. For the operator.',
  })
  async updateSubProcessor(
    @Arg('input', () => UpdateSubProcessorInput, { description: 'What is corrected.' }) input: UpdateSubProcessorInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.keeping.update(context, input), info);
  }

  @Action('subProcessor.manage')
  @Mutation(() => SetPrimarySubProcessorPayload, {
    description: 'Makes a sub-processor the primary one, in place of the one that is. For the operator.',
  })
  async setPrimarySubProcessor(
    @Arg('input', () => SetPrimarySubProcessorInput, { description: 'Which one.' }) input: SetPrimarySubProcessorInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.keeping.setPrimary(context, input), info);
  }

  @Action('subProcessor.manage')
  @Mutation(() => EndSubProcessorPayload, {
    description:
      'Ends the engagement of a sub-processor, and of whom it engages in its turn; they stay on the list of past ones. For the operator.',
  })
  async endSubProcessor(
    @Arg('input', () => EndSubProcessorInput, { description: 'Which one, and its last day.' })
    input: EndSubProcessorInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.keeping.end(context, input), info);
  }
}

@Resolver(() => TenantType)
export class TenantSubProcessorsResolver {
  @FieldResolver(() => [EngagedSubProcessorType], {
    description:
      'The sub-processors in force for the controller now, the primary first: none of which a window is open, or that it objected to.',
  })
  subProcessors(@Root() tenant: object): EngagedSubProcessorType[] {
    return (tenant as { subProcessors: EngagedSubProcessorType[] }).subProcessors;
  }
}
