import type { Client, PoolClient, QueryConfig, QueryResult } from 'pg';
import type { Sql } from 'sql-template-tag';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { OutdatedAssumption } from '../errors.js';
import { isUuid } from '../ids.js';
import { type InstructionGiver, instructing } from './instruction-giver.js';
import { type Isolation, named, opening, type Scope } from './statements.js';

export type { Isolation, Scope } from './statements.js';

/** SQLSTATE of PostgreSQL, where a row has changed since the snapshot was taken. */
const SERIALIZATION_FAILURE = '40001';

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
  /** Settles when what is done apart is done; null where nothing is. */
  private aside: Promise<void> | null = null;
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
   * the only way from one scope into another; what comes through it is written in the log of the tenant. What else is asked
   * of the transaction meanwhile waits, so that no other field of the same request reads or writes in that tenant: the work
   * must go by the transaction that it is handed.
   */
  async lendTo<Result>(tenantId: string, work: (db: Transaction) => Promise<Result>): Promise<Result> {
    if (!this.isOperator) throw new Error('only the operator acts in a tenant that is not the own one');
    if (!isUuid(tenantId) || this.scope.tenantId === null) throw new Error('a tenant id is a UUID');
    const own = this.scope.tenantId;
    this.wrote = true;
    return this.apart({ tenantId }, async (lent) => {
      lent.savepoints = this.savepoints;
      try {
        // In a savepoint, because rolling back to it also takes the settings back.
        return await lent.attempt(async () => {
          await lent.send(`SET LOCAL app.tenant_id = '${tenantId}'; SET LOCAL app.operator = 'off'`);
          const result = await work(lent);
          await lent.agreed();
          await lent.send(`SET LOCAL app.tenant_id = '${own}'; SET LOCAL app.operator = 'on'`);
          return result;
        });
      } finally {
        this.savepoints = lent.savepoints;
      }
    });
  }

  /**
   * Does work and undoes it, whatever it answers. What else is asked of the transaction meanwhile waits until it is undone, so
   * that nothing reads what never was: the work must go by the transaction that it is handed.
   */
  tryOut<Result>(work: (db: Transaction) => Promise<Result>): Promise<Result> {
    return this.apart({ ...this.scope, assuming: false }, async (part) => {
      const name = `t${++this.savepoints}`;
      try {
        await part.send(`SAVEPOINT ${name}`);
        return await work(part);
      } catch (error) {
        if ((error as { code?: string }).code !== SERIALIZATION_FAILURE) throw error;
        // Somebody changed meanwhile what was to be changed: all is done again from where things stand then.
        const outdated = new OutdatedAssumption();
        this.assumed = Promise.reject(outdated);
        this.assumed.catch(() => undefined);
        throw outdated;
      } finally {
        await part.send(`ROLLBACK TO SAVEPOINT ${name}`);
      }
    });
  }

  /** Does work by a part of the transaction, which nothing else of it comes between. */
  private async apart<Result>(scope: Scope, work: (part: Transaction) => Promise<Result>): Promise<Result> {
    while (this.aside) await this.aside;
    let done = (): void => undefined;
    this.aside = new Promise((resolve) => {
      done = resolve;
    });
    try {
      return await work(new Transaction(scope, this.runner, this.client, this));
    } finally {
      this.aside = null;
      done();
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
    return this.aside ? this.aside.then(() => this.send(query)) : this.dispatch(query);
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
