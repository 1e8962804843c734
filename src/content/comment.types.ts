import { ArrayMaxSize, IsOptional, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../base/graphql/connection.types.js';
import { IdInput } from '../base/graphql/input-fields.js';
import { Node } from '../base/graphql/node.types.js';
import { Payload } from '../base/graphql/user-error.types.js';
import { PersonalField } from '../catalogue/index.js';
import { PersonType } from '../people/index.js';
import { Comment } from './comment.entity.js';
import { ContentScreeningType } from './screening/content-screening.types.js';
import { ContentTombstoneType } from './screening/content-tombstone.types.js';
import { UploadType } from './upload.types.js';

export const MAXIMUM_COMMENT = 10_000;
export const MAXIMUM_ATTACHMENTS = 10;

@ObjectType('Comment', { implements: Node, description: 'What somebody wrote about a person.', simpleResolvers: true })
export class CommentType extends Node {
  @PersonalField(
    Comment,
    'body',
    () => String,
    'The text, as it was written: plain text without markup, with ▇ for what was redacted. Null once it was purged: then a tombstone says why.',
  )
  body!: string | null;

  @Field(() => PersonType, {
    nullable: true,
    description: 'Who wrote it; null where the viewer may not see the person, or the person was erased.',
  })
  author!: PersonType | null;

  @Field(() => PersonType, { nullable: true, description: 'The person whom it is about.' })
  person!: PersonType | null;

  @Field(() => [UploadType], { description: 'The files attached to it, among those that the viewer may see.' })
  attachments!: UploadType[];

  @Field(() => [ContentTombstoneType], {
    description: 'What was redacted in it, or that it was purged: when, by whom and why, the newest first.',
  })
  tombstones!: ContentTombstoneType[];

  @Field(() => ContentScreeningType, {
    nullable: true,
    description: 'Where its screening stands; null for who does not manage its findings.',
  })
  screening!: ContentScreeningType | null;

  @Field(() => Boolean, { description: 'Whether the viewer wrote it and may still edit it.' })
  canEdit!: boolean;

  @Field(() => Date, { description: 'When it was written.' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was last edited; null if it never was.' })
  editedAt!: Date | null;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;
}

export const CommentConnection = connectionOf(CommentType, 'Comment');

@InputType({ description: 'A new comment on a person.' })
export class AddCommentInput {
  @IdInput('Whom it is about.')
  personId!: string;

  @Field(() => String, { description: `The text, at most ${MAXIMUM_COMMENT} characters.` })
  @MaxLength(MAXIMUM_COMMENT)
  body!: string;

  @Field(() => [ID], {
    nullable: true,
    description: `Completed uploads of the purpose ATTACHMENT about the same person, one’s own, at most ${MAXIMUM_ATTACHMENTS}.`,
  })
  @IsOptional()
  @ArrayMaxSize(MAXIMUM_ATTACHMENTS)
  @MaxLength(128, { each: true })
  uploadIds?: string[] | null;
}

@InputType({ description: 'The new text of one’s own comment.' })
export class EditCommentInput {
  @IdInput('The comment’s id.')
  commentId!: string;

  @Field(() => String, { description: `The text, at most ${MAXIMUM_COMMENT} characters.` })
  @MaxLength(MAXIMUM_COMMENT)
  body!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the edit.' })
  @Min(1)
  expectedVersion!: number;
}

@InputType({ description: 'A comment that is to be removed.' })
export class DeleteCommentInput {
  @IdInput('The comment’s id.')
  commentId!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the removal.' })
  @Min(1)
  expectedVersion!: number;
}

@ObjectType({ description: 'The new comment.' })
export class AddCommentPayload extends Payload {
  @Field(() => CommentType, { nullable: true, description: 'The comment; null when it was refused.' })
  comment!: CommentType | null;
}

@ObjectType({ description: 'The edited comment.' })
export class EditCommentPayload extends Payload {
  @Field(() => CommentType, { nullable: true, description: 'The comment as it is now; null when it was refused.' })
  comment!: CommentType | null;
}

@ObjectType({ description: 'The removed comment.' })
export class DeleteCommentPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id of what was removed; null when it was refused.' })
  deletedId!: string | null;
}
