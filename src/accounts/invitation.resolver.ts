import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { toGlobalId } from '../base/ids.js';
import {
  AcceptInvitationInput,
  InvitationsArgs,
  InviteUserInput,
  RenewInvitationInput,
  RevokeInvitationInput,
} from './invitation.inputs.js';
import { type InvitationService, type IssuedInvitation, inState } from './invitation.service.js';
import {
  AcceptInvitationPayload,
  InvitationConnection,
  InvitationPayload,
  InvitationType,
} from './invitation.types.js';
import type { InvitationAcceptanceService } from './invitation-acceptance.service.js';

@Resolver(() => InvitationType)
export class InvitationResolver {
  constructor(
    private readonly service: InvitationService,
    private readonly acceptance: InvitationAcceptanceService,
  ) {}

  @Action('invitation.manage')
  @Query(() => InvitationConnection, { description: 'The invitations that the viewer may see, oldest first.' })
  invitations(
    @Args(() => InvitationsArgs) args: InvitationsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return context.read.connection(
      'Invitation',
      { where: (row) => inState(args.filter?.state, row), page: args },
      info,
    );
  }

  @Action('invitation.manage')
  @Mutation(() => InvitationPayload, {
    description:
      'Invites somebody to the portal: makes the person’s card where there is none, and answers a token once. Varde sends no mail; the portal sends the link.',
  })
  async inviteUser(
    @Arg('input', () => InviteUserInput, { description: 'Whom.' }) input: InviteUserInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return issued(context, await this.service.invite(context, input), info);
  }

  @Action('invitation.manage')
  @Mutation(() => InvitationPayload, {
    description: 'Gives an invitation a new token and a new term; the old token is worth nothing from then on.',
  })
  async renewInvitation(
    @Arg('input', () => RenewInvitationInput, { description: 'Which.' }) input: RenewInvitationInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return issued(context, await this.service.renew(context, input), info);
  }

  @Action('invitation.manage')
  @Mutation(() => InvitationPayload, { description: 'Takes an invitation back; the person’s card stays.' })
  async revokeInvitation(
    @Arg('input', () => RevokeInvitationInput, { description: 'Which.' }) input: RevokeInvitationInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.service.revoke(context, input.invitationId);
    return { invitation: await context.read.one('Invitation', id, info, ['invitation']), token: null };
  }

  @Action('public')
  @Mutation(() => AcceptInvitationPayload, {
    description:
      'Accepts an invitation for the identity of the token in the Authorization header, which has no account yet, and makes its account. Where that token says a verified `email`, it must be the address that was invited. Accepting again as the same identity answers the same.',
  })
  async acceptInvitation(
    @Arg('input', () => AcceptInvitationInput, { description: 'The invitation.' }) input: AcceptInvitationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const { accountId, refusals } = await this.acceptance.accept(context, input.token);
    return { accountId: accountId && toGlobalId('Account', accountId), refusals };
  }
}

const issued = async (
  context: Context,
  { invitationId, token }: IssuedInvitation,
  info: GraphQLResolveInfo,
): Promise<object> => ({
  invitation: await context.read.one('Invitation', invitationId, info, ['invitation']),
  token,
});
