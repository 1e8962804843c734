import { ArrayMaxSize, IsOptional, Max, Min } from 'class-validator';
import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../../base/graphql/user-error.types.js';
import type { FindingKind } from './detect/index.js';
import { FindingKindEnum, ScreenedContentEnum, ScreeningStateEnum } from './screening.enums.js';
import type { ScreenedContent, ScreeningState } from './screening.states.js';

@ObjectType({ description: 'What free text is screened for, and how far that has come.', simpleResolvers: true })
export class ScreeningSettings {
  @Field(() => [FindingKindEnum], { description: 'The kinds that are looked for.' })
  kinds!: readonly FindingKind[];

  @Field(() => Float, { description: 'How sure a finding must be to be told, between 0 and 1.' })
  minimumConfidence!: number;

  @Field(() => Boolean, { description: 'Whether comments are screened.' })
  comments!: boolean;

  @Field(() => Boolean, { description: 'Whether files are screened.' })
  files!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether special categories are ruled out. Then they are looked for in everything, whatever is chosen here, and told however unsure.',
  })
  specialCategoriesRuledOut!: boolean;

  @Field(() => String, { description: 'The version of the product’s own rules.' })
  rulesVersion!: string;

  @Field(() => Int, { description: 'How many comments and files wait to be screened by the rules of now.' })
  pending!: number;

  @Field(() => Int, { description: 'How many were.' })
  screened!: number;

  @Field(() => Int, { description: 'How many cannot be read.' })
  unreadable!: number;

  @Field(() => Int, { description: 'Grows with every change, 0 before the first; give it as `expectedVersion`.' })
  version!: number;
}

@InputType({ description: 'What free text is screened for. A field that is absent stays as it is.' })
export class UpdateScreeningSettingsInput {
  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(0)
  expectedVersion!: number;

  @Field(() => [FindingKindEnum], { nullable: true, description: 'The kinds that are looked for.' })
  @IsOptional()
  @ArrayMaxSize(20)
  kinds?: FindingKind[] | null;

  @Field(() => Float, { nullable: true, description: 'How sure a finding must be to be told, between 0 and 1.' })
  @IsOptional()
  @Min(0)
  @Max(1)
  minimumConfidence?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether comments are screened.' })
  @IsOptional()
  comments?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether files are screened.' })
  @IsOptional()
  files?: boolean | null;
}

@ObjectType({ description: 'The settings after a change.' })
export class ScreeningSettingsPayload extends Payload {
  @Field(() => ScreeningSettings, {
    nullable: true,
    description: 'The settings as they are now; null when it was refused.',
  })
  settings!: ScreeningSettings | null;
}

@InputType({ description: 'What is to be screened again; everything where nothing narrows it.' })
export class ScreenAgainInput {
  @Field(() => [ScreenedContentEnum], { nullable: true, description: 'Only contents of these types.' })
  @IsOptional()
  @ArrayMaxSize(10)
  contents?: ScreenedContent[] | null;

  @Field(() => [ScreeningStateEnum], { nullable: true, description: 'Only in these states, such as UNREADABLE.' })
  @IsOptional()
  @ArrayMaxSize(10)
  states?: ScreeningState[] | null;
}

@ObjectType({ description: 'What is screened again.' })
export class ScreenAgainPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many comments and files; null when it was refused.' })
  contents!: number | null;
}
