import { readFile } from 'node:fs/promises';
import pg from 'pg';

/** Linux counts the time of processes in hundredths of a second, on every architecture that Node runs on. */
const TICK_MICROSECONDS = 10_000;

/** Processor time of the database's sessions, from which a busy machine takes less than from requests per second. */
export class DatabaseCpu {
  private constructor(private readonly postmaster: string | null) {}

  static async of(databaseUrl: string): Promise<DatabaseCpu> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const stat = await statOf(String(rows[0]?.pid));
      return new DatabaseCpu(stat?.parent ?? null);
    } finally {
      await client.end();
    }
  }

  /** Microseconds so far; null where the system does not tell. */
  async microseconds(): Promise<number | null> {
    if (this.postmaster === null) return null;
    const children = await readFile(`/proc/${this.postmaster}/task/${this.postmaster}/children`, 'utf8').catch(
      () => null,
    );
    if (children === null) return null;
    const stats = await Promise.all(children.trim().split(' ').map(statOf));
    return stats.reduce((sum, stat) => sum + (stat?.ticks ?? 0), 0) * TICK_MICROSECONDS;
  }
}

async function statOf(pid: string): Promise<{ readonly parent: string; readonly ticks: number } | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // Behind the program's name, which may contain anything: state, parent, and from the twelfth on user and system time.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  const parent = fields?.[1];
  return fields && parent ? { parent, ticks: Number(fields[11]) + Number(fields[12]) } : null;
}
