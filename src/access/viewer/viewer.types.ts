import { Field, ID, ObjectType } from 'type-graphql';
import { type AccountKind, AccountKindEnum } from '../../accounts/index.js';
import { enumOf } from '../../base/graphql/enum.js';
import { PersonType } from '../../people/index.js';
import { TenantType, UnitType } from '../../tenants/index.js';
import { SecondFactorNeedType } from '../factors/second-factor.types.js';
import { RoleGrantType } from '../grants/role-grant.types.js';
import { LockboxAccessType } from '../lockbox/lockbox.types.js';
import { type UnitChoice, unitChoices } from '../wall/narrowing.js';

@ObjectType({ description: 'A role that the viewer holds.', simpleResolvers: true })
export class ViewerRole {
  @Field(() => String, { description: 'The role’s key, such as `teacher`.' })
  name!: string;

  @Field(() => String, { description: 'The role as people read it: by the tenant’s name for it, or translated.' })
  label!: string;

  @Field(() => ID, { nullable: true, description: 'The unit to which it is limited; null for the whole tenant.' })
  unitId!: string | null;

  @Field(() => Boolean, {
    description: 'Whether it comes with the card to which the account is linked, and with no grant.',
  })
  comesWithCard!: boolean;
}

const UnitChoiceEnum = enumOf(
  unitChoices,
  'UnitChoiceState',
  'NOT_NEEDED: the roles reach as far as they go. NARROWED: they reach the chosen unit alone, and nothing is done for the whole tenant. NEEDED: they have no effect, because the home unit is not chosen. REFUSED: they have none, because what was chosen is not the viewer’s to choose.',
);

@ObjectType('UnitChoice', {
  description:
    'What the unit that the request chose makes of the viewer’s roles. A request chooses by the header `Varde-Unit` with the unit’s id, a WebSocket by the connection parameter `unit`. What is one’s own is there in every state.',
  simpleResolvers: true,
})
export class UnitChoiceType {
  @Field(() => UnitChoiceEnum, { description: 'How it stands.' })
  state!: UnitChoice;

  @Field(() => String, { description: 'What that means and how to choose, in the language of the request.' })
  message!: string;
}

@ObjectType({ description: 'Whether the viewer may do something, and why not.', simpleResolvers: true })
export class Permission {
  @Field(() => String, { description: 'The action.' })
  action!: string;

  @Field(() => Boolean, { description: 'Whether any role of the viewer holds it.' })
  allowed!: boolean;

  @Field(() => String, { description: 'The reason, in the language of the request.' })
  reason!: string;

  @Field(() => SecondFactorNeedType, {
    nullable: true,
    description: 'The second factor that it asks for when it is done; null where it asks for none, or is not allowed.',
  })
  secondFactor!: SecondFactorNeedType | null;
}

@ObjectType({ description: 'Who is asking, and the way in to what is held on them.', simpleResolvers: true })
export class Viewer {
  @Field(() => ID, {
    description: 'The viewer’s account; of staff of the processor who were let in, the access by which they are.',
  })
  accountId!: string;

  @Field(() => Boolean, { description: 'Whether the account is used by no single person.' })
  isService!: boolean;

  @Field(() => AccountKindEnum, { description: 'Whether it is a person’s login, a service’s, or one for transfers.' })
  kind!: AccountKind;

  @Field(() => [ViewerRole], { description: 'The roles in force.' })
  roles!: ViewerRole[];

  @Field(() => [RoleGrantType], {
    description: 'The roles that were granted to the viewer and have not ended, also those without effect, and why.',
  })
  roleGrants!: RoleGrantType[];

  @Field(() => UnitChoiceType, { description: 'What the unit that the request chose makes of those roles.' })
  unitChoice!: UnitChoiceType;

  @Field(() => UnitType, {
    nullable: true,
    description:
      'The home unit of the account: a request has to choose it for the roles to have effect. Null for none.',
  })
  homeUnit!: UnitType | null;

  @Field(() => UnitType, {
    nullable: true,
    description: 'The unit to which this request is narrowed; null where it is to none.',
  })
  chosenUnit!: UnitType | null;

  @Field(() => Date, { nullable: true, description: 'When a second factor was presented for this token.' })
  secondFactorAt!: Date | null;

  @Field(() => LockboxAccessType, {
    nullable: true,
    description: 'By what a member of the processor’s staff reads in this tenant; null for everybody else.',
  })
  lockboxAccess!: LockboxAccessType | null;

  @Field(() => PersonType, {
    nullable: true,
    description: 'The person whose login it is; null where it is nobody’s, as of a transfer account.',
  })
  person!: PersonType | null;

  @Field(() => TenantType, {
    nullable: true,
    description: 'The controller to whom the viewer has signed in, and with it the processor.',
  })
  tenant!: TenantType | null;
}
