import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from '../base/graphql/connection.types.js';
import { enumOf } from '../base/graphql/enum.js';
import { Node } from '../base/graphql/node.types.js';
import { Payload } from '../base/graphql/user-error.types.js';
import { PersonalField } from '../catalogue/index.js';
import { PersonType, type Register, RegisterEnum } from '../people/index.js';
import { UnitType } from '../tenants/index.js';
import { Account, type AccountKind, accountKinds } from './account.entity.js';
import { AccountAddress } from './account-address.entity.js';

export const AccountKindEnum = enumOf(
  accountKinds,
  'AccountKind',
  'A person’s login; a service’s, used by no single person and never linked to one; or one for transfers, which the controller links to a card and which carries what that card may see.',
);

@ObjectType('AccountAddress', { description: 'An IP address from which an account was used.', simpleResolvers: true })
export class AccountAddressType {
  @PersonalField(AccountAddress, 'address', () => String, 'The IP address.')
  address!: string | null;

  @PersonalField(AccountAddress, 'firstSeenAt', () => Date, 'When the account was first used from it.')
  firstSeenAt!: Date | null;

  @PersonalField(AccountAddress, 'lastSeenAt', () => Date, 'When the account was last used from it, to five minutes.')
  lastSeenAt!: Date | null;
}

@ObjectType('Account', {
  implements: Node,
  description: 'A login: an identity at the tenant’s issuer, linked to one person’s card, or to none.',
  simpleResolvers: true,
})
export class AccountType extends Node {
  @Field(() => AccountKindEnum, { description: 'A person’s login, a service’s, or one for transfers.' })
  kind!: AccountKind;

  @PersonalField(Account, 'label', () => String, 'What administrators call it; empty where its person says it all.')
  label!: string | null;

  @Field(() => String, { description: 'The issuer at which it signs in.' })
  issuer!: string;

  @PersonalField(Account, 'subject', () => String, 'The `sub` by which the issuer knows it.')
  subject!: string | null;

  @Field(() => PersonType, {
    nullable: true,
    description:
      'The person to whom it is linked; null where it is linked to none. An unlinked account sees no person.',
  })
  person!: PersonType | null;

  @PersonalField(
    Account,
    'cardRegister',
    () => RegisterEnum,
    'The register for which it is linked: while the person is in another, the card gives it no role. Null where the link holds in any.',
  )
  cardRegister!: Register | null;

  @Field(() => UnitType, {
    nullable: true,
    description:
      'The home unit, to which it is narrowed: its roles have no effect in a request that does not choose that unit (`Varde-Unit`). Null for none, or withheld.',
  })
  homeUnit!: UnitType | null;

  @PersonalField(Account, 'lastVisitAt', () => Date, 'When it was last used, to five minutes; null if never.')
  lastVisitAt!: Date | null;

  @PersonalField(Account, 'lastSecondFactorAt', () => Date, 'When it last presented a second factor; null if never.')
  lastSecondFactorAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'Since when it is closed: nobody signs in to it.' })
  closedAt!: Date | null;

  @Field(() => [AccountAddressType], {
    description: 'The last twenty addresses from which it was used; shown to the person and to the controller.',
  })
  addresses!: AccountAddressType[];

  @Field(() => Date, { description: 'Since when there is the account.' })
  createdAt!: Date;
}

export const AccountConnection = connectionOf(AccountType, 'Account');

@ObjectType({ description: 'The account after a change.' })
export class AccountPayload extends Payload {
  @Field(() => AccountType, { nullable: true, description: 'The account as it is now; null when it was refused.' })
  account!: AccountType | null;
}
