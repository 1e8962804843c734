import { IsOptional, Max, Min } from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { PageArgs } from '../base/graphql/connection.types.js';
import { IdInput, TextInput } from '../base/graphql/input-fields.js';
import { type Register, RegisterEnum } from '../people/index.js';
import type { InvitationState } from './invitation.objects.js';
import { InvitationStateEnum } from './invitation.types.js';

const MAXIMUM_DAYS = 60;

@InputType({ description: 'Who is invited: a person who has a card, or somebody new.' })
export class InviteUserInput {
  @TextInput(
    254,
    'The address to which the portal sends the invitation. Whose token says another verified `email` cannot accept it.',
  )
  email!: string;

  @IdInput('A person who has a card; absent for somebody new.', { nullable: true })
  personId?: string | null;

  @Field(() => RegisterEnum, { nullable: true, description: 'The register of somebody new.' })
  @IsOptional()
  register?: Register | null;

  @TextInput(200, 'First name of somebody new.', { nullable: true })
  givenName?: string | null;

  @TextInput(200, 'Last name of somebody new.', { nullable: true })
  familyName?: string | null;

  @IdInput('The unit that invites; required of whoever administers units.', { nullable: true })
  unitId?: string | null;

  @TextInput(60, 'The key of a role that the account gets on acceptance; for those who grant roles.', {
    nullable: true,
  })
  role?: string | null;

  @Field(() => Int, { nullable: true, description: `For how many days it holds, 1–${MAXIMUM_DAYS}; 14 where absent.` })
  @IsOptional()
  @Min(1)
  @Max(MAXIMUM_DAYS)
  validDays?: number | null;
}

@InputType({ description: 'An invitation that gets a new token and runs anew; the old token is worth nothing.' })
export class RenewInvitationInput {
  @IdInput('The invitation.')
  invitationId!: string;

  @Field(() => Int, { nullable: true, description: `For how many days it holds, 1–${MAXIMUM_DAYS}; 14 where absent.` })
  @IsOptional()
  @Min(1)
  @Max(MAXIMUM_DAYS)
  validDays?: number | null;
}

@InputType({ description: 'An invitation that is taken back.' })
export class RevokeInvitationInput {
  @IdInput('The invitation.')
  invitationId!: string;
}

@InputType({ description: 'An invitation that the signed-in identity accepts.' })
export class AcceptInvitationInput {
  @TextInput(100, 'The token.')
  token!: string;
}

@InputType({ description: 'Narrows invitations.' })
export class InvitationFilter {
  @Field(() => InvitationStateEnum, { nullable: true, description: 'Only those of which this has become.' })
  @IsOptional()
  state?: InvitationState | null;
}

@ArgsType()
export class InvitationsArgs extends PageArgs {
  @Field(() => InvitationFilter, { nullable: true, description: 'Narrows the invitations.' })
  filter?: InvitationFilter;
}
