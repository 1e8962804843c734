import { IsOptional, Matches, MaxLength, MinLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { IdInput } from '../../base/graphql/input-fields.js';
import { CalendarDate } from '../../base/graphql/scalars.js';
import { type DataCategory, DataCategoryEnum } from '../../catalogue/index.js';
import type { ErasureReason } from './erasure.entity.js';
import { ErasureReasonEnum } from './erasure.types.js';

@InputType({ description: 'Whom to erase, after which plan, and why.' })
export class ErasePersonInput {
  @IdInput('The person.')
  personId!: string;

  @Field(() => String, {
    description: 'The `hash` of the plan that was read; a plan that is no longer true is refused.',
  })
  @Matches(/^[0-9a-f]{64}$/)
  planHash!: string;

  @Field(() => ErasureReasonEnum, { description: 'Why.' })
  reason!: ErasureReason;

  @Field(() => String, {
    nullable: true,
    description: 'A key of the client’s: a repeated request with it finds the erasure that it started.',
  })
  @IsOptional()
  @MinLength(1)
  @MaxLength(200)
  idempotencyKey?: string | null;
}

@InputType({
  description:
    'What must not be erased, and why: one element, one category or, with neither, everything held on the person.',
})
export class PlaceLegalHoldInput {
  @IdInput('The person.')
  personId!: string;

  @Field(() => DataCategoryEnum, { nullable: true, description: 'The category that is held.' })
  category?: DataCategory | null;

  @Field(() => String, { nullable: true, description: 'The element of the catalogue that is held.' })
  @IsOptional()
  @MaxLength(200)
  element?: string | null;

  @Field(() => String, {
    description: 'The law or claim on which it rests; it is named in the certificate of erasure.',
  })
  @MinLength(1)
  @MaxLength(2000)
  ground!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'The last day on which it counts; null while not known.' })
  until?: string | null;
}

@InputType({ description: 'Which hold to lift.' })
export class LiftLegalHoldInput {
  @IdInput('The hold.')
  legalHoldId!: string;
}
