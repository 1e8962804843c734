export { Account } from './account.entity.js';
export { AccountAddress } from './account-address.entity.js';
export { type Identity, TokenVerifier } from './token-verifier.js';
export { type Visit, VisitRecorder } from './visit-recorder.js';
