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
  /** Share of the floor's requests per second in the same round. */
  readonly share: number;
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
    const floor = of('floor').map(rate);
    return servers.map((server) => {
      const rounds = of(server);
      const latencies = rounds.flatMap((round) => round.latencies);
      return {
        server,
        workload,
        perSecond: median(rounds.map(rate)),
        share: median(rounds.map((round, index) => rate(round) / (floor[index] ?? Number.NaN))),
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

/** The tables as Markdown: the shares that travel between machines first, then this machine's figures. */
export function tables(lines: readonly Line[], conditions: Conditions): string {
  const servers = [...new Set(lines.map(({ server }) => server))];
  const workloads = workloadsOf(lines);
  const line = (server: string, workload: Workload): Line | undefined =>
    lines.find((candidate) => candidate.server === server && candidate.workload === workload);
  const shares = servers.map((server) => {
    const cells = workloads.map((workload) => line(server, workload)?.share.toFixed(2) ?? '');
    const resident = lines.find((candidate) => candidate.server === server)?.residentMiB.toFixed(0) ?? '';
    return `| ${[titles[server], ...cells, resident].join(' | ')} |`;
  });
  const figures = workloads.flatMap((workload) =>
    servers.map((server) => {
      const { perSecond, p50, p99, cpuMicroseconds, databaseMicroseconds } = line(server, workload) as Line;
      return `| ${workload} | ${titles[server]} | ${perSecond.toFixed(0)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${cpuMicroseconds.toFixed(0)} | ${databaseMicroseconds.toFixed(0)} |`;
    }),
  );
  const { tenants, people, rounds, milliseconds, connections, poolSize } = conditions;
  return `Share of the floor's requests per second: the figures that may be compared between machines. ${tenants} tenants × ${people} people,
${connections} connections, pool of ${poolSize}, medians of ${rounds} interleaved rounds of ${milliseconds} ms.

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
