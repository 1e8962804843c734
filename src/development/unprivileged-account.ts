import { readFile, stat } from 'node:fs/promises';

/** The user as which PostgreSQL runs; undefined stands for the user of this process. */
export type UnprivilegedAccount = { readonly uid: number; readonly gid: number } | undefined;

const preferred = ['nobody', 'postgres', 'daemon'];

/**
 * PostgreSQL refuses to run as root. For root this names an account that every Unix has (`nobody`), or the owner of
 * the data where there are data already; nothing is added to the machine's users. Undefined for everybody else.
 *
 * @param data folder of an existing cluster, if any
 */
export async function unprivilegedAccount(data?: string): Promise<UnprivilegedAccount> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = data === undefined ? undefined : await stat(data).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };

  const accounts = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'))
    // macOS writes the ids of `nobody` as -2.
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }))
    .filter(({ name, uid }) => name && uid !== 0);
  const account =
    preferred.map((name) => accounts.find((candidate) => candidate.name === name)).find(Boolean) ?? accounts[0];
  if (!account) {
    throw new Error(
      'PostgreSQL does not run as root, and this machine has no other user. Start Varde as an ordinary user, ' +
        'or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
  return { uid: account.uid, gid: account.gid };
}
