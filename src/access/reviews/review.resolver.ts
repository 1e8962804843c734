import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { SortDirection } from '../../base/graphql/connection.types.js';
import { uuidOf } from '../../base/ids.js';
import type { RoleBooks } from '../matrix/role-book.js';
import { Viewer } from '../viewer/viewer.types.js';
import {
  AccessReviewItemsArgs,
  AccessReviewsArgs,
  CloseReviewInput,
  ReviewTasksArgs,
  StartReviewInput,
  UpdateReviewInput,
  WithdrawReviewInput,
} from './review.inputs.js';
import type { ReviewService } from './review.service.js';
import {
  AccessReviewConnection,
  AccessReviewItemConnection,
  AccessReviewPayload,
  AccessReviewType,
} from './review.types.js';
import { hasOutcome, inState } from './review-states.js';
import { tasksOf } from './review-tasks.js';

const NEWEST = { field: 'STARTED_AT', direction: SortDirection.DESC };

@Resolver(() => AccessReviewType)
export class ReviewResolver {
  constructor(private readonly service: ReviewService) {}

  @Action('review.decide')
  @Query(() => AccessReviewConnection, { description: 'The campaigns of review, the newest first.' })
  accessReviews(
    @Args(() => AccessReviewsArgs) { state, ...page }: AccessReviewsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const where = (review: Parameters<typeof inState>[1]) => inState(state, review);
    return context.read.connection('AccessReview', { where, page, orderBy: NEWEST }, info);
  }

  @Action('review.decide')
  @Query(() => AccessReviewType, {
    nullable: true,
    description: 'A campaign with the numbers of its report; null when there is none that the viewer may see.',
  })
  async accessReview(
    @Arg('id', () => ID, { description: 'The campaign.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object | null> {
    const reviewId = uuidOf('AccessReview', id);
    return reviewId ? context.read.one('AccessReview', reviewId, info) : null;
  }

  @Action('review.decide')
  @Query(() => AccessReviewItemConnection, {
    description: 'What a campaign asks about, with evidence, decision and history, as far as the viewer may see it.',
  })
  accessReviewItems(
    @Args(() => AccessReviewItemsArgs) { reviewId, outcomes, role, ...page }: AccessReviewItemsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = uuidOf('AccessReview', reviewId);
    const where = (item: Parameters<typeof hasOutcome>[1]) => sql`${item}.review_id = ${id}::uuid
      and (${role ?? null}::text is null or ${item}.role = ${role ?? null}) and ${hasOutcome(outcomes, item)}`;
    return context.read.connection('AccessReviewItem', { where, page }, info);
  }

  @Action('review.manage')
  @Mutation(() => AccessReviewPayload, {
    description: 'Begins a campaign: takes down the grants in its scope with what is known of each at this moment.',
  })
  async startReview(
    @Arg('input', () => StartReviewInput, { description: 'What is reviewed, by whom, until when.' })
    input: StartReviewInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, await this.service.start(context, input));
  }

  @Action('review.manage')
  @Mutation(() => AccessReviewPayload, {
    description: 'Changes the name and the times of a campaign that is not over.',
  })
  async updateReview(
    @Arg('input', () => UpdateReviewInput, { description: 'The campaign as it is to be.' }) input: UpdateReviewInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, await this.service.update(context, input));
  }

  @Action('review.manage')
  @Mutation(() => AccessReviewPayload, {
    description:
      'Closes a campaign in which everything is decided before it is due. When it is due it closes by itself.',
  })
  async closeReview(
    @Arg('input', () => CloseReviewInput, { description: 'Which.' }) input: CloseReviewInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, await this.service.close(context, input.reviewId));
  }

  @Action('review.manage')
  @Mutation(() => AccessReviewPayload, {
    description: 'Takes a campaign back. What was decided stays so; what was not leaves it, and is not frozen.',
  })
  async withdrawReview(
    @Arg('input', () => WithdrawReviewInput, { description: 'Which.' }) input: WithdrawReviewInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, await this.service.withdraw(context, input.reviewId));
  }
}

const answer = async (context: Context, info: GraphQLResolveInfo, id: string): Promise<object> => ({
  accessReview: await context.read.one('AccessReview', id, info, ['accessReview']),
});

@Resolver(() => Viewer)
export class ViewerReviewTasksResolver {
  constructor(private readonly books: RoleBooks) {}

  @FieldResolver(() => AccessReviewItemConnection, {
    description:
      'What the viewer is to decide on in campaigns of review, what is due first at the top; also what was missed and can be restored.',
  })
  async reviewTasks(
    @Root() _viewer: Viewer,
    @Args(() => ReviewTasksArgs) page: ReviewTasksArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const where = await tasksOf(context, this.books);
    return context.read.connection('AccessReviewItem', { where, page }, info);
  }
}
