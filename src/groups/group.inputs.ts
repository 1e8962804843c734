import { IsOptional, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { IdInput, TextInput } from '../base/graphql/input-fields.js';
import { CalendarDate } from '../base/graphql/scalars.js';
import { GroupKind, MembershipRoleEnum } from './group.types.js';
import type { MembershipRole } from './membership.entity.js';

@InputType({ description: 'A new class, hobby circle or team.' })
export class CreateGroupInput {
  @IdInput('The unit to which it belongs.')
  unitId!: string;

  @Field(() => GroupKind, { description: 'What it is.' })
  kind!: GroupKind;

  @TextInput(200, 'Its name.')
  name!: string;

  @TextInput(50, 'School stage or grade.', { nullable: true })
  stage?: string | null;
}

@InputType({ description: 'What changes of a group. A field that is absent stays as it is.' })
export class UpdateGroupInput {
  @IdInput('The group.')
  groupId!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => GroupKind, { nullable: true, description: 'What it is.' })
  @IsOptional()
  kind?: GroupKind | null;

  @TextInput(200, 'Its name.', { nullable: true })
  name?: string | null;

  @TextInput(50, 'School stage or grade; null empties it.', { nullable: true })
  stage?: string | null;
}

@InputType({ description: 'A group that ends: it takes on nobody new.' })
export class ArchiveGroupInput {
  @IdInput('The group.')
  groupId!: string;
}

@InputType({ description: 'A group that goes on.' })
export class RestoreGroupInput {
  @IdInput('The group.')
  groupId!: string;
}

@InputType({ description: 'A person’s new part in a group.' })
export class AddMemberInput {
  @IdInput('The group.')
  groupId!: string;

  @IdInput('The person.')
  personId!: string;

  @Field(() => MembershipRoleEnum, { description: 'Member, or supervisor: who then sees the members.' })
  role!: MembershipRole;

  @Field(() => CalendarDate, { nullable: true, description: 'The first day; open where absent.' })
  @IsOptional()
  startsOn?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'The last day; open where absent.' })
  @IsOptional()
  endsOn?: string | null;
}

@InputType({ description: 'The dates of a membership. A field that is absent stays as it is; null opens it.' })
export class UpdateMembershipInput {
  @IdInput('The membership.')
  membershipId!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'The first day.' })
  @IsOptional()
  startsOn?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'The last day.' })
  @IsOptional()
  endsOn?: string | null;
}

@InputType({ description: 'A membership that is taken back.' })
export class RemoveMemberInput {
  @IdInput('The membership.')
  membershipId!: string;
}
