import { ValidateNested } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../../base/graphql/enum.js';
import { IdInput } from '../../base/graphql/input-fields.js';
import { Node } from '../../base/graphql/node.types.js';
import { TranslatedTextInput, TranslatedTextType } from '../../base/graphql/translated-text.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { SubProcessorType } from '../sub-processors/sub-processor.types.js';
import { measureHeadings } from './measure-headings.js';

export const MeasureHeadingEnum = enumOf(
  measureHeadings,
  'MeasureHeading',
  'A heading of Annex III of the EU standard clauses (Decision 2021/915), and assistance to the controller.',
);

@ObjectType('Measure', {
  implements: Node,
  description: 'A technical or organisational measure of the processor (Article 32 GDPR). Public.',
  simpleResolvers: true,
})
export class MeasureType extends Node {
  @Field(() => MeasureHeadingEnum, { description: 'Where it stands in Annex III.' })
  heading!: string;

  @Field(() => String, { description: 'What is done, in the language of the request.' })
  text!: string;

  @Field(() => TranslatedTextType, { description: 'What is done, in every language.' })
  texts!: TranslatedTextType;

  @Field(() => SubProcessorType, {
    nullable: true,
    description: 'The sub-processor that assists by it; null for the processor’s own.',
  })
  subProcessor!: SubProcessorType | null;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;

  @Field(() => Date, { description: 'When it was last changed.' })
  updatedAt!: Date;
}

@InputType({ description: 'A measure that is new, or, with `id` and `expectedVersion`, one that is changed.' })
export class SetMeasureInput {
  @IdInput('Which measure changes; absent for a new one.', { nullable: true })
  id?: string | null;

  @Field(() => Int, { nullable: true, description: 'The version that was read; needed with `id`.' })
  expectedVersion?: number | null;

  @Field(() => MeasureHeadingEnum, { description: 'Where it stands in Annex III.' })
  heading!: string;

  @Field(() => TranslatedTextInput, { description: 'What is done, concretely and not in a generic manner.' })
  @ValidateNested()
  text!: TranslatedTextInput;

  @IdInput('The sub-processor that assists by it; only under ASSISTANCE.', { nullable: true })
  subProcessorId?: string | null;
}

@InputType({ description: 'Which measure is taken no longer.' })
export class RemoveMeasureInput {
  @IdInput('Which measure.')
  id!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the removal.' })
  expectedVersion!: number;
}

@ObjectType({ description: 'The answer of `setMeasure`.', simpleResolvers: true })
export class SetMeasurePayload extends Payload {
  @Field(() => MeasureType, { nullable: true, description: 'The measure; null when the mutation was refused.' })
  measure!: MeasureType | null;
}

@ObjectType({ description: 'The answer of `removeMeasure`.', simpleResolvers: true })
export class RemoveMeasurePayload extends Payload {
  @Field(() => String, { nullable: true, description: 'The id of what was removed; null when it was refused.' })
  removedId!: string | null;
}
