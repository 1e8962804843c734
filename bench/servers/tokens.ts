import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import pg from 'pg';

/** Who is asking, as a verified token says. */
export interface Claimed {
  readonly tenantId: string;
  readonly issuer: string;
  readonly subject: string;
}

interface Issuer {
  readonly issuer: string;
  readonly tenantId: string;
  readonly audience: string;
  readonly jwksUri: string;
}

/** The peers' tokens: verified once against the tenant's issuer, and remembered until they expire. */
export class Tokens {
  private readonly verified = new Map<string, { readonly claimed: Claimed; readonly expiresAt: number }>();

  private constructor(
    private readonly issuers: ReadonlyMap<string, Issuer & { readonly keys: ReturnType<typeof createRemoteJWKSet> }>,
  ) {}

  static async read(databaseUrl: string): Promise<Tokens> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      const { rows } = await client.query<Issuer>(
        `select issuer, tenant_id as "tenantId", audience, jwks_uri as "jwksUri" from identity_issuer`,
      );
      return new Tokens(
        new Map(rows.map((row) => [row.issuer, { ...row, keys: createRemoteJWKSet(new URL(row.jwksUri)) }])),
      );
    } finally {
      await client.end();
    }
  }

  /** The identity behind a header; from memory at once, so that a request waits for nothing that was verified before. */
  claimed(authorization: string | undefined): Claimed | Promise<Claimed> {
    const token = authorization?.slice('Bearer '.length) ?? '';
    const known = this.verified.get(token);
    return known && known.expiresAt > Date.now() ? known.claimed : this.verify(token);
  }

  private async verify(token: string): Promise<Claimed> {
    const issuer = this.issuers.get(decodeJwt(token).iss ?? '');
    if (!issuer) throw new Error('a foreign issuer');
    const { payload } = await jwtVerify(token, issuer.keys, {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms: ['ES256'],
      requiredClaims: ['exp', 'sub'],
      typ: 'at+jwt',
    });
    const claimed = { tenantId: issuer.tenantId, issuer: issuer.issuer, subject: String(payload.sub) };
    this.verified.set(token, { claimed, expiresAt: (payload.exp ?? 0) * 1000 });
    return claimed;
  }
}
