import type { Domain } from '../catalogue/index.js';
import { Account } from './account.entity.js';
import { accountLabels } from './account.labels.js';
import { accountMessages } from './account.messages.js';
import { AccountAddress } from './account-address.entity.js';

export { insertAccount, type NewAccount } from './account-record.js';
export { TokenVerifier } from './token-verifier.js';
export { type Visit, VisitRecorder } from './visit-recorder.js';
export { Account, AccountAddress };

/** Logins, and from where they were used. */
export const accountsDomain: Domain = {
  entities: [Account, AccountAddress],
  messages: [accountLabels, accountMessages],
};
