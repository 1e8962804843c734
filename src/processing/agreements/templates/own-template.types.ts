import { Field, ID, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../../../base/graphql/enum.js';
import { Payload } from '../../../base/graphql/user-error.types.js';
import { coverages } from './filled-template.js';
import { PlaceEnum, RequirementEnum } from './own-template.inputs.js';
import type { DeviationState } from './own-template.service.js';

const states: readonly DeviationState[] = ['OPEN', 'ACCEPTED', 'REJECTED'];
const DeviationStateEnum = enumOf(states, 'TemplateDeviationState', 'What the processor said to a deviation.');
const CoverageEnum = enumOf(
  coverages,
  'TemplateCoverage',
  'By what a requirement is met: a place in the text that is filled in, paragraphs that the controller names, an annex that stands at the end; or not.',
);

@ObjectType('AgreementPlaceInfo', { description: 'A place that a template may leave open.', simpleResolvers: true })
export class PlaceInfoType {
  @Field(() => PlaceEnum, { description: 'The place.' })
  place!: string;

  @Field(() => String, { description: 'How it is written in a template, such as `{{data subjects}}`.' })
  written!: string;

  @Field(() => String, { description: 'What is filled in there.' })
  meaning!: string;
}

@ObjectType({ description: 'A paragraph of a template.', simpleResolvers: true })
export class TemplateParagraphType {
  @Field(() => Int, { description: 'Its number.' })
  number!: number;

  @Field(() => Int, { description: '1 to 3 for headings, 0 for text.' })
  level!: number;

  @Field(() => String, { description: 'Its text, with its places as they are written.' })
  text!: string;
}

@ObjectType({ description: 'A place that stands in a template.', simpleResolvers: true })
export class TemplatePlaceType {
  @Field(() => String, { description: 'The place as it is written, without the braces.' })
  written!: string;

  @Field(() => PlaceEnum, {
    nullable: true,
    description: 'What it stands for; null where that is not known, and then the agreement cannot be signed.',
  })
  place!: string | null;

  @Field(() => [Int], { description: 'The paragraphs in which it stands.' })
  paragraphs!: readonly number[];
}

@ObjectType({ description: 'Whether and by what a template meets a requirement.', simpleResolvers: true })
export class TemplateRequirementType {
  @Field(() => RequirementEnum, { description: 'The requirement.' })
  requirement!: string;

  @Field(() => String, { description: 'The requirement in words.' })
  meaning!: string;

  @Field(() => CoverageEnum, { description: 'By what it is met.' })
  coverage!: string;

  @Field(() => [Int], { description: 'The paragraphs by which it is met.' })
  paragraphs!: readonly number[];
}

@ObjectType({ simpleResolvers: true })
abstract class DeviationBase {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => RequirementEnum, { description: 'Of what it deviates.' })
  requirement!: string;

  @Field(() => Int, { description: 'The number of the paragraph.' })
  paragraph!: number;

  @Field(() => String, { description: 'What the processor’s standard says.' })
  standardText!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What is agreed in place of the paragraph; null where the paragraph itself is the deviation.',
  })
  text!: string | null;

  @Field(() => String, { description: 'Why the controller wants it.' })
  reason!: string;
}

@ObjectType('TemplateDeviation', {
  description: 'Where a template deviates from the processor’s standard.',
  simpleResolvers: true,
})
export class TemplateDeviationType extends DeviationBase {
  @Field(() => DeviationStateEnum, { description: 'What the processor said to it.' })
  state!: DeviationState;

  @Field(() => Date, { description: 'When the controller noted it.' })
  notedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When the processor answered.' })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What the processor said.' })
  decisionReason!: string | null;
}

@ObjectType('AddressedDeviation', {
  description: 'A deviation as the processor sees it. For the operator.',
  simpleResolvers: true,
})
export class AddressedDeviationType extends TemplateDeviationType {
  @Field(() => ID, { description: 'The tenant.' })
  tenantId!: string;

  @Field(() => String, { description: 'The tenant’s name.' })
  tenantName!: string;
}

