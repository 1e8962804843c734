import { MaxLength, MinLength, ValidateNested } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../../base/graphql/enum.js';
import { IdInput } from '../../base/graphql/input-fields.js';
import { Node } from '../../base/graphql/node.types.js';
import { CalendarDate } from '../../base/graphql/scalars.js';
import { TranslatedTextInput, TranslatedTextType } from '../../base/graphql/translated-text.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { LinkInput } from './analysis.inputs.js';

const states = ['FUTURE', 'VALID', 'EXPIRED'] as const;
export type CertificationState = (typeof states)[number];

const CertificationStateEnum = enumOf(states, 'CertificationState', 'Whether a certification counts today.');

@ObjectType('Certification', {
  implements: Node,
  description:
    'A certification of the processor. Public ones are shown without signing in, the others to its controllers.',
  simpleResolvers: true,
})
export class CertificationType extends Node {
  @Field(() => String, { description: 'The standard, such as ISO/IEC 27001:2022.' })
  standard!: string;

  @Field(() => String, { description: 'What it covers, in the language of the request.' })
  scope!: string;

  @Field(() => TranslatedTextType, { description: '`scope` in every language.' })
  scopeTexts!: TranslatedTextType;

  @Field(() => String, { description: 'Who certified.' })
  issuer!: string;

  @Field(() => String, { description: 'The number of the certificate.' })
  certificateNumber!: string;

  @Field(() => CalendarDate, { description: 'The first day on which it counts.' })
  validFrom!: string;

  @Field(() => CalendarDate, { description: 'The last day on which it counts.' })
  validUntil!: string;

  @Field(() => CertificationStateEnum, { description: 'Whether it counts today.' })
  state!: CertificationState;

  @Field(() => String, { nullable: true, description: 'Where the certificate can be read.' })
  documentUrl!: string | null;

  @Field(() => Boolean, { description: 'Whether it is shown without signing in.' })
  isPublic!: boolean;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;
}

@InputType({ description: 'A certification that is new, or, with `id` and `expectedVersion`, one that is changed.' })
export class SetCertificationInput {
  @IdInput('Which certification changes; absent for a new one.', { nullable: true })
  id?: string | null;

  @Field(() => Int, { nullable: true, description: 'The version that was read; needed with `id`.' })
  expectedVersion?: number | null;

  @Field(() => String, { description: 'The standard.' })
  @MinLength(1)
  @MaxLength(200)
  standard!: string;

  @Field(() => TranslatedTextInput, { description: 'What it covers.' })
  @ValidateNested()
  scope!: TranslatedTextInput;

  @Field(() => String, { description: 'Who certified.' })
  @MinLength(1)
  @MaxLength(200)
  issuer!: string;

  @Field(() => String, { description: 'The number of the certificate.' })
  @MinLength(1)
  @MaxLength(100)
  certificateNumber!: string;

  @Field(() => CalendarDate, { description: 'The first day on which it counts.' })
  validFrom!: string;

  @Field(() => CalendarDate, { description: 'The last day on which it counts.' })
  validUntil!: string;

  @LinkInput('Where the certificate can be read, as an HTTPS address.')
  documentUrl?: string | null;

  @Field(() => Boolean, { description: 'Whether it is shown without signing in.' })
  isPublic!: boolean;
}

@InputType({ description: 'A certification that was recorded by mistake.' })
export class RemoveCertificationInput {
  @IdInput('Which certification.')
  id!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the removal.' })
  expectedVersion!: number;
}

@ObjectType({ description: 'The answer of `setCertification`.', simpleResolvers: true })
export class SetCertificationPayload extends Payload {
  @Field(() => CertificationType, { nullable: true, description: 'The certification; null when it was refused.' })
  certification!: CertificationType | null;
}

@ObjectType({ description: 'The answer of `removeCertification`.', simpleResolvers: true })
export class RemoveCertificationPayload extends Payload {
  @Field(() => String, { nullable: true, description: 'The id of what was removed; null when it was refused.' })
  removedId!: string | null;
}
