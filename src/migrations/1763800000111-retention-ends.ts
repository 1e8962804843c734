import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE, removableWhen } from '../base/database/policies.js';

/**
 * What is kept for a period can end: an erasure's proof stays when it no longer says whose it was, and what was signed goes
 * once its agreement is over. While that is in force, the database itself lets nothing of it be removed.
 */
export class RetentionEnds1763800000111 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table erasure alter person_id drop not null');
    for (const table of ['agreement_document', 'agreement_signature']) {
      await runner.query(`grant delete on ${table} to ${APP_ROLE}`);
      const agreement = `a.tenant_id = ${table}.tenant_id and a.id = ${table}.agreement_id`;
      const isOver = `exists (select 1 from agreement a where ${agreement} and a.ends_on < current_date)`;
      await removableWhen(runner, table, isOver);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['agreement_document', 'agreement_signature']) {
      await runner.query(`drop policy removable_when on ${table}; revoke delete on ${table} from ${APP_ROLE}`);
    }
    await runner.query('alter table erasure alter person_id set not null');
  }
}
