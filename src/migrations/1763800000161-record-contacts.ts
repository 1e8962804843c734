import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom the record of processing names beside the parties themselves (Article 30(2)(a) GDPR): function addresses, no persons. */
export class RecordContacts1763800000161 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tenant add data_protection_officer text, add representative text;
      alter table processor add representative text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table processor drop column representative;
      alter table tenant drop column representative, drop column data_protection_officer`);
  }
}
