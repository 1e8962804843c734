import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once as event } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmbeddedDatabase } from '../src/development/embedded-database.js';
import { migrate } from '../src/migrate.js';
import { TestIssuer } from '../test/harness/issuer.js';
import { type Callers, fill } from './data.js';
import { DatabaseCpu } from './database-cpu.js';
import { load, once } from './load.js';
import { type Result, summarise, tables, writeTables } from './report.js';
import type { ChildSettings, Usage } from './servers/child.js';
import { makePeerFunctions } from './servers/peer-functions.js';
import { Asker, dialects, type Request, type Workload, workloads } from './workloads.js';

const CONNECTIONS = 16;
const POOL_SIZE = 10;

const { values: options } = parseArgs({
  options: {
    /** A smoke test: little data, one short round. */
    quick: { type: 'boolean', default: false },
    /** Updates the table in docs/performance.md. */
    write: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    /** How long each server is asked for each workload in each round. */
    milliseconds: { type: 'string' },
    /** Only these servers, and the floor. */
    only: { type: 'string' },
    /** Only the workloads whose name begins so. */
    workload: { type: 'string' },
    /** A folder with another build of Varde, measured beside this one as `other`. */
    against: { type: 'string' },
    /** Writes a CPU profile of this server into the working folder. */
    profile: { type: 'string' },
  },
});

const measured = workloads.filter((workload) => workload.startsWith(options.workload ?? ''));
const rounds = Number(options.rounds ?? (options.quick ? 1 : 9));
const milliseconds = Number(options.milliseconds ?? (options.quick ? 300 : 1_200));
/** Long enough for V8 to have compiled what runs often, in servers of much code as in those of little. */
const warmUpMilliseconds = options.quick ? 300 : 4_000;
const size = options.quick ? { tenants: 5, people: 500 } : { tenants: 20, people: 2_000 };

interface Running {
  readonly name: string;
  readonly child: ChildProcess;
  readonly port: number;
  readonly asker: Asker;
}

const here = import.meta.dirname;
const only = options.only?.split(',');
const plans = [
  ...(['floor', 'varde', 'postgraphile', 'naive'] as const)
    .filter((name) => name === 'floor' || !only || only.includes(name))
    .map((name) => ({ name: name as string, dialect: dialects[name], file: path.join(here, 'servers', `${name}.js`) })),
  ...(options.against
    ? [
        {
          name: 'other',
          dialect: dialects.varde,
          file: path.resolve(options.against, 'dist/bench/servers/varde.js'),
        },
      ]
    : []),
];

async function start(plan: (typeof plans)[number], settings: ChildSettings, asker: Asker): Promise<Running> {
  const child = fork(plan.file, {
    // The peers' libraries queue statements behind a running one, and pg says so on each connection.
    execArgv: ['--no-deprecation', ...(options.profile === plan.name ? ['--cpu-prof', '--cpu-prof-interval=200'] : [])],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      GRAPHILE_ENV: 'production',
      BENCH_SETTINGS: JSON.stringify(settings),
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [message] = (await Promise.race([
    event(child, 'message'),
    event(child, 'exit').then(() => Promise.reject(new Error(`${plan.name} did not start`))),
  ])) as [{ port: number }];
  return { name: plan.name, child, port: message.port, asker };
}

async function stop({ child }: Running): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = event(child, 'exit');
  child.disconnect();
  await exited;
}

async function usageOf({ child }: Running): Promise<Usage> {
  const answer = event(child, 'message');
  child.send('usage');
  return ((await answer) as [Usage])[0];
}

/** Every server must answer with the same content, and every correction must leave its entry in the log. */
async function assertEquivalent(servers: readonly Running[], callers: Callers, ownerUrl: string): Promise<void> {
  const [student] = callers.students;
  const [controller] = callers.controllers;
  assert(student && controller);
  const read = async ({ name, port, asker }: Running): Promise<object> => {
    const ask = async (request: Request, token: string): Promise<unknown> => {
      const answer = await once(port, { ...request, token, done: () => undefined });
      if (answer.startsWith('{"errors"')) throw new Error(`${name} answers ${answer.slice(0, 2_000)}`);
      return JSON.parse(answer);
    };
    const { dialect } = asker;
    return {
      own: dialect.cardOf(await ask(dialect.profile, student.token)),
      page: dialect.cardsOf(await ask(dialect.page, controller.token)),
    };
  };
  const [first, ...others] = servers;
  assert(first);
  const expected = (await read(first)) as { page: unknown[] };
  assert.equal(expected.page.length, 50);
  for (const server of others) {
    assert.deepEqual(await read(server), expected, `${server.name} answers otherwise than ${first.name}`);
  }
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`set app.tenant_id = '${student.tenantId}'`);
    const entries = async (): Promise<number> => {
      const { rows } = await owner.query<{ count: number }>(
        `select count(*)::int as count from log_entry where action = 'person.correct'`,
      );
      return rows[0]?.count ?? 0;
    };
    for (const { name, port, asker } of servers) {
      const before = await entries();
      const profile = asker.profile(student);
      profile.done(await once(port, profile));
      const correction = asker.correction(student);
      correction.done(await once(port, correction));
      assert.equal(await entries(), before + 1, `${name} must log a correction`);
    }
  } finally {
    await owner.end();
  }
}

