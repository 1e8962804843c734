import { IsOptional, ValidateNested } from 'class-validator';
import { ArgsType, Field, InputType, ObjectType } from 'type-graphql';
import { connectionOf, PageArgs } from '../../base/graphql/connection.types.js';
import { enumOf } from '../../base/graphql/enum.js';
import { TextInput } from '../../base/graphql/input-fields.js';
import { Node } from '../../base/graphql/node.types.js';
import { TranslatedTextInput, TranslatedTextType } from '../../base/graphql/translated-text.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { type LegalPeriodKey, legalPeriodNames } from './legal-period.keys.js';

export const LegalPeriodKeyEnum = enumOf(
  legalPeriodNames,
  'LegalPeriodKey',
  'What a period is for: answering a data subject, extending that, telling the controller of a breach, its telling the authority, objecting to a sub-processor.',
);

@ObjectType('LegalPeriod', {
  implements: Node,
  description:
    'A period that the law sets, from a moment on. A clock that began before keeps the period of its beginning.',
  simpleResolvers: true,
})
export class LegalPeriodType extends Node {
  @Field(() => LegalPeriodKeyEnum, { description: 'What it is for.' })
  key!: LegalPeriodKey;

  @Field(() => String, { description: 'How long, ISO 8601: `P1M`, `PT72H`.' })
  period!: string;

  @Field(() => Date, { description: 'For clocks that begin from then on.' })
  validFrom!: Date;

  @Field(() => String, { description: 'The article or clause behind it, in the language of the request.' })
  basis!: string;

  @Field(() => TranslatedTextType, { description: 'The same in every language.' })
  basisTexts!: TranslatedTextType;
}

@ObjectType('AgreedPeriod', {
  implements: Node,
  description: 'A stricter period than the law’s, by which the controller goes from a moment on.',
  simpleResolvers: true,
})
export class AgreedPeriodType extends Node {
  @Field(() => LegalPeriodKeyEnum, { description: 'What it is for.' })
  key!: LegalPeriodKey;

  @Field(() => String, { description: 'How long, ISO 8601. Where the law becomes stricter than this, the law holds.' })
  period!: string;

  @Field(() => Date, { description: 'For clocks that begin from then on.' })
  validFrom!: Date;
}

export const LegalPeriodConnection = connectionOf(LegalPeriodType, 'LegalPeriod');
export const AgreedPeriodConnection = connectionOf(AgreedPeriodType, 'AgreedPeriod');

@ArgsType()
export class LegalPeriodsArgs extends PageArgs {
  @Field(() => LegalPeriodKeyEnum, { nullable: true, description: 'Only those for this.' })
  key?: LegalPeriodKey | null;

  @Field(() => Date, { nullable: true, description: 'Only those that are in force at this moment.' })
  inForceAt?: Date | null;
}

@InputType({ description: 'A period that the law sets from a day to come.' })
export class SetLegalPeriodInput {
  @Field(() => LegalPeriodKeyEnum, { description: 'What it is for.' })
  key!: LegalPeriodKey;

  @TextInput(20, 'How long: an ISO 8601 duration in hours, or in whole calendar units, of at most a year.')
  period!: string;

  @Field(() => Date, { description: 'From when on: in the future, and later than every period of this key so far.' })
  validFrom!: Date;

  @Field(() => TranslatedTextInput, { description: 'The article or clause behind it.' })
  @ValidateNested()
  basis!: TranslatedTextInput;
}

@InputType({ description: 'A stricter period by which the controller goes.' })
export class AgreePeriodInput {
  @Field(() => LegalPeriodKeyEnum, { description: 'What it is for.' })
  key!: LegalPeriodKey;

  @TextInput(20, 'How long, ISO 8601: not looser than the law; the law’s own period ends what was agreed before.')
  period!: string;

  @Field(() => Date, { nullable: true, description: 'From when on: now where absent, never in the past.' })
  @IsOptional()
  validFrom?: Date | null;
}

@ObjectType({ description: 'The answer of `setLegalPeriod`.', simpleResolvers: true })
export class SetLegalPeriodPayload extends Payload {
  @Field(() => LegalPeriodType, { nullable: true, description: 'The period; null when it was refused.' })
  legalPeriod!: LegalPeriodType | null;
}

@ObjectType({ description: 'The answer of `agreePeriod`.', simpleResolvers: true })
export class AgreePeriodPayload extends Payload {
  @Field(() => AgreedPeriodType, { nullable: true, description: 'The period; null when it was refused.' })
  agreedPeriod!: AgreedPeriodType | null;
}
