import { ArrayMaxSize, IsIn, Max, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { enumOf } from '../../../base/graphql/enum.js';
import { IdInput, TextInput } from '../../../base/graphql/input-fields.js';
import { type AgreementPlace, agreementPlaces } from './agreement-places.js';
import { type AgreementRequirement, agreementRequirements } from './filled-template.js';
import { MAXIMUM_PARAGRAPHS } from './template-paragraphs.js';

export const PlaceEnum = enumOf(
  agreementPlaces,
  'AgreementPlace',
  'What a template of the controller’s own may leave open, to be filled in with what the annexes are made of.',
);
export const RequirementEnum = enumOf(
  agreementRequirements,
  'AgreementRequirement',
  'What an agreement must have: of Article 28(2), (3)(a) to (h) and (4) GDPR, and of Annexes I to IV.',
);

const LONG = 10_000;

@InputType({ description: 'A template of the controller’s own.' })
export class RecordAgreementTemplateInput {
  @IdInput('A completed upload of the purpose AGREEMENT_TEMPLATE.')
  uploadId!: string;

  @TextInput(200, 'What the template is called; it becomes the title of agreements on it.')
  name!: string;
}

/** What every change of what is said of a template begins with. */
@InputType()
abstract class TemplateChangeInput {
  @IdInput('The template.')
  templateId!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;
}

@InputType({ description: 'What a place of a template stands for.' })
export class MapTemplatePlaceInput extends TemplateChangeInput {
  @TextInput(100, 'The place as it is written in the template, without the braces.')
  written!: string;

  @Field(() => PlaceEnum, { nullable: true, description: 'What stands there; null for what the word itself says.' })
  @IsIn([...agreementPlaces, null, undefined])
  place?: AgreementPlace | null;
}

@InputType({ description: 'The paragraphs by which a template meets a requirement.' })
export class CoverTemplateRequirementInput extends TemplateChangeInput {
  @Field(() => RequirementEnum, { description: 'The requirement.' })
  requirement!: AgreementRequirement;

  @Field(() => [Int], { description: 'The numbers of the paragraphs, at most 50; none takes back what was said.' })
  @ArrayMaxSize(50)
  @Min(1, { each: true })
  @Max(MAXIMUM_PARAGRAPHS, { each: true })
  paragraphs!: number[];
}

@InputType({
  description: 'Where a template deviates from the processor’s standard, such as by an adjustment for a cloud service.',
})
export class NoteTemplateDeviationInput {
  @IdInput('The template.')
  templateId!: string;

  @Field(() => RequirementEnum, { description: 'Of what it deviates.' })
  requirement!: AgreementRequirement;

  @Field(() => Int, { description: 'The number of the paragraph.' })
  @Min(1)
  @Max(MAXIMUM_PARAGRAPHS)
  paragraph!: number;

  @TextInput(LONG, 'What the processor’s standard says.')
  standardText!: string;

  @TextInput(LONG, 'What is agreed in place of the paragraph; absent where the paragraph itself is the deviation.', {
    nullable: true,
  })
  text?: string | null;

  @TextInput(2000, 'Why.')
  reason!: string;
}

@InputType({ description: 'A deviation that is no longer meant.' })
export class WithdrawTemplateDeviationInput {
  @IdInput('The deviation.')
  deviationId!: string;
}

@InputType({ description: 'A deviation that the processor accepts. That is final.' })
export class AcceptTemplateDeviationInput {
  @IdInput('The tenant.')
  tenantId!: string;

  @IdInput('The deviation.')
  deviationId!: string;

  @TextInput(2000, 'Why, or with which remark.', { nullable: true })
  reason?: string | null;
}

@InputType({
  description:
    'A deviation that the processor rejects. That is final; the controller withdraws it, and may note another.',
})
export class RejectTemplateDeviationInput {
  @IdInput('The tenant.')
  tenantId!: string;

  @IdInput('The deviation.')
  deviationId!: string;

  @TextInput(2000, 'Why.')
  reason!: string;
}
