import { Fault } from '../base/errors.js';
import type { RateLimits } from '../base/http/rate-limits.js';
import type { Identity } from '../base/viewer.js';
import type { TokenVerifier } from './token-verifier.js';

export interface SignInRequest {
  readonly authorization: string | undefined;
  readonly address: string;
}

/** Tokens that were good once are no attack: a browser left open must not lock out who shares its address. */
const isForgery = (error: unknown): boolean =>
  error instanceof Fault && error.code === 'UNAUTHENTICATED' && error.messageKey !== 'tokenExpired';

/** Who asks, within what callers may ask: by identity where somebody is signed in, by address where not. */
export async function signIn(
  { authorization, address }: SignInRequest,
  tokens: TokenVerifier,
  limits: RateLimits | null,
): Promise<Identity | null> {
  if (!limits) return tokens.verify(authorization);
  // Tokens that were verified before cost nothing, so they pass an address that misbehaves.
  if (authorization !== undefined && !tokens.remembers(authorization)) await limits.admitSignIn(address);
  try {
    const identity = await tokens.verify(authorization);
    await limits.admit(identity ? { identity: `${identity.issuer} ${identity.subject}` } : { address });
    return identity;
  } catch (error) {
    if (isForgery(error)) await limits.countFailedSignIn(address);
    throw error;
  }
}
