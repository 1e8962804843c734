import type { GraphQLResolveInfo } from 'graphql';
import sql, { type Sql } from 'sql-template-tag';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { DecideReviewItemInput, DecideReviewItemsInput, RestoreReviewedRightInput } from './review.inputs.js';
import { AccessReviewItemPayload, AccessReviewItemsPayload, AccessReviewItemType } from './review.types.js';
import type { ReviewDecisionService } from './review-decision.service.js';

@Resolver(() => AccessReviewItemType)
export class ReviewItemResolver {
  constructor(private readonly service: ReviewDecisionService) {}

  @Action('review.decide')
  @Mutation(() => AccessReviewItemPayload, {
    description:
      'Decides on a grant under review, with effect at once. A decision can be changed until the campaign is over; nobody decides on their own right.',
  })
  async decideReviewItem(
    @Arg('input', () => DecideReviewItemInput, { description: 'The decision.' }) input: DecideReviewItemInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(context, info, await this.service.decide(context, input));
  }

  @Action('review.decide')
  @Mutation(() => AccessReviewItemsPayload, {
    description:
      'Takes one decision on up to 100 items. What is refused of one keeps it from no other: `userErrors` name each by its place in `itemIds`.',
  })
  async decideReviewItems(
    @Arg('input', () => DecideReviewItemsInput, { description: 'The decision, and on what.' })
    input: DecideReviewItemsInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { ids, refusals } = await this.service.decideMany(context, input);
    const where = (item: Sql): Sql => sql`${item}.id = any(${[...ids]}::uuid[])`;
    const order = (item: Sql): Sql => sql`array_position(${[...ids]}::uuid[], ${item}.id)`;
    const items = await context.read.list('AccessReviewItem', { where, order, limit: 100 }, info, ['items']);
    return { items, refusals };
  }

  @Action('review.decide')
  @Mutation(() => AccessReviewItemPayload, {
    description:
      'Gives back a right that was frozen because nobody decided on it in time: by a reviewer who may grant it, never for oneself.',
  })
  async restoreReviewedRight(
    @Arg('input', () => RestoreReviewedRightInput, { description: 'Which, and why.' })
    input: RestoreReviewedRightInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(context, info, await this.service.restore(context, input));
  }

  private async answer(context: Context, info: GraphQLResolveInfo, id: string): Promise<object> {
    return { item: await context.read.one('AccessReviewItem', id, info, ['item']) };
  }
}
