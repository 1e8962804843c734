import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  generateSigningKey,
  loadSigningKey,
  type SigningKey,
  SigningKeyError,
  signingKeyAsPem,
} from './signing-key.js';

/**
 * The development kit's key: read from the file, or made and put there when there is none. In production the key comes
 * from the configuration ({@link loadSigningKey}).
 *
 * The file is readable by its owner only and appears whole or not at all, so that two processes which start side by side
 * end up with the same key, and a kill leaves no half of one.
 * @throws SigningKeyError when the file holds no usable key or others may read it.
 */
export async function loadOrCreateSigningKeyFile(path: string): Promise<SigningKey> {
  const existing = await readKeyFile(path);
  if (existing) return existing;
  await mkdir(dirname(path), { recursive: true });
  const key = await generateSigningKey();
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, signingKeyAsPem(key), { mode: 0o600, flag: 'wx' });
    await link(draft, path);
    return key;
  } catch (error) {
    const other = isCode(error, 'EEXIST') ? await readKeyFile(path) : undefined;
    if (other) return other;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readKeyFile(path: string): Promise<SigningKey | undefined> {
  try {
    // Windows has no such modes; its files are private by their folder.
    if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
      throw new SigningKeyError('The key file may be read by others than its owner; set its mode to 0600');
    }
    return await loadSigningKey(await readFile(path, 'utf8'));
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
