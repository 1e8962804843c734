import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../base/context.js';
import { Action } from '../../../base/graphql/action.js';
import { SortDirection } from '../../../base/graphql/connection.types.js';
import { assessmentDue, type MatrixAssessmentService } from './assessment.service.js';
import {
  AssessMatrixFeedbackInput,
  BeginMatrixAssessmentInput,
  ConcludeMatrixAssessmentInput,
  GiveMatrixFeedbackInput,
  MatrixFeedbackArgs,
  WithdrawMatrixFeedbackInput,
} from './feedback.inputs.js';
import { feedbackFilter, type MatrixFeedbackService } from './feedback.service.js';
import {
  MatrixAssessmentDue,
  MatrixAssessmentPayload,
  MatrixAssessmentType,
  MatrixFeedbackConnection,
  MatrixFeedbackPayload,
  MatrixFeedbackType,
} from './feedback.types.js';

const KEPT = 100;

@Resolver(() => MatrixFeedbackType)
export class MatrixFeedbackResolver {
  constructor(
    private readonly feedback: MatrixFeedbackService,
    private readonly assessments: MatrixAssessmentService,
  ) {}

  @Action('matrix.read')
  @Query(() => MatrixFeedbackConnection, {
    description: 'Feedback on the matrix, newest first: one’s own, and for those who assess it everybody’s.',
  })
  matrixFeedback(
    @Args(() => MatrixFeedbackArgs) { filter, ...page }: MatrixFeedbackArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const orderBy = { field: 'GIVEN_AT', direction: SortDirection.DESC };
    return context.read.connection(
      'MatrixFeedback',
      { where: (row) => feedbackFilter(filter, row), page, orderBy },
      info,
    );
  }

  @Action('matrix.read')
  @Query(() => [MatrixAssessmentType], { description: 'The latest hundred assessments, the newest first.' })
  matrixAssessments(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<MatrixAssessmentType[]> {
    const order = (row: Parameters<Parameters<typeof context.read.list>[1]['order']>[0]) => sql`${row}.year desc`;
    return context.read.list<MatrixAssessmentType>('MatrixAssessment', { order, limit: KEPT }, info);
  }

  @Action('matrix.read')
  @Query(() => MatrixAssessmentDue, { description: 'When the matrix is to be assessed next.' })
  matrixAssessmentDue(@Ctx() context: Context): Promise<MatrixAssessmentDue> {
    return assessmentDue(context);
  }

  @Action('matrix.feedback')
  @Mutation(() => MatrixFeedbackPayload, {
    description:
      'Says something of a version of the matrix, or of one function or role of it. Those who assess it see by whom.',
  })
  async giveMatrixFeedback(
    @Arg('input', () => GiveMatrixFeedbackInput, { description: 'What, and on which version.' })
    input: GiveMatrixFeedbackInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(context, info, await this.feedback.give(context, input));
  }

  @Action('matrix.feedback')
  @Mutation(() => MatrixFeedbackPayload, {
    description: 'Takes back one’s own feedback, as long as it is not answered. Its text is gone.',
  })
  async withdrawMatrixFeedback(
    @Arg('input', () => WithdrawMatrixFeedbackInput, { description: 'Which.' }) input: WithdrawMatrixFeedbackInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(context, info, await this.feedback.withdraw(context, input.matrixFeedbackId));
  }

  @Action('matrix.manage')
  @Mutation(() => MatrixAssessmentPayload, {
    description: 'Begins the assessment of a year. There is one per year, and one open at a time.',
  })
  async beginMatrixAssessment(
    @Arg('input', () => BeginMatrixAssessmentInput, { description: 'Of which year.' })
    input: BeginMatrixAssessmentInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.assessment(context, info, await this.assessments.begin(context, input));
  }

  @Action('matrix.manage')
  @Mutation(() => MatrixFeedbackPayload, { description: 'Answers feedback in the open assessment.' })
  async assessMatrixFeedback(
    @Arg('input', () => AssessMatrixFeedbackInput, { description: 'The answer.' }) input: AssessMatrixFeedbackInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(context, info, await this.assessments.assess(context, input));
  }

  @Action('matrix.manage')
  @Mutation(() => MatrixAssessmentPayload, {
    description: 'Concludes an assessment. Refused while feedback is left unanswered.',
  })
  async concludeMatrixAssessment(
    @Arg('input', () => ConcludeMatrixAssessmentInput, { description: 'What it came to.' })
    input: ConcludeMatrixAssessmentInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.assessment(context, info, await this.assessments.conclude(context, input));
  }

  private async answer(context: Context, info: GraphQLResolveInfo, id: string): Promise<object> {
    return { matrixFeedback: await context.read.one('MatrixFeedback', id, info, ['matrixFeedback']) };
  }

  private async assessment(context: Context, info: GraphQLResolveInfo, id: string): Promise<object> {
    return { matrixAssessment: await context.read.one('MatrixAssessment', id, info, ['matrixAssessment']) };
  }
}
