import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What concerned everybody is found by everybody who asks who looked, however long the log is. */
export class LooksAtEverybody1763800000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index log_entry_of_everybody on log_entry (tenant_id, at) where action = 'export.tenant'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index log_entry_of_everybody');
  }
}
