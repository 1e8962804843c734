import type { Domain } from '../catalogue/index.js';
import { Account } from './account.entity.js';
import { accountLabels } from './account.labels.js';
import { accountMessages } from './account.messages.js';
import { accountAddressObject, accountObject, personAccounts } from './account.objects.js';
import { AccountType } from './account.types.js';
import { AccountAddress } from './account-address.entity.js';

export { AccountResolver, PersonAccountsResolver } from './account.resolver.js';
export { AccountService } from './account.service.js';
export { insertAccount, type NewAccount } from './account-record.js';
export { TokenVerifier } from './token-verifier.js';
export { type Visit, VisitRecorder } from './visit-recorder.js';
export { Account, AccountAddress, AccountType };

/** Logins, and from where they were used. */
export const accountsDomain: Domain = {
  entities: [Account, AccountAddress],
  objects: [accountObject, accountAddressObject],
  extensions: [personAccounts],
  nodeTypes: [AccountType],
  messages: [accountLabels, accountMessages],
};
