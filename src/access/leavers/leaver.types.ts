import { Max, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { AccountType } from '../../accounts/index.js';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { IdInput } from '../../base/graphql/input-fields.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { PersonType } from '../../people/index.js';

const LONGEST_DAYS = 3_650;

@ObjectType('Leaver', {
  description: 'An account of somebody who left, and what will become of it.',
  simpleResolvers: true,
})
export class LeaverType {
  @Field(() => AccountType, { nullable: true, description: 'The account.' })
  account!: AccountType | null;

  @Field(() => PersonType, { nullable: true, description: 'The person who left.' })
  person!: PersonType | null;

  @Field(() => Date, { description: 'When the person left. Personal data: AFFILIATION.' })
  leftAt!: Date;

  @Field(() => Date, { description: 'When the account closes, or closed.' })
  closesAt!: Date;

  @Field(() => Date, { description: 'When the account is deleted with its grants, unless something keeps it.' })
  deletesAt!: Date;

  @Field(() => Boolean, { description: 'Whether nobody can sign in to it any more.' })
  isClosed!: boolean;

  @Field(() => Boolean, { description: 'Whether it stays open, because nobody else acts for the controller.' })
  isLastController!: boolean;

  @Field(() => Boolean, { description: 'Whether a legal hold keeps it from being deleted.' })
  isHeld!: boolean;
}

export const LeaverConnection = connectionOf(LeaverType, 'Leaver');

@ObjectType('LeaverRule', {
  description: 'What becomes of the accounts of people who left, in days from then.',
  simpleResolvers: true,
})
export class LeaverRuleType {
  @Field(() => Int, { description: 'After how many days an account closes; 0 for at once.' })
  closeAfterDays!: number;

  @Field(() => Int, { description: 'After how many days it is deleted with its grants.' })
  deleteAfterDays!: number;

  @Field(() => Int, { description: 'Grows with every change, 0 for the standard rule; give it as `expectedVersion`.' })
  version!: number;
}

@InputType({ description: 'What is to become of the accounts of people who left.' })
export class SetLeaverRuleInput {
  @Field(() => Int, { description: 'After how many days an account closes; 0 for at once.' })
  @Min(0)
  @Max(LONGEST_DAYS)
  closeAfterDays!: number;

  @Field(() => Int, { description: 'After how many days it is deleted; not before it closes.' })
  @Min(0)
  @Max(LONGEST_DAYS)
  deleteAfterDays!: number;

  @Field(() => Int, { description: 'The version that was read.' })
  @Min(0)
  expectedVersion!: number;
}

@InputType({ description: 'A closed account that is to be deleted.' })
export class DeleteAccountInput {
  @IdInput('The account.')
  accountId!: string;
}

@ObjectType({ description: 'The rule after a change.', simpleResolvers: true })
export class SetLeaverRulePayload extends Payload {
  @Field(() => LeaverRuleType, { nullable: true, description: 'The rule as it is now; null when it was refused.' })
  leaverRule!: LeaverRuleType | null;
}

@ObjectType({ description: 'What was deleted.', simpleResolvers: true })
export class DeleteAccountPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The account that is no more; null when it was refused.' })
  accountId!: string | null;
}
