import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { ScreenedContentEnum, ScreeningFailureEnum, ScreeningStateEnum } from './screening.enums.js';
import type { ScreenedContent, ScreeningFailure, ScreeningState } from './screening.states.js';

@ObjectType('ContentScreening', {
  description: 'Where the screening of a comment or a file stands; shown to who manages its findings.',
  simpleResolvers: true,
})
export class ContentScreeningType {
  @Field(() => ScreenedContentEnum, { description: 'What is screened.' })
  content!: ScreenedContent;

  @Field(() => ScreeningStateEnum, { description: 'Where it stands.' })
  state!: ScreeningState;

  @Field(() => ScreeningFailureEnum, { nullable: true, description: 'Why it could not be read; null where it could.' })
  reason!: ScreeningFailure | null;

  @Field(() => String, {
    nullable: true,
    description: 'The version of the product’s rules by which it was screened last.',
  })
  rulesVersion!: string | null;

  @Field(() => Int, { description: 'How many parts of it could not be read, such as an attachment that is locked.' })
  unreadParts!: number;

  @Field(() => Int, { description: 'How many findings were not written down, because it has too many.' })
  leftOut!: number;

  @Field(() => Date, { nullable: true, description: 'When it was screened last; null if it never was.' })
  screenedAt!: Date | null;
}

export const ContentScreeningConnection = connectionOf(ContentScreeningType, 'ContentScreening');
