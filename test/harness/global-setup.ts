import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { generateSigningKey, signingKeyAsPem } from '../../src/base/signing/index.js';
import { startEmbeddedBlobs } from '../../src/development/embedded-blobs.js';
import { startEmbeddedDatabase } from '../../src/development/embedded-database.js';
import { migrate } from '../../src/migrate.js';
import { shared } from './shared.js';

export const TEMPLATE = 'varde_template';

/** Starts one real PostgreSQL and one real blob server for the whole suite, and migrates the template database. */
export default async function setUp(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'varde-test-'));
  const database = await startEmbeddedDatabase({ directory, durable: false });
  const blobs = await startEmbeddedBlobs({});
  const owner = new URL(database.ownerUrl);
  const admin = new pg.Client({ connectionString: database.ownerUrl });
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  owner.pathname = `/${TEMPLATE}`;
  await migrate(owner.href);
  shared.running = { database, blobs, directory };
  process.env['VARDE_TEST'] = JSON.stringify({
    ownerUrl: database.ownerUrl,
    appUrl: database.appUrl,
    blobs: blobs.connectionString,
    signingKey: signingKeyAsPem(await generateSigningKey()),
  });
}
