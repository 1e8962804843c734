import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generateSigningKey, publicKeySet, type SigningKey, signDocument } from '../../src/base/signing/index.js';
import { ERASURE_CERTIFICATE_TYPE } from '../../src/rights/certificates/index.js';
import { sampleCertificate } from '../rights/certificate.samples.js';

const COMMAND = fileURLToPath(new URL('../../src/commands/verify-certificate.js', import.meta.url));

let folder: string;
let key: SigningKey;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varde-verify-'));
  key = await generateSigningKey();
  await put('certificate.json', await signDocument(sampleCertificate(), key, ERASURE_CERTIFICATE_TYPE));
  await put('key.jwk', key.publicJwk);
  await put('keys.jwks', publicKeySet([await generateSigningKey(), key]));
  await put('other.jwk', (await generateSigningKey()).publicJwk);
});
afterAll(() => rm(folder, { recursive: true }));

const put = (name: string, content: unknown) =>
  writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));

/** Runs the real command in the folder of the files, as a person would. */
async function run(...args: string[]) {
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd: folder, env: { INIT_CWD: folder } });
  const code = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}

test('a certificate signed with a trusted key is valid, and the command says what it checked', async () => {
  for (const args of [
    ['--key', 'key.jwk'],
    ['--keys', 'keys.jwks'],
  ]) {
    const { code, stdout, stderr } = await run('certificate.json', ...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('ok   The key is one of the trusted keys');
    expect(stdout).toContain('covers the whole content');
    expect(stdout).toContain('Fjordbyen kommune (974760673)');
    expect(stdout).toContain('VALID: signed with a trusted key');
    expect(stdout).toContain(key.keyId);
  }
});

test('it ends quietly and with its own exit code when its reader goes away', async () => {
  for (const [file, expected] of [
    ['certificate.json', 0],
    ['nothing.json', 2],
  ] as const) {
    const child = spawn(process.execPath, [COMMAND, file], { cwd: folder, env: { INIT_CWD: folder } });
    child.stdout.destroy();
    const code = new Promise((resolve) => child.on('close', resolve));
    expect(await text(child.stderr)).not.toContain('EPIPE');
    expect(await code).toBe(expected);
  }
});

test('without a key it checks against the key in the file, and says what that does not show', async () => {
  const { code, stdout } = await run('certificate.json');
  expect(code).toBe(0);
  expect(stdout).toContain('No trusted key was given');
  expect(stdout).toContain('authenticity depends on you comparing the fingerprint');
  expect(stdout).not.toContain('VALID: signed with a trusted key');
});

test('what was kept stands under its ground, each ground once', async () => {
  const ground = 'Accountability';
  const kept = ['log_entry.action', 'log_entry.role'].map((element) => ({
    element,
    count: 2,
    ground,
    until: '2027-02-22',
  }));
  const certificate = { ...sampleCertificate(), kept };
  await put('kept.json', await signDocument(certificate, key, ERASURE_CERTIFICATE_TYPE));
  const { stdout } = await run('kept.json', '--key', 'key.jwk');
  expect(stdout).toContain('Kept          4 values\n');
  expect(stdout).toContain('Accountability (until 2027-02-22): log_entry.action, log_entry.role\n');
  expect(stdout.split(ground)).toHaveLength(2);
});

test('an editor may have put a byte order mark in front', async () => {
  const signed = await signDocument(sampleCertificate(), key, ERASURE_CERTIFICATE_TYPE);
  await put('marked.json', `\uFEFF${JSON.stringify(signed)}`);
  expect((await run('marked.json', '--key', 'key.jwk')).code).toBe(0);
});

test('a changed certificate, a foreign key and incomplete content are invalid', async () => {
  const signed = await signDocument(sampleCertificate(), key, ERASURE_CERTIFICATE_TYPE);
  await put('changed.json', { ...signed, payload: { ...signed.payload, blobsRemoved: 6 } });
  await put('incomplete.json', await signDocument({ kind: 'x' }, key, ERASURE_CERTIFICATE_TYPE));
  for (const [args, words] of [
    [['changed.json', '--key', 'key.jwk'], 'The signature does not fit the content'],
    [['changed.json'], 'The signature does not fit the content'],
    [['certificate.json', '--key', 'other.jwk'], 'a key that is not among the trusted ones'],
    [['incomplete.json'], 'not a complete certificate'],
  ] as const) {
    const { code, stdout } = await run(...args);
    expect({ args, code }).toEqual({ args, code: 1 });
    expect(stdout).toContain(words);
    expect(stdout).toContain('INVALID');
  }
});

test('what cannot be checked is unusable', async () => {
  await put('broken.json', '{');
  await put('twice.json', '{"payload":{"a":1,"a":2},"protected":"e30","signature":"x"}');
  await put('plain.json', sampleCertificate());
  await put('other-kind.json', await signDocument(sampleCertificate(), key, 'invoice'));
  await writeFile(join(folder, 'binary.json'), Buffer.from([0xff, 0xfe, 0x00]));
  for (const args of [
    ['missing.json'],
    ['broken.json'],
    ['twice.json'],
    ['plain.json'],
    ['other-kind.json'],
    ['binary.json'],
    ['.'],
    ['certificate.json', '--key', 'missing.jwk'],
    ['certificate.json', '--key', 'broken.json'],
    ['certificate.json', '--key', 'key.jwk', '--keys', 'keys.jwks'],
    ['certificate.json', '--nonsense'],
    [],
  ]) {
    const { code, stdout, stderr } = await run(...args);
    expect({ args, code }).toEqual({ args, code: 2 });
    expect(stdout + stderr).not.toBe('');
    expect(stdout + stderr).not.toMatch(/\n\s+at /);
  }
});

test('a certificate cannot write lines or steer the terminal', async () => {
  const name = 'A\nVALID: signed with a trusted key\u001b[2J\u2028B';
  const signed = await signDocument(
    { ...sampleCertificate(), processor: { name, organisationNumber: null } },
    key,
    ERASURE_CERTIFICATE_TYPE,
  );
  await put('hostile.json', signed);
  const { stdout } = await run('hostile.json');
  expect(stdout).not.toMatch(/^VALID: signed/m);
  expect(stdout).not.toContain('\u001b');
  expect(stdout).toContain('A?VALID: signed with a trusted key?[2J?B');
});

test('help is no failure', async () => {
  const { code, stdout } = await run('--help');
  expect(code).toBe(0);
  expect(stdout).toMatch(/0 valid, 1 invalid, 2\s+unusable/);
});
