import { IsOptional, MaxLength, MinLength } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { withoutInvisible } from '../input-text.js';
import type { TranslatedText } from '../translated-text.js';

const MAXIMUM = 4_000;

@ObjectType('TranslatedText', {
  description: 'A text in the languages in which it is kept; English answers for those that are null.',
  simpleResolvers: true,
})
export class TranslatedTextType {
  @Field(() => String, { description: 'English.' })
  en!: string;

  @Field(() => String, { nullable: true, description: 'Norwegian Bokmål.' })
  nb?: string | null;

  @Field(() => String, { nullable: true, description: 'Swedish.' })
  sv?: string | null;

  @Field(() => String, { nullable: true, description: 'Finnish.' })
  fi?: string | null;

  @Field(() => String, { nullable: true, description: 'Estonian.' })
  et?: string | null;

  @Field(() => String, { nullable: true, description: 'Dutch.' })
  nl?: string | null;
}

@InputType({
  description: `A text in one or more languages, each of at most ${MAXIMUM} characters; English answers for those left out.`,
})
export class TranslatedTextInput {
  @Field(() => String, { description: 'English.' })
  @MinLength(1)
  @MaxLength(MAXIMUM)
  en!: string;

  @Field(() => String, { nullable: true, description: 'Norwegian Bokmål.' })
  @IsOptional()
  @MaxLength(MAXIMUM)
  nb?: string | null;

  @Field(() => String, { nullable: true, description: 'Swedish.' })
  @IsOptional()
  @MaxLength(MAXIMUM)
  sv?: string | null;

  @Field(() => String, { nullable: true, description: 'Finnish.' })
  @IsOptional()
  @MaxLength(MAXIMUM)
  fi?: string | null;

  @Field(() => String, { nullable: true, description: 'Estonian.' })
  @IsOptional()
  @MaxLength(MAXIMUM)
  et?: string | null;

  @Field(() => String, { nullable: true, description: 'Dutch.' })
  @IsOptional()
  @MaxLength(MAXIMUM)
  nl?: string | null;
}

/** The input as it is stored: trimmed, without the languages that say nothing; null when not even English does. */
export function translatedText(input: TranslatedTextInput): TranslatedText | null {
  const said = Object.entries(input).flatMap(([locale, text]: [string, unknown]) => {
    const trimmed = typeof text === 'string' ? withoutInvisible(text).trim() : '';
    return trimmed === '' ? [] : [[locale, trimmed]];
  });
  const texts = Object.fromEntries(said) as Partial<TranslatedText>;
  return texts.en === undefined ? null : (texts as TranslatedText);
}
