import { IsOptional, Matches, Min } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { TextInput } from '../../base/graphql/input-fields.js';
import { LocaleEnum } from '../../base/graphql/locale.enum.js';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import type { Locale } from '../../base/locale.js';
import { CONTACT } from '../../tenants/index.js';

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
      'Its text: paragraphs with empty lines between them; a line that begins with `## ` is a heading, lines that begin with `- ` are a list.',
  })
  text!: string;

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
    'Its text: paragraphs with empty lines between them; a line that begins with `## ` is a heading, lines that begin with `- ` are a list.',
  )
  text!: string;

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
