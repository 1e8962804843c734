import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, CommanderError } from 'commander';
import { ZipFile } from 'yazl';
import { ApiClient, CommandError, readDevelopmentServer } from './api-client.js';
import { followOperation } from './progress.js';
import { tolerateReaderGone } from './reader-gone.js';

interface Options {
  readonly source: string;
  readonly tenant?: string;
  readonly url?: string;
  readonly data?: string;
  readonly lang: string;
  readonly rejectBad?: boolean;
  readonly acceptShrink?: boolean;
}

interface Report {
  readonly applied: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly counts: readonly { kind: string; created: number; updated: number; unchanged: number; ended: number }[];
  readonly notes: readonly { file: string; message: string; names: readonly string[] }[];
  readonly problems: {
    readonly nodes: readonly { file: string; line: number; column: string | null; severity: string; message: string }[];
  };
}

const EXIT = { applied: 0, refused: 1, unusable: 2 } as const;
const SHOWN_PROBLEMS = 100;
const SHOWN_NOTES = 40;
const SHOWN_NAMES = 10;

const STAGE = `mutation($input: StageUploadInput!) { stageUpload(input: $input) {
  upload { id } target { url headers { name value } } userErrors { message } } }`;
const COMPLETE = `mutation($input: CompleteUploadInput!) { completeUpload(input: $input) {
  upload { id } userErrors { message } } }`;
const START = `mutation($input: StartImportInput!) { startImport(input: $input) {
  operation { id } userErrors { message } } }`;
const REPORT = `query($id: ID!, $first: Int!) { operation(id: $id) { importReport { applied errors warnings
  counts { kind created updated unchanged ended }
  notes { file message names } problems(first: $first) { nodes { file line column severity message } } } } }`;

tolerateReaderGone();
process.exitCode = await main(process.argv);

async function main(argv: readonly string[]): Promise<number> {
  const command = new Command('import')
    .description('Imports a OneRoster 1.1 or 1.2 CSV set, a folder or a ZIP, as a controller of the tenant.')
    .argument('<set>', 'the folder or ZIP')
    .requiredOption('--source <name>', 'name of the source system; every value is marked with it')
    .option('--tenant <slug>', 'the demo tenant, on a development server')
    .option('--data <folder>', 'the development server’s data folder')
    .option('--url <url>', 'address of the API; the token is then read from VARDE_TOKEN')
    .option('--lang <tag>', 'language of messages', 'en')
    .option('--reject-bad', 'apply nothing when a row is bad')
    .option(
      '--accept-shrink',
      'apply the set although over half of the people sent before (five and more, or all) are missing',
    )
    .exitOverride();
  try {
    command.parse(argv);
    return await run(path.resolve(process.env['INIT_CWD'] ?? '.', command.args[0] ?? ''), command.opts<Options>());
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.applied : EXIT.unusable;
    if (!(error instanceof CommandError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT.unusable;
  }
}

async function run(set: string, options: Options): Promise<number> {
  const client = await signIn(options);
  const folder = await mkdtemp(path.join(tmpdir(), 'varde-import-'));
  try {
    const uploadId = await upload(client, await archiveOf(set, folder));
    const { operation } = await client.mutate<{ operation: { id: string } }>(START, {
      uploadId,
      source: options.source,
      onBadRows: options.rejectBad ? 'REJECT_ALL' : 'APPLY_GOOD',
      acceptShrink: options.acceptShrink ?? false,
    });
    process.stdout.write(`Importing as ${operation.id}\n`);
    const ended = await followOperation(client, operation.id, process.stdout);
    await tell(client, operation.id);
    if (ended.state === 'SUCCEEDED') return EXIT.applied;
    process.stderr.write(`${ended.failure ?? ended.phase}\n`);
    return EXIT.refused;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function signIn({ url, tenant, data, lang }: Options): Promise<ApiClient> {
  if (url) {
    const token = process.env['VARDE_TOKEN'];
    if (!token) throw new CommandError('Set VARDE_TOKEN to the token of a controller of the tenant.');
    return new ApiClient(url, token, lang);
  }
  const server = await readDevelopmentServer(data);
  const slugs = server.tenants.map(({ slug }) => slug).join(', ');
  const controller = server.tenants
    .find(({ slug }) => slug === tenant)
    ?.people.find(({ role }) => role === 'controller');
  if (!controller) throw new CommandError(`Say which tenant with --tenant: ${slugs}.`);
  return new ApiClient(server.graphql, controller.mfaToken, lang);
}

/** The set as a ZIP file: as it is, or packed from the CSV files of a folder. */
async function archiveOf(set: string, folder: string): Promise<string> {
  const found = await stat(set).catch(() => null);
  if (!found) throw new CommandError(`There is nothing at ${set}.`);
  if (!found.isDirectory()) return set;
  const zip = new ZipFile();
  for (const name of await readdir(set)) {
    if (name.toLowerCase().endsWith('.csv')) zip.addFile(path.join(set, name), name);
  }
  zip.end();
  const archive = path.join(folder, 'set.zip');
  await pipeline(zip.outputStream, createWriteStream(archive));
  return archive;
}

async function upload(client: ApiClient, archive: string): Promise<string> {
  const { size } = await stat(archive);
  const staged = await client.mutate<{
    upload: { id: string };
    target: { url: string; headers: { name: string; value: string }[] };
  }>(STAGE, { purpose: 'IMPORT', fileName: path.basename(archive), contentType: 'application/zip', byteSize: size });
  const headers = Object.fromEntries(staged.target.headers.map(({ name, value }) => [name, value]));
  const response = await fetch(staged.target.url, {
    method: 'PUT',
    headers: { ...headers, 'content-length': String(size) },
    body: Readable.toWeb(createReadStream(archive)),
    duplex: 'half',
  });
  if (!response.ok) throw new CommandError(`The upload was refused (${response.status}).`);
  const { upload: completed } = await client.mutate<{ upload: { id: string } }>(COMPLETE, {
    uploadId: staged.upload.id,
  });
  return completed.id;
}

async function tell(client: ApiClient, id: string): Promise<void> {
  const { operation } = await client.ask<{ operation: { importReport: Report | null } }>(REPORT, {
    id,
    first: SHOWN_PROBLEMS,
  });
  const report = operation.importReport;
  if (!report) return;
  for (const { kind, created, updated, unchanged, ended } of report.counts) {
    process.stdout.write(
      `  ${kind.padEnd(14)} ${created} new, ${updated} changed, ${unchanged} as before, ${ended} ended\n`,
    );
  }
  process.stdout.write(`  ${report.errors} bad rows, ${report.warnings} dropped values\n`);
  const { notes } = report;
  for (const { file, message, names } of notes.slice(0, SHOWN_NOTES)) {
    process.stdout.write(`  note ${file}: ${message}${listed(names)}\n`);
  }
  if (notes.length > SHOWN_NOTES) process.stdout.write(`  … and ${notes.length - SHOWN_NOTES} more notes\n`);
  for (const { file, line, column, severity, message } of report.problems.nodes) {
    process.stdout.write(`  ${severity} ${file}:${line}${column ? ` ${column}` : ''}: ${message}\n`);
  }
}

/** Names out of a file's header, in brackets; only so many, as a set may have hundreds of columns of its own. */
function listed(names: readonly string[]): string {
  if (names.length === 0) return '';
  const more = names.length > SHOWN_NAMES ? `, … (${names.length})` : '';
  return ` (${names.slice(0, SHOWN_NAMES).join(', ')}${more})`;
}
