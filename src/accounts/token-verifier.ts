import { hash } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import sql from 'sql-template-tag';
import type { Clock } from '../base/clock.js';
import type { Database } from '../base/database/database.js';
import { Fault } from '../base/errors.js';
import type { Locale } from '../base/locale.js';
import type { Identity } from '../base/viewer.js';

interface Issuer {
  readonly tenantId: string;
  readonly audience: string;
  readonly jwksUri: string;
  readonly locale: Locale;
}

/** An identity, and the binding by which its token was judged. */
interface Verified {
  readonly identity: Identity;
  readonly issuer: Issuer;
}

const ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'];
const SECOND_FACTORS = new Set(['otp', 'mfa', 'hwk', 'swk', 'sms', 'fpt', 'face']);
/** Seconds. */
const CLOCK_TOLERANCE = 5;
const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;
const MAXIMUM_TOKEN_LENGTH = 8_192;
const REMEMBERED_TOKENS = 10_000;
const ISSUER_LIFETIME_MS = 30_000;

/** When a second factor was presented, by `amr` (RFC 8176) and `auth_time`; null without one, and for a time to come. */
function secondFactor(payload: JWTPayload, now: Date): Date | null {
  const methods = payload['amr'];
  const at = payload['auth_time'];
  if (!Array.isArray(methods) || typeof at !== 'number') return null;
  if (at > now.getTime() / 1_000 + CLOCK_TOLERANCE) return null;
  return methods.some((method) => SECOND_FACTORS.has(String(method))) ? new Date(at * 1000) : null;
}

/** The address that the issuer vouches for (OpenID Connect Core 1.0, 5.1); some issuers write the claim as a text. */
function verifiedEmail({ email, email_verified: isVerified }: JWTPayload): string | null {
  return typeof email === 'string' && isVerified !== false && isVerified !== 'false' ? email : null;
}

const digest = (token: string): string => hash('sha256', token, 'base64');

/** Verifies bearer tokens (RFC 9068) against the issuers that are bound to tenants, and remembers verified ones until they expire. */
export class TokenVerifier {
  private readonly verified = new Map<string, Verified>();
  private readonly issuers = new Map<string, { readonly issuer: Issuer | null; readonly readAt: number }>();
  private readonly keys = new Map<string, JWTVerifyGetKey>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The identity behind an Authorization header, null without one; UNAUTHENTICATED for anything that does not hold. */
  async verify(authorization: string | undefined): Promise<Identity | null> {
    if (authorization === undefined) return null;
    const token = BEARER.exec(authorization)?.[1];
    if (!token || token.length > MAXIMUM_TOKEN_LENGTH) throw new Fault('UNAUTHENTICATED', 'badToken');
    const known = this.known(token);
    if (known && (await this.isBound(known))) return known.identity;
    const verified = await this.verifyFresh(token);
    if (this.verified.size >= REMEMBERED_TOKENS) this.verified.clear();
    this.verified.set(digest(token), verified);
    return verified.identity;
  }

  /** Whether a header carries a token that was verified before and has not expired. */
  remembers(authorization: string): boolean {
    const token = BEARER.exec(authorization)?.[1];
    return token !== undefined && token.length <= MAXIMUM_TOKEN_LENGTH && this.known(token) !== null;
  }

  /** Forgets a tenant's issuers at once, after they were changed. */
  forget(): void {
    this.issuers.clear();
    this.verified.clear();
  }

  private known(token: string): Verified | null {
    const known = this.verified.get(digest(token));
    return known && known.identity.expiresAt > this.clock.now() ? known : null;
  }

  private async verifyFresh(token: string): Promise<Verified> {
    try {
      const name = decodeJwt(token).iss;
      const issuer = name && name.length <= 500 ? await this.issuer(name) : null;
      if (!name || !issuer) throw new Fault('UNAUTHENTICATED', 'foreignIssuer');
      const { payload } = await jwtVerify(token, this.keysOf(issuer.jwksUri), {
        issuer: name,
        audience: issuer.audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp', 'sub'],
        typ: 'at+jwt',
        currentDate: this.clock.now(),
        clockTolerance: CLOCK_TOLERANCE,
      });
      const identity = {
        tenantId: issuer.tenantId,
        issuer: name,
        subject: String(payload.sub),
        locale: issuer.locale,
        email: verifiedEmail(payload),
        secondFactorAt: secondFactor(payload, this.clock.now()),
        expiresAt: new Date((payload.exp ?? 0) * 1000),
      };
      return { identity, issuer };
    } catch (error) {
      if (error instanceof Fault) throw error;
      if (error instanceof errors.JWTExpired) throw new Fault('UNAUTHENTICATED', 'tokenExpired');
      if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) {
        throw new Fault('UNAUTHENTICATED', 'badToken');
      }
      throw new Fault('UNAVAILABLE', 'issuerUnreachable');
    }
  }

  /** A remembered token is worth no more than its issuer's binding is now, whichever process changed that. */
  private async isBound({ identity, issuer }: Verified): Promise<boolean> {
    const now = await this.issuer(identity.issuer);
    return now?.tenantId === issuer.tenantId && now.audience === issuer.audience && now.jwksUri === issuer.jwksUri;
  }

  private keysOf(uri: string): JWTVerifyGetKey {
    const keys = this.keys.get(uri) ?? createRemoteJWKSet(new URL(uri), { timeoutDuration: 5_000 });
    this.keys.set(uri, keys);
    return keys;
  }

  private async issuer(name: string): Promise<Issuer | null> {
    const known = this.issuers.get(name);
    const now = Date.now();
    if (known && now - known.readAt < ISSUER_LIFETIME_MS) return known.issuer;
    const binding = await this.database.transaction({ tenantId: null }, (db) =>
      db.first<Omit<Issuer, 'locale'>>(sql`select tenant_id as "tenantId", audience, jwks_uri as "jwksUri"
        from identity_issuer where issuer = ${name}`),
    );
    const issuer = binding && { ...binding, locale: await this.localeOf(binding.tenantId) };
    if (this.issuers.size >= 1_000) this.issuers.clear();
    this.issuers.set(name, { issuer, readAt: now });
    return issuer;
  }

  /** In which language the tenant's people are told what is wrong with a request before it is opened. */
  private async localeOf(tenantId: string): Promise<Locale> {
    const tenant = await this.database.transaction({ tenantId }, (db) =>
      db.first<{ locale: Locale }>(sql`select locale from tenant where tenant_id = ${tenantId}::uuid`),
    );
    return tenant?.locale ?? 'en';
  }
}
