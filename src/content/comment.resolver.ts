import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { type Connection, PageArgs } from '../base/graphql/connection.types.js';
import { relationOf } from '../base/reading/index.js';
import { PersonType } from '../people/index.js';
import type { CommentService } from './comment.service.js';
import {
  AddCommentInput,
  AddCommentPayload,
  CommentConnection,
  CommentType,
  DeleteCommentInput,
  DeleteCommentPayload,
  EditCommentInput,
  EditCommentPayload,
} from './comment.types.js';
import { CommentVersionConnection, type CommentVersionType } from './comment-version.types.js';

@Resolver(() => CommentType)
export class CommentResolver {
  constructor(private readonly comments: CommentService) {}

  @Action('comment.write')
  @Mutation(() => AddCommentPayload, { description: 'Writes a comment on a person, who can read it.' })
  async addComment(
    @Arg('input', () => AddCommentInput, { description: 'The comment.' }) input: AddCommentInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.comments.add(context, input);
    return { comment: await context.read.one('Comment', id, info, ['comment']) };
  }

  @Action('comment.write')
  @Mutation(() => EditCommentPayload, { description: 'Edits one’s own comment.' })
  async editComment(
    @Arg('input', () => EditCommentInput, { description: 'The new text.' }) input: EditCommentInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.comments.edit(context, input);
    return { comment: await context.read.one('Comment', id, info, ['comment']) };
  }

  @Action('comment.write')
  @Mutation(() => DeleteCommentPayload, {
    description: 'Removes one’s own comment, or as the controller any, with the files attached to it.',
  })
  async deleteComment(
    @Arg('input', () => DeleteCommentInput, { description: 'Which comment.' }) input: DeleteCommentInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await this.comments.delete(context, input);
    return { deletedId: input.commentId };
  }
}

@Resolver(() => CommentType)
export class CommentVersionsResolver {
  @FieldResolver(() => CommentVersionConnection, {
    description: 'What it said before it was edited, the newest first, for whoever reads it. Personal data: FREE_TEXT.',
  })
  earlierVersions(
    @Root() comment: object,
    @Args(() => PageArgs) _page: PageArgs,
    @Info() info: GraphQLResolveInfo,
  ): Connection<CommentVersionType> {
    return relationOf(comment, info);
  }
}

@Resolver(() => PersonType)
export class PersonCommentsResolver {
  @FieldResolver(() => CommentConnection, {
    description:
      'The comments on the person that the viewer may read, the newest first: all of them on oneself, one’s own on others. Personal data: FREE_TEXT.',
  })
  comments(
    @Root() person: object,
    @Args(() => PageArgs) _page: PageArgs,
    @Info() info: GraphQLResolveInfo,
  ): Connection<CommentType> {
    return relationOf(person, info);
  }
}
