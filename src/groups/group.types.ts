import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../base/graphql/connection.types.js';
import { enumOf } from '../base/graphql/enum.js';
import { Node } from '../base/graphql/node.types.js';
import { CalendarDate } from '../base/graphql/scalars.js';
import { Payload } from '../base/graphql/user-error.types.js';
import { PersonalField } from '../catalogue/index.js';
import { PersonType } from '../people/index.js';
import { UnitType } from '../tenants/index.js';
import { Membership, type MembershipRole, membershipRoles } from './membership.entity.js';

export enum GroupKind {
  CLASS = 'class',
  CIRCLE = 'circle',
  TEAM = 'team',
}
registerEnumType(GroupKind, { name: 'GroupKind', description: 'A class, a hobby circle or a team.' });

export const MembershipRoleEnum = enumOf(
  membershipRoles,
  'MembershipRole',
  'A member of the group, or the one who supervises it.',
);

@ObjectType('Membership', { implements: Node, description: 'A person’s part in a group.', simpleResolvers: true })
export class MembershipType extends Node {
  @PersonalField(Membership, 'role', () => MembershipRoleEnum, 'Member or supervisor.')
  role!: MembershipRole | null;

  @PersonalField(Membership, 'startsOn', () => CalendarDate, 'The first day; null where it is open.')
  startsOn!: string | null;

  @PersonalField(Membership, 'endsOn', () => CalendarDate, 'The last day; null where it is open.')
  endsOn!: string | null;

  @Field(() => String, { nullable: true, description: 'The source system that owns the membership.' })
  source!: string | null;

  @Field(() => GroupType, { nullable: true, description: 'The group; null where the viewer may not see it.' })
  group!: GroupType | null;

  @Field(() => PersonType, { nullable: true, description: 'The person; null where the viewer may not see the person.' })
  person!: PersonType | null;
}

export const MembershipConnection = connectionOf(MembershipType, 'Membership');

@ObjectType('Group', { implements: Node, description: 'A class, a hobby circle or a team.', simpleResolvers: true })
export class GroupType extends Node {
  @Field(() => GroupKind, { description: 'What the group is.' })
  kind!: GroupKind;

  @Field(() => String, { description: 'The group’s name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'School stage or grade.' })
  stage!: string | null;

  @Field(() => String, { nullable: true, description: 'The source system that owns the group.' })
  source!: string | null;

  @Field(() => UnitType, { nullable: true, description: 'The unit to which the group belongs.' })
  unit!: UnitType | null;

  @Field(() => Date, { nullable: true, description: 'When the group was archived.' })
  archivedAt!: Date | null;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;
}

export const GroupConnection = connectionOf(GroupType, 'Group');

@ObjectType({ description: 'The group after a change.' })
export class GroupPayload extends Payload {
  @Field(() => GroupType, { nullable: true, description: 'The group as it is now; null when it was refused.' })
  group!: GroupType | null;
}

@ObjectType({ description: 'The membership after a change.' })
export class MembershipPayload extends Payload {
  @Field(() => MembershipType, { nullable: true, description: 'The membership; null when it was refused.' })
  membership!: MembershipType | null;
}
