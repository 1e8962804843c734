import { randomBytes } from 'node:crypto';
import pg from 'pg';
import pino from 'pino';
import { type App, type AppOptions, createApp } from '../../src/app.js';
import { Actor } from './actor.js';
import { TEMPLATE } from './global-setup.js';
import { TestIssuer } from './issuer.js';
import { TestTenant } from './tenant.js';

interface Suite {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly blobs: string;
  readonly signingKey: string;
}

/** One application over a database of its own, cloned from the migrated template: the world of one test file. */
export class World {
  private tenants = 0;

  private constructor(
    readonly app: App,
    readonly issuer: TestIssuer,
    /** The role that owns the tables; for arranging and for looking past the walls, never for what is tested. */
    readonly owner: pg.Client,
    readonly url: string,
    private readonly suite: Suite,
    private readonly name: string,
  ) {}

  static async open(options: Partial<AppOptions> = {}): Promise<World> {
    const suite = JSON.parse(process.env['VARDE_TEST'] ?? 'null') as Suite | null;
    if (!suite) throw new Error('Run the tests with `npm test`, which starts the database');
    const name = `test_${randomBytes(6).toString('hex')}`;
    await asOwner(suite.ownerUrl, `create database ${name} template ${TEMPLATE}`);
    const owner = new pg.Client({ connectionString: at(suite.ownerUrl, name) });
    await owner.connect();
    const issuer = await TestIssuer.start();
    const app = await createApp({ ...optionsFor(suite, name), ...options });
    const url = await app.http.listen({ port: 0, host: '127.0.0.1' });
    return new World(app, issuer, owner, url, suite, name);
  }

  /** The database as the application's own role reaches it. */
  get databaseUrl(): string {
    return at(this.suite.appUrl, this.name);
  }

  /** The database as the role that owns its tables reaches it. */
  get ownerUrl(): string {
    return at(this.suite.ownerUrl, this.name);
  }

  /** Another process of the application over the same database; whoever starts it closes it. */
  start(options: Partial<AppOptions>): Promise<App> {
    return createApp({ ...optionsFor(this.suite, this.name), ...options });
  }

  /** A new tenant, with its issuer bound. */
  tenant(
    options: Partial<{ kind: 'controller' | 'operator'; country: string; locale: string }> = {},
  ): Promise<TestTenant> {
    this.tenants += 1;
    return TestTenant.create(this, `tenant-${this.tenants}`, options);
  }

  /** Somebody who has not signed in. */
  anonymous(): Actor {
    return new Actor(this.url, null);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.issuer.stop();
    await this.owner.end();
    await asOwner(this.suite.ownerUrl, `drop database ${this.name} with (force)`);
  }
}

const optionsFor = (suite: Suite, database: string): AppOptions => ({
  databaseUrl: at(suite.appUrl, database),
  poolSize: 8,
  storage: { connectionString: suite.blobs },
  signingKey: suite.signingKey,
  logger: pino({ level: process.env['VARDE_TEST_LOG'] ?? 'silent' }),
});

const at = (url: string, database: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
};

async function asOwner(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // One at a time: a template can be cloned by one session only.
    await client.query('select pg_advisory_lock(42)');
    await client.query(statement);
  } finally {
    await client.end();
  }
}
