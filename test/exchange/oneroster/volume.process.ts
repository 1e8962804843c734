/**
 * Reads the users and enrolments of the set in the folder given, and prints what {@link Drained} says of each as JSON.
 * A process of its own, so that its memory can be bounded and is nobody else's: `node --expose-gc
 * --max-old-space-size=… volume.process.js FOLDER`.
 */
import {
  openOneRosterSet,
  type RosterRow,
  type Rows,
  readEnrollments,
  readUsers,
} from '../../../src/exchange/oneroster/index.js';

/** What came of reading a file. */
export interface Drained {
  readonly rows: number;
  readonly problems: number;
  readonly lastRow: unknown;
  /** Bytes alive at the end over those after a quarter. */
  readonly grown: number;
  readonly seconds: number;
}

async function drain<Row extends RosterRow>(batches: Rows<Row>, bytes: number): Promise<Drained> {
  const begin = performance.now();
  let early = 0;
  let rows = 0;
  let problems = 0;
  let lastRow: Row | undefined;
  for await (const batch of batches) {
    rows += batch.rows.length;
    problems += batch.problems.length;
    lastRow = batch.rows.at(-1) ?? lastRow;
    if (early === 0 && batch.bytesRead > bytes / 4) early = bytesAlive();
  }
  return { rows, problems, lastRow, grown: bytesAlive() - early, seconds: (performance.now() - begin) / 1000 };
}

function bytesAlive(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const set = await openOneRosterSet(process.argv[2] ?? '');
const users = await drain(readUsers(set), set.size('users'));
const enrollments = await drain(readEnrollments(set), set.size('enrollments'));
process.stdout.write(JSON.stringify({ users, enrollments }));
