import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ReviewChangeEnum, ReviewDecisionEnum } from './review.enums.js';
import type { FinalDecision, ReviewChangeKind } from './review.model.js';

@ObjectType({ description: 'A right of the role, and whether it was used.', simpleResolvers: true })
export class AccessReviewRight {
  @Field(() => String, { description: 'The action.' })
  action!: string;

  @Field(() => Date, {
    nullable: true,
    description: 'When the account last used it in this role; null where the log tells of no use.',
  })
  lastUsedAt!: Date | null;
}

@ObjectType({ description: 'A job function that the holder had.', simpleResolvers: true })
export class AccessReviewFunction {
  @Field(() => String, { description: 'The function’s key in the matrix.' })
  function!: string;

  @Field(() => Date, { description: 'Since when.' })
  since!: Date;
}

@ObjectType({ description: 'A role that the account held.', simpleResolvers: true })
export class AccessReviewHeldRole {
  @Field(() => String, { description: 'The role’s key.' })
  role!: string;

  @Field(() => ID, { nullable: true, description: 'The unit to which it was limited; null where it was to none.' })
  unitId!: string | null;

  @Field(() => Date, { description: 'Since when.' })
  since!: Date;
}

@ObjectType({
  description: 'What changed around the grant since it was given or last decided on.',
  simpleResolvers: true,
})
export class AccessReviewChange {
  @Field(() => ReviewChangeEnum, { description: 'What it was.' })
  kind!: ReviewChangeKind;

  @Field(() => String, {
    description: 'Which: the key of the function, the id of the unit, or the number of the version of the matrix.',
  })
  what!: string;

  @Field(() => Date, { description: 'When.' })
  at!: Date;
}

@ObjectType({ description: 'What an earlier campaign decided on the same role of the account.', simpleResolvers: true })
export class AccessReviewEarlierDecision {
  @Field(() => Int, { description: 'The number of that campaign.' })
  reviewNumber!: number;

  @Field(() => ReviewDecisionEnum, { description: 'The decision.' })
  decision!: FinalDecision;

  @Field(() => Date, { description: 'When it was taken.' })
  decidedAt!: Date;
}

@ObjectType({
  description: 'What was known of a grant when the campaign began; what is so now stands with the account.',
  simpleResolvers: true,
})
export class AccessReviewEvidence {
  @Field(() => Date, { nullable: true, description: 'The last visit of the account.' })
  lastVisitAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it last presented a second factor.' })
  lastSecondFactorAt!: Date | null;

  @Field(() => [AccessReviewRight], { description: 'The rights of the role beyond those of everybody.' })
  rights!: AccessReviewRight[];

  @Field(() => Date, {
    nullable: true,
    description: 'How far back the log went that tells of use; null where it was empty.',
  })
  usedSince!: Date | null;

  @Field(() => [AccessReviewFunction], { description: 'The job functions of the holder.' })
  functions!: AccessReviewFunction[];

  @Field(() => [AccessReviewHeldRole], { description: 'Every role that the account held.' })
  roles!: AccessReviewHeldRole[];

  @Field(() => Int, { nullable: true, description: 'The exception on which the grant rests; null where on none.' })
  exceptionNumber!: number | null;

  @Field(() => Date, { nullable: true, description: 'When that exception ends.' })
  exceptionEndsAt!: Date | null;

  @Field(() => [AccessReviewChange], { description: 'What changed since the grant, or the last decision on it.' })
  changes!: AccessReviewChange[];

  @Field(() => [AccessReviewEarlierDecision], { description: 'Earlier decisions on it, the last first.' })
  previous!: AccessReviewEarlierDecision[];
}
