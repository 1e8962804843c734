import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../src/development/embedded-database.js';
import { processesMarked } from '../../src/development/running-process.js';

const module = new URL('../../src/development/embedded-database.js', import.meta.url).href;

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const others: ChildProcess[] = [];

/** Another Varde: a process with a database on this folder, which lives until it is killed. */
async function otherVarde(directory: string) {
  const script = `
    const { startEmbeddedDatabase } = await import(${JSON.stringify(module)});
    const database = await startEmbeddedDatabase({ directory: ${JSON.stringify(directory)} });
    console.log(database.ownerUrl);
    setInterval(() => undefined, 1_000_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  others.push(child);
  const [ownerUrl] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    ownerUrl,
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function clusterName(directory: string): Promise<string> {
  const secrets = await readFile(path.join(directory, 'cluster', 'secrets.json'), 'utf8');
  return (JSON.parse(secrets) as { clusterName: string }).clusterName;
}

describe('embedded database', () => {
  // mkdtemp makes folders that only their owner may enter: as root, one that PostgreSQL's user may not.
  let folder: string;
  let directory: string;
  let database: EmbeddedDatabase;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'varde-database-'));
    directory = path.join(folder, 'data');
    database = await startEmbeddedDatabase({ directory });
  }, 60_000);

  afterAll(async () => {
    for (const other of others) other.kill('SIGKILL');
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('the owner owns the database, the app owns nothing and bypasses nothing', async () => {
    const roles = await query(
      database.ownerUrl,
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles
       where rolname like 'varde%' order by rolname`,
    );
    const plain = { rolsuper: false, rolbypassrls: false, rolcreaterole: false };
    expect(roles).toEqual([
      { rolname: 'varde_app', ...plain, rolcreatedb: false },
      { rolname: 'varde_owner', ...plain, rolcreatedb: true },
    ]);
    await query(database.ownerUrl, 'create table owned (id int)');
    await expect(query(database.appUrl, 'create table mine (id int)')).rejects.toThrow(/permission denied/);
    await expect(query(database.appUrl, 'select * from owned')).rejects.toThrow(/permission denied/);
  });

  test('the owner clones a database for a test and drops it while the app is connected', async () => {
    await query(database.ownerUrl, 'create database varde_template');
    await query(database.ownerUrl, 'create database varde_copy template varde_template');
    const app = new pg.Client(database.appUrl.replace(/varde$/, 'varde_copy'));
    app.on('error', () => undefined);
    await app.connect();
    await query(database.ownerUrl, 'drop database varde_copy with (force)');
    await query(database.ownerUrl, 'drop database varde_template');
    await app.end().catch(() => undefined);
  });

  test('it is durable, in UTF-8 and UTC, knows upper case beyond ASCII, and listens on this machine only', async () => {
    const [settings] = await query(
      database.ownerUrl,
      `select current_setting('fsync') as fsync, current_setting('listen_addresses') as addresses,
         current_setting('server_encoding') as encoding, current_setting('timezone') as zone, upper('åõß') as upper`,
    );
    expect(settings).toMatchObject({ fsync: 'on', addresses: '127.0.0.1', encoding: 'UTF8', zone: 'UTC' });
    expect(settings?.['upper']).toBe('ÅÕß');
  });

  test('passwords are for the owner of the folder only, and wrong ones are refused', async () => {
    const secrets = await stat(path.join(directory, 'cluster', 'secrets.json'));
    expect(secrets.mode & 0o777).toBe(0o600);
    const wrong = new URL(database.ownerUrl);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    const superuser = new URL(database.ownerUrl);
    superuser.username = 'postgres';
    await expect(query(superuser.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  test('no value of a failed statement reaches the log', async () => {
    await query(database.ownerUrl, 'create table secret (email text unique)');
    await query(database.ownerUrl, "insert into secret values ('ada@example.org')");
    const again = query(database.ownerUrl, "insert into secret values ('ada@example.org')");
    await expect(again).rejects.toThrow(/duplicate key/);
    expect(await readFile(path.join(directory, 'postgresql.log'), 'utf8')).not.toContain('ada@example.org');
  });

  test('a folder in use is refused in words, and the other database is not disturbed', async () => {
    await expect(startEmbeddedDatabase({ directory })).rejects.toThrow(/in use by another running Varde/);
    await expect(query(database.ownerUrl, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
  });

  test('a wanted port is used, and a taken one is refused in words', async () => {
    const second = path.join(folder, 'second');
    await expect(startEmbeddedDatabase({ directory: second, port: database.port, durable: false })).rejects.toThrow(
      `Port ${database.port} of this machine is in use`,
    );
    const first = await startEmbeddedDatabase({ directory: second, durable: false });
    await first.stop();
    const again = await startEmbeddedDatabase({ directory: second, durable: false, port: first.port });
    expect(again.port).toBe(first.port);
    expect(again.ownerUrl).toBe(first.ownerUrl);
    expect(await query(again.ownerUrl, "select current_setting('fsync') as fsync")).toEqual([{ fsync: 'off' }]);
    await again.stop();
    await again.stop();
  }, 30_000);

  test('after a kill -9 nothing keeps running', async () => {
    const victim = path.join(folder, 'victim');
    const other = await otherVarde(victim);
    const name = await clusterName(victim);
    expect(await processesMarked(name)).not.toHaveLength(0);
    await other.kill();
    const deadline = Date.now() + 10_000;
    while ((await processesMarked(name)).length > 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await processesMarked(name)).toEqual([]);
  }, 30_000);

  test('the next start goes on with the data after a kill -9 that left PostgreSQL running', async () => {
    const victim = path.join(folder, 'victim');
    const other = await otherVarde(victim);
    await query(other.ownerUrl, 'create table kept as select 42 as answer');
    await expect(startEmbeddedDatabase({ directory: victim })).rejects.toThrow(/in use by another running Varde/);
    const server = (await processesMarked(await clusterName(victim))).find(({ command }) => command.includes(' -D '));
    const guards = await processesMarked(`varde-guard ${server?.pid}`);
    expect(guards).toHaveLength(1);
    for (const { pid } of guards) process.kill(pid, 'SIGKILL');
    await other.kill();
    expect(await processesMarked(await clusterName(victim))).not.toHaveLength(0);

    const healed = await startEmbeddedDatabase({ directory: victim });
    expect(await query(healed.ownerUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await healed.stop();
    expect(await processesMarked(await clusterName(victim))).toEqual([]);
  }, 30_000);
});
