import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { enumOf } from '../../base/graphql/enum.js';
import { Node } from '../../base/graphql/node.types.js';
import { CalendarDate } from '../../base/graphql/scalars.js';
import { TranslatedTextType } from '../../base/graphql/translated-text.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { type DataCategory, DataCategoryEnum } from '../../catalogue/index.js';
import { changeStates } from './sub-processor.effect.js';
import { type PlatformFunction, platformFunctions, type TransferBasis, transferBases } from './sub-processor.terms.js';

export const TransferBasisEnum = enumOf(
  transferBases,
  'TransferBasis',
  'On what a transfer out of the European Economic Area rests (Chapter V GDPR): none takes place, an adequacy decision, standard contractual clauses, or another ground.',
);

export const PlatformFunctionEnum = enumOf(
  platformFunctions,
  'PlatformFunction',
  'What the platform hands data to others for: hosting it, scanning files for malware, handing transfers out, sending messages, monitoring, and support.',
);

const entryStates = [...changeStates, 'ENDED'] as const;
const SubProcessorStateEnum = enumOf(
  entryStates,
  'SubProcessorState',
  'How an entry stands on the platform: proposed (which only the operator sees), announced, in force, given up, or ended.',
);

@ObjectType('SubProcessor', {
  implements: Node,
  description: 'Another processor whom the operator engages (Article 28(2) GDPR). Public.',
  simpleResolvers: true,
})
export class SubProcessorType extends Node {
  @Field(() => String, { description: 'Its name in the register of companies.' })
  legalName!: string;

  @Field(() => SubProcessorStateEnum, {
    description: 'How it stands on the platform now. For one controller see `subProcessors` of the tenant.',
  })
  state!: (typeof entryStates)[number];

  @Field(() => SubProcessorType, {
    nullable: true,
    description: 'The sub-processor that engages it in its turn; null where the processor engages it itself.',
  })
  engagedBy!: object | null;

  @Field(() => [SubProcessorType], { description: 'Whom it engages in its turn.' })
  engages!: object[];

  @Field(() => [PlatformFunctionEnum], { description: 'The functions of the platform that it serves.' })
  functions!: PlatformFunction[];

  @Field(() => String, { description: 'What is bought of it, in the language of the request.' })
  service!: string;

  @Field(() => String, { description: 'What it does with the data, in the language of the request.' })
  processing!: string;

  @Field(() => String, {
    description: 'Where its responsibility ends and that of the others begins, in the language of the request.',
  })
  responsibilities!: string;

  @Field(() => TranslatedTextType, { description: '`service` in every language.' })
  serviceTexts!: TranslatedTextType;

  @Field(() => TranslatedTextType, { description: '`processing` in every language.' })
  processingTexts!: TranslatedTextType;

  @Field(() => TranslatedTextType, { description: '`responsibilities` in every language.' })
  responsibilitiesTexts!: TranslatedTextType;

  @Field(() => [DataCategoryEnum], { description: 'The kinds of personal data that it processes.' })
  dataCategories!: DataCategory[];

  @Field(() => String, { description: 'Its address.' })
  address!: string;

  @Field(() => String, { description: 'Where it is established, ISO 3166-1 alpha-2.' })
  country!: string;

  @Field(() => [String], { description: 'The countries in which it processes, ISO 3166-1 alpha-2.' })
  locations!: string[];

  @Field(() => TransferBasisEnum, { description: 'On what transfers out of the European Economic Area rest.' })
  transferBasis!: TransferBasis;

  @Field(() => String, { description: 'Which decision, clauses or ground; empty where there is nothing to say.' })
  transferDetails!: string;

  @Field(() => String, { description: 'How to reach it: a function address, not a person.' })
  contact!: string;

  @Field(() => Boolean, { description: 'Whether it is the primary one, which hosts the platform.' })
  isPrimary!: boolean;

  @Field(() => CalendarDate, { description: 'Since when it is engaged, or from when it is to be.' })
  since!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'The last day; null while it is engaged.' })
  until!: string | null;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;

  @Field(() => Date, { description: 'When the entry was last changed.' })
  updatedAt!: Date;
}

export const SubProcessorConnection = connectionOf(SubProcessorType, 'SubProcessor');

/** Every mutation of the list answers with the entry. */
@ObjectType({ simpleResolvers: true })
abstract class SubProcessorPayload extends Payload {
  @Field(() => SubProcessorType, { nullable: true, description: 'The entry; null when the mutation was refused.' })
  subProcessor!: SubProcessorType | null;
}

@ObjectType({ description: 'The answer of `updateSubProcessor`.', simpleResolvers: true })
export class UpdateSubProcessorPayload extends SubProcessorPayload {}

@ObjectType({ description: 'The answer of `setPrimarySubProcessor`.', simpleResolvers: true })
export class SetPrimarySubProcessorPayload extends SubProcessorPayload {}

@ObjectType({ description: 'The answer of `endSubProcessor`.', simpleResolvers: true })
export class EndSubProcessorPayload extends SubProcessorPayload {}

@ObjectType('EngagedSubProcessor', {
  description: 'A sub-processor that is in force for one controller, with the terms that are in force for it.',
  simpleResolvers: true,
})
export class EngagedSubProcessorType {
  @Field(() => ID, { description: 'The id of the entry of the platform’s list, a SubProcessor.' })
  id!: string;

  @Field(() => String, { description: 'Its name in the register of companies.' })
  legalName!: string;

  @Field(() => String, { nullable: true, description: 'Who engages it, where it is not the processor.' })
  engagedBy!: string | null;

  @Field(() => Boolean, { description: 'Whether it is the primary one, which hosts the platform.' })
  isPrimary!: boolean;

  @Field(() => String, { description: 'What is bought of it, in the language of the request.' })
  service!: string;

  @Field(() => String, { description: 'What it does with the data, in the language of the request.' })
  processing!: string;

  @Field(() => String, { description: 'Where its responsibility ends, in the language of the request.' })
  responsibilities!: string;

  @Field(() => [PlatformFunctionEnum], { description: 'The functions of the platform that it serves.' })
  functions!: readonly PlatformFunction[];

  @Field(() => [DataCategoryEnum], { description: 'The kinds of personal data that it processes.' })
  dataCategories!: readonly DataCategory[];

  @Field(() => String, { description: 'Its address.' })
  address!: string;

  @Field(() => String, { description: 'Where it is established, ISO 3166-1 alpha-2.' })
  country!: string;

  @Field(() => [String], { description: 'The countries in which it processes, ISO 3166-1 alpha-2.' })
  locations!: readonly string[];

  @Field(() => TransferBasisEnum, { description: 'On what transfers out of the European Economic Area rest.' })
  transferBasis!: TransferBasis;

  @Field(() => String, { description: 'Which decision, clauses or ground; empty where there is nothing to say.' })
  transferDetails!: string;

  @Field(() => String, { description: 'How to reach it: a function address, not a person.' })
  contact!: string;

  @Field(() => CalendarDate, { description: 'Since when the processor engages it.' })
  since!: string;
}
