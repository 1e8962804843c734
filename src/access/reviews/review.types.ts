import { Field, Int, ObjectType } from 'type-graphql';
import { AccountType } from '../../accounts/index.js';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { PersonalField } from '../../catalogue/index.js';
import { PersonType } from '../../people/index.js';
import { UnitType } from '../../tenants/index.js';
import { AccessExceptionType } from '../exceptions/access-exception.types.js';
import { RoleGrantType } from '../grants/role-grant.types.js';
import { RiskClassEnum, SeatKindEnum } from '../matrix/matrix.enums.js';
import type { RiskClass, SeatKind } from '../matrix/matrix.model.js';
import { AccessReviewItem } from './access-review-item.entity.js';
import { AccessReviewStep } from './access-review-step.entity.js';
import { ReviewDecisionEnum, ReviewOutcomeEnum, ReviewStateEnum, ReviewStepEnum } from './review.enums.js';
import type { FinalDecision, ReviewOutcome, ReviewState, ReviewStepKind } from './review.model.js';
import { AccessReviewEvidence } from './review-evidence.types.js';

@ObjectType({
  description: 'How many items of a campaign stand how, among those that the viewer may see.',
  simpleResolvers: true,
})
export class AccessReviewTotals {
  @Field(() => Int, { description: 'All of them.' })
  items!: number;

  @Field(() => Int, { description: 'Not decided, and not due yet.' })
  open!: number;

  @Field(() => Int, { description: 'Not decided in time, of rights that are never frozen.' })
  overdue!: number;

  @Field(() => Int, { description: 'Not decided in time, so that the right has no effect.' })
  frozen!: number;

  @Field(() => Int, { description: 'Kept.' })
  kept!: number;

  @Field(() => Int, { description: 'Revoked.' })
  revoked!: number;

  @Field(() => Int, { description: 'Given another role or an end.' })
  changed!: number;

  @Field(() => Int, { description: 'Frozen, and restored since.' })
  restored!: number;

  @Field(() => Int, { description: 'Ended otherwise before anybody decided.' })
  ended!: number;
}

@ObjectType('AccessReview', {
  implements: Node,
  description: 'A campaign in which every grant of its scope is kept, revoked or changed until a day.',
  simpleResolvers: true,
})
export class AccessReviewType extends Node {
  @Field(() => Int, { description: 'Its number, from 1.' })
  number!: number;

  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => ReviewStateEnum, { description: 'Where it stands now.' })
  state!: ReviewState;

  @Field(() => [SeatKindEnum], { description: 'It asks about roles that take a seat of these kinds.' })
  seats!: SeatKind[];

  @Field(() => Boolean, { description: 'Whether it asks about what rests on exceptions.' })
  hasExceptions!: boolean;

  @Field(() => [String], { description: 'It asks about roles of these keys.' })
  roles!: string[];

  @Field(() => [RiskClassEnum], { description: 'It asks about roles of these risk classes.' })
  risks!: RiskClass[];

  @Field(() => UnitType, { nullable: true, description: 'The unit to which it is limited; null for the whole tenant.' })
  unit!: UnitType | null;

  @Field(() => Date, { description: 'When it began.' })
  startedAt!: Date;

  @Field(() => Date, { description: 'When decisions are due. What is not decided by then has no effect.' })
  dueAt!: Date;

  @Field(() => [Int], { description: 'On how many days before it is due reviewers are reminded.' })
  reminderDays!: number[];

  @Field(() => [Int], { description: 'Those of them for which the reminder was entered into the log.' })
  remindedDays!: number[];

  @Field(() => Int, { nullable: true, description: 'After how many months the next begins; null for none.' })
  repeatMonths!: number | null;

  @Field(() => AccessReviewType, { nullable: true, description: 'The campaign that came of it by repetition.' })
  next!: AccessReviewType | null;

  @Field(() => Date, { nullable: true, description: 'When it was closed before it was due.' })
  closedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was withdrawn.' })
  withdrawnAt!: Date | null;

  @Field(() => AccessReviewTotals, { description: 'The numbers of its report.' })
  totals!: AccessReviewTotals;

  @Field(() => String, { description: 'Where its report is as a PDF; for `review.manage`.' })
  pdfPath!: string;

  @Field(() => String, { description: 'Where its report is as a page; for `review.manage`.' })
  htmlPath!: string;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;
}

@ObjectType('AccessReviewStep', {
  description: 'What was done with an item: who, when, and how it stood before.',
  simpleResolvers: true,
})
export class AccessReviewStepType {
  @Field(() => ReviewStepEnum, { description: 'What was done.' })
  kind!: ReviewStepKind;

