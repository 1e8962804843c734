import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { MalwareScannerOptions } from '../../src/content/index.js';
import type { World } from '../harness/world.js';

/** A process of its own that does the world's work and answers its requests. */
export class JobsChild {
  private constructor(
    private readonly child: ChildProcess,
    /** Where it answers. */
    readonly url: string,
  ) {}

  static async start(
    world: World,
    options: readonly string[] = [],
    malwareScanner?: MalwareScannerOptions,
  ): Promise<JobsChild> {
    const script = path.resolve(import.meta.dirname, 'jobs.process.js');
    const more = malwareScanner ? [JSON.stringify(malwareScanner)] : [];
    const child = spawn(process.execPath, [...options, script, world.databaseUrl, ...more], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const ready = new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`The process ended with ${code}`)));
      createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
        if (line.startsWith('ready ')) resolve(line.slice('ready '.length));
      });
    });
    return new JobsChild(child, await ready);
  }

  /** Ends it at once, whatever it is at: `kill -9`. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}
