import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { readOrCreatePrivateFile } from './private-file.js';

/** Signature algorithm of the development issuers (RFC 7518: ECDSA on P-256 with SHA-256). */
export const signingAlgorithm = 'ES256';

/** What one issuer signs with; kept on disk, so that tokens stay good over a restart. */
export interface IssuerKeys {
  /** Private key with `kid`, `alg` and `use`. */
  readonly signing: JWK & { readonly kid: string };
  /** Signs the cookies of the sign-in page. */
  readonly cookie: string;
}

/** The issuer's keys in this folder (file mode 0600), made on first use. */
export async function issuerKeys(directory: string, slug: string): Promise<IssuerKeys> {
  const text = await readOrCreatePrivateFile(path.join(directory, `${slug}.keys.json`), async () => {
    const { privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
    const jwk = await exportJWK(privateKey);
    const signing = { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: signingAlgorithm, use: 'sig' };
    return `${JSON.stringify({ signing, cookie: randomBytes(32).toString('base64url') }, null, 2)}\n`;
  });
  return JSON.parse(text) as IssuerKeys;
}