  @Field(() => ReviewOutcomeEnum, { description: 'How the item stood before.' })
  before!: ReviewOutcome;

  @PersonalField(AccessReviewStep, 'reason', () => String, 'Why.')
  reason!: string | null;

  @Field(() => Date, { description: 'When.' })
  at!: Date;

  @Field(() => PersonType, { nullable: true, description: 'By whom.' })
  by!: PersonType | null;
}

@ObjectType('AccessReviewItem', {
  implements: Node,
  description: 'A grant that a campaign asks about, with what is known of it and what was decided.',
  simpleResolvers: true,
})
export class AccessReviewItemType extends Node {
  @Field(() => AccessReviewType, { nullable: true, description: 'The campaign.' })
  review!: AccessReviewType | null;

  @PersonalField(AccessReviewItem, 'role', () => String, 'The role’s key.')
  role!: string | null;

  @Field(() => String, { description: 'The role’s name, in the tenant’s words or the language of the request.' })
  roleLabel!: string;

  @Field(() => UnitType, { nullable: true, description: 'The unit to which the role is limited.' })
  unit!: UnitType | null;

  @Field(() => AccountType, { nullable: true, description: 'The account that holds it.' })
  account!: AccountType | null;

  @Field(() => PersonType, { nullable: true, description: 'Whose account it is.' })
  person!: PersonType | null;

  @Field(() => RoleGrantType, { nullable: true, description: 'The grant as it is now; null where it was revoked.' })
  grant!: RoleGrantType | null;

  @Field(() => AccessExceptionType, { nullable: true, description: 'The exception on which it rests.' })
  exception!: AccessExceptionType | null;

  @Field(() => Date, { description: 'Since when it is held.' })
  grantedAt!: Date;

  @Field(() => PersonType, { nullable: true, description: 'Who granted it; null where that is not known.' })
  grantedBy!: PersonType | null;

  @PersonalField(AccessReviewItem, 'evidence', () => AccessReviewEvidence, 'What was known when the campaign began.')
  evidence!: AccessReviewEvidence | null;

  @Field(() => PersonType, {
    nullable: true,
    description: 'Who is to decide; null where it is whoever may grant the role.',
  })
  reviewer!: PersonType | null;

  @Field(() => Date, { description: 'When the decision is due.' })
  dueAt!: Date;

  @Field(() => Int, { description: 'Whole days until it is due, the day itself included; below 0 once it is past.' })
  daysLeft!: number;

  @Field(() => Boolean, { description: 'Whether it is past due without a decision.' })
  isOverdue!: boolean;

  @Field(() => Boolean, { description: 'Whether the time to remind of it has come, and nobody has decided.' })
  isReminderDue!: boolean;

  @Field(() => ReviewOutcomeEnum, { description: 'How it stands now.' })
  outcome!: ReviewOutcome;

  @Field(() => ReviewDecisionEnum, {
    nullable: true,
    description: 'The decision that holds; null where there is none.',
  })
  decision!: FinalDecision | null;

  @PersonalField(AccessReviewItem, 'reason', () => String, 'Why it was decided so.')
  reason!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was decided.' })
  decidedAt!: Date | null;

  @Field(() => PersonType, { nullable: true, description: 'Who decided.' })
  decidedBy!: PersonType | null;

  @Field(() => [AccessReviewStepType], { description: 'Everything that was done with it, the first first.' })
  history!: AccessReviewStepType[];
}

export const AccessReviewConnection = connectionOf(AccessReviewType, 'AccessReview');
export const AccessReviewItemConnection = connectionOf(AccessReviewItemType, 'AccessReviewItem');

@ObjectType({ description: 'The campaign after a change.', simpleResolvers: true })
export class AccessReviewPayload extends Payload {
  @Field(() => AccessReviewType, {
    nullable: true,
    description: 'The campaign as it is now; null when it was refused.',
  })
  accessReview!: AccessReviewType | null;
}

@ObjectType({ description: 'The item after a decision.', simpleResolvers: true })
export class AccessReviewItemPayload extends Payload {
  @Field(() => AccessReviewItemType, {
    nullable: true,
    description: 'The item as it is now; null when it was refused.',
  })
  item!: AccessReviewItemType | null;
}

@ObjectType({ description: 'The items after decisions.', simpleResolvers: true })
export class AccessReviewItemsPayload extends Payload {
  @Field(() => [AccessReviewItemType], {
    nullable: true,
    description: 'Those that were decided on; `userErrors` say of each other why not.',
  })
  items!: AccessReviewItemType[] | null;
}
