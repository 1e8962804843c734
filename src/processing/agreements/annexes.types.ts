import { Field, ObjectType } from 'type-graphql';
import { enumOf } from '../../base/graphql/enum.js';
import { CalendarDate } from '../../base/graphql/scalars.js';
import { MeasureHeadingEnum } from '../measures/measure.types.js';
import { authorisations } from './agreement.entity.js';

export const AuthorisationEnum = enumOf(
  authorisations,
  'SubProcessorAuthorisation',
  'Clause 7.7(a) of the EU standard clauses: specific prior authorisation, or general written authorisation.',
);

@ObjectType({ description: 'Whom to turn to at a party, as Annexes I and IV name them.', simpleResolvers: true })
export class AnnexContact {
  @Field(() => String, { description: 'A person’s name, or that of a function. Personal data: NAME.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The person’s position. Personal data: EMPLOYMENT.' })
  position!: string | null;

  @Field(() => [String], { description: 'E-mail, telephone or address, one each. Personal data: CONTACT.' })
  contactDetails!: string[];
}

@ObjectType({ description: 'A signature in Annex I.', simpleResolvers: true })
export class AnnexSignature {
  @Field(() => String, { description: 'Name and position. Personal data: NAME.' })
  signedBy!: string;

  @Field(() => CalendarDate, { description: 'The accession date.' })
  accessionDate!: string;
}

@ObjectType({ description: 'A party of the agreement.', simpleResolvers: true })
export class AgreementParty {
  @Field(() => String, { description: 'Its legal name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its number in the register of organisations.' })
  organisationNumber!: string | null;

  @Field(() => String, { description: 'Its address.' })
  address!: string;

  @Field(() => AnnexContact, { description: 'Its contact person.' })
  contactPerson!: AnnexContact;

  @Field(() => AnnexContact, { nullable: true, description: 'Its data protection officer, where it has one.' })
  dataProtectionOfficer!: AnnexContact | null;

  @Field(() => AnnexSignature, { nullable: true, description: 'Null until it has signed this document.' })
  signature!: AnnexSignature | null;
}

@ObjectType({ description: 'Annex I: list of parties.', simpleResolvers: true })
export class AnnexI {
  @Field(() => [AgreementParty], { description: 'The controllers.' })
  controllers!: AgreementParty[];

  @Field(() => [AgreementParty], { description: 'The processors.' })
  processors!: AgreementParty[];
}

@ObjectType({ description: 'A category of personal data and what is processed of it.', simpleResolvers: true })
export class AnnexDataCategory {
  @Field(() => String, { description: 'The category’s name.' })
  category!: string;

  @Field(() => [String], { description: 'The data, by the names that people see.' })
  elements!: string[];
}

@ObjectType({ description: 'Sensitive data and what keeps it.', simpleResolvers: true })
export class AnnexSensitiveData {
  @Field(() => String, { description: 'The category’s name.' })
  category!: string;

  @Field(() => [String], { description: 'The restrictions and safeguards applied.' })
  safeguards!: string[];
}

@ObjectType({ description: 'The part of the processing that a sub-processor takes.', simpleResolvers: true })
export class AnnexSubProcessingScope {
  @Field(() => [String], { description: 'The categories of data subjects.' })
  dataSubjects!: string[];

  @Field(() => [String], { description: 'The categories of personal data.' })
  personalData!: string[];

  @Field(() => [AnnexSensitiveData], {
    description: 'Sensitive data and what keeps it; empty where none is processed.',
  })
  sensitiveData!: AnnexSensitiveData[];

  @Field(() => [String], { description: 'The purposes.' })
  purposes!: string[];
}

@ObjectType({ description: 'What a sub-processor does, in Annex II.', simpleResolvers: true })
export class AnnexSubProcessing {
  @Field(() => String, { description: 'The sub-processor.' })
  subProcessor!: string;

  @Field(() => String, { description: 'The subject matter.' })
  subjectMatter!: string;

  @Field(() => String, { description: 'The nature of its processing.' })
  nature!: string;

  @Field(() => String, { description: 'Its duration.' })
  duration!: string;

