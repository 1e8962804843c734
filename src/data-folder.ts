import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the development data cannot be used. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

const usualName = '.varde';

/**
 * The folder of the development data: the one asked for, read from where the person stands (npm runs scripts elsewhere,
 * and says in `INIT_CWD` where that is), or `.varde` in the project, or where the person stands when the project cannot be
 * written.
 *
 * @throws DataFolderError when it cannot be made or written
 */
export async function dataFolder(asked: string | undefined): Promise<string> {
  const here = process.env['INIT_CWD'] ?? process.cwd();
  if (asked !== undefined) return usable(path.resolve(here, asked));
  const project = fileURLToPath(new URL('../..', import.meta.url));
  for (const folder of [path.join(project, usualName), path.join(here, usualName)]) {
    if (await isWritable(folder)) return usable(folder);
  }
  return usable(path.join(here, usualName));
}

async function isWritable(folder: string): Promise<boolean> {
  const existing = await stat(folder).catch(() => undefined);
  return access(existing ? folder : path.dirname(folder), constants.W_OK).then(
    () => true,
    () => false,
  );
}

async function usable(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK | constants.X_OK);
    return folder;
  } catch (cause) {
    throw new DataFolderError(`The folder ${folder} cannot be written. Choose another one with --data.`, { cause });
  }
}
