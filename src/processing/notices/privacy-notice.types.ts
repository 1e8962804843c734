import { IsOptional, Matches, Min } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../../base/graphql/enum.js';
import { TextInput } from '../../base/graphql/input-fields.js';
import { LocaleEnum } from '../../base/graphql/locale.enum.js';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import type { Locale } from '../../base/locale.js';
import { CONTACT } from '../../tenants/index.js';
import { type NoticeSectionKind, noticeSections } from './notice.model.js';

export const NoticeSectionKindEnum = enumOf(
  noticeSections,
  'PrivacyNoticeSectionKind',
  'What a derived part is about: whose data, which (what for, how long), from where, who sees it, who processes it, to which systems it goes, what leaves the EEA, rights, and that nothing is decided by automated means alone.',
);

@ObjectType('PrivacyNoticeRow', { description: 'A line of a derived part.', simpleResolvers: true })
export class NoticeRowType {
  @Field(() => [String], { description: 'One text for each column, or the line itself where there are none.' })
  cells!: readonly string[];
}

@ObjectType('PrivacyNoticeSection', {
  description: 'A part of a notice that is derived from what is processed, in words.',
  simpleResolvers: true,
})
export class NoticeSectionType {
  @Field(() => NoticeSectionKindEnum, { description: 'What it is about.' })
  kind!: NoticeSectionKind;

  @Field(() => String, { description: 'Its heading.' })
  heading!: string;

  @Field(() => String, { description: 'A sentence before the lines, or all there is to say.' })
  text!: string;

  @Field(() => [String], { description: 'What the columns are called; empty where each row is a single line.' })
  columns!: readonly string[];

  @Field(() => [NoticeRowType], { description: 'Its lines.' })
  rows!: readonly NoticeRowType[];
}

@ObjectType('PrivacyNotice', {
  implements: Node,
  description:
    'What a controller tells its data subjects (Articles 12–14 GDPR), in one language. Public; a version never changes.',
  simpleResolvers: true,
})
export class PrivacyNoticeType extends Node {
  @Field(() => LocaleEnum, { description: 'The language in which it is written.' })
  language!: Locale;

  @Field(() => Int, { description: 'Its number among those of the language; give the newest as `expectedVersion`.' })
  version!: number;

  @Field(() => String, { description: 'The controller’s legal name when it published this.' })
  controller!: string;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => String, {
    description:
      'What the controller says before the derived parts: paragraphs with empty lines between them; a line that begins with `## ` is a heading, lines that begin with `- ` are a list.',
  })
  text!: string;

  @Field(() => String, { description: 'What the controller says after the derived parts, written alike; often empty.' })
  closing!: string;

  @Field(() => [NoticeSectionType], {
    description:
      'The parts that were derived when it was published, and stand as they were. Empty in versions from before there were any.',
  })
  sections!: readonly NoticeSectionType[];

  @Field(() => Date, { nullable: true, description: 'When the viewer’s account has read it; null for never.' })
  readAt!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many accounts have read it; null for those who may not know.',
  })
  readerCount!: number | null;

  @Field(() => String, { description: 'Where data subjects reach the controller: an e-mail address or an HTTPS page.' })
  contact!: string;

  @Field(() => Date, { description: 'When it was published.' })
  publishedAt!: Date;

  @Field(() => String, { description: 'Where this version stands as a web page, for everybody, without signing in.' })
  htmlPath!: string;

  @Field(() => String, { description: 'Where this version stands as JSON, for everybody, without signing in.' })
  jsonPath!: string;
}

@InputType({ description: 'A privacy notice, or its next version.' })
export class PublishPrivacyNoticeInput {
  @Field(() => LocaleEnum, { description: 'The language in which it is written.' })
  language!: Locale;

  @Field(() => Int, {
    nullable: true,
    description: 'The newest version in this language that was read; absent where there is none yet.',
  })
  @IsOptional()
  @Min(1)
  expectedVersion?: number | null;

  @TextInput(200, 'Its title.')
  title!: string;

  @TextInput(
    40_000,
    'What the controller says before the derived parts, such as the legal basis: paragraphs with empty lines between them; a line that begins with `## ` is a heading, lines that begin with `- ` are a list.',
  )
  text!: string;

  @TextInput(20_000, 'What it says after them, written alike.', { nullable: true })
  closing?: string | null;

  @TextInput(254, 'Where data subjects reach the controller; its privacy contact where absent.', { nullable: true })
  @Matches(CONTACT)
  contact?: string | null;
}

@ObjectType({ description: 'The answer of `publishPrivacyNotice`.', simpleResolvers: true })
export class PublishPrivacyNoticePayload extends Payload {
  @Field(() => PrivacyNoticeType, {
    nullable: true,
    description: 'The notice as it was published; null when it was refused.',
  })
  privacyNotice!: PrivacyNoticeType | null;
}
