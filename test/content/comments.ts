import type { Actor } from '../harness/actor.js';

export interface CommentReply {
  readonly id: string;
  readonly body: string | null;
  readonly canEdit: boolean;
  readonly version: number;
  readonly editedAt: string | null;
  readonly author: { readonly id: string } | null;
  readonly attachments: readonly { readonly id: string }[];
}

export interface CommentAnswer {
  readonly comment: CommentReply | null;
  readonly userErrors: readonly { readonly code: string; readonly field: string[]; readonly message: string }[];
}

const COMMENT = 'id body canEdit version editedAt author { id } attachments { id }';
const RESULT = `comment { ${COMMENT} } userErrors { code field message ... on StaleVersionError { currentVersion } }`;

export const addComment = async (
  actor: Actor,
  personId: string,
  body: string,
  uploadIds?: readonly (string | undefined)[],
): Promise<CommentAnswer> =>
  (
    await actor.ask<{ addComment: CommentAnswer }>(
      `mutation($input: AddCommentInput!) { addComment(input: $input) { ${RESULT} } }`,
      { input: { personId, body, uploadIds } },
    )
  ).addComment;

export const editComment = async (
  actor: Actor,
  commentId: string | undefined,
  body: string,
  expectedVersion = 1,
): Promise<CommentAnswer> =>
  (
    await actor.ask<{ editComment: CommentAnswer }>(
      `mutation($input: EditCommentInput!) { editComment(input: $input) { ${RESULT} } }`,
      { input: { commentId, body, expectedVersion } },
    )
  ).editComment;

export const deleteComment = async (
  actor: Actor,
  commentId: string | undefined,
  expectedVersion = 1,
): Promise<{ readonly deletedId: string | null; readonly userErrors: CommentAnswer['userErrors'] }> =>
  (
    await actor.ask<{ deleteComment: { deletedId: string | null; userErrors: CommentAnswer['userErrors'] } }>(
      `mutation($input: DeleteCommentInput!) { deleteComment(input: $input) { deletedId userErrors { code field message } } }`,
      { input: { commentId, expectedVersion } },
    )
  ).deleteComment;

/** The comments on a person that the actor sees; null where the actor does not see the person. */
export const commentsOn = async (actor: Actor, personId: string): Promise<readonly CommentReply[] | null> => {
  const { person } = await actor.ask<{ person: { comments: { nodes: CommentReply[] } } | null }>(
    `query($id: ID!) { person(id: $id) { comments(first: 50) { nodes { ${COMMENT} } } } }`,
    { id: personId },
  );
  return person && person.comments.nodes;
};
