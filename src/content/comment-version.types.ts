import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../base/graphql/connection.types.js';
import { PersonalField } from '../catalogue/index.js';
import { CommentVersion } from './comment-version.entity.js';

@ObjectType('CommentVersion', {
  description: 'What a comment said before it was edited.',
  simpleResolvers: true,
})
export class CommentVersionType {
  @Field(() => Int, { description: 'Which version it was.' })
  version!: number;

  @PersonalField(CommentVersion, 'body', () => String, 'The text, with ▇ for what was redacted since.')
  body!: string | null;

  @PersonalField(CommentVersion, 'writtenAt', () => Date, 'When it was written.')
  writtenAt!: Date | null;
}

export const CommentVersionConnection = connectionOf(CommentVersionType, 'CommentVersion');
