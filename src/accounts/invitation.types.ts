import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../base/graphql/connection.types.js';
import { enumOf } from '../base/graphql/enum.js';
import { Node } from '../base/graphql/node.types.js';
import { Payload } from '../base/graphql/user-error.types.js';
import { PersonalField } from '../catalogue/index.js';
import { PersonType } from '../people/index.js';
import { UnitType } from '../tenants/index.js';
import { AccountType } from './account.types.js';
import { Invitation } from './invitation.entity.js';
import { type InvitationState, invitationStates } from './invitation.objects.js';

export const InvitationStateEnum = enumOf(invitationStates, 'InvitationState', 'What has become of an invitation.');

@ObjectType('Invitation', {
  implements: Node,
  description: 'An invitation to the portal: whoever signs in with its token gets the person’s account.',
  simpleResolvers: true,
})
export class InvitationType extends Node {
  @Field(() => InvitationStateEnum, { description: 'What has become of it.' })
  state!: InvitationState;

  @PersonalField(Invitation, 'email', () => String, 'The address to which the tenant sends it.')
  email!: string | null;

  @PersonalField(Invitation, 'role', () => String, 'The role that the account gets, beside that of an end user.')
  role!: string | null;

  @Field(() => PersonType, {
    nullable: true,
    description: 'Who is invited; null where the viewer may not see the person.',
  })
  person!: PersonType | null;

  @Field(() => UnitType, { nullable: true, description: 'The unit that invites; null for the whole tenant.' })
  unit!: UnitType | null;

  @Field(() => PersonType, {
    nullable: true,
    description: 'Who invited, or renewed the invitation last; null where the viewer may not see the person.',
  })
  invitedBy!: PersonType | null;

  @Field(() => AccountType, { nullable: true, description: 'The account that came of it.' })
  account!: AccountType | null;

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'Until when it can be accepted.' })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was accepted.' })
  acceptedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was revoked.' })
  revokedAt!: Date | null;
}

export const InvitationConnection = connectionOf(InvitationType, 'Invitation');

@ObjectType({ description: 'The invitation after a change.' })
export class InvitationPayload extends Payload {
  @Field(() => InvitationType, { nullable: true, description: 'The invitation; null when it was refused.' })
  invitation!: InvitationType | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The token for `acceptInvitation`, shown this once. Varde sends no mail: the portal puts it into a link and sends that to the person.',
  })
  token!: string | null;
}

@ObjectType({ description: 'What came of accepting an invitation.' })
export class AcceptInvitationPayload extends Payload {
  @Field(() => ID, {
    nullable: true,
    description: 'The account that the identity has now; its rights hold from the next request on.',
  })
  accountId!: string | null;
}
