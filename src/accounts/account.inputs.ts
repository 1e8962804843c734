import { IsOptional } from 'class-validator';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { PageArgs, SortDirection } from '../base/graphql/connection.types.js';
import { IdInput, TextInput } from '../base/graphql/input-fields.js';
import { type Register, RegisterEnum } from '../people/index.js';
import type { AccountKind } from './account.entity.js';
import { AccountKindEnum } from './account.types.js';

@InputType({ description: 'Narrows accounts.' })
export class AccountFilter {
  @Field(() => AccountKindEnum, { nullable: true, description: 'Only accounts of this kind.' })
  @IsOptional()
  kind?: AccountKind | null;

  @Field(() => Boolean, { nullable: true, description: 'Only accounts that are linked to a person, or only others.' })
  @IsOptional()
  linked?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only closed accounts, those of people who left included, or only open ones.',
  })
  @IsOptional()
  closed?: boolean | null;

  @Field(() => RegisterEnum, {
    nullable: true,
    description: 'Only accounts that are linked to a card in this register, and for it.',
  })
  @IsOptional()
  register?: Register | null;

  @TextInput(60, 'Only accounts that hold this role now by a grant, by its key, such as `controller`.', {
    nullable: true,
  })
  role?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only accounts that have presented a second factor, or only those that never did.',
  })
  @IsOptional()
  secondFactor?: boolean | null;

  @Field(() => Date, { nullable: true, description: 'Only accounts that were last used before, or never.' })
  @IsOptional()
  lastVisitBefore?: Date | null;
}

export enum AccountSort {
  CREATED_AT = 'CREATED_AT',
  LAST_VISIT = 'LAST_VISIT',
}
registerEnumType(AccountSort, { name: 'AccountSort', description: 'What accounts can be ordered by.' });

@InputType({ description: 'The order of accounts.' })
export class AccountOrder {
  @Field(() => AccountSort, { description: 'What to order by; in LAST_VISIT those that were never used come first.' })
  field!: AccountSort;

  @Field(() => SortDirection, { description: 'Ascending or descending.', defaultValue: SortDirection.ASC })
  direction!: SortDirection;
}

@ArgsType()
export class AccountsArgs extends PageArgs {
  @Field(() => AccountFilter, { nullable: true, description: 'Narrows the accounts.' })
  filter?: AccountFilter;

  @Field(() => AccountOrder, { nullable: true, description: 'By creation where absent.' })
  orderBy?: AccountOrder;
}

const ISSUER = 'The issuer at which it signs in; the tenant’s only one where absent.';

@InputType({ description: 'A new login of a person.' })
export class CreateAccountInput {
  @TextInput(500, ISSUER, { nullable: true })
  issuer?: string | null;

  @TextInput(255, 'The `sub` by which the issuer knows the person.')
  subject!: string;

  @IdInput('The person; absent for an account that is linked later.', { nullable: true })
  personId?: string | null;

  @TextInput(200, 'What administrators call it while it has no person.', { nullable: true })
  label?: string | null;
}

@InputType({ description: 'A new login of a service, used by no single person.' })
export class CreateServiceAccountInput {
  @TextInput(500, ISSUER, { nullable: true })
  issuer?: string | null;

  @TextInput(255, 'The `sub` by which the issuer knows the service.')
  subject!: string;

  @TextInput(200, 'What the service is called.')
  label!: string;
}

@InputType({ description: 'A new account for transfers, which the controller links to a card.' })
export class CreateTransferAccountInput {
  @TextInput(500, ISSUER, { nullable: true })
  issuer?: string | null;

  @TextInput(255, 'The `sub` by which the issuer knows it.')
  subject!: string;

  @TextInput(200, 'What it is called, such as where it takes data to.')
  label!: string;
}

@InputType({ description: 'An account, and the person to whose card it is linked.' })
export class LinkAccountInput {
  @IdInput('The account.')
  accountId!: string;

  @IdInput('The person.')
  personId!: string;

  @Field(() => RegisterEnum, {
    nullable: true,
    description: 'The register in which the card is to be; a transfer account needs TEACHER or STAFF.',
  })
  @IsOptional()
  register?: Register | null;
}

@InputType({ description: 'An account whose link to its person ends.' })
export class UnlinkAccountInput {
  @IdInput('The account.')
  accountId!: string;
}

@InputType({ description: 'The unit to which an account is narrowed.' })
export class SetHomeUnitInput {
  @IdInput('The account; never one’s own.')
  accountId!: string;

  @IdInput('The unit; null for none, so that the account’s roles reach as far as they go.', { nullable: true })
  unitId!: string | null;
}

@InputType({ description: 'An account to which nobody signs in any more.' })
export class CloseAccountInput {
  @IdInput('The account.')
  accountId!: string;
}

@InputType({ description: 'A closed account that opens again.' })
export class ReopenAccountInput {
  @IdInput('The account.')
  accountId!: string;
}
