import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface TokenOptions {
  readonly subject: string;
  /** Just now where absent, as sensible people sign in; null for a sign-in without. */
  readonly secondFactorAt?: Date | null;
  readonly audience?: string;
  readonly issuer?: string;
  readonly expiresIn?: number;
  readonly typ?: string;
  /** Further claims, such as `email`. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** An OpenID Connect issuer of the test's own, with keys published as a tenant's provider would. */
export class TestIssuer {
  private constructor(
    private readonly server: Server,
    private readonly key: CryptoKey,
    readonly origin: string,
  ) {}

  static async start(): Promise<TestIssuer> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'test' }] });
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(jwks);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return new TestIssuer(server, privateKey, `http://127.0.0.1:${port}`);
  }

  get jwksUri(): string {
    return `${this.origin}/jwks`;
  }

  /** The issuer name bound to a tenant. */
  nameFor(slug: string): string {
    return `${this.origin}/${slug}`;
  }

  async token(slug: string, options: TokenOptions): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const { secondFactorAt = new Date() } = options;
    const factor = secondFactorAt && Math.floor(secondFactorAt.getTime() / 1000);
    return new SignJWT({ amr: factor ? ['pwd', 'otp'] : ['pwd'], auth_time: factor ?? now, ...options.claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'test', typ: options.typ ?? 'at+jwt' })
      .setIssuer(options.issuer ?? this.nameFor(slug))
      .setAudience(options.audience ?? 'varde-api')
      .setSubject(options.subject)
      .setIssuedAt(now)
      .setExpirationTime(now + (options.expiresIn ?? 3_600))
      .sign(this.key);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
