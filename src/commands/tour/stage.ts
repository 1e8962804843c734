import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ApiClient, CommandError } from '../api-client.js';
import { followOperation } from '../progress.js';

/** Where the tour is shown: what is done, what came back, how far long work is, and which files were left. */
export class Stage {
  private steps = 0;
  private readonly files: string[] = [];

  constructor(
    private readonly out: NodeJS.WriteStream,
    /** Folder for what the tour leaves behind. */
    private readonly folder: string,
  ) {}

  /** Somebody else takes over. */
  enter(who: string, what: string): void {
    this.line(`\n${this.bold(`── ${who} ──`)} ${what}`);
  }

  /** One step: what it is for and the operation that does it. */
  step(title: string, operation: string): void {
    this.steps += 1;
    this.line(`\n${this.bold(`${this.steps}. ${title}`)}`);
    this.line(`   > ${shortened(operation.replaceAll(/\s+/g, ' ').trim(), 150)}`);
  }

  /** What came back, one fact a line. */
  facts(rows: readonly (readonly [label: string, value: unknown])[]): void {
    const width = Math.min(34, Math.max(...rows.map(([label]) => label.length), 1));
    for (const [label, value] of rows) this.line(`     ${label.padEnd(width)}  ${inWords(value)}`);
  }

  /** What came back, one thing a line; of many the first ones. */
  list(rows: readonly string[], most = 6): void {
    for (const row of rows.slice(0, most)) this.line(`     ${printable(row)}`);
    if (rows.length > most) this.line(`     … and ${rows.length - most} more`);
  }

  /** Runs an operation as a step of its own, and answers its data. */
  async ask<Data>(title: string, client: ApiClient, operation: string, variables: object = {}): Promise<Data> {
    this.step(title, operation);
    return client.ask<Data>(operation, variables);
  }

  /** Follows long work with a bar until it has ended, and answers how. */
  async follow(client: ApiClient, operationId: string): Promise<void> {
    const { state, failure } = await followOperation(client, operationId, this.out);
    if (state !== 'SUCCEEDED') throw new CommandError(`The work ended as ${state}: ${failure ?? ''}`);
  }

  /** Leaves a file on disk. */
  async keep(name: string, content: Uint8Array | string): Promise<void> {
    const file = path.join(this.folder, name);
    await writeFile(file, content);
    this.files.push(file);
    this.line(`     left on disk: ${file}`);
  }

  line(text: string): void {
    this.out.write(`${text}\n`);
  }

  close(): void {
    this.line(`\n${this.steps} operations. On disk:`);
    for (const file of this.files) this.line(`  ${file}`);
  }

  private bold(text: string): string {
    return this.out.isTTY ? `\u001b[1m${text}\u001b[22m` : text;
  }
}

function inWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(inWords).join(', ') || '–';
  const text = typeof value === 'string' ? value : (JSON.stringify(value ?? '') ?? '');
  return printable(text === '' || text === '""' ? '–' : text);
}

/** What an answer says must not steer the terminal. */
function printable(text: string): string {
  return shortened(text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' '), 160);
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
