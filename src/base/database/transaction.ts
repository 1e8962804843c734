import { createHash } from 'node:crypto';
import type { Client, PoolClient, QueryConfig, QueryResult } from 'pg';
import type { Sql } from 'sql-template-tag';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { OutdatedAssumption } from '../errors.js';
import { isUuid } from '../ids.js';
import { type InstructionGiver, instructing } from './instruction-giver.js';

/** In whose name a transaction runs. No tenant means no tenant's rows; `operator` opens the platform's own tables. */
export interface Scope {
  readonly tenantId: string | null;
  readonly operator?: boolean;
  /** Whoever opens it does everything again where an assumption does not hold, so that it may be begun under some. */
  readonly assuming?: boolean;
}

export type Isolation = 'read committed' | 'repeatable read';

/** SQLSTATE of PostgreSQL, where a row has changed since the snapshot was taken. */
const SERIALIZATION_FAILURE = '40001';

const NAMED_STATEMENTS = 400;
const names = new Map<string, string>();

/** Statements that recur are prepared once per connection; the number of names is bounded, because each costs memory. */
function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known) return known;
  if (names.size >= NAMED_STATEMENTS) return undefined;
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

function named(text: string, values: unknown[]): QueryConfig {
  const name = statementName(text);
  return name ? { name, text, values } : { text, values };
}

function opening(scope: Scope, isolation: Isolation): string {
  if (scope.tenantId !== null && !isUuid(scope.tenantId)) throw new Error('a tenant id is a UUID');
  const settings = [`BEGIN ISOLATION LEVEL ${isolation}`];
  if (scope.tenantId) settings.push(`SET LOCAL app.tenant_id = '${scope.tenantId}'`);
  if (scope.operator) settings.push("SET LOCAL app.operator = 'on'");
  return settings.join(';');
}

/**
 * The one open transaction of an operation: every statement of a request goes through it, and nothing reachable goes
 * round it. The tenant is set with SET LOCAL in the same message as BEGIN, so it ends with the transaction.
 */
export class Transaction {
  private finished = false;
  private savepoints = 0;
  private isOperator: boolean;
  private opened: Promise<unknown> = Promise.resolve();
  private corked = false;
  /** Whether anything but a `select` was sent, so that there is something whose commit must be known. */
  private wrote = false;
  /** Why a statement failed that nobody waited for. */
  private failure: unknown = null;
  /** Why PostgreSQL has given the transaction up, where whoever waited for the statement was told. */
  private broken: unknown = null;
  /** Settles when what is tried out has been undone; null where nothing is. */
  private trial: Promise<void> | null = null;
  /** Settles when it is known whether everything assumed so far holds. */
  private assumed: Promise<void> | null = null;

  private constructor(
    readonly scope: Scope,
    private readonly runner: QueryRunner,
    private readonly client: PoolClient,
    /** The transaction of which this one is a part. */
    private readonly whole: Transaction | null = null,
  ) {
    this.isOperator = scope.operator ?? false;
  }

  static async begin(source: DataSource, scope: Scope, isolation: Isolation = 'read committed'): Promise<Transaction> {
    const statement = opening(scope, isolation);
    const runner = source.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    // TypeORM must know that a transaction is open, or its `save` would begin and commit one of its own.
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
    const transaction = new Transaction(scope, runner, client);
    transaction.opened = transaction.post(statement);
    return transaction;
  }

  /** TypeORM's manager on this transaction, for writes of single entities. */
  get manager(): EntityManager {
    this.wrote = true;
    return this.runner.manager;
  }

  async many<Row>(query: Sql): Promise<Row[]> {
    const { text, values } = query;
    if (!/^\s*select\b/i.test(text)) this.wrote = true;
    return (await this.answered(named(text, values))).rows as Row[];
  }

  async first<Row>(query: Sql): Promise<Row | null> {
    return (await this.many<Row>(query))[0] ?? null;
  }

  /** Runs a statement for its effect; answers how many rows it touched. */
  async run(query: Sql): Promise<number> {
    this.wrote = true;
    return (await this.answered(named(query.text, query.values))).rowCount ?? 0;
  }

  /**
   * Runs a statement whose answer nobody needs: it travels with the next one that is waited for. Where it fails, so do those
   * behind it and the commit, with its error.
   */
  later(query: Sql): void {
    this.wrote = true;
    this.send(named(query.text, query.values)).catch((error: unknown) => {
      this.failure ??= this.broken ?? error;
    });
  }

  /**
   * Goes on as if the answer to a statement were known, instead of waiting for it: the statement travels with those behind
   * it. No other answer is given and nothing is committed before `holds` has agreed with what the database says.
   */
  assume<Row>(query: Sql, holds: (rows: Row[]) => boolean): void {
    const before = this.assumed;
    const answer = this.send(named(query.text, query.values));
    const confirm = async (): Promise<void> => {
      const { rows } = await answer;
      await before;
      if (!holds(rows as Row[])) throw new OutdatedAssumption();
    };
    this.assumed = confirm();
    this.assumed.catch(() => undefined);
  }

  /** Waits until it is known that what was assumed holds. */
  async agreed(): Promise<void> {
    await this.assumed;
  }

