import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKeyInput,
  type KeyObject,
} from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';

/** An Ed25519 public key as JWK (RFC 8037), with nothing but the key. */
export const publicJwkSchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type PublicJwk = z.infer<typeof publicJwkSchema>;

/** A key whose signatures are believed. */
export interface TrustedKey {
  /** RFC 7638 thumbprint (SHA-256, base64url): names the key and serves as its fingerprint. */
  readonly keyId: string;
  readonly publicJwk: PublicJwk;
}

/** A key to sign with. The private half stays inside the key object. */
export interface SigningKey extends TrustedKey {
  readonly privateKey: KeyObject;
}

/** A key that cannot be used; the message never holds any of it. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError';
}

/** Makes a new Ed25519 key. */
export function generateSigningKey(): Promise<SigningKey> {
  return asSigningKey(generateKeyPairSync('ed25519').privateKey);
}

/**
 * Reads the private key from a configuration value: PKCS#8 PEM (line feeds may be written as `\n`, as some secret stores
 * do) or a private JWK.
 * @throws SigningKeyError when it is neither, or no Ed25519 key.
 */
export async function loadSigningKey(text: string): Promise<SigningKey> {
  return asSigningKey(parseKey(text, 'private'));
}

/** Whether {@link loadSigningKey} takes the text, for checking a configuration before anything is started. */
export function isSigningKey(text: string): boolean {
  try {
    parseKey(text, 'private');
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads the keys to believe: a public key as PEM or JWK, or a set of them (JWKS). Where a private key is given, its public
 * half is taken. Keys of other kinds in a set are skipped.
 * @throws SigningKeyError when there is no Ed25519 key in the text.
 */
export async function loadTrustedKeys(text: string): Promise<readonly TrustedKey[]> {
  const set = z.object({ keys: z.array(z.unknown()).max(100) }).safeParse(parseJson(text));
  if (!set.success) return [await asTrustedKey(parseKey(text, 'public'))];
  const keys = set.data.keys.flatMap((key) => {
    const parsed = publicJwkSchema.safeParse(key);
    return parsed.success ? [parsed.data] : [];
  });
  if (keys.length === 0) throw new SigningKeyError('The key set holds no Ed25519 key');
  return Promise.all(keys.map(async (publicJwk) => ({ keyId: await thumbprint(publicJwk), publicJwk })));
}

/** The public keys as a JWKS, in the form to publish: what {@link loadTrustedKeys} reads. */
export function publicKeySet(keys: readonly TrustedKey[]): { keys: (PublicJwk & { kid: string; use: 'sig' })[] } {
  return { keys: keys.map(({ keyId, publicJwk }) => ({ ...publicJwk, kid: keyId, use: 'sig' })) };
}

/** The key in the form to keep: PKCS#8 PEM. A secret. */
export function signingKeyAsPem(key: SigningKey): string {
  return key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** RFC 7638 thumbprint of a public key. */
export function thumbprint(publicJwk: PublicJwk): Promise<string> {
  return calculateJwkThumbprint(publicJwk, 'sha256');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseKey(text: string, kind: 'private' | 'public'): KeyObject {
  const parse = kind === 'private' ? createPrivateKey : createPublicKey;
  const json = parseJson(text);
  let key: KeyObject;
  try {
    key =
      typeof json === 'object' && json !== null
        ? parse({ key: json, format: 'jwk' } as JsonWebKeyInput)
        : parse(text.trim().replaceAll('\\n', '\n'));
  } catch {
    throw new SigningKeyError(`The text is not a ${kind} key in PEM or JWK form`);
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new SigningKeyError('The key is not an Ed25519 key');
  return key;
}

async function asSigningKey(privateKey: KeyObject): Promise<SigningKey> {
  return { ...(await asTrustedKey(createPublicKey(privateKey))), privateKey };
}

async function asTrustedKey(key: KeyObject): Promise<TrustedKey> {
  const publicJwk = publicJwkSchema.parse(key.export({ format: 'jwk' }));
  return { keyId: await thumbprint(publicJwk), publicJwk };
}
