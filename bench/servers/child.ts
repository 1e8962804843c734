/** What a server of the comparison is told when it is started. */
export interface ChildSettings {
  readonly databaseUrl: string;
  readonly poolSize: number;
}

/** What a server used so far. */
export interface Usage {
  readonly residentBytes: number;
  readonly cpuMicroseconds: number;
}

/** Runs one server in this child process: tells its port, answers what it used, and ends with its parent. */
export async function serve(start: (settings: ChildSettings) => Promise<number>): Promise<void> {
  const settings = JSON.parse(process.env['BENCH_SETTINGS'] ?? 'null') as ChildSettings;
  process.on('disconnect', () => process.exit());
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ residentBytes: process.memoryUsage.rss(), cpuMicroseconds: user + system } satisfies Usage);
  });
  process.send?.({ port: await start(settings) });
}
