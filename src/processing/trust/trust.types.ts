import { Field, Int, ObjectType } from 'type-graphql';
import { LocaleEnum } from '../../base/graphql/locale.enum.js';
import { CalendarDate } from '../../base/graphql/scalars.js';
import type { Locale } from '../../base/locale.js';
import type * as content from './trust.content.js';

@ObjectType('TrustMeasures', { description: 'Measures of security under one heading.', simpleResolvers: true })
export class TrustMeasuresType implements content.TrustMeasures {
  @Field(() => String, { description: 'The heading.' })
  title!: string;

  @Field(() => [String], { description: 'What is done.' })
  measures!: readonly string[];
}

@ObjectType('TrustCategory', {
  description: 'A special category of personal data (Article 9 GDPR) that the controller has fields for.',
  simpleResolvers: true,
})
export class TrustCategoryType implements content.TrustCategory {
  @Field(() => String, { description: 'Which category, in words.' })
  category!: string;

  @Field(() => [String], { description: 'How it is kept safe.' })
  safeguards!: readonly string[];
}

@ObjectType('TrustSubProcessor', { description: 'A sub-processor in force for the controller.', simpleResolvers: true })
export class TrustSubProcessorType implements content.TrustSubProcessor {
  @Field(() => String, { description: 'Its name.' })
  legalName!: string;

  @Field(() => Boolean, { description: 'Whether it hosts the platform.' })
  isPrimary!: boolean;

  @Field(() => String, { nullable: true, description: 'Who engages it, where it is not the processor.' })
  engagedBy!: string | null;

  @Field(() => String, { description: 'What is bought of it.' })
  service!: string;

  @Field(() => String, { description: 'What it does with the data.' })
  processing!: string;

  @Field(() => [String], { description: 'In which countries, in words.' })
  countries!: readonly string[];

  @Field(() => String, { description: 'On what transfers out of the European Economic Area rest.' })
  transfer!: string;

  @Field(() => String, { description: 'A function address.' })
  contact!: string;

  @Field(() => CalendarDate, { description: 'Since when.' })
  since!: string;
}

@ObjectType('TrustPlace', { description: 'A country in which data is processed.', simpleResolvers: true })
export class TrustPlaceType implements content.TrustPlace {
  @Field(() => String, { description: 'Its name.' })
  country!: string;

  @Field(() => Boolean, { description: 'Whether it is in the European Economic Area.' })
  isInEea!: boolean;

  @Field(() => [String], { description: 'By whom.' })
  subProcessors!: readonly string[];
}

@ObjectType('TrustAgreement', {
  description: 'A data-processing agreement, without its parties.',
  simpleResolvers: true,
})
export class TrustAgreementType implements content.TrustAgreement {
  @Field(() => Int, { description: 'Which one of the controller’s.' })
  number!: number;

  @Field(() => String, { description: 'DRAFT, SIGNED, IN_FORCE or ENDED.' })
  state!: string;

  @Field(() => String, { description: 'The same in words.' })
  stateLabel!: string;

  @Field(() => Int, { description: 'Its version.' })
  version!: number;

  @Field(() => CalendarDate, { description: 'Its first day.' })
  startsOn!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'Its last day; null where it has none.' })
  endsOn!: string | null;
}

@ObjectType('TrustCertification', { description: 'A certification of the processor.', simpleResolvers: true })
export class TrustCertificationType implements content.TrustCertification {
  @Field(() => String, { description: 'Of which standard.' })
  standard!: string;

  @Field(() => String, { description: 'Of what.' })
  scope!: string;

  @Field(() => String, { description: 'By whom.' })
  issuer!: string;

  @Field(() => CalendarDate, { description: 'Its last day.' })
  validUntil!: string;

  @Field(() => String, { nullable: true, description: 'Where it can be read; null where it cannot.' })
  documentUrl!: string | null;
}

@ObjectType('TrustAnalysis', { description: 'An analysis that the processor holds regularly.', simpleResolvers: true })
export class TrustAnalysisType implements content.TrustAnalysis {
  @Field(() => String, { description: 'Of which kind, in words.' })
  kind!: string;

  @Field(() => String, { description: 'Of what.' })
  subject!: string;

  @Field(() => CalendarDate, { description: 'When it was held last.' })
  heldOn!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'When it is due next; null where it is not.' })
  nextDueOn!: string | null;

  @Field(() => Boolean, { description: 'Whether that has passed.' })
  isOverdue!: boolean;
}

@ObjectType('TrustContact', { description: 'Whom to ask: a function, never a person.', simpleResolvers: true })
export class TrustContactType implements content.TrustContact {
  @Field(() => String, { description: 'As what.' })
  role!: string;

  @Field(() => String, { description: 'Who.' })
  name!: string;

  @Field(() => String, { description: 'An e-mail address or a page.' })
  contact!: string;
}

@ObjectType('TrustPage', {
  description: 'The answers to the standing questions about a controller’s portal, from its records. No personal data.',
  simpleResolvers: true,
})
export class TrustPageType implements content.TrustContent {
  @Field(() => String, { description: 'The controller’s short name.' })
  slug!: string;

  @Field(() => LocaleEnum, { description: 'The language of the texts: that of the request.' })
  language!: Locale;

  @Field(() => String, { description: 'The controller.' })
  controller!: string;

  @Field(() => String, { nullable: true, description: 'The processor; null while it has not said who it is.' })
  processor!: string | null;

  @Field(() => [TrustMeasuresType], { description: 'Is cloud storage secure?' })
  measures!: readonly TrustMeasuresType[];

  @Field(() => [TrustCategoryType], {
    description: 'How is sensitive data handled? Empty where there are no fields for it.',
  })
  sensitiveData!: readonly TrustCategoryType[];

  @Field(() => Boolean, { description: 'Whether the controller rules out special categories of personal data.' })
  isSpecialRuledOut!: boolean;

  @Field(() => [TrustSubProcessorType], { description: 'Which sub-processors are used? The primary one first.' })
  subProcessors!: readonly TrustSubProcessorType[];

  @Field(() => [TrustPlaceType], { description: 'Where is the data?' })
  places!: readonly TrustPlaceType[];

  @Field(() => [TrustAgreementType], { description: 'Is there an agreement? The newest first.' })
  agreements!: readonly TrustAgreementType[];

  @Field(() => [TrustCertificationType], { description: 'The processor’s certifications that are valid and public.' })
  certifications!: readonly TrustCertificationType[];

  @Field(() => [TrustAnalysisType], { description: 'The processor’s analyses, the last held first.' })
  analyses!: readonly TrustAnalysisType[];

  @Field(() => [TrustContactType], { description: 'Whom to ask.' })
  contacts!: readonly TrustContactType[];
}
