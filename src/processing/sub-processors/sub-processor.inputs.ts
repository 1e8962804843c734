import {
  ArrayMaxSize,
  ArrayMinSize,
  IsOptional,
  Matches,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { PageArgs } from '../../base/graphql/connection.types.js';
import { IdInput } from '../../base/graphql/input-fields.js';
import { CalendarDate } from '../../base/graphql/scalars.js';
import { TranslatedTextInput } from '../../base/graphql/translated-text.types.js';
import { type DataCategory, DataCategoryEnum } from '../../catalogue/index.js';
import { type PlatformFunction, platformFunctions, type TransferBasis } from './sub-processor.terms.js';
import { PlatformFunctionEnum, TransferBasisEnum } from './sub-processor.types.js';

const COUNTRY = /^[A-Z]{2}$/;

@ArgsType()
export class SubProcessorsArgs extends PageArgs {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether those that are no longer engaged are listed too.',
  })
  includePast!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether those are listed too that are announced and not in force yet; for the operator also proposals.',
  })
  includeAnnounced!: boolean;
}

@InputType({ description: 'Whom the operator would engage, for what and where.' })
export class ProposeSubProcessorInput {
  @Field(() => String, { description: 'Its name in the register of companies.' })
  @MinLength(1)
  @MaxLength(300)
  legalName!: string;

  @Field(() => TranslatedTextInput, { description: 'What is bought of it, in a few words.' })
  @ValidateNested()
  service!: TranslatedTextInput;

  @Field(() => TranslatedTextInput, { description: 'What it does with the data.' })
  @ValidateNested()
  processing!: TranslatedTextInput;

  @Field(() => TranslatedTextInput, { description: 'Where its responsibility ends and that of the others begins.' })
  @ValidateNested()
  responsibilities!: TranslatedTextInput;

  @Field(() => [DataCategoryEnum], { description: 'The kinds of personal data that it processes.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  dataCategories!: DataCategory[];

  @Field(() => String, { description: 'Its address.' })
  @MinLength(1)
  @MaxLength(1_000)
  address!: string;

  @Field(() => String, { description: 'Where it is established, ISO 3166-1 alpha-2.' })
  @Matches(COUNTRY)
  country!: string;

  @Field(() => [String], { description: 'The countries in which it processes, ISO 3166-1 alpha-2.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(60)
  @Matches(COUNTRY, { each: true })
  locations!: string[];

  @Field(() => TransferBasisEnum, { description: 'On what transfers out of the European Economic Area rest.' })
  transferBasis!: TransferBasis;

  @Field(() => String, { defaultValue: '', description: 'Which decision, clauses or ground; needed for OTHER.' })
  @MaxLength(2_000)
  transferDetails!: string;

  @Field(() => String, { description: 'A function address: e-mail or web page, never a person’s.' })
  @MinLength(1)
  @MaxLength(300)
  contact!: string;

  @Field(() => [PlatformFunctionEnum], {
    defaultValue: [],
    description: 'The functions of the platform that it is to serve: only what serves none of them is outside of it.',
  })
  @ArrayMaxSize(platformFunctions.length)
  functions!: PlatformFunction[];

  @IdInput('The sub-processor that engages it; absent where the processor does.', { nullable: true })
  engagedById?: string | null;

  @Field(() => CalendarDate, { description: 'From which day on it is planned. What is announced decides.' })
  since!: string;
}

/** Of the terms, what a change says; what is absent stays as it is. */
@InputType()
abstract class TermsInput {
  @Field(() => TranslatedTextInput, { nullable: true, description: 'What is bought of it, in a few words.' })
  @IsOptional()
  @ValidateNested()
  service?: TranslatedTextInput | null;

  @Field(() => TranslatedTextInput, { nullable: true, description: 'What it does with the data.' })
  @IsOptional()
  @ValidateNested()
  processing?: TranslatedTextInput | null;

  @Field(() => [DataCategoryEnum], { nullable: true, description: 'The kinds of personal data that it processes.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  dataCategories?: DataCategory[] | null;

  @Field(() => String, { nullable: true, description: 'Where it is established, ISO 3166-1 alpha-2.' })
  @IsOptional()
  @Matches(COUNTRY)
  country?: string | null;

  @Field(() => [String], { nullable: true, description: 'The countries in which it processes.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(60)
  @Matches(COUNTRY, { each: true })
  locations?: string[] | null;

  @Field(() => TransferBasisEnum, { nullable: true, description: 'On what transfers rest.' })
  transferBasis?: TransferBasis | null;

  @Field(() => String, { nullable: true, description: 'Which decision, clauses or ground.' })
  @IsOptional()
  @MaxLength(2_000)
  transferDetails?: string | null;

  @Field(() => [PlatformFunctionEnum], { nullable: true, description: 'The functions of the platform that it serves.' })
  @IsOptional()
  @ArrayMaxSize(platformFunctions.length)
  functions?: PlatformFunction[] | null;
}

@InputType({
  description:
    'What an entry would do beyond what it does. A field that is absent stays as it is; lists are given whole.',
})
export class ProposeSubProcessorChangeInput extends TermsInput {
  @IdInput('Which entry.')
  id!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => CalendarDate, { description: 'From which day on it is planned. What is announced decides.' })
  takesEffectOn!: string;
}

@InputType({
  description:
    'The correction of an entry, or what it does no longer; both take effect at once. A field that is absent stays as it is. What it would do beyond is proposed and announced.',
})
export class UpdateSubProcessorInput extends TermsInput {
  @IdInput('Which entry.')
  id!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: 'Its name in the register of companies.' })
  @IsOptional()
  @MinLength(1)
  @MaxLength(300)
  legalName?: string | null;

  @Field(() => TranslatedTextInput, { nullable: true, description: 'Where its responsibility ends.' })
  @IsOptional()
  @ValidateNested()
  responsibilities?: TranslatedTextInput | null;

  @Field(() => String, { nullable: true, description: 'Its address.' })
  @IsOptional()
  @MinLength(1)
  @MaxLength(1_000)
  address?: string | null;

  @Field(() => String, { nullable: true, description: 'A function address.' })
  @IsOptional()
  @MinLength(1)
  @MaxLength(300)
  contact?: string | null;
}

@InputType({ description: 'Which sub-processor hosts the platform from now on.' })
export class SetPrimarySubProcessorInput {
  @IdInput('Which entry.')
  id!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;
}

@InputType({ description: 'The end of an engagement.' })
export class EndSubProcessorInput {
  @IdInput('Which entry.')
  id!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => CalendarDate, { description: 'The last day: today, or a day before it.' })
  until!: string;
}
