import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { uuidOf } from '../../base/ids.js';
import {
  AnalysesArgs,
  AnalysisFindingsArgs,
  EndAnalysisInput,
  PlanAnalysisInput,
  RecordAnalysisInput,
  UpdateAnalysisFindingInput,
  UpdateAnalysisInput,
  WithdrawAnalysisOccasionInput,
} from './analysis.inputs.js';
import type { AnalysisService } from './analysis.service.js';
import {
  AnalysisConnection,
  AnalysisFindingConnection,
  AnalysisFindingPayload,
  AnalysisPayload,
  AnalysisType,
  ProcessorAnalysisType,
} from './analysis.types.js';

const MAXIMUM_SHOWN = 100;

@Resolver(() => AnalysisType)
export class AnalysisResolver {
  constructor(private readonly service: AnalysisService) {}

  @Action('analysis.read')
  @Query(() => AnalysisConnection, {
    description:
      'The analyses of the viewer’s own organisation, those first that are due first; what is overdue leads.',
  })
  analyses(
    @Args(() => AnalysesArgs) { filter, ...page }: AnalysesArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return context.read.connection('Analysis', { where: this.service.where(context, filter), page }, info);
  }

  @Action('analysis.read')
  @Query(() => AnalysisType, { nullable: true, description: 'One analysis with its history; null when there is none.' })
  async analysis(
    @Arg('id', () => ID, { description: 'The analysis.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object | null> {
    const analysisId = uuidOf('Analysis', id);
    return analysisId ? context.read.one('Analysis', analysisId, info) : null;
  }

  @Action('analysis.read')
  @Query(() => AnalysisFindingConnection, {
    description: 'What the analyses of the viewer’s own organisation found, those first that are due first.',
  })
  analysisFindings(
    @Args(() => AnalysisFindingsArgs) args: AnalysisFindingsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const where = this.service.whereFindings(context, args);
    return context.read.connection('AnalysisFinding', { where, page: args }, info);
  }

  @Action('analysis.read')
  @Query(() => [ProcessorAnalysisType], {
    description:
      'What the processor shows its controllers of its own analyses, at most 100, those first that are due first.',
  })
  processorAnalyses(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<ProcessorAnalysisType[]> {
    return context.read.list<ProcessorAnalysisType>(
      'ProcessorAnalysis',
      { order: (row) => sql`${row}.next_due_on nulls last, ${row}.id`, limit: MAXIMUM_SHOWN },
      info,
    );
  }

  @Action('analysis.manage')
  @Mutation(() => AnalysisPayload, {
    description: 'Plans an analysis: of what, how often, and by when the first time.',
  })
  async planAnalysis(
    @Arg('input', () => PlanAnalysisInput, { description: 'The analysis.' }) input: PlanAnalysisInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(await this.service.plan(context, input), context, info);
  }

  @Action('analysis.manage')
  @Mutation(() => AnalysisPayload, { description: 'Changes an analysis that is still held.' })
  async updateAnalysis(
    @Arg('input', () => UpdateAnalysisInput, { description: 'What changes.' }) input: UpdateAnalysisInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(await this.service.update(context, input), context, info);
  }

  @Action('analysis.manage')
  @Mutation(() => AnalysisPayload, { description: 'Ends an analysis: it is not held any more, and its history stays.' })
  async endAnalysis(
    @Arg('input', () => EndAnalysisInput, { description: 'Which one.' }) input: EndAnalysisInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(await this.service.end(context, input), context, info);
  }

  @Action('analysis.manage')
  @Mutation(() => AnalysisPayload, {
    description: 'Records that an analysis was held, with what was found; when it is due next moves on by that.',
  })
  async recordAnalysis(
    @Arg('input', () => RecordAnalysisInput, { description: 'When, by whom, and what came of it.' })
    input: RecordAnalysisInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(await this.service.record(context, input), context, info);
  }

  @Action('analysis.manage')
  @Mutation(() => AnalysisPayload, {
    description:
      'Withdraws an occasion that was recorded by mistake: it stays in the history and counts no longer, nor does what was found.',
  })
  async withdrawAnalysisOccasion(
    @Arg('input', () => WithdrawAnalysisOccasionInput, { description: 'Which one, and why.' })
    input: WithdrawAnalysisOccasionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(await this.service.withdraw(context, input), context, info);
  }

  @Action('analysis.manage')
  @Mutation(() => AnalysisFindingPayload, {
    description: 'Says how a finding stands, and until when it is dealt with.',
  })
  async updateAnalysisFinding(
    @Arg('input', () => UpdateAnalysisFindingInput, { description: 'What changes.' })
    input: UpdateAnalysisFindingInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.service.updateFinding(context, input);
    return { analysisFinding: await context.read.one('AnalysisFinding', id, info, ['analysisFinding']) };
  }

  private async answer(id: string, context: Context, info: GraphQLResolveInfo): Promise<object> {
    return { analysis: await context.read.one('Analysis', id, info, ['analysis']) };
  }
}
