export { CanonicalJsonError, canonicalJson, type JsonValue, parseStrictJson } from './canonical-json.js';
export {
  embeddedKey,
  type InvalidReason,
  payloadDigest,
  type SignedDocument,
  signDocument,
  type Verification,
  verifyDocument,
} from './signed-document.js';
export { loadOrCreateSigningKeyFile } from './signing-key.file.js';
export {
  generateSigningKey,
  isSigningKey,
  loadSigningKey,
  loadTrustedKeys,
  type PublicJwk,
  publicKeySet,
  type SigningKey,
  SigningKeyError,
  signingKeyAsPem,
  type TrustedKey,
} from './signing-key.js';
