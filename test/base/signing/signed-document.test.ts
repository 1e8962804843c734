import { verify } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLocalJWKSet, flattenedVerify } from 'jose';
import {
  canonicalJson,
  embeddedKey,
  generateSigningKey,
  type JsonValue,
  publicKeySet,
  type SignedDocument,
  signDocument,
  verifyDocument,
} from '../../../src/base/signing/index.js';

const payload = { certificateId: 'c-1', counts: [1, 2, 3], name: 'Ærøya' };

const edited = (signed: SignedDocument, header: (header: Record<string, unknown>) => object): SignedDocument => ({
  ...signed,
  protected: Buffer.from(
    JSON.stringify(
      header(JSON.parse(Buffer.from(signed.protected, 'base64url').toString()) as Record<string, unknown>),
    ),
  ).toString('base64url'),
});

test('what was signed is verified, also after it was written in another order and layout', async () => {
  const key = await generateSigningKey();
  const signed = await signDocument(payload, key, 'sample');
  const { name, counts, certificateId } = payload;
  const rewritten: unknown = JSON.parse(
    JSON.stringify({ ...signed, payload: { name, counts, certificateId } }, null, 4),
  );
  expect(await verifyDocument(rewritten, [key], 'sample')).toMatchObject({ valid: true, keyId: key.keyId, payload });
});

test('anybody can check it with another library: it is a JWS with detached payload', async () => {
  const key = await generateSigningKey();
  const signed = await signDocument(payload, key, 'sample');
  const jws = { ...signed, payload: Buffer.from(canonicalJson(signed.payload)).toString('base64url') };
  await expect(flattenedVerify(jws, createLocalJWKSet(publicKeySet([key])))).resolves.toBeDefined();
  const bytes = Buffer.from(`${signed.protected}.${jws.payload}`);
  const publicKey = { key: key.publicJwk, format: 'jwk' } as const;
  expect(verify(null, bytes, publicKey, Buffer.from(signed.signature, 'base64url'))).toBe(true);
});

test('any payload survives, and any change of it is noticed', async () => {
  const key = await generateSigningKey();
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (raw, rawOther) => {
      const [value, other] = [raw, rawOther].map((one) => JSON.parse(JSON.stringify(one)) as JsonValue) as [
        JsonValue,
        JsonValue,
      ];
      const signed = await signDocument(value, key, 'sample');
      const wire = JSON.parse(JSON.stringify(signed)) as SignedDocument;
      expect(await verifyDocument(wire, [key], 'sample')).toMatchObject({ valid: true });
      fc.pre(canonicalJson(value) !== canonicalJson(other));
      const changed = await verifyDocument({ ...wire, payload: other }, [key], 'sample');
      expect(changed).toEqual({ valid: false, reason: 'bad-signature' });
    }),
    { numRuns: 50 },
  );
});

test('only trusted keys are believed, never the one in the file', async () => {
  const [ours, theirs] = [await generateSigningKey(), await generateSigningKey()];
  const forged = await signDocument(payload, theirs, 'sample');
  expect(await verifyDocument(forged, [ours], 'sample')).toEqual({ valid: false, reason: 'unknown-key' });
  expect(await verifyDocument(forged, [], 'sample')).toEqual({ valid: false, reason: 'unknown-key' });
  const named = edited(forged, (header) => ({ ...header, kid: ours.keyId }));
  expect(await verifyDocument(named, [ours], 'sample')).toEqual({ valid: false, reason: 'key-mismatch' });
  const dressed = edited(forged, (header) => ({ ...header, kid: ours.keyId, jwk: ours.publicJwk }));
  expect(await verifyDocument(dressed, [ours], 'sample')).toEqual({ valid: false, reason: 'bad-signature' });
  expect((await embeddedKey(forged))?.keyId).toBe(theirs.keyId);
});

test('a document of one kind does not pass for another', async () => {
  const key = await generateSigningKey();
  const signed = await signDocument(payload, key, 'sample');
  expect(await verifyDocument(signed, [key], 'erasure-certificate')).toEqual({ valid: false, reason: 'wrong-type' });
});

test('other algorithms and headers that are not understood are refused', async () => {
  const key = await generateSigningKey();
  const signed = await signDocument(payload, key, 'sample');
  for (const extra of [
    { alg: 'none' },
    { alg: 'HS256' },
    { crit: ['b64'], b64: false },
    { jwk: { ...key.publicJwk, d: 'x' } },
  ]) {
    const changed = edited(signed, (header) => ({ ...header, ...extra }));
    expect(await verifyDocument(changed, [key], 'sample')).toEqual({ valid: false, reason: 'malformed' });
  }
});

test.each([
  null,
  1,
  'x',
  [],
  {},
  { payload: {}, protected: '', signature: '' },
  { payload: 1, protected: 'e30', signature: 'x' },
])('what is no signed document is called malformed: %j', async (value) => {
  expect(await verifyDocument(value, [await generateSigningKey()], 'sample')).toEqual({
    valid: false,
    reason: 'malformed',
  });
  expect(await embeddedKey(value)).toBeUndefined();
});

test('a signature with any bit changed is refused', async () => {
  const key = await generateSigningKey();
  const signed = await signDocument(payload, key, 'sample');
  const bytes = Buffer.from(signed.signature, 'base64url');
  for (const index of [0, 31, 32, 63]) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    const signature = changed.toString('base64url');
    expect(await verifyDocument({ ...signed, signature }, [key], 'sample')).toEqual({
      valid: false,
      reason: 'bad-signature',
    });
  }
});
