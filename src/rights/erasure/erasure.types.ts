import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { enumOf } from '../../base/graphql/enum.js';
import { Node } from '../../base/graphql/node.types.js';
import { CalendarDate } from '../../base/graphql/scalars.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { type DataCategory, DataCategoryEnum } from '../../catalogue/index.js';
import { OperationType } from '../../jobs/index.js';
import { type ErasureReason, type ErasureState, erasureReasons, erasureStates } from './erasure.entity.js';
import { type PlanAction, planActions } from './erasure-plan.js';

export const ErasureReasonEnum = enumOf(
  erasureReasons,
  'ErasureReason',
  'Why data is erased: the cases of Article 17(1) GDPR, and the end of the relation with the person.',
);
const ErasureStateEnum = enumOf(erasureStates, 'ErasureState', 'Whether an erasure is under way or certified.');
const PlanActionEnum = enumOf(
  planActions,
  'ErasureAction',
  'What becomes of data: the record goes, its value goes, only the connection with the person goes, or it stays.',
);

@ObjectType({
  description: 'A duty to keep data that an erasure respects (Article 17(3) GDPR).',
  simpleResolvers: true,
})
export class LegalHoldType {
  @Field(() => ID, { description: 'Its id, for lifting it.' })
  id!: string;

  @Field(() => DataCategoryEnum, { nullable: true, description: 'The category that is held.' })
  category!: DataCategory | null;

  @Field(() => String, { nullable: true, description: 'The element of the catalogue that is held.' })
  element!: string | null;

  @Field(() => String, { description: 'The law or claim on which it rests.' })
  ground!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'The last day on which it counts; null while not known.' })
  until!: string | null;
}

@ObjectType({ description: 'An element in a step of a plan.', simpleResolvers: true })
export class ErasurePlanElement {
  @Field(() => String, { description: 'The element’s name in the catalogue.' })
  element!: string;

  @Field(() => String, { description: 'What people call it, in the language of the request.' })
  label!: string;

  @Field(() => DataCategoryEnum, { description: 'The category of personal data.' })
  category!: DataCategory;

  @Field(() => Int, { description: 'How many values there are.' })
  count!: number;
}

@ObjectType({ description: 'What happens to the data in one place.', simpleResolvers: true })
export class ErasurePlanStep {
  @Field(() => String, { description: 'The place, such as `person`.' })
  place!: string;

  @Field(() => String, { description: 'What people call the place, in the language of the request.' })
  placeLabel!: string;

  @Field(() => PlanActionEnum, { description: 'What happens.' })
  action!: PlanAction;

  @Field(() => Int, { description: 'How many records it concerns.' })
  rows!: number;

  @Field(() => [ErasurePlanElement], { description: 'The elements, with the number of values of each.' })
  elements!: ErasurePlanElement[];

  @Field(() => String, { nullable: true, description: 'Why it stays.' })
  ground!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Until when it stays, where that is known.' })
  until!: string | null;
}

@ObjectType({ description: 'Why a person cannot be erased now.', simpleResolvers: true })
export class ErasureBlocker {
  @Field(() => String, { description: 'The code with which the erasure would be refused.' })
  code!: string;

  @Field(() => String, { description: 'The reason, in the language of the request.' })
  message!: string;
}

@ObjectType({
  description: 'What an erasure of a person would do now. Nothing is changed by reading it.',
  simpleResolvers: true,
})
export class ErasurePlanType {
  @Field(() => ID, { description: 'The person.' })
  personId!: string;

  @Field(() => String, { description: 'Identifies the plan; give it as `planHash`.' })
  hash!: string;

  @Field(() => [ErasurePlanStep], { description: 'What happens where.' })
  steps!: ErasurePlanStep[];

  @Field(() => Int, { description: 'Files that are removed.' })
  files!: number;

  @Field(() => Int, {
    description: 'Export archives that are removed: the person’s, and those of the whole controller.',
  })
  archives!: number;

  @Field(() => Int, {
    description: 'Files of transfers to other systems that are removed, because they hold the person.',
  })
  transferFiles!: number;

  @Field(() => Int, { description: 'Exports under way that are stopped.' })
  operations!: number;

  @Field(() => Int, { description: 'Accounts that are closed at once.' })
  accounts!: number;

  @Field(() => [LegalHoldType], { description: 'The holds in force.' })
  holds!: LegalHoldType[];

  @Field(() => [ErasureBlocker], { description: 'What stands in the way; empty where nothing does.' })
  blockers!: ErasureBlocker[];
}

@ObjectType('Erasure', {
  implements: Node,
  description: 'The erasure of one person, from the decision to the certificate.',
  simpleResolvers: true,
})
export class ErasureType extends Node {
  @Field(() => ID, {
    nullable: true,
    description: 'The id that the person had; null once it has been kept as long as it may be.',
  })
  personId!: string | null;

  @Field(() => ErasureStateEnum, { description: 'Whether it is certified.' })
  state!: ErasureState;

  @Field(() => ErasureReasonEnum, { description: 'Why.' })
  reason!: ErasureReason;

  @Field(() => Date, { description: 'When it was decided.' })
  requestedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was begun.' })
  startedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was certified.' })
  completedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The signed certificate as JSON text, to be kept as it is: a JWS with detached payload. Null until it is issued.',
  })
  certificate!: string | null;

  @Field(() => String, { nullable: true, description: 'The path of the signed certificate; asks for the same token.' })
  certificateUrl!: string | null;

  @Field(() => String, { nullable: true, description: 'The path of the certificate as PDF; asks for the same token.' })
  certificatePdfUrl!: string | null;

  @Field(() => OperationType, { nullable: true, description: 'The work that carries it out.' })
  operation!: OperationType | null;
}

export const ErasureConnection = connectionOf(ErasureType, 'Erasure');

@ObjectType({
  description: 'The erasure as it stands; for a person who was erased before, that erasure.',
  simpleResolvers: true,
})
export class ErasePersonPayload extends Payload {
  @Field(() => ErasureType, { nullable: true, description: 'The erasure.' })
  erasure!: ErasureType | null;

  @Field(() => OperationType, { nullable: true, description: 'The work that carries it out.' })
  operation!: OperationType | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where the plan is no longer true: the hash of the plan as it is now. Read it before going on.',
  })
  currentPlanHash!: string | null;
}

@ObjectType({ description: 'The holds in force on the person.', simpleResolvers: true })
export class LegalHoldPayload extends Payload {
  @Field(() => [LegalHoldType], { nullable: true, description: 'The holds in force; null where it was refused.' })
  legalHolds!: LegalHoldType[] | null;
}
