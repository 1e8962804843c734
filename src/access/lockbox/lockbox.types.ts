import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { enumOf } from '../../base/graphql/enum.js';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { type DataCategory, DataCategoryEnum, type Purpose, PurposeEnum } from '../../catalogue/index.js';
import { PersonType } from '../../people/index.js';
import { TenantType, UnitType } from '../../tenants/index.js';
import { type LockboxSide, type LockboxState, lockboxSides, lockboxStates } from './lockbox-states.js';

export const LockboxStateEnum = enumOf(
  lockboxStates,
  'LockboxState',
  'REQUESTED: the controller has not answered. LAPSED: nor did it in time. REFUSED. APPROVED: in force now. ENDED: over, by its time or because a side ended it.',
);

const LockboxSideEnum = enumOf(lockboxSides, 'LockboxSide', 'Who ended access before its time.');

@ObjectType('LockboxActivity', {
  description: 'How staff of the processor use access: what the tenant’s log says of it now.',
  simpleResolvers: true,
})
export class LockboxActivityType {
  @Field(() => Date, { nullable: true, description: 'When something was last looked at, or tried; null for never.' })
  lastUsedAt!: Date | null;

  @Field(() => Int, { description: 'How many people were looked at.' })
  personCount!: number;

  @Field(() => Int, { description: 'How often somebody was looked at: entries of the log, each with its people.' })
  lookCount!: number;

  @Field(() => Int, { description: 'How often something was tried that the access does not open.' })
  refusedCount!: number;

  @Field(() => [DataCategoryEnum], { description: 'The categories that were looked at.' })
  categories!: DataCategory[];
}

@ObjectType('LockboxLook', {
  description: 'What of one person the processor’s staff looked at by one access.',
  simpleResolvers: true,
})
export class LockboxLookType {
  @Field(() => PersonType, { nullable: true, description: 'The person; null where there is no card any more.' })
  person!: PersonType | null;

  @Field(() => [DataCategoryEnum], { description: 'The categories that were looked at.' })
  categories!: DataCategory[];

  @Field(() => Int, { description: 'How often.' })
  looks!: number;

  @Field(() => Date, { description: 'When first.' })
  firstAt!: Date;

  @Field(() => Date, { description: 'When last.' })
  lastAt!: Date;
}

export const LockboxLookConnection = connectionOf(LockboxLookType, 'LockboxLook');

@ObjectType('LockboxAccess', {
  implements: Node,
  description:
    'A request of the processor’s staff to read what a tenant holds, and the access that came of it. A request uses the access by the header `Varde-Lockbox` with its id, a WebSocket by the connection parameter `lockbox`.',
  simpleResolvers: true,
})
export class LockboxAccessType extends Node {
  @Field(() => LockboxStateEnum, { description: 'Where it stands now.' })
  state!: LockboxState;

  @Field(() => TenantType, { nullable: true, description: 'Whose data it is.' })
  tenant!: TenantType | null;

  @Field(() => String, { description: 'The member of staff, as the processor says. Personal data: NAME.' })
  staffName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The verified e-mail address with which they signed in. Personal data: CONTACT.',
  })
  staffEmail!: string | null;

  @Field(() => String, { nullable: true, description: 'The number of the ticket or incident.' })
  ticket!: string | null;

  @Field(() => String, { description: 'Why it is needed.' })
  reason!: string;

  @Field(() => String, { description: 'What is to be read, in words.' })
  needed!: string;

  @Field(() => PurposeEnum, { description: 'What it is read for, as data subjects are told.' })
  purpose!: Purpose;

  @Field(() => [DataCategoryEnum], { description: 'The categories that were asked for.' })
  askedCategories!: DataCategory[];

  @Field(() => UnitType, {
    nullable: true,
    description: 'The unit that was asked for; the processor’s staff know it by its id alone.',
  })
  askedUnit!: UnitType | null;

  @Field(() => Int, { description: 'How many people were asked for by their ids, whether the tenant has them or not.' })
  askedPersonCount!: number;

  @Field(() => [PersonType], {
    description: 'The people who were asked for, as far as the tenant has them; 500 at most. For the tenant alone.',
  })
  askedPersons!: PersonType[];

  @Field(() => Date, { description: 'Until when it was asked for.' })
  askedUntil!: Date;

  @Field(() => Date, { description: 'When it was asked for.' })
  requestedAt!: Date;

  @Field(() => [DataCategoryEnum], { description: 'The categories that the controller approved.' })
  categories!: DataCategory[];

  @Field(() => UnitType, { nullable: true, description: 'The unit whose people may be read. For the tenant alone.' })
  unit!: UnitType | null;

  @Field(() => [PersonType], {
    description: 'The people who may be read, where they were named one by one; 500 at most. For the tenant alone.',
  })
  persons!: PersonType[];

  @Field(() => Date, {
    description: 'When it ends by itself, or when it was ended; of a request, when it lapses.',
  })
  endsAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When the controller decided: since then it is in force.' })
  decidedAt!: Date | null;

  @Field(() => PersonType, { nullable: true, description: 'Who decided. For the tenant alone.' })
  decidedBy!: PersonType | null;

  @Field(() => String, { nullable: true, description: 'What the controller said with its decision.' })
  answer!: string | null;

  @Field(() => LockboxSideEnum, { nullable: true, description: 'Who ended it before its time; null for nobody.' })
  endedBy!: LockboxSide | null;

  @Field(() => LockboxActivityType, {
    nullable: true,
    description: 'How it is used, by the tenant’s log as far back as that is kept; null for the processor’s staff.',
  })
  activity!: LockboxActivityType | null;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;
}

export const LockboxAccessConnection = connectionOf(LockboxAccessType, 'LockboxAccess');

@ObjectType('LockboxInUse', {
  description: 'Access that is in force now, and how it is used.',
  simpleResolvers: true,
})
export class LockboxInUseType {
  @Field(() => String, { description: 'The id of the access, for `node` and `endLockboxAccess`.' })
  lockboxAccessId!: string;

  @Field(() => String, { description: 'The member of staff, as the processor says. Personal data: NAME.' })
  staffName!: string;

  @Field(() => String, { description: 'Why.' })
  reason!: string;

  @Field(() => Date, { description: 'Since when.' })
  since!: Date;

  @Field(() => Date, { description: 'When it ends by itself.' })
  endsAt!: Date;

  @Field(() => LockboxActivityType, { description: 'How it is used.' })
  activity!: LockboxActivityType;
}

@ObjectType('LockboxRule', {
  description: 'Whether staff of the processor can be let in, and for how long.',
  simpleResolvers: true,
})
export class LockboxRuleType {
  @Field(() => Boolean, { description: 'Whether they can ask at all.' })
  isAllowed!: boolean;

  @Field(() => Int, { description: 'For how many hours at most.' })
  maximumHours!: number;

  @Field(() => Int, { description: 'Grows with every change, 0 for the standard rule; give it as `expectedVersion`.' })
  version!: number;
}

@ObjectType({ description: 'The request or access after a change.', simpleResolvers: true })
export class LockboxAccessPayload extends Payload {
  @Field(() => LockboxAccessType, { nullable: true, description: 'As it is now; null when it was refused.' })
  lockboxAccess!: LockboxAccessType | null;
}

@ObjectType({ description: 'The rule after a change.', simpleResolvers: true })
export class SetLockboxRulePayload extends Payload {
  @Field(() => LockboxRuleType, { nullable: true, description: 'The rule as it is now; null when it was refused.' })
  lockboxRule!: LockboxRuleType | null;
}
