import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { isErrorCode, readIfPresent } from './private-file.js';

const run = promisify(execFile);

/** A process of this machine with its command line, arguments separated by blanks. */
export interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrorCode(error, 'EPERM');
  }
}

/**
 * Tells this run of a process id from a later one that got the same id: the start time, as the system words it.
 * Empty where the system does not tell (Windows), undefined when there is no such process or it has ended and only
 * waits for its parent to notice.
 */
export async function startOf(pid: number): Promise<string | undefined> {
  if (!isAlive(pid)) return undefined;
  if (process.platform === 'win32') return '';
  const { state, start } = process.platform === 'linux' ? await linuxState(pid) : await otherState(pid);
  return start === undefined || state?.startsWith('Z') ? undefined : start;
}

interface ProcessState {
  readonly state: string | undefined;
  readonly start: string | undefined;
}

async function linuxState(pid: number): Promise<ProcessState> {
  const stat = (await readIfPresent(`/proc/${pid}/stat`)) ?? '';
  // The command in parentheses may hold blanks and parentheses itself; field 3 follows the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0], start: fields[19] };
}

async function otherState(pid: number): Promise<ProcessState> {
  const { stdout } = await run('ps', ['-o', 'state=,lstart=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  const [state, ...start] = stdout.trim().split(/\s+/);
  return { state, start: start.join(' ') || undefined };
}

/** Processes whose command line holds the mark; empty on Windows, which has no `ps`. */
export async function processesMarked(mark: string): Promise<RunningProcess[]> {
  const all = process.platform === 'linux' ? await linuxProcesses() : await otherProcesses();
  return all.filter(({ pid, command }) => pid !== process.pid && command.includes(mark));
}

async function linuxProcesses(): Promise<RunningProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  return Promise.all(
    pids.map(async (pid) => {
      // A process may end, or be hidden from us, while the list is read.
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return { pid, command: command.replaceAll('\0', ' ').trim() };
    }),
  );
}

async function otherProcesses(): Promise<RunningProcess[]> {
  if (process.platform === 'win32') return [];
  const { stdout } = await run('ps', ['-axo', 'pid=,command='], { maxBuffer: 16 * 1024 * 1024 });
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map((match) => ({ pid: Number(match[1]), command: match[2] ?? '' }));
}
