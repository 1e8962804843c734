import type { Domain } from '../catalogue/index.js';
import { Account, type AccountKind } from './account.entity.js';
import { accountLabels } from './account.labels.js';
import { accountMessages } from './account.messages.js';
import { accountAddressObject, accountObject, personAccounts } from './account.objects.js';
import { AccountKindEnum, AccountType } from './account.types.js';
import { AccountAddress } from './account-address.entity.js';
import { invitationClock } from './invitation.clocks.js';
import { Invitation } from './invitation.entity.js';
import { invitationLabels } from './invitation.labels.js';
import { invitationMessages } from './invitation.messages.js';
import { invitationObject } from './invitation.objects.js';
import { InvitationType } from './invitation.types.js';

export { AccountResolver, PersonAccountsResolver } from './account.resolver.js';
export { AccountService } from './account.service.js';
export { insertAccount, type NewAccount } from './account-record.js';
export { InvitationResolver } from './invitation.resolver.js';
export { InvitationService } from './invitation.service.js';
export { InvitationAcceptanceService } from './invitation-acceptance.service.js';
export { signIn } from './sign-in.js';
export { TokenVerifier } from './token-verifier.js';
export { type Visit, VisitRecorder } from './visit-recorder.js';
export { Account, AccountAddress, type AccountKind, AccountKindEnum, AccountType };

/** Logins, from where they were used, and who is invited to have one. */
export const accountsDomain: Domain = {
  entities: [Account, AccountAddress, Invitation],
  objects: [accountObject, accountAddressObject, invitationObject],
  extensions: [personAccounts],
  clocks: [invitationClock],
  nodeTypes: [AccountType, InvitationType],
  messages: [accountLabels, accountMessages, invitationLabels, invitationMessages],
};
