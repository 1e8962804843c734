import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a controller's trust page can be read by everybody. */
export class TrustPages1763800000146 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table tenant add column publishes_trust_page boolean not null default true');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table tenant drop column publishes_trust_page');
  }
}
