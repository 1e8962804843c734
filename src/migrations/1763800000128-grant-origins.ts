import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By whom a role was granted, for who reviews it: the log, which tells it too, is not kept as long as a grant. */
export class GrantOrigins1763800000128 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table role_grant add granted_by_account_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table role_grant drop granted_by_account_id');
  }
}
