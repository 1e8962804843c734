import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { enumOf } from '../../base/graphql/enum.js';
import { Node } from '../../base/graphql/node.types.js';
import { CalendarDate } from '../../base/graphql/scalars.js';
import { TranslatedTextType } from '../../base/graphql/translated-text.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { type DataCategory, DataCategoryEnum } from '../../catalogue/index.js';
import { type TransferBasis, transferBases } from './sub-processor.entity.js';

export const TransferBasisEnum = enumOf(
  transferBases,
  'TransferBasis',
  'On what a transfer out of the European Economic Area rests (Chapter V GDPR): none takes place, an adequacy decision, standard contractual clauses, or another ground.',
);

@ObjectType('SubProcessor', {
  implements: Node,
  description: 'Another processor whom the operator engages (Article 28(2) GDPR). Public.',
  simpleResolvers: true,
})
export class SubProcessorType extends Node {
  @Field(() => String, { description: 'Its name in the register of companies.' })
  legalName!: string;

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

  @Field(() => CalendarDate, { description: 'Since when it is engaged.' })
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

@ObjectType({ description: 'The answer of `addSubProcessor`.', simpleResolvers: true })
export class AddSubProcessorPayload extends SubProcessorPayload {}

@ObjectType({ description: 'The answer of `updateSubProcessor`.', simpleResolvers: true })
export class UpdateSubProcessorPayload extends SubProcessorPayload {}

@ObjectType({ description: 'The answer of `setPrimarySubProcessor`.', simpleResolvers: true })
export class SetPrimarySubProcessorPayload extends SubProcessorPayload {}

@ObjectType({ description: 'The answer of `endSubProcessor`.', simpleResolvers: true })
export class EndSubProcessorPayload extends SubProcessorPayload {}