  @Field(() => AnnexSubProcessingScope, {
    nullable: true,
    description: 'Whose and which data, and what for; null in documents that were signed before annexes said so.',
  })
  scope?: AnnexSubProcessingScope | null | undefined;
}

@ObjectType({
  description: 'Annex II: description of the processing, derived from the catalogue and the tenant’s own fields.',
  simpleResolvers: true,
})
export class AnnexII {
  @Field(() => [String], { description: 'The categories of data subjects: the registers in use.' })
  dataSubjects!: string[];

  @Field(() => [AnnexDataCategory], { description: 'The categories of personal data.' })
  personalData!: AnnexDataCategory[];

  @Field(() => [AnnexSensitiveData], { description: 'Sensitive data; empty where none is processed.' })
  sensitiveData!: AnnexSensitiveData[];

  @Field(() => [String], { description: 'The nature of the processing.' })
  nature!: string[];

  @Field(() => [String], { description: 'The purposes.' })
  purposes!: string[];

  @Field(() => String, { description: 'The duration, and how long which data is kept; several lines.' })
  duration!: string;

  @Field(() => [AnnexSubProcessing], { description: 'Processing by sub-processors.' })
  subProcessing!: AnnexSubProcessing[];
}

@ObjectType({ description: 'The measures under one heading of Annex III.', simpleResolvers: true })
export class AnnexMeasures {
  @Field(() => MeasureHeadingEnum, { description: 'The heading.' })
  heading!: string;

  @Field(() => String, { description: 'The heading in words, as the Decision has it.' })
  title!: string;

  @Field(() => [String], { description: 'What is done; empty where nothing is recorded.' })
  measures!: string[];
}

@ObjectType({ description: 'How one sub-processor assists.', simpleResolvers: true })
export class AnnexSubProcessorAssistance {
  @Field(() => String, { description: 'The sub-processor.' })
  subProcessor!: string;

  @Field(() => [String], { description: 'Its measures.' })
  measures!: string[];
}

@ObjectType({ description: 'Annex III: technical and organisational measures.', simpleResolvers: true })
export class AnnexIII {
  @Field(() => [AnnexMeasures], { description: 'Every heading of the Decision, in its order.' })
  measures!: AnnexMeasures[];

  @Field(() => [String], { description: 'What the processor does to be able to assist the controller.' })
  assistance!: string[];

  @Field(() => [AnnexSubProcessorAssistance], { description: 'What each sub-processor does to be able to assist.' })
  subProcessorAssistance!: AnnexSubProcessorAssistance[];
}

@ObjectType({ description: 'A sub-processor in Annex IV.', simpleResolvers: true })
export class AnnexSubProcessor {
  @Field(() => String, { description: 'Its legal name.' })
  name!: string;

  @Field(() => String, { description: 'Its address.' })
  address!: string;

  @Field(() => AnnexContact, { description: 'How to reach it.' })
  contactPerson!: AnnexContact;

  @Field(() => String, { description: 'The description of the processing, and where it takes place.' })
  processing!: string;

  @Field(() => String, { description: 'The delimitation of responsibilities.' })
  responsibilities!: string;
}

@ObjectType({ description: 'Annex IV: list of sub-processors.', simpleResolvers: true })
export class AnnexIV {
  @Field(() => AuthorisationEnum, { description: 'How the controller authorises sub-processors.' })
  authorisation!: string;

  @Field(() => [AnnexSubProcessor], { description: 'The sub-processors, the primary one first.' })
  subProcessors!: AnnexSubProcessor[];
}

@ObjectType('AgreementAnnexes', {
  description: 'Annexes I to IV of the EU standard clauses between controllers and processors (Decision 2021/915).',
  simpleResolvers: true,
})
export class AgreementAnnexesType {
  @Field(() => AnnexI, { description: 'The parties.' })
  annexI!: AnnexI;

  @Field(() => AnnexII, { description: 'The processing.' })
  annexII!: AnnexII;

  @Field(() => AnnexIII, { description: 'The measures.' })
  annexIII!: AnnexIII;

  @Field(() => AnnexIV, { description: 'The sub-processors.' })
  annexIV!: AnnexIV;
}
