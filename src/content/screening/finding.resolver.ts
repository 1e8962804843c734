import type { GraphQLResolveInfo } from 'graphql';
import sql, { type Sql } from 'sql-template-tag';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { uuidOf } from '../../base/ids.js';
import type { BulkDecisionService } from './bulk-decision.service.js';
import {
  DecideFindingsInput,
  DismissFindingInput,
  FindingChoiceInput,
  FindingFilter,
  FindingsArgs,
  PurgeFindingInput,
  RedactFindingInput,
  ReopenFindingInput,
} from './finding.inputs.js';
import { findingFilter, isGrave } from './finding.records.js';
import {
  DecideFindingsPayload,
  FindingConnection,
  FindingCount,
  FindingDecisionPreview,
  FindingPayload,
  FindingType,
} from './finding.types.js';
import type { FindingDecisionService } from './finding-decision.service.js';

@Resolver(() => FindingType)
export class FindingResolver {
  constructor(
    private readonly decisions: FindingDecisionService,
    private readonly bulk: BulkDecisionService,
  ) {}

  @Action('screening.manage')
  @Query(() => FindingConnection, {
    description: 'What was found in free text about the people whose findings the viewer manages; the oldest first.',
  })
  findings(
    @Args(() => FindingsArgs) args: FindingsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const where = (finding: Sql) => findingFilter(args.filter, finding);
    return context.read.connection('Finding', { where, elements: ['finding.kind'], page: args }, info);
  }

  @Action('screening.manage')
  @Query(() => FindingType, {
    nullable: true,
    description: 'One finding; null when there is none that the viewer may see.',
  })
  async finding(
    @Arg('id', () => ID, { description: 'The finding’s id.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<FindingType | null> {
    const findingId = uuidOf('Finding', id);
    return findingId ? context.read.one<FindingType>('Finding', findingId, info) : null;
  }

  @Action('screening.manage')
  @Query(() => [FindingCount], {
    description: 'How many findings there are of each kind, of those that the viewer manages.',
  })
  findingCounts(
    @Arg('filter', () => FindingFilter, { nullable: true, description: 'Narrows the findings.' })
    filter: FindingFilter | undefined,
    @Ctx() { db, access, viewer }: Context,
  ): Promise<FindingCount[]> {
    const rows = access.guard('Finding').rows(sql`f`);
    return db.many<FindingCount>(sql`select f.kind, count(*)::int as count,
        count(*) filter (where ${isGrave(sql`f`)})::int as high
      from finding f where f.tenant_id = ${viewer.tenantId}::uuid and ${rows} and ${findingFilter(filter, sql`f`)}
      group by f.kind order by f.kind`);
  }

  @Action('screening.purge')
  @Query(() => FindingDecisionPreview, {
    description: 'What a decision in bulk would do now. Nothing is changed by asking.',
  })
  previewFindingDecision(
    @Arg('input', () => FindingChoiceInput, { description: 'Which decision, on what.' }) input: FindingChoiceInput,
    @Ctx() context: Context,
  ): Promise<FindingDecisionPreview> {
    return this.bulk.preview(context, input);
  }

  @Action('screening.manage')
  @Mutation(() => FindingPayload, {
    description:
      'Lets a finding stay. The same value in the same content does not come back when it is screened again.',
  })
  async dismissFinding(
    @Arg('input', () => DismissFindingInput, { description: 'Which, and why.' }) input: DismissFindingInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.decisions.dismiss(context, input), info);
  }

  @Action('screening.manage')
  @Mutation(() => FindingPayload, { description: 'Takes a dismissal back, also one that holds everywhere.' })
  async reopenFinding(
    @Arg('input', () => ReopenFindingInput, { description: 'Which.' }) input: ReopenFindingInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.decisions.reopen(context, input), info);
  }

  @Action('screening.purge')
  @Mutation(() => FindingPayload, {
    description:
      'Takes a value out of its content, wherever it stands there, in earlier versions too, and ends the archives that may hold it. In a comment, and in files that are text; others can only be purged. It cannot be undone.',
  })
  async redactFinding(
    @Arg('input', () => RedactFindingInput, { description: 'Which, and why.' }) input: RedactFindingInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.decisions.redact(context, input), info);
  }

  @Action('screening.purge')
  @Mutation(() => FindingPayload, {
    description:
      'Takes the whole content away in which a finding stands, with its earlier versions, and ends the archives that may hold it. A tombstone stays. It cannot be undone.',
  })
  async purgeFinding(
    @Arg('input', () => PurgeFindingInput, { description: 'Which, and why.' }) input: PurgeFindingInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.decisions.purge(context, input), info);
  }

  @Action('screening.purge')
  @Mutation(() => DecideFindingsPayload, {
    description: 'Decides on exactly the findings that were previewed, as work with progress.',
  })
  async decideFindings(
    @Arg('input', () => DecideFindingsInput, { description: 'The decision as it was previewed.' })
    input: DecideFindingsInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.bulk.decide(context, input);
    return { operation: await context.read.one('Operation', id, info, ['operation']) };
  }
}

const answer = async (context: Context, findingId: string, info: GraphQLResolveInfo): Promise<object> => ({
  finding: await context.read.one('Finding', findingId, info, ['finding']),
});
