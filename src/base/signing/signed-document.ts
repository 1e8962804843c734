import { createHash } from 'node:crypto';
import { FlattenedSign, flattenedVerify, importJWK } from 'jose';
import { z } from 'zod';
import { CanonicalJsonError, canonicalJson, type JsonValue, parseStrictJson } from './canonical-json.js';
import { publicJwkSchema, type SigningKey, type TrustedKey, thumbprint } from './signing-key.js';

/**
 * A document with its signature: a JWS with detached payload (RFC 7515, appendix F), the payload standing beside it as
 * plain JSON.
 *
 * Of the forms a JWS can take this is the one that is easiest to check offline and to keep for years: people read the file
 * as it is, it may be reformatted without harm, and any JOSE library checks it once the payload is written canonically
 * (RFC 8785): signing input = `protected` + "." + base64url(canonicalJson(payload)). The public key is in the protected
 * header, so the check needs no network; what needs trust is only its fingerprint.
 */
export interface SignedDocument<T extends JsonValue = JsonValue> {
  readonly payload: T;
  /** base64url of the protected header: `alg`, `kid` (RFC 7638 thumbprint), `jwk` (the public key), `typ`. */
  readonly protected: string;
  /** base64url of the 64 bytes of the Ed25519 signature. */
  readonly signature: string;
}

const signedDocumentSchema = z.strictObject({
  payload: z.json(),
  protected: z.string().regex(/^[A-Za-z0-9_-]{1,2000}$/),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

/** Strict, so that nothing in the header is believed without being understood (such as `crit`). */
const protectedHeaderSchema = z.strictObject({
  alg: z.literal('EdDSA'),
  kid: z.string(),
  jwk: publicJwkSchema.strict(),
  typ: z.string(),
});

export type InvalidReason =
  /** Not the form of a signed document, or a header this version does not understand. */
  | 'malformed'
  /** Signed as another kind of document. */
  | 'wrong-type'
  /** The key id in the header is not that of the key in it. */
  | 'key-mismatch'
  /** Signed with a key that is not among the trusted ones. */
  | 'unknown-key'
  /** The content is not what was signed. */
  | 'bad-signature';

export type Verification =
  | { readonly valid: true; readonly payload: JsonValue; readonly keyId: string; readonly digest: string }
  | { readonly valid: false; readonly reason: InvalidReason };

/**
 * Signs a document with Ed25519.
 * @param type what the document is, such as `erasure-certificate`; signed with it, so that it cannot pass for another kind.
 * @throws CanonicalJsonError when the payload is not I-JSON.
 */
export async function signDocument<T extends JsonValue>(
  payload: T,
  key: SigningKey,
  type: string,
): Promise<SignedDocument<T>> {
  const canonical = canonicalJson(payload);
  const header = { alg: 'EdDSA', kid: key.keyId, jwk: key.publicJwk, typ: typ(type) };
  const jws = await new FlattenedSign(Buffer.from(canonical)).setProtectedHeader(header).sign(key.privateKey);
  if (jws.protected === undefined) throw new Error('The signature came without its protected header');
  return { payload: JSON.parse(canonical) as T, protected: jws.protected, signature: jws.signature };
}

/**
 * Checks who signed a document and that nothing in it has changed. Only the given keys are believed, never the one the
 * document carries.
 * @param signed anything, as it came from outside.
 */
export async function verifyDocument(
  signed: unknown,
  trustedKeys: readonly TrustedKey[],
  type: string,
): Promise<Verification> {
  const read = readSignedDocument(signed);
  if (!read) return invalid('malformed');
  const { document, header } = read;
  if (header.typ !== typ(type)) return invalid('wrong-type');
  if ((await thumbprint(header.jwk)) !== header.kid) return invalid('key-mismatch');
  const key = trustedKeys.find(({ keyId }) => keyId === header.kid);
  if (!key) return invalid('unknown-key');
  let canonical: string;
  try {
    canonical = canonicalJson(document.payload);
  } catch (error) {
    if (error instanceof CanonicalJsonError) return invalid('malformed');
    throw error;
  }
  const jws = {
    protected: document.protected,
    payload: Buffer.from(canonical).toString('base64url'),
    signature: document.signature,
  };
  try {
    await flattenedVerify(jws, await importJWK(key.publicJwk, 'EdDSA'), { algorithms: ['EdDSA'] });
  } catch {
    return invalid('bad-signature');
  }
  return { valid: true, payload: document.payload, keyId: key.keyId, digest: payloadDigest(document.payload) };
}

/** The key a signed document carries, to compare its fingerprint with a published one; undefined when it carries none. */
export async function embeddedKey(signed: unknown): Promise<TrustedKey | undefined> {
  const read = readSignedDocument(signed);
  if (!read) return undefined;
  return { keyId: await thumbprint(read.header.jwk), publicJwk: read.header.jwk };
}

/** SHA-256 of the canonical payload in hexadecimal: ties a printed copy to the signed file. */
export function payloadDigest(payload: JsonValue): string {
  return createHash('sha256').update(canonicalJson(payload)).digest('hex');
}

function readSignedDocument(signed: unknown) {
  const document = signedDocumentSchema.safeParse(signed);
  if (!document.success) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(document.data.protected, 'base64url'));
    const header = protectedHeaderSchema.safeParse(parseStrictJson(text));
    return header.success ? { document: document.data, header: header.data } : undefined;
  } catch {
    return undefined;
  }
}

function typ(type: string): string {
  return `${type}+jws`;
}

function invalid(reason: InvalidReason): Verification {
  return { valid: false, reason };
}
