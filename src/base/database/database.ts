import sql from 'sql-template-tag';
import type { DataSource } from 'typeorm';
import { type Isolation, type Scope, Transaction } from './transaction.js';

/** The way to the database: nothing but transactions in a stated scope. */
export class Database {
  constructor(private readonly source: DataSource) {}

  begin(scope: Scope, isolation?: Isolation): Promise<Transaction> {
    return Transaction.begin(this.source, scope, isolation);
  }

  /** Runs work in one transaction: committed when it resolves, rolled back when it throws. */
  async transaction<Result>(scope: Scope, work: (db: Transaction) => Promise<Result>): Promise<Result> {
    const db = await this.begin(scope);
    let result: Result;
    try {
      result = await work(db);
    } catch (error) {
      await db.rollback().catch(() => undefined);
      throw error;
    }
    await db.commit();
    return result;
  }

  /** Refuses a role that could go round the tenant wall: superuser, BYPASSRLS, or owner of any table. */
  async assertUnprivileged(): Promise<void> {
    await this.transaction({ tenantId: null }, async (db) => {
      const role = await db.first<{ name: string; privileged: boolean; owns: boolean }>(sql`
        select rolname as name, rolsuper or rolbypassrls as privileged,
          exists (select 1 from pg_class c where pg_has_role(r.oid, c.relowner, 'usage')
            and c.relnamespace = 'public'::regnamespace) as owns
        from pg_roles r where rolname = current_user`);
      if (!role || role.privileged || role.owns) {
        throw new Error(
          `The database role ${role?.name ?? '?'} could bypass row-level security. Connect as a role that is no superuser, has no BYPASSRLS and owns no table.`,
        );
      }
    });
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }
}
