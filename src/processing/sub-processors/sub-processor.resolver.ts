import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import {
  AddSubProcessorInput,
  EndSubProcessorInput,
  SetPrimarySubProcessorInput,
  SubProcessorsArgs,
  UpdateSubProcessorInput,
} from './sub-processor.inputs.js';
import type { SubProcessorService } from './sub-processor.service.js';
import {
  AddSubProcessorPayload,
  EndSubProcessorPayload,
  SetPrimarySubProcessorPayload,
  SubProcessorConnection,
  SubProcessorType,
  UpdateSubProcessorPayload,
} from './sub-processor.types.js';

const answer = async (context: Context, id: string, info: GraphQLResolveInfo): Promise<object> => ({
  subProcessor: await context.read.one('SubProcessor', id, info, ['subProcessor']),
});

@Resolver(() => SubProcessorType)
export class SubProcessorResolver {
  constructor(private readonly service: SubProcessorService) {}

  @Action('public')
  @Query(() => SubProcessorConnection, {
    description: 'Whom the operator engages, by name. Anybody may read it, also as `/sub-processors.json`.',
  })
  subProcessors(
    @Args(() => SubProcessorsArgs) args: SubProcessorsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { includePast, ...page } = args;
    return context.read.connection(
      'SubProcessor',
      { where: (alias) => (includePast ? sql`true` : sql`${alias}.until is null`), page },
      info,
    );
  }

  @Action('subProcessor.manage')
  @Mutation(() => AddSubProcessorPayload, { description: 'Puts a sub-processor on the list. For the operator.' })
  async addSubProcessor(
    @Arg('input', () => AddSubProcessorInput, { description: 'Whom, for what and where.' }) input: AddSubProcessorInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.add(context, input), info);
  }

  @Action('subProcessor.manage')
  @Mutation(() => UpdateSubProcessorPayload, {
    description: 'Corrects an entry of the list of sub-processors. For the operator.',
  })
  async updateSubProcessor(
    @Arg('input', () => UpdateSubProcessorInput, { description: 'What is corrected.' }) input: UpdateSubProcessorInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.update(context, input), info);
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
    return answer(context, await this.service.setPrimary(context, input), info);
  }

  @Action('subProcessor.manage')
  @Mutation(() => EndSubProcessorPayload, {
    description: 'Ends the engagement of a sub-processor; it stays on the list of past ones. For the operator.',
  })
  async endSubProcessor(
    @Arg('input', () => EndSubProcessorInput, { description: 'Which one, and its last day.' })
    input: EndSubProcessorInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.end(context, input), info);
  }
}
