import { readIfPresent, writePrivateFile } from './private-file.js';

/** Which parts of the demo have been told, so that what a developer has changed or deleted since does not come back. */
export class DemoProgress {
  constructor(private readonly file: string) {}

  /** Does a part that has not been done to its end yet; a killed one is done again. */
  async once(part: string, work: () => Promise<void>): Promise<void> {
    const done = await this.done();
    if (done.includes(part)) return;
    await work();
    await writePrivateFile(this.file, `${JSON.stringify([...done, part], null, 2)}\n`);
  }

  private async done(): Promise<readonly string[]> {
    return JSON.parse((await readIfPresent(this.file)) ?? '[]') as readonly string[];
  }
}
