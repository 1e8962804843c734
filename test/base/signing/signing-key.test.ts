import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  generateSigningKey,
  loadOrCreateSigningKeyFile,
  loadSigningKey,
  loadTrustedKeys,
  publicKeySet,
  SigningKeyError,
  signingKeyAsPem,
} from '../../../src/base/signing/index.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varde-key-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The key of RFC 8037, appendix A. */
const RFC_KEY = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwaaPJHURo',
};

test('the key id is the RFC 7638 thumbprint, as in RFC 8037, appendix A.3', async () => {
  const key = await loadSigningKey(JSON.stringify(RFC_KEY));
  expect(key.keyId).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
});

test('a private key is read from PEM, from PEM on one line, and from JWK', async () => {
  const key = await generateSigningKey();
  const pem = signingKeyAsPem(key);
  const jwk = JSON.stringify(key.privateKey.export({ format: 'jwk' }));
  for (const text of [pem, pem.trim().replaceAll('\n', '\\n'), `  ${jwk}\n`]) {
    expect((await loadSigningKey(text)).keyId).toBe(key.keyId);
  }
});

test('public keys are read from PEM, JWK and JWKS, and from a private key only its public half', async () => {
  const [key, other] = [await generateSigningKey(), await generateSigningKey()];
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwks = JSON.stringify({ keys: [publicKey.export({ format: 'jwk' }), ...publicKeySet([key, other]).keys] });
  expect((await loadTrustedKeys(jwks)).map(({ keyId }) => keyId)).toEqual([key.keyId, other.keyId]);
  for (const text of [JSON.stringify(key.publicJwk), signingKeyAsPem(key)]) {
    expect(await loadTrustedKeys(text)).toEqual([{ keyId: key.keyId, publicJwk: key.publicJwk }]);
  }
});

test('what is no Ed25519 key is refused without repeating it', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const secret = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await expect(loadSigningKey(secret)).rejects.toThrow('The key is not an Ed25519 key');
  await expect(loadSigningKey('hunter2')).rejects.toThrow(/^The text is not a private key in PEM or JWK form$/);
  await expect(loadTrustedKeys('{"keys":[]}')).rejects.toThrow(SigningKeyError);
  await expect(loadTrustedKeys(JSON.stringify(publicKey.export({ format: 'jwk' })))).rejects.toThrow(SigningKeyError);
  await expect(loadTrustedKeys('null')).rejects.toThrow(SigningKeyError);
});

test('the development key is made once, for its owner only, and is the same afterwards', async () => {
  const path = join(folder, 'deep', 'signing.pem');
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadOrCreateSigningKeyFile(path)));
  expect(new Set(keys.map(({ keyId }) => keyId)).size).toBe(1);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(folder, 'deep'))).toEqual(['signing.pem']);
  expect((await loadOrCreateSigningKeyFile(path)).keyId).toBe(keys[0]?.keyId);
  expect(await readFile(path, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/);
});

test('a key file that others may read is not used', async () => {
  const path = join(folder, 'open.pem');
  await loadOrCreateSigningKeyFile(path);
  await chmod(path, 0o644);
  await expect(loadOrCreateSigningKeyFile(path)).rejects.toThrow('set its mode to 0600');
});
