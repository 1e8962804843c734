import { readFile, writeFile } from 'node:fs/promises';
import type { Measure } from './load.js';
import type { Workload } from './workloads.js';

/** One server under one workload in one round. */
export interface Result extends Measure {
  readonly server: string;
  readonly workload: Workload;
  /** Of the server's own process, for each request. */
  readonly cpuMicroseconds: number;
  /** Of PostgreSQL, for each request; null where the system does not tell. */
  readonly databaseMicroseconds: number | null;
  readonly residentBytes: number;
}

/** The medians of a server under a workload. */
export interface Line {
  readonly server: string;
  readonly workload: Workload;
  readonly perSecond: number;
  /** Share of the floor's requests per second in the same round: the quartiles and the median. */
  readonly share: { readonly low: number; readonly median: number; readonly high: number };
  /** Share of the floor, by processor time per request of server and PostgreSQL together. */
  readonly cpuShare: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMicroseconds: number;
  readonly databaseMicroseconds: number;
  readonly residentMiB: number;
}

export interface Conditions {
  readonly tenants: number;
  readonly people: number;
  readonly rounds: number;
  readonly milliseconds: number;
  readonly connections: number;
  readonly poolSize: number;
  /** Processes that wanted a core, on average over a minute: before the rounds, of what else runs; after them, of the bench too. */
  readonly loadBefore: number;
  readonly loadAfter: number;
  readonly cores: number;
}

const titles: Readonly<Record<string, string>> = {
  floor: 'floor: node:http, one hand-written statement',
  varde: '**Varde**',
  postgraphile: 'PostGraphile 5',
  naive: 'Apollo + type-graphql + TypeORM, relations through repositories',
  other: 'Varde, the other build',
};

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
const median = (values: readonly number[]): number => quantile(values, 0.5);
const cpu = ({ cpuMicroseconds, databaseMicroseconds }: Result): number =>
  cpuMicroseconds + (databaseMicroseconds ?? 0);
const rate = ({ requests, seconds }: Measure): number => requests / seconds;

const workloadsOf = (lines: readonly { workload: Workload }[]): Workload[] => [
  ...new Set(lines.map(({ workload }) => workload)),
];

export function summarise(results: readonly Result[]): Line[] {
  const servers = [...new Set(results.map(({ server }) => server))].sort(
    (a, b) => Object.keys(titles).indexOf(a) - Object.keys(titles).indexOf(b),
  );
  return workloadsOf(results).flatMap((workload) => {
    const of = (server: string): Result[] =>
      results.filter((result) => result.server === server && result.workload === workload);
    const floor = of('floor');
    return servers.map((server) => {
      const rounds = of(server);
      const shares = rounds.flatMap((round, index) => (floor[index] ? rate(round) / rate(floor[index]) : []));
      const latencies = rounds.flatMap((round) => round.latencies);
      return {
        server,
        workload,
        perSecond: median(rounds.map(rate)),
        share: { low: quantile(shares, 0.25), median: median(shares), high: quantile(shares, 0.75) },
        cpuShare: median(floor.map(cpu)) / median(rounds.map(cpu)),
        p50: quantile(latencies, 0.5),
        p99: quantile(latencies, 0.99),
        cpuMicroseconds: median(rounds.map((round) => round.cpuMicroseconds)),
        databaseMicroseconds: median(rounds.flatMap((round) => round.databaseMicroseconds ?? [])),
        residentMiB:
          Math.max(...results.filter((result) => result.server === server).map(({ residentBytes }) => residentBytes)) /
          2 ** 20,
      };
    });
  });
}

const shareOf = (line: Line | undefined): string =>
  line
    ? `${line.share.median.toFixed(2)} (${line.share.low.toFixed(2)}–${line.share.high.toFixed(2)}) · ${line.cpuShare.toFixed(2)}`
    : '';

/** The tables as Markdown: the shares that travel between machines first, then this machine's figures. */
export function tables(lines: readonly Line[], conditions: Conditions): string {
  const servers = [...new Set(lines.map(({ server }) => server))];
  const workloads = workloadsOf(lines);
  const line = (server: string, workload: Workload): Line | undefined =>
    lines.find((candidate) => candidate.server === server && candidate.workload === workload);
  const shares = servers.map((server) => {
    const cells = workloads.map((workload) => shareOf(line(server, workload)));
    const resident = lines.find((candidate) => candidate.server === server)?.residentMiB.toFixed(0) ?? '';
    return `| ${[titles[server], ...cells, resident].join(' | ')} |`;
  });
  const figures = workloads.flatMap((workload) =>
    servers.map((server) => {
      const { perSecond, p50, p99, cpuMicroseconds, databaseMicroseconds } = line(server, workload) as Line;
      return `| ${workload} | ${titles[server]} | ${perSecond.toFixed(0)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${cpuMicroseconds.toFixed(0)} | ${databaseMicroseconds.toFixed(0)} |`;
    }),
  );
  const { tenants, people, rounds, milliseconds, connections, poolSize, loadBefore, loadAfter, cores } = conditions;
  return `Share of the floor: the figures that may be compared between machines. First that of requests per second, the median of
the rounds with their quartiles; behind the dot that of processor time per request, server and PostgreSQL together, which a busy
machine moves less. ${tenants} tenants × ${people} people, ${connections} connections, pool of ${poolSize}, ${rounds} interleaved rounds of ${milliseconds} ms,
load average ${loadBefore.toFixed(1)} on ${cores} cores before the rounds and ${loadAfter.toFixed(1)} after them.

| server | ${workloads.join(' | ')} | resident MiB |
| --- |${workloads.map(() => ' ---: |').join('')} ---: |
${shares.join('\n')}

The same run in the units of the machine it ran on (Node ${process.versions.node}); these say nothing about another machine.

| workload | server | requests/s | p50 ms | p99 ms | CPU µs per request in Node | in PostgreSQL |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
${figures.join('\n')}`;
}

const BEGIN = '<!-- bench: begin -->';
const END = '<!-- bench: end -->';

/** Puts the tables between the markers of a document. */
export async function writeTables(file: string, text: string): Promise<void> {
  const document = await readFile(file, 'utf8');
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${file} has no place for the table: ${BEGIN} … ${END}`);
  await writeFile(file, `${document.slice(0, begin + BEGIN.length)}\n${text}\n${document.slice(end)}`);
}
