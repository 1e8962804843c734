import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log is read newest first, and its oldest entries are removed. */
export class LogOrder1763800000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index log_entry_at on log_entry (tenant_id, at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index log_entry_at');
  }
}
