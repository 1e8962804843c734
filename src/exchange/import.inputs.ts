import { IsOptional, Matches, MaxLength, MinLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { enumOf } from '../base/graphql/enum.js';
import { IdInput } from '../base/graphql/input-fields.js';

const badRowChoices = ['APPLY_GOOD', 'REJECT_ALL'] as const;
type BadRowChoice = (typeof badRowChoices)[number];
const BadRowChoiceEnum = enumOf(
  badRowChoices,
  'BadRowChoice',
  'What an import does when rows are bad: apply all good rows, or none.',
);

@InputType({ description: 'An import of a OneRoster 1.1 or 1.2 CSV set.' })
export class StartImportInput {
  @IdInput('The completed upload, purpose IMPORT: a ZIP of the set.')
  uploadId!: string;

  @Field(() => String, { description: 'The name of the source system; every imported value is marked with it.' })
  @MinLength(1)
  @MaxLength(100)
  @Matches(/^[^\p{Cc}]*\S[^\p{Cc}]*$/u)
  source!: string;

  @Field(() => BadRowChoiceEnum, { description: 'Whether good rows are applied when others are bad.' })
  onBadRows!: BadRowChoice;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Apply the set although it would end everybody whom the source sent before, or five people and more who are over half of them. Without it such a set fails: more often it is a broken export than a closed school.',
  })
  acceptShrink?: boolean | null;

  @Field(() => String, { nullable: true, description: 'The client’s own key: repeating it finds the same operation.' })
  @IsOptional()
  @MinLength(1)
  @MaxLength(100)
  idempotencyKey?: string | null;
}
