import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Text of a file that only its owner may read, made on first use. For the keys and passwords of the development kit.
 *
 * @param file absolute path; missing folders are made
 * @param create gives the content when the file does not exist yet
 * @throws when the file exists and belongs to another user
 */
export async function readOrCreatePrivateFile(file: string, create: () => string | Promise<string>): Promise<string> {
  const existing = await readIfPresent(file);
  if (existing !== undefined) return existing;
  const content = await create();
  await writePrivateFile(file, content);
  return content;
}

/** Writes a file with mode 0600, whole or not at all: a kill in between leaves the old content. */
export async function writePrivateFile(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, content, { mode: 0o600, flag: 'wx', flush: true });
  await rename(draft, file);
}

/** The file's text, or undefined when there is no such file. */
export async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return undefined;
    if (isErrorCode(error, 'EACCES')) {
      throw new Error(
        `${file} belongs to another user of this machine. Start as that user, or choose another folder with --data.`,
        { cause: error },
      );
    }
    throw error;
  }
}

/** Whether an error of the operating system has one of these codes, such as ENOENT. */
export function isErrorCode(error: unknown, ...codes: string[]): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));
}
