import { ArrayMaxSize, IsOptional } from 'class-validator';
import { ArgsType, Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { IdInput } from '../../base/graphql/input-fields.js';
import { LocaleEnum } from '../../base/graphql/locale.enum.js';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { LOCALES, type Locale } from '../../base/locale.js';
import { PersonalField } from '../../catalogue/index.js';
import { PersonType } from '../../people/index.js';
import type { NoticeSectionKind } from './notice.model.js';
import { PrivacyNoticeReading } from './notice-reading.entity.js';
import { NoticeSectionKindEnum, NoticeSectionType, PrivacyNoticeType } from './privacy-notice.types.js';

@ObjectType('PrivacyNoticeChange', {
  description: 'A part that would say something else if the notice were published now.',
  simpleResolvers: true,
})
export class NoticeChangeType {
  @Field(() => NoticeSectionKindEnum, { description: 'Which part.' })
  kind!: NoticeSectionKind;

  @Field(() => String, { description: 'Its heading.' })
  heading!: string;

  @Field(() => [String], {
    description: 'Lines that it has now and had not; the columns of a row with dots between them.',
  })
  added!: readonly string[];

  @Field(() => [String], { description: 'Lines that it had and has no longer.' })
  removed!: readonly string[];
}

@ObjectType('PrivacyNoticeDraft', {
  description: 'What the derived parts of a notice say now, in one language, beside the one that is published.',
  simpleResolvers: true,
})
export class PrivacyNoticeDraftType {
  @Field(() => LocaleEnum, { description: 'The language.' })
  language!: Locale;

  @Field(() => String, { description: 'The controller’s legal name.' })
  controller!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its privacy contact, from the settings; null where none is recorded, and publishing has to name one.',
  })
  contact!: string | null;

  @Field(() => [NoticeSectionType], { description: 'The derived parts.' })
  sections!: readonly NoticeSectionType[];

  @Field(() => Int, {
    nullable: true,
    description: 'The version in force, `expectedVersion` of the next; null where none is published.',
  })
  publishedVersion!: number | null;

  @Field(() => Boolean, {
    description: 'Whether what the notice in force is derived from has changed since. False where none is published.',
  })
  isStale!: boolean;

  @Field(() => [NoticeChangeType], { description: 'What has changed since, part by part; empty where nothing has.' })
  changes!: readonly NoticeChangeType[];
}

@ArgsType()
export class PrivacyNoticeDraftsArgs {
  @Field(() => [LocaleEnum], {
    nullable: true,
    description: 'In these languages; in those in which something is published, and the tenant’s own, where absent.',
  })
  @IsOptional()
  @ArrayMaxSize(LOCALES.length)
  languages?: Locale[] | null;
}

@ObjectType('PrivacyNoticeReading', {
  implements: Node,
  description: 'That somebody has read a version of the privacy notice.',
  simpleResolvers: true,
})
export class NoticeReadingType extends Node {
  @Field(() => PersonType, { nullable: true, description: 'Who has read it.' })
  person!: PersonType | null;

  @Field(() => PrivacyNoticeType, { nullable: true, description: 'What they have read.' })
  privacyNotice!: PrivacyNoticeType | null;

  @PersonalField(PrivacyNoticeReading, 'readAt', () => Date, 'When they first said so.')
  readAt!: Date | null;
}

export const NoticeReadingConnection = connectionOf(NoticeReadingType, 'PrivacyNoticeReading');

@InputType({ description: 'A version of the privacy notice that the viewer has read.' })
export class AcknowledgePrivacyNoticeInput {
  @IdInput('The notice: the version in force of a language.')
  privacyNoticeId!: string;
}

@ObjectType({ description: 'The answer of `acknowledgePrivacyNotice`.', simpleResolvers: true })
export class AcknowledgePrivacyNoticePayload extends Payload {
  @Field(() => PrivacyNoticeType, { nullable: true, description: 'The notice; null when it was refused.' })
  privacyNotice!: PrivacyNoticeType | null;
}
