import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { callerKey } from './caller-key.js';
import { HttpFault } from './http-fault.js';

/** Requests that one caller may make in a minute; 0 is without limit. */
export interface RateLimitOptions {
  /** Of one signed-in identity, from wherever. */
  readonly perIdentity: number;
  /** Of one address (of IPv6: one /64) without a sign-in; a school or company often shares one. */
  readonly perAddress: number;
  /** Tokens from one address that do not hold. */
  readonly failedSignIns: number;
}

const WINDOW_SECONDS = 60;

function tooMany(milliseconds: number): HttpFault {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return new HttpFault(429, 'RATE_LIMITED', 'rateLimited', {}, { 'retry-after': String(seconds) });
}

/**
 * How often callers may ask, counted in this process: with several processes behind a balancer each grants its share. What
 * must hold over all of them (quotas, caps) is counted in the database.
 */
export class RateLimits {
  private readonly identities: RateLimiterAbstract | null;
  private readonly addresses: RateLimiterAbstract | null;
  private readonly failures: RateLimiterAbstract | null;

  constructor(
    options: RateLimitOptions,
    private readonly onRefusal: () => void = () => undefined,
  ) {
    const limiter = (points: number): RateLimiterAbstract | null =>
      points > 0 ? new RateLimiterMemory({ points, duration: WINDOW_SECONDS }) : null;
    this.identities = limiter(options.perIdentity);
    this.addresses = limiter(options.perAddress);
    this.failures = limiter(options.failedSignIns);
  }

  /** Counts one request of a signed-in identity, or of an address where nobody is signed in. */
  async admit(caller: { readonly identity: string } | { readonly address: string }): Promise<void> {
    await ('identity' in caller
      ? this.consume(this.identities, caller.identity)
      : this.consume(this.addresses, callerKey(caller.address)));
  }

  /** Refuses to look at another token from an address that has sent too many that did not hold. */
  async admitSignIn(address: string): Promise<void> {
    const state = await this.failures?.get(callerKey(address));
    if (state && state.remainingPoints <= 0) this.refuse(state);
  }

  async countFailedSignIn(address: string): Promise<void> {
    await this.failures?.penalty(callerKey(address));
  }

  private async consume(limiter: RateLimiterAbstract | null, key: string): Promise<void> {
    try {
      await limiter?.consume(key);
    } catch (error) {
      if (error instanceof RateLimiterRes) this.refuse(error);
      throw error;
    }
  }

  private refuse({ msBeforeNext }: RateLimiterRes): never {
    this.onRefusal();
    throw tooMany(msBeforeNext);
  }
}