  /** Runs work that may be refused without losing what the transaction did before it. */
  async attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    const name = this.savepoint();
    try {
      return await work();
    } catch (error) {
      await this.rollbackTo(name);
      throw error;
    }
  }

  /** Marks how far the transaction is, for {@link rollbackTo}; and before that, who gives the instructions from here on. */
  savepoint(giver: InstructionGiver | null = null): string {
    const name = `s${++this.savepoints}`;
    void this.post(`${giver === null ? '' : `${instructing(giver)};`}SAVEPOINT ${name}`);
    return name;
  }

  async rollbackTo(savepoint: string): Promise<void> {
    await this.send(`ROLLBACK TO SAVEPOINT ${savepoint}`);
    this.failure = null;
    this.broken = null;
  }

  /**
   * Lends an operator's transaction to one tenant for one piece of work, without the operator's rights meanwhile. This is
   * the only way from one scope into another; what comes through it is written in the log of the tenant.
   */
  async lendTo<Result>(tenantId: string, work: (db: Transaction) => Promise<Result>): Promise<Result> {
    if (!this.isOperator) throw new Error('only the operator acts in a tenant that is not the own one');
    if (!isUuid(tenantId) || this.scope.tenantId === null) throw new Error('a tenant id is a UUID');
    const own = this.scope.tenantId;
    // In a savepoint, because rolling back to it also takes the settings back.
    return this.attempt(async () => {
      await this.send(`SET LOCAL app.tenant_id = '${tenantId}'; SET LOCAL app.operator = 'off'`);
      const lent = new Transaction({ tenantId }, this.runner, this.client);
      lent.savepoints = this.savepoints;
      this.wrote = true;
      const result = await work(lent);
      await lent.agreed();
      this.savepoints = lent.savepoints;
      await this.send(`SET LOCAL app.tenant_id = '${own}'; SET LOCAL app.operator = 'on'`);
      return result;
    });
  }

  /**
   * Does work and undoes it, whatever it answers. What else is asked of the transaction meanwhile waits until it is undone, so
   * that nothing reads what never was: the work must go by the transaction that it is handed.
   */
  async tryOut<Result>(work: (db: Transaction) => Promise<Result>): Promise<Result> {
    while (this.trial) await this.trial;
    const name = `t${++this.savepoints}`;
    const part = new Transaction({ ...this.scope, assuming: false }, this.runner, this.client, this);
    const begun = this.send(`SAVEPOINT ${name}`);
    let undone = (): void => undefined;
    this.trial = new Promise((resolve) => {
      undone = resolve;
    });
    try {
      await begun;
      return await work(part);
    } catch (error) {
      if ((error as { code?: string }).code !== SERIALIZATION_FAILURE) throw error;
      // Somebody changed meanwhile what was to be changed: all is done again from where things stand then.
      const outdated = new OutdatedAssumption();
      this.assumed = Promise.reject(outdated);
      this.assumed.catch(() => undefined);
      throw outdated;
    } finally {
      await part.send(`ROLLBACK TO SAVEPOINT ${name}`).finally(() => {
        this.trial = null;
        undone();
      });
    }
  }

  /** Opens the platform's own tables for writing, for the rest of the transaction. */
  async becomeOperator(): Promise<void> {
    this.isOperator = true;
    await this.send("SET LOCAL app.operator = 'on'");
  }

  /** Makes what was written last, and answers once it does; where nothing was written, nobody need wait. */
  async commit(): Promise<void> {
    await this.close('COMMIT');
  }

  async rollback(): Promise<void> {
    await this.close('ROLLBACK');
  }

  private async close(statement: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    if (this.finished) return;
    this.finished = true;
    if (statement === 'COMMIT' && this.assumed) await this.assumed.catch((error: unknown) => (this.failure = error));
    const closed = this.dispatch(this.failure === null ? statement : 'ROLLBACK');
    // Where nobody waits for it, a connection that was lost must not end the process.
    closed.catch(() => undefined);
    try {
      // The connection answers in order: its next user's statements wait behind this one.
      if (this.wrote) {
        const [, { command }] = await Promise.all([this.opened, closed]);
        // So PostgreSQL answers the COMMIT of a transaction in which a statement had failed, and not with an error.
        if (command === 'ROLLBACK')
          this.failure ??= this.broken ?? new Error('a statement of the transaction had failed');
      }
      if (statement === 'COMMIT' && this.failure !== null) throw this.failure as Error;
    } finally {
      Object.assign(this.runner, { isTransactionActive: false, transactionDepth: 0 });
      await this.runner.release();
    }
  }

  /** Sends a statement whose outcome shows in those behind it, which fail if it does. */
  private post(statement: string): Promise<unknown> {
    const sent = this.send(statement);
    sent.catch(() => undefined);
    return sent;
  }

  private async answered(query: QueryConfig): Promise<QueryResult> {
    try {
      const result = await this.send(query);
      await this.assumed;
      return result;
    } catch (error) {
      this.broken ??= error;
      await this.assumed;
      throw this.failure ?? error;
    }
  }

  private send(query: string | QueryConfig): Promise<QueryResult> {
    // Its connection is another's by then, with another tenant.
    if (this.hasEnded) return Promise.reject(new Error('the transaction has ended'));
    return this.trial ? this.trial.then(() => this.send(query)) : this.dispatch(query);
  }

  private get hasEnded(): boolean {
    return this.finished || (this.whole?.hasEnded ?? false);
  }

  /** Statements that are sent in the same turn travel in one packet. */
  private dispatch(query: string | QueryConfig): Promise<QueryResult> {
    const { stream } = (this.client as unknown as Client).connection;
    if (!this.corked) {
      this.corked = true;
      stream.cork();
      process.nextTick(() => {
        this.corked = false;
        stream.uncork();
      });
    }
    return this.client.query(query);
  }
}
