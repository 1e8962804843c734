import pino from 'pino';
import { createApp } from '../../src/app.js';
import type { MalwareScannerOptions } from '../../src/content/index.js';

/** Another process of the application, to be killed: `jobs.process.js <database url> [<malware scanner as JSON>]`. */
const suite = JSON.parse(process.env['VARDE_TEST'] ?? '{}') as { readonly blobs: string; readonly signingKey: string };
const [, , databaseUrl = '', scanner] = process.argv;
const app = await createApp({
  databaseUrl,
  poolSize: 8,
  storage: { connectionString: suite.blobs },
  signingKey: suite.signingKey,
  ...(scanner ? { malwareScanner: JSON.parse(scanner) as MalwareScannerOptions } : {}),
  logger: pino({ level: process.env['VARDE_TEST_LOG'] ?? 'silent' }, pino.destination(2)),
});
await app.startJobs();
process.stdout.write(`ready ${await app.http.listen({ port: 0, host: '127.0.0.1' })}\n`);
// Ends with the test that started it.
process.stdin.resume().once('end', () => process.exit(0));