@ObjectType('OwnAgreementTemplate', {
  description:
    'A template of the controller’s own, on which an agreement can be made in place of the processor’s standard.',
  simpleResolvers: true,
})
export class OwnTemplateType {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => Int, { description: 'The tenant’s first template, its second …' })
  number!: number;

  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => String, { description: 'SHA-256 of the file from which it was read, in hexadecimal.' })
  fileHash!: string;

  @Field(() => String, { description: 'SHA-256 of the canonical JSON (RFC 8785) of its paragraphs, in hexadecimal.' })
  hash!: string;

  @Field(() => [TemplateParagraphType], { description: 'Its text, which never changes.' })
  paragraphs!: readonly TemplateParagraphType[];

  @Field(() => [TemplatePlaceType], { description: 'Its places, in the order in which they stand.' })
  places!: readonly TemplatePlaceType[];

  @Field(() => [TemplateRequirementType], { description: 'Each requirement, and by what it is met.' })
  requirements!: readonly TemplateRequirementType[];

  @Field(() => [TemplateDeviationType], { description: 'Its deviations, in the order of the paragraphs.' })
  deviations!: readonly TemplateDeviationType[];

  @Field(() => Int, { description: 'Grows with every change of what is said of it; give it as `expectedVersion`.' })
  version!: number;

  @Field(() => Date, { description: 'When it was recorded.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When what is said of it was last changed.' })
  updatedAt!: Date;
}

@ObjectType({ description: 'A paragraph of an agreement, its places filled in.', simpleResolvers: true })
export class FilledParagraphType {
  @Field(() => Int, { description: 'Its number.' })
  number!: number;

  @Field(() => Int, { description: '1 to 3 for headings, 0 for text.' })
  level!: number;

  @Field(() => Boolean, { description: 'Whether its lines are a list.' })
  isList!: boolean;

  @Field(() => [String], { description: 'Its lines.' })
  lines!: readonly string[];
}

@ObjectType('SignedDeviation', { description: 'A deviation as a document holds it.', simpleResolvers: true })
export class SignedDeviationType extends DeviationBase {
  @Field(() => String, { description: 'What the template says there.' })
  templateText!: string;
}

@ObjectType('FilledTemplate', {
  description: 'The text of an agreement on a template of the controller’s own, part of the document that is signed.',
  simpleResolvers: true,
})
export class FilledTemplateType {
  @Field(() => Int, { description: 'The template’s number.' })
  number!: number;

  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => String, { description: 'SHA-256 of the template’s paragraphs before they were filled in.' })
  hash!: string;

  @Field(() => [FilledParagraphType], { description: 'The text, in the agreement’s language.' })
  paragraphs!: readonly FilledParagraphType[];

  @Field(() => [TemplateRequirementType], { description: 'Each requirement, and by what it is met.' })
  requirements!: readonly TemplateRequirementType[];

  @Field(() => [SignedDeviationType], { description: 'The deviations.' })
  deviations!: readonly SignedDeviationType[];
}

/** Every change of a template answers with it. */
@ObjectType({ simpleResolvers: true })
abstract class TemplatePayload extends Payload {
  @Field(() => OwnTemplateType, { nullable: true, description: 'The template; null when the mutation was refused.' })
  template!: OwnTemplateType | null;
}

@ObjectType({ description: 'The answer of `recordAgreementTemplate`.', simpleResolvers: true })
export class RecordAgreementTemplatePayload extends TemplatePayload {}

@ObjectType({ description: 'The answer of `mapTemplatePlace`.', simpleResolvers: true })
export class MapTemplatePlacePayload extends TemplatePayload {}

@ObjectType({ description: 'The answer of `coverTemplateRequirement`.', simpleResolvers: true })
export class CoverTemplateRequirementPayload extends TemplatePayload {}

@ObjectType({ description: 'The answer of `noteTemplateDeviation`.', simpleResolvers: true })
export class NoteTemplateDeviationPayload extends TemplatePayload {}

@ObjectType({ description: 'The answer of `withdrawTemplateDeviation`.', simpleResolvers: true })
export class WithdrawTemplateDeviationPayload extends TemplatePayload {}

@ObjectType({ simpleResolvers: true })
abstract class DecisionPayload extends Payload {
  @Field(() => AddressedDeviationType, { nullable: true, description: 'The deviation; null when it was refused.' })
  deviation!: AddressedDeviationType | null;
}

@ObjectType({ description: 'The answer of `acceptTemplateDeviation`.', simpleResolvers: true })
export class AcceptTemplateDeviationPayload extends DecisionPayload {}

@ObjectType({ description: 'The answer of `rejectTemplateDeviation`.', simpleResolvers: true })
export class RejectTemplateDeviationPayload extends DecisionPayload {}