async function measure(
  server: Running,
  workload: Workload,
  cpu: DatabaseCpu,
  duration = milliseconds,
): Promise<Result> {
  const before = await usageOf(server);
  const databaseBefore = await cpu.microseconds();
  const loaded = await load(server.port, CONNECTIONS, duration, (connection) =>
    server.asker.shots(workload, connection),
  );
  const after = await usageOf(server);
  const databaseAfter = await cpu.microseconds();
  return {
    ...loaded,
    server: server.name,
    workload,
    cpuMicroseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / loaded.requests,
    databaseMicroseconds:
      databaseBefore === null || databaseAfter === null ? null : (databaseAfter - databaseBefore) / loaded.requests,
    residentBytes: after.residentBytes,
  };
}

async function compare(servers: readonly Running[], cpu: DatabaseCpu): Promise<Result[]> {
  const results: Result[] = [];
  for (const server of servers) {
    for (const workload of measured) await measure(server, workload, cpu, warmUpMilliseconds);
  }
  process.stderr.write('warm; rounds: ');
  for (let round = 0; round < rounds; round += 1) {
    for (const workload of measured) {
      // Each round starts with another server, so that what precedes a server is not always the same.
      for (let turn = 0; turn < servers.length; turn += 1) {
        const server = servers[(turn + round) % servers.length];
        assert(server);
        results.push(await measure(server, workload, cpu));
      }
    }
    process.stderr.write(`${round + 1} `);
  }
  process.stderr.write('\n');
  return results;
}

const directory = await mkdtemp(path.join(tmpdir(), 'varde-bench-'));
const issuer = await TestIssuer.start();
const servers: Running[] = [];
const database = await startEmbeddedDatabase({ directory, durable: false });
try {
  await migrate(database.ownerUrl);
  await makePeerFunctions(database.ownerUrl);
  const callers = await fill(database.ownerUrl, size, issuer);
  for (const [index, plan] of plans.entries()) {
    const correctors = callers.students.slice(1 + index * CONNECTIONS, 1 + (index + 1) * CONNECTIONS);
    const asker = new Asker(plan.dialect, callers, correctors);
    const settings = { databaseUrl: database.appUrl, poolSize: POOL_SIZE };
    servers.push(await start(plan, settings, asker));
  }
  await assertEquivalent(servers, callers, database.ownerUrl);
  process.stderr.write('same answers from every server; warming up, ');
  const [loadBefore = 0] = loadavg();
  const summary = summarise(await compare(servers, await DatabaseCpu.of(database.ownerUrl)));
  const [loadAfter = 0] = loadavg();
  const text = tables(summary, {
    rounds,
    milliseconds,
    connections: CONNECTIONS,
    poolSize: POOL_SIZE,
    ...size,
    loadBefore,
    loadAfter,
    cores: availableParallelism(),
  });
  process.stdout.write(`\n${text}\n`);
  if (options.write) await writeTables(path.resolve('docs/performance.md'), text);
} finally {
  await Promise.allSettled(servers.map(stop));
  await database.stop();
  await issuer.stop();
  await rm(directory, { recursive: true, force: true });
}
