import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { loadTrustedKeys, SigningKeyError, type TrustedKey } from '../base/signing/index.js';
import {
  type CertificateCheck,
  checkErasureCertificate,
  type ErasureCertificate,
} from '../rights/certificates/index.js';
import { tolerateReaderGone } from './reader-gone.js';

/** Exit codes, for scripts. */
const EXIT = { valid: 0, invalid: 1, unusable: 2 } as const;

/** A certificate with 10,000 rows has about 3 MB. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** A file that cannot be used, in words for the person at the terminal. */
class UnusableFileError extends Error {}

interface Options {
  readonly key?: string;
  readonly keys?: string;
}

tolerateReaderGone();
process.exitCode = await main(process.argv);

async function main(argv: readonly string[]): Promise<number> {
  const command = new Command('verify-certificate')
    .description('Checks a signed certificate of erasure offline. Exit code: 0 valid, 1 invalid, 2 unusable.')
    .argument('<file>', 'the signed certificate (JSON)')
    .addOption(new Option('--key <file>', 'the public key of the processor, as PEM or JWK').conflicts('keys'))
    .option('--keys <file>', 'the public keys of the processor, as JWKS')
    .exitOverride();
  try {
    command.parse(argv);
    return await verify(command.args[0] ?? '', command.opts<Options>());
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.valid : EXIT.unusable;
    if (!(error instanceof UnusableFileError)) throw error;
    print(process.stderr, [error.message]);
    return EXIT.unusable;
  }
}

async function verify(file: string, options: Options): Promise<number> {
  const keyFile = options.key ?? options.keys;
  const trustedKeys = keyFile === undefined ? undefined : await readKeys(keyFile);
  const check = await checkErasureCertificate(await readText(file), trustedKeys);
  print(process.stdout, report(file, check, trustedKeys !== undefined));
  return EXIT[check.outcome];
}

async function readKeys(file: string): Promise<readonly TrustedKey[]> {
  const text = await readText(file);
  try {
    return await loadTrustedKeys(text);
  } catch (error) {
    if (error instanceof SigningKeyError) throw new UnusableFileError(`${file}: ${error.message}`);
    throw error;
  }
}

/** npm runs scripts in the package's folder, and says in `INIT_CWD` where the person was. */
async function readText(file: string): Promise<string> {
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), file);
  let bytes: Buffer;
  try {
    await using handle = await open(path);
    const stats = await handle.stat();
    if (!stats.isFile()) throw new UnusableFileError(`${file} is not a file`);
    if (stats.size > MAX_FILE_BYTES) throw new UnusableFileError(`${file} is larger than ${MAX_FILE_BYTES} bytes`);
    bytes = await handle.readFile();
  } catch (error) {
    if (error instanceof UnusableFileError) throw error;
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new UnusableFileError(`${file} cannot be read${code}`);
  }
  if (!isUtf8(bytes)) throw new UnusableFileError(`${file} is not UTF-8 text`);
  // Some editors begin a text with a byte order mark, which JSON does not allow.
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function report(file: string, check: CertificateCheck, keyGiven: boolean): string[] {
  const lines = [`Checking ${file}`, ...check.steps.map(({ passed, text }) => `  ${passed ? 'ok  ' : 'FAIL'} ${text}`)];
  if (check.keyId !== undefined) lines.push(`  Fingerprint of the key (RFC 7638): ${check.keyId}`);
  if (check.digest !== undefined) lines.push(`  SHA-256 of the signed content:     ${check.digest}`);
  if (check.certificate) lines.push('', ...summary(check.certificate));
  lines.push('', verdict(check, keyGiven));
  return lines;
}

function summary(certificate: ErasureCertificate): string[] {
  const sum = (items: readonly { count: number }[]) => items.reduce((total, { count }) => total + count, 0);
  const { controller, processor, subject, plan, kept, verification } = certificate;
  return [
    `  Certificate   ${certificate.certificateId}`,
    `  Controller    ${organisation(controller)}`,
    `  Processor     ${organisation(processor)}`,
    `  Data subject  ${subject.pseudonym} (${subject.register})`,
    `  Erasure       requested ${certificate.requestedAt}, started ${certificate.startedAt}, completed ${certificate.completedAt}`,
    `  Erased        ${sum(plan)} values of ${plan.length} elements, and ${certificate.blobsRemoved} files`,
    `  Kept          ${sum(kept)} values`,
    ...keptLines(kept),
    `  Searched      ${verification.places.length} places at ${verification.checkedAt}, nothing left`,
    `  Log entry     ${certificate.logSequence}`,
  ];
}

/** What was kept, each ground once. */
function keptLines(kept: ErasureCertificate['kept']): string[] {
  const reason = ({ ground, until }: (typeof kept)[number]): string =>
    until === null ? ground : `${ground} (until ${until})`;
  return [...Map.groupBy(kept, reason)].map(
    ([words, items]) => `                ${words}: ${items.map(({ element }) => element).join(', ')}`,
  );
}

function organisation({ name, organisationNumber }: ErasureCertificate['controller']): string {
  return organisationNumber === null ? name : `${name} (${organisationNumber})`;
}

function verdict({ outcome }: CertificateCheck, keyGiven: boolean): string {
  if (outcome === 'unusable') return 'UNUSABLE: there is no certificate of erasure to check.';
  if (outcome === 'invalid') return 'INVALID: do not rely on this certificate.';
  return keyGiven
    ? 'VALID: signed with a trusted key, and unchanged since.'
    : 'VALID in itself: unchanged since it was signed with the key it carries. Anybody can make such a key, so authenticity ' +
        'depends on you comparing the fingerprint above with the one the processor publishes, or passing its key with --key.';
}

/** What a file says must neither steer the terminal nor pass for a line of this command. */
function print(stream: NodeJS.WriteStream, lines: readonly string[]): void {
  for (const line of lines) stream.write(`${line.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?')}\n`);
}
